import Description
import DocumentTree
import PolicyLanguage
import SourceText

/// What both sets declare together, as far as restating asks for it.
struct LayerContext {
  let base: PolicySet
  let data: LayerTree
  let audiences: LayerTree
  let sites: LayerTree
  let roles: LayerRoles
  let tierRanks: [String: Int]
  /// What each class of the base is sensitive at: its own word, else its parent's (S11).
  let sensitivities: [String: DataClass]
  /// What the conditions of the base read.
  let reads: ConditionReads
  let attributesOfTheBase: Set<String>

  init(base: PolicySet, lower: PolicySet) {
    self.base = base
    data = LayerTree(
      base.data.all + lower.data.all, within: { $0.within?.id }, namedOnly: { $0.namedOnly?.value ?? false })
    audiences = LayerTree(
      base.audiences.all + lower.audiences.all, within: { $0.within?.id },
      namedOnly: { $0.namedOnly?.value ?? false })
    sites = LayerTree(base.sites.all + lower.sites.all, within: { $0.within?.id }, namedOnly: { _ in false })
    roles = LayerRoles(
      (base.roles.all + lower.roles.all).map { role in (role.id, (role.value.includes ?? []).map(\.id)) })
    tierRanks = Dictionary(
      (base.tiers.all + lower.tiers.all).map { ($0.id, $0.value.rank.value) }, uniquingKeysWith: { first, _ in first })
    sensitivities = Dictionary(
      base.data.all.map { ($0.id, $0.value) }, uniquingKeysWith: { first, _ in first })
    reads = ConditionReads(base)
    attributesOfTheBase = Set(base.attributes.all.map(\.id))
  }
}

extension LayerContext {
  /// Whether a list of the base covers a class (S9); likewise the others.
  func covers(data id: String, by list: Set<String>) -> Bool { data.isCovered(id, by: list) }
  func covers(audience id: String, by list: Set<String>) -> Bool { audiences.isCovered(id, by: list) }
  func covers(site id: String, by list: Set<String>) -> Bool { sites.isCovered(id, by: list) }
  /// Whoever holds the role meets a list of roles.
  func covers(role id: String, by list: Set<String>) -> Bool { roles.isOrIncludes(id, anyOf: list) }
  /// Where there is no tree.
  func lists(_ id: String, in list: Set<String>) -> Bool { list.contains(id) }
}

/// One declaration of a lower set that restates one of its base: which of its fields is read, and what is found wrong (S64).
struct Restatement {
  let context: LayerContext
  let id: String
  /// `tool` or `workflow`, whose fields conditions read.
  let root: String?
  private(set) var diagnostics = Diagnostics()

  /// The mapping that is read, as the lower set writes it.
  private var lower: Node
  /// The same mapping as the sets below write it, nearest first.
  private var below: [Node]
  /// Where that mapping stands in the declaration: `["agreement"]`.
  private var path: [String] = []
  /// The declaration that is read, and that of the base.
  private let span: SourceSpan
  private let baseSpan: SourceSpan
  /// The entry that is read.
  private(set) var key: Node
  private(set) var value: Node

  init(
    _ id: String, root: String?, _ lower: Node, below: [Node], at span: SourceSpan, baseSpan: SourceSpan,
    in context: LayerContext
  ) {
    self.context = context
    self.id = id
    self.root = root
    self.lower = lower
    self.below = below
    self.span = span
    self.baseSpan = baseSpan
    key = lower
    value = lower
  }

