import Description
import PolicyBasics
import PolicyChecker
import PolicyLanguage
package import SourceText

extension DiagnosticKind {
  package static let unused = DiagnosticKind(
    code: "unused", severity: .warning,
    explanation:
      "A declaration that nothing uses is a leftover, or what should use it names another one.",
    isOfWholeSets: true,
    bad: """
      purposes:
        1️⃣family-communication: {title: Writing to families}
      """,
    good: """
      purposes:
        family-communication: {title: Writing to families}
      rules:
        families-only:
          require: [pilot]
          that: {purpose: family-communication}
          because: Only this purpose has been discussed.
          source: [Board policy 3245]
      """)
}

extension Message {
  static func unused(_ id: String, _ kind: String) -> Message {
    Message(
      .unused, "nothing uses the \(text: kind) \(name: id)", label: "used nowhere",
      help: "name it where it is meant, or take it out")
  }
}

extension Message {
  /// What a tool or proposal states of it is no use: somebody has to ask for it.
  static func unreadAttribute(_ id: String) -> Message {
    Message(
      .unused, "no condition and no deadline reads the attribute \(name: id)", label: "no rule reads it",
      help: "read it in a rule, or take it out")
  }
}

extension GraphChecks {
  /// Classes of data and audiences that no workflow, agreement, material, rule, tier or pilot names, nor anything within
  /// or above them; roles, committees, materials and purposes that nothing names; tools that are open to proposals and no
  /// workflow or rule names; attributes that no condition and no deadline reads. Proposals name everything else.
  mutating func findUnused() {
    guard !graph.hasUnknownReferences else { return }
    let classes = usedInTree(.dataClass)
    for id in names.data.table.ids
    where !classes.contains(graph.node(id)) && names.data.table[id].value.elements == nil {
      report(graph.node(id))
    }
    let audiences = usedInTree(.audience)
    for id in names.audiences.table.ids where !audiences.contains(graph.node(id)) { report(graph.node(id)) }
    for kind in [NodeKind.role, .committee, .material, .purpose] {
      for node in graph.nodes(kind) where !graph.isNamed(node) { report(node) }
    }
    for id in names.tools.table.ids {
      switch names.tools.table[id].value.status.value {
      case .approved, .pilotOnly: if !graph.isNamed(graph.node(id)) { report(graph.node(id)) }
      case .requested, .inReview, .suspended, .refused, .retired: break
      }
    }
    for id in names.attributes.table.ids where !graph.attributesRead.contains(id) {
      report(.unreadAttribute(names.attributes.table[id].id), at: names.attributes.table[id].span)
    }
  }

  private mutating func report(_ node: NodeID) {
    let node = graph.nodes[node]
    report(.unused(node.id, node.kind.rawValue), at: node.span)
  }

  /// The nodes that something outside their tree names, and those on the way up or down from one.
  private func usedInTree(_ kind: NodeKind) -> Set<NodeID> {
    func isTree(_ edge: EdgeID) -> Bool { [.within, .also].contains(graph.edges[edge].kind) }
    let named = Set(
      graph.nodes(kind).filter { node in
        graph.edges(to: node).contains { !isTree($0) && graph.edges[$0].kind != .tests }
      })
    var above = named
    spread(&above) { graph.edges(from: $0).filter(isTree).map { graph.edges[$0].to } }
    var below = named
    spread(&below) { graph.edges(to: $0).filter(isTree).map { graph.edges[$0].from } }
    return above.union(below)
  }

  private func spread(_ nodes: inout Set<NodeID>, _ next: (NodeID) -> [NodeID]) {
    var open = Array(nodes)
    while let node = open.popLast() {
      for other in next(node) where nodes.insert(other).inserted { open.append(other) }
    }
  }
}
