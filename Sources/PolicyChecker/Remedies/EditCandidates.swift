import PolicyBasics
import SourceText

/// The edits that could bear on a reason: those of the fields that its guard reads, and no others.
struct EditCandidates {
  let policy: CompiledPolicy.Storage
  let prepared: PreparedProposal
  let asOf: Day

  private var tables: PolicyTables { policy.tables }
  private var facts: ProposalFacts { prepared.facts }
  private var proposal: Proposal { prepared.proposal }
  private var signers: Signers { Signers(policy, prepared, asOf: asOf) }

  init(_ policy: CompiledPolicy.Storage, _ prepared: PreparedProposal, asOf: Day) {
    self.policy = policy
    self.prepared = prepared
    self.asOf = asOf
  }

  /// What is simply not stated, and is the reason.
  func statement(for key: ReasonKey) -> Edit? {
    switch key.code {
    case .missing(let fact): fact.isOfPolicy ? nil : .state(tables.field(fact, kind: facts.kind), .nothing)
    case .gate(.stopWhen): .state("stop-when", .stopWhen)
    case .gate(.measures): isMeasuredTooLate ? nil : measure
    case .gate, .rule: nil
    }
  }

  /// There is a whole measure, and the pilot starts too early for it: a later start helps.
  private var isMeasuredTooLate: Bool {
    facts.measures.contains { $0.hasMetricAndTarget && $0.hasBaseline && $0.measuredUntil != nil }
  }

  private var measure: Edit {
    let metric = facts.openWorkflow.flatMap { tables.workflows[$0].metrics?.first } ?? "stated"
    return .state("measures", .measure(metric: metric, until: facts.starts?.adding(days: -1)))
  }

  // MARK: Signatures

  /// For a reason about a signature or a duty: what is missing, given. A remedy does not show a way around an approval
  /// while somebody can give it.
  func signatures(for key: ReasonKey) -> [Edit] {
    let edits: [Edit]
    guard case .gate(let gate) = key.code else { return [] }
    if case .demand(let id) = key.subject {
      edits = signers.edits(for: tables.demands[id])
    } else if gate == .dualRole {
      edits = signers.editsForSeveralRoles()
    } else if gate == .duty, case .rule(let id) = key.subject {
      return signers.edits(forDuty: id)
    } else {
      return []
    }
    return edits.isEmpty ? [] : edits + unknownToSigners
  }

  /// S32: while requester, actor or tool is absent, no signature counts. What is stated later stands in for it.
  private var unknownToSigners: [Edit] {
    var result: [Edit] = []
    let requester = facts.kind == .pilot ? "requested-by" : "actor"
    if !facts.requesterIsStated {
      result.append(.state(requester, .requester(nobody)))
    } else if facts.person == nil, facts.kind == .pilot || facts.autonomy != .autonomous {
      result.append(.state(requester + ".person", .requesterPerson(nobody)))
    }
    if facts.tool.isAbsent, let workflow = facts.openWorkflow {
      result += allowedTools(of: workflow).map { .state("tool", .tool($0)) }
    }
    return result
  }

  /// A name that nobody of the policy or the proposal has.
  private var nobody: String {
    var taken = Set(tables.people.elements.map(\.id))
    taken.formUnion(facts.signatures.compactMap { $0.person?.name })
    var name = "somebody"
    while taken.contains(name) { name += "-else" }
    return name
  }

  private func allowedTools(of workflow: WorkflowID) -> [String] {
    for id in tables.index.workflow[workflow] {
      guard case .gate(.tool) = tables.guards[id].origin, case .formula(let formula, _) = tables.guards[id].test,
        tables.formulas[formula].operation == .test,
        case .isNone(let tools) = tables.tests[TestID(rawValue: tables.formulas[formula].first)].relation
      else { continue }
      return tools.compactMap { tool in
        guard case .word(let id) = tool, tables.tools.contains(ToolID(rawValue: id)) else { return nil }
        let entry = tables.tools[ToolID(rawValue: id)]
        return entry.isOpen ? entry.named.id : nil
      }
    }
    return []
  }

  // MARK: Other fields

  /// - Parameter wide: with the bounds of all other conditions on the same fields, too.
  func edits(for key: ReasonKey, wide: Bool) -> [Edit] {
    var fields = Fields(self)
    switch key.code {
    case .missing: return statement(for: key).map { [$0] } ?? []
    case .rule(let id): fields.add(rule: id)
    case .gate(let gate): add(gate, key.subject, &fields)
    }
    if wide { fields.values.widen() }
    return fields.all
  }

