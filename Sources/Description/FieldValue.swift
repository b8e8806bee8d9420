package import DocumentTree
package import PolicyBasics
package import SourceText

/// A value that reads itself from a node and says what it expects there.
package protocol FieldValue: Sendable {
  static var shape: Shape { get }
  /// Reports what is wrong and gives `nil` where nothing can be made of the node.
  static func read(_ node: Node, with decoder: inout NodeDecoder) -> Self?
  /// Whether it is a mapping that has this key.
  static func hasKey(_ key: String) -> Bool
  /// What it names, where a list names nothing twice: an id, a word, a day.
  var named: String? { get }
}

extension FieldValue {
  package var named: String? { nil }
  package static func hasKey(_ key: String) -> Bool { false }
}

extension Located: FieldValue where Value: FieldValue {
  package static var shape: Shape { Value.shape }
  package static func read(_ node: Node, with decoder: inout NodeDecoder) -> Located? {
    guard let value = Value.read(node, with: &decoder) else { return nil }
    return Located(value, at: node.span)
  }
  package var named: String? { value.named }
}

/// A scalar of one type: its bytes are read by their place, never guessed from their looks.
package protocol ScalarValue: FieldValue {
  /// How one is written, for messages: "a date such as `2026-08-01`".
  static var expected: DiagnosticText { get }
  /// The forms of JSON that it is written in.
  static var jsonForms: Set<Node.Form> { get }
  /// What to do where this text stands in place of one.
  static func help(for text: String) -> DiagnosticText
  init?(scalar bytes: ArraySlice<UInt8>, form: Node.Form)
}

extension ScalarValue {
  package static var jsonForms: Set<Node.Form> { [.quoted] }

  package static func read(_ node: Node, with decoder: inout NodeDecoder) -> Self? {
    guard decoder.isStated(node) else { return nil }
    let isWritten = decoder.isJSON ? jsonForms.contains(node.form) : node.form.isScalar
    guard isWritten, let value = Self(scalar: node.scalar, form: node.form) else {
      reportUnexpected(node, with: &decoder)
      return nil
    }
    return value
  }

  fileprivate static func reportUnexpected(_ node: Node, with decoder: inout NodeDecoder) {
    let help: DiagnosticText =
      if decoder.isJSON, node.form.isScalar, !jsonForms.contains(node.form) {
        jsonForms.contains(.quoted) ? "write it in quotes" : "write it without quotes"
      } else { help(for: node.text) }
    decoder.report(.unexpectedValue(expected: expected, found: node, help: help), at: node.span)
  }
}

extension Day: ScalarValue {
  package var named: String? { description }
  package static var shape: Shape { .day }
  package static var expected: DiagnosticText { "a date such as `2026-08-01`" }
  package static func help(for text: String) -> DiagnosticText { .help(forDay: text) }
  package init?(scalar bytes: ArraySlice<UInt8>, form: Node.Form) { self.init(bytes: bytes) }
}

extension Instant: ScalarValue {
  package static var shape: Shape { .time }
  package static var expected: DiagnosticText { "a time with its offset, such as `2026-10-02T14:03:00-07:00`" }
  package static func help(for text: String) -> DiagnosticText { .help(forTime: text) }
  package init?(scalar bytes: ArraySlice<UInt8>, form: Node.Form) { self.init(bytes: bytes) }
}

extension WeeklyRate: ScalarValue {
  package static var shape: Shape { .weeklyRate }
  package static var expected: DiagnosticText { "a rate such as `140 per week` or `6 hours per week`" }
  package static func help(for text: String) -> DiagnosticText { .help(forRate: text) }
  package init?(scalar bytes: ArraySlice<UInt8>, form: Node.Form) { self.init(bytes: bytes) }
}

extension TimeSpan: ScalarValue {
  package static var shape: Shape { .timeSpan(months: true) }
  package static var expected: DiagnosticText {
    "a duration such as `90 days`, `12 weeks`, `36 hours`, `4 minutes` or `12 months` (short `90d`, `12w`, `36h`, `4min`)"
  }
  package static func help(for text: String) -> DiagnosticText { .help(forSpan: text, months: true) }
  package init?(scalar bytes: ArraySlice<UInt8>, form: Node.Form) { self.init(bytes: bytes) }
}

