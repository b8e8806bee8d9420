import PolicyBasics
import SourceText

// Signatures and duties that are missing: who asks for them, and why what is there does not count.

extension Explanation {
  func explainSignature(_ gate: Gate, _ subject: Subject, _ reason: inout Decision.Reason) {
    if case .rule(let id) = subject {
      name(id, &reason)
      reason.message = "a duty is due, and nobody has attested it: \(visible(tables.rules[id].duty?.text ?? ""))"
      reason.facts = factsRead(by: id)
      return
    }
    guard case .demand(let id) = subject else { return }
    let demand = tables.demands[id]
    nameWhoAsks(for: id, &reason)
    reason.message = message(demand, on: reason.from)

    let day = DayJudgement(policy: policy, prepared: prepared, asOf: judgement.asOf, day: reason.from)
    var found: [(note: String, fact: Decision.FactShown?)] = []
    for signature in facts.signatures where concerns(signature, demand) {
      var objections: [DayJudgement.Objection] = []
      var without: [Holders.Where] = []
      for place in places {
        let found = day.objections(to: signature, at: place)
        if !found.isEmpty { without.append(place) }
        for objection in found where !objections.contains(objection) { objections.append(objection) }
      }
      guard !objections.isEmpty else { continue }
      // At the other sites it counts (S29).
      let isPartial = without.count < places.count
      let who = signature.person.map { quoted($0.name) } ?? "an entry without a name"
      let on = signature.on.map { " of \($0)" } ?? ""
      let causes = objections.map { words($0, signature, isPartial: isPartial) }.joined(separator: ", and ")
      let sites = isPartial ? " at \(list(without.compactMap(site)))" : ""
      found.append(("the signature by \(who)\(on) does not count\(sites): \(causes)", stated(signature)))
    }
    // Somebody may attach hundreds: some are named with their causes, the others counted.
    found.sort { $0.note.utf8.lexicographicallyPrecedes($1.note.utf8) }
    let named = found.prefix(Explanation.mostSignaturesNamed)
    reason.notes += named.map(\.note)
    reason.facts += named.compactMap(\.fact)
    if found.count > named.count {
      reason.notes.append("\(found.count - named.count) more signatures do not count either")
    }
  }

  private static var mostSignaturesNamed: Int { 20 }

  private func site(_ place: Holders.Where) -> String? {
    if case .at(let site) = place { return tables.sites[site].id }
    return nil
  }

  /// The entry of the proposal that a signature is or stands in.
  private func stated(_ signature: Signature) -> Decision.FactShown? {
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

  private var places: [Holders.Where] {
    guard let sites = facts.sites, !sites.isEmpty else { return [.anywhereStated] }
    return sites.map { .at($0) }
  }

  // MARK: Demands

  private func message(_ demand: Demand, on day: Day) -> String {
    let names = demand.signers.map { tables.text(of: $0) }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    guard demand.signers.count == 1, let signer = demand.signers.first else {
      let there = demand.signers.count { isFilled($0, demand, on: day) }
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

  /// The workflow, the tier, the rule or the red line that asks for the signature.
  private func nameWhoAsks(for demand: DemandID, _ reason: inout Decision.Reason) {
    var context = DayFacts(policy, facts, on: reason.from)
    context.tier = tier(on: reason.from)
    let ids = (facts.openWorkflow.map { tables.index.workflow[$0] } ?? []) + tables.index.general
    for asking in ids.map({ tables.guards[$0] }) {
      guard case .demand(let formula, demand, _) = asking.test, asking.kinds.contains(KindSet(facts.kind)),
        asking.effective.contains(reason.from), formula.map({ context.evaluate($0) != .no }) ?? true
      else { continue }
      switch asking.origin {
      case .gate:
        reason.place = facts.openWorkflow.flatMap { place(tables.workflows[$0].named.place) }
        reason.notes.append("the workflow \(workflowName) asks for it")
      case .tier(let id):
        guard let tier = context.tier, id <= tier else { continue }
        reason.place = place(tables.tiers[id].named.place)
        reason.notes.append("the risk tier \(quoted(tables.tiers[id].named.id)) asks for it")
      case .rule(let id):
        name(id, &reason)
        reason.facts = factsRead(by: id)
      }
      return
    }
  }

  private func concerns(_ signature: Signature, _ demand: Demand) -> Bool {
    demand.signers.contains { signer in
      switch (signer, signature.kind) {
      case (.role(let role), .approval): demand.kind == .approval && signature.role == role
      case (.role(let role), .review): demand.kind == .review && signature.role == role
      // Who stepped aside is not asked whether it counts.
      case (.committee, .seat(_, .recused)): false
      case (.committee(let committee), .seat(let vote, _)): facts.votes[vote].committee == committee
      case (.role, .seat), (.committee, .approval), (.committee, .review): false
      }
    }
  }

  // MARK: Objections

  private func words(
    _ objection: DayJudgement.Objection, _ signature: Signature, isPartial: Bool
  ) -> String {
    switch objection {
    case .noRole: "it names no role"
    case .noPerson: "it names nobody"
    case .noDay: "it has no day"
    case .dated(let day): "it is dated \(day), after the day of the check"
    case .notListed: "`people` does not list the person"
    case .roleNotHeld(let day):
      "the role \(quoted(signature.role.map { tables.roles[$0].named.id } ?? "")) was not held \(isPartial ? "there on \(day)" : "on \(day) at every site")"
    case .requester: "whoever asks does not also approve"
    case .conflict: "the person has an interest in the tool"
    case .delegatorNotClear: "whoever delegated the role asks for this, or has an interest in the tool"
    case .requesterUnknown: "nobody knows who asks"
    case .toolUnknown: "nobody knows for which tool"
    case .unbound: "it has no `content` that binds it to this text"
    case .wrongContent: "it was given for another text\(changes(since: signature))"
    case .lapsed(let day): "it counted until \(day)"
    }
  }

  /// S45: what changed since this very signature was given, as far as its 24 digits tell.
  private func changes(since signature: Signature) -> String {
    guard let approvals = proposal.approvals, approvals.indices.contains(signature.entry),
      let stated = approvals[signature.entry].content?.value
    else { return "" }
    let changes = prepared.parts.changes(since: stated)
    return changes.isEmpty ? "" : ", since when \(changes.joined(separator: ", ")) changed"
  }
}
