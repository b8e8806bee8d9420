package import Description
import DocumentTree
import PolicyBasics
package import PolicyChecker
package import SourceText

// How proposals are written, described once: decoding, JSON Schema and reference follow from it.

private func located(_ value: Located<Title>) -> Located<String> { Located(value.value.text, at: value.span) }
private func located(_ value: Located<Prose>) -> Located<String> { Located(value.value.text, at: value.span) }
private func located<Key>(_ value: Located<Identifier<Key>>) -> Located<String> {
  Located(value.value.text, at: value.span)
}

/// The fields of proposals, by kind.
package enum ProposalRecords {
  private static let subject: [Field<Proposal>] = [
    .reference(
      "workflow", { $0.workflow = $1 }, to: WorkflowsOrUnlisted.self,
      doc: "The approved workflow that it follows; `unlisted` where the set knows none."),
    .reference(
      "tool", { $0.tool = $1 }, to: ToolsOrUnlisted.self,
      doc: "The tool that is used; `unlisted` where the set knows none."),
    .optional("autonomy", { $0.autonomy = $1 }, doc: "How much the tool does on its own."),
    .optional("impact", { $0.impact = $1 }, doc: "How far the output bears on what is decided about a person."),
    .references(
      "data", { $0.data = $1 }, to: DataClasses.self,
      doc: "The classes of data that go into the tool; `[]` where there are none."
    ),
    .optional(
      "elements", { $0.elements = $1 }, reading: [Located<Identifier<DottedKey>>].self, as: { $0.map(located) },
      doc: "In place of `data`: elements of the standard schedule, from a service that knows no district's words."),
    .references(
      "materials", { $0.materials = $1 }, to: Materials.self, doc: "The approved source materials that are used."),
    .references(
      "audiences", { $0.audiences = $1 }, to: Audiences.self, doc: "Who sees the output or is affected by it."),
    .references("sites", { $0.sites = $1 }, to: Sites.self, doc: "The schools, levels or programs where it happens."),
  ]

  private static let remarks: [Field<Proposal>] = [
    .optional("title", { $0.title = $1 }, reading: Title.self, as: { $0.text }, doc: "What it is, in a line."),
    .optional(
      "notes", { $0.notes = $1 }, reading: Prose.self, as: { $0.text },
      doc: "Remarks; they change no decision and no fingerprint."),
    .optional("because", { $0.because = $1 }, reading: Prose.self, as: { $0.text }, doc: "Why it is proposed."),
    .optional(
      "source", { $0.source = $1 }, reading: [Title].self, as: { $0.map(\.text) }, doc: "Where that is written down."),
  ]

  private static let signatures: [Field<Proposal>] = [
    .optional(
      "approvals", { $0.approvals = $1 }, reading: [Proposal.Approval].self, as: { $0 }, doc: "Approvals and votes."),
    .optional(
      "attested", { $0.attested = $1 }, reading: [Proposal.Attestation].self,
      // One without `duty` has been reported, and names none that could be looked up.
      as: { $0.filter { $0.duty.span != nil } },
      doc: "Duties done: the rule's id, by whom, when."),
  ]

  private static let pilotFields: [Field<Proposal>] =
    remarks + [
      .optional("submitted", { $0.submitted = $1 }, doc: "The day on which it was handed in."),
      .reference("follows", { $0.follows = $1 }, to: Pilots.self, doc: "The registered pilot that it builds on."),
      .optional("requested-by", { $0.requester = $1 }, doc: "Who asks, and in which roles."),
      .reference("owner", { $0.owner = $1 }, to: Roles.self, doc: "The role that answers for the pilot."),
    ] + subject + [
      .optional("participants", { $0.participants = $1 }, doc: "How many people use the tool in it."),
      .optional("starts", { $0.starts = $1 }, doc: "The first day."),
      .optional("ends", { $0.ends = $1 }, doc: "The last day."),
      .optional(
        "measures", { $0.measures = $1 }, reading: [Proposal.Measure].self, as: { $0 },
        doc: "What is measured, from which baseline to which target."),
      .optional(
        "stop-when", { $0.stopWhen = $1 }, reading: Located<Prose>.self, as: located,
        doc: "When the pilot is stopped before its end."),
    ] + signatures

  package static let pilot = RecordDescription<Proposal>(
    "pilot", doc: "A proposed pilot: a trial of a workflow over some time.", others: ({ $0.add($1) }, attributesDoc),
    allowsEmpty: true,
    fields: [
      .required("pilot", { $0.nameAsIdentifier = $1 }, doc: "The id that the pilot will have in the register."),
      .optional(
        "reference", { $0.reference = $1 }, reading: Located<Title>.self, as: located,
        doc: "The service's own number, echoed in the decision."),
    ] + pilotFields)

  package static let registered = RecordDescription<Proposal>(
    "registered pilot",
    doc: "A pilot that the committee has approved: the proposal as it was voted on, and what came of it.",
    others: ({ $0.add($1) }, attributesDoc), allowsEmpty: true,
    fields: pilotFields + [
      .optional(
        "results", { $0.results = $1 }, reading: [Proposal.PilotResult].self, as: { $0 }, doc: "What was measured."),
      .optional("verdict", { $0.verdict = $1 }, doc: "What follows from it."),
      .optional("stopped", { $0.stopped = $1 }, doc: "The day on which it was stopped before its end."),
    ])

  package static let action = RecordDescription<Proposal>(
    "action", doc: "A proposed action: one use of a tool.", others: ({ $0.add($1) }, attributesDoc), allowsEmpty: true,
    fields: [
      .required("action", { $0.nameAsIdentifier = $1 }, doc: "One of the workflow's actions."),
      .optional(
        "reference", { $0.reference = $1 }, reading: Located<Title>.self, as: located,
        doc: "The service's own number, echoed in the decision."),
    ] + remarks + [
      .optional(
        "at", { $0.at = $1 }, doc: "When, with the offset from UTC; its day is the calendar day in the set's time zone."
      ),
      .optional("actor", { $0.requester = $1 }, doc: "Who acts, and in which roles."),
      .reference("pilot", { $0.pilot = $1 }, to: Pilots.self, doc: "The registered pilot that the action belongs to."),
    ] + subject + signatures + [
      .optional(
        "reviewed-by", { $0.reviewedBy = $1 }, reading: [Proposal.ReviewEntry].self, as: { $0 },
        doc: "Who has reviewed the output, in which role, for which step.")
    ])

  private static let attributesDoc = "The district's own fields, as `attributes` declares them for this kind."

  /// A pilot as a school hands it in.
  package static let pilotExample = """
    pilot: newsletter-autumn-2026
    title: Newsletter drafts at Lincoln
    submitted: 2026-07-20
    requested-by: {person: s.lane, roles: [principal]}
    owner: communications-director
    workflow: newsletter
    tool: district-assistant
    autonomy: human-approves-each
    impact: none
    data: [published-content]
    materials: []
    audiences: [families]
    sites: [lincoln-es]
    participants: 4
    starts: 2026-08-24
    ends: 2026-11-13
    measures:
      - metric: hours-an-issue
        baseline: 6
        measured: {from: 2026-05-04, until: 2026-05-29}
        target: 2
    stop-when: A family points out an error that a reviewer had passed.
    approvals:
      - {role: privacy-officer, by: r.ortiz, on: 2026-08-10, content: 51c7a0f2b94e6d8135c7a0f2b94e6d8135c7a0f2}
      - committee: ai-governance
        on: 2026-08-20
        content: 51c7a0f2b94e6d8135c7a0f2b94e6d8135c7a0f2
        yes: [{role: technology-director, by: m.diaz}, {role: superintendent, by: p.shah}]
        no: []
        abstain: []
        recused: []
    """

  /// An action as a service asks for it.
  package static let actionExample = """
    action: send-reply
    reference: request-20261002-0017
    at: 2026-10-02T14:03:00-07:00
    actor: {person: j.lee, roles: [communications-specialist]}
    workflow: faq-response-drafting
    tool: district-assistant
    autonomy: human-approves-each
    impact: none
    data: [published-content]
    materials: [family-handbook]
    audiences: [families]
    sites: [lincoln-es]
    reviewed-by: [{step: reply, role: communications-director, by: a.kim}]
    attested: [{duty: disclose-to-families, by: j.lee, on: 2026-10-02}]
    """
}

