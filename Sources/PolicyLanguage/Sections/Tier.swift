package import Description
import ProposalCoding
package import SourceText

/// A tier of risk: what puts a proposal in it, and what it asks for (S25).
package struct Tier: Remarked, SectionDeclaration {
  package var remarks = Remarks()
  package var rank = Located(0)
  package var when: Condition?
  package var review: [ReviewStep]?
  package var approvals: [Demand]?
  package init() {}

  package static let record = RecordDescription<Tier>(
    "tier", doc: "A tier of risk.",
    fields: [
      .required(
        "rank", { $0.rank = $1 },
        doc: "Its place among the tiers; a proposal owes what its tier and every lower one ask for."),
      .optional(
        "when", { $0.when = $1 }, doc: "What puts a proposal in it; exactly one tier has none and holds for all."),
      .optional("review", { $0.review = $1 }, doc: "Steps of review that actions in it need."),
      .optional("approvals", { $0.approvals = $1 }, doc: "Approvals that pilots in it need."),
    ] + remarkFields())

  package static let example = """
    tiers:
      routine: {title: Routine work, rank: 0}
      external:
        title: Families or the public read it
        rank: 1
        when: {audiences: {any: [families, public]}}
        review: [{what: every text, by: communications-director, before: release}]
      sensitive:
        title: Student records go in
        rank: 2
        when: {data: student-pii}
        approvals: [{at-least: 2, of: [privacy-officer, technology-director, counsel]}]
    audiences:
      families: {title: Families}
      public: {title: The public}
    data: {student-pii: {title: Personally identifiable student information, sensitivity: restricted}}
    roles:
      communications-director: {title: Director of Communications}
      privacy-officer: {title: Data Privacy Officer}
      technology-director: {title: Director of Technology}
      counsel: {title: Counsel}
    """
}
