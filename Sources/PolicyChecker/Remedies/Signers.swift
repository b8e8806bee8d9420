import PolicyBasics
import SourceText

/// Who could sign today: a hypothetical signature counts as a real one by an eligible holder (S29 to S32, S60).
struct Signers {
  let policy: CompiledPolicy.Storage
  let prepared: PreparedProposal
  let asOf: Day

  private var tables: PolicyTables { policy.tables }
  private var facts: ProposalFacts { prepared.facts }

  init(_ policy: CompiledPolicy.Storage, _ prepared: PreparedProposal, asOf: Day) {
    self.policy = policy
    self.prepared = prepared
    self.asOf = asOf
  }

  /// How many persons are tried for one signature.
  private static let mostTried = 4

  /// The day on which it would be given: a signature of an action is not later than the action.
  var signingDay: Day { min(asOf, judgedDay) }

  private var judgedDay: Day { facts.kind == .action ? facts.actionDay ?? asOf : asOf }

  /// S36: every stated site; without stated sites once, by holdings without a site.
  private var places: [Holders.Where] {
    guard let sites = facts.sites, !sites.isEmpty else { return [.anywhereStated] }
    return sites.map { .at($0) }
  }

  // MARK: Roles

  /// Who holds the role at every site of the proposal, and is neither its requester or actor nor in conflict with its tool;
  /// in the order of their ids.
  func holders(of role: RoleID) -> [String] {
    let day = DayJudgement(policy: policy, prepared: prepared, asOf: asOf, day: judgedDay)
    let held = Holders(policy: policy)
    return tables.people.ids.filter { id in
      // Few hold a role at all: only they are asked further.
      guard held.holds(id, role, .somewhere, on: signingDay) != .no else { return false }
      let signature = Signature(
        kind: .approval, role: role, person: PersonRef(name: tables.people[id].id, listed: id), on: signingDay,
        content: .right, entry: -1)
      return places.allSatisfy { place in
        day.objections(to: signature, at: place).allSatisfy { $0 == .requesterUnknown || $0 == .toolUnknown }
      }
    }
    .map { tables.people[$0].id }.sorted(by: precedes)
  }

  /// Those who would be tried for a role: first who signs in no other one. Where holders are only attested, anybody.
  func candidates(for role: RoleID, ignoring committee: CommitteeID? = nil) -> [String] {
    guard !tables.switches.roleHoldersAttested else { return ["holder-of-\(tables.roles[role].named.id)"] }
    let elsewhere = signersInOtherRoles(than: role, ignoring: committee)
    let holders = holders(of: role)
    return Array(
      (holders.filter { !elsewhere.contains($0) } + holders.filter(elsewhere.contains)).prefix(Self.mostTried))
  }

  /// Who is asked to sign as the role: a person counts in one role, so others than those who sign in another one, where
  /// there are others.
  func asked(_ role: RoleID) -> [String] {
    let elsewhere = signersInOtherRoles(than: role, ignoring: nil)
    let holders = holders(of: role)
    let free = holders.filter { !elsewhere.contains($0) }
    return free.isEmpty ? holders : free
  }

  private func signersInOtherRoles(than role: RoleID, ignoring committee: CommitteeID?) -> Set<String> {
    Set(
      facts.signatures.filter { signature in
        if case .seat(let vote, _) = signature.kind, facts.votes[vote].committee == committee { return false }
        return signature.role != role
      }
      .compactMap { $0.person?.name })
  }

  /// Nobody could give this signature today.
  func isVacant(_ signer: Demand.Signer) -> Bool {
    switch signer {
    case .role(let role): candidates(for: role).isEmpty
    case .committee(let committee): vote(of: committee) == nil
    }
  }

  /// Who could sign as the role, or sit in the committee.
  func holders(of signer: Demand.Signer) -> [String] {
    switch signer {
    case .role(let role): holders(of: role)
    case .committee(let committee):
      Set(tables.committees[committee].members.flatMap { holders(of: $0) }).sorted(by: precedes)
    }
  }

