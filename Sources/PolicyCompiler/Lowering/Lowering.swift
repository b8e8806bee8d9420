import Description
import PolicyBasics
import PolicyChecker
import PolicyLanguage
import ProposalCoding
import SourceText

/// Lowers declarations to the tables of a compiled policy: gates and rules become guards (S23, S25, S35, S46, S49, S51).
struct Lowering {
  let names: Names
  let head: PolicyHead
  let places: Places
  var tables = PolicyTables()
  var conditions: ConditionLowering
  var actionIDs: [String: ActionID] = [:]
  private var demandIDs: [PolicyChecker.Demand: DemandID] = [:]
  private var changes = Set<Day>()
  /// The formulas of rules, by their place in the table.
  private(set) var diagnostics = Diagnostics()

  /// Which of the calendars counts for what stands at a place.
  let layer: (SourceSpan) -> Int

  init(
    _ names: Names, head: PolicyHead, places: Places, calendars: [BusinessCalendar],
    layer: @escaping (SourceSpan) -> Int, isComplete: Bool, suggester: Suggester
  ) {
    self.names = names
    self.head = head
    self.places = places
    self.layer = layer
    tables.calendars = calendars
    let words = Set(
      names.workflows.table.elements.flatMap { $0.value.actions?.all.map(\.id) ?? [] }
        + Lowering.defaultActions.map(\.0))
    for word in words.sorted() { actionIDs[word] = tables.actions.append(word) }
    conditions = ConditionLowering(names, actions: actionIDs, isComplete: isComplete, suggester: suggester)
  }

  /// S41: a workflow without `actions` has these, each at the stage of its name.
  static let defaultActions: [(String, Stage)] = [("draft", .draft), ("release", .release), ("use", .use)]

  mutating func lower() {
    lowerSwitches()
    lowerVocabulary()
    lowerPeople()
    lowerTiers()
    lowerTools()
    lowerWorkflows()
    lowerExceptionsAndRules()
    lowerPilots()
    addGeneralGuards()
    tables.formulas = conditions.formulas
    tables.tests = conditions.tests
    tables.paths = conditions.paths
    tables.changes = changes.sorted()
    tables.files = places.files
    diagnostics.append(conditions.diagnostics)
  }

  // MARK: Guards

  mutating func add(_ rule: Guard, to list: WritableKeyPath<GuardIndex, [GuardID]>) {
    tables.index[keyPath: list].append(tables.guards.append(rule))
  }

  mutating func note(_ period: Period) {
    if let from = period.from { changes.insert(from) }
    if let until = period.until { changes.insert(until.adding(days: 1)) }
  }

  mutating func note(lastDay: Day?) {
    if let lastDay { changes.insert(lastDay.adding(days: 1)) }
  }

  mutating func note(firstDay: Day?) {
    if let firstDay { changes.insert(firstDay) }
  }

  mutating func demand(_ demand: PolicyChecker.Demand) -> DemandID {
    if let id = demandIDs[demand] { return id }
    let id = tables.demands.append(demand)
    demandIDs[demand] = id
    return id
  }

  // MARK: The set

  private mutating func lowerSwitches() {
    tables.identity.id = head.id.value.text
    tables.identity.title = head.title.text
    tables.identity.version = head.version.text
    tables.identity.language = head.language.value
    tables.switches.roleHoldersAttested = head.roleHolders != nil
    tables.switches.unboundApprovals = head.unboundApprovals != nil
    tables.switches.approvalsLapse = head.approvalsLapse?.value
    tables.switches.asksSites = !names.sites.isEmpty
    tables.switches.asksMaterials = !names.materials.isEmpty
    tables.switches.listsPeople = !names.people.isEmpty
    tables.switches.hasTiers = !names.tiers.isEmpty
  }

  func named<Value: Remarked>(_ declaration: Declaration<Value>) -> Named {
    Named(
      id: declaration.id, title: declaration.value.remarks.title?.text ?? "", place: places.place(of: declaration.span))
  }