extension Proposal {
  /// The name as the id that it is written as.
  fileprivate var nameAsIdentifier: Located<Identifier<PlainKey>> {
    get { Located(Identifier(name.value), at: name.span) }
    set { name = Located(newValue.value.text, at: newValue.span) }
  }

  /// A key of no field: an attribute, whose type the policy knows.
  fileprivate mutating func add(_ field: OtherField) {
    attributes.append(
      StatedAttribute(
        key: Located(field.key, at: field.span), value: Located(StatedValue(field), at: field.value.span)))
  }
}

extension Proposal.Requester: Record {
  package static let record = RecordDescription<Proposal.Requester>(
    "requester", doc: "Who asks or acts.",
    fields: [
      .optional(
        "person", { $0.person = $1 }, reading: Located<Identifier<DottedKey>>.self, as: located, doc: "The person's id."
      ),
      .references("roles", { $0.roles = $1 }, to: Roles.self, doc: "The roles in which they ask or act."),
    ])

  package mutating func place(at span: SourceSpan) { self.span = span }
}

extension Proposal.Measure: Record {
  package static let record = RecordDescription<Proposal.Measure>(
    "measure", doc: "What a pilot measures.",
    fields: [
      .optional(
        "metric", { $0.metric = $1 }, reading: Located<Title>.self, as: located,
        doc: "A metric of the workflow; where it declares none, what is measured in words."),
      .optional("baseline", { $0.baseline = $1 }, doc: "The value before the pilot."),
      .optional("measured", { $0.measured = $1 }, doc: "The days over which the baseline was measured."),
      .optional("target", { $0.target = $1 }, doc: "The value that the pilot is to reach."),
    ])
}

