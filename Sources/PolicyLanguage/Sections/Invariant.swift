package import Description
import DocumentTree
package import PolicyChecker
package import ProposalCoding
package import SourceText

/// A red line: what must hold of every possible proposal, whatever the rest says (S51).
package struct Invariant: Remarked, SectionDeclaration {
  package var remarks = Remarks()
  package var never: [Located<ProposalKind>] = []
  package var when: Condition?
  package var without: Without?
  package init() {}

  package static let record = RecordDescription<Invariant>(
    "invariant", doc: "A red line: what must hold of every possible proposal, whatever the rest says.",
    fields: [
      .required("never", { $0.never = $1 }, doc: "The kinds of proposal that are never allowed where `when` holds."),
      .required("when", { $0.when = $1 }, doc: "What is never allowed."),
      .optional(
        "without", { $0.without = $1 }, doc: "Never without these reviews or approvals; left out, never at all."),
    ] + remarkFields(needsBecause: true))

  package static let example = """
    invariants:
      people-decide-discipline:
        never: [pilot, action]
        when: {impact: determines, determination: discipline}
        because: A person decides.
        source: [Board policy 5144]
      families-hear-from-people:
        never: [action]
        when: {audiences: families, stage: {at-least: release}}
        without: {review: [communications-director]}
        because: Nothing reaches families that no person has read.
        source: [Board policy 3245]
    attributes:
      determination:
        on: [pilot, action]
        type: choices
        values: [placement, discipline, progression, eligibility]
        title: What is decided about a person
    audiences: {families: {title: Families}}
    roles: {communications-director: {title: Director of Communications}}
    """

  /// The signatures without which a proposal is never allowed.
  package struct Without: Record {
    package var review: [Reference<Roles>]?
    package var approvals: [Reference<Roles>]?
    package init() {}

    package static let record = RecordDescription<Without>(
      "without", doc: "The signatures without which a proposal is never allowed.",
      fields: [
        .optional("review", { $0.review = $1 }, doc: "Roles that must have reviewed an action."),
        .optional("approvals", { $0.approvals = $1 }, doc: "Roles that must have approved."),
      ])
  }
}
