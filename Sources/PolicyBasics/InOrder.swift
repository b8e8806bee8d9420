/// Texts in the order of their bytes: the same in every process and for every locale.
package func inOrder(_ texts: some Sequence<String>) -> [String] { texts.sorted { $0.precedes($1) } }

extension String {
  /// Whether it stands before another text in the order of their bytes.
  package func precedes(_ other: String) -> Bool { utf8.lexicographicallyPrecedes(other.utf8) }
}
