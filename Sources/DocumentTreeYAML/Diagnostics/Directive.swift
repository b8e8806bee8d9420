package import SourceText

extension DiagnosticKind {
  package static let directive = DiagnosticKind(
    code: "directive", severity: .error,
    explanation: "A directive asks the reader to apply other rules than those of the language.",
    bad: .document(
      """
      1️⃣%YAML 1.1
      ---
      data:
        student-pii: {title: Student records, sensitivity: restricted}
      """),
    good: .document(
      """
      data:
        student-pii: {title: Student records, sensitivity: restricted}
      """))
}

extension Message {
  package static func directive(_ line: String) -> Message {
    Message(
      .directive, "the directive \(name: line) changes how the file is read", label: "a directive",
      help: "remove this line; a text that begins with \(name: "%") stands in quotes")
  }
}
