import Description
import PolicyBasics
import PolicyChecker
import PolicyLanguage
import ProposalCoding
package import SourceText

extension DiagnosticKind {
  package static let acceptedRisk = DiagnosticKind(
    code: "accepted-risk", severity: .error,
    explanation:
      "A workflow of low risk says why it is safe; only in a tier above the lowest may it say instead which risk is taken. Saying both says neither.",
    bad: """
      tiers: {routine: {rank: 0}, external: {rank: 1, when: {audiences: families}}}
      audiences: {families: {title: Families}}
      tools: {assistant: {title: Assistant, status: pilot-only, agreement: {training: none}}}
      roles: {clerk: {title: Clerk}}
      workflows:
        minutes:
          title: Minutes
          status: pilot
          tier: routine
          owner: clerk
          tools: [assistant]
          autonomy: assist-draft
          impact: none
          criteria:
            common: Each week.
            measurable: Hours a week.
            accepted-risk: 1️⃣Sometimes a word is wrong.
            painful: Two hours a week.
          volume: 1 per week
          effort: {today: 120 minutes, with-ai: 30 minutes}
          metrics: {hours: {title: Hours a week}}
          review: [{what: every draft, by: clerk}]
      """,
    good: """
      tiers: {routine: {rank: 0}, external: {rank: 1, when: {audiences: families}}}
      audiences: {families: {title: Families}}
      tools: {assistant: {title: Assistant, status: pilot-only, agreement: {training: none}}}
      roles: {clerk: {title: Clerk}}
      workflows:
        minutes:
          title: Minutes
          status: pilot
          tier: external
          owner: clerk
          tools: [assistant]
          autonomy: assist-draft
          impact: none
          criteria:
            common: Each week.
            measurable: Hours a week.
            accepted-risk: Sometimes a word is wrong.
            painful: Two hours a week.
          volume: 1 per week
          effort: {today: 120 minutes, with-ai: 30 minutes}
          metrics: {hours: {title: Hours a week}}
          review: [{what: every draft, by: clerk}]
      """)
}

extension Message {
  static func acceptedRiskOfLowest() -> Message {
    Message(
      .acceptedRisk, "`accepted-risk` stands in a workflow of no tier above the lowest", label: "which risk?",
      help: "write `low-risk` and why it is safe, or raise the workflow's `tier`")
  }

  static func lowAndAcceptedRisk() -> Message {
    Message(
      .acceptedRisk, "`low-risk` and `accepted-risk` stand in one workflow", label: "one of the two",
      help: "keep the one that is meant")
  }
}

extension GraphChecks {
  /// `accepted-risk` takes the place of `low-risk` in the tiers above the lowest alone.
  mutating func findAcceptedRisk() {
    for workflow in names.workflows.table.elements.map(\.value) {
      guard let criteria = workflow.criteria, let accepted = criteria.acceptedRisk else { continue }
      if let low = criteria.lowRisk {
        report(
          .lowAndAcceptedRisk(), at: accepted.span ?? criteria.span,
          notes: low.span.map { [Note("`low-risk` stands here", at: $0)] } ?? [])
      } else if (workflow.tier.flatMap { names.resolve($0) }?.rawValue ?? 0) == 0 {
        report(.acceptedRiskOfLowest(), at: accepted.span ?? criteria.span)
      }
    }
  }
}
