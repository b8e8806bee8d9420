package import SourceText

/// A document as it was written: mappings, lists and scalars with their places, whatever it was read from.
///
/// Compact: one record a node, in the order of the file; a scalar is a slice of the source unless escapes or line breaks
/// make it another text. Knows nothing of policies.
package final class DocumentTree: Sendable {
  package let source: SourceID
  /// The bytes that were read.
  let bytes: [UInt8]
  /// Scalars that do not stand in the source as they are.
  let unfolded: [UInt8]
  let records: ContiguousArray<Record>
  /// Whether all of the document is here. Where it is not, reading ended early or something was refused, with an error:
  /// what is missing may have stood there.
  package let isComplete: Bool
  /// Up to where what was read says what its author meant: an open quote or bracket swallows what stands behind it.
  package let certainEnd: Int

  struct Record: Sendable {
    var form: Form
    var start: UInt32
    var end: UInt32
    /// Of a mapping or list: how many entries or items. Of a scalar: where its text begins.
    var first: UInt32
    /// Of a mapping or list: the record behind its last descendant. Of a scalar: where its text ends.
    var last: UInt32
  }

  /// What a node is and, of a scalar, how it was written.
  package enum Form: UInt8, Sendable {
    case mapping, list
    /// YAML, without quotes: the only form that can be nothing (`~`, `null`).
    case plain
    /// In quotes, in YAML or JSON: a text as it stands.
    case quoted
    /// A YAML block (`|` or `>`).
    case block
    case jsonNumber, jsonTrue, jsonFalse, jsonNull
    /// What was refused and reported, such as an alias: nothing is to be said about it again. `items` and `entries`
    /// leave it out, so no reader of a tree meets it.
    case unread

    package var isScalar: Bool { self != .mapping && self != .list }
  }

  init(
    source: SourceID, bytes: [UInt8], unfolded: [UInt8], records: ContiguousArray<Record>, isComplete: Bool,
    certainEnd: Int
  ) {
    self.source = source
    self.bytes = bytes
    self.unfolded = unfolded
    self.records = records
    self.isComplete = isComplete
    self.certainEnd = certainEnd
  }

  /// The whole document; `nil` where nothing of it could be read.
  package var root: Node? {
    let root = Node(tree: self, index: 0)
    return records.isEmpty || root.form == .unread ? nil : root
  }
}

// By the index of a record: to go through a mapping by nodes would count references to the tree at each step.
extension DocumentTree {
  /// The record behind this one and all that is in it.
  fileprivate func end(of index: Int) -> Int {
    records[index].form.isScalar ? index + 1 : Int(records[index].last)
  }

  /// Not so a list or mapping in the place of a key, nor a merge key.
  fileprivate func isKey(_ index: Int) -> Bool { records[index].form.isScalar && records[index].form != .unread }

  /// The first entry of a mapping from a record on, and in `next` what stands behind it.
  fileprivate func nextEntry(_ next: inout Int, before end: Int) -> (key: Int, value: Int)? {
    while next < end {
      let key = next
      let value = self.end(of: key)
      next = self.end(of: value)
      if isKey(key), records[value].form != .unread { return (key, value) }
    }
    return nil
  }

  fileprivate func scalar(_ index: Int) -> ArraySlice<UInt8> {
    guard records[index].form.isScalar else { return [] }
    // The text of an unfolded scalar is addressed behind the source's own bytes.
    let (first, last) = (Int(records[index].first), Int(records[index].last))
    guard first < last else { return [] }
    return first >= bytes.count ? unfolded[(first - bytes.count)..<(last - bytes.count)] : bytes[first..<last]
  }

  /// Most texts that are compared differ in length.
  fileprivate func isText(_ index: Int, _ text: String) -> Bool {
    let record = records[index]
    return record.form.isScalar && Int(record.last) - Int(record.first) == text.utf8.count
      && scalar(index).elementsEqual(text.utf8)
  }
}

