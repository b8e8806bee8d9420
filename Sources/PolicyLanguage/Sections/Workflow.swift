package import Description
package import DocumentTree
package import PolicyBasics
package import PolicyChecker
package import ProposalCoding
package import SourceText

/// A workflow: one concrete piece of work, who may do it how, and what a pilot of it needs.
package struct Workflow: Remarked, SectionDeclaration {
  package var remarks = Remarks()
  package var status = Located(WorkflowStatus.refused)
  package var approved: ApprovalOnRecord?
  package var effective: EffectiveDays?
  package var owner: Reference<Roles>?
  package var usedBy: [Reference<Roles>]?
  package var autonomy: Located<Autonomy>?
  package var impact: Located<Impact>?
  package var tier: Reference<Tiers>?
  package var criteria: Criteria?
  package var volume: Located<WeeklyRate>?
  package var effort: Effort?
  package var purpose: Reference<Purposes>?
  package var data: DataList?
  package var materials: OpenList<Materials>?
  package var audiences: [Reference<Audiences>]?
  package var tools: OpenList<Tools>?
  package var sites: [Reference<Sites>]?
  package var actions: Declarations<PlainKey, WorkflowAction>?
  package var review: [ReviewStep]?
  package var ifWrong: IfWrong?
  package var metrics: Declarations<PlainKey, Metric>?
  package var pilotsNeed: PilotsNeed?
  package var liftedBy: Reference<RolesAndCommittees>?
  package var on: Located<Day>?
  package var attributes: [OtherField] = []
  package init() {}

  package static let record = RecordDescription<Workflow>(
    "workflow", doc: "One concrete piece of work: who may do it how, and what a pilot of it needs.",
    besides:
      "A `refused` workflow needs `title`, `on`, `because` and `source`, and nothing else. Any other needs `title`, `autonomy` and `impact`; a `suspended` one `lifted-by` too, and only one that is `suspended`, `refused` or `retired` has `on` and `lifted-by`; one in `pilot` or `approved` the four `criteria`; `approved` without `approved` is a warning.",
    others: ({ $0.attributes.append($1) }, "The district's own fields, as `attributes` declares them for workflows."),
    fields: [
      .required("status", { $0.status = $1 }, doc: "How far the committee has come with it."),
      .optional("approved", { $0.approved = $1 }, doc: "Who approved it, and when."),
      .optional("effective", { $0.effective = $1 }, doc: "The days on which it may be used, both included."),
      .optional("owner", { $0.owner = $1 }, doc: "The role that answers for it."),
      .optional("used-by", { $0.usedBy = $1 }, doc: "The roles that may use it; left out, all."),
      .optional("autonomy", { $0.autonomy = $1 }, doc: "The most that a tool may do on its own."),
      .optional(
        "impact", { $0.impact = $1 }, doc: "The most that the output may bear on what is decided about a person."),
      .optional("tier", { $0.tier = $1 }, doc: "The highest tier of risk that it carries."),
      .optional("criteria", { $0.criteria = $1 }, doc: "Why this workflow: the four selection criteria."),
      .optional("volume", { $0.volume = $1 }, doc: "How often the work comes up, such as `140 per week`."),
      .optional("effort", { $0.effort = $1 }, doc: "How long one piece of it takes."),
      .optional("purpose", { $0.purpose = $1 }, doc: "What it is for."),
      .optional(
        "data", { $0.data = $1 }, doc: "The classes of data that may go in, as a list or with what for; left out, none."
      ),
      .optional("materials", { $0.materials = $1 }, doc: "The source materials that may be used; left out, none."),
      .optional("audiences", { $0.audiences = $1 }, doc: "Who may see the output; left out, nobody."),
      .optional("tools", { $0.tools = $1 }, doc: "The tools that may be used; left out, none."),
      .optional("sites", { $0.sites = $1 }, doc: "Where it may be used; left out, everywhere."),
      .optional(
        "actions", { $0.actions = $1 },
        doc: "The actions of it, with the stage that each is at; left out, `use`, `draft` and `release`."),
      .optional("review", { $0.review = $1 }, doc: "Who reviews what before which stage."),
      .optional("if-wrong", { $0.ifWrong = $1 }, doc: "Whom to tell when an output was wrong, and how soon."),
      .optional("metrics", { $0.metrics = $1 }, doc: "What shows whether it works."),
      .optional("pilots-need", { $0.pilotsNeed = $1 }, doc: "What a pilot of it needs."),
      .optional("lifted-by", { $0.liftedBy = $1 }, doc: "Who can lift a suspension."),
      .optional("on", { $0.on = $1 }, doc: "When it was refused, suspended or retired."),
    ] + remarkFields())

  package static let example = """
    workflows:
      faq-response-drafting:
        title: FAQ response drafting from approved materials
        status: approved
        approved: {by: ai-governance, on: 2026-07-14, minutes: item 2}
        effective: {from: 2026-08-01, until: 2027-06-30}
        owner: communications-director
        used-by: [communications-specialist]
        autonomy: human-approves-each
        impact: none
        criteria:
          common: About 140 inbound questions a week across 11 schools.
          measurable: Median hours from question to reply.
          low-risk: Nothing leaves without a named reviewer; published content only.
          painful: Two staff lose about nine hours a week.
        volume: 140 per week
        effort: {today: 12 minutes, with-ai: 4 minutes}
        purpose: family-communication
        data: {published-content: to quote from}
        materials: [family-handbook]
        audiences: [families]
        tools: [district-assistant]
        sites: [riverbend]
        actions:
          draft-reply: {stage: draft}
          send-reply: {stage: release}
        review:
          - id: reply
            what: every reply
            by: communications-director
            before: release
            effort: 2 minutes
            against: the handbook page that it quotes
        if-wrong: {tell: communications-director, due: 1 business-days}
        metrics:
          hours-to-reply: {title: Median hours from question to reply, better: lower, kind: time}
          corrections: {title: Replies corrected after release, better: lower, kind: quality}
        pilots-need:
          approvals: [privacy-officer, {at-least: 2, of: [superintendent, technology-director, ai-governance]}]
          measures: {required: true, baseline: before-start}
          stop-when: required
          limits: {duration: 120 days, sites: 3, participants: 30}
      discipline-summaries:
        title: Summaries of discipline records
        status: refused
        on: 2026-07-14
        because: A summary of a discipline record is part of the record, and a person answers for it.
        source: [Minutes of 2026-07-14]
    audiences: {families: {title: Families}}
    committees:
      ai-governance: {members: [privacy-officer, technology-director, superintendent], quorum: 2, threshold: 2}
    data: {published-content: {title: Content the district has already published, sensitivity: public}}
    materials: {family-handbook: {title: Family handbook 2026-27, data: [published-content], until: 2027-06-30}}
    purposes: {family-communication: {title: Writing to families}}
    roles:
      communications-director: {title: Director of Communications}
      communications-specialist: {title: Communications specialist}
      privacy-officer: {title: Data Privacy Officer}
      technology-director: {title: Director of Technology}
      superintendent: {title: Superintendent}
    sites: {riverbend: {title: Riverbend Unified}}
    tools:
      district-assistant:
        title: District Assistant
        status: approved
        approved: {by: ai-governance, on: 2026-06-18}
        agreement:
          from: 2026-07-01
          until: 2027-06-30
          data: [published-content]
          purposes: [family-communication]
          training: none
    """

  package func check(at span: SourceSpan, with decoder: inout NodeDecoder) {
    func require(_ key: String, in part: String? = nil) {
      decoder.reportMissing(key, in: part, of: "\(status.value.rawValue) workflow", at: span)
    }
    if let volume, case .seconds = volume.value, let place = volume.span { decoder.report(.countExpected(), at: place) }
    guard status.span != nil else { return }
    switch status.value {
    case .proposed, .pilot, .approved: decoder.reportMisplacedWhileOpen(of: "workflows")
    case .suspended, .refused, .retired: break
    }
    require("title")
    if status.value == .refused {
      require("on")
      require("because")
      require("source")
      return
    }
    require("autonomy")
    require("impact")
    if status.value == .suspended { require("lifted-by") }
    if status.value == .approved, decoder.lacks("approved") {
      decoder.report(.approvedByNobody("workflow"), at: status.span ?? span)
    }
    if status.value == .approved || status.value == .pilot {
      require("criteria")
      if criteria != nil {
        for key in ["common", "measurable", "painful"] { require(key, in: "criteria") }
        if decoder.lacks("accepted-risk", in: "criteria") { require("low-risk", in: "criteria") }
      }
    }
  }
}

