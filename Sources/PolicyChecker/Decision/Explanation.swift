import PolicyBasics
import SourceText

/// Turns a judgement into a decision that people read: words, places, sources, facts, duties and days.
struct Explanation {
  let policy: CompiledPolicy.Storage
  let prepared: PreparedProposal
  let judgement: Judgement

  var tables: PolicyTables { policy.tables }
  var facts: ProposalFacts { prepared.facts }
  var proposal: Proposal { prepared.proposal }

  init(_ policy: CompiledPolicy.Storage, _ prepared: PreparedProposal, _ judgement: Judgement) {
    self.policy = policy
    self.prepared = prepared
    self.judgement = judgement
  }

  /// - Parameter remedies: whether to look for what would help, which takes longer than the rest.
  func decision(remedies givesRemedies: Bool) -> Decision {
    var decision = Decision()
    decision.policy = policyNamed
    decision.kind = facts.kind
    decision.name = proposal.name.value
    decision.reference = proposal.reference?.value
    decision.content = prepared.isValid ? facts.content : ""
    decision.asOf = judgement.asOf
    decision.effect = judgement.effect
    decision.reasonClass = judgement.reasonClass
    decision.id = String(
      sha256("policyc decision 1\n\(tables.identity.digest)\n\(decision.content)\n\(judgement.asOf)\(undecoded)")
        .prefix(24))
    let sorted = sortedReasons()
    let plan =
      givesRemedies && prepared.isValid && decision.effect == .deny
      ? RemedyPlan(policy, prepared, judgement, keys: sorted.map(\.key)) : nil
    decision.reasons = sorted.map { entry in
      var reason = reason(for: entry.key, entry.holding, code: entry.code, subject: entry.subject)
      reason.remedies = plan?.remedies[entry.key] ?? []
      return reason
    }
    decision.together = plan?.together
    decision.missing.approvals = missingApprovals(sorted.map(\.key))
    decision.missing.fields = missingFields(sorted.map { ($0.key, $0.holding.first) })
    decision.exceptions = exceptions()
    decision.trials = trials()
    guard prepared.isValid else { return decision }
    decision.timeline = facts.kind == .pilot ? timeline() : []
    decision.holds = holds()
    if decision.effect == .allow { decision.obligations = obligations() }
    return decision
  }

  /// What is asked where there is no content: the kind, the name, and the very bytes.
  private var undecoded: String {
    guard !prepared.isValid else { return "" }
    let start = proposal.span?.start ?? 0
    return "\n\(facts.kind.rawValue)\n\(facts.content)\n\(start) \(sha256(proposal.bytes))\n\(proposal.name.value)"
  }

  private var policyNamed: Decision.Policy {
    var result = Decision.Policy()
    result.id = tables.identity.id
    result.version = tables.identity.version
    result.digest = tables.identity.digest
    result.commit = tables.identity.commit
    result.language = tables.identity.language
    return result
  }

  // MARK: Order

  private typealias Entry = (key: ReasonKey, holding: Judgement.Holding, code: String, subject: String?)

  private func sortedReasons() -> [Entry] {
    judgement.reasons.map { key, holding in
      (
        key: key, holding: holding, code: tables.code(of: key.code, kind: facts.kind),
        subject: tables.text(of: key.subject)
      )
    }.sorted { a, b in
      if a.holding.reasonClass != b.holding.reasonClass { return a.holding.reasonClass < b.holding.reasonClass }
      if a.code != b.code { return a.code.precedes(b.code) }
      return (a.subject ?? "").precedes((b.subject ?? ""))
    }
  }

  /// The fields that `missing.` reasons name, and those for want of which alone another reason stands (S12).
  private func missingFields(_ keys: [(key: ReasonKey, first: Day)]) -> [String] {
    guard prepared.isValid else { return [] }
    let facts = keys.flatMap { entry -> [Fact] in
      if case .missing(let fact) = entry.key.code { return [fact] }
      return judged(on: entry.first).absentFacts(behind: entry.key)
    }
    return inOrder(Set(facts.filter { !$0.isOfPolicy }.map { tables.field($0, kind: self.facts.kind) }))
  }

  func judged(on day: Day) -> DayJudgement {
    DayJudgement(policy: policy, prepared: prepared, asOf: judgement.asOf, day: day)
  }

  /// The roles and committees of the demands that are not met, with who could sign today; each once.
  private func missingApprovals(_ keys: [ReasonKey]) -> [Decision.MissingApproval] {
    guard prepared.isValid else { return [] }
    let signers = Signers(policy, prepared, asOf: judgement.asOf)
    var open: [(signer: Demand.Signer, demand: Demand)] = []
    for case .demand(let id) in keys.map(\.subject) {
      let demand = tables.demands[id]
      for signer in demand.signers
      where !open.contains(where: { $0.signer == signer }) && !isGiven(signer, demand) { open.append((signer, demand)) }
    }
    return open.map { signer, demand in
      let holders = signers.holders(of: signer, for: demand)
      return Decision.MissingApproval(
        role: tables.text(of: signer), holders: holders, acting: signers.acting(among: holders, as: signer),
        isVacant: signers.isVacant(signer, for: demand))
    }.sorted { $0.role.precedes($1.role) }
  }

  /// Whether a role has signed already, where a demand asks for several.
  private func isGiven(_ signer: Demand.Signer, _ demand: Demand) -> Bool {
    demand.signers.count > 1 && isFilled(signer, demand, on: judgement.days.lowerBound)
  }

