import PolicyBasics

// Ids, and what is indexed by them. An id that its table does not have is refused where it is read.

/// The tables that ids number.
enum TableName: Int, CaseIterable {
  case data, audiences, sites, materials, purposes, roles, committees, people, tiers, tools, workflows, actions
  case attributes, pilots, rules, exceptions, demands, formulas, tests, paths, guards
  /// The files that places name.
  case files
}

/// How many entries each table has.
struct TableSizes: ByteCoded {
  private var counts = [Int](repeating: 0, count: TableName.allCases.count)

  subscript(name: TableName) -> Int {
    get { counts[name.rawValue] }
    set { counts[name.rawValue] = newValue }
  }

  static var blank: TableSizes { TableSizes() }
  mutating func code(_ coder: inout ByteCoder) throws(CompiledPolicyError) {
    // Each entry has a byte at least.
    for index in counts.indices { try coder.code(count: &counts[index]) }
  }
}

/// An id of one of the tables.
protocol TableID: DenseID, ByteCoded {
  static var table: TableName { get }
}

extension TableID {
  static var blank: Self { Self(rawValue: 0) }
  mutating func code(_ coder: inout ByteCoder) throws(CompiledPolicyError) {
    var number = rawValue
    try number.code(&coder)
    guard Int(number) < coder.sizes[Self.table] else { throw coder.malformed("it names what is not there") }
    self = Self(rawValue: number)
  }
}

extension DataClassID: TableID { static var table: TableName { .data } }
extension AudienceID: TableID { static var table: TableName { .audiences } }
extension SiteID: TableID { static var table: TableName { .sites } }
extension MaterialID: TableID { static var table: TableName { .materials } }
extension PurposeID: TableID { static var table: TableName { .purposes } }
extension RoleID: TableID { static var table: TableName { .roles } }
extension CommitteeID: TableID { static var table: TableName { .committees } }
extension PersonID: TableID { static var table: TableName { .people } }
extension TierID: TableID { static var table: TableName { .tiers } }
extension ToolID: TableID { static var table: TableName { .tools } }
extension WorkflowID: TableID { static var table: TableName { .workflows } }
extension ActionID: TableID { static var table: TableName { .actions } }
extension AttributeID: TableID { static var table: TableName { .attributes } }
extension PilotID: TableID { static var table: TableName { .pilots } }
extension RuleID: TableID { static var table: TableName { .rules } }
extension ExceptionID: TableID { static var table: TableName { .exceptions } }
extension DemandID: TableID { static var table: TableName { .demands } }
extension FormulaID: TableID { static var table: TableName { .formulas } }
extension TestID: TableID { static var table: TableName { .tests } }
extension PathID: TableID { static var table: TableName { .paths } }
extension GuardID: TableID { static var table: TableName { .guards } }

extension Table: ByteCoded where ID: TableID, Element: ByteCoded {
  static var blank: Table { Table() }
  mutating func code(_ coder: inout ByteCoder) throws(CompiledPolicyError) {
    let size = coder.sizes[ID.table]
    defer { coder.entry = nil }
    guard !coder.isWriting else {
      guard count == size else { throw coder.malformed("it has not an entry for each id") }
      for index in elements.indices {
        coder.entry = index
        var element = elements[index]
        try element.code(&coder)
      }
      return
    }
    var read: ContiguousArray<Element> = []
    for index in 0..<size {
      coder.entry = index
      read.append(try coder.take())
    }
    elements = read
  }
}

extension IDSet: ByteCoded where ID: TableID {
  static var blank: IDSet { IDSet() }
  mutating func code(_ coder: inout ByteCoder) throws(CompiledPolicyError) {
    var numbers = map(\.rawValue)
    try coder.code(ascending: &numbers, below: coder.sizes[ID.table])
    if let last = numbers.last { try coder.spend(setWords: Int(last) / 64 + 1) }
    self = IDSet(numbers.map { ID(rawValue: $0) })
  }
}

/// Ids in ascending order, each once.
struct AscendingIDs<ID: TableID>: ByteCoded {
  var ids: [ID]
  static var blank: AscendingIDs { AscendingIDs(ids: []) }
  mutating func code(_ coder: inout ByteCoder) throws(CompiledPolicyError) {
    var numbers = ids.map(\.rawValue)
    try coder.code(ascending: &numbers, below: coder.sizes[ID.table])
    ids = numbers.map { ID(rawValue: $0) }
  }
}

extension Hierarchy.Member: ByteCoded where ID: TableID {
  static var blank: Hierarchy.Member { Hierarchy.Member() }
  mutating func code(_ coder: inout ByteCoder) throws(CompiledPolicyError) {
    try within.code(&coder)
    try also.code(&coder)
    try namedOnly.code(&coder)
  }
}

extension Hierarchy: ByteCoded where ID: TableID {
  static var blank: Hierarchy { Hierarchy(Table()) }
  mutating func code(_ coder: inout ByteCoder) throws(CompiledPolicyError) {
    var members = members
    try members.code(&coder)
    guard Hierarchy.isAcyclic(members) else { throw coder.malformed("what lies within what goes round in a circle") }
    if !coder.isWriting { self = Hierarchy(members) }
  }

  /// S10: `within` and `also` together form no cycle. Takes away, again and again, what nothing points to.
  private static func isAcyclic(_ members: Table<ID, Member>) -> Bool {
    var incoming = Table<ID, Int>(repeating: 0, count: members.count)
    func targets(_ id: ID) -> [ID] { members[id].also + (members[id].within.map { [$0] } ?? []) }
    for id in members.ids { for target in targets(id) { incoming[target] += 1 } }
    var open = members.ids.filter { incoming[$0] == 0 }
    var taken = 0
    while let id = open.popLast() {
      taken += 1
      for target in targets(id) {
        incoming[target] -= 1
        if incoming[target] == 0 { open.append(target) }
      }
    }
    return taken == members.count
  }
}
