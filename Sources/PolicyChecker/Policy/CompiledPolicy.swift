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
  let data: IDs<DataClassID>
  let audiences: IDs<AudienceID>
  let sites: IDs<SiteID>
  let materials: IDs<MaterialID>
  let roles: IDs<RoleID>
  let committees: IDs<CommitteeID>
  let people: IDs<PersonID>
  let tools: IDs<ToolID>
  let workflows: IDs<WorkflowID>
  let pilots: IDs<PilotID>
  let actions: IDs<ActionID>
  let attributes: IDs<AttributeID>
  /// Rules with `oblige`.
  let duties: IDs<RuleID>
  let elements: [String: [DataClassID]]

  /// The ids of one section by name. Numbers, not ids: a dictionary type of its own for each section costs more at the
  /// start than all look-ups.
  struct IDs<ID: DenseID>: Sendable {
    private let numbers: [String: UInt32]

    init<Entry>(_ table: Table<ID, Entry>, name: (Entry) -> String, where isMeant: (Entry) -> Bool = { _ in true }) {
      var numbers: [String: UInt32] = [:]
      for id in table.ids where isMeant(table[id]) { numbers[name(table[id])] = id.rawValue }
      self.numbers = numbers
    }

    subscript(name: String) -> ID? { numbers[name].map { ID(rawValue: $0) } }
    var names: some Collection<String> { numbers.keys }
  }

  init(_ tables: PolicyTables) {
    data = IDs(tables.data, name: \.id)
    audiences = IDs(tables.audiences, name: \.id)
    sites = IDs(tables.sites, name: \.id)
    materials = IDs(tables.materials, name: \.named.id)
    roles = IDs(tables.roles, name: \.named.id)
    committees = IDs(tables.committees, name: \.named.id)
    people = IDs(tables.people, name: \.id)
    tools = IDs(tables.tools, name: \.named.id)
    workflows = IDs(tables.workflows, name: \.named.id)
    pilots = IDs(tables.pilots, name: \.named.id)
    actions = IDs(tables.actions, name: \.self)
    attributes = IDs(tables.attributes, name: \.named.id)
    duties = IDs(tables.rules, name: \.named.id) { $0.duty != nil }
    elements = Dictionary(tables.elements.map { ($0.element, $0.holders) }, uniquingKeysWith: +)
  }
}