  func exceptions() -> [Decision.UsedException] {
    judgement.exceptions.map { id in
      let exception = tables.exceptions[id]
      return Decision.UsedException(
        id: exception.named.id, rule: tables.rules[exception.rule].named.id, grantedBy: exception.grantedBy,
        until: exception.effective.until)
    }.sorted { $0.id.precedes($1.id) }
  }

  func trials() -> [Decision.Trial] {
    judgement.trials.compactMap { id, codes in
      tables.rules[id].trialUntil.map {
        Decision.Trial(rule: tables.rules[id].named.id, until: $0, reasons: self.codes(codes.map { ReasonKey($0) }))
      }
    }.sorted { $0.rule.precedes($1.rule) }
  }

  func codes(_ keys: some Sequence<ReasonKey>) -> [String] {
    inOrder(Set(keys.map { tables.code(of: $0.code, kind: facts.kind) }))
  }

  func timeline() -> [Decision.Run] {
    judgement.runs.map { run in
      Decision.Run(
        from: run.days.lowerBound, until: run.days.upperBound, effect: run.reasons.isEmpty ? .allow : .deny,
        reasons: codes(run.reasons.keys))
    }
  }

  // MARK: Until when

  /// S55, S56.
  func holds() -> Decision.Holds? {
    let first = judgement.days.lowerBound
    switch facts.kind {
    case .pilot:
      guard judgement.effect == .allow else { return nil }
      return Decision.Holds(from: first, until: judgement.days.upperBound, ends: [])
    case .action:
      guard judgement.reasons[ReasonKey(.gate(.dayDiffers))] == nil else { return nil }
      let isAllowed = judgement.effect == .allow
      for day in Changes(policy).changes(after: first, through: first.adding(days: 400), for: prepared) {
        let judged = DayJudgement(policy: policy, prepared: prepared, asOf: day, day: day).judge()
        guard judged.isAllowed != isAllowed else { continue }
        return Decision.Holds(from: first, until: day.adding(days: -1), ends: codes(judged.reasons.keys))
      }
      return Decision.Holds(from: first, until: nil, ends: [])
    }
  }

  // MARK: Duties

  /// S48: as of the as-of day.
  func obligations() -> [Decision.Obligation] {
    let today = DayJudgement(policy: policy, prepared: prepared, asOf: judgement.asOf, day: dutyDay)
    return judgement.duties.compactMap { id -> Decision.Obligation? in
      let rule = tables.rules[id]
      guard let duty = rule.duty else { return nil }
      let due = day(of: duty, of: rule)
      let isDone = today.isDone(id, on: judgement.asOf)
      let state: Decision.Obligation.State = isDone ? .done : due.map { judgement.asOf > $0 } == true ? .overdue : .open
      let by = duty.by ?? facts.openWorkflow.flatMap { tables.workflows[$0].owner }
      return Decision.Obligation(
        rule: rule.named.id, task: duty.text, by: by.map { tables.roles[$0].named.id }, deadline: words(duty.deadline),
        due: due, state: state)
    }.sorted { $0.rule.precedes($1.rule) }
  }

  private var dutyDay: Day { facts.kind == .action ? judgement.days.lowerBound : judgement.asOf }

  /// The last day on which a duty is in time (S5, S46); `nil` for one without a day.
  private func day(of duty: Duty, of rule: RuleEntry) -> Day? {
    switch duty.deadline {
    case .before(let stage):
      // On an action of that stage or a later one it is due that day; on a pilot when the tool is first used.
      switch facts.kind {
      case .action: return facts.stage >= stage ? judgement.days.lowerBound : nil
      case .pilot: return stage == .use ? facts.starts : nil
      }
    case .span(let span, let before, let anchor):
      guard let from = anchorDay(anchor) else { return nil }
      let calendar =
        tables.calendars.indices.contains(rule.calendar) ? tables.calendars[rule.calendar] : BusinessCalendar()
      return span.day(from: from, backwards: before, calendar: calendar)
    }
  }

  private func anchorDay(_ anchor: Duty.Anchor) -> Day? {
    switch anchor {
    case .use, .release: return facts.kind == .action ? judgement.days.lowerBound : nil
    case .start: return facts.starts
    case .end: return facts.ends
    case .agreementEnd: return facts.openTool.flatMap { tables.tools[$0].agreementEnds }
    case .attribute(let attribute):
      guard case .scalar(.day(let day))? = facts.attributes.first(where: { $0.attribute == attribute })?.value else {
        return nil
      }
      return day
    }
  }

  private func words(_ deadline: Duty.Deadline) -> String {
    switch deadline {
    case .before(let stage): return "before \(stage.rawValue)"
    case .span(let span, let before, let anchor):
      let name =
        switch anchor {
        case .use: "use"
        case .release: "release"
        case .start: "start"
        case .end: "end"
        case .agreementEnd: "agreement-end"
        case .attribute(let attribute): tables.attributes[attribute].named.id
        }
      return "\(span) \(before ? "before" : "after") \(name)"
    }
  }

  // MARK: Places

  func place(_ place: Place) -> Decision.PolicyPlace? {
    guard tables.files.indices.contains(Int(place.file)) else { return nil }
    return Decision.PolicyPlace(file: tables.files[Int(place.file)], line: Int(place.line), column: Int(place.column))
  }

  /// A place in the proposal, where it was read from a file.
  func place(_ span: SourceSpan) -> Decision.PolicyPlace? {
    guard let origin = proposal.origin else { return nil }
    let location = Locator(SourceMap([origin])).location(
      of: SourceSpan(source: SourceID(rawValue: 0), start: Int(span.start), end: Int(span.end)))
    return Decision.PolicyPlace(file: location.file, line: location.line, column: location.column)
  }
}