/// A duration where no day is counted from, so that months mean nothing (S5).
package struct FixedSpan: ScalarValue, Hashable {
  package let span: TimeSpan

  package static var shape: Shape { .timeSpan(months: false) }
  package static var expected: DiagnosticText {
    "a duration such as `90 days`, `12 weeks`, `36 hours` or `4 minutes` (short `90d`, `12w`, `36h`, `4min`)"
  }
  package static func help(for text: String) -> DiagnosticText { .help(forSpan: text, months: false) }
  package init?(scalar bytes: ArraySlice<UInt8>, form: Node.Form) {
    guard let span = TimeSpan(bytes: bytes) else { return nil }
    if case .months = span { return nil }
    self.span = span
  }
}

extension Int: ScalarValue {
  package static var shape: Shape { .count }
  package static var expected: DiagnosticText { "a whole number such as `24`, of at most 15 digits" }
  package static func help(for text: String) -> DiagnosticText { .help(forCount: text) }
  package static var jsonForms: Set<Node.Form> { [.jsonNumber] }
  package init?(scalar bytes: ArraySlice<UInt8>, form: Node.Form) {
    if form == .jsonNumber {
      guard let value = Decimal(bytes: bytes, exponents: true)?.whole, value >= 0 else { return nil }
      self = value
    } else {
      guard let value = wholeNumber(bytes) else { return nil }
      self = value
    }
  }
}

extension Decimal: ScalarValue {
  package static var shape: Shape { .number }
  package static var expected: DiagnosticText { "a number such as `8` or `2.5`, of at most 15 digits" }
  package static func help(for text: String) -> DiagnosticText { .help(forNumber: text) }
  package static var jsonForms: Set<Node.Form> { [.jsonNumber] }
  package init?(scalar bytes: ArraySlice<UInt8>, form: Node.Form) {
    self.init(bytes: bytes, exponents: form == .jsonNumber)
  }
}

extension Bool: ScalarValue {
  package static var shape: Shape { .flag }
  package static var expected: DiagnosticText { "`true` or `false`" }
  package static func help(for text: String) -> DiagnosticText { .help(forFlag: text, yes: "true", no: "false") }
  package static var jsonForms: Set<Node.Form> { [.jsonTrue, .jsonFalse] }
  package init?(scalar bytes: ArraySlice<UInt8>, form: Node.Form) {
    if bytes.elementsEqual("true".utf8) {
      self = true
    } else if bytes.elementsEqual("false".utf8) {
      self = false
    } else {
      return nil
    }
  }
}

/// A word of a closed list, with what each means.
package protocol Choice: ScalarValue, RawRepresentable<String>, CaseIterable, Hashable {
  var doc: String { get }
}

extension Choice {
  package var named: String? { rawValue }
  package static var shape: Shape { .choice(allCases.map { Shape.Word($0.rawValue, $0.doc) }) }
  package static var expected: DiagnosticText { .oneOf(allCases.map(\.rawValue)) }
  package static func help(for text: String) -> DiagnosticText { "write the word that is meant" }

  package init?(scalar bytes: ArraySlice<UInt8>, form: Node.Form) {
    self.init(rawValue: String(decoding: bytes, as: UTF8.self))
  }

  package static func read(_ node: Node, with decoder: inout NodeDecoder) -> Self? {
    guard decoder.isStated(node) else { return nil }
    guard node.form.isScalar, !decoder.isJSON || node.form == .quoted,
      let value = Self(scalar: node.scalar, form: node.form)
    else {
      let words = allCases.map(\.rawValue)
      decoder.report(
        .unknownWord(node, among: words, nearest: nearest(to: node.text, among: words)), at: node.span)
      return nil
    }
    return value
  }
}

extension Choice where Self: Comparable {
  package static var shape: Shape { .choice(allCases.map { Shape.Word($0.rawValue, $0.doc) }, isOrdered: true) }
}

/// Prose of one line: a title.
package struct Title: FieldValue, Hashable {
  package var text: String
  package init(_ text: String = "") { self.text = text }

  package var named: String? { text }
  package static var shape: Shape { .text(lines: false) }
  package static func read(_ node: Node, with decoder: inout NodeDecoder) -> Title? {
    decoder.text(node, lines: false).map { Title($0) }
  }
}

/// Prose of one or more lines: a reason, a note.
package struct Prose: FieldValue, Hashable {
  package var text: String
  package init(_ text: String = "") { self.text = text }

  package static var shape: Shape { .text(lines: true) }
  package static func read(_ node: Node, with decoder: inout NodeDecoder) -> Prose? {
    decoder.text(node, lines: true).map { Prose($0) }
  }
}

