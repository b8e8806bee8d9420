import PolicyBasics
import SourceText

// A reason in words: the rule's `because` as it was voted on, then the proposal's own values, then the remedy.

extension Explanation {
  func reason(
    for key: ReasonKey, _ holding: Judgement.Holding, code: String, subject: String?
  ) -> Decision.Reason {
    var reason = Decision.Reason(
      code: code, reasonClass: holding.reasonClass, subject: subject, rule: nil, title: nil, because: nil, message: "",
      place: nil, source: [], from: holding.first, until: holding.last, facts: [], remedies: [])
    switch key.code {
    case .rule(let id):
      let rule = tables.rules[id]
      reason.rule = rule.named.id
      reason.title = rule.named.title.isEmpty ? nil : rule.named.title
      reason.because = rule.because
      reason.source = rule.sources
      reason.place = place(rule.named.place)
      reason.message = ruleMessage(id)
      reason.facts = factsRead(by: id)
    case .missing(let fact):
      reason.message = missingMessage(fact)
    case .gate(let gate):
      explain(gate, key.subject, &reason)
    }
    reason.remedies = remedies(for: key, reason)
    return reason
  }

  // MARK: Rules

  private func ruleMessage(_ id: RuleID) -> String {
    let rule = tables.rules[id]
    var message = rule.isInvariant ? "a red line of the policy: no proposal may do this" : rule.because
    let context = DayFacts(policy, facts, on: judgement.days.lowerBound)
    let day = DayJudgement(policy: policy, prepared: prepared, asOf: judgement.asOf, day: judgement.days.lowerBound)
    for exception in rule.exceptions where day.fits(exception, context) {
      let entry = tables.exceptions[exception]
      if let until = entry.effective.until, until < judgement.days.upperBound {
        message += " The exception \(quoted(entry.named.id)), granted by \(quoted(entry.grantedBy)), ended on \(until)."
      } else if let from = entry.effective.from, from > judgement.days.lowerBound {
        message += " The exception \(quoted(entry.named.id)), granted by \(quoted(entry.grantedBy)), begins on \(from)."
      }
    }
    return message
  }

  /// The fields that a rule's formula reads, with what the proposal says there.
  private func factsRead(by id: RuleID) -> [Decision.FactShown] {
    var fields: [MatchedField] = []
    for rule in tables.guards.elements where rule.origin == .rule(id) {
      if case .formula(let formula, _) = rule.test { collectFields(formula, &fields) }
    }
    var seen = Set<MatchedField>()
    return fields.filter { seen.insert($0).inserted }.compactMap { shown($0) }
  }

  private func collectFields(_ formula: FormulaID, _ fields: inout [MatchedField]) {
    let node = tables.formulas[formula]
    guard node.operation == .test else {
      for part in node.first..<(node.first + node.count) { collectFields(FormulaID(rawValue: part), &fields) }
      return
    }
    let test = tables.tests[TestID(rawValue: node.first)]
    fields.append(test.field)
    switch test.relation {
    case .atLeast(.path(let path)), .atMost(.path(let path)), .before(.path(let path)), .after(.path(let path)):
      fields.append(.path(path))
    case .any, .all, .none, .only, .isOne, .isNone, .atLeast, .atMost, .before, .after: break
    }
  }

