package import DocumentTree
package import TestKit

/// A document on its way to YAML: what random policies and proposals are made of, reordered and shrunk as.
package indirect enum Tree: Hashable, Sendable {
  case text(String)
  case list([Tree])
  /// Keys in the order in which they are written.
  case map([Entry])

  package struct Entry: Hashable, Sendable {
    package var key: String
    package var value: Tree

    package init(_ key: String, _ value: Tree) {
      self.key = key
      self.value = value
    }
  }

  /// A document as somebody wrote it.
  package init(_ node: Node) {
    self =
      switch node.form {
      case .mapping: .map(node.entries.map { Entry($0.key.text, Tree($0.value)) })
      case .list: .list(node.items.map { Tree($0) })
      case .jsonTrue: "yes"
      case .jsonFalse: "no"
      case .jsonNull, .unread: ""
      case .plain, .quoted, .block, .jsonNumber: .text(node.text)
      }
  }

  package static func texts(_ texts: [String]) -> Tree { .list(texts.map { .text($0) }) }
}

extension Tree: ExpressibleByStringInterpolation {
  package init(stringLiteral value: String) { self = .text(value) }
}

extension Tree: ExpressibleByDictionaryLiteral {
  package init(dictionaryLiteral elements: (String, Tree)...) { self = .map(elements.map { Entry($0.0, $0.1) }) }
}

extension Tree: ExpressibleByArrayLiteral {
  package init(arrayLiteral elements: Tree...) { self = .list(elements) }
}

extension Tree {
  /// The value under a key; setting `nil` takes the key away.
  package subscript(key: String) -> Tree? {
    get {
      guard case .map(let entries) = self else { return nil }
      return entries.first { $0.key == key }?.value
    }
    set {
      guard case .map(var entries) = self else { return }
      if let index = entries.firstIndex(where: { $0.key == key }) {
        if let newValue { entries[index].value = newValue } else { entries.remove(at: index) }
      } else if let newValue {
        entries.append(Entry(key, newValue))
      }
      self = .map(entries)
    }
  }

  package var text: String? {
    if case .text(let text) = self { return text }
    return nil
  }

  package var items: [Tree] {
    get {
      if case .list(let items) = self { return items }
      return []
    }
    set { self = .list(newValue) }
  }

  package var texts: [String] { items.compactMap(\.text) }

  package var entries: [Entry] {
    get {
      if case .map(let entries) = self { return entries }
      return []
    }
    set { self = .map(newValue) }
  }

  package var keys: [String] { entries.map(\.key) }

  /// Whether somewhere in it a key stands twice in one mapping.
  package var hasRepeatedKeys: Bool {
    Set(keys).count < keys.count || items.contains(where: \.hasRepeatedKeys)
      || entries.contains(where: \.value.hasRepeatedKeys)
  }

  // MARK: YAML

  /// Block style for the given number of levels, flow style below.
  package func yaml(blocks: Int) -> String {
    guard case .map(let entries) = self, blocks > 0 else { return flow + "\n" }
    var result = ""
    write(entries, blocks, "", &result)
    return result
  }

  private func write(_ entries: [Entry], _ blocks: Int, _ indentation: String, _ result: inout String) {
    for entry in entries {
      if blocks > 1, case .map(let inner) = entry.value, !inner.isEmpty {
        result += "\(indentation)\(Tree.written(entry.key)):\n"
        write(inner, blocks - 1, indentation + "  ", &result)
      } else {
        result += "\(indentation)\(Tree.written(entry.key)): \(entry.value.flow)\n"
      }
    }
  }

  private var flow: String {
    switch self {
    case .text(let text): Tree.isNothing(text) ? text : Tree.written(text)
    // Without a word in its place an item would be none.
    case .list(let items): "[" + items.map { $0.text == "" ? "~" : $0.flow }.joined(separator: ", ") + "]"
    case .map(let entries):
      "{" + entries.map { "\(Tree.written($0.key)): \($0.value.flow)" }.joined(separator: ", ") + "}"
    }
  }

