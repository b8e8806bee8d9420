import Description
import PolicyBasics
import PolicyChecker
import PolicyCompiler
import PolicyLanguage
import ProposalCoding
import SourceText
import TestKit
import Testing

@Suite struct RemedyPropertyTests {
  private func policy() throws -> CompiledPolicy { try #require(SampleDistrict.compilation.policy) }

  @Test func `S60: each remedy, applied as it is shown, removes its reason and brings no new one`() throws {
    let policy = try policy()
    var tried = 0
    for (example, decision) in RemedyCase.decided {
      let before = Set(decision.reasons.map { ReasonID($0) })
      for reason in decision.reasons where !reason.remedies.isEmpty && reason.remedies.allSatisfy(\.isEdit) {
        let edited = try #require(example.proposal.applying(reason.remedies), "\(example.name): \(reason.remedies)")
        let after = policy.reasons(of: edited, example.asOf)
        #expect(!after.contains(ReasonID(reason)), "\(example.name), \(reason.code): \(reason.remedies)")
        #expect(after.subtracting(before) == [], "\(example.name), \(reason.code): \(reason.remedies)")
        #expect(reason.remedies.count <= 3)
        tried += 1
      }
    }
    #expect(tried > 50)
  }

  @Test func `S60: each of the holders that are named could sign`() throws {
    let policy = try policy()
    for (example, decision) in RemedyCase.decided {
      for reason in decision.reasons where reason.remedies.count == 1 {
        let holders: [String]
        switch reason.remedies[0] {
        case .addApproval(_, let named, _, _, _), .addReview(_, let named, _, _), .attest(_, _, let named, _, _):
          holders = named
        case .addVote, .stateField, .removeValue, .setField, .waitUntil, .askCommittee, .changePolicy, .none: continue
        }
        #expect(!holders.isEmpty, "\(example.name), \(reason.code)")
        for index in holders.indices {
          let edited = try #require(example.proposal.applying(reason.remedies, signer: index))
          #expect(
            !policy.reasons(of: edited, example.asOf).contains(ReasonID(reason)),
            "\(example.name), \(reason.code): \(holders[index])")
        }
      }
    }
  }

  @Test func `S60: a remedy never adds an id nor changes requester, actor, at, kind, pilot or workflow`() throws {
    let policy = try policy()
    let attributes = Set(policy.tables.attributes.elements.map(\.named.id))
    let ordered: Set = ["autonomy", "impact", "participants", "starts", "ends"]
    let lists: Set = ["data", "elements", "materials", "audiences", "sites"]
    for (example, decision) in RemedyCase.decided {
      for remedy in decision.reasons.flatMap(\.remedies) + (decision.together?.remedies ?? []) {
        switch remedy {
        case .setField(let field, _): #expect(ordered.contains(field) || attributes.contains(field), "\(example.name)")
        case .removeValue(let field, _): #expect(lists.contains(field) || attributes.contains(field), "\(example.name)")
        case .addApproval, .addVote, .addReview, .attest, .stateField, .waitUntil, .askCommittee, .changePolicy, .none:
          break
        }
      }
    }
  }

