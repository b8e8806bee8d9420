package import Description
import SourceText

/// What one of a section's ids, or the head, declares.
package protocol SectionDeclaration: Restatable {
  /// Sections of a set, without a head, in which the section is shown and everything is declared that is named. It stands
  /// on the section's reference page and compiles once a head is added; the head's own example is a head.
  static var example: String { get }
}

/// A section of a policy set: its key, what it declares, and an example.
package struct Section: Sendable {
  let field: Field<PolicySet>
  package let example: String

  package var key: String { field.key }
  package var doc: String { field.doc }
  package var shape: Shape { field.shape }

  /// A section of declarations under their ids.
  init<Key: DeclaredKey, Value: SectionDeclaration>(
    _ key: String, _ set: @escaping @Sendable (inout PolicySet, Declarations<Key, Value>) -> Void, doc: String
  ) {
    field = .section(key, set, doc: doc)
    example = Value.example
  }

  /// The head.
  init<Value: SectionDeclaration>(
    _ key: String, _ set: @escaping @Sendable (inout PolicySet, Located<Value>) -> Void, doc: String
  ) {
    field = .optional(key, set, doc: doc)
    example = Value.example
  }
}
