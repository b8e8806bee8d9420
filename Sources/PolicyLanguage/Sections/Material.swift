package import Description
package import PolicyBasics
package import ProposalCoding
package import SourceText

/// An approved source material.
package struct Material: Remarked, SectionDeclaration {
  package var remarks = Remarks()
  package var owner: Reference<Roles>?
  package var data: [Reference<DataClasses>] = []
  package var reviewed: Located<Day>?
  package var until: Located<Day>?
  package init() {}

  package static let record = RecordDescription<Material>(
    "material", doc: "An approved source material.",
    fields: [
      .optional("owner", { $0.owner = $1 }, doc: "The role that answers for what it says."),
      .required("data", { $0.data = $1 }, doc: "The classes of data in it; they count as the proposal's own."),
      .optional("reviewed", { $0.reviewed = $1 }, doc: "When it was last reviewed."),
      .optional("until", { $0.until = $1 }, doc: "Until when that review counts."),
    ] + remarkFields())

  package static let example = """
    materials:
      family-handbook:
        title: Family handbook 2026-27
        owner: communications-director
        data: [published-content]
        reviewed: 2026-07-20
        until: 2027-06-30
    data: {published-content: {title: Content the district has already published, sensitivity: public}}
    roles: {communications-director: {title: Director of Communications}}
    """

  package func check(at span: SourceSpan, with decoder: inout NodeDecoder) {
    decoder.checkOrder(from: reviewed, until: until)
  }
}
