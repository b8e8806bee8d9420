package import Description
package import DocumentTree
import PolicyBasics
package import SourceText

/// A condition as it is written: matchers joined by and, combinations of conditions, or an expression.
package indirect enum Condition: Sendable {
  case all([Condition], SourceSpan)
  case any([Condition], SourceSpan)
  case not(Condition, SourceSpan)
  case matcher(Matcher)
  /// A condition in a string, kept as it stands.
  case expression(Located<String>)

  package var span: SourceSpan {
    switch self {
    case .all(_, let span), .any(_, let span), .not(_, let span): span
    case .matcher(let matcher): matcher.span
    case .expression(let text): text.span ?? .nowhere
    }
  }
}

/// One field and what it is asked for.
package struct Matcher: Sendable {
  /// The name of the field, which may be a path: `tool.agreement.until`.
  package var field: Located<String>
  package var operand: Operand
  /// From the field to the end of what it is asked for.
  package var span: SourceSpan

  package enum Operand: Sendable {
    case word(Located<String>)
    case list([Located<String>])
    case set(SetWord, [Located<String>])
    case comparison(ComparisonWord, Located<String>)
  }
}

/// What a matcher asks of a set.
package enum SetWord: String, CaseIterable, Sendable {
  case any, all, none, only

  package var doc: String {
    switch self {
    case .any: "At least one of these is touched."
    case .all: "Each of these is touched."
    case .none: "None of these is touched."
    case .only: "Everything that the proposal states itself is covered by one of these."
    }
  }
}

/// What a matcher asks of an ordered value.
package enum ComparisonWord: String, CaseIterable, Sendable {
  case atLeast = "at-least"
  case atMost = "at-most"
  case before, after

  package var doc: String {
    switch self {
    case .atLeast: "This, or more, later or higher."
    case .atMost: "This, or less, earlier or lower."
    case .before: "Earlier, less or lower than this."
    case .after: "Later, more or higher than this."
    }
  }
}

/// What joins conditions.
package enum CombinationWord: String, CaseIterable, Sendable {
  case anyOf = "any-of"
  case allOf = "all-of"
  case not

  package var doc: String {
    switch self {
    case .anyOf: "At least one of these conditions holds."
    case .allOf: "Each of these conditions holds."
    case .not: "This condition does not hold."
    }
  }
}

extension Condition {
  /// Whether a word is the name of a field that a matcher can read, or joins conditions. The district's attributes and
  /// paths are matchers too; those are not known here.
  package static func isMatcher(_ word: String) -> Bool {
    ProposalField(rawValue: word) != nil || CombinationWord(rawValue: word) != nil
  }

  /// Whether what stands under a key asks something of a field, whatever the field is called.
  static func isOperand(_ value: Node) -> Bool {
    guard value.count == 1, let word = value.firstKey?.text else { return false }
    return SetWord(rawValue: word) != nil || ComparisonWord(rawValue: word) != nil
  }
}

extension Condition: FieldValue {
  package static var shape: Shape {
    .described(
      name: "condition",
      doc: "A mapping of matchers, joined by and; `any-of`, `all-of` and `not` nest them.",
      schema: schema)
  }

  package static func read(_ node: Node, with decoder: inout NodeDecoder) -> Condition? {
    guard decoder.isStated(node) else { return nil }
    switch node.form {
    case .mapping: break
    case .plain, .quoted, .block: return .expression(Located(node.text, at: node.span))
    case .list, .jsonNumber, .jsonTrue, .jsonFalse, .jsonNull, .unread:
      decoder.report(.notACondition(), at: node.span)
      return nil
    }
    if node.count == 0 {
      if node.isComplete { decoder.report(.empty("condition"), at: node.span) }
      return nil
    }
    let entries = node.entries
    if let cut = firstWordCut(in: node, entries) {
      decoder.report(.severalWithoutBrackets(cut.field, cut.words), at: cut.span)
      return nil
    }
    let parts = entries.compactMap { key, value in
      decoder.inContext(key.span) { decoder in part(key: key, value: value, with: &decoder) }
    }
    guard parts.count == node.count else { return nil }
    return parts.count == 1 ? parts[0] : .all(parts, node.span)
  }

