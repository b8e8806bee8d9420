import PolicyBasics

/// Fills demands with signatures: a person counts in one role per proposal, or in two that may combine (S34 to S40).
///
/// Who signs in several roles has a bit for each of them, so that a choice of roles for everybody is one word. More bits
/// never fill less: only the largest choices are tried, and of these only what the demands read.
struct Seats {
  private let policy: CompiledPolicy.Storage
  private let facts: ProposalFacts
  /// For each place, which signatures count.
  private let counting: [[Bool]]
  /// For each signature the bit of its person and role; none where the person signs in no other role.
  private let bits: [UInt64]
  /// For each person who signs in several roles, the choices: one role, or two that combine.
  private let options: [[UInt64]]

  private var tables: PolicyTables { policy.tables }

  /// - Parameter counting: for each place, which of the signatures count there.
  init(policy: CompiledPolicy.Storage, facts: ProposalFacts, counting: [[Bool]]) {
    self.policy = policy
    self.facts = facts
    self.counting = counting
    let several = policy.faults.contains(.personsCountInAllRoles) ? [] : facts.severalRoles
    var bitOf: [PersonRef: [RoleID: UInt64]] = [:]
    var next: UInt64 = 1
    for person in several {
      for role in person.roles {
        bitOf[person.person, default: [:]][role] = next
        next <<= 1
      }
    }
    bits = facts.signatures.map { signature in
      guard !bitOf.isEmpty, let person = signature.person, let role = signature.role else { return 0 }
      return bitOf[person]?[role] ?? 0
    }
    options = several.map { person in
      Seats.choices(of: person.roles, policy).map { $0.reduce(0) { $0 | (bitOf[person.person]?[$1] ?? 0) } }
    }
  }

  /// S36: a role, or two of which one names the other.
  private static func choices(of roles: [RoleID], _ policy: CompiledPolicy.Storage) -> [[RoleID]] {
    let entries = policy.tables.roles
    var result = roles.map { [$0] }
    guard !policy.faults.contains(.nothingCombines) else { return result }
    for (index, role) in roles.enumerated() {
      for other in roles[(index + 1)...]
      where entries[role].mayCombine.contains(other) || entries[other].mayCombine.contains(role) {
        result.append([role, other])
      }
    }
    return result
  }

  /// - Parameter demands: what must be signed, and whether it is a step of review.
  /// - Returns: the demands that no one choice meets at all places, and whether no single choice meets all of the others
  ///   together (S37).
  func unmet(_ demands: [DemandID: Bool]) -> (demands: [DemandID], together: Bool) {
    var never: [DemandID] = []
    var others: [Needed] = []
    for (demand, isStep) in demands {
      let needed = needed(for: demand, isStep: isStep)
      if isMet([needed]) { others.append(needed) } else { never.append(demand) }
    }
    return (never.sorted(), !isMet(others))
  }

  // MARK: Choices

  /// Whether one choice of roles meets all of these.
  private func isMet(_ needed: [Needed]) -> Bool {
    // What is met without anybody of several roles hangs on no choice.
    let open = needed.filter { !isMet($0, under: 0) }
    let read = open.reduce(0) { $0 | $1.bits }
    let largest = options.map { options in Seats.largest(options.map { $0 & read }) }.filter { !$0.isEmpty }
    var rest: [UInt64] = [0]
    for options in largest.reversed() { rest.append(options.reduce(rest[rest.count - 1], |)) }
    rest.reverse()

    /// As deep as there are persons in several roles: at most five (S37).
    func canMeet(_ person: Int, _ choice: UInt64) -> Bool {
      // Not even with all the roles of those who are still to choose.
      guard open.allSatisfy({ isMet($0, under: choice | rest[person]) }) else { return false }
      return person == largest.count || largest[person].contains { canMeet(person + 1, choice | $0) }
    }
    return canMeet(0, 0)
  }

  /// Each once, without those that another one contains, and without none at all.
  private static func largest(_ options: [UInt64]) -> [UInt64] {
    var result: [UInt64] = []
    for option in options where option != 0 && !result.contains(where: { option & ~$0 == 0 }) {
      result.removeAll { $0 & ~option == 0 }
      result.append(option)
    }
    return result
  }

  // MARK: Demands

  /// What a demand takes at each place; places that take the same are one.
  private struct Needed {
    var places: Set<[Filling]> = []
    var atLeast: Int
    /// All bits that it reads.
    var bits: UInt64 = 0
  }

  /// What fills a signer at a place: whether it is filled whatever is chosen, else by whom.
  private enum Filling: Hashable {
    case role(isFilled: Bool, by: UInt64)
    case vote(Count, quorum: Int, threshold: Int)

