import Description
import DocumentTree
package import PolicyBasics
public import PolicyChecker
package import PolicyLanguage
import ProposalCoding
package import SourceText
import TimeZones

/// The day of a check. The library reads no clock: who calls it says which day or moment it is.
package enum CheckDay: Sendable {
  case day(Day)
  /// Its day is that of the set's own time zone.
  case moment(Instant)

  /// `nil` where the day is that of a zone which is not known.
  func day(in zone: TimeZone?) -> Day? {
    switch self {
    case .day(let day): day
    case .moment(let moment): zone.map { moment.local(offset: $0.transitions.offset(at: moment.seconds)).day }
    }
  }
}

/// What compiling a policy set comes to: the compiled policy, or findings that say why there is none.
public struct PolicyCompilation: Sendable {
  /// `nil` where a finding is an error.
  public private(set) var policy: CompiledPolicy?
  package private(set) var diagnostics: Diagnostics
  package let sources: SourceMap
  package private(set) var names: Names
  package let graph: RuleGraph
  package let head: PolicyHead?

  /// The sets that this one extends, each compiled by itself; the one that extends nothing first.
  package private(set) var bases: [PolicyCompilation] = []
  /// Where the set stands, seen from the one that is checked: empty for that one, `../state/` for a base.
  package private(set) var root = ""

  /// How much the set holds.
  package var size: SetSize {
    SetSize(rules: names.rules.table.count, redLines: names.invariants.table.count)
  }

  /// - Parameters:
  ///   - reading: the set as its files declare it.
  ///   - bases: what the set extends, nearest first: all of them, or it does not compile.
  ///   - sources: all files of the run.
  ///   - asOf: the day of the check; left out, nothing is asked that depends on a day.
  ///   - commit: of the sources, for the record.
  package init(
    _ reading: PolicySetReading, extending bases: [PolicySetReading] = [], sources: SourceMap, asOf: CheckDay? = nil,
    commit: String? = nil
  ) {
    let chain = bases.reversed() + [reading]
    var set = LayeredSet(chain[0])
    var compiled: [PolicyCompilation] = []
    for (base, lower) in zip(chain, chain.dropFirst()) {
      let compilation = PolicyCompilation(set, at: base.root, sources: sources, asOf: asOf, commit: commit)
      guard !compilation.diagnostics.hasErrors else {
        // Whether a set loosens what is not known cannot be said.
        self = compilation
        for lower in chain.dropFirst(compiled.count + 1) { diagnostics.append(lower.diagnostics) }
        self.bases = compiled
        return
      }
      compiled.append(compilation)
      set.extend(with: lower)
    }
    self.init(set, at: reading.root, sources: sources, asOf: asOf, commit: commit)
    self.bases = compiled
  }

  // Each pass gives back what it could build *and* its findings; one error anywhere, and nothing is lowered.
  private init(_ set: LayeredSet, at root: String, sources: SourceMap, asOf: CheckDay?, commit: String?) {
    self.sources = sources
    self.root = root
    diagnostics = set.diagnostics
    head = set.head
    names = Names(set.declared, diagnostics: &diagnostics)
    var suggester = Suggester()
    graph = RuleGraph.of(names, isComplete: set.isComplete, suggester: &suggester, diagnostics: &diagnostics)
    let zone = checkHead()
    checkAttributes(isComplete: set.isComplete, &suggester)
    let day = asOf.flatMap { $0.day(in: zone) }
    let checks = GraphChecks(
      names, graph, head: head, asOf: day, isComplete: set.isComplete && names.unread.isEmpty, suggester: suggester)
    var findings = checks.diagnostics
    // What a base declares for all that extend it, one of them need not use.
    findings.remove { $0.kind == .unused && set.isOfBase($0.span) }
    diagnostics.append(findings)

    var lowering = Lowering(
      names, head: head ?? PolicyHead(), places: Places(sources), calendars: set.calendars, layer: set.layer(of:),
      isComplete: set.isComplete, suggester: checks.suggester)
    lowering.lower()
    diagnostics.merge(lowering.diagnostics)
    // A number below 1, or none, makes no error a warning.
    diagnostics.apply(language: max(1, head?.language.value ?? CompiledPolicy.newestLanguage))
    guard !diagnostics.hasErrors, let zone else { return }

    lowering.tables.zone = zone.transitions
    lowering.tables.identity.digest = PolicyCompilation.digest(of: set.files.map { sources.files[$0] })
    lowering.tables.identity.commit = commit
    let policy = CompiledPolicy(lowering.tables)
    for register in policy.registerDiagnostics { diagnostics.append(register) }
    if !diagnostics.hasErrors { self.policy = policy }
  }