/// Days from one to another, both included.
package struct EffectiveDays: Record {
  package var from: Located<Day>?
  package var until: Located<Day>?
  package var span = SourceSpan.nowhere
  package init() {}

  package mutating func place(at span: SourceSpan) { self.span = span }
  package var period: Period { Period(from: from?.value, until: until?.value) }

  package static let record = RecordDescription<EffectiveDays>(
    "effective", doc: "Days from one to another, both included.",
    fields: [
      .optional("from", { $0.from = $1 }, doc: "The first day."),
      .optional("until", { $0.until = $1 }, doc: "The last day."),
    ])

  package func check(at span: SourceSpan, with decoder: inout NodeDecoder) {
    decoder.checkOrder(from: from, until: until)
  }
}

/// The four selection criteria.
package struct Criteria: Record {
  package var common: Located<Prose>?
  package var measurable: Located<Prose>?
  package var lowRisk: Located<Prose>?
  package var acceptedRisk: Located<Prose>?
  package var painful: Located<Prose>?
  package var span = SourceSpan.nowhere
  package init() {}

  package mutating func place(at span: SourceSpan) { self.span = span }

  package static let record = RecordDescription<Criteria>(
    "criteria", doc: "Why this workflow: all four, or it is neither piloted nor approved.",
    besides: "Of `low-risk` and `accepted-risk` one stands.",
    fields: [
      .optional("common", { $0.common = $1 }, doc: "How often it comes up."),
      .optional("measurable", { $0.measurable = $1 }, doc: "How one sees whether it works."),
      .optional("low-risk", { $0.lowRisk = $1 }, doc: "Why it is safe to review."),
      .optional(
        "accepted-risk", { $0.acceptedRisk = $1 },
        doc: "In the higher tiers, in place of `low-risk`: which risk is taken, and why."),
      .optional("painful", { $0.painful = $1 }, doc: "What it costs today."),
    ])
}

