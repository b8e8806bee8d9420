import Description
import PolicyBasics
import PolicyChecker
import PolicyLanguage
import ProposalCoding
import SourceText

/// Makes the rule graph of a set, and reports each id that something names and nothing declares.
struct GraphBuilding {
  let names: Names
  private var nodes = Table<NodeID, RuleGraph.Node>()
  private var edges = Table<EdgeID, RuleGraph.Edge>()
  private var bases: [UInt32] = []
  private var named = IDSet<NodeID>()
  private var attributesRead = IDSet<AttributeID>()
  private var hasUnknownReferences = false
  private(set) var diagnostics = Diagnostics()
  /// Whether all files were read whole: else an id may be declared behind an error.
  private let isComplete: Bool

  private(set) var suggester: Suggester

  init(_ names: Names, isComplete: Bool, suggester: Suggester) {
    self.names = names
    self.isComplete = isComplete
    self.suggester = suggester
    for kind in NodeKind.allCases {
      bases.append(UInt32(nodes.count))
      addNodes(kind)
    }
  }

  var graph: RuleGraph {
    RuleGraph(
      nodes: nodes, edges: edges, bases: bases, named: named, attributesRead: attributesRead,
      hasUnknownReferences: hasUnknownReferences)
  }

  private mutating func addNodes(_ kind: NodeKind) {
    switch kind {
    case .dataClass: add(kind, names.data)
    case .role: add(kind, names.roles)
    case .person: add(kind, names.people)
    case .committee: add(kind, names.committees)
    case .site: add(kind, names.sites)
    case .audience: add(kind, names.audiences)
    case .tier: add(kind, names.tiers)
    case .material: add(kind, names.materials)
    case .purpose: add(kind, names.purposes)
    case .tool: add(kind, names.tools)
    case .workflow: add(kind, names.workflows)
    case .rule: add(kind, names.rules)
    case .exception: add(kind, names.exceptions)
    case .invariant: add(kind, names.invariants)
    case .test: add(kind, names.tests)
    case .pilot:
      for pilot in names.pilots.table.elements {
        nodes.append(
          RuleGraph.Node(kind: kind, id: pilot.id, title: pilot.value.proposal.title ?? "", span: pilot.span))
      }
    // Added with what asks for them: these kinds are the last.
    case .reviewStep, .approval: break
    }
  }

  private mutating func add<ID, Value: Remarked>(_ kind: NodeKind, _ section: Names.Section<ID, Value>) {
    for declaration in section.table.elements {
      nodes.append(
        RuleGraph.Node(
          kind: kind, id: declaration.id, title: declaration.value.remarks.title?.text ?? "", span: declaration.span))
    }
  }

  func node<ID: GraphedID>(_ id: ID) -> NodeID { NodeID(rawValue: bases[ID.nodeKind.index] + id.rawValue) }

  mutating func add(node: RuleGraph.Node) -> NodeID { nodes.append(node) }

  /// The approvals stand behind all steps of review.
  mutating func beginApprovals() { bases[NodeKind.approval.index] = UInt32(nodes.count) }

  func id(of node: NodeID) -> String { nodes[node].id }

  // MARK: Edges

  mutating func connect(_ kind: EdgeKind, _ from: NodeID, _ to: NodeID, at span: SourceSpan) {
    edges.append(RuleGraph.Edge(kind: kind, from: from, to: to, span: span))
  }

  /// An edge to each of the references that a declaration states.
  mutating func link<Target: GraphedTarget>(_ kind: EdgeKind, from node: NodeID, to references: [Reference<Target>]?) {
    for reference in references ?? [] {
      if let other = target(reference) { connect(kind, node, other, at: reference.span) }
    }
  }

  /// An edge from each of them: a role owns the workflow that names it.
  mutating func link<Target: GraphedTarget>(_ kind: EdgeKind, from references: [Reference<Target>]?, to node: NodeID) {
    for reference in references ?? [] {
      if let other = target(reference) { connect(kind, other, node, at: reference.span) }
    }
  }

  mutating func link<Target: GraphedTarget>(_ kind: EdgeKind, from node: NodeID, to reference: Reference<Target>?) {
    link(kind, from: node, to: reference.map { [$0] })
  }

