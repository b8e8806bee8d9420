import PolicyBasics
import SourceText

/// What is left where no edit of the proposal helps: a later day, the committee, or whoever can change the policy (S62).
struct PolicyRemedies {
  private let policy: CompiledPolicy.Storage
  private let prepared: PreparedProposal
  private let judgement: Judgement
  private var later: [(day: Day, reasons: Set<ReasonKey>)]?

  private var tables: PolicyTables { policy.tables }
  private var facts: ProposalFacts { prepared.facts }

  init(_ policy: CompiledPolicy.Storage, _ prepared: PreparedProposal, _ judgement: Judgement) {
    self.policy = policy
    self.prepared = prepared
    self.judgement = judgement
  }

  /// - Parameter wasOpen: whether edits of the proposal were tried, in vain.
  mutating func remedy(for key: ReasonKey, wasOpen: Bool) -> Remedy {
    if judgement.reasons[key]?.reasonClass == .notCovered, let question = question(about: key) { return question }
    if key.code == .gate(.dayDiffers) {
      return .none(because: "check the action as of its own day, \(judgement.days.lowerBound)")
    }
    if key.isAboutSignature, signers.isTooLate {
      return .none(because: "the day of the action is over, and nobody signs or attests for a day that is over")
    }
    if let day = firstDay(without: key) { return .waitUntil(day: day) }
    if let exception = endedException(behind: key) { return .changePolicy(by: exception.grantedBy) }
    if wasOpen, !isVacant(key) { return .none(because: nil) }
    if let committee = committeeWithoutRecused(key) {
      return .none(because: "of `\(committee)` too few remain who have not stepped aside")
    }
    let facts = HangingFacts(policy, prepared, judgement).names(for: key)
    if !facts.isEmpty {
      let names = facts.map { "`\($0)`" }.joined(separator: ", ")
      return .none(because: "it hangs on \(names), and no remedy makes that another fact")
    }
    return .changePolicy(by: whoDecides(key))
  }

  private var signers: Signers { Signers(policy, prepared, asOf: judgement.asOf) }

  /// A committee whose vote would carry if those who stepped aside came back.
  private func committeeWithoutRecused(_ key: ReasonKey) -> String? {
    guard case .demand(let id) = key.subject else { return nil }
    for case .committee(let committee) in tables.demands[id].signers
    where !signers.recused(in: committee).isEmpty && signers.vote(of: committee) == nil
      && signers.vote(of: committee, askingRecused: true) != nil
    {
      return tables.committees[committee].named.id
    }
    return nil
  }

  /// A signature that nobody can give.
  private func isVacant(_ key: ReasonKey) -> Bool {
    key.isAboutSignature && key.code != .gate(.dualRole)
      && EditCandidates(policy, prepared, asOf: judgement.asOf).signatures(for: key).isEmpty
  }

  // MARK: Later

  /// The first later day on which the reason is gone and none has come.
  private mutating func firstDay(without key: ReasonKey) -> Day? {
    let base = Set(judgement.reasons.keys)
    guard !base.contains(ReasonKey(.gate(.dayDiffers))) else { return nil }
    let days = later ?? laterDays()
    later = days
    let unasked = days.first { !$0.reasons.contains(key) && $0.reasons.isSubset(of: base) }?.day
    guard isVacant(key), let signed = firstDayToSign(key, base) else { return unasked }
    return min(unasked ?? signed, signed)
  }

  /// An action moves with its day, a pilot is proposed again on a day before it starts.
  private func laterDays() -> [(day: Day, reasons: Set<ReasonKey>)] {
    switch facts.kind {
    case .action: return LaterDays(policy, prepared, after: judgement.days.lowerBound).days
    case .pilot:
      return daysBeforeStart.map { day in
        (day, Set(Judgement(policy, prepared, asOf: day, today: day).reasons.keys))
      }
    }
  }

  private var daysBeforeStart: [Day] {
    let last = min(facts.starts ?? Day.latest, judgement.asOf.adding(days: LaterDays.most))
    return tables.changes.filter { $0 > judgement.asOf && $0 <= last }
  }