  private func precedes(_ a: String, _ b: String) -> Bool { a.utf8.lexicographicallyPrecedes(b.utf8) }

  // MARK: Edits

  /// The signatures that could fill a demand.
  func edits(for demand: Demand) -> [Edit] {
    demand.signers.flatMap { signer -> [Edit] in
      switch signer {
      case .committee(let committee): return vote(of: committee).map { [$0] } ?? []
      case .role(let role):
        let name = tables.roles[role].named.id
        switch demand.kind {
        case .approval: return candidates(for: role).map { .approve(role: name, by: $0, on: signingDay) }
        case .review:
          // One that names no step counts for every step by the role (S35).
          return candidates(for: role).flatMap { person -> [Edit] in
            let steps: [String?] = demand.step == nil ? [nil] : [nil, demand.step]
            return steps.map { .review(role: name, step: $0, by: person) }
          }
        }
      }
    }
  }

  /// Signatures by others in the roles of those who sign in several (S37).
  func editsForSeveralRoles() -> [Edit] {
    let several = Set(facts.severalRoles.map(\.person))
    return facts.signatures.flatMap { signature -> [Edit] in
      guard let person = signature.person, several.contains(person), let role = signature.role else { return [] }
      let name = tables.roles[role].named.id
      switch signature.kind {
      case .approval:
        return candidates(for: role).filter { $0 != person.name }
          .map { .approve(role: name, by: $0, on: signingDay) }
      case .review(let step):
        return candidates(for: role).filter { $0 != person.name }.map { .review(role: name, step: step, by: $0) }
      case .seat(let vote, _): return self.vote(of: facts.votes[vote].committee).map { [$0] } ?? []
      }
    }
  }

  /// A vote in which as many members say yes as the committee asks for; `nil` where so many cannot.
  private func vote(of id: CommitteeID) -> Edit? {
    let committee = tables.committees[id]
    let members = committee.members.map { (role: $0, name: tables.roles[$0].named.id) }
      .sorted { precedes($0.name, $1.name) }
    let needed = max(committee.quorum, committee.threshold, 1)
    var seatOf: [String: Int] = [:]

    /// Finds the member a person of its own, moving others to another one where that helps.
    func seat(_ member: Int, _ tried: inout Set<String>) -> Bool {
      for person in candidates(for: members[member].role, ignoring: id) where tried.insert(person).inserted {
        // Only where the committee is small: each move is a call within a call.
        if let other = seatOf[person], members.count > 200 || !seat(other, &tried) { continue }
        seatOf[person] = member
        return true
      }
      return false
    }
    for member in members.indices where seatOf.count < needed {
      var tried = Set<String>()
      _ = seat(member, &tried)
    }
    guard seatOf.count >= needed else { return nil }
    let yes = seatOf.sorted { $0.value < $1.value }.map { Edit.Seat(role: members[$0.value].name, by: $0.key) }
    return .vote(committee: committee.named.id, yes: yes, on: signingDay)
  }

  /// That a duty is done, by whoever held its role on the day (S47).
  func edits(forDuty id: RuleID) -> [Edit] {
    guard let role = tables.rules[id].duty?.by ?? facts.openWorkflow.flatMap({ tables.workflows[$0].owner }) else {
      return []
    }
    let name = tables.rules[id].named.id
    return dutyHolders(of: role).prefix(Self.mostTried).map { .attest(duty: name, by: $0, on: signingDay) }
  }

  /// The doer may attest a duty: attesting is not approving.
  func dutyHolders(of role: RoleID) -> [String] {
    guard !tables.switches.roleHoldersAttested else { return ["holder-of-\(tables.roles[role].named.id)"] }
    let holders = Holders(policy: policy)
    return tables.people.ids
      .filter { person in places.allSatisfy { holders.holds(person, role, $0, on: signingDay) != .no } }
      .map { tables.people[$0].id }.sorted(by: precedes)
  }
}
