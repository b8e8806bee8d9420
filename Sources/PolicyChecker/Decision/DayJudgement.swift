import PolicyBasics
import SourceText

/// Judges a proposal on one day: every guard that could fire is asked (S3, S4, S17 to S51).
///
/// The first line of a decision is the denial: a day is allowed only if no guard has a reason.
struct DayJudgement {
  let policy: CompiledPolicy.Storage
  let prepared: PreparedProposal
  let asOf: Day
  let day: Day

  var tables: PolicyTables { policy.tables }
  var facts: ProposalFacts { prepared.facts }

  func judge() -> DayReasons {
    var result = asked()
    judgeSignatures(&result)
    return result
  }

  /// All but whether the signatures suffice: what stands in the way without them, and which guards ask for what.
  func asked() -> DayReasons {
    var result = DayReasons()
    let context = DayFacts(policy, facts, on: day)
    for tier in context.failedTiers { result.add(ReasonKey(.gate(.evaluation), .tier(tier)), .forbidden) }
    let tier = context.tier
    for id in guards() {
      let rule = tables.guards[id]
      guard rule.kinds.contains(KindSet(facts.kind)), rule.effective.contains(day) else { continue }
      switch rule.origin {
      case .gate(let gate): ask(id, rule.test, of: gate, context, &result)
      case .rule(let origin): ask(id, rule.test, of: origin, context, &result)
      case .tier(let origin):
        // A proposal owes what its tier and every lower one ask for (S25).
        let isOwed =
          policy.faults.contains(.tiersOweTheirOwnAlone) ? origin == tier : tier.map { origin <= $0 } ?? false
        if isOwed, case .demand(_, let demand, let before) = rule.test {
          need(id, demand, before, &result)
        }
      }
    }
    return result
  }

  func guards() -> [GuardID] {
    let index = tables.index
    var result = index.general
    if let workflow = facts.openWorkflow {
      result += index.workflow[workflow]
    } else if let refused = facts.workflow.id {
      result += index.workflow[refused]
    }
    if let tool = facts.tool.id { result += index.tool[tool] }
    for material in facts.materials ?? IDSet() { result += index.material[material] }
    if let pilot = facts.pilot { result += index.pilot[pilot] }
    if let follows = facts.follows { result += index.follows[follows] }
    return result
  }

  // MARK: Gates

