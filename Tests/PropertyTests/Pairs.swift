import Foundation
import PolicyBasics
import PolicyChecker
import RandomPolicies
import ReferenceEvaluator

/// How many random pairs a run looks at, and from which seed on.
enum Pairs {
  private static func number(_ name: String) -> Int? {
    ProcessInfo.processInfo.environment[name].flatMap { Int($0) }
  }

  static var isRelease: Bool {
    var result = true
    assert(
      {
        result = false
        return true
      }())
    return result
  }

  /// `POLICYC_PAIRS`; left out, 20,000 in release and 1,000 in debug, which is thirty times slower.
  static var count: Int { number("POLICYC_PAIRS") ?? (isRelease ? 20_000 : 1_000) }
  /// `POLICYC_SEED`: the first seed.
  static var firstSeed: UInt64 { UInt64(number("POLICYC_SEED") ?? 1) }

  /// What the engine decides, with a planted fault perhaps.
  static func engine(
    _ policy: CompiledPolicy, _ proposal: Proposal, asOf: Day?, withHolds: Bool = true
  ) -> DecisionSummary {
    DecisionSummary(policy.outline(policy.prepare(proposal), asOf: asOf, withHolds: withHolds))
  }

  /// A failing pair, made small, as text that repeats it.
  static func report(_ pairs: RandomPairs, _ draft: Draft, faults: Faults = []) -> String {
    func difference(_ tree: Tree, _ draft: Draft) -> String? {
      guard let policy = try? PolicyCase(tree) else { return nil }
      let reading = policy.reading(of: draft)
      let expected = policy.reference.decide(reading.stated, asOf: draft.asOf)
      let compiled = faults.isEmpty ? policy.compiled : CompiledPolicy(policy.compiled.tables, faults: faults)
      let found = engine(compiled, reading.proposal, asOf: draft.asOf)
      return expected == found ? nil : expected.difference(from: found)
    }
    let small = Shrinking(pairs.policy.tree, draft, attempts: isRelease ? 4_000 : 400) { difference($0, $1) != nil }
    return """
      seed \(pairs.seed), \(draft.format), as of \(draft.asOf?.description ?? "the action's own day")
      - the reference evaluator says, + the engine says:
      \(difference(small.policy, small.draft) ?? "no difference when tried again")
      --- proposal
      \(small.draft.tree.yaml(blocks: 1))
      --- policy
      \(small.policy.yaml(blocks: 2))
      """
  }
}