    /// S39, S40: who is present and who says yes, whatever is chosen, and by choice.
    struct Count: Hashable {
      var present = 0
      var yes = 0
      var presentBy: UInt64 = 0
      var yesBy: UInt64 = 0
    }

    func isFilled(under choice: UInt64) -> Bool {
      switch self {
      case .role(let isFilled, let by): isFilled || by & choice != 0
      case .vote(let count, let quorum, let threshold):
        count.present + (count.presentBy & choice).nonzeroBitCount >= quorum
          && count.yes + (count.yesBy & choice).nonzeroBitCount >= threshold
      }
    }

    var bits: UInt64 {
      switch self {
      case .role(let isFilled, let by): isFilled ? 0 : by
      case .vote(let count, _, _): count.presentBy | count.yesBy
      }
    }
  }

  private func isMet(_ needed: Needed, under choice: UInt64) -> Bool {
    func isMet(_ fillings: [Filling]) -> Bool {
      fillings.count { $0.isFilled(under: choice) } >= needed.atLeast
    }
    if policy.faults.contains(.oneSiteSuffices) { return needed.places.contains(where: isMet) }
    return needed.places.allSatisfy(isMet)
  }

  private func needed(for id: DemandID, isStep: Bool) -> Needed {
    let demand = tables.demands[id]
    var result = Needed(atLeast: demand.atLeast)
    for place in counting {
      let fillings = demand.signers.map { filling($0, demand, id, isStep: isStep, place) }
      for filling in fillings { result.bits |= filling.bits }
      result.places.insert(fillings)
    }
    return result
  }

  private func filling(
    _ signer: Demand.Signer, _ demand: Demand, _ id: DemandID, isStep: Bool, _ counts: [Bool]
  ) -> Filling {
    switch signer {
    case .role(let role):
      var isFilled = false
      var by: UInt64 = 0
      for (index, signature) in facts.signatures.enumerated()
      where signature.role == role && counts[index] && signature.person != nil
        && fills(signature.kind, demand, id, isStep: isStep)
      {
        if bits[index] == 0 { isFilled = true }
        by |= bits[index]
      }
      return .role(isFilled: isFilled, by: isFilled ? 0 : by)
    case .committee(let committee):
      let vote = facts.votes.firstIndex { $0.committee == committee }
      guard let vote, facts.votes[vote].isWhole || policy.faults.contains(.voteListsMayLack) else {
        return .role(isFilled: false, by: 0)
      }
      return filling(vote: vote, counts)
    }
  }

  private func fills(_ kind: Signature.Kind, _ demand: Demand, _ id: DemandID, isStep: Bool) -> Bool {
    switch (demand.kind, kind) {
    case (.approval, .approval): true
    case (.approval, .review): policy.faults.contains(.reviewsFillApprovals)
    case (.review, .review(let step)): fits(step, demand, id, isStep: isStep)
    case (.approval, .seat), (.review, .approval), (.review, .seat): false
    }
  }

  /// S35: an entry that names a step counts for that step alone; one that names none for every step by its role, but for
  /// neither of two of the workflow.
  private func fits(_ step: String?, _ demand: Demand, _ id: DemandID, isStep: Bool) -> Bool {
    guard isStep, !policy.faults.contains(.anyStepIsFilled) else { return true }
    if let step { return step == demand.step }
    return facts.openWorkflow.map { !tables.workflows[$0].ambiguousSteps.contains(id) } ?? true
  }

  /// S39, S40. A committee votes once, and a person has one seat (S6, S38): each bit stands for one seat.
  private func filling(vote: Int, _ counts: [Bool]) -> Filling {
    let committee = tables.committees[facts.votes[vote].committee]
    var count = Filling.Count()
    for (index, signature) in facts.signatures.enumerated() {
      guard case .seat(vote, let part) = signature.kind, let role = signature.role, committee.members.contains(role),
        counts[index], signature.person != nil
      else { continue }
      let isPresent =
        part != .recused || !policy.faults.isDisjoint(with: [.recusedArePresent, .recusalLowersQuorum])
      let saysYes = part == .yes || (part == .abstain && policy.faults.contains(.abstentionsAreYes))
      if bits[index] == 0 {
        count.present += isPresent ? 1 : 0
        count.yes += saysYes ? 1 : 0
      } else {
        count.presentBy |= isPresent ? bits[index] : 0
        count.yesBy |= saysYes ? bits[index] : 0
      }
    }
    let threshold = committee.threshold + (policy.faults.contains(.thresholdIsStrict) ? 1 : 0)
    return .vote(count, quorum: committee.quorum, threshold: threshold)
  }
}