  private func ask(
    _ id: GuardID, _ test: GuardTest, of gate: Gate, _ context: DayFacts, _ result: inout DayReasons
  ) {
    switch test {
    case .always(let reasonClass):
      if policy.faults.contains(.suspendedIsApproved), gate == .workflowStatus,
        facts.openWorkflow.map({ tables.workflows[$0].status }) == .suspended
      {
        break
      }
      result.add(ReasonKey(.gate(gate)), reasonClass)
    case .formula(let formula, let reasonClass):
      let isLate = gate == .agreementDates && policy.faults.contains(.agreementsEndADayLate)
      let context = isLate ? DayFacts(policy, facts, on: day.adding(days: -1)) : context
      switch context.evaluate(formula) {
      case .no: break
      case .yes: result.add(ReasonKey(.gate(gate)), reasonClass)
      case .failed: result.add(ReasonKey(.gate(.evaluation)), .forbidden)
      case .unknown: for fact in context.absentFacts(in: formula) { result.addMissing(fact, askedBy: id) }
      }
    case .uncovered(.materials, _, _)
    where gate == .pilotBounds && policy.faults.contains(.materialsOfPilotsAreIgnored):
      break
    case .uncovered(let field, let list, let reasonClass):
      for item in uncovered(field, by: list) {
        result.add(ReasonKey(.gate(gate), .item(field, item)), hardened(reasonClass, gate, item))
      }
    case .owed(let fact): if isAbsent(fact) { result.addMissing(fact, askedBy: id) }
    case .demand(_, let demand, let before): need(id, demand, before, &result)
    case .duty: break
    case .lapsed(let material, let formula):
      if context.evaluate(formula) == .yes {
        result.add(ReasonKey(.gate(gate), .item(.materials, material.rawValue)), .forbidden)
      }
    case .unknownElements:
      for element in facts.unknownElements { result.add(ReasonKey(.gate(gate), .element(element)), .notCovered) }
    case .rolesHeld:
      // The gate reads who acts: whoever is not named is not believed either (S23, S57).
      if facts.requesterIsStated, facts.person == nil { result.addMissing(.requesterPerson, askedBy: id) }
      guard let listed = facts.person?.listed else { break }
      let holders = Holders(policy: policy)
      let when = facts.kind == .action ? min(asOf, day) : asOf
      for role in facts.roles ?? IDSet() where holders.holds(listed, role, .somewhere, on: when) == .no {
        result.add(ReasonKey(.gate(gate), .role(role)), .forbidden)
      }
    case .ownerHeld:
      if let owner = facts.owner, !Holders(policy: policy).isHeld(owner, on: day) {
        result.add(ReasonKey(.gate(gate), .role(owner)), .forbidden)
      }
    case .measures(let baseline, let beforeStart):
      let suffices = facts.measures.contains { measure in
        guard measure.hasMetricAndTarget, measure.hasBaseline || !baseline else { return false }
        guard beforeStart, let starts = facts.starts else { return true }
        return measure.measuredUntil.map { $0 < starts } ?? false
      }
      if !suffices { result.add(ReasonKey(.gate(gate)), .missingInformation) }
    case .stopWhen: if !facts.hasStopWhen { result.add(ReasonKey(.gate(gate)), .missingInformation) }
    case .pilotDays(let pilot):
      if !isInside(pilot) { result.add(ReasonKey(.gate(gate)), .forbidden) }
    case .pilotAllowed(let pilot):
      if let denial = denial(of: pilot).values.min() { result.add(ReasonKey(.gate(gate)), denial) }
    }
  }

  /// `data` of a prohibited class is forbidden, not only not covered (S23).
  private func hardened(_ reasonClass: ReasonClass, _ gate: Gate, _ item: UInt32) -> ReasonClass {
    guard gate == .data, tables.sensitivities[DataClassID(rawValue: item)] == .prohibited else { return reasonClass }
    return .forbidden
  }

  private func uncovered(_ field: ItemField, by list: IDList) -> [UInt32] {
    switch field {
    case .data:
      let list = IDSet(list.ids.map { DataClassID(rawValue: $0) })
      return facts.ownData.filter { !tables.dataTree.isCovered($0, by: list) }.map(\.rawValue)
    case .audiences:
      let list = IDSet(list.ids.map { AudienceID(rawValue: $0) })
      return (facts.audiences ?? IDSet()).filter { !tables.audienceTree.isCovered($0, by: list) }.map(\.rawValue)
    case .materials: return (facts.materials ?? IDSet()).map(\.rawValue).filter { !list.ids.contains($0) }
    case .sites:
      return (facts.sites ?? IDSet())
        .filter { site in !list.ids.contains { tables.siteTree.isWithin(site, SiteID(rawValue: $0)) } }.map(\.rawValue)
    }
  }

  /// S7. Parts are owed only where the whole is there: the first part that is absent is named.
  private func isAbsent(_ fact: Fact) -> Bool {
    switch fact {
    case .workflow: facts.workflow.isAbsent
    case .tool: facts.tool.isAbsent
    case .autonomy: facts.autonomy == nil
    case .impact: facts.impact == nil
    case .data: !facts.dataIsKnown
    case .audiences: facts.audiences == nil
    case .sites: facts.sites == nil
    case .materials: facts.materials == nil
    case .starts: facts.starts == nil
    case .ends: facts.ends == nil
    case .owner: facts.owner == nil
    case .participants: facts.participants == nil
    case .at: facts.at == nil
    case .pilot: facts.pilot == nil
    case .requester: !facts.requesterIsStated
    case .requesterPerson:
      facts.requesterIsStated && facts.person == nil && (facts.kind == .pilot || facts.autonomy != .autonomous)
    case .requesterRoles: facts.requesterIsStated && facts.roles == nil
    case .attribute(let attribute): !facts.attributes.contains { $0.attribute == attribute }
    case .policy: false
    }
  }

