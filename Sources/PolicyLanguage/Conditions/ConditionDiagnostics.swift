import Description
package import SourceText

extension DiagnosticKind {
  package static let wrongCondition = DiagnosticKind(
    code: "wrong-condition", severity: .error,
    explanation:
      "A condition is a mapping of matchers. A matcher asks one thing of one field; several are joined by and.",
    bad: """
      data: {student-pii: {title: Student records, sensitivity: restricted}}
      rules:
        no-records:
          deny: [pilot]
          when: 1️⃣[student-pii]
          because: Records stay in the office.
          source: [Board policy 3245]
      """,
    good: """
      data: {student-pii: {title: Student records, sensitivity: restricted}}
      rules:
        no-records:
          deny: [pilot]
          when: {data: student-pii}
          because: Records stay in the office.
          source: [Board policy 3245]
      """)
}

extension Message {
  package static func notACondition() -> Message {
    Message(
      .wrongCondition, "a list stands where a condition is expected", label: "no condition",
      help: "write a mapping such as `{data: student-pii}`, or `any-of:` or `all-of:` before a list of them")
  }

  /// One of the words that ask something of a set, where conditions are joined.
  package static func setWordOfConditions(_ word: SetWord) -> Message {
    let help: DiagnosticText =
      switch word {
      case .any: "write `any-of` before conditions"
      case .all: "write `all-of` before conditions"
      case .none: "write `not: {any-of: [...]}` before conditions"
      case .only: "name the field before it, such as `data: {only: [published-content]}`"
      }
    return Message(
      .wrongCondition, "\(name: word.rawValue) asks something of a field, and conditions stand under it",
      label: "of no field", help: help)
  }

  /// Several words that are asked of one field, without brackets around them.
  package static func severalWithoutBrackets(_ field: String, _ words: [String]) -> Message {
    Message(
      .wrongCondition, "a comma in braces ends what is asked of \(name: field)", label: "belongs to nothing",
      help: "write \(name: "[\(words.joined(separator: ", "))]"), behind `any:` where the field is a set")
  }

  package static func emptyCombination() -> Message {
    Message(
      .empty, "an empty list of conditions stands under `any-of` or `all-of`", label: "empty",
      help: "any of nothing is never true, all of nothing always: leave the key out, or fill it")
  }

  package static func severalWords() -> Message {
    Message(
      .wrongCondition, "a matcher has several words", label: "one word each",
      help:
        "write two matchers under `all-of`, such as `all-of: [{duration: {at-least: 3 days}}, {duration: {at-most: 90 days}}]`"
    )
  }

  package static func unknownMatcherWord(_ word: String) -> Message {
    let words = SetWord.allCases.map(\.rawValue) + ComparisonWord.allCases.map(\.rawValue)
    return Message(
      .wrongCondition, "matchers have no word \(name: word)", label: "not known",
      help: nearest(to: word, among: words).map { "the nearest word is \(name: $0)" }
        ?? "the words are `any`, `all`, `none`, `only`, `at-least`, `at-most`, `before` and `after`")
  }
}
