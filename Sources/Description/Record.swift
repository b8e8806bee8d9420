package import DocumentTree
package import SourceText

/// A value that is written as a mapping with known keys, described once.
package protocol Record: FieldValue {
  /// Nothing stated yet; what is required has the strictest value, and is never used, since its absence is an error.
  init()
  static var record: RecordDescription<Self> { get }
  /// What must hold between the fields. `span` is the key under which the record stands.
  func check(at span: SourceSpan, with decoder: inout NodeDecoder)
  /// Told where it stands, for records that are named in reasons.
  mutating func place(at span: SourceSpan)
}

extension Record {
  package func check(at span: SourceSpan, with decoder: inout NodeDecoder) {}
  package mutating func place(at span: SourceSpan) {}
  package static var shape: Shape { .record(record.shape) }
  package static func hasKey(_ key: String) -> Bool { record.hasKey(key) }

  package static func read(_ node: Node, with decoder: inout NodeDecoder) -> Self? {
    guard let (value, misspelt) = readStated(node, with: &decoder) else { return nil }
    value.checkWhole(node, misspelt: misspelt, with: &decoder)
    return value
  }

  /// What stands there, whatever is missing, and the fields that stand there misspelt.
  fileprivate static func readStated(
    _ node: Node, with decoder: inout NodeDecoder
  ) -> (value: Self, misspelt: [String])? {
    guard decoder.isStated(node) else { return nil }
    guard node.form == .mapping else {
      decoder.report(.notAMapping(node, keys: record.fields.map(\.key)), at: node.span)
      return nil
    }
    if node.count == 0 {
      if node.isComplete { decoder.report(.empty("mapping"), at: node.span) }
      return nil
    }
    var value = Self()
    let misspelt = record.decodeStated(node, into: &value, with: &decoder)
    value.place(at: node.span)
    return (value, misspelt)
  }

  /// What is missing, and what must hold between the keys.
  fileprivate func checkWhole(_ node: Node, misspelt: [String], with decoder: inout NodeDecoder) {
    Self.record.reportMissing(in: node, misspelt: misspelt, with: &decoder)
    decoder.checking([node], misspelt: misspelt) { decoder in
      check(at: decoder.context ?? node.span, with: &decoder)
    }
  }
}

/// A value that a lower set may restate in part: what it leaves out is asked for when all sets are known (S64).
package protocol Restatable: FieldValue {
  /// Reads what stands there; what is missing in it, and what must hold between its keys, goes to `open`.
  static func read(_ node: Node, with decoder: inout NodeDecoder, open: inout Diagnostics) -> Self?
}

extension Restatable {
  package static func read(_ node: Node, with decoder: inout NodeDecoder, open: inout Diagnostics) -> Self? {
    read(node, with: &decoder)
  }
}

extension Restatable where Self: Record {
  package static func read(_ node: Node, with decoder: inout NodeDecoder, open: inout Diagnostics) -> Self? {
    guard let (value, misspelt) = readStated(node, with: &decoder) else { return nil }
    let reported = decoder.setAside { decoder in value.checkWhole(node, misspelt: misspelt, with: &decoder) }
    open.append(reported)
    return value
  }
}

