package import DocumentTree
package import SourceText

/// What of a record's description does not depend on its type.
///
/// Apart, since it does most of the work of reading: generic code of another room is not specialised, and asks for the
/// metadata of each type that it handles, each time.
package final class RecordOutline: Sendable {
  package typealias Misplaced = @Sendable (_ key: String, _ value: Node, _ nearest: String?) -> DiagnosticText?

  /// A key: what it is called and what may stand under it.
  final class Field: Sendable {
    let key: String
    let doc: String
    let isRequired: Bool
    let shape: @Sendable () -> Shape

    init(key: String, doc: String, isRequired: Bool, shape: @escaping @Sendable () -> Shape) {
      self.key = key
      self.doc = doc
      self.isRequired = isRequired
      self.shape = shape
    }
  }

  /// What stands in a mapping.
  enum Content {
    /// The value of one of the fields.
    case field(Int, Node)
    case other(OtherField)
  }

  private let name: String
  private let doc: String
  private let besides: String?
  /// What other keys are; `nil` where there are none.
  private let others: String?
  private let allowsEmpty: Bool
  private let misplaced: Misplaced?
  private let stray: (@Sendable (String, Node) -> (message: Message, cause: String)?)?
  private let fields: [Field]
  /// The fields' keys, apart: what is looked through for each key of a document.
  let keys: [String]

  init(
    name: String, doc: String, besides: String?, others: String?, allowsEmpty: Bool,
    misplaced: Misplaced?,
    stray: (@Sendable (String, Node) -> (message: Message, cause: String)?)?, fields: [Field]
  ) {
    self.name = name
    self.doc = doc
    self.besides = besides
    self.others = others
    self.allowsEmpty = allowsEmpty
    self.misplaced = misplaced
    self.stray = stray
    self.fields = fields
    keys = fields.map { $0.key }
  }

  var shape: RecordShape {
    RecordShape(
      name, doc: doc, besides: besides, others: others, allowsEmpty: allowsEmpty,
      fields: fields.map { FieldShape(key: $0.key, shape: $0.shape(), isRequired: $0.isRequired, doc: $0.doc) })
  }

  func hasKey(_ key: String) -> Bool { keys.contains(key) }

  func fieldMeant(by key: String) -> String? { hasKey(key) ? key : nearest(to: key, among: keys) }

  /// Reports the required keys that nothing stands under; those that stand there misspelt were reported as that.
  func reportMissing(in node: Node, misspelt: [String], with decoder: inout NodeDecoder) {
    guard node.isComplete else { return }
    for field in fields where field.isRequired && node.entry(for: field.key) == nil && !misspelt.contains(field.key) {
      decoder.report(.missingKey(field.key, of: name), at: decoder.context ?? node.span)
    }
  }

  /// Gives out what stands in a mapping, in its order; gives the fields that stand there misspelt.
  func decodeStated(
    _ node: Node, with decoder: inout NodeDecoder, _ take: (Content, inout NodeDecoder) -> Void
  ) -> [String] {
    let outerAllowsEmpty = decoder.allowsEmpty
    if allowsEmpty { decoder.allowsEmpty = true }
    defer { decoder.allowsEmpty = outerAllowsEmpty }
    var misspelt: [String] = []
    var next = 0
    // A field behind which nothing stands, where the keys behind it are its own: they stand too far left.
    var empty: (field: Int, key: Node)?
    // The field before a key, and whether its text was refused: in braces the key is then its end, behind a comma.
    var before: (field: Int, isRefused: Bool)?
    let isInBrackets = node.isInBrackets
    let entries = node.entries
    for (place, (key, value)) in entries.enumerated() {
      if let index = field(under: key, from: next) {
        next = index + 1
        empty = nil
        if value.isNothing, place + 1 < entries.count, isPart(entries[place + 1], of: fields[index]) {
          empty = (index, key)
          continue
        }
        let mayBeCut = isInBrackets && value.form == .plain
        let errors = mayBeCut ? decoder.diagnostics.counts[.error, default: 0] : 0
        decoder.inContext(key.span) { decoder in take(.field(index, value), &decoder) }
        before = (index, mayBeCut && decoder.diagnostics.counts[.error, default: 0] > errors)
      } else if let empty, isPart((key, value), of: fields[empty.field]) {
        decoder.report(
          .keyTooFarLeft(key.text, under: keys[empty.field]), at: key.span, cause: "\(empty.key.span.start)")
      } else if before?.isRefused == true, value.form == .plain, value.scalar.isEmpty {
        continue
      } else if others != nil {
        let isCut = isInBrackets && value.isNothing
        let other = OtherField(
          key: key.text, span: key.span, value: value, isJSON: decoder.isJSON, isCutFromText: isCut)
        take(.other(other), &decoder)
      } else if let record = before.flatMap({ outdented(key, value, from: fields[$0.field]) }) {
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
  private func isPart(_ entry: (key: Node, value: Node), of field: Field) -> Bool {
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

  /// The record that a key belongs to which is no field here, where it is one of what the field before it declares, and
  /// does not look like a field that is misspelt and declares something itself.
  private func outdented(_ key: Node, _ value: Node, from field: Field) -> String? {
    guard case .mapping(_, .record(let record)) = field.shape() else { return nil }
    let declares = value.form == .mapping && value.entries.allSatisfy { $0.value.form == .mapping }
    if declares, nearest(to: key.text, among: keys) != nil { return nil }
    return record.fields.contains { key.isText($0.key) } ? record.name : nil
  }

  /// Looked for from a field on and then before it: most files state fields in the order of the reference.
  private func field(under key: Node, from start: Int) -> Int? {
    keys.indices[start...].first { key.isText(keys[$0]) } ?? keys.indices[..<start].first { key.isText(keys[$0]) }
  }
}
