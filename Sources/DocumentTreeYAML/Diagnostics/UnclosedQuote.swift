package import SourceText

extension DiagnosticKind {
  package static let unclosedQuote = DiagnosticKind(
    code: "unclosed-quote", severity: .error,
    explanation: "A quote that nothing closes makes a text of all that follows.",
    bad: .document(
      """
      data:
        student-pii:
          title: 1️⃣"Student records
          sensitivity: restricted
      """),
    good: .document(
      """
      data:
        student-pii:
          title: "Student records"
          sensitivity: restricted
      """))
}

extension Message {
  package static func unclosedQuote(_ quote: String) -> Message {
    Message(
      .unclosedQuote, "a quote opens a text here and nothing closes it", label: "opens here",
      help: "write \(name: quote) where the text ends")
  }
}
