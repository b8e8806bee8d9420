import Description
import PolicyBasics
import PolicyChecker
import PolicyLanguage
import ProposalCoding
package import SourceText

extension DiagnosticKind {
  package static let unmentionedData = DiagnosticKind(
    code: "unmentioned-data", severity: .warning,
    explanation:
      "Data that the law protects deserves a word of its own: here no rule, red line or tier speaks of this class, and no workflow that has it is reviewed.",
    isOfWholeSets: true,
    bad: """
      data:
        1️⃣student-pii: {title: Student records, sensitivity: restricted}
      """,
    good: """
      data:
        student-pii: {title: Student records, sensitivity: restricted}
      rules:
        no-records:
          deny: [pilot, action]
          when: {data: student-pii}
          because: Records stay in the office.
          source: [Board policy 3245]
      """)
}

extension Message {
  static func unmentionedData(_ id: String, _ sensitivity: String) -> Message {
    Message(
      .unmentionedData, "\(name: id) is \(name: sensitivity), and no rule and no review speaks of it",
      label: "spoken of nowhere", help: "add a rule for it, or for a class that it lies within")
  }
}

extension GraphChecks {
  /// Classes that are restricted or prohibited. A rule on a class speaks of all that it catches: what lies within the
  /// class, or is also it; a review, of what its workflow allows.
  mutating func findUnmentionedData() {
    guard !graph.hasUnknownReferences else { return }
    let sensitivities = names.sensitivities()
    let protected = names.data.table.ids.filter { (sensitivities[$0] ?? .public) >= .restricted }
    guard !protected.isEmpty else { return }
    var mentioned = Set<NodeID>()
    var lowest: Sensitivity?
    for edge in graph.edges.elements where graph.nodes[edge.to].kind == .dataClass {
      switch edge.kind {
      case .denies, .requires, .obliges: mentioned.insert(edge.to)
      case .covers: if graph.nodes[edge.from].kind == .tier { mentioned.insert(edge.to) }
      case .allows:
        let steps = graph.edges(from: edge.from).contains {
          graph.edges[$0].kind == .requires && graph.nodes[graph.edges[$0].to].kind == .reviewStep
        }
        if steps { mentioned.insert(edge.to) }
      case .within, .also, .includes, .holds, .owns, .uses, .reviews, .approves, .waives, .extends, .tests: break
      }
    }
    for condition in conditionsOfRules() {
      condition.forEachMatcher { matcher, _ in
        guard matcher.field.value == "sensitivity" else { return }
        for word in matcher.words.compactMap({ Sensitivity(rawValue: $0.value) }) { lowest = min(lowest ?? word, word) }
      }
    }
    // What lies within a class that is mentioned, or is also it, is caught with it.
    var open = Array(mentioned)
    while let node = open.popLast() {
      for edge in graph.edges(to: node) where [.within, .also].contains(graph.edges[edge].kind) {
        if mentioned.insert(graph.edges[edge].from).inserted { open.append(graph.edges[edge].from) }
      }
    }
    for id in protected where !mentioned.contains(graph.node(id)) {
      guard let sensitivity = sensitivities[id], lowest.map({ sensitivity < $0 }) ?? true else { continue }
      report(.unmentionedData(names.data.table[id].id, sensitivity.rawValue), at: names.data.table[id].span)
    }
  }

  /// Of rules, red lines and tiers.
  private func conditionsOfRules() -> [Condition] {
    names.rules.table.elements.flatMap { [$0.value.when, $0.value.unless, $0.value.that].compactMap { $0 } }
      + names.invariants.table.elements.compactMap(\.value.when)
      + names.tiers.table.elements.compactMap(\.value.when)
  }
}