/// The keys of a record, what they mean and where their values go.
package struct RecordDescription<Owner>: Sendable {
  package let name: String
  package let doc: String
  /// What must hold between the keys, in words: what `check(at:with:)` checks.
  package let besides: String?
  package let fields: [Field<Owner>]
  /// Whether in it, however deep, an empty list states that there are none; else it is an error.
  package let allowsEmpty: Bool
  /// Where keys go that are no field of the language but may be an attribute of the district.
  package let others: OtherKeys?
  /// What to do about a key that is no field and that belongs elsewhere, by what stands under it and the field that it is
  /// near to.
  package let misplaced: Misplaced?
  /// What to say of a key that is no field and whose value shows where it belongs; those with the same cause are said
  /// once.
  package let stray: (@Sendable (String, Node) -> (message: Message, cause: String)?)?
  /// The fields' keys, apart: what is looked through for each key of a document.
  private let keys: [String]

  package typealias Misplaced = @Sendable (_ key: String, _ value: Node, _ nearest: String?) -> DiagnosticText?

  /// Keys that somebody else knows: kept as they stand.
  package struct OtherKeys: Sendable {
    package let add: @Sendable (inout Owner, OtherField) -> Void
    package let doc: String
  }

  package init(
    _ name: String, doc: String, besides: String? = nil,
    others: (add: @Sendable (inout Owner, OtherField) -> Void, doc: String)? = nil, allowsEmpty: Bool = false,
    misplaced: Misplaced? = nil,
    stray: (@Sendable (String, Node) -> (message: Message, cause: String)?)? = nil, fields: [Field<Owner>]
  ) {
    self.name = name
    self.misplaced = misplaced
    self.stray = stray
    self.doc = doc
    self.besides = besides
    self.fields = fields
    self.allowsEmpty = allowsEmpty
    self.others = others.map { OtherKeys(add: $0.add, doc: $0.doc) }
    keys = fields.map(\.key)
  }

  package var shape: RecordShape {
    RecordShape(
      name, doc: doc, besides: besides, others: others?.doc, allowsEmpty: allowsEmpty,
      fields: fields.map { FieldShape(key: $0.key, shape: $0.shape(), isRequired: $0.isRequired, doc: $0.doc) })
  }

  package func hasKey(_ key: String) -> Bool { keys.contains(key) }

  /// The field that a key is, or that it is near to where it is none.
  package func fieldMeant(by key: String) -> String? { hasKey(key) ? key : nearest(to: key, among: keys) }

  package func decode(_ node: Node, into owner: inout Owner, with decoder: inout NodeDecoder) {
    let misspelt = decodeStated(node, into: &owner, with: &decoder)
    reportMissing(in: node, misspelt: misspelt, with: &decoder)
  }

  /// Reports the required keys that nothing stands under; those that stand there misspelt were reported as that.
  func reportMissing(in node: Node, misspelt: [String], with decoder: inout NodeDecoder) {
    guard node.isComplete else { return }
    for field in fields where field.isRequired && node.entry(for: field.key) == nil && !misspelt.contains(field.key) {
      decoder.report(.missingKey(field.key, of: name), at: decoder.context ?? node.span)
    }
  }

  /// Gives the fields that stand there misspelt.
  func decodeStated(_ node: Node, into owner: inout Owner, with decoder: inout NodeDecoder) -> [String] {
    let outerAllowsEmpty = decoder.allowsEmpty
    if allowsEmpty { decoder.allowsEmpty = true }
    defer { decoder.allowsEmpty = outerAllowsEmpty }
    var misspelt: [String] = []
    var next = 0
    // A field behind which nothing stands, where the keys behind it are its own: they stand too far left.
    var empty: (field: Field<Owner>, key: Node)?
    // The field before a key, and whether its text was refused: in braces the key is then its end, behind a comma.
    var before: (field: Field<Owner>, isRefused: Bool)?
    let entries = node.entries
    for (place, (key, value)) in entries.enumerated() {
      if let index = field(under: key, from: next) {
        next = index + 1
        empty = nil
        if value.isNothing, place + 1 < entries.count, isPart(entries[place + 1], of: fields[index]) {
          empty = (fields[index], key)
          continue
        }
        let errors = decoder.diagnostics.counts[.error, default: 0]
        decoder.inContext(key.span) { decoder in fields[index].read(value, &owner, &decoder) }
        let isRefused = decoder.diagnostics.counts[.error, default: 0] > errors
        before = (fields[index], isRefused && value.form == .plain)
      } else if let empty, isPart((key, value), of: empty.field) {
        decoder.report(
          .keyTooFarLeft(key.text, under: empty.field.key), at: key.span, cause: "\(empty.key.span.start)")
      } else if before?.isRefused == true, node.isInBrackets, value.form == .plain, value.scalar.isEmpty {
        continue
      } else if let others {
        let isCut = node.isInBrackets && value.isNothing
        others.add(
          &owner,
          OtherField(key: key.text, span: key.span, value: value, isJSON: decoder.isJSON, isCutFromText: isCut))
      } else if let record = before.flatMap({ outdented(key, value, from: $0.field) }) {
        decoder.report(.keyOutside(key.text, of: record), at: key.span, cause: "\(node.span.start)")
        decoder.noteTooFarLeft(key, value, isLast: place + 1 == entries.count)
      } else {
        reportUnknown(key, value, in: node, misspelt: &misspelt, with: &decoder)
      }
    }
    if !misspelt.isEmpty { decoder.note(misspelt: misspelt, in: node) }
    return misspelt
  }

  private func reportUnknown(
    _ key: Node, _ value: Node, in node: Node, misspelt: inout [String], with decoder: inout NodeDecoder
  ) {
    let text = key.text
    if decoder.isSection(text, value) { return decoder.reportTooFarRight(key, value) }
    if let stray = stray?(text, value) {
      decoder.noteUnread(key, value)
      return decoder.report(stray.message, at: key.span, cause: stray.cause)
    }
    let nearest = nearest(to: text, among: keys)
    if let nearest { misspelt.append(nearest) }
    if let whole = keyWithoutBlank(text, among: keys) { misspelt.append(String(whole)) }
    decoder.report(
      .unknownKey(
        text, of: name, among: keys, nearest: nearest, misplaced: misplaced?(text, value, nearest),
        isCutFromText: node.isInBrackets && value.isNothing),
      at: key.span)
  }

  /// Whether a key that is no field here is one of what stands under a field.
  private func isPart(_ entry: (key: Node, value: Node), of field: Field<Owner>) -> Bool {
    let text = entry.key.text
    guard !hasKey(text) else { return false }
    switch field.shape() {
    case .record(let record): return record.fields.contains { $0.key == text }
    case .described: return misplaced?(text, entry.value, nearest(to: text, among: keys)) != nil
    case .text, .anyText, .nullable, .identifier, .reference, .choice, .flag, .count, .number, .day, .time, .timeSpan,
      .weeklyRate, .due, .deadlineSpan, .fingerprint, .list, .mapping, .either:
      return false
    }
  }
}

