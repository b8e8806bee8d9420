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
    var misspelt: [String] = []
    guard let value = readStated(node, with: &decoder, misspelt: &misspelt) else { return nil }
    value.checkWhole(node, misspelt: misspelt, with: &decoder)
    return value
  }

  /// What stands there, whatever is missing, and the fields that stand there misspelt.
  fileprivate static func readStated(
    _ node: Node, with decoder: inout NodeDecoder, misspelt: inout [String]
  ) -> Self? {
    guard decoder.isStated(node) else { return nil }
    guard node.form == .mapping else {
      decoder.report(.notAMapping(node, keys: record.outline.keys), at: node.span)
      return nil
    }
    if node.count == 0 {
      if node.isComplete { decoder.report(.empty("mapping"), at: node.span) }
      return nil
    }
    var value = Self()
    misspelt = record.decodeStated(node, into: &value, with: &decoder)
    value.place(at: node.span)
    return value
  }

  /// What is missing, and what must hold between the keys.
  fileprivate func checkWhole(_ node: Node, misspelt: [String], with decoder: inout NodeDecoder) {
    Self.record.outline.reportMissing(in: node, misspelt: misspelt, with: &decoder)
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
    var misspelt: [String] = []
    guard let value = readStated(node, with: &decoder, misspelt: &misspelt) else { return nil }
    let reported = decoder.setAside { decoder in value.checkWhole(node, misspelt: misspelt, with: &decoder) }
    open.append(reported)
    return value
  }
}

/// The keys of a record, what they mean and where their values go.
package struct RecordDescription<Owner>: Sendable {
  package let fields: [Field<Owner>]
  /// Where keys go that are no field of the language but may be an attribute of the district.
  private let addOther: (@Sendable (inout Owner, OtherField) -> Void)?
  let outline: RecordOutline

  /// - Parameters:
  ///   - besides: what must hold between the keys, in words: what `check(at:with:)` checks.
  ///   - others: what becomes of keys that somebody else knows: they are kept as they stand.
  ///   - allowsEmpty: whether in it, however deep, an empty list states that there are none; else it is an error.
  ///   - misplaced: what to do about a key that is no field and that belongs elsewhere, by what stands under it and the
  ///     field that it is near to.
  ///   - stray: what to say of a key that is no field and whose value shows where it belongs; those with the same cause
  ///     are said once.
  package init(
    _ name: String, doc: String, besides: String? = nil,
    others: (add: @Sendable (inout Owner, OtherField) -> Void, doc: String)? = nil, allowsEmpty: Bool = false,
    misplaced: RecordOutline.Misplaced? = nil,
    stray: (@Sendable (String, Node) -> (message: Message, cause: String)?)? = nil, fields: [Field<Owner>]
  ) {
    self.fields = fields
    addOther = others?.add
    var outlines: [RecordOutline.Field] = []
    for field in fields { outlines.append(field.outline) }
    outline = RecordOutline(
      name: name, doc: doc, besides: besides, others: others?.doc, allowsEmpty: allowsEmpty, misplaced: misplaced,
      stray: stray, fields: outlines)
  }

  package var shape: RecordShape { outline.shape }

  package func hasKey(_ key: String) -> Bool { outline.hasKey(key) }

  /// The field that a key is, or that it is near to where it is none.
  package func fieldMeant(by key: String) -> String? { outline.fieldMeant(by: key) }

  package func decode(_ node: Node, into owner: inout Owner, with decoder: inout NodeDecoder) {
    let misspelt = decodeStated(node, into: &owner, with: &decoder)
    outline.reportMissing(in: node, misspelt: misspelt, with: &decoder)
  }

  /// Gives the fields that stand there misspelt.
  func decodeStated(_ node: Node, into owner: inout Owner, with decoder: inout NodeDecoder) -> [String] {
    outline.decodeStated(node, with: &decoder) { content, decoder in
      switch content {
      case .field(let index, let value): fields[index].read(value, &owner, &decoder)
      case .other(let other): addOther?(&owner, other)
      }
    }
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
  let outline: RecordOutline.Field
  package var key: String { outline.key }
  package var doc: String { outline.doc }
  package var shape: Shape { outline.shape() }
  let read: @Sendable (Node, inout Owner, inout NodeDecoder) -> Void

  package static func required<Value: FieldValue>(
    _ key: String, _ set: @escaping @Sendable (inout Owner, Value) -> Void, doc: String
  ) -> Field {
    optional(key, set, isRequired: true, doc: doc)
  }

  package static func optional<Value: FieldValue>(
    _ key: String, _ set: @escaping @Sendable (inout Owner, Value) -> Void, isRequired: Bool = false, doc: String
  ) -> Field {
    let outline = RecordOutline.Field(key: key, doc: doc, isRequired: isRequired) { Value.shape }
    return Field(outline: outline) { node, owner, decoder in
      if let value = Value.read(node, with: &decoder) { set(&owner, value) }
    }
  }

  /// Declarations of a section, which a lower set may restate in part.
  package static func section<Key: DeclaredKey, Value: Restatable>(
    _ key: String, _ set: @escaping @Sendable (inout Owner, Declarations<Key, Value>) -> Void, doc: String
  ) -> Field {
    let outline = RecordOutline.Field(key: key, doc: doc, isRequired: false) {
      .mapping(keys: .identifier(dots: Key.dots), values: Value.shape.restatable)
    }
    return Field(outline: outline) { node, owner, decoder in
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
