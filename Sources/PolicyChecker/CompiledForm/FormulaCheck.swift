import PolicyBasics

/// Whether conditions can be evaluated: formulas are trees, so that evaluation ends, and tests ask what their fields can
/// answer.
struct FormulaCheck {
  private let tables: PolicyTables

  /// How deep formulas may stand in one another; a policy file ends at a depth of 64.
  static let mostDepth = 256
  /// How many steps it may take to ask everything on one day: each formula counted for each that asks it, a list as long as
  /// it is.
  static let mostSteps = 1 << 20

  init(_ tables: PolicyTables) { self.tables = tables }

  func check() throws(CompiledPolicyError) {
    for id in tables.paths.ids { try checkPath(tables.paths[id]) }
    for test in tables.tests.elements { try checkTest(test) }
    try checkTrees()
  }

  private func fail(_ table: String, _ what: String) -> CompiledPolicyError { .malformed("\(table): \(what)") }

  // MARK: Trees

  /// Parts stand before what they are parts of, and each is a part of one formula alone: evaluation ends, and no formula is
  /// evaluated twice within another.
  private func checkTrees() throws(CompiledPolicyError) {
    let count = tables.formulas.count
    var isPart = [Bool](repeating: false, count: count)
    var depths = [Int](repeating: 1, count: count)
    var steps = [Int](repeating: 1, count: count)
    for (index, formula) in tables.formulas.elements.enumerated() {
      guard formula.operation != .test else {
        guard formula.count == 0, Int(formula.first) < tables.tests.count else {
          throw fail("formulas", "a test is not there")
        }
        steps[index] += tables.tests[TestID(rawValue: formula.first)].relation.count
        continue
      }
      let parts = Int(formula.first)..<(Int(formula.first) + Int(formula.count))
      guard parts.upperBound <= index, formula.operation != .not || parts.count == 1 else {
        throw fail("formulas", "a part does not stand before its formula")
      }
      for part in parts {
        guard !isPart[part] else { throw fail("formulas", "a part belongs to two formulas") }
        isPart[part] = true
        depths[index] = max(depths[index], depths[part] + 1)
        steps[index] += steps[part]
      }
      guard depths[index] <= FormulaCheck.mostDepth else { throw .tooLarge(limit: FormulaCheck.mostDepth) }
    }
    try checkSteps(steps)
  }

  /// - Parameter steps: of each formula.
  private func checkSteps(_ steps: [Int]) throws(CompiledPolicyError) {
    var left = FormulaCheck.mostSteps
    func spend(_ count: Int) throws(CompiledPolicyError) {
      left -= count
      guard left >= 0 else { throw .tooLarge(limit: FormulaCheck.mostSteps) }
    }
    for tier in tables.tiers.elements { if let formula = tier.formula { try spend(steps[formula.index]) } }
    for exception in tables.exceptions.elements {
      for formula in exception.formulas { try spend(steps[formula.index]) }
    }
    for entry in tables.guards.elements {
      if let formula = entry.test.formula { try spend(steps[formula.index]) }
      if case .uncovered(_, let list, _) = entry.test { try spend(list.ids.count) }
    }
  }

  // MARK: Paths

  /// What stands under a path, for every tool or workflow of one type; `nil` where nothing is stated anywhere.
  private enum PathType: Equatable {
    case set
    case scalar(ScalarType)
  }

  private enum ScalarType: Equatable { case word, flag, number, day, span }

  private func type(of scalar: Scalar) -> ScalarType {
    switch scalar {
    case .word: .word
    case .flag: .flag
    case .number: .number
    case .day: .day
    case .span: .span
    }
  }

  private func type(of path: PolicyPath) -> PathType? {
    for value in path.values {
      switch value {
      case .absent: continue
      case .scalar(let scalar): return .scalar(type(of: scalar))
      case .set: return .set
      }
    }
    return nil
  }

  private func checkPath(_ path: PolicyPath) throws(CompiledPolicyError) {
    let expected = type(of: path)
    for value in path.values {
      let fits =
        switch value {
        case .absent: true
        case .scalar(let scalar): expected == .scalar(type(of: scalar))
        case .set: expected == .set
        }
      guard fits else { throw fail("paths", "its values are of several types") }
    }
  }

  // MARK: Tests

  /// What a field holds: numbers of a vocabulary, or a value.
  private enum FieldType {
    /// A set of ids or words, of so many.
    case set(Int)
    /// The sensitivities: a set in an order.
    case orderedSet(Int)
    /// One id or word of so many; perhaps `unlisted`.
    case one(Int, unlisted: Bool = false)
    /// One word of so many in an order.
    case ordered(Int)
    case value(ScalarType)
    /// A path under which nothing is stated: what reads it is unknown.
    case nothing
  }

