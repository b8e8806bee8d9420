import Description
import PolicyBasics
import PolicyChecker
import PolicyLanguage
import SourceText

/// What stands in the way on one day, each reason by code and subject (S4).
struct ReferenceReasons: Equatable {
  struct Key: Hashable {
    var code: String
    var subject: String?
  }

  var all: [Key: ReasonClass] = [:]
  var exceptions: Set<String> = []
  /// Rules on trial, with the codes of the reasons that each would give; none: a duty that is not due.
  var trials: [String: Set<String>] = [:]
  var duties: Set<String> = []

  mutating func add(_ code: String, _ subject: String?, _ reasonClass: ReasonClass) {
    let key = Key(code: code, subject: subject)
    all[key] = all[key].map { $0.rank < reasonClass.rank ? $0 : reasonClass } ?? reasonClass
  }

  /// S7, S23: a `missing.` field of the policy is not covered.
  mutating func addMissing(_ field: String) {
    let isOfPolicy = field.hasPrefix("tool.") || field.hasPrefix("workflow.")
    add("missing.\(field)", nil, isOfPolicy ? .notCovered : .missingInformation)
  }
}

/// A proposal on one judged day.
struct ReferenceDay {
  let policy: ReferencePolicy
  let facts: ReferenceProposal
  let asOf: Day
  let day: Day
  let coverage: Coverage?
  private let asked: Asked
  let roles: (own: [String], touched: Set<String>)?
  /// S25.
  private(set) var tier: String?

  /// How much of a day is asked for.
  enum Asked {
    case all
    /// What stands in the way, not what rules on trial would do.
    case reasons
    /// Whether something stands in the way: the first reason is enough.
    case whether
  }

  init(
    _ policy: ReferencePolicy, _ facts: ReferenceProposal, asOf: Day, day: Day, asked: Asked = .all,
    coverage: Coverage? = nil
  ) {
    self.asked = asked
    self.policy = policy
    self.facts = facts
    self.asOf = asOf
    self.day = day
    self.coverage = coverage
    roles = ReferenceDay.roles(of: facts, in: policy, on: day)
  }

  mutating func judge() -> ReferenceReasons {
    var result = ReferenceReasons()
    judgeTier(&result)
    let now = self
    let steps: [(inout ReferenceReasons) -> Void] = [
      now.judgeOwed, now.judgeWorkflow, now.judgeTool, now.judgePilotNeeds, now.judgePeople, now.judgeRegister,
      now.judgeRules,
    ]
    for step in steps {
      if asked == .whether, !result.all.isEmpty { return result }
      step(&result)
    }
    if asked == .whether, !result.all.isEmpty { return result }
    let needed = demands(&result)
    judgeSignatures(needed.inForce, &result)
    for (rule, own) in needed.onTrial { tryOut(rule, own, beside: needed.inForce, &result) }
    return result
  }

  /// S25: the highest tier whose `when` is not false; a failed one is a reason as well.
  private mutating func judgeTier(_ result: inout ReferenceReasons) {
    for candidate in policy.tiers {
      let answer = candidate.when.map { self.answer($0) } ?? .yes
      if answer == .failed { result.add("evaluation", candidate.id, .forbidden) }
      if answer != .no { tier = candidate.id }
    }
  }

  // MARK: S7

  private func judgeOwed(_ result: inout ReferenceReasons) {
    let proposal = facts.proposal
    func owe(_ isThere: Bool, _ field: String) {
      coverage?.note("missing.\(field)", isThere ? .no : .yes)
      if !isThere { result.addMissing(field) }
    }
    owe(facts.workflow != nil, "workflow")
    owe(facts.tool != nil, "tool")
    owe(facts.autonomy != nil, "autonomy")
    owe(facts.impact != nil, "impact")
    owe(facts.dataIsKnown, "data")
    owe(facts.audiences != nil, "audiences")
    if !policy.sites.members.isEmpty { owe(facts.sites != nil, "sites") }
    if !policy.materials.isEmpty { owe(facts.materials != nil, "materials") }
    let requester = facts.kind == .pilot ? "requested-by" : "actor"
    owe(proposal.requester != nil, requester)
    if proposal.requester != nil {
      let isAutonomous = facts.kind == .action && facts.autonomy == "autonomous"
      owe(facts.person != nil || isAutonomous, "\(requester).person")
      owe(facts.statedRoles != nil, "\(requester).roles")
    }
    switch facts.kind {
    case .pilot:
      owe(proposal.owner != nil, "owner")
      owe(facts.starts != nil, "starts")
      owe(facts.ends != nil, "ends")
    case .action: owe(proposal.at != nil, "at")
    }
  }

