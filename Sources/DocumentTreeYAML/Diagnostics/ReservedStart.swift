package import SourceText

extension DiagnosticKind {
  package static let reservedStart = DiagnosticKind(
    code: "reserved-start", severity: .error,
    explanation: """
      Some characters have a meaning at the start of a value. A text that begins with one stands in quotes.
      """,
    bad: .document(
      """
      people:
        j.lee: {title: 1️⃣@lee}
      """),
    good: .document(
      """
      people:
        j.lee: {title: "@lee"}
      """))
}

extension Message {
  package static func reservedStart(_ character: String) -> Message {
    Message(
      .reservedStart, "a text without quotes cannot begin with \(name: character)", label: "begins with it",
      help: character == "*"
        ? "put the text in quotes; an item of a list begins with `- `, and no sign stands for everything"
        : "put the text in quotes")
  }
}
