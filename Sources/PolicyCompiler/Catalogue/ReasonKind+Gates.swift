import PolicyBasics
package import PolicyChecker

extension ReasonKind {
  /// What is known of a gate, one after another: a gate without a page does not compile.
  package init(_ gate: Gate) {
    switch gate {
    case .workflowStatus:
      self.init(
        gate, [.forbidden, .notCovered],
        "The workflow is not approved. A suspended, refused or retired one carries nothing on any day; one that is in pilot carries pilots and what is done in them; of a proposed or unlisted one nobody has decided.",
        "Ask the committee, or follow another workflow. Who can lift a suspension is named in the message.",
        .action(
          .policy(
            "status: approved\n    approved: {by: director, on: 2026-07-14}",
            "status: suspended\n    lifted-by: director")))
    case .workflowEdited:
      self.init(
        gate, [.missingApproval],
        "The workflow was edited after the committee approved it: what stands there is not what was voted on.",
        "Let the committee vote on the new text, and record its fingerprint under `approved.content`.",
        .action(
          .policy(
            "approved: {by: director, on: 2026-07-14}",
            "approved: {by: director, on: 2026-07-14, content: 9f2c41d07ab35e18c7704be2a1d95f3360b8e4aa}")))
    case .toolEdited:
      self.init(
        gate, [.missingApproval],
        "The tool's declaration was edited after the committee approved it: what stands there is not what was voted on.",
        "Let the committee vote on the new text, and record its fingerprint under `approved.content`.",
        .action(
          .policy(
            "approved: {by: director, on: 2026-06-18}",
            "approved: {by: director, on: 2026-06-18, content: 9f2c41d07ab35e18c7704be2a1d95f3360b8e4aa}")))
    case .workflowDates:
      self.init(
        gate, [.forbidden], "The workflow is not in effect on this day.",
        "Propose it for a day on which the workflow is in effect.",
        .action(.policy("effective: {from: 2026-08-01", "effective: {from: 2026-10-12")))
    case .workflowSites:
      self.init(
        gate, [.notCovered], "The workflow is approved for other schools than this one.",
        "Leave the site out, or ask the committee to add it to the workflow.",
        .action(.proposal("sites: [lincoln]", "sites: [harbor]")))
    case .usedBy:
      self.init(
        gate, [.forbidden], "The workflow says which roles may use it, and whoever asks or acts holds none of them.",
        "Let somebody ask who holds one of the roles under the workflow's `used-by`.",
        .action(.policy("used-by: [clerk, assistant-clerk]", "used-by: [assistant-clerk]")))
    case .data:
      self.init(
        gate, [.forbidden, .notCovered],
        "The workflow is not approved for this class of data: it names neither the class nor one that covers it. A prohibited class is forbidden everywhere.",
        "Leave the class out, or ask the committee to add it to the workflow.",
        .action(.proposal("data: [published-content]", "data: [published-content, staff-notes]")))
    case .audience:
      self.init(
        gate, [.notCovered], "The workflow is not approved for this audience.",
        "Leave the audience out, or ask the committee to add it to the workflow.",
        .action(.proposal("audiences: [families]", "audiences: [families, students]")))
    case .material:
      self.init(
        gate, [.notCovered], "The material is not on the workflow's list.",
        "Leave the material out, or ask the committee to add it to the workflow.",
        .action(.proposal("materials: [handbook]", "materials: [handbook, calendar]")))
    case .tool:
      self.init(
        gate, [.notCovered], "The tool is not on the workflow's list.",
        "Use a tool that the workflow names, or ask the committee to add this one.",
        .action(.proposal("tool: assistant", "tool: writer")))
    case .element:
      self.init(
        gate, [.notCovered],
        "No class of the policy holds this element of the standard schedule, so nobody has decided about it.",
        "Leave the element out, or ask the committee which class it belongs to.",
        .action(.proposal("data: [published-content]", "elements: [exhibit-b.medical]")))
    case .materialLapsed:
      self.init(
        gate, [.forbidden], "The review of the material has run out: nobody vouches for what it says on this day.",
        "Leave the material out, or let its owner review it.",
        .action(
          .policy(
            "handbook: {title: Family handbook, owner: director, data: [published-content], until: 2027-06-30}",
            "handbook: {title: Family handbook, owner: director, data: [published-content], until: 2026-09-30}")))
    case .toolStatus:
      self.init(
        gate, [.forbidden, .notCovered],
        "The tool is not approved. One that is for pilots only carries pilots and what is done in them; of a requested, reviewed or unlisted one nobody has decided.",
        "Use an approved tool, or ask the committee about this one.",
        .action(
          .policy(
            "status: approved\n    approved: {by: director, on: 2026-06-18}",
            "status: suspended\n    lifted-by: director")))
    case .agreementDates:
      self.init(
        gate, [.forbidden], "The vendor's agreement is not in force on this day, or there is none.",
        "Propose it for a day on which the agreement is in force, or have it renewed.",
        .action(.policy("from: 2026-07-01", "from: 2026-10-12")))
    case .agreementData:
      self.init(
        gate, [.forbidden], "The vendor's agreement does not cover this class of data.",
        "Leave the class out, or have the agreement extended.",
        .action(.policy("data: [published-content, staff-notes]", "data: [staff-notes]")))
    case .agreementPurpose:
      self.init(
        gate, [.forbidden], "The vendor's agreement does not cover the workflow's purpose.",
        "Use another tool, or have the agreement extended.",
        .action(.policy("purposes: [family-communication]\n", "purposes: [reporting]\n")))
    case .autonomy:
      self.init(
        gate, [.forbidden], "The tool would do more on its own than the workflow allows.",
        "Let a person do what the workflow asks for, and state that autonomy.",
        .action(.proposal("autonomy: human-approves-each", "autonomy: human-samples")))
    case .impact:
      self.init(
        gate, [.forbidden], "The output would bear more on what is decided about a person than the workflow allows.",
        "Keep the output out of the decision, or ask the committee for another workflow.",
        .action(.proposal("impact: informs", "impact: materially-influences")))
    case .tier:
      self.init(
        gate, [.forbidden],
        "The proposal is in a higher tier of risk than the workflow carries, or may be: what its facts leave open counts for the higher one.",
        "Leave out what puts it in the higher tier, or state what is missing.",
        .action(.policy("tier: external", "tier: routine")))
    case .limitDuration:
      self.init(
        gate, [.forbidden], "The pilot lasts longer than the workflow allows; the first and the last day count.",
        "End the pilot earlier.", .pilot(.policy("duration: 120 days", "duration: 60 days")))
    case .limitSites:
      self.init(
        gate, [.forbidden],
        "The pilot is at more schools than the workflow allows; a district or level counts with all of its schools.",
        "Leave sites out.", .pilot(.proposal("sites: [lincoln]", "sites: [lincoln, cedar]")))
    case .limitParticipants:
      self.init(
        gate, [.forbidden], "More people take part in the pilot than the workflow allows.",
        "Let fewer people take part.", .pilot(.proposal("participants: 8", "participants: 31")))
    case .ownerVacant:
      self.init(
        gate, [.forbidden], "Nobody holds the role that is to answer for the pilot.",
        "Name a role that somebody holds as the `owner`.",
        .pilot(.proposal("owner: director", "owner: assistant-clerk")))
    case .measures:
      self.init(
        gate, [.missingInformation],
        "The workflow asks its pilots for a measure: a metric with its target and, where that is asked for, a baseline that was taken before the start.",
        "State under `measures` what is measured, from which baseline to which target.",
        .pilot(.without("measures: [{metric: hours, baseline: 26, target: 10}]")))
    case .stopWhen:
      self.init(
        gate, [.missingInformation], "The workflow asks its pilots to say when they are stopped before their end.",
        "State `stop-when`.", .pilot(.without("stop-when: Two corrected replies in one week.")))
    case .roleNotHeld:
      self.init(
        gate, [.forbidden],
        "Whoever asks or acts is listed under `people` and does not hold the stated role on this day.",
        "State a role that the person holds, or have the holding recorded.",
        .action(.proposal("actor: {person: j.lee, roles: [clerk]}", "actor: {person: j.lee, roles: [clerk, director]}"))
      )
    case .follows:
      self.init(
        gate, [.forbidden, .missingInformation],
        "The pilot builds on one whose verdict was neither `scale` nor `revise`, or that was stopped, or that has no verdict yet.",
        "Wait for the verdict, or propose something that builds on another pilot.",
        .pilot(.proposal("owner: director", "owner: director\nfollows: replies-spring")))
    case .pilotBounds:
      self.init(
        gate, [.forbidden],
        "The action lies outside the pilot that it names: another day, site, class, audience, material, tool or workflow, or more autonomy or impact, or the pilot was stopped.",
        "Stay within what the committee voted on for the pilot, or leave `pilot` out where the workflow allows that.",
        .action(
          .proposal("workflow: replies", "pilot: replies-autumn\nworkflow: replies"),
          .proposal("sites: [lincoln]", "sites: [cedar]")))
    case .pilotDenied:
      self.init(
        gate, [.forbidden, .notCovered, .missingInformation, .missingApproval],
        "The registered pilot that the action names would itself be denied on this day, with the class of that denial.",
        "Mend what stands in the way of the pilot; deciding on it shows what that is.",
        .action(
          .proposal("workflow: replies", "pilot: replies-autumn\nworkflow: replies"),
          .policy("approvals: [{role: privacy-officer, by: r.ortiz", "approvals: [{role: privacy-officer, by: j.lee")))
    case .review:
      self.init(
        gate, [.missingApproval],
        "A review that is due before this stage is missing, or does not count; the message says why.",
        "Let a holder of the role review the output, and state it under `reviewed-by`.",
        .action(.without("reviewed-by: [{step: reply, role: director, by: a.kim}]")))
    case .approval:
      self.init(
        gate, [.missingApproval],
        "An approval or a vote is missing, or does not count: signed by nobody who holds the role, by the requester, too long ago, or for another text. The message says why.",
        "Let a holder of the role sign, with the fingerprint of what is signed.",
        .pilot(.without("approvals: [{role: privacy-officer, by: r.ortiz, on: 2026-09-28, content: this}]")))
    case .dualRole:
      self.init(
        gate, [.missingApproval],
        "Every demand could be met for itself, but only if one person counted in two roles at once.",
        "Let another holder of one of the roles sign, or let `may-combine` say that the two may count together.",
        .pilot(
          .policy("approvals: [privacy-officer]", "approvals: [privacy-officer, director]"),
          .policy(
            "r.ortiz: {holds: [{role: privacy-officer, from: 2024-07-01}]}",
            "r.ortiz: {holds: [{role: privacy-officer, from: 2024-07-01}, {role: director, from: 2026-07-01}]}"),
          .proposal(
            "approvals: [{role: privacy-officer, by: r.ortiz, on: 2026-09-28, content: this}]",
            """
            approvals:
              - {role: privacy-officer, by: r.ortiz, on: 2026-09-28, content: this}
              - {role: director, by: r.ortiz, on: 2026-09-28, content: this}
            """)))
    case .duty:
      self.init(
        gate, [.missingInformation], "A duty is due before this and nobody has attested that it is done.",
        "Do what the rule asks for, and state it under `attested` with who did it and when.",
        .action(.without("attested: [{duty: disclosed, by: j.lee, on: 2026-10-01}]")))
    case .dayDiffers:
      self.init(
        gate, [.forbidden],
        "The action's own day is another than the day of the check: nobody dates an action back or ahead.",
        "Check the action as of its own day.",
        .action(asOf: ExampleReading.day.adding(days: 1)))
    case .pilotOver:
      self.init(
        gate, [.forbidden], "The pilot's last day is before the day of the check: no day of it is left.",
        "Propose a pilot that lies ahead.", .pilot(asOf: Day(year: 2027, month: 1, day: 4)))
    case .evaluation:
      self.init(
        gate, [.forbidden],
        "A condition could not be worked out, such as where a number of hours meets a number of days. What cannot be worked out counts against the proposal.",
        "Have the condition corrected; the message names the rule, tier, exception or red line.",
        .pilot(
          .policy("that: {duration: {at-most: 90 days}}", "that: {notice: {at-least: 36 hours}}"),
          .policy(
            "rules:\n", "attributes: {notice: {on: [pilot], type: duration, title: How long before}}\nrules:\n"),
          .proposal("participants: 8\n", "participants: 8\nnotice: 5 days\n")))
    case .invalid:
      self.init(
        gate, [.invalid],
        "The proposal cannot be read as one: a key that nothing knows, an id that nothing declares, a value of the wrong type, or a contradiction.",
        "Correct what the findings beside the decision name.",
        .action(.proposal("sites: [lincoln]", "sites: []")))
    case .missing:
      self.init(
        gate, [.notCovered, .missingInformation],
        "A fact that something reads is not stated; the code goes on with the field, such as `missing.impact`. What is left out counts against the proposal. A fact that the policy lacks (`missing.tool.agreement.training`) can only be added there.",
        "State the field.", .action(.without("impact: informs")))
    }
  }

  private init(_ gate: Gate, _ classes: [ReasonClass], _ meaning: String, _ help: String, _ example: ReasonExample) {
    self.init(gate: gate, classes: classes, meaning: meaning, help: help, example: example)
  }
}
