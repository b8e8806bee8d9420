import PolicyBasics
package import SourceText

/// A compiled policy: prepares proposals and decides on them.
///
/// A value that any number of threads may share. Everything is synchronous; nothing reads a clock, a file or the
/// environment, and nothing traps on any input.
public struct CompiledPolicy: Sendable {
  let storage: Storage

  /// The tables, the ids by name, and the registered pilots prepared: immutable.
  final class Storage: Sendable {
    let tables: PolicyTables
    let names: NameIndex
    let pilots: [PreparedProposal]
    /// None but in tests.
    let faults: Faults

    init(_ tables: PolicyTables, faults: Faults = []) {
      self.tables = faults.spoiled(tables)
      self.faults = faults
      names = NameIndex(tables)
      let (tables, names) = (self.tables, names)
      pilots = tables.pilots.elements.map { Preparation(tables, names).prepare($0.proposal, isRegistered: true) }
    }
  }

  /// - Precondition: the tables agree with one another, as the compiler makes them and the reader of bytes checks.
  package init(_ tables: PolicyTables) { storage = Storage(tables) }

  /// A policy that decides wrongly, for tests that must notice.
  package init(_ tables: PolicyTables, faults: Faults) { storage = Storage(tables, faults: faults) }

  package var tables: PolicyTables { storage.tables }

  /// The set's id, as its head states it.
  public var id: String { tables.identity.id }
  /// What people call the policy.
  public var title: String { tables.identity.title }
  /// The version that was voted on.
  public var version: String { tables.identity.version }
  /// The number of the language that fixes what the set means.
  public var language: Int { tables.identity.language }
  /// SHA-256 over the sources, 64 hexadecimal digits: every decision names it, so that it can be repeated.
  public var digest: String { tables.identity.digest }
  /// The commit of the sources, where the compiler was told.
  public var commit: String? { tables.identity.commit }

  /// Resolves a proposal's ids against this policy and computes its fingerprint.
  ///
  /// Never fails: a proposal that does not decode is prepared too, and denied as invalid (S24).
  public func prepare(_ proposal: Proposal) -> PreparedProposal {
    Preparation(tables, storage.names).prepare(proposal, isRegistered: false)
  }

  /// Why the registered pilots of this policy do not decode, for the compiler to report.
  package var registerDiagnostics: [Diagnostics] { storage.pilots.map(\.diagnostics) }
}

/// The ids of each section by name.
struct NameIndex: Sendable {
  let data: [String: DataClassID]
  let audiences: [String: AudienceID]
  let sites: [String: SiteID]
  let materials: [String: MaterialID]
  let roles: [String: RoleID]
  let committees: [String: CommitteeID]
  let people: [String: PersonID]
  let tools: [String: ToolID]
  let workflows: [String: WorkflowID]
  let pilots: [String: PilotID]
  let actions: [String: ActionID]
  let attributes: [String: AttributeID]
  let duties: [String: RuleID]
  let elements: [String: [DataClassID]]

  init(_ tables: PolicyTables) {
    func index<ID: DenseID, Entry>(_ table: Table<ID, Entry>, _ name: (Entry) -> String) -> [String: ID] {
      Dictionary(table.ids.map { (name(table[$0]), $0) }, uniquingKeysWith: { first, _ in first })
    }
    data = index(tables.data, \.id)
    audiences = index(tables.audiences, \.id)
    sites = index(tables.sites, \.id)
    materials = index(tables.materials, \.named.id)
    roles = index(tables.roles, \.named.id)
    committees = index(tables.committees, \.named.id)
    people = index(tables.people, \.id)
    tools = index(tables.tools, \.named.id)
    workflows = index(tables.workflows, \.named.id)
    pilots = index(tables.pilots, \.named.id)
    actions = index(tables.actions, \.self)
    attributes = index(tables.attributes, \.named.id)
    duties = index(tables.rules, \.named.id).filter { tables.rules[$0.value].duty != nil }
    elements = Dictionary(tables.elements.map { ($0.element, $0.holders) }, uniquingKeysWith: +)
  }
}
