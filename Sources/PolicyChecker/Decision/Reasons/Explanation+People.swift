import PolicyBasics
import SourceText

// Gates of the people who ask, act and answer for it.

extension Explanation {
  func explainPeople(_ gate: Gate, _ reason: inout Decision.Reason) {
    let item = quoted(reason.subject ?? "")
    switch gate {
    case .ownerVacant:
      reason.message = "nobody holds the role \(item), which is to answer for the pilot, \(days(reason))"
      reason.facts = proposal.owner.map { [fact("owner", $0.value, $0.span)] } ?? []
    case .roleNotHeld:
      reason.message = "\(quoted(facts.person?.name ?? "")) does not hold the role \(item)"
      shows(.person, .roles, reason: &reason)
    case .dualRole:
      let several = facts.severalRoles.map { several in
        "\(quoted(several.person.name)) signs as \(list(several.roles.map { tables.roles[$0].named.id }))"
      }
      reason.message =
        "a person counts in one role for a proposal, and no choice of roles fills every seat"
        + (several.isEmpty ? "" : ": \(several.joined(separator: ", "))")
    case .dayDiffers:
      reason.message =
        "the action's day is \(judgement.days.lowerBound), and the check is as of \(judgement.asOf): no action is dated back or ahead"
      reason.facts = timeShown
    case .workflowStatus, .workflowEdited, .workflowDates, .workflowSites, .usedBy, .data, .audience, .material, .tool,
      .element, .materialLapsed, .autonomy, .impact, .tier, .toolStatus, .toolEdited, .agreementDates, .agreementData,
      .agreementPurpose, .limitDuration, .limitSites, .limitParticipants, .measures, .stopWhen, .follows, .pilotBounds,
      .pilotDenied, .review, .approval, .duty, .pilotOver, .evaluation, .invalid, .missing:
      break
    }
  }
}
