import PolicyBasics
import SourceText

/// Whether tables agree with one another: what the checker takes for granted and no single entry can say.
///
/// Ids that a table has, words that are known, trees without circles and ordered sets are checked where they are read.
/// Here: ids are ids and stand once; formulas are trees whose evaluation ends; tests ask what their fields can answer;
/// guards speak of what they are asked about, and each is asked.
struct TableCheck {
  private let tables: PolicyTables

  init(_ tables: PolicyTables) { self.tables = tables }

  func check() throws(CompiledPolicyError) {
    try checkIdentity()
    try checkNames()
    try checkOrders()
    try FormulaCheck(tables).check()
    try checkGuards()
    try checkIndex()
  }

  private func fail(_ table: String, _ what: String) -> CompiledPolicyError { .malformed("\(table): \(what)") }

  // MARK: Names

  private func checkIdentity() throws(CompiledPolicyError) {
    let identity = tables.identity
    guard identity.language <= CompiledPolicy.newestLanguage else {
      throw .newerLanguage(found: identity.language, supported: CompiledPolicy.newestLanguage)
    }
    guard identity.language > 0 else { throw fail("policy", "no language has this number") }
    guard identity.digest.utf8.count == 64, identity.digest.utf8.allSatisfy(isHexadecimal) else {
      throw fail("policy", "the digest of the sources is none")
    }
  }

  private func checkNames() throws(CompiledPolicyError) {
    try check("policy", [tables.identity.id])
    try check("data", tables.data.elements.map(\.id))
    try check("audiences", tables.audiences.elements.map(\.id))
    try check("sites", tables.sites.elements.map(\.id))
    try check("materials", tables.materials.elements.map(\.named.id))
    try check("purposes", tables.purposes.elements.map(\.id))
    try check(
      "roles and committees", tables.roles.elements.map(\.named.id) + tables.committees.elements.map(\.named.id))
    try check("people", tables.people.elements.map(\.id), dots: true)
    try check("tiers", tables.tiers.elements.map(\.named.id))
    try check("tools", tables.tools.elements.map(\.named.id))
    try check("workflows", tables.workflows.elements.map(\.named.id))
    try check("actions", Array(tables.actions.elements))
    try check("attributes", tables.attributes.elements.map(\.named.id))
    try check("pilots", tables.pilots.elements.map(\.named.id))
    try check("rules", tables.rules.elements.map(\.named.id))
    try check("exceptions", tables.exceptions.elements.map(\.named.id))
    try check("elements", tables.elements.map(\.element), dots: true)
    try check("steps", tables.stepIDs)
    for pilot in tables.pilots.elements where pilot.named.id != pilot.proposal.name.value {
      throw fail("pilots", "a pilot has two ids")
    }
    let gates = Set(Gate.allCases.map(\.rawValue))
    guard !tables.rules.elements.contains(where: { gates.contains($0.named.id) }) else {
      throw fail("rules", "a rule has the id of a built-in reason")
    }
  }

  private func check(_ table: String, _ ids: [String], dots: Bool = false) throws(CompiledPolicyError) {
    guard ids.allSatisfy({ identifierProblem($0, dots: dots) == nil }) else { throw fail(table, "an id is none") }
    guard Set(ids).count == ids.count else { throw fail(table, "an id stands twice") }
  }

  // MARK: Orders

  private func checkOrders() throws(CompiledPolicyError) {
    let ranks = tables.tiers.elements.map(\.rank)
    guard zip(ranks, ranks.dropFirst()).allSatisfy({ $0 < $1 }) else {
      throw fail("tiers", "they are not in the order of their ranks")
    }
    guard tables.tiers.count == 0 || tables.tiers.elements.count(where: { $0.formula == nil }) == 1 else {
      throw fail("tiers", "not exactly one holds for all")
    }
    let elements = tables.elements.map(\.element)
    guard zip(elements, elements.dropFirst()).allSatisfy({ $0.precedes($1) }) else {
      throw fail("elements", "they are not in their order")
    }
    for role in tables.roles.ids where !tables.roles[role].includes.contains(role) {
      throw fail("roles", "a role does not include itself")
    }
    for workflow in tables.workflows.elements {
      guard Set(workflow.actions.map(\.action)).count == workflow.actions.count else {
        throw fail("workflows", "an action has two stages")
      }
    }
    try checkRules()
  }

  private func checkRules() throws(CompiledPolicyError) {
    var listed = Set<ExceptionID>()
    for id in tables.rules.ids {
      let rule = tables.rules[id]
      guard tables.calendars.indices.contains(rule.calendar) else { throw fail("rules", "a rule has no holidays") }
      guard !rule.isInvariant || rule.exceptions.isEmpty else { throw fail("rules", "a red line has exceptions") }
      for exception in rule.exceptions {
        guard tables.exceptions[exception].rule == id, listed.insert(exception).inserted else {
          throw fail("rules", "an exception is another rule's")
        }
      }
    }
    guard listed.count == tables.exceptions.count else { throw fail("exceptions", "one is no rule's") }
  }

  // MARK: Guards

  private func checkGuards() throws(CompiledPolicyError) {
    for entry in tables.guards.elements {
      guard origin(entry.origin, asks: entry.test) else {
        throw fail("guards", "a guard asks what its origin does not")
      }
      // A registered pilot that were asked whether a registered pilot is allowed might ask for itself, without end.
      guard !entry.test.readsPilot || entry.kinds.isSubset(of: .action) else {
        throw fail("guards", "a guard of a registered pilot speaks of pilots")
      }
      guard case .uncovered(let field, let list, _) = entry.test else { continue }
      // A class that is not covered may be a prohibited one: the gate looks it up among the classes.
      guard entry.origin != .gate(.data) || field == .data else { throw fail("guards", "a gate reads another list") }
      guard list.ids.last.map({ Int($0) < size(of: field) }) ?? true else {
        throw fail("guards", "a list names what is not there")
      }
    }
  }

  private func size(of field: ItemField) -> Int {
    switch field {
    case .data: tables.data.count
    case .audiences: tables.audiences.count
    case .materials: tables.materials.count
    case .sites: tables.sites.count
    }
  }

  /// Whether the engine asks such a test of such an origin: another one would never speak.
  private func origin(_ origin: Guard.Origin, asks test: GuardTest) -> Bool {
    switch (origin, test) {
    case (.gate, .duty): false
    case (.gate, _): true
    case (.tier, .demand): true
    case (.tier, _): false
    case (.rule, .always), (.rule, .formula), (.rule, .demand): true
    case (.rule(let rule), .duty): tables.rules[rule].duty != nil
    case (.rule, _): false
    }
  }

  /// Each guard is asked of somebody.
  private func checkIndex() throws(CompiledPolicyError) {
    let index = tables.index
    var asked = IDSet(index.general)
    for list in index.workflow.elements { for id in list { asked.insert(id) } }
    for list in index.tool.elements { for id in list { asked.insert(id) } }
    for list in index.material.elements { for id in list { asked.insert(id) } }
    for list in index.pilot.elements { for id in list { asked.insert(id) } }
    for list in index.follows.elements { for id in list { asked.insert(id) } }
    guard asked.count == tables.guards.count else { throw fail("index", "a guard is asked of nobody") }
  }
}
