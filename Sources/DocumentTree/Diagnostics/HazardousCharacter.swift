package import SourceText

extension DiagnosticKind {
  package static let hazardousCharacter = DiagnosticKind(
    code: "hazardous-character", severity: .error,
    explanation: """
      Control characters, characters that turn the direction of reading and line ends that not every program sees make \
      a page show something else than what is stored. They are errors in texts, ids and comments alike.
      """,
    bad: .document(
      """
      data:
        published-content: {title: "Published 1️⃣\\u202E by the board", sensitivity: public}
      """),
    good: .document(
      """
      data:
        published-content: {title: Published by the board, sensitivity: public}
      """))
}

extension Message {
  package static func hazardousCharacter(_ scalar: Unicode.Scalar, isWrittenOut: Bool = false) -> Message {
    Message(
      .hazardousCharacter, "\(scalar) is \(what(scalar))", label: isWrittenOut ? "stands for it" : "stands here",
      help: "remove it")
  }
}

private func what(_ scalar: Unicode.Scalar) -> DiagnosticText {
  switch scalar.value {
  case 0x85, 0x2028, 0x2029: "a line end that not every program sees"
  case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: "a character that turns the direction of reading"
  case 0xFEFF: "a byte order mark, which stands at the start of a file alone"
  case 0xFFFE, 0xFFFF: "no character"
  default: "a control character"
  }
}
