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

  /// The day of a signature that is given now: nobody signs for a day that is over.
  private var signingDay: Day { asOf }

  private var judgedDay: Day { facts.kind == .action ? facts.actionDay ?? asOf : asOf }

  /// An action's day is over: what is signed now is dated after it, and counts for nothing (S3).
  var isTooLate: Bool { asOf > judgedDay }

  // MARK: Roles

  /// Somebody who could sign today, and the sites at which that would count.
  struct Signer {
    let name: String
    let places: Set<Holders.Where>
  }

  /// Who holds the role at some site of the proposal, and is neither its requester or actor nor in conflict with its tool;
  /// in the order of their ids.
  func signers(of role: RoleID) -> [Signer] {
    guard !isTooLate else { return [] }
    let day = DayJudgement(policy: policy, prepared: prepared, asOf: asOf, day: judgedDay)
    let held = Holders(policy: policy)
    let places = facts.places
    return tables.people.ids.compactMap { id -> Signer? in
      // Few hold a role at all: only they are asked further.
      guard held.holds(id, role, .somewhere, on: signingDay) != .no else { return nil }
      let signature = Signature(
        kind: .approval, role: role, person: PersonRef(name: tables.people[id].id, listed: id), on: signingDay,
        content: .right, entry: -1)
      func isClear(_ place: Holders.Where?) -> Bool {
        day.objections(to: signature, at: place).allSatisfy { $0 == .requesterUnknown || $0 == .toolUnknown }
      }
      let clear = isClear(nil) ? places.filter(isClear) : []
      return clear.isEmpty ? nil : Signer(name: tables.people[id].id, places: Set(clear))
    }
    .sorted { $0.name.precedes($1.name) }
  }

  /// Those who would be tried for a role: first who signs in no other one, then who fills more of the sites. Where holders
  /// are only attested, anybody; nobody where at one of the sites nobody could sign.
  ///
  /// - Parameter open: the sites where the signature is missing.
  private func candidates(for role: RoleID, at open: Set<Holders.Where>) -> [Signer] {
    guard !isTooLate else { return [] }
    guard !tables.switches.roleHoldersAttested else {
      return [Signer(name: "holder-of-\(tables.roles[role].named.id)", places: Set(facts.places))]
    }
    let all = signers(of: role).map { Signer(name: $0.name, places: $0.places.intersection(open)) }
    guard all.reduce(into: Set<Holders.Where>(), { $0.formUnion($1.places) }) == open else { return [] }
    let elsewhere = signersInOtherRoles(than: role, ignoring: nil)
    let sorted = all.filter { !$0.places.isEmpty }.sorted { a, b in
      let (isBusy, isOtherBusy) = (elsewhere.contains(a.name), elsewhere.contains(b.name))
      if isBusy != isOtherBusy { return isOtherBusy }
      return a.places.count != b.places.count ? a.places.count > b.places.count : a.name.precedes(b.name)
    }
    // Of those who fill the same sites, or fewer, only so many.
    return sorted.reduce(into: []) { chosen, signer in
      if chosen.count(where: { $0.places.isSuperset(of: signer.places) }) < Self.mostTried { chosen.append(signer) }
    }
  }

  /// Where a signature by the role is still missing; every site, where each has one and that does not do.
  private func open(_ role: RoleID, for demand: Demand) -> Set<Holders.Where> {
    let day = DayJudgement(policy: policy, prepared: prepared, asOf: asOf, day: judgedDay)
    let signatures = facts.signatures.filter { signature in
      switch (demand.kind, signature.kind) {
      case (.approval, .approval): signature.role == role
      case (.review, .review(let step)): signature.role == role && (step == nil || step == demand.step)
      case (.approval, _), (.review, _): false
      }
    }
    let open = facts.places.filter { place in !signatures.contains { day.objections(to: $0, at: place).isEmpty } }
    return Set(open.isEmpty ? facts.places : open)
  }

  /// Who could give, today, the very signature that somebody was tried for, at all the same sites.
  ///
  /// - Parameter others: who signs in another role already, and is asked only where nobody else could.
  func alternatives(to tried: String, as role: RoleID, before: Signers) -> [String] {
    let all = signers(of: role)
    guard let places = all.first(where: { $0.name == tried })?.places else { return [] }
    let equal = all.filter { $0.places.isSuperset(of: places) }.map(\.name)
    // A person counts in one role: others than those who sign in another one, where there are others.
    let elsewhere = before.signersInOtherRoles(than: role, ignoring: nil)
    let known = Set(before.signers(of: role).map(\.name))
    let free = equal.filter { !elsewhere.contains($0) && known.contains($0) }
    let asked = free.isEmpty ? equal.filter(known.contains) : free
    return [tried] + asked.filter { $0 != tried }
  }

  private func signersInOtherRoles(than role: RoleID, ignoring committee: CommitteeID?) -> Set<String> {
    Set(
      facts.signatures.filter { signature in
        if case .seat(let vote, _) = signature.kind, facts.votes[vote].committee == committee { return false }
        return signature.role != role
      }
      .compactMap { $0.person?.name })
  }

  /// Nobody could give this signature today: at one of the sites where it is missing nobody holds the role and may sign, or
  /// too few members can vote.
  func isVacant(_ signer: Demand.Signer, for demand: Demand) -> Bool {
    switch signer {
    case .role(let role): candidates(for: role, at: open(role, for: demand)).isEmpty
    case .committee(let committee): vote(of: committee) == nil
    }
  }

  /// Who could sign as the role, or sit in the committee.
  func holders(of signer: Demand.Signer, for demand: Demand) -> [String] {
    switch signer {
    case .role(let role):
      let open = self.open(role, for: demand)
      return signers(of: role).filter { !$0.places.isDisjoint(with: open) }.map(\.name)
    case .committee(let committee):
      let recused = self.recused(in: committee)
      let members = Set(tables.committees[committee].members.flatMap { everywhere($0) })
      return inOrder(members.subtracting(recused))
    }
  }

  /// Those of the holders who hold the role, or a seat of the committee, until somebody is appointed (S26, R136).
  func acting(among holders: [String], as signer: Demand.Signer) -> [String] {
    let roles =
      switch signer {
      case .role(let role): [role]
      case .committee(let committee): Array(tables.committees[committee].members)
      }
    let held = Holders(policy: policy)
    return holders.filter { name in
      guard let id = policy.names.people[name] else { return false }
      return roles.contains { held.isActing(id, $0, at: facts.places, on: signingDay) }
    }
  }

  /// Who could sign at every site.
  private func everywhere(_ role: RoleID) -> [String] {
    let places = facts.places
    return signers(of: role).filter { $0.places.count == places.count }.map(\.name)
  }

  // MARK: Edits

  /// The signatures that could fill a demand.
  func edits(for demand: Demand) -> [Edit] {
    demand.signers.flatMap { signer -> [Edit] in
      switch signer {
      case .committee(let committee): return vote(of: committee).map { [$0] } ?? []
      case .role(let role):
        let name = tables.roles[role].named.id
        let signers = candidates(for: role, at: open(role, for: demand)).map(\.name)
        switch demand.kind {
        case .approval: return signers.map { .approve(role: name, by: $0, on: signingDay) }
        case .review:
          // One that names no step counts for every step by the role (S35).
          return signers.flatMap { person -> [Edit] in
            let steps: [String?] = demand.step == nil ? [nil] : [nil, demand.step]
            return steps.map { .review(role: name, step: $0, by: person) }
          }
        }
      }
    }
  }

  /// Of the signatures that could fill a demand so many by each role that every site has one.
  func fewest(_ edits: [Edit]) -> [Edit] {
    var filled: [String: Set<Holders.Where>] = [:]
    return edits.reduce(into: []) { chosen, edit in
      switch edit {
      case .approve(let role, let by, _), .review(let role, _, let by):
        let places = policy.names.roles[role].map { signers(of: $0) }?.first { $0.name == by }?.places
        // Attested holders count everywhere.
        guard let places = places ?? (filled[role] == nil ? Set(facts.places) : nil) else { return }
        guard !places.isSubset(of: filled[role] ?? []) else { return }
        filled[role, default: []].formUnion(places)
        chosen.append(edit)
      case .leaveOut, .move, .state, .vote, .attest:
        if !chosen.contains(where: edit.isInPlace) { chosen.append(edit) }
      }
    }
  }

  /// Signatures by others in the roles of those who sign in several (S37).
  func editsForSeveralRoles() -> [Edit] {
    let several = Set(facts.severalRoles.map(\.person))
    return facts.signatures.flatMap { signature -> [Edit] in
      guard let person = signature.person, several.contains(person), let role = signature.role else { return [] }
      let name = tables.roles[role].named.id
      let others = candidates(for: role, at: Set(facts.places)).map(\.name).filter { $0 != person.name }
      switch signature.kind {
      case .approval: return others.map { .approve(role: name, by: $0, on: signingDay) }
      case .review(let step): return others.map { .review(role: name, step: step, by: $0) }
      case .seat(let vote, _): return self.vote(of: facts.votes[vote].committee).map { [$0] } ?? []
      }
    }
  }

  // MARK: Votes

  /// A vote in which as many members say yes as the committee asks for; `nil` where so many cannot.
  ///
  /// Who said yes is asked first, who said otherwise last, and who stepped aside never: that is not to be undone so that a
  /// vote carries (S40).
  func vote(of id: CommitteeID, askingRecused: Bool = false) -> Edit? {
    guard !isTooLate else { return nil }
    let committee = tables.committees[id]
    let standing = parts(in: id)
    let recused = askingRecused ? [] : self.recused(in: id)
    func rank(_ role: RoleID) -> Int {
      switch standing.first(where: { $0.role == role })?.part {
      case .yes?: 0
      case nil: 1
      case .no?, .abstain?, .recused?: 2
      }
    }
    let members = committee.members.map { (role: $0, name: tables.roles[$0].named.id, rank: rank($0)) }
      .sorted { $0.rank != $1.rank ? $0.rank < $1.rank : $0.name.precedes($1.name) }
    let needed = max(committee.quorum, committee.threshold, 1)
    let sitters = members.map { member in
      let saidYes = standing.first { $0.role == member.role && $0.part == .yes }?.person
      let asked = candidates(toSit: member.role, in: id).filter { !recused.contains($0) }
      return Array((asked.filter { $0 == saidYes } + asked.filter { $0 != saidYes }).prefix(Self.mostTried))
    }
    var seatOf: [String: Int] = [:]

    /// Finds the member a person of its own, moving others to another one where that helps.
    func seat(_ member: Int, _ tried: inout Set<String>) -> Bool {
      for person in sitters[member] where tried.insert(person).inserted {
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
    let yes = seatOf.map { Edit.Seat(role: members[$0.value].name, by: $0.key) }.sorted { $0.role.precedes($1.role) }
    return .vote(committee: committee.named.id, yes: yes, on: signingDay)
  }

  private func candidates(toSit role: RoleID, in committee: CommitteeID) -> [String] {
    guard !tables.switches.roleHoldersAttested else { return ["holder-of-\(tables.roles[role].named.id)"] }
    let elsewhere = signersInOtherRoles(than: role, ignoring: committee)
    let holders = everywhere(role)
    return holders.filter { !elsewhere.contains($0) } + holders.filter(elsewhere.contains)
  }

  /// The seats of the committee's vote, where it has voted.
  private func parts(in committee: CommitteeID) -> [(role: RoleID, person: String, part: Signature.SeatPart)] {
    facts.signatures.compactMap { signature in
      guard case .seat(let vote, let part) = signature.kind, facts.votes[vote].committee == committee,
        let role = signature.role, let person = signature.person
      else { return nil }
      return (role, person.name, part)
    }
  }

  /// Who stepped aside in the committee's vote.
  func recused(in committee: CommitteeID) -> Set<String> {
    Set(parts(in: committee).filter { $0.part == .recused }.map(\.person))
  }

  // MARK: Duties

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
    guard !isTooLate else { return [] }
    guard !tables.switches.roleHoldersAttested else { return ["holder-of-\(tables.roles[role].named.id)"] }
    let holders = Holders(policy: policy)
    let places = facts.places
    return inOrder(
      tables.people.ids
        .filter { person in places.allSatisfy { holders.holds(person, role, $0, on: signingDay) != .no } }
        .map { tables.people[$0].id })
  }
}
