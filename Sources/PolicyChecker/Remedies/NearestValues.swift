import PolicyBasics
import SourceText

/// The values to which an ordered field may be moved: those at the bounds of the conditions that read it, and those beside
/// them. A condition on it changes nowhere else.
struct NearestValues {
  let policy: CompiledPolicy.Storage
  let facts: ProposalFacts
  let proposal: Proposal
  let asOf: Day

  private var tables: PolicyTables { policy.tables }
  private var kind: ProposalKind { facts.kind }

  private var startDays = Set<Day>()
  private var endDays = Set<Day>()
  private var counts = Set<Decimal>()
  private var movesAutonomy = false
  private var movesImpact = false
  private var attributes: [AttributeID: Set<Scalar>] = [:]

  init(_ policy: CompiledPolicy.Storage, _ prepared: PreparedProposal, asOf: Day) {
    self.policy = policy
    facts = prepared.facts
    proposal = prepared.proposal
    self.asOf = asOf
  }

  // MARK: Collecting

  mutating func add(_ test: Test) {
    let bounds = bounds(of: test.relation)
    switch test.field {
    case .autonomy: movesAutonomy = true
    case .impact: movesImpact = true
    case .participants: for case .number(let number) in bounds { counts.formUnion(around(number, wholeAlone: true)) }
    case .starts: for case .day(let day) in bounds { startDays.formUnion(around(day)) }
    case .ends: for case .day(let day) in bounds { endDays.formUnion(around(day)) }
    case .day: for case .day(let day) in bounds { addBoth(day) }
    case .duration: for case .span(.days(let days)) in bounds { add(duration: days) }
    case .attribute(let id): attributes[id, default: []].formUnion(bounds)
    case .data, .audiences, .sites, .materials, .sensitivity, .roles, .tool, .workflow, .purpose, .tier, .person,
      .siteCount, .action, .stage, .inPilot, .path:
      break
    }
  }

  /// A day on which something of the policy begins or ends.
  mutating func addBoth(_ day: Day) {
    startDays.formUnion(around(day))
    endDays.formUnion(around(day))
  }

  mutating func add(_ period: Period) {
    if let from = period.from { addBoth(from) }
    if let until = period.until { addBoth(until) }
  }

  mutating func addStart(_ day: Day) { startDays.insert(day) }
  mutating func addEnd(_ day: Day) { endDays.insert(day) }

  mutating func addAutonomyAndImpact() {
    movesAutonomy = true
    movesImpact = true
  }

  /// All conditions of the policy that read what is collected so far: a value that one of them allows may be refused by
  /// another.
  mutating func widen() {
    let (startsMove, endsMove, participants) = (!startDays.isEmpty, !endDays.isEmpty, !counts.isEmpty)
    for test in tables.tests.elements {
      switch test.field {
      case .starts, .ends, .day, .duration: if startsMove || endsMove { add(test) }
      case .participants: if participants { add(test) }
      case .attribute(let id): if attributes[id] != nil { add(test) }
      case .data, .audiences, .sites, .materials, .sensitivity, .roles, .tool, .workflow, .purpose, .tier, .autonomy,
        .impact, .person, .siteCount, .action, .stage, .inPilot, .path:
        break
      }
    }
    if let starts = facts.starts, let ends = facts.ends {
      for day in tables.changes where day >= starts.adding(days: -400) && day <= ends.adding(days: 400) { addBoth(day) }
    }
    // What the reason does not read stays where it is.
    if !startsMove { startDays = [] }
    if !endsMove { endDays = [] }
  }

  // MARK: Edits

  var edits: [Edit] {
    var result: [Edit] = []
    if movesAutonomy, let stated = facts.autonomy {
      result += words(Autonomy.allCases.map(\.rawValue), stated: stated.rank, .autonomy)
    }
    if movesImpact, let stated = facts.impact {
      result += words(Impact.allCases.map(\.rawValue), stated: stated.rank, .impact)
    }
    if let stated = facts.participants {
      for count in counts { add(.number(count), from: .number(Decimal(stated)), .participants, &result) }
    }
    if let stated = facts.starts { for day in startDays { add(.day(day), from: .day(stated), .starts, &result) } }
    if let stated = facts.ends { for day in endDays { add(.day(day), from: .day(stated), .ends, &result) } }
    for (id, bounds) in attributes { addAttribute(id, bounds, &result) }
    return result
  }

  private func words(_ words: [String], stated: Int, _ field: Edit.OrderedField) -> [Edit] {
    words.enumerated().filter { $0.offset != stated }
      .map { .move(field, text: $0.element, distance: Int128(abs($0.offset - stated))) }
  }

