import PolicyBasics
import SourceText

// A reason in words: the rule's `because` as it was voted on, the proposal's own values, and what else one should know.
// The gates speak in files of their own: of workflows, tools, people, pilots and signatures.

extension Explanation {
  func reason(
    for key: ReasonKey, _ holding: Judgement.Holding, code: String, subject: String?
  ) -> Decision.Reason {
    var reason = Decision.Reason(
      code: code, reasonClass: holding.reasonClass, subject: subject, rule: nil, title: nil, because: nil, message: "",
      notes: [], place: nil, source: [], from: holding.first, until: holding.last, facts: [], remedies: [])
    switch key.code {
    case .rule(let id): explain(rule: id, &reason)
    case .missing(let fact): explain(missing: fact, &reason)
    case .gate(let gate): explain(gate, key.subject, &reason)
    }
    return reason
  }

  private func explain(_ gate: Gate, _ subject: Subject, _ reason: inout Decision.Reason) {
    switch gate {
    case .workflowStatus, .workflowEdited, .workflowDates, .workflowSites, .usedBy, .data, .audience, .material, .tool,
      .element, .materialLapsed, .autonomy, .impact, .tier:
      explainWorkflow(gate, subject, &reason)
    case .toolStatus, .toolEdited, .agreementDates, .agreementData, .agreementPurpose: explainTool(gate, &reason)
    case .ownerVacant, .roleNotHeld, .dualRole, .dayDiffers: explainPeople(gate, &reason)
    case .limitDuration, .limitSites, .limitParticipants, .measures, .stopWhen, .follows, .pilotBounds, .pilotDenied,
      .pilotOver:
      explainPilot(gate, subject, &reason)
    case .review, .approval, .duty: explainSignature(gate, subject, &reason)
    case .evaluation:
      reason.message = "a condition compares what does not compare, and counts against the proposal"
      if case .rule(let id) = subject {
        name(id, &reason)
        reason.facts = factsRead(by: id)
        reason.notes = exceptions(of: id, on: reason)
      }
      if case .tier(let id) = subject { reason.place = place(tables.tiers[id].named.place) }
    case .invalid:
      // Which of several comes first in the proposal means nothing (S58).
      let errors = prepared.diagnostics.all.filter { $0.severity == .error }.sorted {
        $0.message.text.description.precedes($1.message.text.description)
      }
      reason.message = errors.first?.message.text.description ?? "the proposal does not decode"
      if errors.count > 1 { reason.message += ", and \(errors.count - 1) more" }
      reason.notes = errors.prefix(1).compactMap { $0.message.help?.description }
    case .missing: break
    }
  }

  // MARK: Rules

  private func explain(rule id: RuleID, _ reason: inout Decision.Reason) {
    name(id, &reason)
    reason.facts = factsRead(by: id)
    let values = reason.facts.map { "\(quoted($0.field)) is \(quoted($0.value))" }
    reason.message =
      "the \(tables.rules[id].isInvariant ? "red line" : "rule") \(quoted(reason.code)) speaks against it"
    if !values.isEmpty { reason.message += ": " + values.joined(separator: ", ") }
    if let since = since(judged(on: reason.from).absentFacts(behind: ReasonKey(.rule(id)))) {
      reason.notes.append("the proposal is in its tier of risk\(since)")
    }
    reason.notes +=
      tables.rules[id].isInvariant
      ? ["it is a red line of the policy, which no exception lifts"] : exceptions(of: id, on: reason)
  }

  /// Whose words they are, and where they stand.
  func name(_ id: RuleID, _ reason: inout Decision.Reason) {
    let rule = tables.rules[id]
    reason.rule = rule.named.id
    reason.title = rule.named.title.isEmpty ? nil : rule.named.title
    reason.because = rule.because
    reason.source = inOrder(rule.sources)
    reason.place = place(rule.named.place)
  }

  /// S49: each exception of the rule that fails for its days alone on one of the reason's, and who granted it.
  func exceptions(of id: RuleID, on reason: Decision.Reason) -> [String] {
    let context = DayFacts(policy, facts, on: reason.from)
    let day = judged(on: reason.from)
    return tables.rules[id].exceptions.filter { day.fits($0, context) }.compactMap { exception in
      let entry = tables.exceptions[exception]
      let name = "the exception \(quoted(entry.named.id)), granted by \(quoted(entry.grantedBy)),"
      let begins = entry.effective.from.flatMap { $0 > reason.from ? $0 : nil }
      let ended = entry.effective.until.flatMap { $0 < reason.until ? $0 : nil }
      return switch (begins, ended) {
      case (let begins?, let ended?): "\(name) begins on \(begins) and ends on \(ended)"
      case (let begins?, nil): "\(name) begins on \(begins)"
      case (nil, let ended?): "\(name) ended on \(ended)"
      case (nil, nil): nil
      }
    }
  }

  // MARK: Missing facts

