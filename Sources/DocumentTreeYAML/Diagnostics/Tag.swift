package import SourceText

extension DiagnosticKind {
  package static let tag = DiagnosticKind(
    code: "tag", severity: .error,
    explanation: """
      A tag changes how a value is read, or names a program to run. Here the place of a value says what it is.
      """,
    bad: .document(
      """
      data:
        student-pii: {title: 1️⃣!!str Student records, sensitivity: restricted}
      """),
    good: .document(
      """
      data:
        student-pii: {title: Student records, sensitivity: restricted}
      """))
}

extension Message {
  package static func tag(_ name: String) -> Message {
    Message(
      .tag, "the tag \(name: name) changes how a value is read", label: "a tag",
      help: "remove it; a text that begins with \(name: "!") stands in quotes")
  }
}