  /// Where several words are asked of one field without brackets: `{audiences: families, staff}`. The comma ends what is
  /// asked for, and the next word is no field.
  private static func firstWordCut(
    in node: Node, _ entries: [(key: Node, value: Node)]
  ) -> (field: String, words: [String], span: SourceSpan)? {
    func isCut(_ entry: (key: Node, value: Node)) -> Bool {
      entry.key.form == .plain && entry.value.form == .plain && entry.value.scalar.isEmpty
    }
    guard node.isInBrackets, let first = entries.firstIndex(where: isCut), first > 0,
      case let before = entries[first - 1], before.value.form == .plain, !isMatcher(entries[first].key.text),
      entries[first].key.text.allSatisfy({ $0 != ":" })
    else { return nil }
    let words = [before.value.text] + entries[first...].prefix(while: isCut).map(\.key.text)
    return (before.key.text, words, entries[first].key.span)
  }

  private static func part(key: Node, value: Node, with decoder: inout NodeDecoder) -> Condition? {
    switch CombinationWord(rawValue: key.text) {
    case .anyOf: return list(value, with: &decoder).map { .any($0, value.span) }
    case .allOf: return list(value, with: &decoder).map { .all($0, value.span) }
    case .not: return read(value, with: &decoder).map { .not($0, value.span) }
    case nil: break
    }
    if let word = SetWord(rawValue: key.text), value.items.contains(where: { $0.form == .mapping }) {
      decoder.report(.setWordOfConditions(word), at: key.span)
      return nil
    }
    guard let operand = operand(value, with: &decoder) else { return nil }
    let span = SourceSpan(source: key.span.source, start: Int(key.span.start), end: Int(value.span.end))
    return .matcher(Matcher(field: Located(key.text, at: key.span), operand: operand, span: span))
  }

  private static func list(_ node: Node, with decoder: inout NodeDecoder) -> [Condition]? {
    guard decoder.isStated(node) else { return nil }
    guard node.form == .list else {
      decoder.report(.notAList(node), at: node.span)
      return nil
    }
    if node.count == 0 {
      // Said of the key, so that the message names it.
      if node.isComplete { decoder.report(.emptyCombination(), at: decoder.context ?? node.span) }
      return nil
    }
    let conditions = node.items.compactMap { read($0, with: &decoder) }
    return conditions.count == node.count ? conditions : nil
  }

  private static func operand(_ node: Node, with decoder: inout NodeDecoder) -> Matcher.Operand? {
    guard decoder.isStated(node) else { return nil }
    switch node.form {
    case .plain, .quoted, .block, .jsonNumber, .jsonTrue, .jsonFalse, .jsonNull, .unread:
      return .word(Located(node.text, at: node.span))
    case .list: return words(node, with: &decoder).map { .list($0) }
    case .mapping: break
    }
    guard node.count == 1, let entry = node.entries.first else {
      if node.count == 0, !node.isComplete { return nil }
      decoder.report(node.count == 0 ? .empty("mapping") : .severalWords(), at: node.span)
      return nil
    }
    if let word = SetWord(rawValue: entry.key.text) {
      return decoder.inContext(entry.key.span) { decoder in words(entry.value, with: &decoder) }
        .map { .set(word, $0) }
    }
    if let word = ComparisonWord(rawValue: entry.key.text) {
      return decoder.inContext(entry.key.span) { decoder in self.word(entry.value, with: &decoder) }
        .map { .comparison(word, $0) }
    }
    decoder.report(.unknownMatcherWord(entry.key.text), at: entry.key.span)
    return nil
  }

  private static func words(_ node: Node, with decoder: inout NodeDecoder) -> [Located<String>]? {
    guard decoder.isStated(node) else { return nil }
    guard node.form == .list else {
      decoder.report(.notAList(node), at: node.span)
      return nil
    }
    if node.count == 0 {
      if node.isComplete { decoder.report(.empty("list"), at: node.span) }
      return nil
    }
    let words = node.items.compactMap { word($0, with: &decoder) }
    decoder.reportRepeated(words.map { ($0.value, $0.span ?? node.span) })
    return words.count == node.count ? words : nil
  }

  private static func word(_ node: Node, with decoder: inout NodeDecoder) -> Located<String>? {
    guard decoder.isStated(node) else { return nil }
    guard node.form.isScalar else {
      decoder.report(.unexpectedValue(expected: "a word", found: node, help: "write one word here"), at: node.span)
      return nil
    }
    return Located(node.text, at: node.span)
  }
}