  private func shown(_ field: MatchedField) -> Decision.FactShown? {
    func list(_ name: String, _ values: [Located<String>]?) -> Decision.FactShown? {
      values.map { fact(name, $0.isEmpty ? "none" : $0.map(\.value).joined(separator: ", "), $0.first?.span) }
    }
    let requester = facts.kind == .pilot ? "requested-by" : "actor"
    switch field {
    case .data, .sensitivity:
      return list(proposal.elements == nil ? "data" : "elements", proposal.elements ?? proposal.data)
    case .audiences: return list("audiences", proposal.audiences)
    case .sites, .siteCount: return list("sites", proposal.sites)
    case .materials: return list("materials", proposal.materials)
    case .roles: return list(requester + ".roles", proposal.requester?.roles)
    case .person: return proposal.requester?.person.map { fact(requester + ".person", $0.value, $0.span) }
    case .tool: return proposal.tool.map { fact("tool", $0.value, $0.span) }
    case .workflow, .purpose: return proposal.workflow.map { fact("workflow", $0.value, $0.span) }
    case .autonomy: return proposal.autonomy.map { fact("autonomy", $0.value.rawValue, $0.span) }
    case .impact: return proposal.impact.map { fact("impact", $0.value.rawValue, $0.span) }
    case .starts: return proposal.starts.map { fact("starts", $0.value.description, $0.span) }
    case .ends: return proposal.ends.map { fact("ends", $0.value.description, $0.span) }
    case .duration:
      guard let starts = facts.starts, let ends = facts.ends else { return nil }
      return fact("ends", "\(ends), \(TimeSpan.days(ends - starts + 1)) from \(starts) on", proposal.ends?.span)
    case .participants: return proposal.participants.map { fact("participants", String($0.value), $0.span) }
    case .action, .stage: return facts.kind == .action ? fact("action", proposal.name.value, proposal.name.span) : nil
    case .inPilot: return fact("pilot", proposal.pilot?.value ?? "none", proposal.pilot?.span)
    case .attribute(let id):
      let name = tables.attributes[id].named.id
      return proposal.attributes.first { $0.key.value == name }.map { fact(name, $0.value.value.shown, $0.value.span) }
    case .path(let path): return verified(tables.paths[path])
    case .tier, .day: return nil
    }
  }

  /// A field of the policy: it is not somebody's word.
  private func verified(_ path: PolicyPath) -> Decision.FactShown? {
    let index = path.root == .tool ? facts.openTool?.index : facts.openWorkflow?.index
    guard let index, path.values.indices.contains(index), case .scalar(let scalar) = path.values[index] else {
      return nil
    }
    let value: String
    switch scalar {
    case .word: return nil
    case .flag(let flag): value = flag ? "yes" : "no"
    case .number(let number): value = number.description
    case .day(let day): value = day.description
    case .span(let span): value = span.description
    }
    return Decision.FactShown(field: path.name, value: value, place: nil, standing: .verified)
  }

  func fact(_ field: String, _ value: String, _ span: SourceSpan?) -> Decision.FactShown {
    Decision.FactShown(field: field, value: value, place: span.flatMap { place($0) }, standing: .attested)
  }

  // MARK: Missing facts

  private func missingMessage(_ fact: Fact) -> String {
    let name = quoted(tables.field(fact, kind: facts.kind))
    if fact.isOfPolicy { return "\(name) is asked for, and the policy does not state it" }
    switch fact {
    case .requesterRoles where proposal.requester?.roles?.isEmpty == true:
      return "\(name) names no role: in which role is this proposed?"
    case .pilot: return "the workflow may be used in pilots only, and no `pilot` is named"
    default: return "\(name) is not stated: what is left out counts against the proposal"
    }
  }

  // MARK: Gates

