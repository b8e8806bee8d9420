import Foundation
import PolicyBasics
import PolicyChecker
import RandomPolicies
import ReferenceEvaluator
import Testing

@Suite struct DifferentialTests {
  @Test func `probe`() throws {
    let count = Int(ProcessInfo.processInfo.environment["PAIRS"] ?? "") ?? 400
    var refused = 0
    var codes: [String: Int] = [:]
    var pairs = 0
    var allowed = 0
    var differing = 0
    let coverage = Coverage()
    let start = Date()
    var policies = 0
    var seed: UInt64 = 0
    var reasonCounts: [String: Int] = [:]
    while pairs < count {
      seed += 1
      let made: RandomPairs
      do { made = try RandomPairs(seed: seed) } catch {
        refused += 1
        if let first = error.codes.first { codes[first, default: 0] += 1 }
        continue
      }
      let policy = made.policy
      policies += 1
      for draft in made.drafts {
        do {
        let proposal = policy.proposal(draft.tree)
          let expected = policy.reference.decide(proposal, asOf: draft.asOf, coverage: coverage)
          coverage.finishPair()
          let found = DecisionSummary(policy.compiled.outline(policy.compiled.prepare(proposal), asOf: draft.asOf))
          pairs += 1
          if expected.isAllowed { allowed += 1 }
          for code in Set(expected.reasons.map(\.code)) { reasonCounts[code, default: 0] += 1 }
          if expected != found {
            differing += 1
            if differing <= 5 {
              print("seed \(seed)\n\(expected.difference(from: found))\n\(draft.tree.yaml(blocks: 1))as-of \(draft.asOf?.description ?? "-")\n\(policy.yaml)")
            }
          }
        }
      }
    }
    print("policies \(policies), refused \(refused), pairs \(pairs), allowed \(allowed), differing \(differing), \(Date().timeIntervalSince(start)) s")
    for (code, count) in codes.sorted(by: { $0.value > $1.value }).prefix(10) { print(count, code) }
    for (code, count) in reasonCounts.sorted(by: { $0.value > $1.value }) { print(count, code) }
    for (name, sides) in coverage.counts.sorted(by: { $0.key < $1.key }) { print(name, sides) }
    #expect(differing == 0)
  }
}
