package import DocumentTree
package import SourceText

/// What reading a document into declarations carries along.
package struct NodeDecoder {
  package private(set) var diagnostics = Diagnostics()
  /// In a proposal `[]` states that there are none; in a policy it is an error.
  package var allowsEmpty = false
  /// In tests `content: this` stands for the right fingerprint (S54).
  package var knowsThisContent = false
  /// In JSON a number is a number and a text is a text.
  package var isJSON = false
  /// The key under which what is read stands: where something that is missing is reported.
  package private(set) var context: SourceSpan?

  package init() {}

  package mutating func report(_ message: Message, at span: SourceSpan, notes: [Note] = [], cause: String? = nil) {
    diagnostics.report(message, at: span, notes: notes, cause: cause)
  }

  /// Runs a part of the reading whose findings do not count yet.
  mutating func setAside(_ body: (inout NodeDecoder) -> Void) -> Diagnostics {
    let counted = diagnostics
    diagnostics = Diagnostics()
    body(&self)
    defer { diagnostics = counted }
    return diagnostics
  }

  package mutating func inContext<Result>(_ span: SourceSpan, _ body: (inout NodeDecoder) -> Result) -> Result {
    let outer = context
    context = span
    defer { context = outer }
    return body(&self)
  }

  /// Nothing where a value is meant is an error: `deny:` with nothing after it would deny nothing.
  package mutating func isStated(_ node: Node) -> Bool {
    guard node.isNothing else { return true }
    // An empty value has no place of its own: its key has.
    report(.nothing(), at: context ?? node.span)
    return false
  }

  package mutating func text(_ node: Node, lines: Bool) -> String? {
    guard isStated(node) else { return nil }
    guard node.form.isScalar, !isJSON || node.form == .quoted else {
      report(.unexpectedValue(expected: "a text", found: node), at: node.span)
      return nil
    }
    if let comment = node.commentBehind { report(.commentBehindText(), at: comment) }
    let text = node.text
    if text.allSatisfy(\.isWhitespace) { report(.blankText(), at: node.span) }
    if !lines, let end = text.unicodeScalars.first(where: { $0 == "\n" || $0 == "\r" }) {
      report(.lineBreak(end), at: node.span)
      return nil
    }
    if let invisible = text.unicodeScalars.first(where: isInvisible) {
      report(.invisibleInText(invisible), at: node.span)
    }
    return text
  }
}
