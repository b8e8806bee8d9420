package import Description
package import ProposalCoding
package import SourceText

/// A dated waiver of a rule at named sites (S49, S50).
package struct Exception: Remarked, SectionDeclaration {
  package var remarks = Remarks()
  package var rule = Reference<Rules>()
  package var sites: [Reference<Sites>] = []
  package var effective = EffectiveDays()
  package var when: Condition?
  package var instead: Condition?
  package var grantedBy = Reference<RolesAndCommittees>()
  package init() {}

  package static let record = RecordDescription<Exception>(
    "exception", doc: "A dated waiver of a waivable rule at named sites.", besides: "Its `effective` has an `until`.",
    fields: [
      .required("rule", { $0.rule = $1 }, doc: "The rule that it lifts."),
      .required("sites", { $0.sites = $1 }, doc: "Where."),
      .required("effective", { $0.effective = $1 }, doc: "When; its end is required."),
      .optional("when", { $0.when = $1 }, doc: "What it is granted for."),
      .optional("instead", { $0.instead = $1 }, doc: "What must hold in place of the rule."),
      .required("granted-by", { $0.grantedBy = $1 }, doc: "Who granted it."),
    ] + remarkFields(needsBecause: true))

  package static let example = """
    exceptions:
      roster-trial:
        rule: no-student-pii-in-drafts
        sites: [lincoln-es]
        effective: {from: 2026-09-01, until: 2026-11-30}
        when: {purpose: family-communication}
        instead: {data: {none: [student-grades]}}
        granted-by: superintendent
        because: Lincoln tries the roster for one autumn.
        source: [Minutes of 2026-08-20]
    rules:
      no-student-pii-in-drafts:
        deny: [action]
        when: {data: student-pii}
        waivable: true
        because: Drafts are written without records of students.
        source: [Board policy 3245]
    data:
      student-pii: {title: Personally identifiable student information, sensitivity: restricted}
      student-grades: {title: Grades, within: student-pii}
    purposes: {family-communication: {title: Writing to families}}
    roles: {superintendent: {title: Superintendent}}
    sites: {lincoln-es: {title: Lincoln Elementary School}}
    """

  package func check(at span: SourceSpan, with decoder: inout NodeDecoder) {
    if effective.span != .nowhere, effective.until == nil {
      decoder.reportMissing(
        "until", in: "effective", of: "exception's `effective`",
        at: decoder.place(of: "effective") ?? effective.span)
    }
  }
}
