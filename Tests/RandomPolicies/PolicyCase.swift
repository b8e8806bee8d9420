import Description
import DocumentTree
import DocumentTreeYAML
package import PolicyChecker
import PolicyCompiler
import PolicyLanguage
import ProposalCoding
package import ReferenceEvaluator
import SourceText

/// A policy set in both readings: compiled, and as the reference evaluator has it.
package struct PolicyCase {
  /// `content: this` stands for right fingerprints.
  package let tree: Tree
  /// With right fingerprints.
  let signed: Tree
  /// As the compiler reads it.
  package let yaml: String
  package let reference: ReferencePolicy
  package let compiled: CompiledPolicy

  /// Why a set does not compile.
  package struct Refusal: Error {
    package var codes: [String]
    package var yaml: String
  }

  package init(_ tree: Tree) throws(Refusal) {
    var signed = tree
    if PolicyCase.hasOpenContent(tree) {
      // W, T and P do not read `approved` and signatures: the first reading gives the right fingerprints.
      let first = PolicyCase.read(PolicyCase.yaml(tree.mapTexts { $0 == "this" ? PolicyCase.noContent : $0 }))
      let reference = ReferencePolicy(first.reading.declared)
      for section in ["tools", "workflows", "pilots"] {
        guard let declarations = tree[section] else { continue }
        signed[section] = .map(
          declarations.entries.map { entry in
            let content =
              switch section {
              case "tools": reference.fingerprint(ofTool: entry.key)
              case "workflows": reference.fingerprint(ofWorkflow: entry.key)
              default: reference.fingerprint(ofPilot: entry.key)
              }
            return Tree.Entry(entry.key, entry.value.mapTexts { $0 == "this" ? content ?? PolicyCase.noContent : $0 })
          })
      }
    }
    try self.init(tree: tree, signed: signed, files: ["policy.yaml": PolicyCase.yaml(signed)])
  }

  /// A set in several files, whose fingerprints are right.
  package init(tree: Tree, files: [String: String]) throws(Refusal) {
    try self.init(tree: tree, signed: tree, files: files)
  }

  private init(tree: Tree, signed: Tree, files: [String: String]) throws(Refusal) {
    self.tree = tree
    self.signed = signed
    yaml = files.keys.sorted().compactMap { files[$0] }.joined(separator: "\n")
    let (reading, sources) = PolicyCase.read(files)
    let compilation = PolicyCompilation(reading, sources: sources)
    guard let policy = compilation.policy else {
      throw Refusal(
        codes: compilation.diagnostics.all.filter { $0.severity == .error }.map {
          "\($0.message.kind.code): \($0.message.text.description)"
        }, yaml: yaml)
    }
    compiled = policy
    reference = ReferencePolicy(reading.declared)
  }

  private static let noContent = String(repeating: "0", count: 40)

  private static func hasOpenContent(_ tree: Tree) -> Bool {
    switch tree {
    case .text(let text): text == "this"
    case .list(let items): items.contains(where: hasOpenContent)
    case .map(let entries): entries.contains { hasOpenContent($0.value) }
    }
  }

  private static func yaml(_ tree: Tree) -> String { tree.yaml(blocks: 2) }

  private static func read(_ yaml: String) -> (reading: PolicySetReading, sources: SourceMap) {
    read(["policy.yaml": yaml])
  }

  private static func read(_ files: [String: String]) -> (reading: PolicySetReading, sources: SourceMap) {
    var sources = SourceMap()
    let limits = InputLimits.standard
    var budget = NodeBudget(limits)
    let reading = PolicySetReading(
      files.map { SourceFile(name: $0.key, bytes: Array($0.value.utf8)) }, into: &sources, limits: limits,
      budget: &budget)
    return (reading, sources)
  }

  /// A proposal as both have it, with right fingerprints where `this` stands.
  package func reading(of draft: Draft) -> DraftReading {
    var types: [String: String] = [:]
    for attribute in tree["attributes"]?.entries ?? [] { types[attribute.key] = attribute.value["type"]?.text }
    var tree = draft.tree
    if PolicyCase.hasOpenContent(tree) {
      let open = StatedDocument(StatedTree(tree, as: draft.format, types: types), isJSON: draft.format != .yaml)
      let content = reference.fingerprint(of: open)
      tree = tree.mapTexts { $0 == "this" ? content : $0 }
    }
    let stated = StatedTree(tree, as: draft.format, types: types)
    switch draft.format {
    case .yaml:
      let text = tree.yaml(blocks: 1)
      let file = SourceFile(name: "proposal.yaml", bytes: Array(text.utf8))
      let read = ProposalReading(file, as: .yaml, limits: .standard).proposals.first ?? .unread()
      return DraftReading(stated: StatedDocument(stated), proposal: read, text: text)
    case .json, .jsonOfTexts, .jsonOfGuesses:
      let text = stated.json
      return DraftReading(
        stated: StatedDocument(stated, isJSON: true), proposal: Proposal(json: Array(text.utf8)), text: text)
    }
  }

  /// What the reference evaluator says of a proposal, but for how long it holds.
  func decide(_ draft: Draft) -> DecisionSummary {
    reference.decide(reading(of: draft).stated, asOf: draft.asOf, withHolds: false)
  }
}
