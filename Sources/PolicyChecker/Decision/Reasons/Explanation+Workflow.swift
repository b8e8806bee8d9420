import PolicyBasics
import SourceText

// Gates of the workflow: its status and days, and what it is approved for.

extension Explanation {
  func explainWorkflow(_ gate: Gate, _ subject: Subject, _ reason: inout Decision.Reason) {
    let workflow = facts.workflow.id.map { tables.workflows[$0] }
    let item = quoted(reason.subject ?? "")
    if let workflow { reason.place = place(workflow.named.place) }
    switch gate {
    case .workflowStatus:
      shows(.workflow, &reason)
      explainStatus(of: workflow, &reason)
    case .workflowEdited:
      reason.message = "the workflow \(workflowName) was edited after it was approved, and needs a new vote"
      shows(.workflow, &reason)
    case .workflowDates:
      let period = period(of: gate).map { " is in effect \($0), and" } ?? ""
      reason.message = "the workflow \(workflowName)\(period) not \(days(reason))"
      showDays(&reason)
    case .workflowSites:
      reason.message = "the workflow \(workflowName) is not approved for the site \(item)"
      shows(.sites, &reason)
    case .usedBy:
      reason.message = "the workflow \(workflowName) is for other roles"
      shows(.roles, &reason)
      if let roles = rolesThatMayUse { reason.notes.append("it is used by \(list(roles, by: "or"))") }
    case .data:
      reason.message =
        reason.reasonClass == .forbidden
        ? "the data class \(item) is prohibited, and no workflow may use it"
        : "the workflow \(workflowName) is not approved for the data class \(item)"
      showOrigin(of: subject, &reason)
    case .audience:
      reason.message = "the workflow \(workflowName) is not approved for the audience \(item)"
      shows(.audiences, &reason)
    case .material:
      reason.message = "the material \(item) is not among those of the workflow \(workflowName)"
      shows(.materials, &reason)
    case .tool:
      reason.message = "the tool \(toolName) is not among those of the workflow \(workflowName)"
      shows(.tool, &reason)
    case .element:
      reason.place = nil
      reason.message = "no data class of the policy holds the element \(item), so nobody can say what it is"
      shows(.data, &reason)
    case .materialLapsed:
      guard case .item(_, let id) = subject else { break }
      let material = tables.materials[MaterialID(rawValue: id)]
      reason.place = place(material.named.place)
      reason.message =
        "the review of the material \(item) counted until \(material.until?.description ?? "an earlier day")"
      shows(.materials, &reason)
    case .autonomy: explainMost(gate, .autonomy, Autonomy.allCases.map(\.rawValue), &reason)
    case .impact: explainMost(gate, .impact, Impact.allCases.map(\.rawValue), &reason)
    case .tier:
      let own =
        tier(on: reason.from).map { "is in the tier \(quoted(tables.tiers[$0].named.id))" } ?? "has no known tier"
      let most = workflow?.tier.map { tables.tiers[$0].named.id } ?? ""
      reason.message = "the proposal \(own), and the workflow \(workflowName) goes no higher than \(quoted(most))"
      shows(.data, .audiences, .impact, reason: &reason)
      if let since = since(judged(on: reason.from).absentFacts(behind: ReasonKey(.gate(.tier)))) {
        reason.notes.append("it \(own)\(since)")
      }
    case .toolStatus, .toolEdited, .agreementDates, .agreementData, .agreementPurpose, .limitDuration, .limitSites,
      .limitParticipants, .ownerVacant, .measures, .stopWhen, .roleNotHeld, .follows, .pilotBounds, .pilotDenied,
      .review, .approval, .dualRole, .duty, .dayDiffers, .pilotOver, .evaluation, .invalid, .missing:
      break
    }
  }

  private func explainStatus(of workflow: WorkflowEntry?, _ reason: inout Decision.Reason) {
    guard let workflow else {
      reason.message = "the policy knows no workflow for this"
      return
    }
    switch workflow.status {
    case .proposed: reason.message = "the workflow \(workflowName) is proposed, and nobody has decided on it"
    case .suspended:
      reason.message = "the workflow \(workflowName) is suspended"
      reason.because = workflow.because
      reason.source = inOrder(workflow.sources)
      if let by = workflow.liftedBy { reason.notes.append("\(quoted(by)) can lift that") }
    case .refused:
      reason.message = "the committee refused the workflow \(workflowName)"
      reason.because = workflow.because
      reason.source = inOrder(workflow.sources)
    case .retired: reason.message = "the workflow \(workflowName) is retired"
    case .pilot, .approved: reason.message = "the workflow \(workflowName) is not approved for this"
    }
  }

  private func explainMost(
    _ gate: Gate, _ field: MatchedField, _ words: [String], _ reason: inout Decision.Reason
  ) {
    shows(field, &reason)
    guard case .word(let rank)? = most(of: gate), words.indices.contains(Int(rank)), let stated = reason.facts.first
    else {
      reason.message = "\(quoted(gate.rawValue)) is above what the workflow \(workflowName) allows"
      return
    }
    reason.message =
      "\(quoted(gate.rawValue)) is \(quoted(stated.value)), and the workflow \(workflowName) allows at most \(quoted(words[Int(rank)]))"
  }

  /// Where a class comes from: it is stated, or its elements are, or a material brings it (S9).
  func showOrigin(of subject: Subject, _ reason: inout Decision.Reason) {
    guard case .item(.data, let number) = subject else { return shows(.data, &reason) }
    let id = DataClassID(rawValue: number)
    for stated in proposal.data ?? [] where policy.names.data[stated.value] == id {
      reason.facts.append(fact("data", stated.value, stated.span))
    }
    for stated in proposal.elements ?? [] where policy.names.elements[stated.value]?.contains(id) == true {
      reason.facts.append(fact("elements", stated.value, stated.span))
    }
    for stated in proposal.materials ?? [] {
      guard let material = policy.names.materials[stated.value], tables.materials[material].classes.contains(id) else {
        continue
      }
      reason.facts.append(fact("materials", stated.value, stated.span))
    }
    reason.facts = ordered(reason.facts)
  }

  func showDays(_ reason: inout Decision.Reason) {
    switch facts.kind {
    case .pilot: shows(.starts, .ends, reason: &reason)
    case .action: reason.facts += timeShown
    }
  }

  private var rolesThatMayUse: [String]? {
    for case .none(let roles) in bounds(of: .usedBy) {
      return roles.map { tables.roles[RoleID(rawValue: $0)].named.id }.sorted {
        $0.precedes($1)
      }
    }
    return nil
  }
}
