package import SourceText

extension DiagnosticKind {
  package static let secondDocument = DiagnosticKind(
    code: "second-document", severity: .error,
    explanation: """
      A file holds one document. A reader that takes the first one alone would lose what the second one says.
      """,
    bad: .document(
      """
      data:
        student-pii: {title: Student records, sensitivity: restricted}
      1️⃣---
      rules: {}
      """),
    good: .document(
      """
      data:
        student-pii: {title: Student records, sensitivity: restricted}
      """))
}

extension Message {
  package static func secondDocument() -> Message {
    Message(
      .secondDocument, "a second document begins here, a file holds one", label: "a new document",
      help: "remove the line \(name: "---"), or move what follows into a file of its own")
  }
}