extension Proposal.MeasuredDays: Record {
  package static let record = RecordDescription<Proposal.MeasuredDays>(
    "measured", doc: "The days over which a baseline was measured, both included.",
    fields: [
      .optional("from", { $0.from = $1 }, doc: "The first day."),
      .optional("until", { $0.until = $1 }, doc: "The last day."),
    ])
}

extension Proposal.PilotResult: Record {
  package static let record = RecordDescription<Proposal.PilotResult>(
    "result", doc: "What a pilot measured in the end.",
    fields: [
      .required("metric", { $0.metricAsTitle = $1 }, doc: "The metric."),
      .required("value", { $0.value = $1 }, doc: "Its value."),
      .optional("from", { $0.from = $1 }, doc: "The first day over which it was measured."),
      .optional("until", { $0.until = $1 }, doc: "The last day."),
      .reference("by", { $0.by = $1 }, to: Roles.self, doc: "The role that measured it."),
    ])

  fileprivate var metricAsTitle: Located<Title> {
    get { Located(Title(metric.value), at: metric.span) }
    set { metric = Located(newValue.value.text, at: newValue.span) }
  }
}

extension Proposal.Approval: Record {
  package mutating func place(at span: SourceSpan) { self.span = span }

  package static let record = RecordDescription<Proposal.Approval>(
    "approval", doc: "An approval by the holder of a role, or the vote of a committee.",
    besides:
      "It has `role` or `committee`, not both. A vote has `yes`, `no`, `abstain` and `recused`, perhaps empty, and no `by`; an approval by a role has none of these four.",
    fields: [
      .reference("role", { $0.role = $1 }, to: Roles.self, doc: "The role that approves."),
      .optional(
        "by", { $0.by = $1 }, reading: Located<Identifier<DottedKey>>.self, as: located, doc: "The person who holds it."
      ),
      .reference("committee", { $0.committee = $1 }, to: Committees.self, doc: "The committee that voted."),
      .optional("on", { $0.on = $1 }, doc: "The day of signing or of the vote."),
      .optional(
        "content", { $0.content = $1 }, reading: Located<Fingerprint>.self,
        as: { Located($0.value.digits + ($0.value.groups.map { "-" + $0 } ?? ""), at: $0.span) },
        doc: "The fingerprint of what was approved."),
      .optional("yes", { $0.yes = $1 }, reading: [Proposal.Seat].self, as: { $0 }, doc: "Who said yes."),
      .optional("no", { $0.no = $1 }, reading: [Proposal.Seat].self, as: { $0 }, doc: "Who said no."),
      .optional(
        "abstain", { $0.abstain = $1 }, reading: [Proposal.Seat].self, as: { $0 },
        doc: "Who abstained; they are present."),
      .optional(
        "recused", { $0.recused = $1 }, reading: [Proposal.Seat].self, as: { $0 },
        doc: "Who took no part for a conflict; they are not present."),
    ])

