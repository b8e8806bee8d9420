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
  package init() {}

  package static let record = RecordDescription<PolicySet>(
    "policy set", doc: "The sections of a policy set; each file of it holds any of them.",
    fields: [
      .optional(
        "policy", \.head, doc: "The head: id, title, version, language, time zone, and what holds for the whole set."),
      .optional("data", \.data, doc: "Data classes: their nesting, what else they count as, how sensitive they are."),
      .optional("roles", \.roles, doc: "Who reviews and approves."),
      .optional("people", \.people, doc: "Who holds which role, where and when."),
      .optional("committees", \.committees, doc: "Who votes, with which quorum and threshold."),
      .optional("sites", \.sites, doc: "District, levels, schools, programs: a tree."),
      .optional("audiences", \.audiences, doc: "Who sees or is affected by an output: a tree."),
      .optional("tiers", \.tiers, doc: "Tiers of risk, and what each asks for."),
      .optional("materials", \.materials, doc: "Approved source materials."),
      .optional("purposes", \.purposes, doc: "What data and tools may be used for."),
      .optional("tools", \.tools, doc: "AI tools and vendors."),
      .optional("workflows", \.workflows, doc: "The workflows."),
      .optional(
        "pilots", \.pilots, doc: "The register: pilots that the committee has approved, and what came of them."),
      .optional("rules", \.rules, doc: "What holds across workflows."),
      .optional("exceptions", \.exceptions, doc: "Dated waivers of a rule at named sites."),
      .optional("attributes", \.attributes, doc: "The district's own typed fields."),
      .optional("invariants", \.invariants, doc: "Red lines: what must hold of every possible proposal."),
      .optional("tests", \.tests, doc: "Proposals with the expected decision."),
    ])

  private var head: Located<PolicyHead>? {
    get { heads.first }
    set { if let newValue { heads.append(newValue) } }
  }

  /// Adds what another file declares.
  package mutating func merge(_ other: PolicySet) {
    heads += other.heads
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
}

/// A pilot of the register; its id is the key that it stands under.
package struct RegisteredPilot: FieldValue {
  package var proposal: Proposal

  package static var shape: Shape { .record(ProposalRecords.registered.shape) }

  package static func read(_ node: Node, with decoder: inout NodeDecoder) -> RegisteredPilot? {
    Proposal.readRegistered(node, id: Located("", at: decoder.context), with: &decoder).map {
      RegisteredPilot(proposal: $0)
    }
  }
}
