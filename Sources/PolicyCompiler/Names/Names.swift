package import Description
package import PolicyBasics
package import PolicyChecker
package import PolicyLanguage
package import ProposalCoding
package import SourceText

/// What a set declares, section by section, each under a dense id; sorted by id, so that files and order change nothing.
package struct Names: Sendable {
  package var data: Section<DataClassID, DataClass>
  package var audiences: Section<AudienceID, Audience>
  package var sites: Section<SiteID, Site>
  package var materials: Section<MaterialID, Material>
  package var purposes: Section<PurposeID, Purpose>
  package var roles: Section<RoleID, Role>
  package var committees: Section<CommitteeID, Committee>
  package var people: Section<PersonID, Person>
  /// In the order of their ranks.
  package var tiers: Section<TierID, Tier>
  package var tools: Section<ToolID, Tool>
  package var workflows: Section<WorkflowID, Workflow>
  package var pilots: Section<PilotID, RegisteredPilot>
  package var rules: Section<RuleID, Rule>
  package var exceptions: Section<ExceptionID, Exception>
  package var attributes: Section<AttributeID, Attribute>
  package var invariants: Section<InvariantID, Invariant>
  package var tests: Section<TestCaseID, PolicyTest>
  /// What is declared and could not be read.
  package var unread: NodeDecoder.Unread

  /// The declarations of one section.
  package struct Section<ID: DenseID, Value: Sendable>: Sendable {
    package let name: String
    package let table: Table<ID, Declaration<Value>>
    /// Numbers, not ids: a dictionary type of its own for each section costs more at the start than all look-ups.
    private let byName: [String: UInt32]

    fileprivate init(
      _ name: String, _ declarations: [Declaration<Value>], _ repeated: inout [Repeated],
      by precedes: (Declaration<Value>, Declaration<Value>) -> Bool = {
        $0.id.precedes($1.id)
      }
    ) {
      self.name = name
      // Numbers are sorted, not declarations: these are large.
      var first: [String: Int] = [:]
      for index in declarations.indices.sorted(by: { declarations[$0].span.precedes(declarations[$1].span) }) {
        let declaration = declarations[index]
        if let known = first[declaration.id] {
          repeated.append(
            Repeated(id: declaration.id, section: name, first: declarations[known].span, span: declaration.span))
        } else {
          first[declaration.id] = index
        }
      }
      let sorted = first.values.sorted { precedes(declarations[$0], declarations[$1]) }
      table = Table(sorted.lazy.map { declarations[$0] })
      var byName: [String: UInt32] = [:]
      for id in table.ids { byName[table[id].id] = id.rawValue }
      self.byName = byName
    }

    package subscript(name: String) -> ID? { byName[name].map { ID(rawValue: $0) } }
    package var ids: some Collection<String> { byName.keys }
    package var isEmpty: Bool { table.count == 0 }
  }

  /// A second declaration of an id.
  fileprivate struct Repeated {
    var id: String
    var section: String
    /// Where the first one stands.
    var first: SourceSpan
    var span: SourceSpan

    /// The two files.
    var files: String { "\(first.source.rawValue) \(span.source.rawValue)" }
  }

  package init(_ set: PolicySet, diagnostics: inout Diagnostics) {
    unread = set.unread
    var repeated: [Repeated] = []
    data = Section("data", set.data.all, &repeated)
    audiences = Section("audiences", set.audiences.all, &repeated)
    sites = Section("sites", set.sites.all, &repeated)
    materials = Section("materials", set.materials.all, &repeated)
    purposes = Section("purposes", set.purposes.all, &repeated)
    roles = Section("roles", set.roles.all, &repeated)
    committees = Section("committees", set.committees.all, &repeated)
    people = Section("people", set.people.all, &repeated)
    tiers = Section("tiers", set.tiers.all, &repeated) { a, b in
      a.value.rank.value != b.value.rank.value
        ? a.value.rank.value < b.value.rank.value : a.id.precedes(b.id)
    }
    tools = Section("tools", set.tools.all, &repeated)
    workflows = Section("workflows", set.workflows.all, &repeated)
    pilots = Section("pilots", set.pilots.all, &repeated)
    rules = Section("rules", set.rules.all, &repeated)
    exceptions = Section("exceptions", set.exceptions.all, &repeated)
    attributes = Section("attributes", set.attributes.all, &repeated)
    invariants = Section("invariants", set.invariants.all, &repeated)
    tests = Section("tests", set.tests.all, &repeated)
    report(repeated, to: &diagnostics)
    checkSharedNames(&diagnostics)
  }

  private func report(_ repeated: [Repeated], to diagnostics: inout Diagnostics) {
    // A file that was copied declares all anew, and that is one mistake.
    let counts = repeated.reduce(into: [String: Int]()) { $0[$1.files, default: 0] += 1 }
    for one in repeated {
      let isCopy = one.first.source != one.span.source && counts[one.files, default: 0] >= 3
      diagnostics.report(
        .declaredTwice(one.id, section: one.section, isCopy: isCopy), at: one.span,
        notes: [Note("the first declaration stands here", at: one.first)],
        cause: isCopy ? "copy \(one.files)" : "\(one.section) \(one.id)")
    }
  }

  /// S22, S51: roles and committees share one name space; rules and invariants differ from each other and from gate codes;
  /// attributes differ from the fields of proposals, tools and workflows, and from the days that deadlines count from.
  private func checkSharedNames(_ diagnostics: inout Diagnostics) {
    for committee in committees.table.elements {
      guard let role = roles[committee.id] else { continue }
      diagnostics.report(
        .nameTaken(committee.id, by: "a role"), at: committee.span,
        notes: [Note("the role is declared here", at: roles.table[role].span)])
    }
    let gates = Set(Gate.allCases.map(\.rawValue))
    for (id, span) in rules.table.elements.map({ ($0.id, $0.span) })
      + invariants.table.elements.map({ ($0.id, $0.span) })
    where gates.contains(id) {
      diagnostics.report(.nameTaken(id, by: "a built-in reason"), at: span)
    }
    for invariant in invariants.table.elements {
      guard let rule = rules[invariant.id] else { continue }
      diagnostics.report(
        .nameTaken(invariant.id, by: "a rule"), at: invariant.span,
        notes: [Note("the rule is declared here", at: rules.table[rule].span)])
    }
    let fields = Set(
      ProposalRecords.pilot.fields.map(\.key) + ProposalRecords.registered.fields.map(\.key)
        + ProposalRecords.action.fields.map(\.key) + Tool.record.fields.map(\.key) + Workflow.record.fields.map(\.key))
    for attribute in attributes.table.elements where Due.anchors.contains(attribute.id) {
      diagnostics.report(.nameTaken(attribute.id, by: "a day that deadlines count from"), at: attribute.span)
    }
    for attribute in attributes.table.elements
    where fields.contains(attribute.id) || Condition.isMatcher(attribute.id) {
      diagnostics.report(.nameTaken(attribute.id, by: "a field of the language"), at: attribute.span)
    }
  }

  // MARK: References

  package func resolve(_ reference: Reference<DataClasses>) -> DataClassID? { data[reference.id] }
  package func resolve(_ reference: Reference<Audiences>) -> AudienceID? { audiences[reference.id] }
  package func resolve(_ reference: Reference<Sites>) -> SiteID? { sites[reference.id] }
  package func resolve(_ reference: Reference<Materials>) -> MaterialID? { materials[reference.id] }
  package func resolve(_ reference: Reference<Purposes>) -> PurposeID? { purposes[reference.id] }
  package func resolve(_ reference: Reference<Roles>) -> RoleID? { roles[reference.id] }
  package func resolve(_ reference: Reference<Committees>) -> CommitteeID? { committees[reference.id] }
  package func resolve(_ reference: Reference<People>) -> PersonID? { people[reference.id] }
  package func resolve(_ reference: Reference<Tiers>) -> TierID? { tiers[reference.id] }
  package func resolve(_ reference: Reference<Tools>) -> ToolID? { tools[reference.id] }
  package func resolve(_ reference: Reference<Workflows>) -> WorkflowID? { workflows[reference.id] }
  package func resolve(_ reference: Reference<Pilots>) -> PilotID? { pilots[reference.id] }
  package func resolve(_ reference: Reference<Rules>) -> RuleID? { rules[reference.id] }

  package func resolve(_ reference: Reference<RolesAndCommittees>) -> PolicyChecker.Demand.Signer? {
    if let role = roles[reference.id] { return .role(role) }
    return committees[reference.id].map { .committee($0) }
  }

  /// Whether an id may be declared where an error kept its section or its declaration from being read.
  package func mayBeDeclared(_ id: String, under section: String) -> Bool {
    !unread.isEmpty
      && (unread.ids.contains(id)
        || section.split(separator: " ").contains { unread.sections.contains(String($0)) })
  }

  /// Whether no file has anything under a section, or under those that a reference may name.
  package func isAbsent(_ section: String) -> Bool {
    section.split(separator: " ").contains { Names.sectionNames.contains(String($0)) } && ids(under: section).isEmpty
  }

  private static let sectionNames = Set(PolicySet.sections.map(\.key))

  /// What makes two references one finding: the same id of one name space, or a section that no file has.
  package func cause(ofUnknown id: String, under section: String) -> String {
    switch section {
    case "roles", "committees": cause(ofUnknown: id, under: "roles or committees")
    default: isAbsent(section) ? section : "\(section) \(id)"
    }
  }

  /// The ids that a section declares, by the section's name in a reference.
  package func ids(under section: String) -> [String] {
    switch section {
    case "data": Array(data.ids)
    case "audiences": Array(audiences.ids)
    case "sites": Array(sites.ids)
    case "materials": Array(materials.ids)
    case "purposes": Array(purposes.ids)
    case "roles": Array(roles.ids)
    case "committees": Array(committees.ids)
    case "roles or committees": Array(roles.ids) + Array(committees.ids)
    case "people": Array(people.ids)
    case "tiers": Array(tiers.ids)
    case "tools": Array(tools.ids)
    case "workflows": Array(workflows.ids)
    case "pilots": Array(pilots.ids)
    case "rules": Array(rules.ids)
    case "exceptions": Array(exceptions.ids)
    case "attributes": Array(attributes.ids)
    case "invariants": Array(invariants.ids)
    default: []
    }
  }

  /// Another section that declares an id: somebody took the one for the other.
  package func sectionDeclaring(_ id: String, besides section: String) -> String? {
    let declares: [(section: String, isThere: Bool)] = [
      ("data", data[id] != nil), ("audiences", audiences[id] != nil), ("sites", sites[id] != nil),
      ("materials", materials[id] != nil), ("purposes", purposes[id] != nil), ("roles", roles[id] != nil),
      ("committees", committees[id] != nil), ("people", people[id] != nil), ("tiers", tiers[id] != nil),
      ("tools", tools[id] != nil), ("workflows", workflows[id] != nil), ("pilots", pilots[id] != nil),
      ("rules", rules[id] != nil), ("exceptions", exceptions[id] != nil), ("attributes", attributes[id] != nil),
      ("invariants", invariants[id] != nil),
    ]
    return declares.first { $0.isThere && !section.contains($0.section) }?.section
  }
}

package struct InvariantID: DenseID {
  package let rawValue: UInt32; package init(rawValue: UInt32) { self.rawValue = rawValue }
}
package struct TestCaseID: DenseID {
  package let rawValue: UInt32; package init(rawValue: UInt32) { self.rawValue = rawValue }
}
