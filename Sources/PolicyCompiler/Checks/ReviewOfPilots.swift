import Description
import PolicyBasics
import PolicyChecker
import PolicyLanguage
import ProposalCoding
package import SourceText

extension DiagnosticKind {
  package static let reviewOfPilots = DiagnosticKind(
    code: "review-of-pilots", severity: .error,
    explanation:
      "A review looks at an output, and a proposed pilot has none yet: asked of pilots it would never be asked at all.",
    bad: """
      roles: {counsel: {title: Counsel}}
      rules:
        counsel-reads:
          require: [action, 1️⃣pilot]
          review: [{what: every text, by: counsel}]
          because: A text can bind the district.
          source: [Board policy 4112]
      """,
    good: """
      roles: {counsel: {title: Counsel}}
      rules:
        counsel-reads:
          require: [action]
          review: [{what: every text, by: counsel}]
          because: A text can bind the district.
          source: [Board policy 4112]
        counsel-signs:
          require: [pilot]
          approvals: [counsel]
          because: A pilot can bind the district.
          source: [Board policy 4112]
      """)
}

extension Message {
  static func reviewOfPilots() -> Message {
    Message(
      .reviewOfPilots, "a review is asked of pilots, which have no output to review", label: "no output",
      help: "ask it of actions alone; pilots take `approvals`")
  }
}

extension GraphChecks {
  /// S21; and likewise an invariant's `without: {review: …}`, which no pilot could meet.
  mutating func findReviewsOfPilots() {
    for rule in names.rules.table.elements.map(\.value) where rule.review != nil {
      check(rule.require?.value ?? [])
    }
    for invariant in names.invariants.table.elements.map(\.value) where invariant.without?.review != nil {
      check(invariant.never)
    }
  }

  private mutating func check(_ kinds: [Located<ProposalKind>]) {
    for kind in kinds where kind.value == .pilot { report(.reviewOfPilots(), at: kind.span ?? .nowhere) }
  }
}
