package import DocumentTree
import PolicyBasics
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
  /// The mapping whose keys are checked against one another, as each set writes it that states a part of it, and those
  /// of its keys that stand there misspelt.
  private var mapping: (nodes: [Node], misspelt: [String])?

  /// Those of the keys of each mapping that stand there misspelt, by where the mapping begins.
  private var misspeltKeys: [UInt32: [String]] = [:]
  /// What is declared and could not be read.
  package private(set) var unread = Unread()
  /// The sections of a set, where one is read: a key of this name that stands deeper is one that stands too far right.
  package var sections: Set<String> = []
  /// What to say of a declaration that belongs to another section, by its id and what stands there.
  package var strayDeclaration: @Sendable (String, Node) -> (message: Message, section: String)? = { _, _ in nil }

  /// From here on an error of syntax hides what was meant: what seems wrong there may follow from it.
  private let certainEnd: Int
  /// Whether a key that stands too far left is why the line behind it fits nowhere.
  package private(set) var explainsIndentation = false

  package init() { certainEnd = .max }

  /// For a document that was read.
  package init(for document: DocumentTree, isJSON: Bool = false) {
    certainEnd = document.certainEnd
    self.isJSON = isJSON
  }

  package mutating func report(_ message: Message, at span: SourceSpan, notes: [Note] = [], cause: String? = nil) {
    guard Int(span.start) < certainEnd else { return }
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
    // All that stands there was refused, and that was said.
    if node.isRefused { return false }
    guard node.isNothing else { return true }
    // An empty value has no place of its own: its key has. What looks like a blank may have made one key of two words.
    let key = context.map { node.source(at: $0) } ?? ""
    let hasComment = context.flatMap { node.comment(behindKey: $0) } != nil
    report(.nothing(under: key, hasComment: hasComment), at: context ?? node.span)
    return false
  }

  /// While the keys of a mapping are checked against one another.
  package mutating func checking(_ nodes: [Node], misspelt: [String], _ body: (inout NodeDecoder) -> Void) {
    let outer = mapping
    mapping = (nodes, misspelt)
    defer { mapping = outer }
    body(&self)
  }

  /// Whether nothing stands under a key of the mapping that is checked in any set, as far as one can know: what is there and could
  /// not be read was reported, and what an error hides may be there.
  package func lacks(_ key: String, in part: String? = nil) -> Bool {
    guard let (nodes, misspelt) = mapping else { return true }
    return nodes.allSatisfy { node in
      guard node.isComplete, let part else {
        return node.isComplete && node.entry(for: key) == nil && !misspelt.contains(key)
      }
      guard let value = node.value(for: part) else { return true }
      return value.form == .mapping && value.entry(for: key) == nil
        && misspeltKeys[value.span.start]?.contains(key) != true
    }
  }

  /// Where a key of the mapping that is checked stands; in the set nearest to the one that is read.
  package func place(of key: String) -> SourceSpan? {
    mapping?.nodes.lazy.compactMap { $0.entry(for: key)?.key.span }.first
  }

  /// Reports a key that is missing because of what the others say, or one of a part.
  package mutating func reportMissing(
    _ key: String, in part: String? = nil, of owner: String, orElse other: DiagnosticText? = nil, at span: SourceSpan
  ) {
    if lacks(key, in: part) { report(.missingKey(key, of: owner, under: part, orElse: other), at: span) }
  }

  mutating func note(misspelt: [String], in node: Node) { misspeltKeys[node.span.start] = misspelt }

  // MARK: What is declared and could not be read

  /// What stands under these ids could not be read; the ids are declared all the same.
  package struct Unread: Sendable {
    package var ids: Set<String> = []
    package var sections: Set<String> = []
    package init() {}

    package var isEmpty: Bool { ids.isEmpty && sections.isEmpty }

    package mutating func formUnion(_ other: Unread) {
      ids.formUnion(other.ids)
      sections.formUnion(other.sections)
    }
  }

  /// Notes a key that stands too far left, and was reported as that. Where reading ended at the line behind it, that line
  /// is indented as it should be, and the one error is enough.
  mutating func noteTooFarLeft(_ key: Node, _ value: Node, isLast: Bool) {
    guard isLast, !key.isComplete, certainEnd < Int(UInt32.max) else { return }
    // A text without quotes took the words of the next line along.
    let end = Int(value.span.end) <= certainEnd ? Int(value.span.end) : Int(key.span.end)
    guard end <= certainEnd else { return }
    let between = key.source(at: SourceSpan(source: key.span.source, start: end, end: certainEnd))
    let lines = between.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r" || $0 == "\r\n" }
    if lines.count > 1, lines.dropFirst().allSatisfy({ $0.allSatisfy(\.isWhitespace) }) { explainsIndentation = true }
  }

  package mutating func note(unreadSection section: String) { unread.sections.insert(section) }

  mutating func noteUnread(id: String) { unread.ids.insert(id) }

  /// Notes a key and what stands under it: the declarations of a section may stand there.
  package mutating func noteUnread(_ key: Node, _ value: Node) {
    unread.ids.insert(key.text)
    for entry in value.entries { unread.ids.insert(entry.key.text) }
  }

  /// Whether a key is the name of a section, and what stands under it are declarations.
  func isSection(_ key: String, _ value: Node) -> Bool {
    sections.contains(key) && value.form == .mapping && value.count > 0
      && value.entries.allSatisfy { $0.value.form == .mapping || $0.value.isNothing }
  }

  mutating func reportTooFarRight(_ key: Node, _ value: Node) {
    unread.sections.insert(key.text)
    noteUnread(key, value)
    report(.sectionTooFarRight(key.text), at: key.span)
  }

  package mutating func text(_ node: Node, lines: Bool) -> String? {
    guard isStated(node) else { return nil }
    guard node.form.isScalar, !isJSON || node.form == .quoted else {
      let help: DiagnosticText =
        isJSON && node.form.isScalar
        ? "write it in quotes"
        : "write one text, and put it in quotes where it begins with a bracket or a brace or a key is in it"
      report(.unexpectedValue(expected: "a text", found: node, help: help), at: node.span)
      return nil
    }
    if let comment = node.commentBehind { report(.commentBehindText(), at: comment) }
    let text = node.text
    // Most prose is printable ASCII.
    if node.scalar.allSatisfy({ (0x20...0x7E).contains($0) }), node.scalar.contains(where: { $0 != 0x20 }) {
      return text
    }
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