  /// Whether a text that is written without quotes says that nothing stands there.
  static func isNothing(_ text: String) -> Bool { ["", "~", "null"].contains(text.lowercased()) }

  private static func written(_ text: String) -> String { isPlain(text) ? text : quoted(text) }

  private static let marks = Set(" ._/:+-".utf8)

  /// Whether YAML reads a text without quotes as it stands.
  private static func isPlain(_ text: String) -> Bool {
    guard let first = text.utf8.first, let last = text.utf8.last, first != 0x20, last != 0x20,
      last != UInt8(ascii: ":"),
      first != UInt8(ascii: "-") || text.utf8.count > 1, !text.hasPrefix("- "),
      !zip(text.utf8, text.utf8.dropFirst()).contains(where: { $0 == UInt8(ascii: ":") && $1 == 0x20 })
    else { return false }
    return text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        true
      default: marks.contains(byte)
      }
    }
  }

  /// In double quotes, as both YAML and JSON read it.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\\(scalar)"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  // MARK: Changes

  /// The tree with every text and key replaced.
  package func mapTexts(_ change: (String) -> String) -> Tree {
    switch self {
    case .text(let text): .text(change(text))
    case .list(let items): .list(items.map { $0.mapTexts(change) })
    case .map(let entries): .map(entries.map { Entry(change($0.key), $0.value.mapTexts(change)) })
    }
  }

  /// How many trees it holds, itself among them.
  package var count: Int {
    switch self {
    case .text: 1
    case .list(let items): items.reduce(1) { $0 + $1.count }
    case .map(let entries): entries.reduce(1) { $0 + $1.value.count }
    }
  }

  /// The tree with one of those that it holds replaced, counted from itself on, given the key that it stands under.
  package func replacing(_ index: Int, under key: String = "", _ change: (Tree, String) -> Tree) -> Tree {
    if index == 0 { return change(self, key) }
    var rest = index - 1
    func replaced(_ part: Tree, _ key: String) -> Tree {
      defer { rest -= part.count }
      return (0..<part.count).contains(rest) ? part.replacing(rest, under: key, change) : part
    }
    switch self {
    case .text: return self
    case .list(let items): return .list(items.map { replaced($0, key) })
    case .map(let entries): return .map(entries.map { Entry($0.key, replaced($0.value, $0.key)) })
    }
  }

  /// Keys and list items in another order, all the way down.
  package func shuffled(_ random: inout SeededGenerator) -> Tree {
    switch self {
    case .text: return self
    case .list(let items): return .list(items.map { $0.shuffled(&random) }.shuffled(using: &random))
    case .map(let entries):
      // The words of a level have an order of their own: lowest first.
      return .map(
        entries.map { Entry($0.key, $0.key == "values" ? $0.value : $0.value.shuffled(&random)) }
          .shuffled(using: &random))
    }
  }

  /// Every tree that is smaller by one key, by all keys but one, by one item, or by a value that is replaced by a part of it;
  /// larger cuts first.
  package var smaller: [Tree] {
    switch self {
    case .text: return []
    case .list(let items):
      return items.indices.map { index in
        var rest = items
        rest.remove(at: index)
        return .list(rest)
      } + items.indices.flatMap { index in items[index].smaller.map { part in replacing(index, part, in: items) } }
    case .map(let entries):
      // Two that name each other go together, or not at all.
      let alone: [Tree] = entries.count > 2 ? entries.map { .map([$0]) } : []
      let withoutOne = entries.indices.map { index in
        var rest = entries
        rest.remove(at: index)
        return Tree.map(rest)
      }
      return alone + withoutOne
        + entries.indices.flatMap { index in
          entries[index].value.smaller.map { part in
            var rest = entries
            rest[index].value = part
            return .map(rest)
          }
        }
    }
  }

  private func replacing(_ index: Int, _ part: Tree, in items: [Tree]) -> Tree {
    var rest = items
    rest[index] = part
    return .list(rest)
  }
}
