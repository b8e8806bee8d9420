import Description
import PolicyBasics
import PolicyChecker
import PolicyCompiler
import PolicyLanguage
import ProposalCoding
import SourceText
import TestKit
import Testing

/// A proposal beside the sample district, or a perturbation of one, with its day.
struct RemedyCase: Sendable, CustomTestStringConvertible {
  var name: String
  var proposal: Proposal
  var asOf: Day?
  var testDescription: String { name }

  /// - Parameter rounds: how many perturbations of each proposal.
  static func all(rounds: Int) -> [RemedyCase] {
    guard let policy = SampleDistrict.compilation.policy else { return [] }
    return SampleDistrict.compilation.names.tests.table.elements.flatMap { test -> [RemedyCase] in
      guard let proposal = test.value.proposal ?? test.value.file.flatMap({ SampleDistrict.proposal($0.value.text) })
      else { return [] }
      let asOf = test.value.asOf?.value
      var cases = [RemedyCase(name: test.id, proposal: proposal, asOf: asOf)]
      for seed in 0..<rounds {
        let own = test.id.utf8.reduce(UInt64(seed)) { $0 &* 31 &+ UInt64($1) }
        var perturbation = Perturbation(seed: own, policy)
        cases.append(RemedyCase(name: "\(test.id), seed \(seed)", proposal: perturbation.perturb(proposal), asOf: asOf))
      }
      return cases
    }
  }
}

@Suite struct RemedyPropertyTests {
  /// A reason's identity (S4).
  private struct Key: Hashable {
    var code: String
    var subject: String?
    init(_ reason: Decision.Reason) { (code, subject) = (reason.code, reason.subject) }
  }

  private static let isRelease: Bool = {
    #if DEBUG
      false
    #else
      true
    #endif
  }()

  private static let cases = RemedyCase.all(rounds: isRelease ? 12 : 1)

  /// Decided once for all tests.
  private static let decided: [(RemedyCase, Decision)] = {
    guard let policy = SampleDistrict.compilation.policy else { return [] }
    return cases.map { ($0, policy.explain(policy.prepare($0.proposal), asOf: $0.asOf)) }
  }()