  /// SHA-256 over names, lengths and bytes of all files of all layers, in the order of their names.
  private static func digest(of files: [SourceFile]) -> String {
    var pieces = [Array("policyc sources 1\n".utf8)]
    for file in files.sorted(by: { $0.name.precedes($1.name) }) {
      pieces.append(Array("\(file.name.utf8.count) \(file.name) \(file.bytes.count)\n".utf8))
      pieces.append(file.bytes)
    }
    return sha256(pieces: pieces)
  }

  private mutating func checkHead() -> TimeZone? {
    guard let head else { return nil }
    if let place = head.language.span, head.language.value != CompiledPolicy.newestLanguage {
      diagnostics.report(.unknownLanguage(head.language.value), at: place)
    }
    guard let place = head.timeZone.span else { return nil }
    let name = head.timeZone.value.text
    guard let zone = TimeZoneDatabase.zone(named: name) else {
      diagnostics.report(.unknownTimeZone(name, nearest: TimeZoneDatabase.nearestName(to: name)), at: place)
      return nil
    }
    return zone
  }

  /// S8: what tools and workflows state under the district's own names.
  private mutating func checkAttributes(isComplete: Bool, _ suggester: inout Suggester) {
    let entries = Table<AttributeID, AttributeEntry>(names.attributes.table.elements.map { AttributeEntry($0) })
    func known(_ owner: AttributeOwner, _ fields: [String]) -> [String] {
      fields + names.attributes.table.elements.filter { $0.value.isOn(owner) }.map(\.id)
    }
    let ofTools = known(.tool, Tool.record.fields.map(\.key))
    for tool in names.tools.table.elements {
      for field in tool.value.attributes {
        check(field, of: .tool, "tool", known: ofTools, entries, isComplete, &suggester)
      }
    }
    let ofWorkflows = known(.workflow, Workflow.record.fields.map(\.key))
    for workflow in names.workflows.table.elements {
      for field in workflow.value.attributes {
        check(field, of: .workflow, "workflow", known: ofWorkflows, entries, isComplete, &suggester)
      }
    }
  }

  private mutating func check(
    _ field: OtherField, of owner: AttributeOwner, _ word: StaticString, known: [String],
    _ entries: Table<AttributeID, AttributeEntry>, _ isComplete: Bool, _ suggester: inout Suggester
  ) {
    guard let id = names.attributes[field.key], names.attributes.table[id].value.isOn(owner) else {
      guard isComplete, !names.mayBeDeclared(field.key, under: "attributes") else { return }
      let nearest = suggester.nearest(to: field.key, among: known)
      diagnostics.report(
        .unknownKey(
          field.key, of: word.description, among: known, nearest: nearest, isCutFromText: field.isCutFromText),
        at: field.span)
      return
    }
    let stated = Proposal.StatedValue(field)
    if case .expected(let expected, let help) = AttributeReading.read(stated, as: entries[id]) {
      diagnostics.report(
        .wrongAttribute(field.key, stated, expected: expected, help: help, owner: word), at: field.value.span)
    }
  }
}

extension Attribute {
  fileprivate func isOn(_ owner: AttributeOwner) -> Bool { on.contains { $0.value == owner } }
}
