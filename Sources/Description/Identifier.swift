package import DocumentTree
import PolicyBasics
package import SourceText

/// A reference to something that a section declares; which one, its type says. Resolved when all files are read.
package struct Reference<Target>: Hashable, Sendable {
  package var id: String
  package var span: SourceSpan

  package init(_ id: String = "", at span: SourceSpan = .nowhere) {
    self.id = id
    self.span = span
  }

  /// The id counts, not its place.
  package static func == (a: Reference, b: Reference) -> Bool { a.id == b.id }
  package func hash(into hasher: inout Hasher) { hasher.combine(id) }

}

extension Reference: FieldValue where Target: ReferenceTarget {
  package var named: String? { id }
  package static var shape: Shape { .reference(to: Target.section, words: Target.words) }
  package static func read(_ node: Node, with decoder: inout NodeDecoder) -> Reference? {
    guard decoder.isStated(node) else { return nil }
    guard node.form.isScalar, !decoder.isJSON || node.form == .quoted else {
      decoder.report(.notAWord(node, section: Target.section), at: node.span)
      return nil
    }
    return Reference(node.text, at: node.span)
  }
}

/// The section whose ids a reference names.
package protocol ReferenceTarget: Sendable {
  static var section: String { get }
  /// Words that may stand in place of an id, such as `unlisted`.
  static var words: [String] { get }
}

extension ReferenceTarget {
  package static var words: [String] { [] }
}

/// An id that is stated and declared nowhere: a pilot's own, a person's, an element's.
package struct Identifier<Key>: Hashable, Sendable {
  package var text: String
  package init(_ text: String = "") { self.text = text }

}

extension Identifier: FieldValue where Key: DeclaredKey {
  package var named: String? { text }
  package static var shape: Shape { .identifier(dots: Key.dots) }
  package static func read(_ node: Node, with decoder: inout NodeDecoder) -> Identifier? {
    guard decoder.isStated(node) else { return nil }
    guard node.form.isScalar, !decoder.isJSON || node.form == .quoted else {
      decoder.report(.notAnIdentifier(node), at: node.span)
      return nil
    }
    if let problem = identifierProblem(node.text, dots: Key.dots) {
      decoder.report(.badIdentifier(node.text, problem, dots: Key.dots), at: node.span)
      return nil
    }
    return Identifier(node.text)
  }
}
