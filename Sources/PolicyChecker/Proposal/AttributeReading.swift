import PolicyBasics
package import SourceText

/// Reads an attribute's value as its declared type (S8).
package enum AttributeReading {
  case value(ProposalFacts.AttributeValue, CanonicalValue)
  /// Not such a value: what is expected, and what to do.
  case expected(DiagnosticText, help: DiagnosticText)

  package static func read(_ stated: Proposal.StatedValue, as entry: AttributeEntry) -> AttributeReading {
    func word(_ text: String) -> UInt32? { entry.words.firstIndex(of: text).map { UInt32($0) } }
    func bytes(_ text: String) -> ArraySlice<UInt8> { ArraySlice(text.utf8) }
    switch (entry.kind, stated) {
    case (.yesNo, .flag(let flag)): return .value(.scalar(.flag(flag)), .flag(flag))
    case (.yesNo, .word("yes")): return .value(.scalar(.flag(true)), .flag(true))
    case (.yesNo, .word("no")): return .value(.scalar(.flag(false)), .flag(false))
    case (.yesNo, _): break
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
    return .expected(expectation(of: entry), help: help(for: stated, as: entry))
  }

  private static func expectation(of entry: AttributeEntry) -> DiagnosticText {
    switch entry.kind {
    case .yesNo: "`yes` or `no` (in JSON `true` or `false`)"
    case .count: "a whole number such as `12`"
    case .number: "a number such as `2.5`"
    case .date: "a date such as `2026-08-01`"
    case .duration: "a duration such as `90 days` or `36 hours`"
    case .level: .oneOf(entry.words)
    // Only the words of a level have an order of their own (S58).
    case .choice: .oneOf(sorted(entry.words))
    case .choices: "a list of some of \(list: sorted(entry.words)), none twice"
    }
  }

  private static func help(for stated: Proposal.StatedValue, as entry: AttributeEntry) -> DiagnosticText {
    let text: String
    switch stated {
    case .word(let word): text = word
    case .text(let word):
      switch entry.kind {
      // Whatever it looks like, it is a text.
      case .yesNo: return "write `true` or `false`, without quotes"
      case .count, .number: return "write it without quotes"
      case .date, .duration, .choice, .level, .choices: text = word
      }
    case .list, .number, .flag, .other:
      if entry.kind == .choices {
        return "write each word once, in a list such as \(name: "[\(sorted(entry.words).first ?? "")]")"
      }
      return "write one value of this type"
    }
    if let help = DiagnosticText.help(forUnfilled: text) { return help }
    switch entry.kind {
    case .yesNo: return .help(forFlag: text, yes: "yes", no: "no")
    case .count: return .help(forCount: text)
    case .number: return .help(forNumber: text)
    case .date: return .help(forDay: text)
    case .duration: return .help(forSpan: text, months: false)
    case .choice, .level:
      return nearest(to: text, among: sorted(entry.words)).map { "the nearest word is \(name: $0)" }
        ?? "write the one of these words that is meant"
    case .choices:
      return entry.words.contains(text) ? "write \(name: "[\(text)]")" : "write a list of these words, in brackets"
    }
  }

  private static func sorted(_ words: [String]) -> [String] {
    inOrder(words)
  }
}

extension Proposal.StatedValue {
  /// What stands there, in words.
  package var described: DiagnosticText {
    switch self {
    case .word(let text): "\(name: text)"
    case .text(let text): "the text \(name: text)"
    case .number(let number): "the number \(name: number.description)"
    case .flag(let flag): flag ? "`true`" : "`false`"
    case .list: "a list"
    case .other: "something else"
    }
  }
}