/// How long one piece of work takes, today and with the tool.
package struct Effort: Record {
  package var today: Located<FixedSpan>?
  package var withAI: Located<FixedSpan>?
  package var span = SourceSpan.nowhere
  package init() {}

  package mutating func place(at span: SourceSpan) { self.span = span }

  package static let record = RecordDescription<Effort>(
    "effort", doc: "How long one piece of the work takes.", besides: "In minutes or hours.",
    fields: [
      .optional("today", { $0.today = $1 }, doc: "Without the tool."),
      .optional("with-ai", { $0.withAI = $1 }, doc: "With it, review not counted."),
    ])

  package func check(at span: SourceSpan, with decoder: inout NodeDecoder) {
    decoder.checkIsOfHours(today)
    decoder.checkIsOfHours(withAI)
  }
}

/// Classes of data, perhaps with what each is for.
package struct DataList: FieldValue {
  package var classes: [Reference<DataClasses>] = []
  package var uses: [String: Prose] = [:]

  package static var shape: Shape {
    .either([
      .list(.reference(to: DataClasses.section)),
      .mapping(keys: .reference(to: DataClasses.section), values: .text(lines: true)),
    ])
  }

  package static func read(_ node: Node, with decoder: inout NodeDecoder) -> DataList? {
    guard node.form == .mapping, node.count > 0 else {
      return [Reference<DataClasses>].read(node, with: &decoder).map { DataList(classes: $0) }
    }
    var result = DataList()
    for (key, value) in node.entries {
      result.classes.append(Reference(key.text, at: key.span))
      let use = decoder.inContext(key.span) { decoder in Prose.read(value, with: &decoder) }
      if let use { result.uses[key.text] = use }
    }
    return result
  }
}

/// A list, or the word `open`: a lower set fills it (S66).
package enum OpenList<Target: ReferenceTarget>: FieldValue {
  case open(SourceSpan)
  case these([Reference<Target>])

  package static var shape: Shape {
    .either([
      .list(.reference(to: Target.section)),
      .choice([Shape.Word("open", "A lower set fills the list; until one does, it is empty.")]),
    ])
  }

  package static func read(_ node: Node, with decoder: inout NodeDecoder) -> OpenList? {
    if node.form.isScalar, node.text == "open" { return .open(node.span) }
    return [Reference<Target>].read(node, with: &decoder).map { .these($0) }
  }

  package var references: [Reference<Target>] {
    switch self {
    case .open: []
    case .these(let references): references
    }
  }
}

/// One of a workflow's actions.
package struct WorkflowAction: Record {
  package var title: Title?
  package var stage = Located(Stage.after)
  package init() {}

  package static let record = RecordDescription<WorkflowAction>(
    "workflow action", doc: "One of a workflow's actions.",
    fields: [
      .required("stage", { $0.stage = $1 }, doc: "How far it goes: what is due before that stage is due."),
      .optional("title", { $0.title = $1 }, doc: "What people call it."),
    ])
}