  /// The first day on which somebody holds the role that nobody holds today, and could sign.
  private func firstDayToSign(_ key: ReasonKey, _ base: Set<ReasonKey>) -> Day? {
    let days: [Day] =
      switch facts.kind {
      case .pilot: daysBeforeStart
      case .action:
        Changes(policy).changes(
          after: judgement.days.lowerBound, through: judgement.days.lowerBound.adding(days: LaterDays.most),
          for: prepared)
      }
    return days.first { day in
      let candidates = EditCandidates(policy, moved(to: day), asOf: day)
      let edits = candidates.signatures(for: key)
      guard !edits.isEmpty else { return false }
      let edited = Preparation(tables, policy.names).prepare(
        prepared.proposal.applying(candidates.signers.fewest(edits)), isRegistered: false)
      let reasons: Set<ReasonKey>
      switch facts.kind {
      case .pilot: reasons = Set(Judgement(policy, edited, asOf: day, today: day).reasons.keys)
      case .action:
        reasons = Set(DayJudgement(policy: policy, prepared: edited, asOf: day, day: day).judge().reasons.keys)
      }
      return !reasons.contains(key) && reasons.isSubset(of: base)
    }
  }

  /// The proposal with an action's day moved, for who could sign then.
  private func moved(to day: Day) -> PreparedProposal {
    var facts = prepared.facts
    if facts.kind == .action { facts.actionDay = day }
    return PreparedProposal(
      proposal: prepared.proposal, policyDigest: prepared.policyDigest, diagnostics: prepared.diagnostics,
      facts: facts, parts: prepared.parts)
  }

  // MARK: Who decides

  /// An exception that is over, and under which the reason was gone: of the rule that gives it, or of each that asks
  /// for the signature.
  private func endedException(behind key: ReasonKey) -> ExceptionEntry? {
    let first = judgement.reasons[key]?.first ?? judgement.days.lowerBound
    switch (key.code, key.subject) {
    case (.rule(let rule), _), (.gate(.duty), .rule(let rule)), (.gate(.evaluation), .rule(let rule)):
      return endedException(of: rule, first)
    case (.gate(.approval), .demand(let demand)), (.gate(.review), .demand(let demand)):
      let day = DayJudgement(policy: policy, prepared: prepared, asOf: judgement.asOf, day: first)
      let ended = day.asked().asking.filter { $0.demand == demand }.map { asking -> ExceptionEntry? in
        guard case .rule(let rule) = tables.guards[asking.asker].origin else { return nil }
        return endedException(of: rule, first)
      }
      return ended.contains(where: { $0 == nil }) ? nil : ended.first ?? nil
    case (.gate, _), (.missing, _): return nil
    }
  }

  private func endedException(of rule: RuleID, _ first: Day) -> ExceptionEntry? {
    let day = DayJudgement(policy: policy, prepared: prepared, asOf: judgement.asOf, day: first)
    let context = DayFacts(policy, facts, on: first)
    return tables.rules[rule].exceptions.filter { id in
      tables.exceptions[id].effective.until.map { $0 < first } == true && day.fits(id, context)
    }.map { tables.exceptions[$0] }.max { a, b in
      (a.effective.until ?? .latest, b.named.id) < (b.effective.until ?? .latest, a.named.id)
    }
  }

  private func whoDecides(_ key: ReasonKey) -> String? {
    switch key.code {
    case .missing: return nil
    case .rule(let id):
      let roots = rootsRead(by: id)
      return roots.contains(.tool) ? tool : roots.contains(.workflow) ? workflow : nil
    case .gate(let gate):
      switch gate {
      case .toolStatus, .toolEdited, .agreementDates, .agreementData, .agreementPurpose: return tool
      case .workflowStatus, .workflowEdited, .workflowDates, .workflowSites, .usedBy, .data, .audience, .material,
        .tool, .autonomy, .impact, .tier, .limitDuration, .limitSites, .limitParticipants, .measures, .stopWhen,
        .follows, .pilotBounds:
        return workflow
      case .pilotDenied: return missingInRegister ?? workflow
      case .element, .materialLapsed, .ownerVacant, .roleNotHeld, .review, .approval, .dualRole, .duty, .dayDiffers,
        .pilotOver, .evaluation, .invalid, .missing:
        return nil
      }
    }
  }

