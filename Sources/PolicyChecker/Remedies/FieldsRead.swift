import PolicyBasics
import SourceText

/// The fields that conditions read, and the edits that are open on them.
struct FieldsRead {
  let candidates: EditCandidates
  var values: NearestValues
  var edits: [Edit] = []
  /// The roles of the requester that the conditions ask for; all, where one asks for no others.
  private var roles = IDSet<RoleID>()
  private var readsAllRoles = false

  private var tables: PolicyTables { candidates.policy.tables }
  private var facts: ProposalFacts { candidates.prepared.facts }
  private var proposal: Proposal { candidates.prepared.proposal }

  init(_ candidates: EditCandidates) {
    self.candidates = candidates
    values = NearestValues(candidates.policy, candidates.prepared, asOf: candidates.asOf)
  }
}

extension FieldsRead {
  /// What is collected, values included.
  var all: [Edit] { edits + values.edits }

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
    let first = facts.kind == .action ? facts.actionDay ?? candidates.asOf : facts.starts ?? candidates.asOf
    let day = DayJudgement(
      policy: candidates.policy, prepared: candidates.prepared, asOf: candidates.asOf, day: first)
    for exceptionID in tables.rules[id].exceptions {
      let exception = tables.exceptions[exceptionID]
      for formula in exception.formulas { add(formula) }
      // Its days matter where it would fit but for them.
      if day.fits(exceptionID, DayFacts(candidates.policy, facts, on: first)) { values.add(exception.effective) }
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
    case .roles:
      switch test.relation {
      case .any(let ids), .all(let ids), .none(let ids): for id in ids { roles.insert(RoleID(rawValue: id)) }
      case .only, .isOne, .isNone, .atLeast, .atMost, .before, .after: readsAllRoles = true
      }
    case .attribute(let id):
      guard case .set(let words)? = facts.attributes.first(where: { $0.attribute == id })?.value else { break }
      let entry = tables.attributes[id]
      edits += words.filter { entry.words.indices.contains(Int($0)) }
        .map { .leaveOut(.attribute(entry.named.id), entry.words[Int($0)]) }
    case .tool, .workflow, .purpose, .autonomy, .impact, .person, .duration, .starts, .ends, .participants, .action,
      .stage, .inPilot, .day, .path:
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

  /// The days on which somebody whom the policy lists begins or ceases to hold the roles that are read: what counts is what
  /// they hold on the judged day (S28).
  mutating func addDaysOfRoles() {
    guard readsAllRoles || !roles.isEmpty, let person = facts.person?.listed.map({ tables.people[$0] }) else { return }
    for holding in person.holdings
    where readsAllRoles || !roles.isDisjoint(with: tables.roles[holding.role].includes) {
      addComing(holding.days)
    }
    for delegation in person.delegations where readsAllRoles || roles.contains(delegation.role) {
      addComing(delegation.days)
      // It lasts no longer than the delegator's own holding (S27).
      for holding in tables.people[delegation.from].holdings
      where tables.roles[holding.role].includes.contains(delegation.role) { addComing(holding.days) }
    }
  }

  /// What began before the day of the check holds on every judged day, and no day can be moved before that.
  private mutating func addComing(_ period: Period) {
    if let from = period.from, from > candidates.asOf { values.addBoth(from) }
    if let until = period.until, until >= candidates.asOf { values.addBoth(until) }
  }
}