  mutating func link<Target: GraphedTarget>(_ kind: EdgeKind, from reference: Reference<Target>?, to node: NodeID) {
    link(kind, from: reference.map { [$0] }, to: node)
  }

  /// What is named without an edge of its own: a site of a holding, the chair of a committee.
  mutating func mention<Target: GraphedTarget>(_ references: [Reference<Target>]?) {
    for reference in references ?? [] { _ = target(reference) }
  }

  mutating func signer(_ reference: Reference<RolesAndCommittees>) -> NodeID? {
    // What stands in for a key that is missing names nothing.
    guard reference.span != .nowhere else { return nil }
    switch names.resolve(reference) {
    case .role(let role)?: return mark(node(role))
    case .committee(let committee)?: return mark(node(committee))
    case nil:
      reportDangling(reference.id, section: RolesAndCommittees.section, at: reference.span)
      return nil
    }
  }

  mutating func target<Target: GraphedTarget>(_ reference: Reference<Target>) -> NodeID? {
    guard reference.span != .nowhere else { return nil }
    guard let id = Target.find(reference.id, in: names) else {
      reportDangling(reference.id, section: Target.section, at: reference.span)
      return nil
    }
    return mark(node(id))
  }

  mutating func mark(_ node: NodeID) -> NodeID {
    named.insert(node)
    return node
  }

  mutating func markRead(_ attribute: AttributeID) { attributesRead.insert(attribute) }

  // MARK: What is declared nowhere

  private mutating func reportDangling(_ id: String, section: String, at span: SourceSpan) {
    hasUnknownReferences = true
    guard isComplete, !names.mayBeDeclared(id, under: section) else { return }
    let cause = names.cause(ofUnknown: id, under: section)
    if diagnostics.repeats(.unknownReference, cause: cause) { return }
    let names = names
    let nearest = suggester.nearest(to: id, among: names.ids(under: section))
    // It is declared as what is no id, and that was said.
    if let nearest, names.unread.ids.contains(nearest) { return }
    if nearest == nil, let other = names.sectionDeclaring(id, besides: section) {
      diagnostics.report(.declaredElsewhere(id, section: section, other: other), at: span, cause: cause)
    } else {
      diagnostics.report(
        .unknownReference(
          to: id, section: section, nearest: nearest, isSectionAbsent: names.isAbsent(section)), at: span, cause: cause)
    }
  }
}

/// A section whose ids references name, and whose declarations are nodes.
protocol GraphedTarget: ReferenceTarget {
  associatedtype ID: GraphedID
  static func find(_ id: String, in names: Names) -> ID?
}

extension DataClasses: GraphedTarget {
  static func find(_ id: String, in names: Names) -> DataClassID? { names.data[id] }
}
extension Audiences: GraphedTarget {
  static func find(_ id: String, in names: Names) -> AudienceID? { names.audiences[id] }
}
extension Sites: GraphedTarget {
  static func find(_ id: String, in names: Names) -> SiteID? { names.sites[id] }
}
extension Materials: GraphedTarget {
  static func find(_ id: String, in names: Names) -> MaterialID? { names.materials[id] }
}
extension Purposes: GraphedTarget {
  static func find(_ id: String, in names: Names) -> PurposeID? { names.purposes[id] }
}
extension Roles: GraphedTarget {
  static func find(_ id: String, in names: Names) -> RoleID? { names.roles[id] }
}
extension People: GraphedTarget {
  static func find(_ id: String, in names: Names) -> PersonID? { names.people[id] }
}
extension Tiers: GraphedTarget {
  static func find(_ id: String, in names: Names) -> TierID? { names.tiers[id] }
}
extension Tools: GraphedTarget {
  static func find(_ id: String, in names: Names) -> ToolID? { names.tools[id] }
}
extension Workflows: GraphedTarget {
  static func find(_ id: String, in names: Names) -> WorkflowID? { names.workflows[id] }
}
extension Pilots: GraphedTarget {
  static func find(_ id: String, in names: Names) -> PilotID? { names.pilots[id] }
}
extension Rules: GraphedTarget {
  static func find(_ id: String, in names: Names) -> RuleID? { names.rules[id] }
}
