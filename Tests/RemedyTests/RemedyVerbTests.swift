import PolicyBasics
import PolicyChecker
import PolicyCompiler
import SourceText
import TestKit
import Testing

/// What each verb of a remedy claims, tried on the sample district. What changes the proposal is tried in
/// `RemedyPropertyTests`; here stand the verbs that ask somebody for something.
@Suite struct RemedyVerbTests {
  private func policy() throws -> CompiledPolicy { try #require(SampleDistrict.compilation.policy) }

  /// Some of the cases, over all of them: each takes a few hundred decisions.
  private func sample<Element>(_ all: [Element]) -> [Element] {
    let count = RemedyCase.isRelease ? 150 : 5
    return stride(from: 0, to: all.count, by: max(1, all.count / count)).map { all[$0] }
  }

  @Test func `S60: each verb of the closed set is met, and a vote besides`() {
    var verbs = Set<String>()
    var votes = 0
    for (_, decision) in RemedyCase.decided {
      for remedy in decision.reasons.flatMap(\.remedies) {
        verbs.insert(remedy.verb)
        if case .addVote = remedy { votes += 1 }
      }
    }
    let all: Set = [
      "add-approval", "add-review", "attest", "state-field", "remove-value", "set-field", "wait-until",
      "ask-committee", "change-policy", "none",
    ]
    #expect(verbs == all)
    #expect(votes > 0)
  }

  // MARK: state-field

  /// The proposal with all remedies applied: what is asked for stated so that the fewest reasons are left, and signed then.
  private func stating(
    _ remedies: [Remedy], in example: RemedyCase, _ asOf: Day, _ policy: CompiledPolicy,
    cost: (Set<ReasonID>) -> Int
  ) -> Proposal? {
    let edits = remedies.filter(\.isEdit)
    func signed(_ proposal: Proposal) -> Proposal? {
      guard let edited = proposal.applying(edits) else { return nil }
      return proposal.applying(edits, content: policy.content(of: edited))
    }
    let stated = StatedValues(policy: policy, asOf: asOf)
      .statingBest(remedies.compactMap(\.stated), in: example.proposal) { proposal in
        guard let reasons = signed(proposal).map({ policy.reasons(of: $0, example.asOf) }) else { return .max }
        // What does not decode has this one reason.
        return reasons.contains { $0.code == "invalid" } ? .max : cost(reasons)
      }
    return signed(stated)
  }

  @Test func `S60: a field that a remedy asks for can be stated so that its reason is gone`() throws {
    let policy = try policy()
    var (facts, others) = (0, 0)
    for (example, decision) in RemedyCase.decided {
      let before = Set(decision.reasons.map { ReasonID($0) })
      for reason in decision.reasons
      where reason.remedies.contains(where: { $0.stated != nil })
        && reason.remedies.allSatisfy({ $0.isEdit || $0.stated != nil })
      {
        let key = ReasonID(reason)
        let edited = stating(reason.remedies, in: example, decision.asOf, policy) {
          ($0.contains(key) ? 1_000 : 0) + $0.subtracting(before).count
        }
        let after = policy.reasons(of: try #require(edited, "\(example.name), \(key)"), example.asOf)
        #expect(!after.contains(key), "\(example.name), \(key): \(reason.remedies)")
        // R45: of what is itself missing it is not said what stating it may bring.
        if key.code.hasPrefix("missing.") || ["measures", "stop-when"].contains(key.code) {
          facts += 1
        } else {
          #expect(after.isSubset(of: before), "\(example.name), \(key): \(reason.remedies)")
          others += 1
        }
      }
    }
    #expect(facts > 20 && others > 0, "\(facts) \(others)")
  }

  @Test func `S63: what lacks only facts is allowed once they are stated in the right way`() throws {
    let policy = try policy()
    var found = 0
    for (example, decision) in RemedyCase.decided {
      guard let together = decision.together, together.then == .allow, !together.checked else { continue }
      let edited = stating(together.remedies, in: example, decision.asOf, policy) { $0.count }
      let after = policy.reasons(of: try #require(edited, "\(example.name)"), example.asOf)
      #expect(after == [], "\(example.name): \(together.remedies)")
      found += 1
    }
    #expect(found > 5)
  }

  // MARK: wait-until

  @Test func `S55, S62: on the day that a remedy waits for its reason is gone, or can be signed for`() throws {
    let policy = try policy()
    var (waits, signs) = (0, 0)
    for (example, decision) in RemedyCase.decided {
      let before = Set(decision.reasons.map { ReasonID($0) })
      for reason in decision.reasons {
        guard case .waitUntil(let day)? = reason.remedies.first else { continue }
        #expect(reason.remedies.count == 1 && day > decision.asOf, "\(example.name)")
        let key = ReasonID(reason)
        let moved = example.proposal.moved(from: decision.asOf, to: day, policy)
        var after = policy.reasons(of: moved, day)
        if after.contains(key), key.isAboutSignature {
          let then = policy.explain(policy.prepare(moved), asOf: day)
          let remedies = try #require(then.reasons.first { ReasonID($0) == key }).remedies
          #expect(remedies.allSatisfy { $0.isEdit }, "\(example.name), \(key): \(day), \(remedies)")
          after = policy.reasons(of: try #require(moved.applying(remedies)), day)
          signs += 1
        }
        #expect(!after.contains(key) && after.isSubset(of: before), "\(example.name), \(key): \(day)")
        waits += 1
      }
    }
    #expect(waits > 0, "\(waits) \(signs)")
  }

  @Test func `S55, S62: no earlier day does what a later one is waited for, and no day where none is named`() throws {
    let policy = try policy()
    var asked = 0
    let open = RemedyCase.decided.filter { _, decision in
      !decision.reasons.contains { $0.code == "day-differs" } && decision.reasons.contains { waits($0) }
    }
    for (example, decision) in sample(open) {
      let before = Set(decision.reasons.map { ReasonID($0) })
      // A pilot is proposed again on a day before it begins.
      let last =
        example.proposal.kind == .action
        ? decision.asOf.adding(days: 400) : max(example.proposal.starts?.value ?? decision.asOf, decision.asOf)
      var left = decision.reasons.filter(waits)
      asked += left.count
      var day = decision.asOf.adding(days: 1)
      while day <= last, !left.isEmpty {
        let after = policy.reasons(of: example.proposal.moved(from: decision.asOf, to: day, policy), day)
        left.removeAll { reason in
          if case .waitUntil(let until)? = reason.remedies.first, until <= day { return true }
          let helps = !after.contains(ReasonID(reason)) && after.isSubset(of: before)
          #expect(!helps, "\(example.name), \(ReasonID(reason)): \(day), not \(reason.remedies)")
          return helps
        }
        day = day.adding(days: 1)
      }
    }
    #expect(asked > 3)
  }

  /// Whether a remedy waits, or says that no day helps either. Who is asked to decide may do so at once.
  private func waits(_ reason: Decision.Reason) -> Bool {
    reason.remedies.contains { ["wait-until", "change-policy", "none"].contains($0.verb) }
  }

  // MARK: change-policy

  @Test func `S62: whoever is said to decide is a role or a committee of the policy`() throws {
    let policy = try policy()
    let known = Set(
      policy.tables.roles.elements.map(\.named.id) + policy.tables.committees.elements.map(\.named.id))
    var named = 0
    for (example, decision) in RemedyCase.decided {
      for case .changePolicy(let by?) in decision.reasons.flatMap(\.remedies) {
        #expect(known.contains(by), "\(example.name): \(by)")
        named += 1
      }
      for reason in decision.reasons where reason.remedies.contains(where: { $0.verb == "ask-committee" }) {
        #expect(reason.reasonClass == .notCovered, "\(example.name): \(ReasonID(reason))")
      }
    }
    #expect(named > 3)
  }
}
