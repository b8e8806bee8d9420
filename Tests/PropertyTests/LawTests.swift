import PolicyBasics
import TestKit
import PolicyChecker
import RandomPolicies
import ReferenceEvaluator
import Testing

/// What holds of every policy (S57, S58): of random ones here, of the sample district in `SampleLawTests`.
@Suite struct LawTests {
  private static var setCount: Int { Pairs.isRelease ? 300 : 6 }

  /// Random sets with their proposals.
  private func forEachSet(isLawful: Bool, _ body: (RandomPairs, inout SeededGenerator) throws -> Void) rethrows {
    var sets = RandomSets(from: Pairs.firstSeed + 1_000_000, isLawful: isLawful)
    for _ in 0..<Self.setCount {
      guard let pairs = sets.next() else { return }
      var random = SeededGenerator(seed: pairs.seed)
      try body(pairs, &random)
    }
  }

  private func decide(_ policy: PolicyCase, _ draft: Draft) -> DecisionSummary {
    Pairs.engine(policy.compiled, policy.reading(of: draft).proposal, asOf: draft.asOf)
  }

  // MARK: S58

  @Test func `S58: another order of files, keys and items changes no byte of a decision`() throws {
    try forEachSet(isLawful: false) { pairs, random in
      let shuffled = try PolicyCase(pairs.policy.tree.shuffled(&random))
      let split = try PolicyCase(tree: pairs.policy.tree, files: pairs.policy.files(splitBy: &random))
      // R135: which value is read of a key that stands twice hangs on which one stands first.
      for draft in pairs.drafts where !draft.tree.hasRepeatedKeys {
        let expected = Pairs.text(pairs.policy, draft)
        let reordered = draft.with(draft.tree.shuffled(&random))
        for (name, policy) in [("another order", shuffled), ("several files", split)] {
          #expect(Pairs.text(policy, draft) == expected, "\(name), seed \(pairs.seed)")
          #expect(Pairs.text(policy, reordered) == expected, "\(name), proposal too, seed \(pairs.seed)")
        }
      }
    }
  }

  @Test func `S58: other ids decide alike`() throws {
    try forEachSet(isLawful: false) { pairs, random in
      let renaming = Renaming(of: pairs.policy.tree, &random)
      let renamed = try PolicyCase(renaming.renamed(pairs.policy.tree))
      for draft in pairs.drafts {
        let expected = renaming.renamed(decide(pairs.policy, draft))
        let found = decide(renamed, draft.with(renaming.renamed(draft.tree)))
        #expect(renaming.normal(found) == expected, "seed \(pairs.seed): \(expected.difference(from: found))")
      }
    }
  }

  @Test func `S58: a declaration that nothing names changes no decision`() throws {
    try forEachSet(isLawful: false) { pairs, _ in
      let larger = try PolicyCase(pairs.policy.tree.withUnnamedDeclarations)
      for draft in pairs.drafts where draft.tree["tool"] != nil {
        let expected = decide(pairs.policy, draft)
        #expect(decide(larger, draft) == expected, "seed \(pairs.seed)")
      }
    }
  }

  // MARK: S57

  @Test func `S57: what is left out, added or not signed never turns deny into allow`() {
    var denied = 0
    forEachSet(isLawful: true) { pairs, random in
      for draft in pairs.drafts {
        let before = decide(pairs.policy, draft)
        // R25: what does not compare is denied for that; left out, it counts as absent.
        guard !before.isAllowed, before.reasonClass != .invalid,
          !before.reasons.contains(where: { $0.code == "evaluation" })
        else { continue }
        denied += 1
        for weaker in pairs.policy.weaker(draft, &random) {
          let after = decide(pairs.policy, weaker.draft)
          if after.isAllowed {
            Issue.record(
              "\(weaker.change) turns deny into allow, seed \(pairs.seed)\n\(before)\n\(draft.tree.yaml(blocks: 1))\n\(pairs.policy.yaml)"
            )
            return
          }
        }
      }
    }
    #expect(denied > Self.setCount)
  }
}