  private func add(_ gate: Gate, _ subject: Subject, _ fields: inout Fields) {
    switch gate {
    case .data, .audience, .material, .workflowSites, .agreementData: fields.leaveOut(subject)
    case .pilotBounds:
      fields.leaveOut(subject)
      if subject == .none { fields.values.addAutonomyAndImpact() }
    case .materialLapsed:
      fields.leaveOut(subject)
      for rule in guards where rule.origin == .gate(gate) {
        if case .lapsed(let material, let formula) = rule.test, subject == .item(.materials, material.rawValue) {
          fields.add(formula)
        }
      }
    case .element: if case .element(let element) = subject { fields.edits.append(.leaveOut(.elements, element)) }
    case .workflowDates, .agreementDates, .agreementPurpose, .autonomy, .impact, .limitDuration, .limitSites,
      .limitParticipants, .tier, .tool, .toolStatus, .workflowStatus, .usedBy:
      for rule in guards where rule.origin == .gate(gate) {
        if case .formula(let formula, _) = rule.test { fields.add(formula) }
      }
    case .ownerVacant: if case .role(let role) = subject { fields.addDays(ofHolding: role) }
    case .measures:
      fields.edits.append(measure)
      for measure in facts.measures {
        if let until = measure.measuredUntil { fields.values.addStart(until.adding(days: 1)) }
      }
    case .stopWhen: fields.edits.append(.state("stop-when", .stopWhen))
    case .pilotOver: fields.values.addEnd(asOf)
    case .evaluation:
      if case .rule(let id) = subject { fields.add(rule: id) }
      if case .tier(let id) = subject, let formula = tables.tiers[id].formula { fields.add(formula) }
    case .approval, .review:
      guard case .demand(let id) = subject else { break }
      fields.add(demand: id, tables.demands[id])
    case .duty:
      if case .rule(let id) = subject { fields.add(rule: id) }
    case .workflowEdited, .toolEdited, .roleNotHeld, .follows, .pilotDenied, .dualRole, .dayDiffers, .invalid, .missing:
      break
    }
  }

  /// The guards that stand beside the proposal's workflow, tool, materials and pilot, and those for everybody.
  fileprivate var guards: [Guard] {
    let index = tables.index
    var ids = index.general
    if let workflow = facts.openWorkflow ?? facts.workflow.id { ids += index.workflow[workflow] }
    if let tool = facts.tool.id { ids += index.tool[tool] }
    for material in facts.materials ?? IDSet() { ids += index.material[material] }
    if let pilot = facts.pilot { ids += index.pilot[pilot] }
    return ids.map { tables.guards[$0] }
  }
}

/// The fields that conditions read, and the edits that are open on them.
private struct Fields {
  let candidates: EditCandidates
  var values: NearestValues
  var edits: [Edit] = []

  private var tables: PolicyTables { candidates.policy.tables }
  private var facts: ProposalFacts { candidates.prepared.facts }
  private var proposal: Proposal { candidates.prepared.proposal }

  init(_ candidates: EditCandidates) {
    self.candidates = candidates
    values = NearestValues(candidates.policy, candidates.prepared, asOf: candidates.asOf)
  }
}

extension Fields {
  // MARK: Conditions

  mutating func add(_ formula: FormulaID) {
    let node = tables.formulas[formula]
    guard node.operation == .test else {
      for part in node.first..<(node.first + node.count) { add(FormulaID(rawValue: part)) }
      return
    }
    add(tables.tests[TestID(rawValue: node.first)])
  }

  /// The conditions of a rule, and those of the exceptions that could lift it.
  mutating func add(rule id: RuleID) {
    for rule in tables.guards.elements where rule.origin == .rule(id) {
      switch rule.test {
      case .formula(let formula, _), .duty(let formula?), .demand(let formula?, _, _): add(formula)
      case .always, .duty(nil), .demand(nil, _, _), .uncovered, .owed, .lapsed, .unknownElements, .rolesHeld,
        .ownerHeld, .measures, .stopWhen, .pilotDays, .pilotAllowed:
        break
      }
      values.add(rule.effective)
    }
    let tables = tables
    for exception in tables.rules[id].exceptions.map({ tables.exceptions[$0] }) {
      for formula in exception.formulas { add(formula) }
      values.add(exception.effective)
      leaveOutSites { site in !exception.sites.contains { tables.siteTree.isWithin(site, $0) } }
    }
  }

  /// What a demand rests on besides signatures: the conditions of whoever asks for it, and the sites where it is met.
  mutating func add(demand id: DemandID, _ demand: Demand) {
    for rule in candidates.guards {
      guard case .demand(let formula, id, _) = rule.test else { continue }
      if let formula { add(formula) }
      if case .tier = rule.origin { addTiers() }
    }
    leaveOutSites { _ in true }
    if let lapse = tables.switches.approvalsLapse?.end(after: candidates.asOf) { values.addEnd(lapse) }
  }

