import Description
import PolicyBasics
import PolicyChecker
import PolicyLanguage
import ProposalCoding
import SourceText

// The gates of S23, as guards of their workflow, tool or pilot.

extension Lowering {
  // MARK: Tools

  mutating func lowerTools() {
    var entries: [ToolEntry] = []
    tables.index.tool = Table(repeating: [], count: names.tools.table.count)
    for id in names.tools.table.ids {
      let declaration = names.tools.table[id]
      let tool = declaration.value
      var entry = ToolEntry(named: named(declaration), status: tool.status.value)
      entry.because = tool.remarks.because?.text
      entry.sources = (tool.remarks.source ?? []).map(\.text)
      entry.approvedBy = tool.approved?.by.id
      entry.liftedBy = tool.liftedBy?.id
      entry.agreementEnds = tool.agreement?.until?.value
      entry.content = tool.proposalContent(names)
      entries.append(entry)
      for rule in guards(of: tool) { tables.index.tool[id].append(tables.guards.append(rule)) }
    }
    tables.tools = Table(entries)
  }

  private mutating func guards(of tool: Tool) -> [Guard] {
    var result: [Guard] = []
    func add(_ gate: Gate, kinds: KindSet = .both, _ test: GuardTest) {
      result.append(Guard(.gate(gate), kinds: kinds, test: test))
    }
    switch tool.status.value {
    case .approved: break
    case .pilotOnly:
      let outside = conditions.formula(.inPilot, .isOne([.flag(false)]))
      add(.toolStatus, kinds: .action, .formula(outside, .forbidden))
    case .requested, .inReview: add(.toolStatus, .always(.notCovered))
    case .suspended, .retired: add(.toolStatus, .always(.forbidden))
    case .refused:
      add(.toolStatus, .always(.forbidden))
      return result
    }
    if let content = tool.approved?.content, content.value.digits != tool.declarationFingerprint(names) {
      add(.toolEdited, .always(.missingApproval))
    }
    let agreement = tool.agreement
    if let agreement {
      let days = Period(from: agreement.from?.value, until: agreement.until?.value)
      note(days)
      if let outside = outside(days) { add(.agreementDates, .formula(outside, .forbidden)) }
    } else {
      add(.agreementDates, .always(.forbidden))
    }
    add(
      .agreementData,
      .uncovered(.data, IDList((agreement?.data ?? []).compactMap { names.resolve($0)?.rawValue }), .forbidden))
    if !names.purposes.isEmpty, let agreement {
      let purposes = (agreement.purposes ?? []).compactMap { names.resolve($0) }.map { Scalar.word($0.rawValue) }
      add(.agreementPurpose, .formula(conditions.formula(.purpose, .isNone(purposes)), .forbidden))
    }
    return result
  }

  /// True on days outside a period; `nil` where it binds nothing.
  private mutating func outside(_ period: Period) -> FormulaID? {
    var parts: [(MatchedField, Relation)] = []
    if let from = period.from { parts.append((.day, .before(.constant(.day(from))))) }
    if let until = period.until { parts.append((.day, .after(.constant(.day(until))))) }
    return parts.isEmpty ? nil : conditions.formula(any: parts)
  }

  // MARK: Workflows

  mutating func lowerWorkflows() {
    var entries: [WorkflowEntry] = []
    tables.index.workflow = Table(repeating: [], count: names.workflows.table.count)
    for id in names.workflows.table.ids {
      let declaration = names.workflows.table[id]
      let workflow = declaration.value
      var entry = WorkflowEntry(named: named(declaration), status: workflow.status.value)
      entry.because = workflow.remarks.because?.text
      entry.sources = (workflow.remarks.source ?? []).map(\.text)
      entry.approvedBy = workflow.approved?.by.id
      entry.liftedBy = workflow.liftedBy?.id
      entry.owner = workflow.owner.flatMap { names.resolve($0) }
      entry.purpose = workflow.purpose.flatMap { names.resolve($0) }
      entry.tier = workflow.tier.flatMap { names.resolve($0) }
      entry.metrics = workflow.metrics?.all.map(\.id).sorted()
      entry.stepIDs = (workflow.review ?? []).compactMap { $0.id?.value.text }.sorted()
      entry.content = workflow.proposalContent(names)
      let actions = workflow.actions?.all.map { ($0.id, $0.value.stage.value) } ?? Lowering.defaultActions
      entry.actions = actions.compactMap { name, stage in actionIDs[name].map { ActionStage(action: $0, stage: stage) }
      }
      .sorted { $0.action < $1.action }
      var guards = statusGuards(of: workflow)
      if workflow.status.value != .refused {
        guards += boundGuards(of: workflow)
        guards += pilotGuards(of: workflow)
        let byRole = Dictionary(grouping: workflow.review ?? [], by: \.by.id)
        for step in workflow.review ?? [] {
          guard let (demand, stage) = demand(step) else { continue }
          guards.append(Guard(.gate(.review), kinds: .action, test: .demand(nil, demand, before: stage)))
          // S35: where the workflow has two by that role, an entry that names no step counts for neither.
          if (byRole[step.by.id]?.count ?? 0) > 1 { entry.ambiguousSteps.insert(demand) }
        }
      }
      for rule in guards { tables.index.workflow[id].append(tables.guards.append(rule)) }
      entries.append(entry)
    }
    tables.workflows = Table(entries)
  }