  /// Whose approval the registered pilot lacks, where it lacks nothing else: it is given in the register.
  private var missingInRegister: String? {
    guard let id = facts.pilot else { return nil }
    let (pilot, day) = (policy.pilots[id.index], judgement.days.lowerBound)
    guard pilot.isValid else { return nil }
    let reasons = DayJudgement(policy: policy, prepared: pilot, asOf: day, day: day).judge().reasons
    guard reasons.values.allSatisfy({ $0 == .missingApproval }) else { return nil }
    for case .demand(let demand) in tables.sorted(reasons.keys, kind: .pilot).map(\.subject) {
      return tables.demands[demand].signers.map { tables.text(of: $0) }
        .min { $0.precedes($1) }
    }
    return nil
  }

  private var tool: String? {
    facts.tool.id.flatMap { id in
      let tool = tables.tools[id]
      return tool.status == .suspended ? tool.liftedBy ?? tool.approvedBy : tool.approvedBy
    }
  }

  private var workflow: String? {
    facts.workflow.id.flatMap { id in
      let workflow = tables.workflows[id]
      return workflow.status == .suspended ? workflow.liftedBy ?? workflow.approvedBy : workflow.approvedBy
    }
  }

  /// Whether a rule reads the tool's declaration, or the workflow's.
  private func rootsRead(by rule: RuleID) -> Set<PolicyPath.Root> {
    var roots = Set<PolicyPath.Root>()
    func visit(_ formula: FormulaID) {
      let node = tables.formulas[formula]
      guard node.operation == .test else {
        for part in node.first..<(node.first + node.count) { visit(FormulaID(rawValue: part)) }
        return
      }
      let field = tables.tests[TestID(rawValue: node.first)].field
      if case .path(let path) = field { roots.insert(tables.paths[path].root) }
      if field == .tool { roots.insert(.tool) }
      if field == .workflow || field == .purpose { roots.insert(.workflow) }
    }
    for origin in tables.guards.elements where origin.origin == .rule(rule) {
      if case .formula(let formula, _) = origin.test { visit(formula) }
    }
    return roots
  }

  /// What the committee would be asked about: a value of a field, in the workflow that does not cover it (R137).
  private func question(about key: ReasonKey) -> Remedy? {
    let proposal = prepared.proposal
    let (tool, workflow) = (proposal.tool?.value, proposal.workflow?.value)
    switch (key.code, key.subject) {
    case (.gate(.toolStatus), _): return .askCommittee(field: "tool", value: tool, workflow: nil)
    case (.gate(.workflowStatus), _): return .askCommittee(field: "workflow", value: workflow, workflow: nil)
    case (.gate(.tool), _): return .askCommittee(field: "tool", value: tool, workflow: workflow)
    case (.gate(.pilotDenied), _):
      return .askCommittee(field: "pilot", value: proposal.pilot?.value, workflow: workflow)
    case (.gate, .item(let field, _)):
      return .askCommittee(field: field.key, value: tables.text(of: key.subject), workflow: workflow)
    case (.gate, .element(let element)): return .askCommittee(field: "elements", value: element, workflow: nil)
    case (.missing(let fact), _):
      return .askCommittee(field: tables.field(fact, kind: facts.kind), value: nil, workflow: nil)
    case (.gate, _), (.rule, _): return nil
    }
  }
}

extension ItemField {
  /// As it is written in a proposal.
  fileprivate var key: String {
    switch self {
    case .data: "data"
    case .audiences: "audiences"
    case .materials: "materials"
    case .sites: "sites"
    }
  }
}
