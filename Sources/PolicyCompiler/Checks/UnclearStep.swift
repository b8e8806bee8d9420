import Description
import PolicyBasics
import PolicyLanguage
import ProposalCoding
package import SourceText

extension DiagnosticKind {
  package static let unclearStep = DiagnosticKind(
    code: "unclear-step", severity: .error,
    explanation:
      "A review says by its step's id which step it is for. Where one role has two steps of a workflow, each needs an id, and no two steps share one: else a review would count for both or for neither.",
    bad: """
      roles: {clerk: {title: Clerk}}
      workflows:
        minutes:
          title: Minutes
          status: proposed
          autonomy: assist-draft
          impact: none
          review:
            - {id: draft, what: every draft, by: clerk, before: draft}
            - 1️⃣{what: every text that leaves, by: clerk, before: release}
      """,
    good: """
      roles: {clerk: {title: Clerk}}
      workflows:
        minutes:
          title: Minutes
          status: proposed
          autonomy: assist-draft
          impact: none
          review:
            - {id: draft, what: every draft, by: clerk, before: draft}
            - {id: text, what: every text that leaves, by: clerk, before: release}
      """)
}

extension Message {
  static func stepWithoutID(_ role: String) -> Message {
    Message(
      .unclearStep, "\(name: role) has two steps of review here, and this one has no id", label: "which step?",
      help: "add an `id`, so that a review can say which step it is for")
  }

  static func stepTwice(_ id: String) -> Message {
    Message(
      .unclearStep, "two steps of review have the id \(name: id)", label: "the second one",
      help: "give each step an id of its own")
  }
}

extension GraphChecks {
  /// S35: two steps of a workflow by one role have ids, and no id stands twice in a list of steps.
  mutating func findUnclearSteps() {
    for workflow in names.workflows.table.elements {
      checkIDs(workflow.value.review)
      var count: [String: Int] = [:]
      for step in workflow.value.review ?? [] { count[step.by.id, default: 0] += 1 }
      for step in workflow.value.review ?? [] where step.id == nil && count[step.by.id, default: 0] > 1 {
        report(.stepWithoutID(step.by.id), at: step.span)
      }
    }
    for tier in names.tiers.table.elements { checkIDs(tier.value.review) }
    for rule in names.rules.table.elements { checkIDs(rule.value.review) }
  }

  private mutating func checkIDs(_ steps: [ReviewStep]?) {
    var seen: [String: SourceSpan] = [:]
    for step in steps ?? [] {
      guard let id = step.id, let span = id.span else { continue }
      if let first = seen[id.value.text] {
        report(.stepTwice(id.value.text), at: span, notes: [Note("the first one stands here", at: first)])
      } else {
        seen[id.value.text] = span
      }
    }
  }
}