  private func explain(_ gate: Gate, _ subject: Subject, _ reason: inout Decision.Reason) {
    let workflow = facts.workflow.id.map { tables.workflows[$0] }
    let tool = facts.tool.id.map { tables.tools[$0] }
    let workflowName = quoted(proposal.workflow?.value ?? "")
    let toolName = quoted(proposal.tool?.value ?? "")
    let item = quoted(reason.subject ?? "")
    func standsIn(_ named: Named?) { if let named { reason.place = place(named.place) } }
    func shows(_ fields: MatchedField...) { reason.facts = fields.compactMap { shown($0) } }

    switch gate {
    case .workflowStatus:
      standsIn(workflow?.named)
      shows(.workflow)
      switch workflow?.status {
      case nil: reason.message = "the policy knows no workflow for this"
      case .proposed?: reason.message = "the workflow \(workflowName) is proposed; nobody has decided on it"
      case .suspended?:
        reason.message = "the workflow \(workflowName) is suspended"
        if let by = workflow?.liftedBy { reason.message += "; \(quoted(by)) can lift that" }
      case .refused?:
        reason.message = "the committee refused the workflow \(workflowName)"
        reason.because = workflow?.because
        reason.source = workflow?.sources ?? []
      case .retired?: reason.message = "the workflow \(workflowName) is retired"
      case .pilot?, .approved?: reason.message = "the workflow \(workflowName) is not approved for this"
      }
    case .workflowEdited:
      standsIn(workflow?.named)
      reason.message = "the workflow \(workflowName) was edited after it was approved: it needs a new vote"
    case .toolEdited:
      standsIn(tool?.named)
      reason.message = "the tool \(toolName) was edited after it was approved: it needs a new vote"
    case .workflowDates:
      standsIn(workflow?.named)
      reason.message = "the workflow \(workflowName) is not in effect \(days(reason))"
      shows(.starts, .ends)
    case .workflowSites:
      standsIn(workflow?.named)
      reason.message = "the workflow \(workflowName) is not approved for the site \(item)"
      shows(.sites)
    case .usedBy:
      standsIn(workflow?.named)
      reason.message = "the workflow \(workflowName) may not be used in these roles"
      shows(.roles)
    case .data:
      standsIn(workflow?.named)
      let isProhibited = reason.reasonClass == .forbidden
      reason.message =
        isProhibited
        ? "the data class \(item) is prohibited: no workflow may use it"
        : "the workflow \(workflowName) is not approved for the data class \(item)"
      shows(.data)
    case .audience:
      standsIn(workflow?.named)
      reason.message = "the workflow \(workflowName) is not approved for the audience \(item)"
      shows(.audiences)
    case .material:
      standsIn(workflow?.named)
      reason.message = "the material \(item) is not among those of the workflow \(workflowName)"
      shows(.materials)
    case .tool:
      standsIn(workflow?.named)
      reason.message = "the tool \(toolName) is not among those of the workflow \(workflowName)"
      shows(.tool)
    case .element:
      reason.message = "no data class of the policy holds the element \(item)"
    case .materialLapsed:
      if case .item(_, let id) = subject {
        let material = tables.materials[MaterialID(rawValue: id)]
        standsIn(material.named)
        reason.message = "the review of the material \(item) counted until \(material.until?.description ?? "")"
      }
      shows(.materials)
    case .toolStatus:
      standsIn(tool?.named)
      shows(.tool)
      switch tool?.status {
      case nil: reason.message = "the policy knows no such tool"
      case .requested?: reason.message = "the tool \(toolName) is requested; nobody has decided on it"
      case .inReview?: reason.message = "the tool \(toolName) is in review"
      case .pilotOnly?: reason.message = "the tool \(toolName) is for pilots only"
      case .suspended?:
        reason.message = "the tool \(toolName) is suspended"
        if let by = tool?.liftedBy { reason.message += "; \(quoted(by)) can lift that" }
      case .refused?:
        reason.message = "the committee refused the tool \(toolName)"
        reason.because = tool?.because
        reason.source = tool?.sources ?? []
      case .retired?: reason.message = "the tool \(toolName) is retired"
      case .approved?: reason.message = "the tool \(toolName) may not be used"
      }
    case .agreementDates:
      standsIn(tool?.named)
      reason.message = "no agreement with the vendor of \(toolName) is in force \(days(reason))"
      shows(.tool, .starts, .ends)
    case .agreementData:
      standsIn(tool?.named)
      reason.message = "the agreement with the vendor of \(toolName) does not cover the data class \(item)"
      shows(.data)
    case .agreementPurpose:
      standsIn(tool?.named)
      let purpose = workflow?.purpose.map { tables.purposes[$0].id } ?? ""
      reason.message = "the agreement with the vendor of \(toolName) does not cover the purpose \(quoted(purpose))"
      shows(.workflow)
    case .autonomy:
      standsIn(workflow?.named)
      reason.message = "the tool would do more on its own than the workflow \(workflowName) allows"
      shows(.autonomy)
    case .impact:
      standsIn(workflow?.named)
      reason.message = "the output would weigh more than the workflow \(workflowName) allows"
      shows(.impact)
    case .tier:
      standsIn(workflow?.named)
      let most = workflow?.tier.map { tables.tiers[$0].named.id } ?? ""
      reason.message = "the risk is above the tier \(quoted(most)) of the workflow \(workflowName)"
      shows(.data, .audiences)
    case .limitDuration:
      standsIn(workflow?.named)
      reason.message = "the pilot lasts longer than the workflow \(workflowName) allows"
      shows(.duration)
    case .limitSites:
      standsIn(workflow?.named)
      reason.message = "the pilot runs at \(facts.siteCount) sites, more than the workflow \(workflowName) allows"
      shows(.sites)
    case .limitParticipants:
      standsIn(workflow?.named)
      reason.message = "the pilot has more participants than the workflow \(workflowName) allows"
      shows(.participants)
    case .ownerVacant:
      reason.message = "nobody holds the role \(item), the pilot's owner, \(days(reason))"
      reason.facts = proposal.owner.map { [fact("owner", $0.value, $0.span)] } ?? []
    case .measures:
      standsIn(workflow?.named)
      reason.message =
        "a pilot of \(workflowName) needs a measure with metric, target and the baseline that the workflow asks for"
    case .stopWhen:
      standsIn(workflow?.named)
      reason.message = "a pilot of \(workflowName) must say in `stop-when` when it is stopped early"
    case .roleNotHeld:
      reason.message = "\(quoted(facts.person?.name ?? "")) does not hold the role \(item)"
      shows(.person, .roles)
    case .follows:
      let verdict = facts.follows.flatMap { tables.pilots[$0].proposal.verdict?.value }
      let name = quoted(proposal.follows?.value ?? "")
      reason.message =
        reason.reasonClass == .missingInformation
        ? "the pilot \(name) that it builds on has no verdict yet"
        : "the pilot \(name) that it builds on \(verdict.map { "ended with the verdict `\($0.rawValue)`" } ?? "was stopped")"
      if let follows = facts.follows { standsIn(tables.pilots[follows].named) }
    case .pilotBounds:
      if let pilot = facts.pilot { standsIn(tables.pilots[pilot].named) }
      let name = quoted(proposal.pilot?.value ?? "")
      reason.message =
        subject == .none
        ? "the action is not inside the registered pilot \(name): day, tool, workflow, autonomy or impact differ"
        : "\(item) is not inside the registered pilot \(name)"
    case .pilotDenied:
      if let pilot = facts.pilot { standsIn(tables.pilots[pilot].named) }
      reason.message = "the registered pilot \(quoted(proposal.pilot?.value ?? "")) is itself denied on this day"
    case .review, .approval: explainSignatures(subject, gate, &reason)
    case .dualRole:
      reason.message = "a person counts in one role for a proposal, and no choice of roles fills every seat"
    case .duty:
      if case .rule(let id) = subject {
        let rule = tables.rules[id]
        reason.rule = rule.named.id
        reason.title = rule.named.title.isEmpty ? nil : rule.named.title
        reason.because = rule.because
        reason.source = rule.sources
        standsIn(rule.named)
        reason.message = "a duty is due and nobody attests it: \(rule.duty?.text ?? "")"
      }
    case .dayDiffers:
      reason.message =
        "the action's day is \(judgement.days.lowerBound), the check is as of \(judgement.asOf): nobody dates an action back"
      reason.facts = proposal.at.map { [fact("at", $0.value.description, $0.span)] } ?? []
    case .pilotOver:
      reason.message = "the pilot ended on \(facts.ends?.description ?? ""), before \(judgement.asOf)"
      shows(.ends)
    case .evaluation:
      reason.message = "a condition compares what does not compare, and counts against the proposal"
      if case .rule(let id) = subject { standsIn(tables.rules[id].named) }
      if case .tier(let id) = subject { standsIn(tables.tiers[id].named) }
    case .invalid:
      let errors = prepared.diagnostics.all.filter { $0.severity == .error }
      reason.message = errors.first?.message.text.description ?? "the proposal does not decode"
      if errors.count > 1 { reason.message += ", and \(errors.count - 1) more" }
    case .missing: break
    }
  }