  // MARK: S23

  /// A gate that reads an absent fact gives `missing.FIELD` for it.
  private func gate(
    _ code: String, _ reasonClass: ReasonClass, if isReason: Bool, _ result: inout ReferenceReasons
  ) { gate(code, nil, reasonClass, if: isReason, &result) }

  private func gate(
    _ code: String, _ subject: String?, _ reasonClass: ReasonClass, if isReason: Bool, _ result: inout ReferenceReasons
  ) {
    coverage?.note("gate \(code)", isReason ? .yes : .no)
    if isReason { result.add(code, subject, reasonClass) }
  }

  private func isAbove(_ value: String, _ most: String, in order: [String]) -> Bool {
    (order.firstIndex(of: value) ?? order.count) > (order.firstIndex(of: most) ?? -1)
  }

  private func judgeWorkflow(_ result: inout ReferenceReasons) {
    for element in facts.unknownElements { gate("element", element, .notCovered, if: true, &result) }
    if facts.unknownElements.isEmpty { gate("element", .notCovered, if: false, &result) }
    for material in facts.materials ?? [] {
      let until = policy.materials[material]?.until
      gate("material-lapsed", material, .forbidden, if: until.map { day > $0 } ?? false, &result)
    }

    guard let id = facts.workflow else { return }
    guard let workflow = policy.workflows[id] else {
      return gate("workflow-status", .notCovered, if: true, &result)
    }
    switch workflow.status {
    case .approved: gate("workflow-status", .forbidden, if: false, &result)
    case .pilot: if facts.kind == .action { guardKnown(facts.proposal.pilot != nil, "pilot", &result) }
    case .proposed: gate("workflow-status", .notCovered, if: true, &result)
    case .suspended, .retired: gate("workflow-status", .forbidden, if: true, &result)
    case .refused: return gate("workflow-status", .forbidden, if: true, &result)
    }
    gate("workflow-edited", .missingApproval, if: workflow.isEdited, &result)
    gate("workflow-dates", .forbidden, if: !ReferencePeriod(workflow.effective).contains(day), &result)
    if let sites = workflow.sites {
      guardKnown(facts.sites != nil, "sites", &result)
      for site in facts.sites ?? [] {
        let isInside = sites.contains { policy.sites.isWithin(site, $0) }
        gate("workflow-sites", site, .notCovered, if: !isInside, &result)
      }
    }
    if let usedBy = workflow.usedBy {
      if let roles {
        gate("used-by", .forbidden, if: !usedBy.contains { roles.touched.contains($0) }, &result)
      } else if case .absent(let name?) = read("roles") {
        result.addMissing(name)
      }
    }
    // A list that the workflow leaves out allows nothing.
    for id in facts.ownData {
      let isCovered = policy.data.covers(workflow.data ?? [], id)
      let isProhibited = policy.sensitivity[id] == "prohibited"
      gate("data", id, isProhibited ? .forbidden : .notCovered, if: !isCovered, &result)
    }
    for id in facts.audiences ?? [] {
      gate("audience", id, .notCovered, if: !policy.audiences.covers(workflow.audiences ?? [], id), &result)
    }
    for id in facts.materials ?? [] {
      gate("material", id, .notCovered, if: !workflow.materials.contains(id), &result)
    }
    // Of a refused or unlisted tool no other gate reads anything.
    if let tool = facts.tool, facts.openTool != nil {
      gate("tool", .notCovered, if: !workflow.tools.contains(tool), &result)
    }
    if let most = workflow.autonomy, let autonomy = facts.autonomy {
      gate(
        "autonomy", .forbidden, if: isAbove(autonomy, most, in: ReferencePolicy.autonomyOrder), &result)
    }
    if let most = workflow.impact, let impact = facts.impact {
      gate("impact", .forbidden, if: isAbove(impact, most, in: ReferencePolicy.impactOrder), &result)
    }
    if let most = workflow.tier, let tier {
      gate("tier", .forbidden, if: isAbove(tier, most, in: policy.tierOrder), &result)
    }
  }

