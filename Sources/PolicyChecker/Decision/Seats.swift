import PolicyBasics

/// Fills demands with signatures: a person counts in one role per proposal, or in two that may combine (S34 to S40).
struct Seats {
  let policy: CompiledPolicy.Storage
  private var tables: PolicyTables { policy.tables }
  let facts: ProposalFacts
  /// For each place, which signatures count.
  let counting: [[Bool]]

  /// One role, or two that combine, for each person who signs in several.
  private typealias Choice = [PersonRef: IDSet<RoleID>]

  /// - Parameter demands: what must be signed, and whether it is a step of review.
  /// - Returns: the demands that no one choice meets at all places, and whether no single choice meets all of the others
  ///   together (S37).
  func unmet(_ demands: [DemandID: Bool]) -> (demands: [DemandID], together: Bool) {
    let choices = choices()
    var met: [DemandID: [Bool]] = [:]
    for (demand, isStep) in demands { met[demand] = choices.map { isMet(demand, isStep: isStep, under: $0) } }
    let never = demands.keys.filter { met[$0]?.contains(true) != true }.sorted()
    let others = met.filter { !never.contains($0.key) }.values
    let together = choices.indices.contains { index in others.allSatisfy { $0[index] } }
    return (never, !together)
  }

  private func choices() -> [Choice] {
    var result: [Choice] = [[:]]
    for several in facts.severalRoles {
      var options: [IDSet<RoleID>] = []
      for (index, role) in several.roles.enumerated() {
        let partners = several.roles[(index + 1)...].filter {
          !policy.faults.contains(.nothingCombines)
            && (tables.roles[role].mayCombine.contains($0) || tables.roles[$0].mayCombine.contains(role))
        }
        options += partners.map { IDSet([role, $0]) }
      }
      // A single role adds nothing where a pair holds it.
      options += several.roles.filter { role in !options.contains { $0.contains(role) } }.map { IDSet([$0]) }
      result = result.flatMap { choice in
        options.map { option in choice.merging([several.person: option]) { _, new in new } }
      }
    }
    return result
  }

  private func isMet(_ id: DemandID, isStep: Bool, under choice: Choice) -> Bool {
    let demand = tables.demands[id]
    func isMet(_ place: Int) -> Bool {
      demand.signers.count { isFilled($0, demand, id, isStep: isStep, place, choice) } >= demand.atLeast
    }
    if policy.faults.contains(.oneSiteSuffices) { return counting.indices.contains(where: isMet) }
    return counting.indices.allSatisfy(isMet)
  }

  private func isFilled(
    _ signer: Demand.Signer, _ demand: Demand, _ id: DemandID, isStep: Bool, _ place: Int, _ choice: Choice
  ) -> Bool {
    switch signer {
    case .role(let role):
      return facts.signatures.indices.contains { index in
        let signature = facts.signatures[index]
        guard signature.role == role, counts(index, place, choice) else { return false }
        switch (demand.kind, signature.kind) {
        case (.approval, .approval): return true
        case (.approval, .review) where policy.faults.contains(.reviewsFillApprovals): return true
        case (.review, .review(let step)): return fits(step, demand, id, isStep: isStep)
        case (.approval, _), (.review, _): return false
        }
      }
    case .committee(let committee):
      return facts.votes.indices.contains { vote in
        facts.votes[vote].committee == committee
          && (facts.votes[vote].isWhole || policy.faults.contains(.voteListsMayLack)) && carries(vote, place, choice)
      }
    }
  }

  /// S35: an entry that names a step counts for that step alone; one that names none for every step by its role, but for
  /// neither of two of the workflow.
  private func fits(_ step: String?, _ demand: Demand, _ id: DemandID, isStep: Bool) -> Bool {
    guard isStep, !policy.faults.contains(.anyStepIsFilled) else { return true }
    if let step { return step == demand.step }
    return facts.openWorkflow.map { !tables.workflows[$0].ambiguousSteps.contains(id) } ?? true
  }

  /// S39, S40.
  private func carries(_ vote: Int, _ place: Int, _ choice: Choice) -> Bool {
    let committee = tables.committees[facts.votes[vote].committee]
    var present = 0
    var recused = 0
    var yes = 0
    for (index, signature) in facts.signatures.enumerated() {
      guard case .seat(vote, let part) = signature.kind, let role = signature.role, committee.members.contains(role),
        counts(index, place, choice)
      else { continue }
      guard part != .recused || policy.faults.contains(.recusedArePresent) else {
        recused += 1
        continue
      }
      present += 1
      if part == .yes || (part == .abstain && policy.faults.contains(.abstentionsAreYes)) { yes += 1 }
    }
    if policy.faults.contains(.recusalLowersQuorum) { present += recused }
    if policy.faults.contains(.thresholdIsStrict) { yes -= 1 }
    return present >= committee.quorum && yes >= committee.threshold
  }

  private func counts(_ index: Int, _ place: Int, _ choice: Choice) -> Bool {
    guard counting[place][index], let person = facts.signatures[index].person, let role = facts.signatures[index].role
    else { return false }
    return policy.faults.contains(.personsCountInAllRoles) || choice[person]?.contains(role) ?? true
  }
}