  private func policy() throws -> CompiledPolicy { try #require(SampleDistrict.compilation.policy) }

  private func isEdit(_ remedy: Remedy) -> Bool {
    switch remedy {
    case .addApproval, .addVote, .addReview, .attest, .removeValue, .setField: true
    case .stateField, .waitUntil, .askCommittee, .changePolicy, .none: false
    }
  }

  private func keys(_ proposal: Proposal, _ asOf: Day?, _ policy: CompiledPolicy) -> Set<Key> {
    Set(policy.explain(policy.prepare(proposal), asOf: asOf, remedies: false).reasons.map { Key($0) })
  }

  @Test func `S60: each remedy, applied as it is shown, removes its reason and brings no new one`() throws {
    let policy = try policy()
    var tried = 0
    for (example, decision) in Self.decided {
      let before = Set(decision.reasons.map { Key($0) })
      for reason in decision.reasons where !reason.remedies.isEmpty && reason.remedies.allSatisfy(isEdit) {
        let edited = try #require(example.proposal.applying(reason.remedies), "\(example.name): \(reason.remedies)")
        let after = keys(edited, example.asOf, policy)
        #expect(!after.contains(Key(reason)), "\(example.name), \(reason.code): \(reason.remedies)")
        #expect(after.subtracting(before) == [], "\(example.name), \(reason.code): \(reason.remedies)")
        #expect(reason.remedies.count <= 3)
        tried += 1
      }
    }
    #expect(tried > 50)
  }

  @Test func `S60: each of the holders that are named could sign`() throws {
    let policy = try policy()
    for (example, decision) in Self.decided {
      for reason in decision.reasons where reason.remedies.count == 1 {
        let holders: [String]
        switch reason.remedies[0] {
        case .addApproval(_, let named, _, _), .addReview(_, let named, _), .attest(_, _, let named, _): holders = named
        case .addVote, .stateField, .removeValue, .setField, .waitUntil, .askCommittee, .changePolicy, .none: continue
        }
        #expect(!holders.isEmpty, "\(example.name), \(reason.code)")
        for index in holders.indices {
          let edited = try #require(example.proposal.applying(reason.remedies, signer: index))
          #expect(
            !keys(edited, example.asOf, policy).contains(Key(reason)),
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
    for (example, decision) in Self.decided {
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
    for (example, decision) in Self.decided {
      guard let together = decision.together, together.then == .allow, together.checked else { continue }
      var asOf = decision.asOf
      var edited = try #require(
        example.proposal.applying(together.remedies.filter(isEdit)), "\(example.name): \(together.remedies)")
      for case .waitUntil(let day) in together.remedies {
        asOf = day
        waiting += 1
        let shift = Int64(day - decision.asOf) * 86_400
        edited.at = edited.at.map { Located(Instant(seconds: $0.value.seconds + shift)) }
      }
      let after = keys(edited, asOf, policy)
      #expect(after == [], "\(example.name): \(together.remedies)")
      allowed += 1
    }
    #expect(allowed > 20)
  }

  @Test func `S63: what lacks only facts names each of them`() {
    var found = 0
    for (example, decision) in Self.decided {
      guard let together = decision.together, together.then == .allow, !together.checked else { continue }
      let stated = together.remedies.compactMap { remedy in
        if case .stateField(let field) = remedy { field } else { nil }
      }
      #expect(!stated.isEmpty, "\(example.name)")
      #expect(Set(decision.missing.fields).isSubset(of: Set(stated)), "\(example.name)")
      for case .addApproval(_, _, _, let content) in together.remedies { #expect(content == nil, "\(example.name)") }
      found += 1
    }
    #expect(found > 5)
  }

  @Test func `S61: a remedy is the least of its kinds: no single edit does what two or three are asked for`() throws {
    let policy = try policy()
    var asked = 0
    for (example, decision) in Self.decided {
      let before = Set(decision.reasons.map { Key($0) })
      let open = decision.reasons.filter { reason in
        let isNone = reason.remedies.map(\.verb) == ["none"]
        // For a day that is over nobody signs (R121), although a review has no day that would say so.
        return (reason.remedies.count > 1 && reason.remedies.allSatisfy(isEdit))
          || (isNone && !decision.reasons.contains { $0.code == "day-differs" })
      }
      guard !open.isEmpty else { continue }
      let edits = SingleEdits(example.proposal, decision, policy)
      for reason in open {
        let isAboutSignature = ["approval", "review", "dual-role", "duty"].contains(reason.code)
        let candidates = edits.signatures + (isAboutSignature ? [] : edits.fields)
        // Without optimisation a few of them must do.
        for edited in Self.isRelease ? candidates[...] : candidates.prefix(60) {
          let after = keys(edited.proposal, example.asOf, policy)
          let helps = !after.contains(Key(reason)) && after.isSubset(of: before)
          #expect(!helps, "\(example.name), \(reason.code): \(edited.words) does what \(reason.remedies) does")
        }
        asked += 1
      }
    }
    #expect(asked > 3)
  }

  @Test func `S60, S3: no remedy is dated before the day of the check`() throws {
    let policy = try policy()
    var later: [(RemedyCase, Decision)] = []
    for (example, decision) in Self.decided where example.proposal.kind == .action {
      // The same action, checked some days too late and some days too early.
      for days in [-20, 61] {
        let asOf = decision.asOf.adding(days: days)
        later.append((example, policy.explain(policy.prepare(example.proposal), asOf: asOf)))
      }
    }
    var signed = 0
    for (example, decision) in Self.decided + later {
      for remedy in decision.reasons.flatMap(\.remedies) + (decision.together?.remedies ?? []) {
        let day: Day?
        switch remedy {
        case .addApproval(_, _, let on, _), .addVote(_, _, let on, _, _), .attest(_, _, _, let on):
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
    for (example, decision) in Self.decided {
      let again = policy.explain(policy.prepare(example.proposal), asOf: example.asOf)
      #expect(again.json.text() == decision.json.text(), "\(example.name)")
    }
  }

  @Test func `S61: fields are tried in the order in which proposals describe them`() {
    #expect(Proposal.fieldNames(of: .pilot) == ProposalRecords.pilot.fields.map(\.key))
    #expect(Proposal.fieldNames(of: .action) == ProposalRecords.action.fields.map(\.key))
  }
}

/// Every single edit of the kinds of S60, by brute force: each id left out, each near value, each signature that anybody
/// of the policy could give.
private struct SingleEdits {
  struct Edited {
    var words: String
    var proposal: Proposal
  }
  private(set) var fields: [Edited] = []
  private(set) var signatures: [Edited] = []

  init(_ proposal: Proposal, _ decision: Decision, _ policy: CompiledPolicy) {
    func add(_ remedy: Remedy, to list: inout [Edited]) {
      if let edited = proposal.applying([remedy]) { list.append(Edited(words: "\(remedy)", proposal: edited)) }
    }
    let lists = [
      ("data", proposal.data), ("elements", proposal.elements), ("materials", proposal.materials),
      ("audiences", proposal.audiences), ("sites", proposal.sites),
    ]
    for (field, ids) in lists { for id in ids ?? [] { add(.removeValue(field: field, value: id.value), to: &fields) } }
    for word in Autonomy.allCases { add(.setField(field: "autonomy", value: word.rawValue), to: &fields) }
    for word in Impact.allCases { add(.setField(field: "impact", value: word.rawValue), to: &fields) }
    for count in 0...40 { add(.setField(field: "participants", value: String(count)), to: &fields) }
    for days in stride(from: -150, through: 150, by: 3) {
      if let starts = proposal.starts?.value.adding(days: days) {
        add(.setField(field: "starts", value: starts.description), to: &fields)
      }
      if let ends = proposal.ends?.value.adding(days: days) {
        add(.setField(field: "ends", value: ends.description), to: &fields)
      }
    }
    for attribute in policy.tables.attributes.elements where attribute.kind == .level {
      for word in attribute.words { add(.setField(field: attribute.named.id, value: word), to: &fields) }
    }
    let people = policy.tables.people.elements.map(\.id)
    for role in policy.tables.roles.elements.map(\.named.id) {
      for person in people {
        add(.addApproval(role: role, holders: [person], on: decision.asOf, content: decision.content), to: &signatures)
        if proposal.kind == .action { add(.addReview(role: role, holders: [person], step: nil), to: &signatures) }
      }
    }
  }
}