  private func addAttribute(_ id: AttributeID, _ bounds: Set<Scalar>, _ result: inout [Edit]) {
    guard case .scalar(let stated)? = facts.attributes.first(where: { $0.attribute == id })?.value else { return }
    let entry = tables.attributes[id]
    let field = Edit.OrderedField.attribute(entry.named.id)
    var values = Set<Scalar>()
    switch (entry.kind, stated) {
    case (.level, .word(let word)): return result += words(entry.words, stated: Int(word), field)
    case (.count, .number), (.number, .number):
      for case .number(let bound) in bounds {
        for number in around(bound, wholeAlone: entry.kind == .count) { values.insert(.number(number)) }
      }
    case (.date, .day):
      for case .day(let bound) in bounds { for day in around(bound) { values.insert(.day(day)) } }
    case (.duration, .span):
      for case .span(let bound) in bounds { for span in around(bound) { values.insert(.span(span)) } }
    case (.yesNo, _), (.choice, _), (.choices, _), (.level, _), (.count, _), (.number, _), (.date, _), (.duration, _):
      return
    }
    for value in values { add(value, from: stated, field, &result) }
  }

  private func add(_ value: Scalar, from stated: Scalar, _ field: Edit.OrderedField, _ result: inout [Edit]) {
    guard value != stated, let distance = distance(stated, value) else { return }
    let text: String
    switch value {
    case .number(let number): text = number.description
    case .day(let day): text = day.description
    case .span(let span): text = span.description
    case .word, .flag: return
    }
    result.append(.move(field, text: text, distance: distance))
  }

  /// In days, in seconds, or in units of the fifteenth decimal.
  private func distance(_ a: Scalar, _ b: Scalar) -> Int128? {
    func scaled(_ number: Decimal) -> Int128 {
      (Int(number.scale)..<15).reduce(Int128(number.mantissa)) { value, _ in value * 10 }
    }
    let difference: Int128
    switch (a, b) {
    case (.number(let a), .number(let b)): difference = scaled(b) - scaled(a)
    case (.day(let a), .day(let b)): difference = Int128(b - a)
    case (.span(.days(let a)), .span(.days(let b))), (.span(.seconds(let a)), .span(.seconds(let b))):
      difference = Int128(b) - Int128(a)
    default: return nil
    }
    return difference < 0 ? -difference : difference
  }

  // MARK: Bounds

  private func bounds(of relation: Relation) -> [Scalar] {
    switch relation {
    case .isOne(let values), .isNone(let values): return values
    case .atLeast(let bound), .atMost(let bound), .before(let bound), .after(let bound):
      switch bound {
      case .constant(let value): return [value]
      case .path(let id):
        let path = tables.paths[id]
        let index = path.root == .tool ? facts.openTool?.index : facts.openWorkflow?.index
        guard let index, path.values.indices.contains(index), case .scalar(let value) = path.values[index] else {
          return []
        }
        return [value]
      }
    case .any, .all, .none, .only: return []
    }
  }

  private func around(_ day: Day) -> [Day] { [day.adding(days: -1), day, day.adding(days: 1)] }

  /// A bound on the days that a pilot lasts is kept by its end.
  private mutating func add(duration days: Int) {
    guard let starts = facts.starts, days < 10_000 else { return }
    for days in [days - 1, days, days + 1] where days >= 1 { endDays.insert(starts.adding(days: days - 1)) }
  }

  /// The number and those beside it, at the precision in which it is written.
  private func around(_ number: Decimal, wholeAlone: Bool) -> [Decimal] {
    let step: Int64 = 1
    guard !wholeAlone || number.scale == 0 else {
      // Between two whole numbers: the one below and the one above.
      let below = (0..<Int(number.scale)).reduce(number.mantissa) { value, _ in value / 10 }
      return [below - 1, below, below + 1].filter { $0 >= 0 }.map { Decimal(Int($0)) }
    }
    return [number.mantissa - step, number.mantissa, number.mantissa + step]
      .filter { !wholeAlone || $0 >= 0 }
      .compactMap { Decimal(mantissa: $0, scale: Int(number.scale)) }
  }

  private func around(_ span: TimeSpan) -> [TimeSpan] {
    switch span {
    case .days(let days): [days - 1, days, days + 1].filter { $0 >= 0 }.map { .days($0) }
    case .seconds(let seconds): [seconds - 60, seconds, seconds + 60].filter { $0 >= 0 }.map { .seconds($0) }
    case .months: []
    }
  }
}