  /// Reads what the lower set states over what the base says: the fields that have a way to be tightened by that way, every
  /// other one word for word.
  ///
  /// - Parameter merged: the base's value, which becomes that of both.
  mutating func restate<Owner>(
    _ merged: inout Owner, by stated: Owner, _ fields: [LayeredField<Owner>], known: Set<String>?,
    attributes: WritableKeyPath<Owner, [OtherField]>? = nil
  ) {
    for field in fields {
      guard let entry = lower.entry(for: field.key) else { continue }
      (key, value) = entry
      if let reader = reader(of: field.key) { same(readAt: reader) } else { field.restate(&merged, stated, &self) }
    }
    let named = Set(fields.map(\.key))
    var own: Set<String> = []
    for entry in lower.entries where !named.contains(entry.key.text) {
      (key, value) = entry
      let name = entry.key.text
      switch (known.map { $0.contains(name) }, attributes) {
      // A key that the language does not know was reported when it was read.
      case (false?, nil): continue
      // What the base has no word for it cannot have meant.
      case (false?, _?) where !context.attributesOfTheBase.contains(name): own.insert(name)
      case (true?, _), (false?, _?), (nil, _): same(readAt: reader(of: name))
      }
    }
    if let attributes, !own.isEmpty {
      merged[keyPath: attributes] += stated[keyPath: attributes].filter { own.contains($0.key) }
    }
  }

  /// Reads a mapping within the one that is read.
  mutating func inside(_ body: (inout Restatement) -> Void) {
    let outer = (lower, below, key, value)
    let name = key.text
    lower = value
    below = below.compactMap { $0.value(for: name) }.filter { $0.form == .mapping }
    path.append(name)
    body(&self)
    path.removeLast()
    (lower, below, key, value) = outer
  }

  // MARK: Findings

  /// The full name of the field that is read, as messages and conditions have it.
  var field: String { (path + [key.text]).joined(separator: ".") }

  /// What the base says under the key that is read.
  var statedBelow: (key: Node, value: Node)? {
    for node in below { if let entry = node.entry(for: key.text) { return entry } }
    return nil
  }

  private var noteOfTheBase: Note {
    if let entry = statedBelow { return Note("the base says so here", at: entry.key.span) }
    return Note("the base declares \(name: id) here", at: baseSpan)
  }

  mutating func refuse(_ message: Message, at span: SourceSpan? = nil, notes: [Note] = []) {
    diagnostics.report(message, at: span ?? value.span, notes: [noteOfTheBase] + notes)
  }

  /// What the key says must be what the base says, word for word.
  mutating func same(readAt reader: SourceSpan? = nil, isOrdered: Bool = false) {
    guard let base = statedBelow?.value else { return refuse(.leftOutInBase(field, of: id), at: key.span) }
    guard value.words(isOrdered: isOrdered) != base.words(isOrdered: isOrdered) else { return }
    if let reader {
      refuse(.readByTheBase(field, of: id), notes: [Note("the condition stands here", at: reader)])
    } else {
      refuse(.notTheSame(field, of: id))
    }
  }

  /// Where a condition of the base reads the field of this key, which therefore stays the same.
  private func reader(of key: String) -> SourceSpan? {
    root.flatMap { context.reads.paths[([$0] + path + [key]).joined(separator: ".")] }
  }

  /// Checks what holds between the keys of a part once more, over what both sets say; what the lower set has wrong by itself
  /// was reported when it was read.
  mutating func recheck<Part: Record>(_ merged: Part, stated: Part) {
    let name = key.text
    let nodes = [value] + below.compactMap { $0.value(for: name) }.filter { $0.form == .mapping }
    guard found(in: stated, at: key.span, nodes).isEmpty else { return }
    diagnostics.append(found(in: merged, at: key.span, nodes))
  }

  /// Checks the whole declaration over what both sets say, which no set could be asked for alone.
  ///
  /// - Parameter known: what was found in the base already.
  mutating func recheck<Owner: Record>(_ merged: Owner, known: Diagnostics) {
    for found in found(in: merged, at: span, [lower] + below).all
    where !known.all.contains(where: { $0.kind == found.kind && $0.message.text == found.message.text }) {
      diagnostics.report(found.message, at: found.span, notes: found.notes)
    }
  }

  /// What does not hold between the keys of a mapping; one is missing only where no set states it.
  private func found<Part: Record>(in part: Part, at span: SourceSpan, _ nodes: [Node]) -> Diagnostics {
    var decoder = NodeDecoder()
    decoder.checking(nodes, misspelt: []) { decoder in part.check(at: span, with: &decoder) }
    return decoder.diagnostics
  }
}
