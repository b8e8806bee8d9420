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
    // Nothing begins or ends on a day that is over.
    if let stated = facts.starts {
      for day in startDays where day >= asOf { add(.day(day), from: .day(stated), .starts, &result) }
    }
    if let stated = facts.ends {
      for day in endDays where day >= asOf { add(.day(day), from: .day(stated), .ends, &result) }
    }
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
    switch (entry.kind, stated) {
    case (.level, .word(let word)): result += words(entry.words, stated: Int(word), field)
    case (.count, .number), (.number, .number), (.date, .day), (.duration, .span):
      for value in values(beside: bounds, entry.kind) { add(value, from: stated, field, &result) }
    case (.yesNo, _), (.choice, _), (.choices, _), (.level, _), (.count, _), (.number, _), (.date, _), (.duration, _):
      break
    }
  }

  /// The bounds of an attribute's type and the values beside them; none for a type without an order.
  private func values(beside bounds: Set<Scalar>, _ kind: AttributeEntry.Kind) -> Set<Scalar> {
    var values = Set<Scalar>()
    for bound in bounds {
      switch (kind, bound) {
      case (.count, .number(let bound)), (.number, .number(let bound)):
        for number in around(bound, wholeAlone: kind == .count) { values.insert(.number(number)) }
      case (.date, .day(let bound)): for day in around(bound) { values.insert(.day(day)) }
      case (.duration, .span(let bound)): for span in around(bound) { values.insert(.span(span)) }
      case (.yesNo, _), (.choice, _), (.choices, _), (.level, _), (.count, _), (.number, _), (.date, _), (.duration, _):
        break
      }
    }
    return values
  }

  private func add(_ value: Scalar, from stated: Scalar, _ field: Edit.OrderedField, _ result: inout [Edit]) {
    guard value != stated, let distance = distance(stated, value), let text = text(of: value) else { return }
    result.append(.move(field, text: text, distance: distance))
  }

  private func text(of value: Scalar) -> String? {
    switch value {
    case .number(let number): number.description
    case .day(let day): day.description
    case .span(let span): span.description
    case .word, .flag: nil
    }
  }

  /// In days, for durations in seconds, or in units of the fifteenth decimal.
  private func distance(_ a: Scalar, _ b: Scalar) -> Int128? {
    func scaled(_ number: Decimal) -> Int128 {
      (Int(number.scale)..<15).reduce(Int128(number.mantissa)) { value, _ in value * 10 }
    }
    let difference: Int128
    switch (a, b) {
    case (.number(let a), .number(let b)): difference = scaled(b) - scaled(a)
    case (.day(let a), .day(let b)): difference = Int128(b - a)
    case (.span(let a), .span(let b)):
      // Days and hours do not compare (S5): of a bound in the other unit one is as near as it lasts.
      guard let a = seconds(a), let b = seconds(b) else { return nil }
      difference = b - a
    default: return nil
    }
    return difference < 0 ? -difference : difference
  }

  private func seconds(_ span: TimeSpan) -> Int128? {
    switch span {
    case .days(let days): Int128(days) * 86_400
    case .seconds(let seconds): Int128(seconds)
    case .months: nil
    }
  }

  // MARK: Absent values

  /// What an absent attribute may be stated as, so that each of the tests is met and not met; the values of one that has
  /// only so many.
  func values(of entry: AttributeEntry, beside tests: [Test]) -> [Proposal.StatedValue] {
    switch entry.kind {
    case .yesNo: [.word("no"), .word("yes")]
    case .choice, .level: entry.words.map { .word($0) }
    case .choices: [.list([])] + entry.words.map { .list([$0]) }
    case .count, .number, .date, .duration:
      values(beside: Set(tests.flatMap { bounds(of: $0.relation) }), entry.kind).compactMap { text(of: $0) }
        .sorted { $0.precedes($1) }.map { .word($0) }
    }
  }

  /// The counts of participants at which one of the tests changes.
  static func counts(beside tests: [Test]) -> [Int] {
    var result = Set<Int>()
    for test in tests where test.field == .participants {
      let bounds: [Scalar] =
        switch test.relation {
        case .isOne(let values), .isNone(let values): values
        case .atLeast(.constant(let bound)), .atMost(.constant(let bound)), .before(.constant(let bound)),
          .after(.constant(let bound)):
          [bound]
        case .any, .all, .none, .only, .atLeast, .atMost, .before, .after: []
        }
      for case .number(let bound) in bounds {
        if let count = bound.whole { result.formUnion([count - 1, count, count + 1].filter { $0 >= 0 }) }
      }
    }
    return result.sorted()
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