  package func check(at span: SourceSpan, with decoder: inout NodeDecoder) {
    if let role, let committee {
      decoder.report(
        .roleAndCommittee(), at: committee.span ?? span,
        notes: role.span.map { [Note("the role stands here", at: $0)] } ?? [])
    } else if committee != nil, let by {
      decoder.report(.partOfOther("by", of: "an approval by a role"), at: by.span ?? span)
    } else if role != nil {
      for key in ["yes", "no", "abstain", "recused"] {
        guard let place = decoder.place(of: key) else { continue }
        decoder.report(.partOfOther(key, of: "the vote of a committee"), at: place)
      }
    }
  }
}

extension Proposal.Seat: Record {
  package static let record = RecordDescription<Proposal.Seat>(
    "seat", doc: "A member's part in a vote.",
    fields: [
      .reference("role", { $0.role = $1 }, to: Roles.self, doc: "The seat."),
      .optional(
        "by", { $0.by = $1 }, reading: Located<Identifier<DottedKey>>.self, as: located,
        doc: "The person who sits on it."),
    ])
}

extension Proposal.ReviewEntry: Record {
  package mutating func place(at span: SourceSpan) { self.span = span }

  package static let record = RecordDescription<Proposal.ReviewEntry>(
    "review", doc: "A review of an action's output.",
    fields: [
      .reference("step", { $0.step = $1 }, to: Steps.self, doc: "The step that it is for, by the step's `id`."),
      .reference("role", { $0.role = $1 }, to: Roles.self, doc: "The role that reviewed."),
      .optional(
        "by", { $0.by = $1 }, reading: Located<Identifier<DottedKey>>.self, as: located, doc: "The person who holds it."
      ),
    ])
}

extension Proposal.Attestation: Record {
  package static let record = RecordDescription<Proposal.Attestation>(
    "attestation", doc: "A duty done.",
    fields: [
      .required("duty", { $0.dutyAsReference = $1 }, doc: "The rule that asks for it."),
      .optional("by", { $0.by = $1 }, reading: Located<Identifier<DottedKey>>.self, as: located, doc: "Who did it."),
      .optional("on", { $0.on = $1 }, doc: "When."),
    ])

  fileprivate var dutyAsReference: Located<Identifier<PlainKey>> {
    get { Located(Identifier(duty.value), at: duty.span) }
    set { duty = Located(newValue.value.text, at: newValue.span) }
  }
}

extension Proposal.StatedValue {
  /// A value as it is written, before the type of its attribute is known.
  package init(_ field: OtherField) {
    let node = field.value
    func isWord(_ item: Node) -> Bool {
      field.isJSON ? item.form == .quoted : item.form.isScalar && !item.isNothing
    }
    self =
      switch node.form {
      case .mapping, .jsonNull, .unread: .other
      case .list: node.items.allSatisfy(isWord) ? .list(node.items.map(\.text)) : .other
      case .plain: node.isNothing ? .other : .word(node.text)
      case .quoted, .block: field.isJSON ? .text(node.text) : .word(node.text)
      case .jsonNumber: Decimal(bytes: node.scalar, exponents: true).map { .number($0) } ?? .other
      case .jsonTrue: .flag(true)
      case .jsonFalse: .flag(false)
      }
  }
}
