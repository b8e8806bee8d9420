import ReferenceEvaluator
import TestKit
/// One random policy set and proposals for it: some as they come, most from allowed ones by an edit or two.
package struct RandomPairs {
  package let seed: UInt64
  package let policy: PolicyCase
  package private(set) var drafts: [Draft] = []

  /// - Throws: why the set does not compile; such a set is thrown away, and counted.
  package init(seed: UInt64, isLawful: Bool = false) throws(PolicyCase.Refusal) {
    self.seed = seed
    var random = RandomPolicy(seed: seed, isLawful: isLawful)
    random.makeRegister()
    policy = try PolicyCase(random.tree)
    var allowed: [Draft] = []
    var denied: [Draft] = []
    for index in 0..<13 where index < 9 || allowed.isEmpty {
      let draft = random.proposal()
      if policy.decide(draft).isAllowed {
        drafts.append(draft)
        if allowed.count < 4 { allowed.append(draft) }
      } else {
        denied.append(draft)
      }
    }
    // Denied as they are: more may be wrong with them.
    for draft in denied.prefix(3) {
      let edits = random.random.number(0...2)
      drafts.append(random.edited(random.incomplete(draft, facts: 4), count: edits))
    }
    for target in RandomPolicy.Target.always + random.random.some(RandomPolicy.Target.sometimes, 5) {
      for draft in target == .attested ? allowed : allowed + denied {
        guard let aimed = random.aimed(draft, at: target) else { continue }
        drafts.append(aimed)
        // Duties that nobody attests: of each allowed one.
        if target != .attested { break }
      }
    }
    for base in allowed {
      for index in 0..<9 { drafts.append(random.edited(base, count: index < 7 ? 1 : 2)) }
    }
    if allowed.isEmpty {
      for base in drafts.prefix(3) { drafts.append(random.edited(base, count: 1)) }
    }
    let bases = allowed.isEmpty ? drafts : allowed
    for _ in 0..<3 where !bases.isEmpty { drafts.append(random.unreadable(random.random.pick(bases))) }
    for index in drafts.indices where random.random.chance(12) { drafts[index].format = .json }
    drafts += allowed.prefix(2).map { Draft(tree: $0.tree, asOf: $0.asOf, format: .json) }
    for index in drafts.indices where random.random.chance(1) {
      drafts[index].format = random.random.pick([.jsonOfTexts, .jsonOfGuesses])
    }
  }
}
