package import Description
package import DocumentTree
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
      "workflow", \.workflow, to: WorkflowsOrUnlisted.self,
      doc: "The approved workflow that it follows; `unlisted` where the set knows none."),
    .reference(
      "tool", \.tool, to: ToolsOrUnlisted.self, doc: "The tool that is used; `unlisted` where the set knows none."),
    .optional("autonomy", \.autonomy, doc: "How much the tool does on its own."),
    .optional("impact", \.impact, doc: "How far the output bears on what is decided about a person."),
    .references(
      "data", \.data, to: DataClasses.self, doc: "The classes of data that go into the tool; `[]` where there are none."
    ),
    .optional(
      "elements", \.elements, reading: [Located<Identifier<DottedKey>>].self, as: { $0.map(located) },
      doc: "In place of `data`: elements of the standard schedule, from a service that knows no district's words."),
    .references("materials", \.materials, to: Materials.self, doc: "The approved source materials that are used."),
    .references("audiences", \.audiences, to: Audiences.self, doc: "Who sees the output or is affected by it."),
    .references("sites", \.sites, to: Sites.self, doc: "The schools, levels or programs where it happens."),
  ]

  private static let remarks: [Field<Proposal>] = [
    .optional("title", \.title, reading: Title.self, as: { $0.text }, doc: "What it is, in a line."),
    .optional(
      "notes", \.notes, reading: Prose.self, as: { $0.text },
      doc: "Remarks; they change no decision and no fingerprint."),
    .optional("because", \.because, reading: Prose.self, as: { $0.text }, doc: "Why it is proposed."),
    .optional("source", \.source, reading: [Title].self, as: { $0.map(\.text) }, doc: "Where that is written down."),
  ]

  private static let signatures: [Field<Proposal>] = [
    .optional("approvals", \.approvals, reading: [Proposal.Approval].self, as: { $0 }, doc: "Approvals and votes."),
    .optional(
      "attested", \.attested, reading: [Proposal.Attestation].self, as: { $0 },
      doc: "Duties done: the rule's id, by whom, when."),
  ]

  private static let pilotFields: [Field<Proposal>] =
    remarks + [
      .optional("submitted", \.submitted, doc: "The day on which it was handed in."),
      .reference("follows", \.follows, to: Pilots.self, doc: "The registered pilot that it builds on."),
      .optional("requested-by", \.requester, doc: "Who asks, and in which roles."),
      .reference("owner", \.owner, to: Roles.self, doc: "The role that answers for the pilot."),
    ] + subject + [
      .optional("participants", \.participants, doc: "How many people use the tool in it."),
      .optional("starts", \.starts, doc: "The first day."),
      .optional("ends", \.ends, doc: "The last day."),
      .optional(
        "measures", \.measures, reading: [Proposal.Measure].self, as: { $0 },
        doc: "What is measured, from which baseline to which target."),
      .optional(
        "stop-when", \.stopWhen, reading: Located<Prose>.self, as: located,
        doc: "When the pilot is stopped before its end."),
    ] + signatures

  package static let pilot = RecordDescription<Proposal>(
    "pilot", doc: "A proposed pilot: a trial of a workflow over some time.", others: (\.otherFields, attributesDoc),
    allowsEmpty: true,
    fields: [
      .required("pilot", \.nameAsIdentifier, doc: "The id that the pilot will have in the register."),
      .optional(
        "reference", \.reference, reading: Located<Title>.self, as: located,
        doc: "The service's own number, echoed in the decision."),
    ] + pilotFields)

  package static let registered = RecordDescription<Proposal>(
    "registered pilot",
    doc: "A pilot that the committee has approved: the proposal as it was voted on, and what came of it.",
    others: (\.otherFields, attributesDoc), allowsEmpty: true,
    fields: pilotFields + [
      .optional("results", \.results, reading: [Proposal.PilotResult].self, as: { $0 }, doc: "What was measured."),
      .optional("verdict", \.verdict, doc: "What follows from it."),
      .optional("stopped", \.stopped, doc: "The day on which it was stopped before its end."),
    ])

  package static let action = RecordDescription<Proposal>(
    "action", doc: "A proposed action: one use of a tool.", others: (\.otherFields, attributesDoc), allowsEmpty: true,
    fields: [
      .required("action", \.nameAsIdentifier, doc: "One of the workflow's actions."),
      .optional(
        "reference", \.reference, reading: Located<Title>.self, as: located,
        doc: "The service's own number, echoed in the decision."),
    ] + remarks + [
      .optional("at", \.at, doc: "When, with the offset from UTC; its day is the calendar day in the set's time zone."),
      .optional("actor", \.requester, doc: "Who acts, and in which roles."),
      .reference("pilot", \.pilot, to: Pilots.self, doc: "The registered pilot that the action belongs to."),
    ] + subject + signatures + [
      .optional(
        "reviewed-by", \.reviewedBy, reading: [Proposal.ReviewEntry].self, as: { $0 },
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

  /// Keys of no field: attributes, whose types the policy knows.
  fileprivate var otherFields: [OtherField] {
    get { [] }
    set {
      for field in newValue {
        attributes.append(
          StatedAttribute(
            key: Located(field.key, at: field.span), value: Located(StatedValue(field.value), at: field.value.span)))
      }
    }
  }
}

extension Proposal.Requester: Record {
  package static let record = RecordDescription<Proposal.Requester>(
    "requester", doc: "Who asks or acts.",
    fields: [
      .optional("person", \.person, reading: Located<Identifier<DottedKey>>.self, as: located, doc: "The person's id."),
      .references("roles", \.roles, to: Roles.self, doc: "The roles in which they ask or act."),
    ])

  package mutating func place(at span: SourceSpan) { self.span = span }
}

extension Proposal.Measure: Record {
  package static let record = RecordDescription<Proposal.Measure>(
    "measure", doc: "What a pilot measures.",
    fields: [
      .optional(
        "metric", \.metric, reading: Located<Title>.self, as: located,
        doc: "A metric of the workflow; where it declares none, what is measured in words."),
      .optional("baseline", \.baseline, doc: "The value before the pilot."),
      .optional("measured", \.measured, doc: "The days over which the baseline was measured."),
      .optional("target", \.target, doc: "The value that the pilot is to reach."),
    ])
}

extension Proposal.MeasuredDays: Record {
  package static let record = RecordDescription<Proposal.MeasuredDays>(
    "measured", doc: "The days over which a baseline was measured, both included.",
    fields: [
      .optional("from", \.from, doc: "The first day."),
      .optional("until", \.until, doc: "The last day."),
    ])
}

extension Proposal.PilotResult: Record {
  package static let record = RecordDescription<Proposal.PilotResult>(
    "result", doc: "What a pilot measured in the end.",
    fields: [
      .required("metric", \.metricAsTitle, doc: "The metric."),
      .required("value", \.value, doc: "Its value."),
      .optional("from", \.from, doc: "The first day over which it was measured."),
      .optional("until", \.until, doc: "The last day."),
      .reference("by", \.by, to: Roles.self, doc: "The role that measured it."),
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
    besides: "It has `role` or `committee`, not both. A vote has `yes`, `no`, `abstain` and `recused`, perhaps empty.",
    fields: [
      .reference("role", \.role, to: Roles.self, doc: "The role that approves."),
      .optional("by", \.by, reading: Located<Identifier<DottedKey>>.self, as: located, doc: "The person who holds it."),
      .reference("committee", \.committee, to: Committees.self, doc: "The committee that voted."),
      .optional("on", \.on, doc: "The day of signing or of the vote."),
      .optional(
        "content", \.content, reading: Located<Fingerprint>.self,
        as: { Located($0.value.digits + ($0.value.groups.map { "-" + $0 } ?? ""), at: $0.span) },
        doc: "The fingerprint of what was approved."),
      .optional("yes", \.yes, reading: [Proposal.Seat].self, as: { $0 }, doc: "Who said yes."),
      .optional("no", \.no, reading: [Proposal.Seat].self, as: { $0 }, doc: "Who said no."),
      .optional(
        "abstain", \.abstain, reading: [Proposal.Seat].self, as: { $0 }, doc: "Who abstained; they are present."),
      .optional(
        "recused", \.recused, reading: [Proposal.Seat].self, as: { $0 },
        doc: "Who took no part for a conflict; they are not present."),
    ])

  package func check(at span: SourceSpan, with decoder: inout NodeDecoder) {
    if let role, let committee {
      decoder.report(
        .roleAndCommittee(), at: committee.span ?? span,
        notes: role.span.map { [Note("the role stands here", at: $0)] } ?? [])
    }
  }
}

extension Proposal.Seat: Record {
  package static let record = RecordDescription<Proposal.Seat>(
    "seat", doc: "A member's part in a vote.",
    fields: [
      .reference("role", \.role, to: Roles.self, doc: "The seat."),
      .optional(
        "by", \.by, reading: Located<Identifier<DottedKey>>.self, as: located, doc: "The person who sits on it."),
    ])
}

extension Proposal.ReviewEntry: Record {
  package mutating func place(at span: SourceSpan) { self.span = span }

  package static let record = RecordDescription<Proposal.ReviewEntry>(
    "review", doc: "A review of an action's output.",
    fields: [
      .reference("step", \.step, to: Steps.self, doc: "The step that it is for, by the step's `id`."),
      .reference("role", \.role, to: Roles.self, doc: "The role that reviewed."),
      .optional("by", \.by, reading: Located<Identifier<DottedKey>>.self, as: located, doc: "The person who holds it."),
    ])
}

extension Proposal.Attestation: Record {
  package static let record = RecordDescription<Proposal.Attestation>(
    "attestation", doc: "A duty done.",
    fields: [
      .required("duty", \.dutyAsReference, doc: "The rule that asks for it."),
      .optional("by", \.by, reading: Located<Identifier<DottedKey>>.self, as: located, doc: "Who did it."),
      .optional("on", \.on, doc: "When."),
    ])

  fileprivate var dutyAsReference: Located<Identifier<PlainKey>> {
    get { Located(Identifier(duty.value), at: duty.span) }
    set { duty = Located(newValue.value.text, at: newValue.span) }
  }
}

extension Proposal.StatedValue {
  /// A value as it is written, before the type of its attribute is known.
  package init(_ node: Node) {
    self =
      switch node.form {
      case .mapping, .jsonNull, .unread: .other
      case .list: node.items.allSatisfy { $0.form.isScalar && !$0.isNothing } ? .list(node.items.map(\.text)) : .other
      case .plain: node.isNothing ? .other : .word(node.text)
      case .quoted, .block: .word(node.text)
      case .jsonNumber: Decimal(bytes: node.scalar, exponents: true).map { .number($0) } ?? .other
      case .jsonTrue: .flag(true)
      case .jsonFalse: .flag(false)
      }
  }
}