  private func guardKnown(_ isKnown: Bool, _ field: String, _ result: inout ReferenceReasons) {
    coverage?.note("missing.\(field)", isMet: !isKnown)
    if !isKnown { result.addMissing(field) }
  }

  private func judgeTool(_ result: inout ReferenceReasons) {
    guard let id = facts.tool else { return }
    guard let tool = policy.tools[id] else { return gate("tool-status", .notCovered, if: true, &result) }
    switch tool.status {
    case .approved: gate("tool-status", .forbidden, if: false, &result)
    case .pilotOnly:
      gate("tool-status", .forbidden, if: facts.kind == .action && facts.proposal.pilot == nil, &result)
    case .requested, .inReview: gate("tool-status", .notCovered, if: true, &result)
    case .suspended, .retired: gate("tool-status", .forbidden, if: true, &result)
    case .refused: return gate("tool-status", .forbidden, if: true, &result)
    }
    gate("tool-edited", .missingApproval, if: tool.isEdited, &result)
    guard let agreement = tool.agreement else {
      // No agreement: `agreement-dates`, `agreement-data` for every class, and no more.
      gate("agreement-dates", .forbidden, if: true, &result)
      for id in facts.ownData { gate("agreement-data", id, .forbidden, if: true, &result) }
      return
    }
    let days = ReferencePeriod(from: agreement.from?.value, until: agreement.until?.value)
    gate("agreement-dates", .forbidden, if: !days.contains(day), &result)
    for id in facts.ownData {
      let isCovered = policy.data.covers((agreement.data ?? []).map(\.id), id)
      gate("agreement-data", id, .forbidden, if: !isCovered, &result)
    }
    if policy.hasPurposes {
      switch read("purpose") {
      case .one(.word(let purpose)):
        let isCovered = (agreement.purposes ?? []).contains { $0.id == purpose }
        gate("agreement-purpose", .forbidden, if: !isCovered, &result)
      case .absent(let name): if let name { result.addMissing(name) }
      case .one, .many: break
      }
    }
  }

  private func judgePilotNeeds(_ result: inout ReferenceReasons) {
    guard facts.kind == .pilot, let need = facts.openWorkflow?.need else { return }
    let proposal = facts.proposal
    if let most = need.limits?.duration, case .days(let most) = ReferenceSpan(most.value.span) {
      if case .one(.span(.days(let days))) = read("duration") {
        gate("limit-duration", .forbidden, if: days > most, &result)
      } else {
        guardKnown(facts.starts != nil, "starts", &result)
        guardKnown(facts.ends != nil || facts.starts == nil, "ends", &result)
      }
    }
    if let most = need.limits?.sites {
      guardKnown(facts.sites != nil, "sites", &result)
      if facts.sites != nil { gate("limit-sites", .forbidden, if: facts.siteCount > most.value, &result) }
    }
    if let most = need.limits?.participants {
      guardKnown(proposal.participants != nil, "participants", &result)
      if let participants = proposal.participants {
        gate("limit-participants", .forbidden, if: participants > most.value, &result)
      }
    }
    if let measures = need.measures, measures.required.value {
      let enough = (proposal.measures ?? []).contains { measure in
        guard measure.metric != nil, measure.target != nil else { return false }
        if measures.baseline != nil, measure.baseline == nil { return false }
        if measures.baseline?.value == .beforeStart, let starts = facts.starts {
          guard let until = measure.measured?.until, until < starts else { return false }
        }
        return true
      }
      gate("measures", .missingInformation, if: !enough, &result)
    }
    if need.stopWhen != nil { gate("stop-when", .missingInformation, if: proposal.stopWhen == nil, &result) }
  }

