import PolicyBasics
import DocumentTree

extension Node {
  /// What stands here as one text: equal for what is written word for word the same, whatever the order of keys and items,
  /// the quotes and the line breaks.
  ///
  /// - Parameter isOrdered: whether the order of items carries a meaning.
  func words(isOrdered: Bool = false) -> String {
    switch form {
    case .mapping:
      let entries = entries.map { "\(Node.sized($0.key.text)):\($0.value.words(isOrdered: isOrdered))" }
      return "{\(inOrder(entries).joined())}"
    case .list:
      let items = items.map { $0.words(isOrdered: isOrdered) }
      return "[\((isOrdered ? items : inOrder(items)).joined())]"
    case .plain, .quoted, .block, .jsonNumber, .jsonTrue, .jsonFalse, .jsonNull, .unread: return Node.sized(text)
    }
  }

  /// With its length before it, so that no text reads like two.
  private static func sized(_ text: String) -> String { "\(text.utf8.count)'\(text)" }
}