/// Whom to tell when an output was wrong.
package struct IfWrong: Record {
  package var tell = Reference<Roles>()
  package var due: Located<DeadlineSpan>?
  package init() {}

  package static let record = RecordDescription<IfWrong>(
    "if-wrong", doc: "What happens when an output was wrong.",
    fields: [
      .required("tell", { $0.tell = $1 }, doc: "The role that is told."),
      .optional("due", { $0.due = $1 }, doc: "How soon."),
    ])
}

/// What shows whether a workflow works.
package struct Metric: Record {
  package var title: Title?
  package var better: Direction?
  package var kind: MetricKind?
  package init() {}

  package static let record = RecordDescription<Metric>(
    "metric", doc: "What shows whether it works.",
    fields: [
      .optional("title", { $0.title = $1 }, doc: "What is measured."),
      .optional("better", { $0.better = $1 }, doc: "Which way is better."),
      .optional("kind", { $0.kind = $1 }, doc: "What kind of figure it is."),
    ])

  package enum Direction: String, Choice {
    case lower, higher
    package var doc: String { self == .lower ? "Less is better." : "More is better." }
  }

  package enum MetricKind: String, Choice {
    case time, quality, volume, cost
    package var doc: String {
      switch self {
      case .time: "How long it takes."
      case .quality: "How good it is."
      case .volume: "How much of it there is."
      case .cost: "What it costs."
      }
    }
  }
}

/// What a pilot of a workflow needs.
package struct PilotsNeed: Record {
  package var approvals: [Demand]?
  package var measures: MeasuresNeed?
  package var stopWhen: Required?
  package var limits: PilotLimits?
  package init() {}

  package static let record = RecordDescription<PilotsNeed>(
    "pilots-need", doc: "What a pilot needs.",
    fields: [
      .optional("approvals", { $0.approvals = $1 }, doc: "Who approves it."),
      .optional("measures", { $0.measures = $1 }, doc: "Whether it must measure something."),
      .optional("stop-when", { $0.stopWhen = $1 }, doc: "`required`: it must say when it is stopped early."),
      .optional("limits", { $0.limits = $1 }, doc: "How long and how large it may be."),
    ])
}

/// `required`.
package enum Required: String, Choice {
  case required
  package var doc: String { "It must be there." }
}

/// What a pilot must measure.
package struct MeasuresNeed: Record {
  package var required = Located(true)
  package var baseline: Located<BaselineNeed>?
  package init() {}

  package static let record = RecordDescription<MeasuresNeed>(
    "measures", doc: "What a pilot must measure.", besides: "A `baseline` needs `required: true`.",
    fields: [
      .required("required", { $0.required = $1 }, doc: "`true`: at least one measure with metric and target."),
      .optional("baseline", { $0.baseline = $1 }, doc: "Whether it needs a baseline too."),
    ])

  package func check(at span: SourceSpan, with decoder: inout NodeDecoder) {
    if !required.value, let baseline { decoder.report(.baselineOfNothing(), at: baseline.span ?? span) }
  }

  package enum BaselineNeed: String, Choice {
    case required
    case beforeStart = "before-start"
    package var doc: String {
      self == .required ? "A baseline is stated." : "It was measured before the pilot starts."
    }
  }
}

/// How long and how large a pilot may be.
package struct PilotLimits: Record {
  package var duration: Located<FixedSpan>?
  package var sites: Located<Int>?
  package var participants: Located<Int>?
  package init() {}

  package static let record = RecordDescription<PilotLimits>(
    "limits", doc: "How long and how large a pilot may be.", besides: "Its `duration` is in days or weeks.",
    fields: [
      .optional("duration", { $0.duration = $1 }, doc: "How long, first and last day included."),
      .optional("sites", { $0.sites = $1 }, doc: "At how many sites that have no sites within them."),
      .optional("participants", { $0.participants = $1 }, doc: "With how many people."),
    ])

  package func check(at span: SourceSpan, with decoder: inout NodeDecoder) {
    if let duration, case .seconds = duration.value.span { decoder.report(.daysExpected(), at: duration.span ?? span) }
  }
}

extension WorkflowStatus: Choice {
  package var doc: String {
    switch self {
    case .proposed: "Nobody has decided on it."
    case .pilot: "For pilots, and actions in one."
    case .approved: "Approved."
    case .suspended: "Stopped for now: it carries nothing on any day."
    case .refused: "Refused; `because` is what whoever proposes it reads."
    case .retired: "No longer in use."
    }
  }
}

extension Stage: Choice {
  package var doc: String {
    switch self {
    case .use: "The tool is used at all."
    case .draft: "A draft is made."
    case .release: "Something leaves the staff."
    case .after: "Everything that comes later."
    }
  }
}
