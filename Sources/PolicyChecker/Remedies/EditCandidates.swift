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
  var signers: Signers { Signers(policy, prepared, asOf: asOf) }

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
    } else if facts.person == nil {
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

  /// The registered pilots of the workflow that an action could be part of; stating the one it is part of is no change of
  /// it.
  var pilots: [Edit] {
    guard facts.kind == .action, facts.pilot == nil else { return [] }
    let pilots = tables.pilots.ids.filter { policy.pilots[$0.index].facts.workflow == facts.workflow }
    return pilots.map { .state("pilot", .pilot(tables.pilots[$0].named.id)) }
  }

  func allowedTools(of workflow: WorkflowID) -> [String] {
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
    var fields = FieldsRead(self)
    switch key.code {
    case .missing: return statement(for: key).map { [$0] } ?? []
    case .rule(let id): fields.add(rule: id)
    case .gate(let gate): add(gate, key.subject, &fields)
    }
    fields.addDaysOfRoles()
    if wide { fields.values.widen() }
    return fields.all
  }

  private func add(_ gate: Gate, _ subject: Subject, _ fields: inout FieldsRead) {
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
  var guards: [Guard] {
    let index = tables.index
    var ids = index.general
    if let workflow = facts.openWorkflow ?? facts.workflow.id { ids += index.workflow[workflow] }
    if let tool = facts.tool.id { ids += index.tool[tool] }
    for material in facts.materials ?? IDSet() { ids += index.material[material] }
    if let pilot = facts.pilot { ids += index.pilot[pilot] }
    return ids.map { tables.guards[$0] }
  }
}
