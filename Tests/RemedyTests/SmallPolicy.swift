import Description
import DocumentTree
import DocumentTreeYAML
import PolicyBasics
import PolicyChecker
import PolicyCompiler
import ProposalCoding
import SourceText
import Testing

/// A policy in a few lines, for what a district is too large for.
struct SmallPolicy {
  let policy: CompiledPolicy

  init(_ yaml: String) throws {
    let compilation = PolicyCompilation([SourceFile(name: "policy.yaml", bytes: Array(yaml.utf8))])
    let errors = compilation.diagnostics.all.filter { $0.severity == .error }.map(\.message.text.description)
    policy = try #require(compilation.policy, "\(errors)")
  }

  func decide(_ proposal: String, asOf: String? = nil) throws -> Decision {
    policy.explain(policy.prepare(try Proposal(yaml: proposal)), asOf: asOf.flatMap { Day($0) })
  }

  /// The remedies of the one reason with a code.
  func remedies(_ code: String, _ proposal: String, asOf: String? = nil) throws -> [Remedy] {
    let decision = try decide(proposal, asOf: asOf)
    let reasons = decision.reasons.filter { $0.code == code }
    try #require(reasons.count == 1, "\(decision.reasons.map { "\($0.code) \($0.subject ?? "")" })")
    return reasons[0].remedies
  }
}

extension Proposal {
  init(yaml: String) throws {
    let file = SourceFile(name: "proposal.yaml", bytes: Array(yaml.utf8))
    self = try #require(ProposalReading(file, as: .yaml, limits: .standard).proposals.first)
  }
}
