import Description
import PolicyBasics
import PolicyChecker
import PolicyLanguage
import ProposalCoding
package import SourceText

extension DiagnosticKind {
  package static let criterionNotBorneOut = DiagnosticKind(
    code: "criterion-not-borne-out", severity: .warning,
    explanation:
      "A criterion is a claim, and the facts beside it show whether it is kept: the volume for `common`, a metric for `measurable`, a low tier and a review before release for `low-risk`, the effort today for `painful`.",
    bad: exampleWorkflow(
      without: "volume",
      [
        "criteria":
          "{common: 1️⃣Each week., measurable: Hours a week., low-risk: A person reads each page., painful: Ten hours a week.}"
      ]),
    good: exampleWorkflow())
}

extension Message {
  static func commonWithoutVolume() -> Message {
    Message(
      .criterionNotBorneOut, "the work is said to be common, and no `volume` says how common", label: "how often?",
      help: "add `volume`, such as `140 per week`")
  }

  static func measurableWithoutMetric() -> Message {
    Message(
      .criterionNotBorneOut, "the work is said to be measurable, and `metrics` declares nothing to measure",
      label: "by which measure?", help: "add `metrics` with what is measured")
  }

  static func painfulWithoutEffort() -> Message {
    Message(
      .criterionNotBorneOut, "the work is said to be painful, and no `effort` says what it costs today",
      label: "how painful?", help: "add `effort`, such as `{today: 12 minutes, with-ai: 4 minutes}`")
  }

  static func lowRiskInHighTier(_ tier: String) -> Message {
    Message(
      .criterionNotBorneOut, "the risk is said to be low, and the tier \(name: tier) is above the lowest but one",
      label: "in a high tier", help: "lower `tier`, or say with `accepted-risk` which risk is taken")
  }

  static func lowRiskWithoutReview() -> Message {
    Message(
      .criterionNotBorneOut, "the risk is said to be low, and nobody reviews anything before release",
      label: "without review", help: "add a step to `review`")
  }
}

extension GraphChecks {
  /// The facts behind the four criteria of workflows that are approved or in pilot.
  mutating func findCriteriaNotBorneOut() {
    let reviewsAll = names.rules.table.elements.contains { $0.value.reviewsEveryAction }
    for declaration in names.workflows.table.elements where declaration.value.isOpenToProposals {
      let workflow = declaration.value
      guard let criteria = workflow.criteria else { continue }
      if let common = criteria.common, workflow.volume == nil, !states("volume", declaration) {
        report(.commonWithoutVolume(), at: common.span ?? criteria.span)
      }
      if let measurable = criteria.measurable, workflow.metrics == nil, !states("metrics", declaration) {
        report(.measurableWithoutMetric(), at: measurable.span ?? criteria.span)
      }
      if let painful = criteria.painful, workflow.effort?.today == nil,
        workflow.effort != nil || !states("effort", declaration)
      {
        report(.painfulWithoutEffort(), at: painful.span ?? criteria.span)
      }
      guard let low = criteria.lowRisk else { continue }
      if let tier = workflow.tier, let id = names.resolve(tier), id.rawValue > 1 {
        report(
          .lowRiskInHighTier(tier.id), at: low.span ?? criteria.span,
          notes: [Note("the tier stands here", at: tier.span)])
      }
      if workflow.review == nil, !states("review", declaration), !reviewsAll, !isReviewed(byTiersOf: workflow) {
        report(.lowRiskWithoutReview(), at: low.span ?? criteria.span)
      }
    }
  }

  /// Whether the tier that holds for all, or one up to the workflow's own, asks for a review.
  private func isReviewed(byTiersOf workflow: Workflow) -> Bool {
    let own = workflow.tier.flatMap { names.resolve($0) }
    return names.tiers.table.ids.contains { id in
      let tier = names.tiers.table[id].value
      return tier.review != nil && (tier.when == nil || own.map { id <= $0 } ?? false)
    }
  }
}

extension Rule {
  /// Whether it asks for a review of each action, whatever it says.
  var reviewsEveryAction: Bool {
    review != nil && when == nil && unless == nil && trial == nil && kinds.contains(.action)
  }
}