extension RecordDescription {
  /// The record that a key belongs to which is no field here, where it is one of what the field before it declares, and
  /// does not look like a field that is misspelt and declares something itself.
  private func outdented(_ key: Node, _ value: Node, from field: Field<Owner>) -> String? {
    guard case .mapping(_, .record(let record)) = field.shape() else { return nil }
    let declares = value.form == .mapping && value.entries.allSatisfy { $0.value.form == .mapping }
    if declares, nearest(to: key.text, among: keys) != nil { return nil }
    return record.fields.contains { $0.key.utf8.elementsEqual(key.scalar) } ? record.name : nil
  }

  /// Looked for from a field on and then before it: most files state fields in the order of the reference.
  private func field(under key: Node, from start: Int) -> Int? {
    let bytes = key.scalar
    return keys.indices[start...].first { keys[$0].utf8.elementsEqual(bytes) }
      ?? keys.indices[..<start].first { keys[$0].utf8.elementsEqual(bytes) }
  }
}

/// A key that is no field of the language, kept for those who know the district's own.
package struct OtherField: Sendable {
  package var key: String
  package var span: SourceSpan
  package var value: Node
  /// In JSON a number is a number and a text is a text.
  package var isJSON: Bool
  /// Whether it is what stands behind a comma in braces, where a text without quotes ended.
  package var isCutFromText = false
}

/// One key of a record: what it is called and where its value goes.
///
/// A closure sets the value, no key path: making the language's key paths took a third of a short run.
package struct Field<Owner>: Sendable {
  package let key: String
  package let doc: String
  package let isRequired: Bool
  package let shape: @Sendable () -> Shape
  let read: @Sendable (Node, inout Owner, inout NodeDecoder) -> Void

  package static func required<Value: FieldValue>(
    _ key: String, _ set: @escaping @Sendable (inout Owner, Value) -> Void, doc: String
  ) -> Field {
    optional(key, set, isRequired: true, doc: doc)
  }

  package static func optional<Value: FieldValue>(
    _ key: String, _ set: @escaping @Sendable (inout Owner, Value) -> Void, isRequired: Bool = false, doc: String
  ) -> Field {
    Field(key: key, doc: doc, isRequired: isRequired, shape: { Value.shape }) { node, owner, decoder in
      if let value = Value.read(node, with: &decoder) { set(&owner, value) }
    }
  }

  /// Declarations of a section, which a lower set may restate in part.
  package static func section<Key: DeclaredKey, Value: Restatable>(
    _ key: String, _ set: @escaping @Sendable (inout Owner, Declarations<Key, Value>) -> Void, doc: String
  ) -> Field {
    let shape: @Sendable () -> Shape = {
      .mapping(keys: .identifier(dots: Key.dots), values: Value.shape.restatable)
    }
    return Field(key: key, doc: doc, isRequired: false, shape: shape) { node, owner, decoder in
      if let value = Declarations<Key, Value>.readSection(node, with: &decoder) {
        set(&owner, value)
      } else {
        decoder.note(unreadSection: key)
      }
    }
  }

  /// A field that another type reads and that is kept as a plain value: an id read as a reference to its section.
  package static func optional<Value: FieldValue, Kept>(
    _ key: String, _ set: @escaping @Sendable (inout Owner, Kept) -> Void, reading: Value.Type,
    as keep: @escaping @Sendable (Value) -> Kept, doc: String
  ) -> Field {
    optional(key, { owner, value in set(&owner, keep(value)) }, doc: doc)
  }

  package static func reference<Target: ReferenceTarget>(
    _ key: String, _ set: @escaping @Sendable (inout Owner, Located<String>) -> Void, to: Target.Type, doc: String
  ) -> Field {
    optional(key, set, reading: Reference<Target>.self, as: { Located($0.id, at: $0.span) }, doc: doc)
  }

  package static func references<Target: ReferenceTarget>(
    _ key: String, _ set: @escaping @Sendable (inout Owner, [Located<String>]) -> Void, to: Target.Type, doc: String
  ) -> Field {
    optional(key, set, reading: [Reference<Target>].self, as: { $0.map { Located($0.id, at: $0.span) } }, doc: doc)
  }
}
