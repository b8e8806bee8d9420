import PolicyBasics
import SourceText

// Signatures and duties that are missing: who asks for them, and why what is there does not count.

extension Explanation {
  func explainSignature(_ gate: Gate, _ subject: Subject, _ reason: inout Decision.Reason) {
    let day = judged(on: reason.from)
    if case .rule(let id) = subject {
      name(id, &reason)
      reason.message = "a duty is due, and nobody has attested it: \(visible(tables.rules[id].duty?.text ?? ""))"
      reason.facts = factsRead(by: id)
      if let since = since(day.absentFacts(behind: ReasonKey(.gate(.duty), subject))) {
        reason.notes.append("the rule \(quoted(tables.rules[id].named.id)) asks for it\(since)")
      }
      reason.notes += exceptions(of: id, on: reason)
      return
    }
    guard case .demand(let id) = subject else { return }
    let asking = day.asked().asking.filter { $0.demand == id }
    nameWhoAsks(asking, day, &reason)
    reason.message = message(tables.demands[id], on: reason.from)
    if let since = since(day.unknownToSigners) { reason.notes.append("no signature counts\(since)") }
    explainObjections(to: id, isStep: asking.contains(where: \.isStep), day, &reason)
  }

  /// The entry of the proposal that a signature is or stands in.
  func stated(_ signature: Signature) -> Decision.FactShown? {
    let name = signature.person?.name ?? "nobody"
    switch signature.kind {
    case .review:
      guard let entries = proposal.reviewedBy, entries.indices.contains(signature.entry) else { return nil }
      return fact("reviewed-by", name, entries[signature.entry].span)
    case .approval, .seat:
      guard let entries = proposal.approvals, entries.indices.contains(signature.entry) else { return nil }
      return fact("approvals", name, entries[signature.entry].span)
    }
  }

  // MARK: Demands

  private func message(_ demand: Demand, on day: Day) -> String {
    let names = inOrder(demand.signers.map { tables.text(of: $0) })
    guard demand.signers.count == 1, let signer = demand.signers.first else {
      let there = demand.signers.count { isFilled($0, demand, on: day) }
      if there >= demand.atLeast {
        return
          "\(demand.atLeast) of \(list(names)) must approve, and no choice of one role for each person fills so many"
      }
      let approvals = there == 0 ? "none has" : there == 1 ? "one has" : "\(there) have"
      return "\(demand.atLeast) of \(list(names)) must approve, and \(approvals)"
    }
    switch signer {
    case .role:
      guard demand.kind == .review else { return "the approval by \(list(names)) is missing" }
      return "the review\(demand.step.map { " \(quoted($0))" } ?? "") by \(list(names)) is missing"
    case .committee(let committee): return voteMessage(committee, on: day)
    }
  }

  /// Whether a role has approved, or a committee's vote carries, on a day, at every site.
  func isFilled(_ signer: Demand.Signer, _ demand: Demand, on day: Day) -> Bool {
    let counting = DayJudgement(policy: policy, prepared: prepared, asOf: judgement.asOf, day: day).countingSignatures()
    switch signer {
    case .role(let role):
      return counting.allSatisfy { place in
        facts.signatures.indices.contains { index in
          let signature = facts.signatures[index]
          guard place[index], signature.role == role else { return false }
          if case .approval = signature.kind { return demand.kind == .approval }
          return false
        }
      }
    case .committee(let committee):
      guard facts.votes.contains(where: { $0.committee == committee && $0.isWhole }) else { return false }
      let vote = count(committee, on: day)
      let entry = tables.committees[committee]
      return vote.map { $0.present >= entry.quorum && $0.yes >= entry.threshold } ?? false
    }
  }

  /// Who is present and who says yes in a committee's vote, counting what counts; `nil` where there is none.
  private func count(_ committee: CommitteeID, on day: Day) -> (present: Int, yes: Int)? {
    guard let vote = facts.votes.firstIndex(where: { $0.committee == committee }) else { return nil }
    let counting = DayJudgement(policy: policy, prepared: prepared, asOf: judgement.asOf, day: day).countingSignatures()
    var present = 0
    var yes = 0
    for (index, signature) in facts.signatures.enumerated() {
      guard case .seat(vote, let part) = signature.kind, part != .recused, let role = signature.role,
        tables.committees[committee].members.contains(role), counting.allSatisfy({ $0[index] })
      else { continue }
      present += 1
      if part == .yes { yes += 1 }
    }
    return (present, yes)
  }

  private func voteMessage(_ committee: CommitteeID, on day: Day) -> String {
    let entry = tables.committees[committee]
    let name = quoted(entry.named.id)
    guard let vote = facts.votes.first(where: { $0.committee == committee }), let count = count(committee, on: day)
    else {
      return "the vote of \(name) is missing"
    }
    guard vote.isWhole else {
      return "the vote of \(name) does not count: it needs the four lists `yes`, `no`, `abstain` and `recused`"
    }
    return
      "the vote of \(name) does not carry: \(count.present) of its members count as present (\(entry.quorum) must be), and \(count.yes) as saying yes (\(entry.threshold) must)"
  }

  /// The workflow, the tiers, the rules and red lines that ask for the signature: the first has its place and its words in
  /// the reason itself.
  private func nameWhoAsks(_ asking: [Asking], _ day: DayJudgement, _ reason: inout Decision.Reason) {
    var askers: [(origin: Guard.Origin, since: String)] = []
    for asker in asking.map(\.asker) where !askers.contains(where: { $0.origin == tables.guards[asker].origin }) {
      askers.append((tables.guards[asker].origin, since(day.absentFacts(behind: asker)) ?? ""))
    }
    askers.sort { rank($0.origin) < rank($1.origin) }
    for (index, asker) in askers.prefix(Explanation.mostListed).enumerated() {
      let isFirst = index == 0
      switch asker.origin {
      case .gate:
        if isFirst { reason.place = facts.openWorkflow.flatMap { place(tables.workflows[$0].named.place) } }
        reason.notes.append("the workflow \(workflowName) asks for it\(asker.since)")
      case .tier(let id):
        if isFirst { reason.place = place(tables.tiers[id].named.place) }
        reason.notes.append("the risk tier \(quoted(tables.tiers[id].named.id)) asks for it\(asker.since)")
      case .rule(let id):
        if isFirst {
          name(id, &reason)
          reason.facts = factsRead(by: id)
        }
        let because = isFirst ? "" : ": \(visible(tables.rules[id].because))"
        if !isFirst || !asker.since.isEmpty {
          reason.notes.append("\(ruleNamed(id)) asks for it\(isFirst ? "" : " too")\(asker.since)\(because)")
        }
        reason.notes += exceptions(of: id, on: reason)
      }
    }
    if askers.count > Explanation.mostListed {
      reason.notes.append("\(askers.count - Explanation.mostListed) more rules ask for it")
    }
  }

  private func ruleNamed(_ id: RuleID) -> String {
    "the \(tables.rules[id].isInvariant ? "red line" : "rule") \(quoted(tables.rules[id].named.id))"
  }

  /// The workflow first, then tiers, rules and red lines, each in the order of their tables.
  private func rank(_ origin: Guard.Origin) -> Int {
    switch origin {
    case .gate: 0
    case .tier(let id): 1 + id.index
    case .rule(let id): 1 + tables.tiers.count + id.index + (tables.rules[id].isInvariant ? tables.rules.count : 0)
    }
  }
}
