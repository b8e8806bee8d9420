import Description
import PolicyBasics
import PolicyChecker
import PolicyLanguage
package import SourceText

extension DiagnosticKind {
  package static let workflowWithoutTier = DiagnosticKind(
    code: "workflow-without-tier", severity: .error,
    explanation:
      "Where a set has tiers of risk, each workflow says which is the highest that it carries; left out, it would carry any.",
    bad: """
      tiers: {routine: {rank: 0}}
      workflows:
        1️⃣minutes: {title: Minutes, status: proposed, autonomy: assist-draft, impact: none}
      """,
    good: """
      tiers: {routine: {rank: 0}}
      workflows:
        minutes: {title: Minutes, status: proposed, autonomy: assist-draft, impact: none, tier: routine}
      """)
}

extension Message {
  static func workflowWithoutTier(_ id: String, tiers: [String]) -> Message {
    Message(
      .workflowWithoutTier, "the workflow \(name: id) states no tier, and the set has tiers", label: "which risk?",
      help: "add `tier`: \(list: tiers, joinedBy: "or")")
  }
}

extension GraphChecks {
  /// S23: a workflow states `tier` where the set declares tiers; a refused one carries nothing and needs none.
  mutating func findWorkflowsWithoutTier() {
    guard !names.tiers.isEmpty else { return }
    for workflow in names.workflows.table.elements
    where workflow.value.tier == nil && workflow.value.status.value != .refused && !states("tier", workflow) {
      report(.workflowWithoutTier(workflow.id, tiers: names.tiers.table.elements.map(\.id)), at: workflow.span)
    }
  }
}