  /// Which demand, who has signed and why what is there does not count.
  private func explainSignatures(_ subject: Subject, _ gate: Gate, _ reason: inout Decision.Reason) {
    guard case .demand(let id) = subject else { return }
    let demand = tables.demands[id]
    let what = gate == .review ? "review" : "approval"
    reason.message = "the \(what) by \(quoted(tables.text(of: demand))) is missing"
    let day = DayJudgement(policy: policy, prepared: prepared, asOf: judgement.asOf, day: reason.from)
    let place = facts.sites?.first(where: { _ in true }).map { Holders.Where.at($0) } ?? .anywhereStated
    var causes: [String] = []
    var others = 0
    for signature in facts.signatures where concerns(signature, demand) {
      let objections = day.objections(to: signature, at: place).map { words($0) }
      guard !objections.isEmpty else { continue }
      // Somebody may attach thousands: some are named with their causes, the others counted.
      guard causes.count < Explanation.mostSignaturesNamed else {
        others += 1
        continue
      }
      let who = signature.person.map { quoted($0.name) } ?? "an entry without a name"
      let on = signature.on.map { " of \($0)" } ?? ""
      causes.append("the signature by \(who)\(on) does not count: \(objections.joined(separator: "; "))")
      if let fact = stated(signature) { reason.facts.append(fact) }
    }
    if others > 0 { causes.append("nor do \(others) more signatures") }
    if !causes.isEmpty { reason.message += "; " + causes.joined(separator: "; ") }
  }

