package import Description
package import DocumentTree
package import PolicyChecker
import ProposalCoding
package import SourceText

/// What one file declares, and what all files of a set declare together: files and order carry no meaning.
package struct PolicySet: Record {
  package var heads: [Located<PolicyHead>] = []
  package var data = Declarations<PlainKey, DataClass>()
  package var roles = Declarations<PlainKey, Role>()
  package var people = Declarations<DottedKey, Person>()
  package var committees = Declarations<PlainKey, Committee>()
  package var sites = Declarations<PlainKey, Site>()
  package var audiences = Declarations<PlainKey, Audience>()
  package var tiers = Declarations<PlainKey, Tier>()
  package var materials = Declarations<PlainKey, Material>()
  package var purposes = Declarations<PlainKey, Purpose>()
  package var tools = Declarations<PlainKey, Tool>()
  package var workflows = Declarations<PlainKey, Workflow>()
  package var pilots = Declarations<PlainKey, RegisteredPilot>()
  package var rules = Declarations<PlainKey, Rule>()
  package var exceptions = Declarations<PlainKey, Exception>()
  package var attributes = Declarations<PlainKey, Attribute>()
  package var invariants = Declarations<PlainKey, Invariant>()
  package var tests = Declarations<PlainKey, PolicyTest>()
  /// What is declared and could not be read: it was reported there, and nobody is told that it is declared nowhere.
  package var unread = NodeDecoder.Unread()
  package init() {}

  /// The sections, in the order in which a set is best read.
  package static let sections: [Section] = [
    Section(
      "policy", { $0.heads.append($1) },
      doc: "The head: id, title, version, language, time zone, and what holds for the whole set."),
    Section(
      "data", { $0.data = $1 }, doc: "Data classes: their nesting, what else they count as, how sensitive they are."),
    Section("roles", { $0.roles = $1 }, doc: "Who reviews and approves."),
    Section("people", { $0.people = $1 }, doc: "Who holds which role, where and when."),
    Section("committees", { $0.committees = $1 }, doc: "Who votes, with which quorum and threshold."),
    Section("sites", { $0.sites = $1 }, doc: "District, levels, schools, programs: a tree."),
    Section("audiences", { $0.audiences = $1 }, doc: "Who sees or is affected by an output: a tree."),
    Section("tiers", { $0.tiers = $1 }, doc: "Tiers of risk, and what each asks for."),
    Section("materials", { $0.materials = $1 }, doc: "Approved source materials."),
    Section("purposes", { $0.purposes = $1 }, doc: "What data and tools may be used for."),
    Section("tools", { $0.tools = $1 }, doc: "AI tools and vendors."),
    Section("workflows", { $0.workflows = $1 }, doc: "The workflows."),
    Section(
      "pilots", { $0.pilots = $1 }, doc: "The register: pilots that the committee has approved, and what came of them."),
    Section("rules", { $0.rules = $1 }, doc: "What holds across workflows."),
    Section("exceptions", { $0.exceptions = $1 }, doc: "Dated waivers of a rule at named sites."),
    Section("attributes", { $0.attributes = $1 }, doc: "The district's own typed fields."),
    Section("invariants", { $0.invariants = $1 }, doc: "Red lines: what must hold of every possible proposal."),
    Section("tests", { $0.tests = $1 }, doc: "Proposals with the expected decision."),
  ]

  package static let record = RecordDescription<PolicySet>(
    "policy set", doc: "The sections of a policy set; each file of it holds any of them.",
    stray: { key, value in
      guard value.form == .mapping, let section = section(of: value) else { return nil }
      return (.declarationWithoutSection(key, section: section), section)
    },
    fields: sections.map(\.field))

  /// A rule under another section, whose line `rules:` was forgotten; nothing else is so unlike what stands around it.
  package static func strayRule(_ id: String, _ value: Node) -> (message: Message, section: String)? {
    guard value.form == .mapping, section(of: value) == "rules", value.entry(for: "because") != nil,
      value.entries.allSatisfy({ Rule.record.hasKey($0.key.text) })
    else { return nil }
    return (.ruleElsewhere(id), "rules")
  }

  /// The section whose declarations alone have one of the keys that stand there.
  private static func section(of declaration: Node) -> String? {
    let telling = [
      ("rules", ["deny", "require", "oblige"]), ("data", ["sensitivity"]), ("people", ["holds"]),
      ("committees", ["quorum", "threshold"]), ("tiers", ["rank"]), ("tools", ["agreement"]),
      ("workflows", ["criteria", "pilots-need"]), ("invariants", ["never"]), ("tests", ["expect"]),
    ]
    return telling.first { $0.1.contains { declaration.entry(for: $0) != nil } }?.0
  }

  /// Adds what another file declares.
  package mutating func merge(_ other: PolicySet) {
    heads += other.heads
    unread.formUnion(other.unread)
    data.all += other.data.all
    roles.all += other.roles.all
    people.all += other.people.all
    committees.all += other.committees.all
    sites.all += other.sites.all
    audiences.all += other.audiences.all
    tiers.all += other.tiers.all
    materials.all += other.materials.all
    purposes.all += other.purposes.all
    tools.all += other.tools.all
    workflows.all += other.workflows.all
    pilots.all += other.pilots.all
    rules.all += other.rules.all
    exceptions.all += other.exceptions.all
    attributes.all += other.attributes.all
    invariants.all += other.invariants.all
    tests.all += other.tests.all
  }

  /// What declarations lack, where no set below this one says it.
  package var open: Diagnostics {
    var result = Diagnostics()
    data.takeOpen(into: &result)
    roles.takeOpen(into: &result)
    people.takeOpen(into: &result)
    committees.takeOpen(into: &result)
    sites.takeOpen(into: &result)
    audiences.takeOpen(into: &result)
    tiers.takeOpen(into: &result)
    materials.takeOpen(into: &result)
    purposes.takeOpen(into: &result)
    tools.takeOpen(into: &result)
    workflows.takeOpen(into: &result)
    pilots.takeOpen(into: &result)
    rules.takeOpen(into: &result)
    exceptions.takeOpen(into: &result)
    attributes.takeOpen(into: &result)
    invariants.takeOpen(into: &result)
    tests.takeOpen(into: &result)
    return result
  }
}

