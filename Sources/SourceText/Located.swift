/// A value and where it stands.
package struct Located<Value: Sendable>: Sendable {
  package var value: Value
  /// `nil` where the value was made in a program, not read from a file.
  package var span: SourceSpan?

  package init(_ value: Value, at span: SourceSpan? = nil) {
    self.value = value
    self.span = span
  }
}

extension Located: Equatable where Value: Equatable {
  /// The value counts, not its place.
  package static func == (a: Located, b: Located) -> Bool { a.value == b.value }
}

extension Located: Hashable where Value: Hashable {
  package func hash(into hasher: inout Hasher) { hasher.combine(value) }
}
