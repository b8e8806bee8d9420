package import Description
package import ProposalCoding
package import SourceText

/// A dated waiver of a rule at named sites (S49, S50).
package struct Exception: Remarked {
  package var remarks = Remarks()
  package var rule = Reference<Rules>()
  package var sites: [Reference<Sites>] = []
  package var effective = EffectiveDays()
  package var when: Condition?
  package var instead: Condition?
  package var grantedBy = Reference<RolesAndCommittees>()
  package init() {}

  package static let record = RecordDescription<Exception>(
    "exception", doc: "A dated waiver of a waivable rule at named sites.",
    fields: [
      .required("rule", \.rule, doc: "The rule that it lifts."),
      .required("sites", \.sites, doc: "Where."),
      .required("effective", \.effective, doc: "When; its end is required."),
      .optional("when", \.when, doc: "What it is granted for."),
      .optional("instead", \.instead, doc: "What must hold in place of the rule."),
      .required("granted-by", \.grantedBy, doc: "Who granted it."),
    ] + remarkFields())

  package func check(at span: SourceSpan, with decoder: inout NodeDecoder) {
    if effective.span != .nowhere, effective.until == nil {
      decoder.report(.missingKey("until", of: "exception's `effective`"), at: effective.span)
    }
    if remarks.because == nil { decoder.report(.missingKey("because", of: "exception"), at: span) }
  }
}
