import DocumentTree

extension Node {
  /// What stands here as one text: equal for what is written word for word the same, whatever the order of keys and items,
  /// the quotes and the line breaks.
  ///
  /// - Parameter inOrder: whether the order of items carries a meaning.
  func words(inOrder: Bool = false) -> String {
    switch form {
    case .mapping:
      let entries = entries.map { "\(Node.sized($0.key.text)):\($0.value.words(inOrder: inOrder))" }
      return "{\(entries.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.joined())}"
    case .list:
      let items = items.map { $0.words(inOrder: inOrder) }
      return "[\((inOrder ? items : items.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }).joined())]"
    case .plain, .quoted, .block, .jsonNumber, .jsonTrue, .jsonFalse, .jsonNull, .unread: return Node.sized(text)
    }
  }

  /// With its length before it, so that no text reads like two.
  private static func sized(_ text: String) -> String { "\(text.utf8.count)'\(text)" }
}
