import Description
import PolicyBasics
import PolicyLanguage
import SourceText

/// A policy set together with all that it extends, as one (S64 to S66): everything after knows no layers.
struct LayeredSet {
  private(set) var declared: PolicySet
  private(set) var diagnostics: Diagnostics
  private(set) var isComplete: Bool
  /// The files of all layers.
  private(set) var files: [SourceID]
  /// The holidays of each layer, the set that extends nothing first.
  private(set) var calendars: [BusinessCalendar]
  private var layers: [SourceID: Int]
  /// The head of each layer as it stands there, the set that extends nothing first.
  private var heads: [PolicyHead]

  var head: PolicyHead? { declared.heads.first?.value }

  /// A set that extends none; one whose base was not read does not compile.
  init(_ reading: PolicySetReading) {
    declared = reading.declared
    diagnostics = reading.diagnostics
    if let extends = reading.extends {
      if !reading.isBaseRefused {
        diagnostics.report(.extendsUnread(extends.value), at: extends.span ?? .nowhere)
      }
      // What declarations lack and name may stand in the base.
      isComplete = false
    } else {
      diagnostics.append(reading.declared.open)
      isComplete = reading.isComplete
    }
    files = reading.files
    heads = reading.declared.heads.prefix(1).map(\.value)
    calendars = [LayeredSet.calendar(of: reading)]
    layers = Dictionary(reading.files.map { ($0, 0) }, uniquingKeysWith: { first, _ in first })
  }

  private static func calendar(of reading: PolicySetReading) -> BusinessCalendar {
    BusinessCalendar(holidays: (reading.declared.heads.first?.value.holidays ?? []).map(\.value))
  }

  /// Which layer's holidays count for what stands at a place (S65).
  func layer(of span: SourceSpan) -> Int { layers[span.source] ?? 0 }

  /// Whether a place is in a file of a set that this one extends.
  func isOfBase(_ span: SourceSpan) -> Bool { layer(of: span) < calendars.count - 1 }

  /// Puts another set on top. This one compiles by itself.
  mutating func extend(with reading: PolicySetReading) {
    diagnostics.append(reading.diagnostics)
    isComplete = isComplete && reading.isComplete
    for file in reading.files { layers[file] = calendars.count }
    files += reading.files
    calendars.append(LayeredSet.calendar(of: reading))

    let base = declared
    let lower = reading.declared
    let context = LayerContext(base: base, lower: lower)
    declared.unread.formUnion(lower.unread)
    merge(\.data, lower, "data", context)
    merge(\.roles, lower, "roles", context)
    merge(\.people, lower, "people", context)
    merge(\.committees, lower, "committees", context)
    merge(\.sites, lower, "sites", context)
    merge(\.audiences, lower, "audiences", context)
    merge(\.tiers, lower, "tiers", context)
    merge(\.materials, lower, "materials", context)
    merge(\.purposes, lower, "purposes", context)
    merge(\.tools, lower, "tools", context)
    merge(\.workflows, lower, "workflows", context)
    merge(\.pilots, lower, "pilots", context)
    merge(\.rules, lower, "rules", context)
    merge(\.exceptions, lower, "exceptions", context)
    merge(\.attributes, lower, "attributes", context)
    merge(\.invariants, lower, "invariants", context)
    merge(\.tests, lower, "tests", context)

    checkNewWorkflows(of: lower, on: base)
    checkDelegations(of: lower, on: base)
    diagnostics.append(LayerAdditions.check(lower, context))
    dropExceptionsOfTheUnwaivable(on: base, restated: Set(lower.exceptions.all.map(\.id)))
    // A base's tests run against the base.
    let earlier = Set(base.tests.all.map(\.id))
    declared.tests.all.removeAll { earlier.contains($0.id) }
    mergeHeads(lower.heads)
  }

  // MARK: Sections