  private func statusGuards(of workflow: Workflow) -> [Guard] {
    func status(_ test: GuardTest, kinds: KindSet = .both) -> Guard {
      Guard(.gate(.workflowStatus), kinds: kinds, test: test)
    }
    switch workflow.status.value {
    case .approved: return []
    case .pilot: return [status(.owed(.pilot), kinds: .action)]
    case .proposed: return [status(.always(.notCovered))]
    case .suspended, .refused, .retired: return [status(.always(.forbidden))]
    }
  }

  private mutating func boundGuards(of workflow: Workflow) -> [Guard] {
    var result: [Guard] = []
    func add(_ gate: Gate, kinds: KindSet = .both, _ test: GuardTest) {
      result.append(Guard(.gate(gate), kinds: kinds, test: test))
    }
    func ids<Target, ID: DenseID>(_ references: [Reference<Target>]?, _ resolve: (Reference<Target>) -> ID?) -> IDList {
      IDList((references ?? []).compactMap { resolve($0)?.rawValue })
    }
    if let content = workflow.approved?.content, content.value.digits != workflow.declarationFingerprint(names) {
      add(.workflowEdited, .always(.missingApproval))
    }
    if let effective = workflow.effective?.period {
      note(effective)
      if let outside = outside(effective) { add(.workflowDates, .formula(outside, .forbidden)) }
    }
    if workflow.sites != nil {
      add(.workflowSites, .uncovered(.sites, ids(workflow.sites, names.resolve), .notCovered))
    }
    if workflow.usedBy != nil {
      add(.usedBy, .formula(conditions.formula(.roles, .none(ids(workflow.usedBy, names.resolve).ids)), .forbidden))
    }
    add(.data, .uncovered(.data, ids(workflow.data?.classes, names.resolve), .notCovered))
    add(.audience, .uncovered(.audiences, ids(workflow.audiences, names.resolve), .notCovered))
    add(.material, .uncovered(.materials, ids(workflow.materials?.references, names.resolve), .notCovered))
    // A refused or unlisted tool is the tool's own affair: no other gate reads it (S23).
    let closed = names.tools.table.ids.filter { names.tools.table[$0].value.status.value == .refused }.map(\.rawValue)
    let tools = ids(workflow.tools?.references, names.resolve).ids + closed + [.max]
    add(.tool, .formula(conditions.formula(.tool, .isNone(tools.map { .word($0) })), .notCovered))
    if let autonomy = workflow.autonomy?.value {
      add(
        .autonomy, .formula(conditions.formula(.autonomy, .after(.constant(.word(UInt32(autonomy.rank))))), .forbidden))
    }
    if let impact = workflow.impact?.value {
      add(.impact, .formula(conditions.formula(.impact, .after(.constant(.word(UInt32(impact.rank))))), .forbidden))
    }
    if let tier = workflow.tier.flatMap({ names.resolve($0) }) {
      add(.tier, .formula(conditions.formula(.tier, .after(.constant(.word(tier.rawValue)))), .forbidden))
    }
    return result
  }

  private mutating func pilotGuards(of workflow: Workflow) -> [Guard] {
    guard let need = workflow.pilotsNeed else { return [] }
    var result: [Guard] = []
    func add(_ gate: Gate, _ test: GuardTest) { result.append(Guard(.gate(gate), kinds: .pilot, test: test)) }
    func above(_ field: MatchedField, _ most: Scalar) -> GuardTest {
      .formula(conditions.formula(field, .after(.constant(most))), .forbidden)
    }
    for approval in need.approvals ?? [] {
      if let demand = demand(approval, kind: .approval) { add(.approval, .demand(nil, demand, before: nil)) }
    }
    if let measures = need.measures, measures.required.value {
      add(
        .measures, .measures(baseline: measures.baseline != nil, beforeStart: measures.baseline?.value == .beforeStart))
    }
    if need.stopWhen != nil { add(.stopWhen, .stopWhen) }
    if let limits = need.limits {
      if let duration = limits.duration { add(.limitDuration, above(.duration, .span(duration.value.span))) }
      if let sites = limits.sites { add(.limitSites, above(.siteCount, .number(Decimal(sites.value)))) }
      if let participants = limits.participants {
        add(.limitParticipants, above(.participants, .number(Decimal(participants.value))))
      }
    }
    return result
  }