/// A mapping, a list or a scalar in a document.
package struct Node: Sendable {
  let tree: DocumentTree
  let index: Int

  package typealias Form = DocumentTree.Form

  private var record: DocumentTree.Record { tree.records[index] }

  package var form: Form { record.form }
  package var span: SourceSpan { SourceSpan(source: tree.source, start: Int(record.start), end: Int(record.end)) }
  package var isComplete: Bool { tree.isComplete }

  /// The bytes of a scalar, UTF-8; empty for a mapping or list.
  package var scalar: ArraySlice<UInt8> { tree.scalar(index) }

  package var text: String { String(decoding: scalar, as: UTF8.self) }

  /// Whether this is a scalar with this text.
  package func isText(_ text: String) -> Bool { tree.isText(index, text) }

  /// How many entries a mapping or items a list has, those that were refused included.
  package var count: Int { record.form.isScalar ? 0 : Int(record.first) }

  /// An empty value, `~` or `null` without quotes: nothing stands where a value is meant.
  package var isNothing: Bool {
    switch form {
    case .jsonNull: return true
    case .plain:
      switch record.last - record.first {
      case 0: return true
      case 1: return scalar.first == UInt8(ascii: "~")
      case 4: return scalar.map { $0 | 0x20 }.elementsEqual("null".utf8)
      default: return false
      }
    case .mapping, .list, .quoted, .block, .jsonNumber, .jsonTrue, .jsonFalse, .unread: return false
    }
  }

  /// The items of a list, in order; none for anything else.
  package var items: [Node] {
    guard form == .list else { return [] }
    var result: [Node] = []
    result.reserveCapacity(count)
    let end = tree.end(of: index)
    var item = index + 1
    while item < end {
      if tree.records[item].form != .unread { result.append(Node(tree: tree, index: item)) }
      item = tree.end(of: item)
    }
    return result
  }

  /// The entries of a mapping, in order; none for anything else.
  package var entries: [(key: Node, value: Node)] {
    guard form == .mapping else { return [] }
    var result: [(key: Node, value: Node)] = []
    result.reserveCapacity(count)
    var next = index + 1
    while let entry = tree.nextEntry(&next, before: tree.end(of: index)) {
      result.append((Node(tree: tree, index: entry.key), Node(tree: tree, index: entry.value)))
    }
    return result
  }

  /// Whether it is a mapping of which every entry was refused.
  package var isRefused: Bool { form == .mapping && count > 0 && !tree.isComplete && entries.isEmpty }

  /// The first key of a mapping.
  package var firstKey: Node? {
    guard form == .mapping, index + 1 < tree.end(of: index), tree.isKey(index + 1) else { return nil }
    return Node(tree: tree, index: index + 1)
  }

  /// The value under a key.
  package func value(for key: String) -> Node? { entry(for: key)?.value }

  /// The first entry with a key.
  package func entry(for name: String) -> (key: Node, value: Node)? {
    guard form == .mapping else { return nil }
    var next = index + 1
    while let entry = tree.nextEntry(&next, before: tree.end(of: index)) {
      guard tree.isText(entry.key, name) else { continue }
      return (Node(tree: tree, index: entry.key), Node(tree: tree, index: entry.value))
    }
    return nil
  }

  /// What stands at a place of the document, as it was written.
  package func source(at span: SourceSpan) -> String {
    let range = span.range.clamped(to: 0..<tree.bytes.count)
    return span.source == tree.source ? String(decoding: tree.bytes[range], as: UTF8.self) : ""
  }

  /// Whether a mapping or list is written in braces or brackets.
  package var isInBrackets: Bool {
    let start = Int(record.start)
    guard !form.isScalar, start < tree.bytes.count else { return false }
    return tree.bytes[start] == UInt8(ascii: "{") || tree.bytes[start] == UInt8(ascii: "[")
  }

  /// Whether a text without quotes goes on over the end of its line.
  package var spansLines: Bool {
    form == .plain && tree.bytes[Int(record.start)..<Int(record.end)].contains { $0 == 0x0A || $0 == 0x0D }
  }

  /// What a plain scalar shares its line with: a comment behind an unquoted text may be its lost end.
  package var commentBehind: SourceSpan? { form == .plain ? comment(from: Int(record.end)) : nil }

  /// A comment behind a key, on its line, where a value is expected: the text that is meant may begin with `#`.
  package func comment(behindKey span: SourceSpan) -> SourceSpan? {
    let end = Int(span.end)
    guard span.source == tree.source, end < tree.bytes.count, tree.bytes[end] == UInt8(ascii: ":") else { return nil }
    return comment(from: end + 1)
  }

  private func comment(from start: Int) -> SourceSpan? {
    var offset = start
    let bytes = tree.bytes
    guard offset < bytes.count, bytes[offset] == 0x20 || bytes[offset] == 0x09 else { return nil }
    while offset < bytes.count, bytes[offset] == 0x20 || bytes[offset] == 0x09 { offset += 1 }
    guard offset < bytes.count, bytes[offset] == UInt8(ascii: "#") else { return nil }
    var end = offset
    while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
    return SourceSpan(source: tree.source, start: offset, end: end)
  }
}