/// 40 hexadecimal digits, after which `-` and 24 may stand (S45).
package struct Fingerprint: ScalarValue, Hashable {
  /// The first 40.
  package let digits: String
  /// The 24 that say which part changed.
  package let groups: String?

  package static var shape: Shape { .fingerprint }
  package static var expected: DiagnosticText {
    "a fingerprint: 40 of the digits 0-9 and a-f, then perhaps `-` and 24 more"
  }
  package static func help(for text: String) -> DiagnosticText {
    "copy it from the answer of `policyc check` to the proposal"
  }

  /// The word that stands for the right one in tests.
  package static let this = Fingerprint(digits: "this", groups: nil)

  private init(digits: String, groups: String?) {
    self.digits = digits
    self.groups = groups
  }

  package static func read(_ node: Node, with decoder: inout NodeDecoder) -> Fingerprint? {
    if decoder.knowsThisContent, node.form == .plain, node.text == "this" { return .this }
    guard decoder.isStated(node) else { return nil }
    guard node.form.isScalar, !decoder.isJSON || node.form == .quoted,
      let value = Fingerprint(scalar: node.scalar, form: node.form)
    else {
      reportUnexpected(node, with: &decoder)
      return nil
    }
    return value
  }

  package init?(scalar bytes: ArraySlice<UInt8>, form: Node.Form) {
    func isHexadecimal(_ bytes: ArraySlice<UInt8>) -> Bool {
      bytes.allSatisfy { ($0 >= 0x30 && $0 <= 0x39) || ($0 >= 0x61 && $0 <= 0x66) }
    }
    let digits = bytes.prefix(40)
    guard digits.count == 40, isHexadecimal(digits) else { return nil }
    let rest = bytes.dropFirst(40)
    if !rest.isEmpty {
      guard rest.count == 25, rest.first == UInt8(ascii: "-"), isHexadecimal(rest.dropFirst()) else { return nil }
    }
    self.digits = String(decoding: digits, as: UTF8.self)
    groups = rest.isEmpty ? nil : String(decoding: rest.dropFirst(), as: UTF8.self)
  }
}

/// A list, each item of one shape. In policies an empty list is an error; in a proposal it states that there are none.
extension Array: FieldValue where Element: FieldValue {
  package static var shape: Shape { .list(Element.shape) }
  package static func read(_ node: Node, with decoder: inout NodeDecoder) -> [Element]? {
    guard decoder.isStated(node) else { return nil }
    guard node.form == .list else {
      decoder.report(
        .notAList(node, words: Element.shape.words.map(\.word), isOfIDs: !Element.shape.sections.isEmpty), at: node.span
      )
      return nil
    }
    if node.count == 0, !decoder.allowsEmpty {
      if node.isComplete { decoder.report(.empty("list"), at: node.span) }
      return nil
    }
    var result: [Element] = []
    result.reserveCapacity(node.count)
    var names: [(name: String, span: SourceSpan)] = []
    for item in node.items {
      guard let value = Element.read(item, with: &decoder) else { continue }
      result.append(value)
      if !decoder.allowsEmpty, let name = value.named { names.append((name, item.span)) }
    }
    decoder.reportRepeated(names)
    return result
  }
}

/// Declarations under their ids, in the order of the file (which carries no meaning).
package struct Declarations<Key, Value: Sendable>: Sendable {
  package var all: [Declaration<Value>] = []
  package init() {}

}

extension Declarations: FieldValue where Key: DeclaredKey, Value: FieldValue {
  package static var shape: Shape { .mapping(keys: .identifier(dots: Key.dots), values: Value.shape) }
  package static func read(_ node: Node, with decoder: inout NodeDecoder) -> Declarations? {
    read(node, with: &decoder) { value, decoder, _ in Value.read(value, with: &decoder) }
  }