  private func type(of field: MatchedField) -> FieldType {
    switch field {
    case .data: .set(tables.data.count)
    case .audiences: .set(tables.audiences.count)
    case .sites: .set(tables.sites.count)
    case .materials: .set(tables.materials.count)
    case .roles: .set(tables.roles.count)
    case .sensitivity: .orderedSet(Sensitivity.allCases.count)
    case .tool: .one(tables.tools.count, unlisted: true)
    case .workflow: .one(tables.workflows.count, unlisted: true)
    case .purpose: .one(tables.purposes.count)
    case .person: .one(tables.people.count)
    case .action: .one(tables.actions.count)
    case .tier: .ordered(tables.tiers.count)
    case .autonomy: .ordered(Autonomy.allCases.count)
    case .impact: .ordered(Impact.allCases.count)
    case .stage: .ordered(Stage.allCases.count)
    case .duration: .value(.span)
    case .starts, .ends, .day: .value(.day)
    case .participants, .siteCount: .value(.number)
    case .inPilot: .value(.flag)
    case .attribute(let attribute): type(of: tables.attributes[attribute])
    case .path(let path):
      switch type(of: tables.paths[path]) {
      case .set?: .set(Int(UInt32.max))
      // The numbers of its words are compared and index nothing.
      case .scalar(.word)?: .ordered(Int(UInt32.max))
      case .scalar(let type)?: .value(type)
      case nil: .nothing
      }
    }
  }

  private func type(of attribute: AttributeEntry) -> FieldType {
    switch attribute.kind {
    case .yesNo: .value(.flag)
    case .count, .number: .value(.number)
    case .date: .value(.day)
    case .duration: .value(.span)
    case .choice: .one(attribute.words.count)
    case .choices: .set(attribute.words.count)
    case .level: .ordered(attribute.words.count)
    }
  }

  private func checkTest(_ test: Test) throws(CompiledPolicyError) {
    let type = type(of: test.field)
    let fits =
      switch test.relation {
      case .any(let ids), .all(let ids), .none(let ids), .only(let ids): fitsSet(ids, type)
      case .isOne(let values), .isNone(let values): values.allSatisfy { fitsOne($0, type) }
      case .atLeast(let bound), .atMost(let bound), .before(let bound), .after(let bound): fitsBound(bound, type)
      }
    guard fits else { throw fail("tests", "a test asks what its field cannot answer") }
  }

  private func fitsSet(_ ids: [UInt32], _ type: FieldType) -> Bool {
    switch type {
    case .set(let count), .orderedSet(let count): ids.allSatisfy { Int($0) < count }
    case .nothing: true
    case .one, .ordered, .value: false
    }
  }

  private func fitsOne(_ scalar: Scalar, _ type: FieldType) -> Bool {
    switch (type, scalar) {
    case (.one(let count, let unlisted), .word(let word)): Int(word) < count || (unlisted && word == .max)
    case (.ordered(let count), .word(let word)): Int(word) < count
    case (.value(let type), _): type == self.type(of: scalar)
    case (.nothing, _): true
    case (.one, _), (.ordered, _), (.set, _), (.orderedSet, _): false
    }
  }

  private func fitsBound(_ bound: Bound, _ type: FieldType) -> Bool {
    switch (type, bound) {
    case (.orderedSet(let count), .constant(.word(let word))): Int(word) < count
    case (.ordered(let count), .constant(.word(let word))): Int(word) < count
    case (.ordered, .path(let path)): fits(tables.paths[path], .word)
    case (.value(.flag), _): false
    case (.value(let type), .constant(let scalar)): type == self.type(of: scalar)
    case (.value(let type), .path(let path)): fits(tables.paths[path], type)
    case (.nothing, _): true
    case (.orderedSet, _), (.ordered, _), (.one, _), (.set, _): false
    }
  }

  private func fits(_ path: PolicyPath, _ type: ScalarType) -> Bool {
    guard let found = self.type(of: path) else { return true }
    return found == .scalar(type)
  }
}

extension Relation {
  /// How many ids or values it names.
  fileprivate var count: Int {
    switch self {
    case .any(let ids), .all(let ids), .none(let ids), .only(let ids): ids.count
    case .isOne(let values), .isNone(let values): values.count
    case .atLeast, .atMost, .before, .after: 1
    }
  }
}

extension GuardTest {
  /// Whether it asks for a registered pilot, as actions in one do.
  var readsPilot: Bool {
    switch self {
    case .pilotDays, .pilotAllowed: true
    case .always, .formula, .uncovered, .owed, .demand, .duty, .lapsed, .unknownElements, .rolesHeld, .ownerHeld,
      .measures, .stopWhen:
      false
    }
  }

  /// The formula that it evaluates.
  var formula: FormulaID? {
    switch self {
    case .formula(let formula, _), .lapsed(_, let formula): formula
    case .demand(let formula, _, _), .duty(let formula): formula
    case .always, .uncovered, .owed, .unknownElements, .rolesHeld, .ownerHeld, .measures, .stopWhen, .pilotDays,
      .pilotAllowed:
      nil
    }
  }
}
