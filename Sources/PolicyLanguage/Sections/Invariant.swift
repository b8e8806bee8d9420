package import Description
import DocumentTree
package import PolicyChecker
package import ProposalCoding
package import SourceText

/// A red line: what must hold of every possible proposal, whatever the rest says (S51).
package struct Invariant: Remarked {
  package var remarks = Remarks()
  package var never: [Located<ProposalKind>] = []
  package var when: Condition?
  package var without: Without?
  package init() {}

  package static let record = RecordDescription<Invariant>(
    "invariant", doc: "A red line: what must hold of every possible proposal, whatever the rest says.",
    fields: [
      .required("never", \.never, doc: "The kinds of proposal that are never allowed where `when` holds."),
      .optional("when", \.when, doc: "What is never allowed; required."),
      .optional("without", \.without, doc: "Never without these reviews or approvals; left out, never at all."),
    ] + remarkFields())

  package func check(at span: SourceSpan, with decoder: inout NodeDecoder) {
    if when == nil { decoder.report(.missingKey("when", of: "invariant"), at: span) }
    if remarks.because == nil { decoder.report(.missingKey("because", of: "invariant"), at: span) }
  }

  /// The signatures without which a proposal is never allowed.
  package struct Without: Record {
    package var review: [Reference<Roles>]?
    package var approvals: [Reference<Roles>]?
    package init() {}

    package static let record = RecordDescription<Without>(
      "without", doc: "The signatures without which a proposal is never allowed.",
      fields: [
        .optional("review", \.review, doc: "Roles that must have reviewed an action."),
        .optional("approvals", \.approvals, doc: "Roles that must have approved."),
      ])
  }
}