  private func explain(missing fact: Fact, _ reason: inout Decision.Reason) {
    let name = quoted(tables.field(fact, kind: facts.kind))
    if fact.isOfPolicy {
      reason.message = "the policy does not state \(name), and a rule asks for it"
      return
    }
    switch fact {
    case .requesterRoles where proposal.requester?.roles?.isEmpty == true:
      reason.message = "\(name) is empty: nobody knows in which role this is asked"
    case .pilot:
      reason.message = "the workflow may be used in pilots only, and \(name) does not say in which"
      shows(.workflow, &reason)
    case .attribute(let id):
      let title = tables.attributes[id].named.title
      reason.message = "\(name) is not stated" + (title.isEmpty ? "" : ": \(visible(title))")
      reason.place = place(tables.attributes[id].named.place)
      reason.notes = rulesThatAsk(for: fact, &reason)
    case .workflow, .tool, .autonomy, .impact, .data, .audiences, .sites, .materials, .starts, .ends, .owner,
      .participants, .at, .requester, .requesterPerson, .requesterRoles, .policy:
      reason.message = "\(name) is not stated, and what is left out counts against the proposal"
    }
  }

  /// For whose sake a fact is asked for.
  private func rulesThatAsk(for fact: Fact, _ reason: inout Decision.Reason) -> [String] {
    var rules: [RuleID] = []
    for absent in judged(on: reason.from).asked().absent where absent.fact == fact {
      if case .rule(let id) = tables.guards[absent.asker].origin, !rules.contains(id) { rules.append(id) }
    }
    return rules.sorted().flatMap { id in
      ["the rule \(quoted(tables.rules[id].named.id)) asks for it: \(visible(tables.rules[id].because))"]
        + exceptions(of: id, on: reason)
    }
  }

  /// `, since x is not stated`: for want of what something counts that perhaps would not (S12).
  func since(_ facts: [Fact]) -> String? {
    let own = inOrder(facts.filter { !$0.isOfPolicy }.map { tables.field($0, kind: self.facts.kind) })
    let ofPolicy = inOrder(facts.filter(\.isOfPolicy).map { tables.field($0, kind: self.facts.kind) })
    var parts: [String] = []
    if !own.isEmpty { parts.append("\(list(own)) \(own.count == 1 ? "is" : "are") not stated") }
    if !ofPolicy.isEmpty { parts.append("the policy does not state \(list(ofPolicy))") }
    return parts.isEmpty ? nil : ", since \(parts.joined(separator: " and "))"
  }

  // MARK: Words

  func quoted(_ name: String) -> String { "`\(visible(name))`" }

  /// "on 2026-10-01", "from 2027-04-01 to 2027-05-14".
  func days(_ reason: Decision.Reason) -> String {
    reason.from == reason.until ? "on \(reason.from)" : "from \(reason.from) to \(reason.until)"
  }

  /// "`a`, `b` and `c`".
  func list(_ names: [String], by last: String = "and") -> String {
    let names = names.map { quoted($0) }
    guard let final = names.last, names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " \(last) " + final
  }

  var workflowName: String { quoted(proposal.workflow?.value ?? "") }
  var toolName: String { quoted(proposal.tool?.value ?? "") }

  /// The bounds that a gate of the proposal's workflow or tool compares with.
  func bounds(of gate: Gate) -> [Relation] {
    var relations: [Relation] = []
    func visit(_ formula: FormulaID) {
      let node = tables.formulas[formula]
      guard node.operation == .test else {
        for part in node.first..<(node.first + node.count) { visit(FormulaID(rawValue: part)) }
        return
      }
      relations.append(tables.tests[TestID(rawValue: node.first)].relation)
    }
    let ids =
      (facts.openWorkflow.map { tables.index.workflow[$0] } ?? [])
      + (facts.openTool.map { tables.index.tool[$0] } ?? [])
    for rule in ids.map({ tables.guards[$0] }) where rule.origin == .gate(gate) {
      if case .formula(let formula, _) = rule.test { visit(formula) }
    }
    return relations
  }

  /// The most that a limit allows.
  func most(of gate: Gate) -> Scalar? {
    for case .after(.constant(let most)) in bounds(of: gate) { return most }
    return nil
  }

  /// "until 2027-03-31", "from 2026-08-01 to 2027-03-31".
  func period(of gate: Gate) -> String? {
    var from: Day?
    var until: Day?
    for relation in bounds(of: gate) {
      if case .before(.constant(.day(let day))) = relation { from = day }
      if case .after(.constant(.day(let day))) = relation { until = day }
    }
    return switch (from, until) {
    case (let from?, let until?): "from \(from) to \(until)"
    case (let from?, nil): "from \(from) on"
    case (nil, let until?): "until \(until)"
    case (nil, nil): nil
    }
  }

  /// S25: the tier that the proposal has on a day.
  func tier(on day: Day) -> TierID? { DayFacts(policy, facts, on: day).tier }

  /// Of a list no more than these are named.
  static var mostListed: Int { 5 }
}
