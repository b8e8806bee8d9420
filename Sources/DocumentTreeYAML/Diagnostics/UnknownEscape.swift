package import SourceText

extension DiagnosticKind {
  package static let unknownEscape = DiagnosticKind(
    code: "unknown-escape", severity: .error,
    explanation: """
      In double quotes a backslash begins an escape that stands for a character. This one stands for none.
      """,
    bad: .document(
      """
      data:
        student-pii: {title: "Student records in 1️⃣\\district", sensitivity: restricted}
      """),
    good: .document(
      """
      data:
        student-pii: {title: 'Student records in \\district', sensitivity: restricted}
      """))
}

extension Message {
  package static func unknownEscape(_ escape: String) -> Message {
    Message(
      .unknownEscape, "\(name: escape) stands for no character", label: "no character",
      help: "write \(name: "\\\\") for a backslash, or put the text in single quotes")
  }
}