  private func judgePeople(_ result: inout ReferenceReasons) {
    guard !policy.people.isEmpty else { return }
    // `role-not-held` reads who asks or acts: absent, it is named (S23).
    if facts.proposal.requester != nil, facts.person == nil {
      result.addMissing(facts.kind == .pilot ? "requested-by.person" : "actor.person")
    }
    if let person = facts.person, policy.people[person] != nil {
      // On the as-of day, the action's day, if earlier.
      let when = facts.kind == .action && day < asOf ? day : asOf
      for role in facts.statedRoles ?? [] {
        gate("role-not-held", role, .forbidden, if: !policy.holds(person, role, .somewhere, on: when), &result)
      }
    }
    if facts.kind == .pilot, let owner = facts.proposal.owner {
      let isHeld = policy.people.keys.contains { policy.holds($0, owner, .somewhere, on: day) }
      gate("owner-vacant", owner, .forbidden, if: !isHeld, &result)
    }
  }

  private func judgeRegister(_ result: inout ReferenceReasons) {
    if facts.kind == .pilot, let follows = facts.proposal.follows, let before = policy.pilots[follows] {
      let verdict = before.proposal.verdict
      if before.proposal.stopped != nil {
        gate("follows", .forbidden, if: true, &result)
      } else if let verdict {
        gate("follows", .forbidden, if: verdict != "scale" && verdict != "revise", &result)
      } else {
        gate("follows", .missingInformation, if: true, &result)
      }
    }
    guard facts.kind == .action, let id = facts.proposal.pilot, let pilot = policy.pilots[id] else { return }
    func bound(_ subject: String?, _ isInside: Bool) {
      gate("pilot-bounds", subject, .forbidden, if: !isInside, &result)
    }
    for id in facts.ownData { bound(id, policy.data.covers(pilot.ownData, id)) }
    for id in facts.audiences ?? [] { bound(id, policy.audiences.covers(pilot.audiences ?? [], id)) }
    for id in facts.materials ?? [] { bound(id, (pilot.materials ?? []).contains(id)) }
    for id in facts.sites ?? [] { bound(id, (pilot.sites ?? []).contains { policy.sites.isWithin(id, $0) }) }
    // R10: what the pilot leaves absent has nothing inside it.
    bound(nil, pilot.starts.map { day >= $0 } == true && pilot.ends.map { day <= $0 } == true)
    bound(nil, pilot.proposal.stopped.map { $0 > day } ?? true)
    bound(nil, facts.tool == nil || facts.tool == pilot.tool)
    bound(nil, facts.workflow == nil || facts.workflow == pilot.workflow)
    if let autonomy = facts.autonomy {
      bound(nil, pilot.autonomy.map { !isAbove(autonomy, $0, in: ReferencePolicy.autonomyOrder) } ?? false)
    }
    if let impact = facts.impact {
      bound(nil, pilot.impact.map { !isAbove(impact, $0, in: ReferencePolicy.impactOrder) } ?? false)
    }
    // Decided as of the action's day for that day alone, only if the day is one of its days (S2).
    if let starts = pilot.starts, let ends = pilot.ends, day < starts || day > ends { return }
    var registered = ReferenceDay(policy, pilot, asOf: day, day: day, asked: .reasons)
    let denial = registered.judge().all.values.map(\.rank).min()
    let hardest = ReasonClass.allCases.first { $0.rank == denial } ?? .forbidden
    gate("pilot-denied", hardest, if: denial != nil, &result)
  }

  // MARK: Rules

  /// What a rule does on the day (S17, S20, S49), but for its effect.
  enum Standing { case nothing, effect, unknown, onTrial(Answer) }

