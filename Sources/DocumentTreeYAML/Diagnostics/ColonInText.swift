package import SourceText

extension DiagnosticKind {
  package static let colonInText = DiagnosticKind(
    code: "colon-in-text", severity: .error,
    explanation: """
      A colon and a space behind it divide a key from its value. A text that holds them stands in quotes.
      """,
    bad: .document(
      """
      data:
        student-pii: {sensitivity: restricted, title: Note1️⃣: student records}
      """),
    good: .document(
      """
      data:
        student-pii: {sensitivity: restricted, title: "Note: student records"}
      """))

  package static let missingColon = DiagnosticKind(
    code: "missing-colon", severity: .error,
    explanation: "Where keys stand, each has a colon behind it.",
    bad: .document(
      """
      data:
        1️⃣student-pii
        published-content: {title: Published, sensitivity: public}
      """),
    good: .document(
      """
      data:
        published-content: {title: Published, sensitivity: public}
      """))

  package static let missingSpace = DiagnosticKind(
    code: "missing-space", severity: .error,
    explanation: """
      Only with a space behind it does a colon end a key, and a dash begin an item; without one they are part of a \
      word.
      """,
    bad: .document(
      """
      data:
        student-pii:
          title1️⃣:Student records
          sensitivity: restricted
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
  package static func colonInText(isInTypographicQuotes: Bool = false) -> Message {
    Message(
      .colonInText, "a text with a colon and a space behind it stands without quotes", label: "this colon",
      help: isInTypographicQuotes
        ? "put the whole text in straight quotes, `\"`: typographic ones are letters of the text"
        : "put the whole text in quotes")
  }

  /// A key with brackets or braces behind it, where the value of another key began.
  package static func keyInValue(_ key: String) -> Message {
    Message(
      .colonInText, "a second key stands on the line of another one, without braces", label: "this colon",
      help: "put \(name: key) and what is behind it in braces; a text with a colon stands in quotes")
  }

  package static func missingColon() -> Message {
    Message(
      .missingColon, "a key and a colon are expected on this line", label: "no colon",
      help: "write a colon and a space behind the key; a text that goes on is indented deeper than its key")
  }

  package static func colonApart() -> Message {
    Message(
      .missingColon, "this colon stands on another line than its key", label: "no key before it",
      help: "write key, colon and a space on one line")
  }

  package static func missingSpace(behind sign: String) -> Message {
    Message(
      .missingSpace, "a space is missing behind \(name: sign)", label: "no space behind it",
      help: "write a space there; a text that begins or ends with \(name: sign) stands in quotes")
  }
}