  private mutating func lowerVocabulary() {
    tables.data = Table(names.data.table.elements.map(named))
    tables.dataTree = Hierarchy(
      Table(
        names.data.table.elements.map { declaration in
          Hierarchy.Member(
            within: declaration.value.within.flatMap { names.resolve($0) },
            also: (declaration.value.also ?? []).compactMap { names.resolve($0) },
            namedOnly: declaration.value.namedOnly?.value ?? false)
        }))
    // The strictest where nothing is stated, which is an error.
    tables.sensitivities = Table(names.sensitivities().elements.map { $0 ?? .prohibited })
    var holders: [String: [DataClassID]] = [:]
    for id in names.data.table.ids {
      for element in names.data.table[id].value.elements ?? [] { holders[element.value.text, default: []].append(id) }
    }
    tables.elements = holders.map { ElementHolder(element: $0.key, holders: $0.value) }
      .sorted { $0.element.precedes($1.element) }

    tables.audiences = Table(names.audiences.table.elements.map(named))
    tables.audienceTree = Hierarchy(
      Table(
        names.audiences.table.elements.map { declaration in
          Hierarchy.Member(
            within: declaration.value.within.flatMap { names.resolve($0) },
            also: (declaration.value.also ?? []).compactMap { names.resolve($0) },
            namedOnly: declaration.value.namedOnly?.value ?? false)
        }))
    tables.sites = Table(names.sites.table.elements.map(named))
    tables.siteTree = Hierarchy(
      Table(
        names.sites.table.elements.map { declaration in
          Hierarchy.Member(within: declaration.value.within.flatMap { names.resolve($0) })
        }))
    tables.purposes = Table(names.purposes.table.elements.map(named))
    tables.attributes = Table(
      names.attributes.table.elements.map { declaration in
        var entry = AttributeEntry(declaration)
        entry.named.place = places.place(of: declaration.span)
        return entry
      })
    tables.materials = Table(
      names.materials.table.elements.map { declaration in
        MaterialEntry(
          named: named(declaration), classes: IDSet(declaration.value.data.compactMap { names.resolve($0) }),
          until: declaration.value.until?.value)
      })
    tables.index.material = Table(repeating: [], count: names.materials.table.count)
    for id in tables.materials.ids {
      guard let until = tables.materials[id].until else { continue }
      note(lastDay: until)
      let lapsed = conditions.formula(.day, .after(.constant(.day(until))))
      let gate = Guard(.gate(.materialLapsed), test: .lapsed(id, lapsed))
      tables.index.material[id].append(tables.guards.append(gate))
    }
  }

  // MARK: People

  private mutating func lowerPeople() {
    let inclusion = RoleInclusion(names)
    tables.roles = Table(
      names.roles.table.ids.map { id in
        RoleEntry(
          named: named(names.roles.table[id]), includes: inclusion.included[id],
          mayCombine: IDSet((names.roles.table[id].value.mayCombine ?? []).compactMap { names.resolve($0) }))
      })
    tables.committees = Table(
      names.committees.table.elements.map { declaration in
        CommitteeEntry(
          named: named(declaration), members: IDSet(declaration.value.members.compactMap { names.resolve($0) }),
          quorum: declaration.value.quorum.value, threshold: declaration.value.threshold.value)
      })
    var received: [PersonID: [DelegationEntry]] = [:]
    for id in names.people.table.ids {
      for delegation in names.people.table[id].value.delegates ?? [] {
        guard let to = names.resolve(delegation.to), let role = names.resolve(delegation.role) else { continue }
        let days = Period(from: delegation.from.value, until: delegation.until.value)
        note(days)
        received[to, default: []].append(DelegationEntry(role: role, from: id, days: days))
      }
    }
    var entries: [PersonEntry] = []
    for id in names.people.table.ids {
      let person = names.people.table[id]
      let holdings = (person.value.holds ?? []).compactMap { holding -> Holding? in
        guard let role = names.resolve(holding.role) else { return nil }
        let days = Period(from: holding.from?.value, until: holding.until?.value)
        return Holding(
          role: role, site: holding.site.flatMap { names.resolve($0) }, days: days, acting: holding.acting ?? false)
      }
      for holding in holdings { note(holding.days) }
      entries.append(
        PersonEntry(
          id: person.id, holdings: holdings, delegations: received[id] ?? [],
          conflicts: IDSet((person.value.conflicts ?? []).compactMap { names.resolve($0) })))
    }
    tables.people = Table(entries)
  }

