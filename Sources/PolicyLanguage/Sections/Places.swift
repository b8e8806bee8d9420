package import Description
package import ProposalCoding
package import SourceText

/// A place where work is done: a district, a level, a school, a program.
package struct Site: Remarked {
  package var remarks = Remarks()
  package var within: Reference<Sites>?
  package init() {}

  package static let record = RecordDescription<Site>(
    "site", doc: "A district, a level, a school or a program.",
    fields: [.optional("within", \.within, doc: "The site that it is part of.")] + remarkFields())
}

/// Who sees an output or is affected by it.
package struct Audience: Remarked {
  package var remarks = Remarks()
  package var within: Reference<Audiences>?
  package var also: [Reference<Audiences>]?
  package var namedOnly: Located<Bool>?
  package init() {}

  package static let record = RecordDescription<Audience>(
    "audience", doc: "Who sees an output or is affected by it.",
    fields: [
      .optional("within", \.within, doc: "The audience that it is part of."),
      .optional("also", \.also, doc: "What else it counts as: rules on those catch it."),
      .optional("named-only", \.namedOnly, doc: "`true`: allowed only where it is named itself."),
    ] + remarkFields())
}

/// What data and tools may be used for.
package struct Purpose: Remarked {
  package var remarks = Remarks()
  package init() {}

  package static let record = RecordDescription<Purpose>(
    "purpose", doc: "What data and tools may be used for.", fields: remarkFields())
}
