package import DocumentTree

/// A proposal as it is written, before anything is made of it: what the reference evaluator decodes by itself.
package indirect enum StatedTree: Hashable, Sendable {
  /// A scalar of YAML, or a text of JSON.
  case text(String)
  /// An empty value, `~` or `null`.
  case nothing
  /// A number of JSON, as its digits stand.
  case number(String)
  /// `true` or `false` of JSON.
  case flag(Bool)
  case list([StatedTree])
  /// A key may stand in it twice.
  case map([Entry])

  package struct Entry: Hashable, Sendable {
    package var key: String
    package var value: StatedTree

    package init(_ key: String, _ value: StatedTree) {
      self.key = key
      self.value = value
    }
  }

  /// What a reader of files has made of one.
  package init(_ node: Node) {
    switch node.form {
    case .mapping: self = .map(node.entries.map { Entry($0.key.text, StatedTree($0.value)) })
    case .list: self = .list(node.items.map { StatedTree($0) })
    case .plain: self = node.isNothing ? .nothing : .text(node.text)
    case .quoted, .block: self = .text(node.text)
    case .jsonNumber: self = .number(node.text)
    case .jsonTrue: self = .flag(true)
    case .jsonFalse: self = .flag(false)
    case .jsonNull, .unread: self = .nothing
    }
  }
}

/// A proposal and the language that it is written in: in JSON a number is a number and a text is a text.
package struct StatedDocument: Hashable, Sendable {
  package var root: StatedTree
  package var isJSON: Bool

  package init(_ root: StatedTree, isJSON: Bool = false) {
    self.root = root
    self.isJSON = isJSON
  }
}
