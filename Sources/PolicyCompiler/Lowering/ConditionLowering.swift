import Description
import DocumentTree
import PolicyBasics
import PolicyChecker
import PolicyLanguage
import SourceText

/// Lowers conditions to formulas, and checks each matcher against the type of its field (S14, S15).
struct ConditionLowering {
  private let names: Names
  private let fields: ConditionFields
  private(set) var formulas = Table<FormulaID, Formula>()
  private(set) var tests = Table<PolicyChecker.TestID, PolicyChecker.Test>()
  private(set) var paths = Table<PathID, PolicyPath>()
  private var pathIDs: [String: PathID] = [:]
  /// In which units the durations under a path are stated.
  private var units = Table<PathID, Set<ConditionField.SpanUnit>>()
  var diagnostics = Diagnostics()
  /// Whether all files were read whole: else an id may be declared behind an error.
  private let isComplete: Bool
  private var suggester: Suggester

  init(_ names: Names, actions: [String: ActionID], isComplete: Bool, suggester: Suggester) {
    self.names = names
    self.isComplete = isComplete
    self.suggester = suggester
    fields = ConditionFields(names, actions: actions)
  }

  /// S17: `when` and not `unless` and not `that`; `nil` where all are left out, which is true.
  mutating func formula(when: Condition?, unless: Condition? = nil, that: Condition? = nil) -> FormulaID? {
    var parts: [Formula] = []
    if let when { parts.append(lower(when, under: .when)) }
    if let unless { parts.append(not(lower(unless, under: .when))) }
    if let that { parts.append(not(lower(that, under: .that))) }
    guard !parts.isEmpty else { return nil }
    return formulas.append(parts.count == 1 ? parts[0] : joined(parts, by: .all))
  }

  /// A formula that a gate is made of.
  mutating func formula(_ field: MatchedField, _ relation: Relation) -> FormulaID {
    formulas.append(test(field, relation))
  }

  /// A formula of a gate: one of several tests.
  mutating func formula(any parts: [(MatchedField, Relation)]) -> FormulaID {
    let parts = parts.map { test($0.0, $0.1) }
    return formulas.append(joined(parts, by: .any))
  }

  // MARK: Conditions

  /// A bare word of a set says *any* in `when`; under `that` it must be said which is meant (S14).
  private enum Position { case when, that }

  private mutating func lower(_ condition: Condition, under position: Position) -> Formula {
    switch condition {
    case .all(let parts, _): return joined(parts.map { lower($0, under: position) }, by: .all)
    case .any(let parts, _): return joined(parts.map { lower($0, under: position) }, by: .any)
    case .not(let part, _): return not(lower(part, under: position))
    case .expression(let text):
      diagnostics.report(.expressionNotRead(), at: text.span ?? .nowhere)
      return joined([], by: .any)
    case .matcher(let matcher): return lower(matcher, under: position)
    }
  }

  private mutating func joined(_ parts: [Formula], by operation: Formula.Operation) -> Formula {
    let first = UInt32(formulas.count)
    for part in parts { formulas.append(part) }
    return Formula(operation, first: first, count: UInt32(parts.count))
  }

  private mutating func not(_ part: Formula) -> Formula { joined([part], by: .not) }

  private mutating func test(_ field: MatchedField, _ relation: Relation) -> Formula {
    let id = tests.append(PolicyChecker.Test(field, relation))
    return Formula(.test, first: id.rawValue, count: 0)
  }

  // MARK: Matchers

  private mutating func lower(_ matcher: Matcher, under position: Position) -> Formula {
    let name = matcher.field.value
    let place = matcher.field.span ?? matcher.span
    guard var field = fields.field(name) else {
      let isUnread = names.mayBeDeclared(String(name.split(separator: ".").last ?? ""), under: "attributes")
      if isComplete || !names.attributes.isEmpty, !isUnread {
        let fields = fields
        let isPath = name.hasPrefix("tool.") || name.hasPrefix("workflow.")
        let nearest = isPath ? nearestPath(name) : suggester.nearest(to: name, among: fields.known)
        diagnostics.report(.unknownMatcher(name, nearest: nearest), at: place)
      }
      return joined([], by: .any)
    }
    if let id = names.attributes[String(name.split(separator: ".").last ?? "")],
      names.attributes.table[id].value.type.span == nil
    {
      // Of what type it is could not be read, and that was said.
      return joined([], by: .any)
    }
    if case .path = field.reads {
      let id = path(name)
      field.reads = .path(id)
      if case .span = field.type { field.type = .span(units[id]) }
    }
    guard let relation = relation(matcher, of: field, under: position) else { return joined([], by: .any) }
    return test(field.reads, relation)
  }

