package import SourceText

extension DiagnosticKind {
  package static let behindValue = DiagnosticKind(
    code: "behind-value", severity: .error,
    explanation: """
      Behind a closing quote or bracket a value is complete: what follows on the line would belong to nothing.
      """,
    bad: .document(
      """
      data:
        student-pii:
          title: "Student" 1️⃣records
          sensitivity: restricted
      """),
    good: .document(
      """
      data:
        student-pii:
          title: '"Student" records'
          sensitivity: restricted
      """))

  package static let missingComma = DiagnosticKind(
    code: "missing-comma", severity: .error,
    explanation: "Commas divide what stands in brackets or braces.",
    bad: .document(
      """
      data:
        student-pii: {title: Student records, law: ["FERPA" 1️⃣"PPRA"], sensitivity: restricted}
      """),
    good: .document(
      """
      data:
        student-pii: {title: Student records, law: ["FERPA", "PPRA"], sensitivity: restricted}
      """))

  package static let emptyItem = DiagnosticKind(
    code: "empty-item", severity: .error,
    explanation: "Nothing stands before a comma: something may have been lost.",
    bad: .document(
      """
      data:
        student-pii: {title: Student records, law: [FERPA, 1️⃣, PPRA], sensitivity: restricted}
      """),
    good: .document(
      """
      data:
        student-pii: {title: Student records, law: [FERPA, PPRA], sensitivity: restricted}
      """))
}

extension Message {
  package static func behindQuote() -> Message {
    Message(
      .behindValue, "text stands behind a closing quote", label: "behind the quote",
      help: "put the whole text in quotes; a quote within single quotes is written twice")
  }

  package static func behindBracket(_ bracket: String) -> Message {
    Message(
      .behindValue, "text stands behind a closing \(name: bracket)", label: "behind the bracket",
      help: "remove it, or put the whole text in quotes")
  }

  /// - Parameter word: what stands before a bracket or brace that opens: it may be meant as a key.
  package static func missingComma(behind word: String? = nil) -> Message {
    Message(
      .missingComma, "a comma or a closing bracket is missing before this", label: "no comma before it",
      help: word.map { "write \(name: "{\($0): …}") where \(name: $0) is a key of this, else a comma between" }
        ?? "write a comma there; a text with brackets, braces or commas stands in quotes")
  }

  package static func emptyItem() -> Message {
    Message(
      .emptyItem, "nothing stands before this comma", label: "nothing before it", help: "remove one of the commas")
  }
}
