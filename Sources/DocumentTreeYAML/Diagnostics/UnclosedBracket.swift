package import SourceText

extension DiagnosticKind {
  package static let unclosedBracket = DiagnosticKind(
    code: "unclosed-bracket", severity: .error,
    explanation: "A bracket or brace that nothing closes makes a part of its list of all that follows.",
    bad: .document(
      """
      data:
        student-pii:
          title: Student records
          law: 1️⃣[FERPA
          sensitivity: restricted
      """),
    good: .document(
      """
      data:
        student-pii:
          title: Student records
          law: [FERPA]
          sensitivity: restricted
      """))

  package static let strayBracket = DiagnosticKind(
    code: "stray-bracket", severity: .error,
    explanation: "A bracket or brace that closes nothing: the one that opens may have been lost.",
    bad: .document(
      """
      data:
        student-pii: {title: Student records, sensitivity: restricted}
      1️⃣}
      """),
    good: .document(
      """
      data:
        student-pii: {title: Student records, sensitivity: restricted}
      """))
}

extension Message {
  package static func unclosedBracket(_ opening: String, closing: String) -> Message {
    Message(
      .unclosedBracket, "\(name: opening) opens here and no \(name: closing) closes it", label: "opens here",
      help: "write \(name: closing) where it ends")
  }

  package static func strayBracket(_ bracket: String) -> Message {
    Message(
      .strayBracket, "\(name: bracket) closes nothing", label: "nothing is open",
      help: "remove it; a text that begins with \(name: bracket) stands in quotes")
  }
}
