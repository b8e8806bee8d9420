import Description
package import PolicyBasics
package import PolicyChecker
package import SourceText

/// A policy set as a graph: what it declares are the nodes, what its declarations say of one another the edges.
///
/// Made from the names in one pass; the order of nodes is that of the sections and of the ids in each, the order of edges
/// that of the nodes whose declarations state them. So files and their order change nothing.
package struct RuleGraph: Sendable {
  /// Something that the set declares.
  package struct Node: Sendable {
    package let kind: NodeKind
    /// Its id; a step of review or an approval has that of its declaration, `/` and its own id or number.
    package let id: String
    /// What people call it; empty where nothing is stated.
    package let title: String
    /// Where its id stands.
    package let span: SourceSpan
  }

  /// What one declaration says of another: `from` and the edge's word and `to` make the sentence.
  package struct Edge: Sendable {
    package let kind: EdgeKind
    package let from: NodeID
    package let to: NodeID
    /// Where it is said.
    package let span: SourceSpan
  }

  package let nodes: Table<NodeID, Node>
  package let edges: Table<EdgeID, Edge>
  /// The first node of each kind, in the order of `NodeKind.allCases`; the nodes of a kind stand together.
  private let bases: [UInt32]
  private let outgoing: Adjacency
  private let incoming: Adjacency
  /// What some other declaration names.
  private let named: IDSet<NodeID>
  /// Attributes that a condition or a deadline reads.
  package let attributesRead: IDSet<AttributeID>
  /// Whether something names what nothing declares: then what seems to be named nowhere may be what was meant.
  package let hasUnknownReferences: Bool

  init(
    nodes: Table<NodeID, Node>, edges: Table<EdgeID, Edge>, bases: [UInt32], named: IDSet<NodeID>,
    attributesRead: IDSet<AttributeID>, hasUnknownReferences: Bool
  ) {
    self.nodes = nodes
    self.edges = edges
    self.bases = bases
    self.named = named
    self.attributesRead = attributesRead
    self.hasUnknownReferences = hasUnknownReferences
    outgoing = Adjacency(edges, nodes: nodes.count, by: \.from)
    incoming = Adjacency(edges, nodes: nodes.count, by: \.to)
  }

  /// The edges that begin at a node, in their order.
  package func edges(from node: NodeID) -> ArraySlice<EdgeID> { outgoing[node] }

  /// The edges that end at a node, in their order.
  package func edges(to node: NodeID) -> ArraySlice<EdgeID> { incoming[node] }

  /// Whether some other declaration names it, be it in an edge or, like a tool under `conflicts`, without one.
  package func isNamed(_ node: NodeID) -> Bool { named.contains(node) }

  /// The node of a declaration.
  package func node<ID: GraphedID>(_ id: ID) -> NodeID { NodeID(rawValue: bases[ID.nodeKind.index] + id.rawValue) }

  /// The nodes of a kind.
  package func nodes(_ kind: NodeKind) -> some RandomAccessCollection<NodeID> {
    let end = kind.index + 1 < bases.count ? bases[kind.index + 1] : UInt32(nodes.count)
    return (bases[kind.index]..<end).lazy.map { NodeID(rawValue: $0) }
  }

  /// Whether an edge of this kind ends at a node.
  package func has(_ kind: EdgeKind, to node: NodeID) -> Bool { edges(to: node).contains { edges[$0].kind == kind } }
}

/// What a node is; the raw value is the word for people.
package enum NodeKind: String, CaseIterable, Sendable {
  case dataClass = "data class"
  case role, person, committee, site, audience, tier, material, purpose, tool, workflow, rule, exception, invariant
  case pilot, test
  case reviewStep = "review step"
  case approval

  /// Its place in the order of kinds, which is that of `allCases`.
  var index: Int {
    switch self {
    case .dataClass: 0
    case .role: 1
    case .person: 2
    case .committee: 3
    case .site: 4
    case .audience: 5
    case .tier: 6
    case .material: 7
    case .purpose: 8
    case .tool: 9
    case .workflow: 10
    case .rule: 11
    case .exception: 12
    case .invariant: 13
    case .pilot: 14
    case .test: 15
    case .reviewStep: 16
    case .approval: 17
    }
  }
}