  // MARK: Registered pilots

  /// S23 `pilot-bounds`: the day, and what is compared as one value.
  private func isInside(_ id: PilotID) -> Bool {
    let pilot = policy.pilots[id.index].facts
    guard let starts = pilot.starts, let ends = pilot.ends, day >= starts, day <= ends else { return false }
    if let stopped = tables.pilots[id].proposal.stopped?.value, stopped <= day { return false }
    guard facts.tool.isAbsent || facts.tool == pilot.tool, facts.workflow.isAbsent || facts.workflow == pilot.workflow
    else { return false }
    if let autonomy = facts.autonomy { guard let most = pilot.autonomy, autonomy <= most else { return false } }
    if let impact = facts.impact { guard let most = pilot.impact, impact <= most else { return false } }
    return true
  }

  /// S23 `pilot-denied`: the registered pilot's reasons on the action's day, decided as of that day; empty: it is allowed,
  /// or the day is none of its days.
  func denial(of id: PilotID) -> [ReasonKey: ReasonClass] {
    let pilot = policy.pilots[id.index]
    guard pilot.isValid else { return [ReasonKey(.gate(.invalid)): .invalid] }
    if let starts = pilot.facts.starts, let ends = pilot.facts.ends, day < starts || day > ends { return [:] }
    return DayJudgement(policy: policy, prepared: pilot, asOf: day, day: day).judge().reasons
  }

  // MARK: Rules

  private func ask(
    _ asker: GuardID, _ test: GuardTest, of id: RuleID, _ context: DayFacts, _ result: inout DayReasons
  ) {
    let rule = tables.rules[id]
    let formula: FormulaID? =
      switch test {
      case .formula(let formula, _): formula
      case .demand(let formula, _, _), .duty(let formula): formula
      case .always, .uncovered, .owed, .lapsed, .unknownElements, .rolesHeld, .ownerHeld, .measures, .stopWhen,
        .pilotDays,
        .pilotAllowed:
        nil
      }
    var truth = formula.map { context.evaluate($0) } ?? .yes
    if truth == .unknown, rule.allowsAbsent, !policy.faults.contains(.whenAbsentIsIgnored) { truth = .no }
    if truth == .unknown, policy.faults.contains(.unknownIsFalseForDeny), case .formula = test { truth = .no }
    guard truth != .no else { return }

    // S49: an exception lifts the rule for that day, and is listed.
    let lifting = rule.exceptions.filter { lifts($0, context) }
    guard lifting.isEmpty else {
      result.exceptions.formUnion(lifting)
      return
    }
    // S20: on trial a rule is reported and not decided upon.
    if let until = rule.trialUntil, asOf <= until,
      !(policy.faults.contains(.trialsEndADayEarly) && asOf == until)
    {
      tryOut(asker, test, of: id, truth, context, &result)
      return
    }
    guard truth != .failed else {
      result.add(ReasonKey(.gate(.evaluation), .rule(id)), .forbidden)
      return
    }
    switch test {
    case .formula(let formula, let reasonClass):
      if truth == .yes {
        result.add(ReasonKey(.rule(id)), reasonClass)
      } else {
        for fact in context.absentFacts(in: formula) { result.addMissing(fact, askedBy: asker) }
      }
    case .always(let reasonClass): result.add(ReasonKey(.rule(id)), reasonClass)
    case .demand(_, let demand, let before): need(asker, demand, before, &result)
    case .duty:
      result.duties.insert(id)
      if isDue(rule), !isDone(id, on: day) { result.add(ReasonKey(.gate(.duty), .rule(id)), .missingInformation) }
    case .uncovered, .owed, .lapsed, .unknownElements, .rolesHeld, .ownerHeld, .measures, .stopWhen, .pilotDays,
      .pilotAllowed:
      break
    }
  }

