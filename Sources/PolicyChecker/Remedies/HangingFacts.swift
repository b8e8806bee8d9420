import PolicyBasics

/// The facts of a proposal on which a reason hangs: where it reads any, another proposal would not have it, and it is not
/// the policy alone that would have to change (S62).
struct HangingFacts {
  private let policy: CompiledPolicy.Storage
  private let facts: ProposalFacts
  private let guards: [Guard]
  private var tables: PolicyTables { policy.tables }

  init(_ policy: CompiledPolicy.Storage, _ prepared: PreparedProposal, _ judgement: Judgement) {
    self.policy = policy
    facts = prepared.facts
    guards = EditCandidates(policy, prepared, asOf: judgement.asOf).guards
  }

  /// The fields that the proposal states and that the reason reads, each once, in the order of their bytes. Which workflow
  /// and tool it is about is no fact that hangs: what these allow is the policy's.
  func names(for key: ReasonKey) -> [String] {
    var names = Set<String>()
    func add(_ test: GuardTest) {
      switch test {
      case .formula(let formula, _), .demand(let formula?, _, _), .duty(let formula?): read(formula, &names)
      case .always, .demand(nil, _, _), .duty(nil), .uncovered, .owed, .lapsed, .unknownElements, .rolesHeld,
        .ownerHeld, .measures, .stopWhen, .pilotDays, .pilotAllowed:
        break
      }
    }
    func addTiers() { for formula in tables.tiers.elements.compactMap(\.formula) { read(formula, &names) } }
    func add(rule id: RuleID) { for rule in tables.guards.elements where rule.origin == .rule(id) { add(rule.test) } }

    switch (key.code, key.subject) {
    case (.rule(let id), _), (.gate(.duty), .rule(let id)): add(rule: id)
    case (.gate(.approval), .demand(let id)), (.gate(.review), .demand(let id)):
      for rule in guards {
        guard case .demand(_, id, _) = rule.test else { continue }
        if case .tier(let tier) = rule.origin, tables.tiers[tier].formula != nil { addTiers() }
        add(rule.test)
      }
    case (.gate(.tier), _): addTiers()
    case (.gate(.usedBy), _), (.gate(.roleNotHeld), _): names.formUnion(name(of: .roles).map { [$0] } ?? [])
    case (.gate(.ownerVacant), _): names.insert("owner")
    // What does not compare does so with no other value, or one of the other unit was found.
    case (.gate, _), (.missing, _): break
    }
    return inOrder(names)
  }

  private func read(_ formula: FormulaID, _ names: inout Set<String>) {
    let node = tables.formulas[formula]
    guard node.operation == .test else {
      for part in node.first..<(node.first + node.count) { read(FormulaID(rawValue: part), &names) }
      return
    }
    let field = tables.tests[TestID(rawValue: node.first)].field
    if let name = name(of: field) { names.insert(name) }
    // A tier's condition does not read `tier` (S25), so this ends.
    if field == .tier { for formula in tables.tiers.elements.compactMap(\.formula) { read(formula, &names) } }
  }

  /// The field of the proposal that is read, where it is stated.
  private func name(of field: MatchedField) -> String? {
    func named(_ fact: Fact, _ isStated: Bool) -> String? {
      isStated ? tables.field(fact, kind: facts.kind) : nil
    }
    return switch field {
    case .data, .sensitivity: named(.data, facts.dataIsKnown)
    case .audiences: named(.audiences, facts.audiences != nil)
    case .sites, .siteCount: named(.sites, facts.sites != nil)
    case .materials: named(.materials, facts.materials != nil)
    case .roles: named(.requesterRoles, facts.roles != nil)
    case .person: named(.requesterPerson, facts.person != nil)
    case .autonomy: named(.autonomy, facts.autonomy != nil)
    case .impact: named(.impact, facts.impact != nil)
    case .starts: named(.starts, facts.starts != nil)
    case .ends, .duration: named(.ends, facts.ends != nil)
    case .participants: named(.participants, facts.participants != nil)
    case .action, .stage: "action"
    case .inPilot: named(.pilot, facts.pilot != nil)
    case .attribute(let id): named(.attribute(id), facts.attributes.contains { $0.attribute == id })
    case .tool, .workflow, .purpose, .tier, .day, .path: nil
    }
  }
}
