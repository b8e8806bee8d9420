import PolicyBasics
import SourceText

// Gates of the tool: its status, and the agreement with its vendor.

extension Explanation {
  func explainTool(_ gate: Gate, _ reason: inout Decision.Reason) {
    let tool = facts.tool.id.map { tables.tools[$0] }
    let item = quoted(reason.subject ?? "")
    if let tool { reason.place = place(tool.named.place) }
    switch gate {
    case .toolStatus:
      shows(.tool, &reason)
      explainStatus(of: tool, &reason)
    case .toolEdited:
      reason.message = "the tool \(toolName) was edited after it was approved, and needs a new vote"
      shows(.tool, &reason)
    case .agreementDates:
      reason.message =
        period(of: gate).map {
          "the agreement with the vendor of \(toolName) is in force \($0), and not \(days(reason))"
        } ?? "there is no agreement with the vendor of \(toolName)"
      shows(.tool, &reason)
      showDays(&reason)
    case .agreementData:
      reason.message = "the agreement with the vendor of \(toolName) does not cover the data class \(item)"
      showOrigin(of: policy.names.data[reason.subject ?? ""].map { .item(.data, $0.rawValue) } ?? .none, &reason)
    case .agreementPurpose:
      let purpose = facts.openWorkflow.flatMap { tables.workflows[$0].purpose }.map { tables.purposes[$0].id } ?? ""
      reason.message =
        "the agreement with the vendor of \(toolName) does not cover the purpose \(quoted(purpose)) of the workflow"
      shows(.tool, .workflow, reason: &reason)
    case .workflowStatus, .workflowEdited, .workflowDates, .workflowSites, .usedBy, .data, .audience, .material, .tool,
      .element, .materialLapsed, .autonomy, .impact, .tier, .limitDuration, .limitSites, .limitParticipants,
      .ownerVacant, .measures, .stopWhen, .roleNotHeld, .follows, .pilotBounds, .pilotDenied, .review, .approval,
      .dualRole, .duty, .dayDiffers, .pilotOver, .evaluation, .invalid, .missing:
      break
    }
  }

  private func explainStatus(of tool: ToolEntry?, _ reason: inout Decision.Reason) {
    guard let tool else {
      reason.message = "the policy does not know the tool"
      return
    }
    switch tool.status {
    case .requested: reason.message = "the tool \(toolName) is requested, and nobody has decided on it"
    case .inReview: reason.message = "the tool \(toolName) is in review, and nobody has decided on it"
    case .pilotOnly: reason.message = "the tool \(toolName) may be used in pilots only, and the action names none"
    case .suspended:
      reason.message = "the tool \(toolName) is suspended"
      if let by = tool.liftedBy { reason.notes.append("\(quoted(by)) can lift that") }
    case .refused: reason.message = "the committee refused the tool \(toolName)"
    case .retired: reason.message = "the tool \(toolName) is retired"
    case .approved: reason.message = "the tool \(toolName) may not be used"
    }
    reason.because = tool.because
    reason.source = inOrder(tool.sources)
  }
}
