import PolicyBasics

/// What conditions read on one judged day.
struct DayFacts {
  let policy: CompiledPolicy.Storage
  var tables: PolicyTables { policy.tables }
  let facts: ProposalFacts
  let day: Day
  /// The requester's or actor's roles on that day (S28); `nil` where absent.
  let roles: (own: IDSet<RoleID>, touched: IDSet<RoleID>)?
  /// S25: the highest tier whose condition is not false, where the set declares tiers; ids are in the order of ranks. A
  /// tier's own condition does not read it.
  private(set) var tier: TierID?
  /// The highest tier that the proposal has whatever else may be stated: its condition is not unknown.
  private(set) var certainTier: TierID?
  /// Tiers whose condition failed, which is a reason as well.
  private(set) var failedTiers: [TierID] = []

  init(_ policy: CompiledPolicy.Storage, _ facts: ProposalFacts, on day: Day) {
    self.policy = policy
    self.facts = facts
    self.day = day
    if let listed = facts.person?.listed {
      roles = Holders(policy: policy).roles(of: listed, on: day)
    } else {
      roles = facts.roles.map { ($0, facts.touchedRoles) }
    }
    for id in policy.tables.tiers.ids {
      let truth = policy.tables.tiers[id].formula.map { evaluate($0) } ?? .yes
      if truth == .failed { failedTiers.append(id) }
      if truth != .no { tier = id }
      if truth == .yes || truth == .failed { certainTier = id }
    }
  }

  /// The same in another tier.
  func inTier(_ tier: TierID?) -> DayFacts {
    var result = self
    result.tier = tier
    return result
  }

  // MARK: Formulas

  func evaluate(_ formula: FormulaID) -> Truth {
    let node = tables.formulas[formula]
    let parts = node.first..<(node.first + node.count)
    switch node.operation {
    case .all: return parts.reduce(.yes) { $0 && evaluate(FormulaID(rawValue: $1)) }
    case .any: return parts.reduce(.no) { $0 || evaluate(FormulaID(rawValue: $1)) }
    case .not:
      let part = evaluate(FormulaID(rawValue: node.first))
      return part == .unknown && policy.faults.contains(.unknownUnlessLifts) ? .no : !part
    case .test: return evaluate(tables.tests[TestID(rawValue: node.first)])
    }
  }

  /// Every fact that is absent and that the formula reads, whether or not it would decide (S17).
  func absentFacts(in formula: FormulaID) -> [Fact] {
    let node = tables.formulas[formula]
    guard node.operation == .test else {
      return (node.first..<(node.first + node.count)).flatMap { absentFacts(in: FormulaID(rawValue: $0)) }
    }
    let test = tables.tests[TestID(rawValue: node.first)]
    var result: [Fact] = []
    if case .absent(let fact?) = read(test.field) { result.append(fact) }
    switch test.relation {
    case .atLeast(.path(let path)), .atMost(.path(let path)), .before(.path(let path)), .after(.path(let path)):
      if case .absent(let fact?) = read(.path(path)) { result.append(fact) }
    case .any, .all, .none, .only, .isOne, .isNone, .atLeast, .atMost, .before, .after: break
    }
    return result
  }

  /// The absent facts that can still decide an unknown formula: not those of a part that is true or false whatever is
  /// stated.
  func openFacts(in formula: FormulaID) -> [Fact] {
    guard evaluate(formula) == .unknown else { return [] }
    let node = tables.formulas[formula]
    guard node.operation == .test else {
      return (node.first..<(node.first + node.count)).flatMap { openFacts(in: FormulaID(rawValue: $0)) }
    }
    return absentFacts(in: formula)
  }

  // MARK: Tests

  private enum Reading {
    /// Named by a `missing.` reason, unless nothing may read it (a refused or unlisted tool or workflow).
    case absent(Fact?)
    case scalar(Scalar)
    /// What is touched, and whether each of the proposal's own ids is among or under these.
    case set(touched: ([UInt32]) -> [Bool], only: ([UInt32]) -> Bool)
  }

  private func evaluate(_ test: Test) -> Truth {
    switch read(test.field) {
    case .absent: return .unknown
    case .set(let touched, let only):
      switch test.relation {
      case .any(let ids): return Truth(touched(ids).contains(true))
      case .all(let ids): return Truth(touched(ids).allSatisfy { $0 })
      case .none(let ids): return Truth(!touched(ids).contains(true))
      case .only(let ids): return Truth(only(ids))
      // Of the touched sensitivities at-least asks whether one is, at-most whether all are (S14).
      case .atLeast(.constant(.word(let bound))): return Truth(touched(Array(bound..<8)).contains(true))
      case .after(.constant(.word(let bound))): return Truth(touched(Array((bound + 1)..<8)).contains(true))
      case .atMost(.constant(.word(let bound))): return Truth(!touched(Array((bound + 1)..<8)).contains(true))
      case .before(.constant(.word(let bound))): return Truth(!touched(Array(bound..<8)).contains(true))
      case .isOne, .isNone, .atLeast, .atMost, .before, .after: return .failed
      }
    case .scalar(let value):
      switch test.relation {
      case .isOne(let values): return Truth(values.contains(value))
      case .isNone(let values): return Truth(!values.contains(value))
      case .atLeast(let bound): return compare(value, bound) { $0 != .less }
      case .atMost(let bound): return compare(value, bound) { $0 != .greater }
      case .before(let bound): return compare(value, bound) { $0 == .less }
      case .after(let bound): return compare(value, bound) { $0 == .greater }
      case .any, .all, .none, .only: return .failed
      }
    }
  }