  private func lifts(_ id: ExceptionID, _ context: DayFacts) -> Bool {
    let days = tables.exceptions[id].effective
    let isLate = policy.faults.contains(.exceptionsEndADayLate) && days.until == day.adding(days: -1)
    return (days.contains(day) || isLate) && fits(id, context)
  }

  /// S49 but for the days: sites are stated and lie in the exception's, and its conditions are true.
  func fits(_ id: ExceptionID, _ context: DayFacts) -> Bool {
    let exception = tables.exceptions[id]
    guard let sites = facts.sites ?? (policy.faults.contains(.exceptionsLiftWithoutSites) ? exception.sites : nil),
      !sites.isEmpty,
      sites.allSatisfy({ site in exception.sites.contains { tables.siteTree.isWithin(site, $0) } })
    else { return false }
    return exception.formulas.allSatisfy { context.evaluate($0) == .yes }
  }

  // MARK: Duties

  /// S48: whether what is not done stands in the way.
  func isDue(_ rule: RuleEntry) -> Bool {
    guard let duty = rule.duty, case .before(let stage) = duty.deadline else { return false }
    switch facts.kind {
    case .action: return facts.stage >= stage
    case .pilot: return stage == .use && (facts.starts.map { asOf >= $0 } ?? true)
    }
  }

  /// S47: attested by somebody who held the duty's role then, and still counting on the day.
  func isDone(_ id: RuleID, on day: Day) -> Bool {
    guard let duty = tables.rules[id].duty else { return false }
    guard let role = duty.by ?? facts.openWorkflow.flatMap({ tables.workflows[$0].owner }) else { return false }
    return facts.attestations.contains { attestation in
      guard attestation.rule == id, let person = attestation.person, let on = attestation.on, isSigned(on)
      else {
        return false
      }
      if let lasts = duty.lasts {
        guard let end = lasts.end(after: on), day <= end.adding(days: slack(.attestationsLastADayLonger)) else {
          return false
        }
      } else if facts.kind == .action, on != self.day {
        return false
      }
      if tables.switches.roleHoldersAttested || policy.faults.contains(.anybodyAttests) { return true }
      guard let listed = person.listed else { return false }
      let holders = Holders(policy: policy)
      return facts.places.allSatisfy { holders.holds(listed, role, $0, on: on) != .no }
    }
  }

  /// S3: what is dated after the as-of day, or after the action's day, counts for nothing.
  private func isSigned(_ on: Day) -> Bool { on <= asOf && (facts.kind == .pilot || on <= day) }

  // MARK: Signatures

  /// S35: a step is due at its stage and later; what has no stage is always due.
  func asking(_ asker: GuardID, _ demand: DemandID, _ before: Stage?) -> Asking? {
    guard let before else { return Asking(asker: asker, demand: demand, isStep: false) }
    guard facts.kind == .action, before <= facts.stage else { return nil }
    if policy.faults.contains(.stepsAreDueAStageLate), before == facts.stage { return nil }
    return Asking(asker: asker, demand: demand, isStep: true)
  }

  private func need(_ asker: GuardID, _ demand: DemandID, _ before: Stage?, _ result: inout DayReasons) {
    if let asking = asking(asker, demand, before) { result.asking.append(asking) }
  }

  private func judgeSignatures(_ result: inout DayReasons) {
    guard !result.asking.isEmpty || !result.askingOnTrial.isEmpty else { return }
    let seats = Seats(policy: policy, facts: facts, counting: countingSignatures())
    let demands = result.asking.demands
    let unmet = seats.unmet(demands)
    for demand in unmet.demands { result.add(ReasonKey(.gate(gate(of: demand)), .demand(demand)), .missingApproval) }
    if unmet.together { result.add(ReasonKey(.gate(.dualRole)), .missingApproval) }

    // S20: each rule on trial by itself, beside what is asked for already.
    for (rule, asking) in result.askingOnTrial {
      let own = asking.demands
      let tried = seats.unmet(demands.merging(own) { $0 || $1 })
      var codes = Set(tried.demands.filter { own[$0] != nil }.map { ReasonCode.gate(gate(of: $0)) })
      if tried.together, !unmet.together { codes.insert(.gate(.dualRole)) }
      if !codes.isEmpty { result.trials[rule, default: []].formUnion(codes) }
    }
  }

