package import Description
package import ProposalCoding
package import SourceText

/// A committee that votes (S38 to S40).
package struct Committee: Remarked, SectionDeclaration {
  package var remarks = Remarks()
  package var members: [Reference<Roles>] = []
  package var quorum = Located(0)
  package var threshold = Located(0)
  package var chair: Reference<Roles>?
  package init() {}

  package static let record = RecordDescription<Committee>(
    "committee", doc: "A committee that votes.",
    fields: [
      .required("members", { $0.members = $1 }, doc: "The roles that sit on it, a seat each."),
      .required("quorum", { $0.quorum = $1 }, doc: "How many seats must be present; yes, no and abstain are present."),
      .required(
        "threshold", { $0.threshold = $1 }, doc: "How many must say yes. Recusal, vacancy and absence do not lower it."),
      .optional("chair", { $0.chair = $1 }, doc: "The member who presides."),
    ] + remarkFields())

  package static let example = """
    committees:
      ai-governance:
        title: AI governance committee
        members: [privacy-officer, technology-director, counsel, superintendent]
        quorum: 3
        threshold: 3
        chair: superintendent
        source: [Board policy 3245]
    roles:
      privacy-officer: {title: Data Privacy Officer}
      technology-director: {title: Director of Technology}
      counsel: {title: Counsel}
      superintendent: {title: Superintendent}
    """
}
