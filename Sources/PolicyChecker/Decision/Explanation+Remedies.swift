import PolicyBasics

// What would remove a reason (S60 to S63).

extension Explanation {
  func remedies(for key: ReasonKey, _ reason: Decision.Reason) -> [Remedy] {
    switch key.code {
    case .missing(let fact):
      return fact.isOfPolicy
        ? [.askCommittee(about: reason.code)] : [.stateField(field: tables.field(fact, kind: facts.kind))]
    case .gate(.approval):
      guard case .demand(let id) = key.subject else { return [] }
      return tables.demands[id].signers.map { signer in
        .addApproval(
          role: tables.text(of: signer), holders: holders(of: signer), on: judgement.asOf, content: facts.content)
      }
    case .gate(.review):
      guard case .demand(let id) = key.subject else { return [] }
      return tables.demands[id].signers.map { signer in
        .addReview(role: tables.text(of: signer), holders: holders(of: signer), step: tables.demands[id].step)
      }
    case .gate(.duty):
      guard case .rule(let id) = key.subject else { return [] }
      let by = tables.rules[id].duty?.by ?? facts.openWorkflow.flatMap { tables.workflows[$0].owner }
      return [.attest(duty: tables.rules[id].named.id, role: by.map { tables.roles[$0].named.id }, on: judgement.asOf)]
    case .gate, .rule: return []
    }
  }

  /// Who holds a role on the as-of day, and is neither requester nor actor.
  func holders(of signer: Demand.Signer) -> [String] {
    guard case .role(let role) = signer else { return [] }
    let holders = Holders(policy: policy)
    return tables.people.ids
      .filter { holders.holds($0, role, .somewhere, on: judgement.asOf) != .no && $0 != facts.person?.listed }
      .map { tables.people[$0].id }
  }
}