  private mutating func add(_ test: Test) {
    values.add(test)
    let tables = tables
    func concerns<ID: DenseID>(_ touched: IDSet<ID>, _ own: ID, isCovered: (IDSet<ID>) -> Bool) -> Bool {
      switch test.relation {
      case .any(let ids), .all(let ids), .none(let ids): ids.contains { touched.contains(ID(rawValue: $0)) }
      case .only(let ids): !isCovered(IDSet(ids.map { ID(rawValue: $0) }))
      case .isOne, .isNone, .atLeast, .atMost, .before, .after: true
      }
    }
    switch test.field {
    case .data:
      leaveOutData { id in
        concerns(tables.dataTree.touched(by: IDSet([id])), id) { tables.dataTree.isCovered(id, by: $0) }
      }
    case .sensitivity: leaveOutData { _ in true }
    case .audiences:
      for id in facts.audiences ?? IDSet() {
        let touched = tables.audienceTree.touched(by: IDSet([id]))
        guard concerns(touched, id, isCovered: { tables.audienceTree.isCovered(id, by: $0) }) else { continue }
        edits.append(.leaveOut(.audiences, tables.audiences[id].id))
      }
    case .sites:
      leaveOutSites { id in
        concerns(tables.siteTree.touched(by: IDSet([id])), id) { list in
          list.contains { tables.siteTree.isWithin(id, $0) }
        }
      }
    case .siteCount: leaveOutSites { _ in true }
    case .materials:
      for id in facts.materials ?? IDSet() where concerns(IDSet([id]), id, isCovered: { $0.contains(id) }) {
        edits.append(.leaveOut(.materials, tables.materials[id].named.id))
      }
    case .tier: addTiers()
    case .attribute(let id):
      guard case .set(let words)? = facts.attributes.first(where: { $0.attribute == id })?.value else { break }
      let entry = tables.attributes[id]
      edits += words.filter { entry.words.indices.contains(Int($0)) }
        .map { .leaveOut(.attribute(entry.named.id), entry.words[Int($0)]) }
    case .roles, .tool, .workflow, .purpose, .autonomy, .impact, .person, .duration, .starts, .ends, .participants,
      .action, .stage, .inPilot, .day, .path:
      break
    }
  }

  /// A tier's condition does not read `tier` (S25), so this ends.
  private mutating func addTiers() {
    for tier in tables.tiers.elements { if let formula = tier.formula { add(formula) } }
  }

  // MARK: Lists

  mutating func leaveOut(_ subject: Subject) {
    guard case .item(let field, let id) = subject else { return }
    switch field {
    case .data: leaveOutData { $0.rawValue == id }
    case .audiences: edits.append(.leaveOut(.audiences, tables.audiences[AudienceID(rawValue: id)].id))
    case .materials: edits.append(.leaveOut(.materials, tables.materials[MaterialID(rawValue: id)].named.id))
    case .sites: edits.append(.leaveOut(.sites, tables.sites[SiteID(rawValue: id)].id))
    }
  }

  /// Classes stand in `data`, come with `elements` and with materials (S9).
  private mutating func leaveOutData(_ concerns: (DataClassID) -> Bool) {
    for stated in proposal.data ?? [] {
      if let id = candidates.policy.names.data[stated.value], concerns(id) {
        edits.append(.leaveOut(.data, stated.value))
      }
    }
    for stated in proposal.elements ?? [] {
      if candidates.policy.names.elements[stated.value]?.contains(where: concerns) == true {
        edits.append(.leaveOut(.elements, stated.value))
      }
    }
    for id in facts.materials ?? IDSet() where tables.materials[id].classes.contains(where: concerns) {
      edits.append(.leaveOut(.materials, tables.materials[id].named.id))
    }
  }

  private mutating func leaveOutSites(_ concerns: (SiteID) -> Bool) {
    for id in facts.sites ?? IDSet() where concerns(id) { edits.append(.leaveOut(.sites, tables.sites[id].id)) }
  }

  // MARK: Days

  mutating func addDays(ofHolding role: RoleID) {
    for person in tables.people.elements {
      for holding in person.holdings where tables.roles[holding.role].includes.contains(role) {
        values.add(holding.days)
      }
      for delegation in person.delegations where delegation.role == role { values.add(delegation.days) }
    }
  }
}

extension Fields {
  /// What is collected, values included.
  var all: [Edit] { edits + values.edits }
}
