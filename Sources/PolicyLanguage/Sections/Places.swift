package import Description
package import ProposalCoding
package import SourceText

/// A place where work is done: a district, a level, a school, a program.
package struct Site: Remarked, SectionDeclaration {
  package var remarks = Remarks()
  package var within: Reference<Sites>?
  package init() {}

  package static let record = RecordDescription<Site>(
    "site", doc: "A district, a level, a school or a program.",
    fields: [.optional("within", { $0.within = $1 }, doc: "The site that it is part of.")] + remarkFields())

  package static let example = """
    sites:
      riverbend: {title: Riverbend Unified}
      elementary: {title: Elementary schools, within: riverbend}
      lincoln-es: {title: Lincoln Elementary School, within: elementary}
      summer-school: {title: Summer school, within: riverbend}
    """
}

/// Who sees an output or is affected by it.
package struct Audience: Remarked, SectionDeclaration {
  package var remarks = Remarks()
  package var within: Reference<Audiences>?
  package var also: [Reference<Audiences>]?
  package var namedOnly: Located<Bool>?
  package init() {}

  package static let record = RecordDescription<Audience>(
    "audience", doc: "Who sees an output or is affected by it.",
    fields: [
      .optional("within", { $0.within = $1 }, doc: "The audience that it is part of."),
      .optional("also", { $0.also = $1 }, doc: "What else it counts as: rules on those catch it."),
      .optional("named-only", { $0.namedOnly = $1 }, doc: "`true`: allowed only where it is named itself."),
    ] + remarkFields())

  package static let example = """
    audiences:
      public: {title: The public}
      staff: {title: Staff}
      families: {title: Families}
      families-in-translation: {title: Families who read a translation, within: families, named-only: true}
      board-meeting: {title: Who reads the packet of a board meeting, within: staff, also: [public]}
    """
}

/// What data and tools may be used for.
package struct Purpose: Remarked, SectionDeclaration {
  package var remarks = Remarks()
  package init() {}

  package static let record = RecordDescription<Purpose>(
    "purpose", doc: "What data and tools may be used for.", fields: remarkFields())

  package static let example = """
    purposes:
      family-communication: {title: Writing to families}
      board-support: {title: Preparing the meetings of the board}
    """
}