  private static func read(
    _ node: Node, with decoder: inout NodeDecoder, _ readValue: (Node, inout NodeDecoder, inout Diagnostics) -> Value?
  ) -> Declarations? {
    guard decoder.isStated(node) else { return nil }
    guard node.form == .mapping else {
      decoder.report(.notAMapping(node, keys: []), at: node.span)
      return nil
    }
    if node.count == 0 {
      if node.isComplete { decoder.report(.empty("mapping"), at: node.span) }
      return nil
    }
    var result = Declarations()
    var seen = Set<String>()
    var precedes = false
    // The id before a key that stands too far left.
    var owner: Node?
    let entries = node.entries
    for (place, (key, value)) in entries.enumerated() {
      let id = key.text
      if let record = outdented(id, value) {
        decoder.report(.keyInPlaceOfID(id, of: record), at: key.span, cause: owner.map { "\($0.span.start)" })
        decoder.noteTooFarLeft(key, value, isLast: place + 1 == entries.count)
        // What the declaration before it lacks stands here.
        if precedes, let last = result.all.indices.last {
          result.all[last].open = Diagnostics()
          result.all[last].isTorn = true
        }
        continue
      }
      precedes = false
      owner = key
      if value.isNothing, place + 1 < entries.count,
        outdented(entries[place + 1].key.text, entries[place + 1].value) != nil
      {
        // All that it says stands too far left, and that is said of it.
        decoder.noteUnread(id: id)
        continue
      }
      if decoder.isSection(id, value), !value.entries.contains(where: { Value.hasKey($0.key.text) }) {
        decoder.reportTooFarRight(key, value)
        continue
      }
      if decoder.sections.contains(id), value.isNothing, place + 1 < entries.count {
        // The section's name is indented, and its declarations stand beside it.
        decoder.reportTooFarRight(key, value)
        for (key, _) in entries[(place + 1)...] { decoder.noteUnread(id: key.text) }
        break
      }
      if let first = value.firstKey, !Value.hasKey(first.text), let stray = decoder.strayDeclaration(id, value) {
        decoder.report(stray.message, at: key.span, cause: stray.section)
        decoder.note(unreadSection: stray.section)
        decoder.noteUnread(id: id)
        continue
      }
      if let problem = identifierProblem(id, dots: Key.dots) {
        decoder.report(.badIdentifier(id, problem, dots: Key.dots), at: key.span)
        // Whoever names it as it is meant names nothing that is declared nowhere.
        decoder.noteUnread(id: id)
        if let meant = kebabCase(id, dots: Key.dots) { decoder.noteUnread(id: meant) }
      }
      var open = Diagnostics()
      let read = decoder.inContext(key.span) { decoder in readValue(value, &decoder, &open) }
      // Of a key that stands twice the reader has spoken.
      guard let read else {
        decoder.noteUnread(id: id)
        continue
      }
      guard seen.insert(id).inserted else { continue }
      precedes = true
      var declaration = Declaration(id: id, span: key.span, value: read)
      declaration.node = value
      declaration.open = open
      result.all.append(declaration)
    }
    return result
  }
}

extension Declarations where Value: FieldValue {
  /// The record that a key belongs to which stands one level too far left, where an id is meant: it is named like one of
  /// the record's keys, and what stands under it is no such record, or begins like what the key means and then goes on
  /// with keys of the record, which are indented as they should be.
  private static func outdented(_ id: String, _ value: Node) -> String? {
    guard Value.hasKey(id), case .record(let record) = Value.shape else { return nil }
    if !value.entries.contains(where: { Value.hasKey($0.key.text) }) { return record.name }
    guard let first = value.firstKey, !Value.hasKey(first.text),
      let field = record.fields.first(where: { $0.key == id }), field.shape.isOfKeys
    else { return nil }
    return record.name
  }
}

extension Declarations where Key: DeclaredKey, Value: Restatable {
  /// The declarations of a section: what one of them lacks is kept with it.
  static func readSection(_ node: Node, with decoder: inout NodeDecoder) -> Declarations? {
    read(node, with: &decoder) { value, decoder, open in Value.read(value, with: &decoder, open: &open) }
  }
}

/// What ids a section declares.
package protocol DeclaredKey: Sendable {
  /// Whether dots may stand between (persons, elements).
  static var dots: Bool { get }
}

/// Ids of one word: kebab-case.
package enum PlainKey: DeclaredKey { package static var dots: Bool { false } }
/// Ids that may have dots: persons.
package enum DottedKey: DeclaredKey { package static var dots: Bool { true } }

/// Something that is declared: its id, where the id stands, and what it says.
package struct Declaration<Value: Sendable>: Sendable {
  package var id: String
  package var span: SourceSpan
  package var value: Value
  /// As it is written; `nil` for one that was made in a program.
  package var node: Node?
  /// As the sets below declare it, the nearest first; none unless it restates what they say.
  package var below: [Node] = []
  /// What it lacks, unless a set below says it.
  package var open = Diagnostics()
  /// Whether keys of it stand too far left: what it seems to lack is there.
  package var isTorn = false

  package init(id: String, span: SourceSpan, value: Value) {
    self.id = id
    self.span = span
    self.value = value
  }
}