/// What an edge says.
package enum EdgeKind: String, CaseIterable, Sendable {
  case within, also, includes, holds, owns, allows, uses, reviews, approves, denies, requires, obliges, waives, covers
  case extends, tests

  /// Which nodes it joins.
  package var doc: String {
    switch self {
    case .within: "a data class, audience or site lies within another"
    case .also: "a data class or audience counts as another too"
    case .includes: "a role includes another; a committee has a seat for a role"
    case .holds: "a person holds a role, by a holding or a delegation; a material holds a data class"
    case .owns: "a role answers for a workflow, a material or a pilot"
    case .allows: "a workflow allows a data class, audience, site or tier"
    case .uses: "a workflow or pilot uses a tool, material, purpose or workflow; a role uses a workflow"
    case .reviews: "a role does a step of review"
    case .approves:
      "a role or committee gives an approval, has approved or can free a workflow, tool or pilot, or has granted an exception"
    case .denies: "a rule or invariant that denies names it in a condition"
    case .requires: "a workflow, tier, rule or invariant asks for a step or an approval; a rule names it in a condition"
    case .obliges: "a rule names the role that does a duty, or names it in a condition; a workflow, whom to tell"
    case .waives: "an exception lifts a rule"
    case .covers: "an agreement, a tier's or an exception's condition, or a registered pilot covers it"
    case .extends: "a pilot builds on another; a workflow's or tool's approval rests on a pilot"
    case .tests: "a test names a workflow, tool, pilot, rule or invariant"
    }
  }
}

package struct NodeID: DenseID {
  package let rawValue: UInt32; package init(rawValue: UInt32) { self.rawValue = rawValue }
}
package struct EdgeID: DenseID {
  package let rawValue: UInt32; package init(rawValue: UInt32) { self.rawValue = rawValue }
}

/// The ids of a section whose declarations are nodes.
package protocol GraphedID: DenseID {
  static var nodeKind: NodeKind { get }
}

extension DataClassID: GraphedID { package static var nodeKind: NodeKind { .dataClass } }
extension RoleID: GraphedID { package static var nodeKind: NodeKind { .role } }
extension PersonID: GraphedID { package static var nodeKind: NodeKind { .person } }
extension CommitteeID: GraphedID { package static var nodeKind: NodeKind { .committee } }
extension SiteID: GraphedID { package static var nodeKind: NodeKind { .site } }
extension AudienceID: GraphedID { package static var nodeKind: NodeKind { .audience } }
extension TierID: GraphedID { package static var nodeKind: NodeKind { .tier } }
extension MaterialID: GraphedID { package static var nodeKind: NodeKind { .material } }
extension PurposeID: GraphedID { package static var nodeKind: NodeKind { .purpose } }
extension ToolID: GraphedID { package static var nodeKind: NodeKind { .tool } }
extension WorkflowID: GraphedID { package static var nodeKind: NodeKind { .workflow } }
extension RuleID: GraphedID { package static var nodeKind: NodeKind { .rule } }
extension ExceptionID: GraphedID { package static var nodeKind: NodeKind { .exception } }
extension InvariantID: GraphedID { package static var nodeKind: NodeKind { .invariant } }
extension PilotID: GraphedID { package static var nodeKind: NodeKind { .pilot } }
extension TestCaseID: GraphedID { package static var nodeKind: NodeKind { .test } }

/// The edges at each node: one list of edges, and where each node's begin.
private struct Adjacency: Sendable {
  private var starts: [Int]
  private var list: [EdgeID]

  init(_ edges: Table<EdgeID, RuleGraph.Edge>, nodes: Int, by end: (RuleGraph.Edge) -> NodeID) {
    starts = [Int](repeating: 0, count: nodes + 1)
    for edge in edges.elements { starts[end(edge).index + 1] += 1 }
    for index in starts.indices.dropFirst() { starts[index] += starts[index - 1] }
    var next = starts
    list = [EdgeID](repeating: EdgeID(rawValue: 0), count: edges.count)
    for id in edges.ids {
      let node = end(edges[id]).index
      list[next[node]] = id
      next[node] += 1
    }
  }

  subscript(node: NodeID) -> ArraySlice<EdgeID> { list[starts[node.index]..<starts[node.index + 1]] }
}
