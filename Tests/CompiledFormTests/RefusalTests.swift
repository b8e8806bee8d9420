import Foundation
import PolicyBasics
import PolicyChecker
import SourceText
import TestKit
import Testing

/// What is no policy, or not whole, or contradicts itself is refused, with the error that says so.
@Suite struct RefusalTests {
  private func error(_ bytes: [UInt8], mostBytes: Int = CompiledPolicy.mostBytes) -> CompiledPolicyError? {
    do throws(CompiledPolicyError) {
      _ = try CompiledPolicy(bytes, mostBytes: mostBytes)
      return nil
    } catch {
      return error
    }
  }

  @Test func `what is no compiled policy`() {
    for text in ["", "policy:\n  id: x\n", "PK\u{3}\u{4}", "policyb\0", "{}"] {
      #expect(error(Array(text.utf8)) == .notAPolicy, "\(text)")
    }
  }

  @Test func `a file that was cut, wherever`() throws {
    let bytes = try Samples.compile(Samples.small).bytes()
    for count in 1..<bytes.count { #expect(error(Array(bytes[..<count])) == .truncated, "\(count)") }
  }

  @Test func `a file that was altered, wherever`() throws {
    let bytes = try Samples.compile(Samples.small).bytes()
    for index in bytes.indices {
      for bit in [UInt8(1), 128] {
        var altered = bytes
        altered[index] ^= bit
        let expected: Set<CompiledPolicyError>
        switch index {
        case 0..<8: expected = [.notAPolicy]
        case 8..<12:
          let found = (0..<4).reduce(0) { $0 | Int(altered[8 + $1]) << (8 * $1) }
          expected = [found == 0 ? .checksum : .newerFormat(found: found, supported: 1)]
        case 12..<20: expected = [.truncated, .checksum]
        default: expected = [.checksum]
        }
        #expect(error(altered).map { expected.contains($0) } == true, "byte \(index), bit \(bit)")
      }
    }
    #expect(error(bytes + [0]) == .checksum)
  }

  /// CompiledPolicy.mostBytes
  @Test func `more bytes than the limit, at n and n + 1`() throws {
    let bytes = try Samples.compile(Samples.small).bytes()
    #expect(error(bytes, mostBytes: bytes.count) == nil)
    #expect(error(bytes, mostBytes: bytes.count - 1) == .tooLarge(limit: bytes.count - 1))
  }

  /// FormulaCheck.mostDepth
  @Test func `formulas as deep as the limit, and one deeper`() throws {
    for (depth, expected) in [(256, nil), (257, CompiledPolicyError.tooLarge(limit: 256))] {
      var tables = try Samples.compile(Samples.small).tables
      tables.formulas.append(Formula(.test, first: 0, count: 0))
      for _ in 1..<depth { tables.formulas.append(Formula(.not, first: UInt32(tables.formulas.count - 1), count: 1)) }
      #expect(error(CompiledForm.file(of: try CompiledForm.bytes(of: tables))) == expected)
    }
  }

  /// FormulaCheck.mostSteps
  @Test func `conditions of as many steps as the limit, and one more`() throws {
    func refusal(_ count: Int) throws -> CompiledPolicyError? {
      var tables = try Samples.compile(Samples.small).tables
      let words = Array(repeating: Scalar.word(0), count: count)
      tables.tests.append(PolicyChecker.Test(.tool, .isOne(words)))
      tables.formulas.append(Formula(.test, first: UInt32(tables.tests.count - 1), count: 0))
      tables.tiers[TierID(rawValue: 1)].formula = FormulaID(rawValue: UInt32(tables.formulas.count - 1))
      return error(CompiledForm.file(of: try CompiledForm.bytes(of: tables)))
    }
    // What the other conditions of the set take is found by halving: the limit is met at one count and not at the next.
    var (fits, exceeds) = (1, 1 << 20)
    #expect(try refusal(fits) == nil)
    while fits + 1 < exceeds {
      let middle = (fits + exceeds) / 2
      if try refusal(middle) == nil { fits = middle } else { exceeds = middle }
    }
    #expect(try refusal(exceeds) == .tooLarge(limit: 1 << 20))
    #expect((1 << 20) - 1_000 < fits)
  }

  /// ByteCoder.mostSetWords
  @Test func `bit sets of as many words as the limit, and one more`() throws {
    var tables = PolicyTables()
    tables.data = Table(repeating: Named(id: "", title: "", place: .unknown), count: 1 << 18)
    tables.dataTree = Hierarchy(Table(repeating: .init(), count: 1 << 18))
    tables.sensitivities = Table(repeating: .public, count: 1 << 18)
    let last = IDSet([DataClassID(rawValue: (1 << 18) - 1)])
    func write(_ sets: Int) throws(CompiledPolicyError) -> Int {
      let named = Named(id: "", title: "", place: .unknown)
      tables.materials = Table(repeating: MaterialEntry(named: named, classes: last, until: nil), count: sets)
      tables.index.material = Table(repeating: [], count: sets)
      return try CompiledForm.bytes(of: tables).count
    }
    #expect(try write(1_024) > 1 << 20)
    #expect(throws: CompiledPolicyError.tooLarge(limit: 1 << 22)) { try write(1_025) }
  }

  @Test func `every error says what it is in one clause`() {
    let errors: [CompiledPolicyError] = [
      .notAPolicy, .truncated, .newerFormat(found: 2, supported: 1), .newerLanguage(found: 2, supported: 1), .checksum,
      .malformed("rules: an id stands twice"), .tooLarge(limit: 4),
    ]
    for error in errors {
      #expect(error.description.hasPrefix("the ") && !error.description.hasSuffix("."))
    }
    #expect(Set(errors.map(\.description)).count == errors.count)
  }

  // MARK: A checksum that is right, contents that are not

  struct Fault: Sendable, CustomTestStringConvertible {
    let name: String
    let expected: CompiledPolicyError
    let edit: @Sendable (inout PolicyTables) -> Void
    var testDescription: String { name }

    init(_ name: String, _ what: String, _ edit: @escaping @Sendable (inout PolicyTables) -> Void) {
      self.init(name, .malformed(what), edit)
    }
    init(_ name: String, _ expected: CompiledPolicyError, _ edit: @escaping @Sendable (inout PolicyTables) -> Void) {
      self.name = name
      self.expected = expected
      self.edit = edit
    }
  }

  private static func word(_ word: UInt32) -> Bound { .constant(.word(word)) }

  private static func asking(_ field: MatchedField, _ relation: Relation) -> @Sendable (inout PolicyTables) -> Void {
    { $0.tests.append(PolicyChecker.Test(field, relation)) }
  }

  private static let cannotAnswer = "tests: a test asks what its field cannot answer"

  static let faults: [Fault] =
    [
      Fault("a later language", .newerLanguage(found: 2, supported: 1)) { $0.identity.language = 2 },
      Fault("no language", "policy: no language has this number") { $0.identity.language = 0 },
      Fault("a digest that is none", "policy: the digest of the sources is none") { $0.identity.digest = "abc" },
      Fault("two ids that are one", "data: an id stands twice") {
        $0.data[DataClassID(rawValue: 1)].id = $0.data[DataClassID(rawValue: 0)].id
      },
      Fault("a role and a committee of one name", "roles and committees: an id stands twice") {
        $0.committees[CommitteeID(rawValue: 0)].named.id = $0.roles[RoleID(rawValue: 0)].named.id
      },
      Fault("an id that is none", "tools: an id is none") { $0.tools[ToolID(rawValue: 0)].named.id = "The Tool" },
      Fault("a rule that is called as a gate", "rules: a rule has the id of a built-in reason") {
        $0.rules[RuleID(rawValue: 0)].named.id = "workflow-status"
      },
      Fault("a role that is not there", "workflows, entry 1: it names what is not there") {
        $0.workflows[WorkflowID(rawValue: 0)].owner = RoleID(rawValue: 3)
      },
      Fault("a set with an id that is not there", "materials, entry 1: a list names what is not there") {
        $0.materials[MaterialID(rawValue: 0)].classes.insert(DataClassID(rawValue: 4))
      },
      Fault("a site within itself", "sites: what lies within what goes round in a circle") {
        $0.siteTree = Hierarchy(Table([.init(within: SiteID(rawValue: 1)), .init(within: SiteID(rawValue: 0))]))
      },
      Fault("a class that is also what it is within", "data: what lies within what goes round in a circle") {
        var members = $0.dataTree.members
        let (a, b) = (DataClassID(rawValue: 0), DataClassID(rawValue: 1))
        members[a].within = b
        members[b].also = [a]
        $0.dataTree = Hierarchy(members)
      },
      Fault("days that end before they begin", "exceptions, entry 1: days end before they begin") {
        let exception = ExceptionID(rawValue: 0)
        $0.exceptions[exception].effective = Period(from: Day("2026-09-02"), until: Day("2026-09-01"))
      },
      Fault("a day beyond the calendar", "materials, entry 1: a day is not in the calendar") {
        $0.materials[MaterialID(rawValue: 0)].until = Day(number: Day.latest.number + 1)
      },
      Fault("changes out of order", "changes: days are not in their order") { $0.changes.swapAt(0, 1) },
      Fault("a hidden character", "rules, entry 1: a text holds a character that no text may hold") {
        $0.rules[RuleID(rawValue: 0)].because = "Allowed.\u{202E}"
      },
      Fault(
        "more signers than there are",
        "demands, entry 1: a demand asks for more signers than it names, for none, or for one twice"
      ) {
        $0.demands[DemandID(rawValue: 0)].atLeast = $0.demands[DemandID(rawValue: 0)].signers.count + 1
      },
      Fault(
        "a demand for nothing",
        "demands, entry 1: a demand asks for more signers than it names, for none, or for one twice"
      ) {
        $0.demands[DemandID(rawValue: 0)].atLeast = 0
      },
      Fault("more business days than can be counted", "rules, entry 5: a number is not between 0 and 10000") {
        for id in $0.rules.ids where $0.rules[id].named.id == "report" {
          $0.rules[id].duty?.deadline = .span(
            DeadlineSpan(count: 10_001, unit: .businessDays), before: false, anchor: .start)
        }
      },
      Fault("an exception of another rule", "rules: an exception is another rule's") {
        $0.exceptions[ExceptionID(rawValue: 0)].rule = RuleID(rawValue: 0)
      },
      Fault("a red line that is lifted", "rules: a red line has exceptions") { tables in
        for id in tables.rules.ids where !tables.rules[id].exceptions.isEmpty { tables.rules[id].isInvariant = true }
      },
      Fault("holidays of no set", "rules: a rule has no holidays") { $0.rules[RuleID(rawValue: 0)].calendar = 1 },
      Fault("tiers out of order", "tiers: they are not in the order of their ranks") {
        $0.tiers[TierID(rawValue: 0)].rank = 7
      },
      Fault("two tiers that hold for all", "tiers: not exactly one holds for all") {
        $0.tiers[TierID(rawValue: 1)].formula = nil
      },
      Fault("a path with too few values", "paths, entry 1: it has not a value for each tool") {
        $0.paths[PathID(rawValue: 0)].values.removeLast()
      },
      Fault("a path of two types", "paths: its values are of several types") {
        $0.paths[PathID(rawValue: 0)].values = [.scalar(.flag(true)), .set([1]), .absent("tool.level")]
      },
      Fault("a formula that is its own part", "formulas: a part does not stand before its formula") {
        $0.formulas.append(Formula(.all, first: UInt32($0.formulas.count), count: 1))
      },
      Fault("a formula whose parts are behind it", "formulas: a part does not stand before its formula") {
        $0.formulas.append(Formula(.all, first: .max, count: .max))
      },
      Fault("not, of two", "formulas: a part does not stand before its formula") {
        let first = UInt32($0.formulas.count)
        for _ in 0..<2 { $0.formulas.append(Formula(.test, first: 0, count: 0)) }
        $0.formulas.append(Formula(.not, first: first, count: 2))
      },
      Fault("a part of two formulas", "formulas: a part belongs to two formulas") {
        let first = UInt32($0.formulas.count)
        $0.formulas.append(Formula(.test, first: 0, count: 0))
        for _ in 0..<2 { $0.formulas.append(Formula(.all, first: first, count: 1)) }
      },
      Fault("a test that is not there", "formulas: a test is not there") {
        $0.formulas.append(Formula(.test, first: UInt32($0.tests.count), count: 0))
      },
      Fault("formulas nested too deep", .tooLarge(limit: 256)) {
        $0.formulas.append(Formula(.test, first: 0, count: 0))
        for _ in 0..<256 { $0.formulas.append(Formula(.not, first: UInt32($0.formulas.count - 1), count: 1)) }
      },
      Fault("more steps than a day may take", .tooLarge(limit: 1 << 20)) {
        let test = $0.tests.append(PolicyChecker.Test(.data, .any(Array(repeating: 0, count: 1 << 20))))
        let formula = $0.formulas.append(Formula(.test, first: test.rawValue, count: 0))
        $0.index.general.append($0.guards.append(Guard(.gate(.data), test: .formula(formula, .forbidden))))
      },
      Fault("sensitivity beyond its words", cannotAnswer, asking(.sensitivity, .atLeast(word(5)))),
      Fault("a class beyond its table", cannotAnswer, asking(.data, .only([4]))),
      Fault("an order of classes", cannotAnswer, asking(.data, .atLeast(word(1)))),
      Fault("any of a single value", cannotAnswer, asking(.tool, .any([0]))),
      Fault("a day that is a number", cannotAnswer, asking(.ends, .before(.constant(.number(Decimal(3)))))),
      Fault("a day before a count", cannotAnswer, asking(.participants, .before(.path(PathID(rawValue: 0))))),
      Fault("a word beyond its list", cannotAnswer, asking(.attribute(AttributeID(rawValue: 0)), .isOne([.word(2)]))),
      Fault("one of a set", cannotAnswer, asking(.audiences, .isOne([.word(0)]))),
      Fault("an unlisted person", cannotAnswer, asking(.person, .isOne([.word(.max)]))),
      Fault("a flag in an order", cannotAnswer, asking(.inPilot, .atLeast(.constant(.flag(true))))),
      Fault("a gate of data that reads audiences", "guards: a gate reads another list") {
        $0.index.general.append(
          $0.guards.append(Guard(.gate(.data), test: .uncovered(.audiences, IDList([]), .forbidden))))
      },
      Fault("a guard's list beyond its table", "guards: a list names what is not there") {
        let test = GuardTest.uncovered(.sites, IDList([2]), .forbidden)
        $0.index.general.append($0.guards.append(Guard(.gate(.workflowSites), test: test)))
      },
      Fault("a rule that asks what rules do not", "guards: a guard asks what its origin does not") {
        $0.index.general.append($0.guards.append(Guard(.rule(RuleID(rawValue: 0)), test: .ownerHeld)))
      },
      Fault("a duty of a rule without one", "guards: a guard asks what its origin does not") { tables in
        let rule = tables.rules.ids.first { tables.rules[$0].duty == nil } ?? RuleID(rawValue: 0)
        tables.index.general.append(tables.guards.append(Guard(.rule(rule), test: .duty(nil))))
      },
      Fault("a registered pilot that asks for itself", "guards: a guard of a registered pilot speaks of pilots") {
        let test = GuardTest.pilotAllowed(PilotID(rawValue: 0))
        $0.index.general.append($0.guards.append(Guard(.gate(.pilotDenied), kinds: .both, test: test)))
      },
      Fault("a guard of nobody", "index: a guard is asked of nobody") { $0.index.general.removeLast() },
      Fault("a guard twice in a list", "index: a list is not in its order") {
        $0.index.general.append($0.index.general[$0.index.general.count - 1])
      },
      Fault("a registered pilot of an unknown workflow", "pilots: one of the register does not decode") {
        $0.pilots[PilotID(rawValue: 0)].proposal.workflow = Located("no-such-workflow")
      },
      Fault("a registered pilot of two ids", "pilots: a pilot has two ids") {
        $0.pilots[PilotID(rawValue: 0)].proposal.name = Located("autumn")
      },
      Fault("an approval of nothing", "pilots, entry 1: what an approval is bound to is no fingerprint") {
        $0.pilots[PilotID(rawValue: 0)].proposal.approvals?[0].content = Located("é")
      },
      Fault("an action in the register", "pilots, entry 1: the register holds pilots alone") {
        $0.pilots[PilotID(rawValue: 0)].proposal.kind = .action
      },
    ] + [
      Fault("a place in a file that is not there", "data, entry 1: it stands in a file that is not there") {
        $0.data[DataClassID(rawValue: 0)].place.file = 1
      }
    ]

  /// Writing refuses what reading would: so what the writer lets through is sealed and read.
  @Test(arguments: faults) func `contents that are not right under a checksum that is`(fault: Fault) throws {
    var tables = try Samples.compile(Samples.small).tables
    fault.edit(&tables)
    func found() -> CompiledPolicyError? {
      do throws(CompiledPolicyError) {
        return error(CompiledForm.file(of: try CompiledForm.bytes(of: tables)))
      } catch {
        return error
      }
    }
    #expect(found() == fault.expected)
  }
}
