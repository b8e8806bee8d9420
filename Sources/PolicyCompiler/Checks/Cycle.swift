import Description
import PolicyBasics
package import SourceText

extension DiagnosticKind {
  package static let cycle = DiagnosticKind(
    code: "cycle", severity: .error,
    explanation:
      "What lies within itself, includes itself or follows itself has no beginning: nobody could say what a rule on it catches.",
    bad: """
      data:
        student-pii: {title: Student records, sensitivity: restricted, within: 1️⃣student-health}
        student-health: {title: Health records, sensitivity: restricted, within: student-pii}
      """,
    good: """
      data:
        student-pii: {title: Student records, sensitivity: restricted}
        student-health: {title: Health records, within: student-pii}
      rules:
        no-records:
          deny: [pilot, action]
          when: {data: student-pii}
          because: Records stay in the office.
          source: [Board policy 3245]
      """)
}

extension Message {
  /// - Parameter way: the ids that lead from the first one back to it, each once.
  static func cycle(_ kind: EdgeKind, _ way: [String]) -> Message {
    let first = DiagnosticText.name(way.first ?? "")
    let others = way.dropFirst()
    let by: DiagnosticText = others.isEmpty ? "" : ", by way of \(list: Array(others))"
    let text: DiagnosticText =
      switch kind {
      case .also: "\(first) counts as itself\(by)"
      case .includes: "\(first) includes itself\(by)"
      case .extends: "\(first) follows itself\(by)"
      case .within, .holds, .owns, .allows, .uses, .reviews, .approves, .denies, .requires, .obliges, .waives, .covers,
        .tests:
        "\(first) lies within itself\(by)"
      }
    return Message(.cycle, text, label: "leads back", help: "take out one of these references")
  }
}

extension GraphChecks {
  /// S10: `within` and `also` together form no cycle, nor do roles that include one another, nor pilots that follow.
  ///
  /// One finding for each set of nodes that all lead to one another, at the first of their references.
  mutating func findCycles() {
    let kinds: Set<EdgeKind> = [.within, .also, .includes, .extends]
    let components = StronglyConnected(graph) { kinds.contains(graph.edges[$0].kind) }
    var reported: [Int: [EdgeID]] = [:]
    for id in graph.edges.ids {
      let edge = graph.edges[id]
      guard kinds.contains(edge.kind), components.number[edge.from.index] == components.number[edge.to.index] else {
        continue
      }
      reported[components.number[edge.from.index], default: []].append(id)
    }
    let findings = reported.values.compactMap { inside -> (EdgeID, [EdgeID])? in
      inside.min { graph.edges[$0].span.precedes(graph.edges[$1].span) }.map { ($0, inside) }
    }
    for (first, inside) in findings.sorted(by: { graph.edges[$0.0].span.precedes(graph.edges[$1.0].span) }) {
      let edge = graph.edges[first]
      let way = shortestWay(from: edge.to, to: edge.from, by: inside)
      let ids = [graph.nodes[edge.from].id] + way.map { graph.nodes[$0].id }
      report(.cycle(edge.kind, ids), at: edge.span)
    }
  }

  /// The nodes from `start` to before `end`; empty where both are one.
  private func shortestWay(from start: NodeID, to end: NodeID, by inside: [EdgeID]) -> [NodeID] {
    guard start != end else { return [] }
    let allowed = Set(inside)
    var previous: [NodeID: NodeID] = [start: start]
    var open = [start]
    var next = 0
    while next < open.count, previous[end] == nil {
      let node = open[next]
      next += 1
      for id in graph.edges(from: node) where allowed.contains(id) && previous[graph.edges[id].to] == nil {
        previous[graph.edges[id].to] = node
        open.append(graph.edges[id].to)
      }
    }
    var way: [NodeID] = []
    var node = end
    while let before = previous[node], node != start {
      node = before
      way.append(node)
    }
    return way.reversed()
  }
}

/// Which nodes lead to one another: Tarjan's algorithm ("Depth-first search and linear graph algorithms", 1972), without
/// recursion, since how long a chain is the input says.
private struct StronglyConnected {
  /// The number of the set that a node is in.
  private(set) var number: [Int]

  init(_ graph: RuleGraph, follows: (EdgeID) -> Bool) {
    let count = graph.nodes.count
    number = [Int](repeating: -1, count: count)
    var order = [Int](repeating: -1, count: count)
    var low = [Int](repeating: 0, count: count)
    var stack: [Int] = []
    var next = 0
    var sets = 0
    for root in 0..<count where order[root] < 0 {
      var calls: [(node: Int, edges: ArraySlice<EdgeID>)] = []
      func enter(_ node: Int) {
        order[node] = next
        low[node] = next
        next += 1
        stack.append(node)
        calls.append((node, graph.edges(from: NodeID(rawValue: UInt32(node)))))
      }
      enter(root)
      while let call = calls.last {
        if let edge = call.edges.first {
          calls[calls.count - 1].edges.removeFirst()
          guard follows(edge) else { continue }
          let target = graph.edges[edge].to.index
          if order[target] < 0 {
            enter(target)
          } else if number[target] < 0 {
            low[call.node] = min(low[call.node], order[target])
          }
          continue
        }
        calls.removeLast()
        if let caller = calls.last { low[caller.node] = min(low[caller.node], low[call.node]) }
        guard low[call.node] == order[call.node] else { continue }
        while let member = stack.popLast() {
          number[member] = sets
          if member == call.node { break }
        }
        sets += 1
      }
    }
  }
}