  // MARK: Demands

  mutating func demand(_ declared: PolicyLanguage.Demand, kind: PolicyChecker.Demand.Kind) -> DemandID? {
    switch declared {
    case .one(let reference):
      return names.resolve(reference).map { demand(PolicyChecker.Demand(kind: kind, signers: [$0], atLeast: 1)) }
    case .atLeast(let count, let of, _):
      let signers = of.compactMap { names.resolve($0) }.sorted { sortKey($0) < sortKey($1) }
      guard signers.count == of.count else { return nil }
      return demand(PolicyChecker.Demand(kind: kind, signers: signers, atLeast: count.value))
    }
  }

  private func sortKey(_ signer: PolicyChecker.Demand.Signer) -> UInt64 {
    switch signer {
    case .role(let role): UInt64(role.rawValue)
    case .committee(let committee): UInt64(committee.rawValue) | 1 << 32
    }
  }

  mutating func demand(_ step: ReviewStep) -> (DemandID, Stage)? {
    guard let role = names.resolve(step.by) else { return nil }
    let stage: Stage =
      switch step.before?.value ?? .release {
      case .use: .use
      case .draft: .draft
      case .release: .release
      }
    return (
      demand(PolicyChecker.Demand(kind: .review, signers: [.role(role)], atLeast: 1, step: step.id?.value.text)), stage
    )
  }

  // MARK: Tiers

  private mutating func lowerTiers() {
    var entries: [TierEntry] = []
    var stepIDs = Set<String>()
    for declaration in names.tiers.table.elements {
      entries.append(
        TierEntry(
          named: named(declaration), rank: declaration.value.rank.value,
          formula: declaration.value.when.flatMap { conditions.formula(when: $0) }))
    }
    tables.tiers = Table(entries)
    for id in tables.tiers.ids {
      let tier = names.tiers.table[id].value
      for step in tier.review ?? [] {
        if let name = step.id?.value.text { stepIDs.insert(name) }
        if let (demand, stage) = demand(step) {
          add(Guard(.tier(id), kinds: .action, test: .demand(nil, demand, before: stage)), to: \.general)
        }
      }
      for approval in tier.approvals ?? [] {
        if let demand = demand(approval, kind: .approval) {
          add(Guard(.tier(id), kinds: .pilot, test: .demand(nil, demand, before: nil)), to: \.general)
        }
      }
    }
    for rule in names.rules.table.elements {
      for step in rule.value.review ?? [] { if let name = step.id?.value.text { stepIDs.insert(name) } }
    }
    tables.stepIDs = stepIDs.sorted()
  }
}

/// Where declarations stand, as the compiled policy carries it.
struct Places {
  private let locator: Locator
  private let sources: SourceMap
  let files: [String]

  init(_ sources: SourceMap) {
    self.sources = sources
    locator = Locator(sources)
    files = sources.files.elements.map(\.name)
  }

  func place(of span: SourceSpan) -> Place {
    guard sources.files.contains(span.source) else { return .unknown }
    let location = locator.location(of: span)
    return Place(
      file: span.source.rawValue, line: UInt32(clamping: location.line), column: UInt32(clamping: location.column))
  }
}