  private static var mostSignaturesNamed: Int { 20 }

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

  private func concerns(_ signature: Signature, _ demand: Demand) -> Bool {
    demand.signers.contains { signer in
      switch (signer, signature.kind) {
      case (.role(let role), .approval): demand.kind == .approval && signature.role == role
      case (.role(let role), .review): demand.kind == .review && signature.role == role
      case (.committee(let committee), .seat(let vote, _)): facts.votes[vote].committee == committee
      case (.role, .seat), (.committee, .approval), (.committee, .review): false
      }
    }
  }

  private func words(_ objection: DayJudgement.Objection) -> String {
    switch objection {
    case .noRole: "it names no role"
    case .noPerson: "it names nobody"
    case .noDay: "it has no day"
    case .dated(let day): "it is dated \(day), after the day of the check"
    case .notListed: "`people` does not list the person"
    case .roleNotHeld(let day): "the role was not held on \(day) at every site"
    case .requester: "the person is the requester or actor"
    case .conflict: "the person has an interest in the tool"
    case .delegatorNotClear: "whoever delegated the role is the requester, or has an interest in the tool"
    case .requesterUnknown: "nobody knows who asks"
    case .toolUnknown: "nobody knows for which tool"
    case .unbound: "it has no `content` that binds it to this text"
    case .wrongContent: "it was given for another text\(changed)"
    case .lapsed(let day): "it counted until \(day)"
    }
  }

  /// What changed since an approval was given, as far as its 24 digits tell.
  private var changed: String {
    for approval in proposal.approvals ?? [] {
      guard let stated = approval.content?.value else { continue }
      let changes = prepared.parts.changes(since: stated)
      if !changes.isEmpty { return " (changed: \(changes.joined(separator: ", ")))" }
    }
    return ""
  }

  // MARK: Words

  func quoted(_ name: String) -> String { "`\(visible(name))`" }

  private func days(_ reason: Decision.Reason) -> String {
    reason.from == reason.until ? "on \(reason.from)" : "from \(reason.from) to \(reason.until)"
  }
}

extension Proposal.StatedValue {
  /// For people.
  fileprivate var shown: String {
    switch self {
    case .word(let text): text
    case .number(let number): number.description
    case .flag(let flag): flag ? "yes" : "no"
    case .list(let words): words.isEmpty ? "none" : words.joined(separator: ", ")
    case .other: ""
    }
  }
}