  // MARK: The register

  mutating func lowerPilots() {
    var entries: [PilotEntry] = []
    tables.index.pilot = Table(repeating: [], count: names.pilots.table.count)
    tables.index.follows = Table(repeating: [], count: names.pilots.table.count)
    for id in names.pilots.table.ids {
      let declaration = names.pilots.table[id]
      var proposal = declaration.value.proposal
      proposal.name = Located(declaration.id, at: declaration.span)
      let title = proposal.title ?? ""
      entries.append(
        PilotEntry(
          named: Named(id: declaration.id, title: title, place: places.place(of: declaration.span)), proposal: proposal)
      )
      note(Period(from: proposal.starts?.value, until: proposal.ends?.value))
      note(firstDay: proposal.stopped?.value)

      func add(_ gate: Gate, _ test: GuardTest) {
        tables.index.pilot[id].append(tables.guards.append(Guard(.gate(gate), kinds: .action, test: test)))
      }
      add(.pilotBounds, .uncovered(.data, IDList(ownData(of: proposal)), .forbidden))
      add(
        .pilotBounds,
        .uncovered(
          .audiences, IDList((proposal.audiences ?? []).compactMap { names.audiences[$0.value]?.rawValue }), .forbidden)
      )
      add(
        .pilotBounds,
        .uncovered(
          .materials, IDList((proposal.materials ?? []).compactMap { names.materials[$0.value]?.rawValue }), .forbidden)
      )
      add(
        .pilotBounds,
        .uncovered(.sites, IDList((proposal.sites ?? []).compactMap { names.sites[$0.value]?.rawValue }), .forbidden))
      add(.pilotBounds, .pilotDays(id))
      add(.pilotDenied, .pilotAllowed(id))

      let verdict: ReasonClass? =
        switch (proposal.stopped, proposal.verdict?.value) {
        case (.some, _): .forbidden
        case (nil, nil): .missingInformation
        case (nil, .scale?), (nil, .revise?): nil
        case (nil, .narrow?), (nil, .stop?): .forbidden
        }
      if let verdict {
        tables.index.follows[id].append(
          tables.guards.append(Guard(.gate(.follows), kinds: .pilot, test: .always(verdict))))
      }
    }
    tables.pilots = Table(entries)
  }

  /// S9: stated, or of the stated elements, and those of the materials.
  private func ownData(of proposal: Proposal) -> [UInt32] {
    var own = Set((proposal.data ?? []).compactMap { names.data[$0.value] })
    let stated = Set((proposal.elements ?? []).map(\.value))
    for holder in tables.elements where stated.contains(holder.element) { own.formUnion(holder.holders) }
    for material in (proposal.materials ?? []).compactMap({ names.materials[$0.value] }) {
      own.formUnion(tables.materials[material].classes)
    }
    return own.map(\.rawValue)
  }

  // MARK: Every proposal

  /// S7 and the gates that read no declaration of one workflow or tool.
  mutating func addGeneralGuards() {
    func owe(_ facts: [Fact], _ kinds: KindSet) {
      for fact in facts { add(Guard(.gate(.missing), kinds: kinds, test: .owed(fact)), to: \.general) }
    }
    owe(
      [.workflow, .tool, .autonomy, .impact, .data, .audiences, .requester, .requesterPerson, .requesterRoles], .both)
    if tables.switches.asksSites { owe([.sites], .both) }
    if tables.switches.asksMaterials { owe([.materials], .both) }
    owe([.owner, .starts, .ends], .pilot)
    owe([.at], .action)

    let unlisted: Relation = .isOne([.word(.max)])
    let workflow = conditions.formula(.workflow, unlisted)
    add(Guard(.gate(.workflowStatus), test: .formula(workflow, .notCovered)), to: \.general)
    let tool = conditions.formula(.tool, unlisted)
    add(Guard(.gate(.toolStatus), test: .formula(tool, .notCovered)), to: \.general)
    add(Guard(.gate(.element), test: .unknownElements), to: \.general)
    if tables.switches.listsPeople {
      add(Guard(.gate(.roleNotHeld), test: .rolesHeld), to: \.general)
      add(Guard(.gate(.ownerVacant), kinds: .pilot, test: .ownerHeld), to: \.general)
    }
  }
}