  /// What is new stands beside what the base declares; what is restated is merged with it, field by field.
  private mutating func merge<Key, Value: Layered>(
    _ path: WritableKeyPath<PolicySet, Declarations<Key, Value>>, _ lower: PolicySet, _ section: String,
    _ context: LayerContext
  ) {
    var merged = declared[keyPath: path].all
    let places = Dictionary(
      merged.indices.map { (merged[$0].id, $0) }, uniquingKeysWith: { first, _ in first })
    var seen: [String: SourceSpan] = [:]
    for declaration in lower[keyPath: path].all.sorted(by: { $0.span.precedes($1.span) }) {
      guard let index = places[declaration.id] else {
        diagnostics.append(declaration.open)
        merged.append(declaration)
        continue
      }
      if let first = seen[declaration.id] {
        diagnostics.report(
          .declaredTwice(declaration.id, section: section), at: declaration.span,
          notes: [Note("the first declaration stands here", at: first)], cause: "\(section) \(declaration.id)")
        continue
      }
      seen[declaration.id] = declaration.span
      merged[index] = restated(merged[index], by: declaration, context)
    }
    declared[keyPath: path].all = merged
  }

  private mutating func restated<Value: Layered>(
    _ base: Declaration<Value>, by lower: Declaration<Value>, _ context: LayerContext
  ) -> Declaration<Value> {
    guard let node = lower.node else { return base }
    var result = base
    let below = [base.node].compactMap { $0 } + base.below
    var restatement = Restatement(
      lower.id, root: Value.root, node, below: below, at: lower.span, baseSpan: base.span, in: context)
    restatement.restate(
      &result.value, by: lower.value, Value.layering, known: Value.keys, attributes: Value.ownFields)
    if !restatement.diagnostics.hasErrors { result.value.recheck(in: &restatement, known: base.open) }
    diagnostics.append(restatement.diagnostics)
    result.open.append(restatement.diagnostics)
    result.node = node
    result.below = below
    if Value.standsWhereRestated { result.span = lower.span }
    return result
  }

  // MARK: Between sections

  private mutating func checkNewWorkflows(of lower: PolicySet, on base: PolicySet) {
    let silent = heads.filter { $0.moreWorkflows == nil }
    guard !silent.isEmpty, let first = base.workflows.all.map(\.span).min(by: { $0.precedes($1) }) else { return }
    let known = Set(base.workflows.all.map(\.id))
    for workflow in lower.workflows.all where !known.contains(workflow.id) {
      diagnostics.report(
        .newWorkflow(workflow.id, silent: silent.map(\.id.value.text)), at: workflow.span,
        notes: [Note("the base declares its workflows here", at: first)]
          + silent.map { Note("this head does not allow more", at: $0.id.span ?? $0.span) })
    }
  }

  /// Whoever the base lists holds what the base says, and no more by the word of somebody whom the base does not know.
  private mutating func checkDelegations(of lower: PolicySet, on base: PolicySet) {
    let known = Dictionary(base.people.all.map { ($0.id, $0.span) }, uniquingKeysWith: { first, _ in first })
    for person in lower.people.all where known[person.id] == nil {
      for delegation in person.value.delegates ?? [] {
        guard let place = known[delegation.to.id] else { continue }
        diagnostics.report(
          .delegatesToTheBase(delegation.to.id), at: delegation.to.span,
          notes: [Note("the base declares \(name: delegation.to.id) here", at: place)])
      }
    }
  }

  /// A rule that cannot be waived any more has no exceptions any more: those of the base go with it.
  private mutating func dropExceptionsOfTheUnwaivable(on base: PolicySet, restated: Set<String>) {
    let waivable = Set(base.rules.all.filter { $0.value.waivable?.value == true }.map(\.id))
    let closed = Set(
      declared.rules.all.filter { waivable.contains($0.id) && $0.value.waivable?.value != true }.map(\.id))
    let ofTheBase = Set(base.exceptions.all.map(\.id)).subtracting(restated)
    declared.exceptions.all.removeAll { ofTheBase.contains($0.id) && closed.contains($0.value.rule.id) }
  }

  // MARK: The head

  private mutating func mergeHeads(_ lower: [Located<PolicyHead>]) {
    guard let own = lower.first, let base = declared.heads.first else {
      declared.heads = lower
      return
    }
    if let place = own.value.language.span, own.value.language.value != base.value.language.value {
      diagnostics.report(
        .anotherLanguage(own.value.language.value, base: base.value.language.value), at: place,
        notes: base.value.language.span.map { [Note("the base says so here", at: $0)] } ?? [])
    }
    diagnostics.append(own.value.unheard(over: base.value, heads: heads.reversed()))
    heads.append(own.value)
    declared.heads = [Located(own.value.extending(base.value), at: own.span)]
  }
}
