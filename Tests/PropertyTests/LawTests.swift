import PolicyBasics
import PolicyChecker
import RandomPolicies
import ReferenceEvaluator
import Testing

/// What holds of every policy (S57, S58): of random ones here, of the sample district in `SampleLawTests`.
@Suite struct LawTests {
  private static var setCount: Int { Pairs.isRelease ? 300 : 6 }

  /// Random sets with their proposals.
  private func forEachSet(isLawful: Bool, _ body: (RandomPairs, inout SplitMix64) throws -> Void) rethrows {
    var seen = 0
    var seed = Pairs.firstSeed + 1_000_000
    while seen < Self.setCount {
      defer { seed += 1 }
      guard let pairs = try? RandomPairs(seed: seed, isLawful: isLawful) else { continue }
      seen += 1
      var random = SplitMix64(seed: seed)
      try body(pairs, &random)
    }
  }

  private func decide(_ policy: PolicyCase, _ draft: Draft) -> DecisionSummary {
    Pairs.engine(policy.compiled, policy.reading(of: draft).proposal, asOf: draft.asOf)
  }

  // MARK: S58

  @Test func `S58: another order of files, keys and items changes no decision`() throws {
    try forEachSet(isLawful: false) { pairs, random in
      let shuffled = try PolicyCase(pairs.policy.tree.shuffled(&random))
      let split = try PolicyCase(tree: pairs.policy.tree, files: pairs.policy.files(splitBy: &random))
      for draft in pairs.drafts {
        let expected = decide(pairs.policy, draft)
        let reordered = draft.with(draft.tree.shuffled(&random))
        for (name, policy) in [("another order", shuffled), ("several files", split)] {
          #expect(decide(policy, draft) == expected, "\(name), seed \(pairs.seed)")
          #expect(decide(policy, reordered) == expected, "\(name), proposal too, seed \(pairs.seed)")
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
      var tree = pairs.policy.tree
      func add(_ section: String, _ id: String, _ value: Tree) {
        guard var all = tree[section] else { return }
        all[id] = value
        tree[section] = all
      }
      add("data", "zz-alone", ["title": "Alone", "sensitivity": "restricted", "elements": ["el.alone"]])
      add("audiences", "zz-alone", ["title": "Alone"])
      add("sites", "zz-alone", ["title": "Alone"])
      add("materials", "zz-alone", ["title": "Alone", "data": ["zz-alone"], "until": "2026-09-01"])
      add("purposes", "zz-alone", ["title": "Alone"])
      add("roles", "zz-alone", ["title": "Alone"])
      add("people", "zz.alone", ["title": "Alone", "holds": [["role": "zz-alone", "until": "2026-09-02"]]])
      add("committees", "zz-board", ["title": "Alone", "members": ["zz-alone"], "quorum": "1", "threshold": "1"])
      add("tools", "zz-alone", ["title": "Alone", "status": "requested"])
      add(
        "workflows", "zz-alone",
        ["title": "Alone", "status": "proposed", "autonomy": "assist-draft", "impact": "none"])
      add(
        "rules", "zz-alone",
        [
          "deny": ["pilot", "action"], "when": ["tool": "zz-alone"], "because": "It is so.", "source": ["Policy 1"],
        ])
      for key in ["tier", "purpose"] {
        let section = key == "tier" ? "tiers" : "purposes"
        guard let first = tree[section]?.keys.first, var workflows = tree["workflows"] else { continue }
        workflows["zz-alone"]?[key] = .text(first)
        tree["workflows"] = workflows
      }
      let larger = try PolicyCase(tree)
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
