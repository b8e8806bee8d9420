package import SourceText

extension DiagnosticKind {
  package static let blockHeader = DiagnosticKind(
    code: "block-header", severity: .error,
    explanation: """
      Behind `|` or `>` a block of text begins, on the next line. A text that begins with one of them stands in \
      quotes.
      """,
    bad: .document(
      """
      data:
        student-pii: {sensitivity: restricted}
      rules:
        keep-rosters-out:
          because: 1️⃣> 30 students are a class.
      """),
    good: .document(
      """
      data:
        student-pii: {sensitivity: restricted}
      rules:
        keep-rosters-out:
          because: "> 30 students are a class."
      """))
}

extension Message {
  package static func blockHeader(_ sign: String) -> Message {
    Message(
      .blockHeader, "a block of text begins on the line below \(name: sign), not beside it", label: "begins a block",
      help: "write the text on the next line, indented; or put it in quotes")
  }
}
