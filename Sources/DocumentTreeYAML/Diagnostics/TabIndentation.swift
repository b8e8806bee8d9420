package import SourceText

extension DiagnosticKind {
  package static let tabIndentation = DiagnosticKind(
    code: "tab-indentation", severity: .error,
    explanation: """
      Lines are indented with spaces: a tab is as wide as each program likes, and the page would show another order \
      than the one that is read.
      """,
    bad: .document(
      """
      data:
        student-pii:
      1️⃣\ttitle: Student records
      """),
    good: .document(
      """
      data:
        student-pii:
          title: Student records
          sensitivity: restricted
      """))
}

extension Message {
  package static func tabIndentation() -> Message {
    Message(
      .tabIndentation, "a tab stands where spaces indent the text", label: "a tab", help: "write spaces in its place")
  }
}
