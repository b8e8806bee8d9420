import DocumentTree
import SourceText

extension Declaration where Value: Record {
  /// Whether something stands under a key, here or in a set below, whatever it was read as, or under one that is that key
  /// misspelt: of what could not be read it was said why, and not that it is missing. What an error hides may say it.
  ///
  /// - Parameter own: the district's own keys, which are none of the language misspelt.
  package func states(_ key: String, besides own: [String] = []) -> Bool {
    if isTorn { return true }
    return ([node].compactMap { $0 } + below).contains { node in
      guard node.isComplete else { return true }
      return node.entries.contains { entry in
        let text = entry.key.text
        return text == key || (!own.contains(text) && Value.record.fieldMeant(by: text) == key)
      }
    }
  }
}
