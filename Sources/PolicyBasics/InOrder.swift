/// Texts in the order of their bytes: the same in every process and for every locale.
package func inOrder(_ texts: some Sequence<String>) -> [String] {
  texts.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
}
