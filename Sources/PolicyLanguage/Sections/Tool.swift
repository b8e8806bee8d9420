package import Description
package import PolicyBasics
package import PolicyChecker
package import ProposalCoding
package import SourceText

/// An AI tool and what the vendor has agreed to.
package struct Tool: Remarked, SectionDeclaration {
  package var remarks = Remarks()
  package var status = Located(ToolStatus.refused)
  package var approved: ApprovalOnRecord?
  package var agreement: Agreement?
  package var minimumAge: Located<Int>?
  package var liftedBy: Reference<RolesAndCommittees>?
  package var on: Located<Day>?
  package var attributes: [OtherField] = []
  package init() {}

  package static let record = RecordDescription<Tool>(
    "tool", doc: "An AI tool and what its vendor has agreed to.",
    besides:
      "A `refused` tool needs `because`; an `approved` one without `approved` is a warning. Only one that is `suspended`, `refused` or `retired` has `on` and `lifted-by`.",
    others: ({ $0.attributes.append($1) }, "The district's own fields, as `attributes` declares them for tools."),
    fields: [
      .required("status", { $0.status = $1 }, doc: "How far the committee has come with it."),
      .optional("approved", { $0.approved = $1 }, doc: "Who approved it, and when."),
      .optional(
        "agreement", { $0.agreement = $1 }, doc: "What the vendor has signed; without one no data may go into the tool."
      ),
      .optional(
        "minimum-age", { $0.minimumAge = $1 }, doc: "How old its users must be, in years; no consent lowers it."),
      .optional("lifted-by", { $0.liftedBy = $1 }, doc: "Who can lift a suspension."),
      .optional("on", { $0.on = $1 }, doc: "When it was refused, suspended or retired."),
    ] + remarkFields())

  package static let example = """
    tools:
      district-assistant:
        title: District Assistant (vendor Inkwell)
        status: approved
        approved: {by: superintendent, on: 2026-06-18, minutes: item 4}
        agreement:
          from: 2026-07-01
          until: 2027-06-30
          data: [published-content]
          purposes: [family-communication]
          training: none
          retention: 30 days
        minimum-age: 18
      pocket-tutor:
        title: Pocket Tutor
        status: refused
        on: 2026-06-18
        because: The vendor trains on what students write.
        source: [Minutes of 2026-06-18]
    data: {published-content: {title: Content the district has already published, sensitivity: public}}
    purposes: {family-communication: {title: Writing to families}}
    roles: {superintendent: {title: Superintendent}}
    """

  package func check(at span: SourceSpan, with decoder: inout NodeDecoder) {
    switch status.value {
    case .requested, .inReview, .pilotOnly, .approved:
      if status.span != nil { decoder.reportMisplacedWhileOpen(of: "tools") }
    case .suspended, .refused, .retired: break
    }
    switch status.value {
    case .refused where status.span != nil: decoder.reportMissing("because", of: "refused tool", at: span)
    case .approved where decoder.lacks("approved"): decoder.report(.approvedByNobody("tool"), at: status.span ?? span)
    case .requested, .inReview, .pilotOnly, .approved, .suspended, .refused, .retired: break
    }
  }
}

/// What a vendor has agreed to.
package struct Agreement: Record {
  package var from: Located<Day>?
  package var until: Located<Day>?
  package var data: [Reference<DataClasses>]?
  package var purposes: [Reference<Purposes>]?
  package var training: Located<Training>?
  package var retention: Located<TimeSpan>?
  package var span = SourceSpan.nowhere
  package init() {}

  package mutating func place(at span: SourceSpan) { self.span = span }

  package static let record = RecordDescription<Agreement>(
    "agreement", doc: "What a vendor has agreed to.",
    fields: [
      .optional("from", { $0.from = $1 }, doc: "The first day on which it is in force."),
      .optional("until", { $0.until = $1 }, doc: "The last day."),
      .optional("data", { $0.data = $1 }, doc: "The classes of data that it covers; left out, none."),
      .optional("purposes", { $0.purposes = $1 }, doc: "The purposes that it covers; left out, none."),
      .optional("training", { $0.training = $1 }, doc: "What the vendor may train on."),
      .optional("retention", { $0.retention = $1 }, doc: "How long the vendor keeps what goes in."),
    ])

  package func check(at span: SourceSpan, with decoder: inout NodeDecoder) {
    decoder.checkOrder(from: from, until: until)
  }
}

/// On record: who approved something, when, and which text of it.
package struct ApprovalOnRecord: Record {
  package var by = Reference<RolesAndCommittees>()
  package var on = Located(Day.earliest)
  package var minutes: Title?
  package var evidence: Reference<Pilots>?
  package var content: Located<Fingerprint>?
  package init() {}

  package static let record = RecordDescription<ApprovalOnRecord>(
    "approved", doc: "Who approved it, and when.",
    fields: [
      .required("by", { $0.by = $1 }, doc: "The role or committee."),
      .required("on", { $0.on = $1 }, doc: "The day of the vote."),
      .optional("minutes", { $0.minutes = $1 }, doc: "Where the minutes have it."),
      .optional("evidence", { $0.evidence = $1 }, doc: "The registered pilot that it rests on."),
      .optional(
        "content", { $0.content = $1 }, doc: "The fingerprint of what was approved: an edit afterwards voids it."),
    ])
}

extension ToolStatus: Choice {
  package var doc: String {
    switch self {
    case .requested: "Somebody asks for it."
    case .inReview: "The committee looks at it."
    case .pilotOnly: "For pilots and actions in one."
    case .approved: "Approved."
    case .suspended: "Stopped for now."
    case .refused: "Refused; `because` is what whoever proposes it reads."
    case .retired: "No longer in use."
    }
  }
}

extension Training: Choice {
  package var doc: String {
    switch self {
    case .none: "Nothing is trained on."
    case .deidentified: "De-identified data may be trained on."
    case .identified: "Identified data may be trained on."
    }
  }
}
