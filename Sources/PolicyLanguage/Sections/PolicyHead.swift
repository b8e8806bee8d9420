package import Description
package import PolicyBasics
import ProposalCoding
package import SourceText

/// The head of a policy set: what it is called, and what holds for the whole set.
package struct PolicyHead: Remarked, SectionDeclaration {
  package var remarks = Remarks()
  package var id = Located(Identifier<PlainKey>())
  package var title = Title()
  package var version = Title()
  package var language = Located(0)
  package var timeZone = Located(Title())
  package var holidays: [Located<Day>]?
  package var extends: Located<Title>?
  package var roleHolders: Located<RoleHolders>?
  package var unboundApprovals: Located<Allow>?
  package var moreWorkflows: Located<Allow>?
  package var approvalsLapse: Located<TimeSpan>?
  package var reviewBy: Located<Day>?
  package var pilotsAtOnce: Located<Int>?
  package var answerWithin: DeadlineSpan?
  package var span = SourceSpan.nowhere
  package init() {}

  package mutating func place(at span: SourceSpan) { self.span = span }

  package static let record = RecordDescription<PolicyHead>(
    "policy", doc: "The head of the set; it stands in `policy.yaml` at the root, once.",
    fields: [
      .required("id", { $0.id = $1 }, doc: "The set's own id."),
      .required("title", { $0.title = $1 }, doc: "What people call the policy."),
      .required("version", { $0.version = $1 }, doc: "The version that was voted on, as text."),
      .required("language", { $0.language = $1 }, doc: "The number of the language that fixes what the set means: 1."),
      .required(
        "time-zone", { $0.timeZone = $1 }, doc: "The zone whose calendar days count, such as `America/Los_Angeles`."),
      .optional(
        "holidays", { $0.holidays = $1 }, doc: "Days that are no business days, besides Saturdays and Sundays."),
      .optional(
        "extends", { $0.extends = $1 },
        doc: "The set that this one tightens: a relative path to its folder."),
      .optional(
        "role-holders", { $0.roleHolders = $1 },
        doc: "`attested`: a stated role is believed, and marked. Not beside `people`."),
      .optional(
        "unbound-approvals", { $0.unboundApprovals = $1 }, doc: "`allow`: an approval without `content` counts."),
      .optional(
        "more-workflows", { $0.moreWorkflows = $1 }, doc: "`allow`: a lower set may declare workflows of its own."),
      .optional("approvals-lapse", { $0.approvalsLapse = $1 }, doc: "How long after signing an approval counts."),
      .optional("review-by", { $0.reviewBy = $1 }, doc: "The day by which the committee looks at the whole set again."),
      .optional("pilots-at-once", { $0.pilotsAtOnce = $1 }, doc: "How many registered pilots may run on one day."),
      .optional(
        "answer-within", { $0.answerWithin = $1 }, doc: "How soon a proposal is answered; silence is never approval."),
    ] + remarkFields(besides: ["title"]))

  /// No day is counted by hours (S5): an approval would never lapse.
  package func check(at span: SourceSpan, with decoder: inout NodeDecoder) {
    if let approvalsLapse, case .seconds = approvalsLapse.value {
      decoder.report(.daysExpected(), at: approvalsLapse.span ?? span)
    }
  }

  package static let example = """
    policy:
      id: riverbend-usd
      title: Riverbend Unified, AI governance policy
      version: 3.2.0
      language: 1
      time-zone: America/Los_Angeles
      holidays: [2026-11-11, 2026-11-26, 2026-11-27]
      role-holders: attested
      approvals-lapse: 12 months
      review-by: 2027-02-01
      pilots-at-once: 2
      answer-within: 20 business-days
      source: [Board policy 3245]
    """
}

/// `role-holders: attested`.
package enum RoleHolders: String, Choice {
  case attested
  package var doc: String { "A stated role is believed, and marked so." }
}

/// `allow`, where a switch has this one word: leaving it out forbids.
package enum Allow: String, Choice {
  case allow
  package var doc: String { "Allowed; left out, it is not." }
}