  /// The nearest path with the same root: what is behind it is compared, or any two paths would be near.
  private mutating func nearestPath(_ name: String) -> String? {
    let fields = fields
    if name.hasPrefix("tool.") {
      return suggester.nearest(to: String(name.dropFirst("tool.".count)), among: fields.toolKeys).map { "tool.\($0)" }
    }
    guard name.hasPrefix("workflow.") else { return nil }
    return suggester.nearest(to: String(name.dropFirst("workflow.".count)), among: fields.workflowKeys)
      .map { "workflow.\($0)" }
  }

  private mutating func path(_ name: String) -> PathID {
    if let id = pathIDs[name] { return id }
    let values = fields.values(of: name)
    let id = paths.append(values)
    units.append(values.units)
    pathIDs[name] = id
    return id
  }

  private mutating func relation(_ matcher: Matcher, of field: ConditionField, under position: Position) -> Relation? {
    let name = matcher.field.value
    switch matcher.operand {
    case .word(let word):
      if case .orderedSet = field.type {
        if position == .that { return refuse(.wordUnderThat(name, word.value), at: word) }
        return scalar(word, field.type).map { .atLeast(.constant($0)) }
      }
      if field.type.isSet {
        if position == .that { return refuse(.wordUnderThat(name, word.value), at: word) }
        return number(word, field.type).map { .any([$0]) }
      }
      guard let value = scalar(word, of: field, name: name) else { return nil }
      return field.reads == .tier ? .atLeast(.constant(value)) : .isOne([value])
    case .list(let words):
      if field.type.isSet { return refuse(.listOfSet(name, words.map(\.value)), at: matcher.span) }
      let values = words.map { scalar($0, of: field, name: name) }
      return values.contains(nil) ? nil : .isOne(values.compactMap { $0 })
    case .set(let kind, let words):
      if field.type.isSet {
        let numbers = words.map { number($0, field.type) }
        guard !numbers.contains(nil) else { return nil }
        let ids = Array(Set(numbers.compactMap { $0 })).sorted()
        switch kind {
        case .any: return .any(ids)
        case .all: return .all(ids)
        case .none: return .none(ids)
        case .only: return .only(ids)
        }
      }
      guard kind == .none else { return refuse(.setWordOfOne(name, kind), at: matcher.span) }
      let values = words.map { scalar($0, of: field, name: name) }
      return values.contains(nil) ? nil : .isNone(values.compactMap { $0 })
    case .comparison(let kind, let word):
      guard field.type.isOrdered else { return refuse(.notOrdered(name, kind), at: matcher.span) }
      return bound(word, of: field, name: name).map { bound in
        switch kind {
        case .atLeast: .atLeast(bound)
        case .atMost: .atMost(bound)
        case .before: .before(bound)
        case .after: .after(bound)
        }
      }
    }
  }

  private mutating func refuse(_ message: Message, at span: SourceSpan) -> Relation? {
    diagnostics.report(message, at: span)
    return nil
  }

  private mutating func refuse(_ message: Message, at word: Located<String>) -> Relation? {
    refuse(message, at: word.span ?? .nowhere)
  }

  /// A value of the field's type, or a path to one of a tool or workflow.
  private mutating func bound(_ word: Located<String>, of field: ConditionField, name: String) -> Bound? {
    guard word.value.hasPrefix("tool.") || word.value.hasPrefix("workflow.") else {
      return scalar(word, of: field, name: name).map { .constant($0) }
    }
    guard let type = fields.pathType(word.value) else {
      diagnostics.report(.unknownMatcher(word.value, nearest: nearestPath(word.value)), at: word.span ?? .nowhere)
      return nil
    }
    guard field.type.compares(with: type) else {
      diagnostics.report(.typesDiffer(name, word.value), at: word.span ?? .nowhere)
      return nil
    }
    let id = path(word.value)
    // What a proposal states in units of its own is compared when it does.
    if case .span(let own) = field.type {
      let all = own.union(units[id])
      if all.contains(.months) || (!own.isEmpty && all.count > 1) {
        let isOfField = own.contains(.months) || own.count > 1
        diagnostics.report(
          isOfField ? .unitsDiffer(name, own) : .unitsDiffer(word.value, units[id]), at: word.span ?? .nowhere)
        return nil
      }
    }
    return .path(id)
  }