  private func compare(_ value: Scalar, _ bound: Bound, _ holds: (Ordering) -> Bool) -> Truth {
    switch bound {
    case .constant(let bound): return Scalar.compare(value, bound).map { Truth(holds($0)) } ?? .failed
    case .path(let path):
      switch read(.path(path)) {
      case .absent: return .unknown
      case .scalar(let bound): return Scalar.compare(value, bound).map { Truth(holds($0)) } ?? .failed
      case .set: return .failed
      }
    }
  }

  // MARK: Fields

  private func read(_ field: MatchedField) -> Reading {
    func ids<ID: DenseID>(_ set: IDSet<ID>) -> ([UInt32]) -> [Bool] {
      { $0.map { set.contains(ID(rawValue: $0)) } }
    }
    func stated(_ word: UInt32?, _ fact: Fact) -> Reading { word.map { .scalar(.word($0)) } ?? .absent(fact) }

    switch field {
    case .data:
      guard facts.dataIsKnown else { return .absent(.data) }
      return .set(touched: ids(facts.touchedData)) { list in
        let list = IDSet(list.map { DataClassID(rawValue: $0) })
        return facts.ownData.allSatisfy { tables.dataTree.isCovered($0, by: list) }
      }
    case .audiences:
      guard let own = facts.audiences else { return .absent(.audiences) }
      return .set(touched: ids(facts.touchedAudiences)) { list in
        let list = IDSet(list.map { AudienceID(rawValue: $0) })
        return own.allSatisfy { tables.audienceTree.isCovered($0, by: list) }
      }
    case .sites:
      guard let own = facts.sites else { return .absent(.sites) }
      return .set(touched: ids(facts.touchedSites)) { list in
        own.allSatisfy { site in list.contains { tables.siteTree.isWithin(site, SiteID(rawValue: $0)) } }
      }
    case .materials:
      guard let own = facts.materials else { return .absent(.materials) }
      return .set(touched: ids(own)) { list in own.allSatisfy { list.contains($0.rawValue) } }
    case .sensitivity:
      guard facts.dataIsKnown else { return .absent(.data) }
      let present = facts.sensitivities
      return .set(touched: { $0.map { $0 < 8 && present & (1 << UInt8($0)) != 0 } }) { list in
        (0..<8).allSatisfy { present & (1 << $0) == 0 || list.contains(UInt32($0)) }
      }
    case .roles:
      guard let roles else { return .absent(facts.requesterIsStated ? .requesterRoles : .requester) }
      return .set(touched: ids(roles.touched)) { list in roles.own.allSatisfy { list.contains($0.rawValue) } }
    case .tool:
      switch facts.tool {
      case .absent: return .absent(.tool)
      case .unlisted: return .scalar(.word(.max))
      case .listed(let id): return .scalar(.word(id.rawValue))
      }
    case .workflow:
      switch facts.workflow {
      case .absent: return .absent(.workflow)
      case .unlisted: return .scalar(.word(.max))
      case .listed(let id): return .scalar(.word(id.rawValue))
      }
    case .purpose:
      guard let workflow = facts.openWorkflow else { return .absent(facts.workflow.isAbsent ? .workflow : nil) }
      return stated(tables.workflows[workflow].purpose?.rawValue, .policy("workflow.purpose"))
    case .tier:
      // Tiers are compared by rank; the ids of their table are in the order of ranks.
      return tier.map { .scalar(.word($0.rawValue)) } ?? .absent(nil)
    case .autonomy: return stated((facts.autonomy?.rank).map { UInt32($0) }, .autonomy)
    case .impact: return stated((facts.impact?.rank).map { UInt32($0) }, .impact)
    case .person:
      guard let person = facts.person else { return .absent(facts.requesterIsStated ? .requesterPerson : .requester) }
      return .scalar(.word(person.listed?.rawValue ?? .max))
    case .duration:
      guard let starts = facts.starts else { return .absent(.starts) }
      guard let ends = facts.ends else { return .absent(.ends) }
      return .scalar(.span(.days(ends - starts + 1)))
    case .starts: return facts.starts.map { .scalar(.day($0)) } ?? .absent(.starts)
    case .ends: return facts.ends.map { .scalar(.day($0)) } ?? .absent(.ends)
    case .participants:
      return facts.participants.map { .scalar(.number(Decimal($0))) } ?? .absent(.participants)
    case .siteCount:
      return facts.sites == nil ? .absent(.sites) : .scalar(.number(Decimal(facts.siteCount)))
    case .action: return .scalar(.word(facts.action?.rawValue ?? .max))
    case .stage: return .scalar(.word(UInt32(facts.stage.rank)))
    case .inPilot: return .scalar(.flag(facts.pilot != nil))
    case .day: return .scalar(.day(day))
    case .attribute(let attribute):
      guard let fact = facts.attributes.first(where: { $0.attribute == attribute }) else {
        return .absent(.attribute(attribute))
      }
      switch fact.value {
      case .scalar(let scalar): return .scalar(scalar)
      case .set(let words): return .set(touched: { $0.map(words.contains) }) { list in words.allSatisfy(list.contains) }
      }
    case .path(let path): return read(tables.paths[path])
    }
  }

  private func read(_ path: PolicyPath) -> Reading {
    let index: Int?
    switch path.root {
    case .tool:
      if facts.tool.isAbsent { return .absent(.tool) }
      index = facts.openTool?.index
    case .workflow:
      if facts.workflow.isAbsent { return .absent(.workflow) }
      index = facts.openWorkflow?.index
    }
    // Of a refused or unlisted one nothing is read (S23).
    guard let index, path.values.indices.contains(index) else { return .absent(nil) }
    switch path.values[index] {
    case .absent(let name): return .absent(.policy(name))
    case .scalar(let scalar): return .scalar(scalar)
    case .set(let words): return .set(touched: { $0.map(words.contains) }) { list in words.allSatisfy(list.contains) }
    }
  }
}