  func standing(of rule: ReferenceRule, _ result: inout ReferenceReasons) -> Standing {
    guard rule.kinds.contains(facts.kind), rule.effective.contains(day) else { return .nothing }
    if asked != .all, let until = rule.trialUntil, asOf <= until { return .nothing }
    var answer = answer(rule.formula)
    // With `when-absent: allow` unknown is false.
    if answer == .unknown, rule.isAbsentAllowed { answer = .no }
    coverage?.note("rule \(rule.name)", answer)
    if answer == .no { return .nothing }

    let lifting = rule.exceptions.filter { lifts($0) }
    if !lifting.isEmpty {
      result.exceptions.formUnion(lifting.map(\.id))
      return .nothing
    }
    if let until = rule.trialUntil {
      coverage?.note("trial", asOf <= until ? .no : .yes)
      if asOf <= until {
        return .onTrial(answer)
      }
    }
    if answer == .failed {
      result.add("evaluation", rule.id, .forbidden)
      return .nothing
    }
    return answer == .unknown ? .unknown : .effect
  }

  /// S49: sites are stated, every one is one of its `sites` or within it, and `when` and `instead` are true.
  private func lifts(_ exception: ReferenceException) -> Bool {
    let isOnDay = exception.effective.contains(day)
    let isAtSites =
      facts.sites.map { sites in
        sites.allSatisfy { site in exception.sites.contains { policy.sites.isWithin(site, $0) } }
      } ?? false
    let when = exception.when.map { answer($0) } ?? .yes
    let instead = exception.instead.map { answer($0) } ?? .yes
    let parts = [isOnDay, isAtSites, when == .yes, instead == .yes]
    if let coverage {
      let lifts = !parts.contains(false)
      if lifts { for kind in ["effective", "sites", "when", "instead"] { coverage.note("exception \(kind)", .yes) } }
      // What it fails for alone.
      for (index, kind) in ["effective", "sites", "when", "instead"].enumerated()
      where !parts[index] && parts.count(where: { !$0 }) == 1 { coverage.note("exception \(kind)", .no) }
    }
    return !parts.contains(false)
  }

  private func judgeRules(_ result: inout ReferenceReasons) {
    for rule in policy.rules {
      switch rule.effect {
      case .deny:
        switch standing(of: rule, &result) {
        case .nothing: break
        case .effect: result.add(rule.id, nil, .forbidden)
        case .unknown: for field in absentFields(in: rule.formula) { result.addMissing(field) }
        case .onTrial(.yes): result.trials[rule.id] = [rule.id]
        case .onTrial(.failed): result.trials[rule.id] = ["evaluation"]
        case .onTrial:
          let codes = absentFields(in: rule.formula).map { "missing.\($0)" }
          if !codes.isEmpty { result.trials[rule.id] = Set(codes) }
        }
      case .duty:
        guard let duty = rule.duty else { continue }
        switch standing(of: rule, &result) {
        case .nothing: break
        case .effect, .unknown:
          result.duties.insert(rule.id)
          let isOpen = isDue(duty) && !isDone(rule, on: day)
          gate("duty", rule.id, .missingInformation, if: isOpen, &result)
        case .onTrial(.failed): result.trials[rule.id] = ["evaluation"]
        case .onTrial: if !isDone(rule, on: day) { result.trials[rule.id] = isDue(duty) ? ["duty"] : [] }
        }
      case .review, .approvals: break
      }
    }
    // S51: a deny rule that nothing lifts.
    for invariant in policy.invariants where invariant.without == nil && invariant.kinds.contains(facts.kind) {
      let answer = answer(invariant.when)
      coverage?.note("invariant deny", answer)
      switch answer {
      case .no: break
      case .yes: result.add(invariant.id, nil, .forbidden)
      case .failed: result.add("evaluation", invariant.id, .forbidden)
      case .unknown: for field in absentFields(in: invariant.when) { result.addMissing(field) }
      }
    }
  }
}

extension ReferenceRule {
  /// What the table of coverage counts it as.
  var name: String {
    switch effect {
    case .deny: "deny"
    case .duty: "oblige"
    case .review: "review"
    case .approvals: "approvals"
    }
  }
}
