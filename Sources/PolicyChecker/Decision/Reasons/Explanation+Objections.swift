import PolicyBasics
import SourceText

// S29: each signature that does not count is named, with every cause.

extension Explanation {
  /// Names what was signed for a demand and does not count.
  func explainObjections(to id: DemandID, isStep: Bool, _ day: DayJudgement, _ reason: inout Decision.Reason) {
    let demand = tables.demands[id]
    let concerned = facts.signatures.filter { concerns($0, demand) }
    var found: [(note: String, fact: Decision.FactShown?)] = []
    var counting: [Signature] = []
    for signature in concerned {
      var objections: [DayJudgement.Objection] = []
      var without: [Holders.Where] = []
      for place in facts.places {
        let found = day.objections(to: signature, at: place)
        if !found.isEmpty { without.append(place) }
        for objection in found where !objections.contains(objection) { objections.append(objection) }
      }
      let misfit = misfit(of: signature, id, isStep: isStep)
      // At the other sites it counts (S29).
      let isPartial = misfit == nil && without.count < facts.places.count
      let causes = objections.map { words($0, signature, day, isPartial: isPartial) } + (misfit.map { [$0] } ?? [])
      guard !causes.isEmpty else {
        counting.append(signature)
        continue
      }
      let who = signature.person.map { quoted($0.name) } ?? "an entry without a name"
      let on = signature.on.map { " of \($0)" } ?? ""
      let sites = isPartial ? " at \(list(without.compactMap(site)))" : ""
      found.append(
        (
          "the signature by \(who)\(on) does not count\(sites): \(causes.joined(separator: ", and "))",
          stated(signature)
        ))
    }
    // Somebody may attach hundreds: some are named with their causes, the others counted.
    found.sort { $0.note.precedes($1.note) }
    let named = found.prefix(Explanation.mostSignaturesNamed)
    reason.notes += named.map(\.note)
    reason.facts += named.compactMap(\.fact)
    if found.count > named.count {
      reason.notes.append("\(found.count - named.count) more signatures do not count either")
    }
    reason.notes += inSeveralRoles(counting)
  }

  private static var mostSignaturesNamed: Int { 20 }

  private func site(_ place: Holders.Where) -> String? {
    if case .at(let site) = place { return tables.sites[site].id }
    return nil
  }

  /// Whether it was given for this demand, as far as it says: one that names no role may have been.
  private func concerns(_ signature: Signature, _ demand: Demand) -> Bool {
    demand.signers.contains { signer in
      switch (signer, signature.kind) {
      case (.role(let role), .approval): demand.kind == .approval && (signature.role ?? role) == role
      case (.role(let role), .review): demand.kind == .review && (signature.role ?? role) == role
      // Who stepped aside is not asked whether it counts.
      case (.committee, .seat(_, .recused)): false
      case (.committee(let committee), .seat(let vote, _)): facts.votes[vote].committee == committee
      case (.role, .seat), (.committee, .approval), (.committee, .review): false
      }
    }
  }

  /// Why a signature that may count for others does not for this demand (S35, S39).
  private func misfit(of signature: Signature, _ id: DemandID, isStep: Bool) -> String? {
    switch signature.kind {
    case .approval: return nil
    case .review(let step?):
      return isStep && step != tables.demands[id].step ? "it names the step \(quoted(step))" : nil
    case .review(nil):
      let isAmbiguous = facts.openWorkflow.map { tables.workflows[$0].ambiguousSteps.contains(id) } ?? false
      return isStep && isAmbiguous ? "it names no step, and the workflow has two by this role" : nil
    case .seat(let vote, _):
      let committee = tables.committees[facts.votes[vote].committee]
      guard let role = signature.role, !committee.members.contains(role) else { return nil }
      return "\(quoted(committee.named.id)) has no seat for the role \(quoted(tables.roles[role].named.id))"
    }
  }

  /// Persons whose signatures would fill several roles of one demand (S36).
  private func inSeveralRoles(_ counting: [Signature]) -> [String] {
    facts.severalRoles.compactMap { several in
      let roles = Set(counting.filter { $0.person == several.person }.compactMap(\.role)).sorted()
      guard roles.count > 1, !(roles.count == 2 && mayCombine(roles[0], roles[1])) else { return nil }
      let names = list(inOrder(roles.map { tables.roles[$0].named.id }))
      return "\(quoted(several.person.name)) signs as \(names), and a person counts in one role"
    }
  }

  private func mayCombine(_ a: RoleID, _ b: RoleID) -> Bool {
    tables.roles[a].mayCombine.contains(b) || tables.roles[b].mayCombine.contains(a)
  }

  // MARK: Words

  private func words(
    _ objection: DayJudgement.Objection, _ signature: Signature, _ day: DayJudgement, isPartial: Bool
  ) -> String {
    switch objection {
    case .noRole: "it names no role"
    case .noPerson: "it names nobody"
    case .noDay: "it has no day"
    case .datedAfterCheck(let on): "it is dated \(on), after the day of the check"
    case .datedAfterAction(let on): "it is dated \(on), after the action's day, \(day.day)"
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
