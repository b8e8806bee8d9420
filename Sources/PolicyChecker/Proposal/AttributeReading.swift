import PolicyBasics
package import SourceText

/// Reads an attribute's value as its declared type (S8).
package enum AttributeReading {
  case value(ProposalFacts.AttributeValue, CanonicalValue)
  case expected(DiagnosticText)

  package static func read(_ stated: Proposal.StatedValue, as entry: AttributeEntry) -> AttributeReading {
    func word(_ text: String) -> UInt32? { entry.words.firstIndex(of: text).map { UInt32($0) } }
    func bytes(_ text: String) -> ArraySlice<UInt8> { ArraySlice(text.utf8) }
    switch (entry.kind, stated) {
    case (.yesNo, .flag(let flag)): return .value(.scalar(.flag(flag)), .flag(flag))
    case (.yesNo, .word("yes")): return .value(.scalar(.flag(true)), .flag(true))
    case (.yesNo, .word("no")): return .value(.scalar(.flag(false)), .flag(false))
    case (.yesNo, _): return .expected("`yes` or `no` (in JSON `true` or `false`)")
    case (.count, .word(let text)):
      guard let count = wholeNumber(text.utf8) else { break }
      return .value(.scalar(.number(Decimal(count))), .number(Decimal(count)))
    case (.count, .number(let number)):
      guard let count = number.whole, count >= 0 else { break }
      return .value(.scalar(.number(number)), .number(number))
    case (.number, .word(let text)):
      guard let number = Decimal(bytes: bytes(text)) else { break }
      return .value(.scalar(.number(number)), .number(number))
    case (.number, .number(let number)): return .value(.scalar(.number(number)), .number(number))
    case (.date, .word(let text)), (.date, .text(let text)):
      guard let day = Day(text) else { break }
      return .value(.scalar(.day(day)), .text(day.description))
    case (.duration, .word(let text)), (.duration, .text(let text)):
      guard let span = TimeSpan(bytes: bytes(text)) else { break }
      if case .months = span { break }
      return .value(.scalar(.span(span)), .text(span.canonical))
    case (.choice, .word(let text)), (.choice, .text(let text)), (.level, .word(let text)), (.level, .text(let text)):
      guard let index = word(text) else { break }
      return .value(.scalar(.word(index)), .text(text))
    case (.choices, .list(let texts)):
      let indices = texts.compactMap(word)
      guard indices.count == texts.count, Set(indices).count == indices.count else { break }
      return .value(.set(indices.sorted()), .texts(texts))
    case (.count, _), (.number, _), (.date, _), (.duration, _), (.choice, _), (.choices, _), (.level, _): break
    }
    return .expected(expectation(of: entry))
  }

  private static func expectation(of entry: AttributeEntry) -> DiagnosticText {
    switch entry.kind {
    case .yesNo: "`yes` or `no` (in JSON `true` or `false`)"
    case .count: "a whole number such as `12`"
    case .number: "a number such as `2.5`"
    case .date: "a date such as `2026-08-01`"
    case .duration: "a duration such as `90 days` or `36 hours`"
    case .level: "one of \(list: entry.words, joinedBy: "or")"
    // Only the words of a level have an order of their own (S58).
    case .choice: "one of \(list: sorted(entry.words), joinedBy: "or")"
    case .choices: "a list of some of \(list: sorted(entry.words)), none twice"
    }
  }

  private static func sorted(_ words: [String]) -> [String] {
    words.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
