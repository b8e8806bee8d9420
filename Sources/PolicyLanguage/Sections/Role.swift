package import Description
package import PolicyBasics
package import ProposalCoding
package import SourceText

/// A role in which people review, approve, ask and act.
package struct Role: Remarked, SectionDeclaration {
  package var remarks = Remarks()
  package var includes: [Reference<Roles>]?
  package var separateFrom: [Reference<Roles>]?
  package var mayCombine: [Reference<Roles>]?
  package var reviewHours: Located<WeeklyRate>?
  package init() {}

  package static let record = RecordDescription<Role>(
    "role", doc: "A role in which people review, approve, ask and act.",
    fields: [
      .optional("includes", { $0.includes = $1 }, doc: "Roles that whoever holds this one holds too."),
      .optional("separate-from", { $0.separateFrom = $1 }, doc: "Roles that the same person may not hold on one day."),
      .optional(
        "may-combine", { $0.mayCombine = $1 },
        doc: "Roles that may count together with this one for one person in one proposal."),
      .optional(
        "review-hours", { $0.reviewHours = $1 },
        doc: "How many hours a week there are for review, such as `6 hours per week`."),
    ] + remarkFields())

  package static let example = """
    roles:
      cabinet: {title: Member of the cabinet}
      superintendent: {title: Superintendent, includes: [cabinet]}
      technology-director: {title: Director of Technology}
      privacy-officer:
        title: Data Privacy Officer
        separate-from: [technology-director]
        review-hours: 6 hours per week
      communications-director:
        title: Director of Communications
        may-combine: [cabinet]
        because: Who speaks for the district also sits in the cabinet.
    """

  package func check(at span: SourceSpan, with decoder: inout NodeDecoder) {
    if let reviewHours, case .count = reviewHours.value, let place = reviewHours.span {
      decoder.report(.hoursExpected(), at: place)
    }
  }
}