  private func gate(of demand: DemandID) -> Gate { tables.demands[demand].kind == .review ? .review : .approval }

  /// For each place, which signatures count there on the day (S29 to S33).
  func countingSignatures() -> [[Bool]] {
    // Most that keeps a signature from counting is the same at every place: that is asked once.
    let mayCount = facts.signatures.map { objections(to: $0, at: nil).isEmpty }
    return facts.places.map { place in
      facts.signatures.indices.map { mayCount[$0] && objections(to: facts.signatures[$0], at: place).isEmpty }
    }
  }

  /// Why a signature does not count.
  enum Objection: Hashable {
    case noRole, noPerson, noDay
    case datedAfterCheck(Day)
    case datedAfterAction(Day)
    case notListed, roleNotHeld(Day)
    case requester, conflict, delegatorNotClear
    case requesterUnknown, toolUnknown
    case unbound, wrongContent
    case lapsed(Day)
  }

  /// Every cause for which a signature does not count at a place (S30 to S33); none: it counts.
  ///
  /// - Parameter place: without one, what does not hang on a place.
  func objections(to signature: Signature, at place: Holders.Where?) -> [Objection] {
    var result: [Objection] = []
    // S30
    if signature.role == nil { result.append(.noRole) }
    if signature.person == nil { result.append(.noPerson) }
    let isReview = if case .review = signature.kind { true } else { false }
    let on = isReview ? day : signature.on
    if on == nil { result.append(.noDay) }
    if let on, on > asOf { result.append(.datedAfterCheck(on)) }
    if let on, facts.kind == .action, on > day { result.append(.datedAfterAction(on)) }

    // S31, S32
    if facts.person == nil { result.append(.requesterUnknown) }
    if facts.tool.isAbsent { result.append(.toolUnknown) }
    if let person = signature.person {
      if person == facts.person, !policy.faults.contains(.requestersMaySign) { result.append(.requester) }
      if let listed = person.listed, hasConflict(listed) { result.append(.conflict) }
      if let role = signature.role, let on, let place { result += holding(person, role, place, on: on) }
    }

    // S33
    if !isReview {
      switch signature.content {
      case .right, .notAsked: break
      case .wrong: if !policy.faults.contains(.otherContentCounts) { result.append(.wrongContent) }
      case .absent: if !tables.switches.unboundApprovals { result.append(.unbound) }
      }
      if let on, let lapse = tables.switches.approvalsLapse, let end = lapse.end(after: on),
        day > end.adding(days: slack(.approvalsLapseADayLate))
      {
        result.append(.lapsed(end))
      }
    }
    return result
  }

  /// A day more, with a planted fault.
  private func slack(_ fault: Faults) -> Int { policy.faults.contains(fault) ? 1 : 0 }

  private func hasConflict(_ person: PersonID) -> Bool {
    guard !policy.faults.contains(.conflictsAreIgnored) else { return false }
    return facts.tool.id.map { tables.people[person].conflicts.contains($0) } ?? false
  }

  private func holding(_ person: PersonRef, _ role: RoleID, _ place: Holders.Where, on: Day) -> [Objection] {
    if tables.switches.roleHoldersAttested { return [] }
    guard let listed = person.listed else { return [.notListed] }
    switch Holders(policy: policy).holds(listed, role, place, on: on) {
    case .own: return []
    case .no: return [.roleNotHeld(on)]
    case .delegated(let delegators):
      // One clear delegator is enough.
      let isClear =
        policy.faults.contains(.delegatorsConflictsAreIgnored)
        || delegators.contains { $0 != facts.person?.listed && !hasConflict($0) }
      return isClear ? [] : [.delegatorNotClear]
    }
  }
}