extension Declarations {
  fileprivate func takeOpen(into diagnostics: inout Diagnostics) {
    for declaration in all where !declaration.open.isEmpty { diagnostics.append(declaration.open) }
  }
}

/// A pilot of the register; its id is the key that it stands under.
package struct RegisteredPilot: FieldValue, SectionDeclaration {
  package var proposal: Proposal

  package static var shape: Shape { .record(ProposalRecords.registered.shape) }

  package static func read(_ node: Node, with decoder: inout NodeDecoder) -> RegisteredPilot? {
    Proposal.readRegistered(node, id: Located("", at: decoder.context), with: &decoder).map {
      RegisteredPilot(proposal: $0)
    }
  }

  package static let example = """
    pilots:
      newsletter-autumn-2026:
        title: Newsletter drafts at Lincoln
        requested-by: {person: s.lane, roles: [principal]}
        owner: communications-director
        workflow: newsletter
        tool: district-assistant
        autonomy: human-approves-each
        impact: none
        data: [published-content]
        materials: []
        audiences: [families]
        sites: [lincoln-es]
        participants: 4
        starts: 2026-08-24
        ends: 2026-11-13
        measures:
          - metric: hours-an-issue
            baseline: 6
            measured: {from: 2026-05-04, until: 2026-05-29}
            target: 2
        stop-when: A family points out an error that a reviewer had passed.
        results: [{metric: hours-an-issue, value: 2.5, from: 2026-08-24, until: 2026-11-13, by: communications-director}]
        verdict: scale
    audiences: {families: {title: Families}}
    data: {published-content: {title: Content the district has already published, sensitivity: public}}
    roles:
      communications-director: {title: Director of Communications}
      principal: {title: Principal}
    sites: {lincoln-es: {title: Lincoln Elementary School}}
    tools:
      district-assistant:
        title: District Assistant
        status: pilot-only
        agreement: {from: 2026-07-01, until: 2027-06-30, data: [published-content], training: none}
    workflows:
      newsletter:
        title: Newsletter drafts that staff review
        status: pilot
        autonomy: human-approves-each
        impact: none
        criteria:
          common: Each school writes one a week.
          measurable: Hours an issue.
          low-risk: Published content only; a person reads every draft.
          painful: It takes a day that the office does not have.
        data: [published-content]
        audiences: [families]
        tools: [district-assistant]
        metrics: {hours-an-issue: {title: Hours an issue, better: lower, kind: time}}
    """
}
