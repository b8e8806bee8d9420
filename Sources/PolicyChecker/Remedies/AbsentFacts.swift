import PolicyBasics

/// Facts that are absent, and because of which a demand, a duty or a tier counts as asked for, or an exception does not
/// lift its rule (S17, S25, S49): once they are stated, the reason may be gone.
struct AbsentFacts {
  private let candidates: EditCandidates
  private let context: DayFacts
  /// In the order in which conditions read them.
  private var facts: [Fact] = []
  /// The tests of the conditions that are unknown for want of them.
  private var tests: [Test] = []
  /// The sites of exceptions that ask for sites.
  private var sites: [SiteID] = []

  private var tables: PolicyTables { candidates.policy.tables }
  private var proposal: ProposalFacts { candidates.prepared.facts }

  init(_ candidates: EditCandidates, for key: ReasonKey) {
    self.candidates = candidates
    let facts = candidates.prepared.facts
    let asOf = candidates.asOf
    let day = facts.kind == .action ? facts.actionDay ?? asOf : max(facts.starts ?? asOf, asOf)
    context = DayFacts(candidates.policy, facts, on: day)
    collect(key)
  }

  /// Each fact stated with a value that the conditions tell from others.
  var statements: [Edit] { facts.flatMap { standIns(for: $0) } }

  /// Facts for which nothing can stand in: whether they help is not known before they are stated.
  var untried: [Edit] {
    facts.filter { standIns(for: $0).isEmpty }.map { .state(tables.field($0, kind: proposal.kind), .nothing) }
  }

  // MARK: Conditions

  private mutating func collect(_ key: ReasonKey) {
    switch (key.code, key.subject) {
    case (.gate(.approval), .demand(let id)), (.gate(.review), .demand(let id)): addGuards { $0 == id }
    case (.gate(.dualRole), _): addGuards { _ in true }
    case (.gate(.duty), .rule(let id)), (.rule(let id), _): add(rule: id)
    case (.gate(.tier), _): addTiers()
    case (.gate(.toolStatus), _):
      // A tool for pilots only: the action may be part of one.
      let isForPilots = proposal.openTool.map { tables.tools[$0].status == .pilotOnly } ?? false
      if isForPilots, proposal.kind == .action, proposal.pilot == nil { facts.append(.pilot) }
    case (.gate, _), (.missing, _): break
    }
  }

  private mutating func addGuards(_ concerns: (DemandID) -> Bool) {
    for rule in candidates.guards
    where rule.kinds.contains(KindSet(proposal.kind)) && rule.effective.contains(context.day) {
      guard case .demand(let formula, let demand, _) = rule.test, concerns(demand) else { continue }
      if let formula { add(formula) }
      if case .tier = rule.origin { addTiers() }
      if case .rule(let id) = rule.origin { addExceptions(of: id) }
    }
  }

  private mutating func add(rule id: RuleID) {
    for rule in tables.guards.elements where rule.origin == .rule(id) {
      switch rule.test {
      case .formula(let formula, _), .duty(let formula?), .demand(let formula?, _, _): add(formula)
      case .always, .duty(nil), .demand(nil, _, _), .uncovered, .owed, .lapsed, .unknownElements, .rolesHeld,
        .ownerHeld, .measures, .stopWhen, .pilotDays, .pilotAllowed:
        break
      }
    }
    addExceptions(of: id)
  }

  private mutating func addExceptions(of id: RuleID) {
    for exception in tables.rules[id].exceptions.map({ tables.exceptions[$0] })
    where exception.effective.contains(context.day) {
      guard let stated = proposal.sites else {
        note(.sites)
        sites += Array(exception.sites)
        continue
      }
      let isInside = stated.allSatisfy { site in exception.sites.contains { tables.siteTree.isWithin(site, $0) } }
      if isInside { for formula in exception.formulas { add(formula) } }
    }
  }

  /// A tier's condition does not read `tier` (S25), so this ends.
  private mutating func addTiers() {
    for tier in tables.tiers.elements { if let formula = tier.formula { add(formula) } }
  }

  private mutating func add(_ formula: FormulaID) {
    let read = tests(in: formula)
    if read.contains(where: { $0.field == .tier }) { addTiers() }
    guard context.evaluate(formula) == .unknown else { return }
    tests += read
    for fact in context.openFacts(in: formula) where !fact.isOfPolicy { note(fact) }
  }

  private mutating func note(_ fact: Fact) {
    if !facts.contains(fact) { facts.append(fact) }
  }

  private func tests(in formula: FormulaID) -> [Test] {
    let node = tables.formulas[formula]
    guard node.operation == .test else {
      return (node.first..<(node.first + node.count)).flatMap { tests(in: FormulaID(rawValue: $0)) }
    }
    return [tables.tests[TestID(rawValue: node.first)]]
  }

  // MARK: Values

  /// How many values stand in for one fact.
  private static let mostValues = 20

  private func standIns(for fact: Fact) -> [Edit] {
    let field = tables.field(fact, kind: proposal.kind)
    let values: [Edit.StandIn]
    switch fact {
    // Adding an item never helps (S57): none of them is the best that can be stated.
    case .data, .audiences, .materials: values = [.emptyList]
    case .sites: values = (sites + Array(tables.sites.ids)).map { .site(tables.sites[$0].id) }
    case .autonomy, .impact: values = [.least]
    case .participants: values = NearestValues.counts(beside: tests).map { .count($0) }
    case .tool: values = proposal.openWorkflow.map { candidates.allowedTools(of: $0) }?.map { .tool($0) } ?? []
    case .pilot: return candidates.pilots
    case .attribute(let id):
      values = NearestValues(candidates.policy, candidates.prepared, asOf: candidates.asOf)
        .values(of: tables.attributes[id], beside: tests.filter { $0.field == .attribute(id) }).map { .value($0) }
    case .workflow, .starts, .ends, .owner, .at, .requester, .requesterPerson, .requesterRoles, .policy: values = []
    }
    return values.prefix(Self.mostValues).map { .state(field, $0) }
  }
}