  private mutating func number(_ word: Located<String>, _ type: ConditionField.FieldType) -> UInt32? {
    guard case .word(let number)? = scalar(word, type) else { return nil }
    return number
  }

  /// Reads a word by the type of its field, in the unit of its field.
  private mutating func scalar(_ word: Located<String>, of field: ConditionField, name: String) -> Scalar? {
    let value = scalar(word, field.type)
    guard case .span(let units) = field.type, !units.isEmpty, case .span(let span)? = value else { return value }
    guard units != [ConditionField.SpanUnit(span)] else { return value }
    diagnostics.report(.unitsDiffer(name, units), at: word.span ?? .nowhere)
    return nil
  }

  /// Reads a word by the type of its field.
  private mutating func scalar(_ word: Located<String>, _ type: ConditionField.FieldType) -> Scalar? {
    let bytes = ArraySlice(word.value.utf8)
    let (expected, help): (DiagnosticText, DiagnosticText)
    switch type {
    case .set(let vocabulary), .one(let vocabulary):
      if let number = vocabulary.number(word.value) { return .word(number) }
      reportUnknown(word, vocabulary)
      return nil
    case .orderedSet(let words), .choice(let words), .level(let words):
      if let index = words.firstIndex(of: word.value) { return .word(UInt32(index)) }
      let nearest = suggester.nearest(to: word.value, among: words)
      diagnostics.report(.notAmong(word.value, words, nearest: nearest), at: word.span ?? .nowhere)
      return nil
    case .flag:
      if word.value == "yes" || word.value == "no" { return .flag(word.value == "yes") }
      (expected, help) = ("`yes` or `no`", .help(forFlag: word.value, yes: "yes", no: "no"))
    case .count:
      if let count = wholeNumber(bytes) { return .number(Decimal(count)) }
      (expected, help) = (Int.expected, Int.help(for: word.value))
    case .number:
      if let number = Decimal(bytes: bytes) { return .number(number) }
      (expected, help) = (Decimal.expected, Decimal.help(for: word.value))
    case .day:
      if let day = Day(bytes: bytes) { return .day(day) }
      (expected, help) = (Day.expected, Day.help(for: word.value))
    case .span:
      if let span = FixedSpan(scalar: bytes, form: .plain) { return .span(span.span) }
      (expected, help) = (FixedSpan.expected, FixedSpan.help(for: word.value))
    }
    diagnostics.report(.wrongWord(word.value, expected: expected, help: help), at: word.span ?? .nowhere)
    return nil
  }

  private mutating func reportUnknown(_ word: Located<String>, _ vocabulary: ConditionField.Vocabulary) {
    guard isComplete, !names.mayBeDeclared(word.value, under: vocabulary.section) else { return }
    let cause = names.cause(ofUnknown: word.value, under: vocabulary.section)
    let nearest = suggester.nearest(to: word.value, among: vocabulary.words())
    if let nearest, names.unread.ids.contains(nearest) { return }
    if nearest == nil, let other = names.sectionDeclaring(word.value, besides: vocabulary.section) {
      diagnostics.report(
        .declaredElsewhere(word.value, section: vocabulary.section, other: other), at: word.span ?? .nowhere,
        cause: cause)
    } else {
      diagnostics.report(
        .unknownReference(
          to: word.value, section: vocabulary.section, nearest: nearest, inCondition: true,
          isSectionAbsent: names.isAbsent(vocabulary.section)),
        at: word.span ?? .nowhere, cause: cause)
    }
  }
}

extension PolicyPath {
  /// In which units its durations are stated.
  fileprivate var units: Set<ConditionField.SpanUnit> {
    Set(
      values.compactMap { value in
        if case .scalar(.span(let span)) = value { ConditionField.SpanUnit(span) } else { nil }
      })
  }
}