  @Test func `S63: what would make it allowed does, where that was decided`() throws {
    let policy = try policy()
    var allowed = 0
    var waiting = 0
    for (example, decision) in RemedyCase.decided {
      guard let together = decision.together, together.then == .allow, together.checked else { continue }
      var asOf = decision.asOf
      var edited = try #require(
        example.proposal.applying(together.remedies.filter(\.isEdit)), "\(example.name): \(together.remedies)")
      for case .waitUntil(let day) in together.remedies {
        asOf = day
        waiting += 1
        let shift = Int64(day - decision.asOf) * 86_400
        edited.at = edited.at.map { Located(Instant(seconds: $0.value.seconds + shift)) }
      }
      let after = policy.reasons(of: edited, asOf)
      #expect(after == [], "\(example.name): \(together.remedies)")
      allowed += 1
    }
    #expect(allowed > 20)
  }

  @Test func `S63: what lacks only facts names each of them`() {
    var found = 0
    for (example, decision) in RemedyCase.decided {
      guard let together = decision.together, together.then == .allow, !together.checked else { continue }
      let stated = Set(together.remedies.compactMap(\.stated))
      #expect(!stated.isEmpty, "\(example.name)")
      // What is itself missing is named. Of the facts for want of which a signature is asked for, the least that can do
      // without it (S60): which of them are stated is tried in `RemedyVerbTests`.
      for reason in decision.reasons where reason.code.hasPrefix("missing.") {
        #expect(stated.contains(String(reason.code.dropFirst(8))), "\(example.name)")
      }
      #expect(decision.missing.fields.isEmpty || !stated.isDisjoint(with: decision.missing.fields), "\(example.name)")
      for case .addApproval(_, _, _, _, let content) in together.remedies { #expect(content == nil, "\(example.name)") }
      found += 1
    }
    #expect(found > 5)
  }

  @Test func `S61: a remedy is the least of its kinds: no single edit does what more of them, or none, do`() throws {
    let policy = try policy()
    var asked = 0
    for (example, decision) in RemedyCase.decided {
      let before = Set(decision.reasons.map { ReasonID($0) })
      let open = decision.reasons.filter { reason in
        guard let first = reason.remedies.first else { return false }
        // For a day that is over nobody signs (R121), although a review has no day that would say so.
        if reason.remedies.count == 1 { return !first.isEdit && first.stated == nil && !isOver(decision) }
        return reason.remedies.allSatisfy(\.isEdit)
      }
      guard !open.isEmpty else { continue }
      var edits = SingleEdits(example, decision, policy)
      for reason in open {
        let key = ReasonID(reason)
        for edit in edits.tried(for: key) {
          let helps = !edit.after.contains(key) && edit.after.isSubset(of: before)
          #expect(!helps, "\(example.name), \(key): \(edit.words) does what \(reason.remedies) does")
        }
        asked += 1
      }
    }
    #expect(asked > 3)
  }

  private func isOver(_ decision: Decision) -> Bool { decision.reasons.contains { $0.code == "day-differs" } }

  @Test func `S60, S3: no remedy is dated before the day of the check`() throws {
    let policy = try policy()
    var later: [(RemedyCase, Decision)] = []
    for (example, decision) in RemedyCase.decided where example.proposal.kind == .action {
      // The same action, checked some days too late and some days too early.
      for days in [-20, 61] {
        let asOf = decision.asOf.adding(days: days)
        later.append((example, policy.explain(policy.prepare(example.proposal), asOf: asOf)))
      }
    }
    var signed = 0
    for (example, decision) in RemedyCase.decided + later {
      for remedy in decision.reasons.flatMap(\.remedies) + (decision.together?.remedies ?? []) {
        let day: Day?
        switch remedy {
        case .addApproval(_, _, _, let on, _), .addVote(_, _, _, let on, _, _), .attest(_, _, _, _, let on):
          day = on
          signed += 1
        case .waitUntil(let until): day = until
        case .setField(let field, let value): day = ["starts", "ends"].contains(field) ? Day(value) : nil
        case .addReview:
          // A review has no day of its own: it is of the action's.
          day = policy.prepare(example.proposal).actionDay
        case .removeValue, .stateField, .askCommittee, .changePolicy, .none: continue
        }
        #expect(day.map { $0 >= decision.asOf } ?? true, "\(example.name), \(decision.asOf): \(remedy)")
      }
    }
    #expect(signed > 20)
  }

  @Test func `S60: the same proposal has the same remedies each time`() throws {
    let policy = try policy()
    for (example, decision) in RemedyCase.decided {
      let again = policy.explain(policy.prepare(example.proposal), asOf: example.asOf)
      #expect(again.json.text() == decision.json.text(), "\(example.name)")
    }
  }

  @Test func `S61: fields are tried in the order in which proposals describe them`() {
    #expect(Proposal.fieldNames(of: .pilot) == ProposalRecords.pilot.fields.map(\.key))
    #expect(Proposal.fieldNames(of: .action) == ProposalRecords.action.fields.map(\.key))
  }
}
