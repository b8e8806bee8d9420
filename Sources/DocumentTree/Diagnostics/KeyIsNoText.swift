package import SourceText

extension DiagnosticKind {
  package static let keyIsNoText = DiagnosticKind(
    code: "key-is-no-text", severity: .error,
    explanation: "A key is a word; a list or a mapping in its place can be named by nobody.",
    bad: .document(
      """
      data:
        ? 1️⃣[published-content, board-minutes]
        : {title: Published, sensitivity: public}
      """),
    good: .document(
      """
      data:
        published-content: {title: Published, sensitivity: public}
        board-minutes: {title: Minutes of the board, sensitivity: public}
      """))
}

extension Message {
  package static func keyIsNoText() -> Message {
    Message(
      .keyIsNoText, "a list or mapping stands where a key is expected", label: "no key", help: "write a word here")
  }
}
