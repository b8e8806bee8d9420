package import Description
import DocumentTree
package import PolicyBasics
package import PolicyChecker
package import ProposalCoding
package import SourceText

/// A rule across workflows: `deny`, `require` or `oblige` (S17, S20, S21).
package struct Rule: Remarked, SectionDeclaration {
  package var remarks = Remarks()
  package var deny: Located<[Located<ProposalKind>]>?
  package var require: Located<[Located<ProposalKind>]>?
  package var oblige: Located<[Located<ProposalKind>]>?
  package var when: Condition?
  package var always: Located<Bool>?
  package var unless: Condition?
  package var that: Condition?
  package var review: [ReviewStep]?
  package var approvals: [Demand]?
  package var duty: Prose?
  package var by: Reference<Roles>?
  package var due: Located<Due>?
  package var lasts: Located<TimeSpan>?
  package var waivable: Located<Bool>?
  package var effective: EffectiveDays?
  package var trial: Trial?
  package var whenAbsent: Located<Allow>?
  package init() {}

  /// What a rule requires is no condition of one that denies or obliges: an error says so, and nothing else is asked of it.
  package mutating func place(at span: SourceSpan) {
    if require == nil, deny != nil || oblige != nil { that = nil }
  }

  package static let record = RecordDescription<Rule>(
    "rule", doc: "What holds across workflows.",
    besides:
      "A rule has exactly one of `deny`, `require` and `oblige`. `deny` has a `when`, or `always: true`; `require` has exactly one of `that`, `review` and `approvals`; `oblige` has `do`, and it alone `by`, `due` and `lasts`. Without `source` it is a warning.",
    misplaced: { key, value, nearest in
      if Condition.isMatcher(key) || Condition.isOperand(value) {
        return "\(name: key) is a matcher: indent it under `when`, `unless` or `that`"
      }
      // What is cut from a text has no value; an attribute of the district's own is known to nobody here.
      guard nearest == nil, !value.isNothing else { return nil }
      return key == "if"
        ? "write `when`"
        : "the reference lists the keys of `rule`; a matcher is indented under `when`, `unless` or `that`"
    },
    fields: [
      .optional("deny", { $0.deny = $1 }, doc: "The kinds of proposal that it denies where `when` holds."),
      .optional(
        "require", { $0.require = $1 },
        doc: "The kinds of proposal of which it requires `that`, `review` or `approvals`."),
      .optional("oblige", { $0.oblige = $1 }, doc: "The kinds of proposal that bring the duty `do`."),
      .optional("when", { $0.when = $1 }, doc: "What it speaks of; left out in `require` and `oblige`, everything."),
      .optional(
        "always", { $0.always = $1 }, doc: "`true`, for a `deny` without `when`: it denies everything of its kinds."),
      .optional("unless", { $0.unless = $1 }, doc: "What it does not speak of."),
      .optional("that", { $0.that = $1 }, doc: "What must hold."),
      .optional("review", { $0.review = $1 }, doc: "Reviews that an action needs."),
      .optional("approvals", { $0.approvals = $1 }, doc: "Approvals that a proposal needs."),
      .optional("do", { $0.duty = $1 }, doc: "The duty."),
      .optional("by", { $0.by = $1 }, doc: "The role that does it; left out, the workflow's owner."),
      .optional(
        "due", { $0.due = $1 },
        doc:
          "When: `before use`, `before draft`, `before release` (left out: that), or a span such as `5 business-days after use`."
      ),
      .optional("lasts", { $0.lasts = $1 }, doc: "How long having done it counts."),
      .optional("waivable", { $0.waivable = $1 }, doc: "`true`: exceptions may lift it."),
      .optional("effective", { $0.effective = $1 }, doc: "The days on which it has its effect."),
      .optional("trial", { $0.trial = $1 }, doc: "Until when it is reported and not decided upon."),
      .optional("when-absent", { $0.whenAbsent = $1 }, doc: "`allow`: what it cannot know counts for the proposal."),
    ] + remarkFields(needsBecause: true))

  package static let example = """
    rules:
      no-health-data-in-ai:
        deny: [pilot, action]
        when: {data: student-health}
        because: Student health records stay out of AI tools.
        source: [FERPA 34 CFR 99.3, Board policy 3245]
      agreement-covers-the-pilot:
        require: [pilot]
        that: {ends: {at-most: tool.agreement.until}}
        because: The vendor agreement must be in force on every day of the pilot.
        source: [Board policy 3245]
      counsel-reads-what-goes-to-families:
        require: [action]
        when: {audiences: families, stage: {at-least: release}}
        review: [{what: every message, by: counsel, before: release}]
        because: A message to families can bind the district.
        source: [Board policy 4112]
        trial: {until: 2026-12-31}
      disclose-to-families:
        oblige: [action]
        when: {audiences: families}
        do: Say in the message that AI helped to draft it.
        by: communications-specialist
        due: before release
        because: Families are told when AI helped to write to them.
        source: [Board policy 3245]
        waivable: true
    audiences: {families: {title: Families}}
    data: {student-health: {title: Student health records, sensitivity: restricted}}
    roles:
      counsel: {title: Counsel}
      communications-specialist: {title: Communications specialist}
    """

  package func check(at span: SourceSpan, with decoder: inout NodeDecoder) {
    let effects = [("deny", deny), ("require", require), ("oblige", oblige)].compactMap { key, kinds in
      kinds.map { (key, $0) }
    }
    if effects.count > 1 {
      // Which of them is meant, and so what else belongs to the rule, nobody knows.
      return decoder.report(.oneEffect(effects.map(\.0)), at: span)
    }
    if ["deny", "require", "oblige"].allSatisfy({ decoder.lacks($0) }) {
      decoder.report(.oneEffect([]), at: span)
    }
    if decoder.lacks("source") { decoder.report(.ruleWithoutSource(), at: span) }

    let hasThat = !decoder.lacks("that")
    if decoder.lacks("deny") { decoder.reportMisplaced("always", belongsTo: "rules with `deny`") }
    if decoder.lacks("require") {
      if hasThat, deny != nil || oblige != nil {
        decoder.report(
          .thatWithoutRequire(besides: deny != nil ? "deny" : "oblige", hasWhen: !decoder.lacks("when")),
          at: decoder.place(of: "that") ?? span)
      } else {
        decoder.reportMisplaced("that", belongsTo: "rules with `require`")
      }
      for key in ["review", "approvals"] { decoder.reportMisplaced(key, belongsTo: "rules with `require`") }
    }
    if decoder.lacks("oblige") {
      for key in ["do", "by", "due", "lasts"] { decoder.reportMisplaced(key, belongsTo: "rules with `oblige`") }
    }
    if deny != nil {
      if always?.value == false || decoder.lacks("always"), !hasThat {
        decoder.reportMissing(
          "when", of: "rule with `deny`", orElse: "`always: true` where everything is denied", at: span)
      }
      if when != nil { decoder.reportMisplaced("always", belongsTo: "a `deny` without `when`") }
    }
    if require != nil {
      let demands = [that != nil, review != nil, approvals != nil].count { $0 }
      if demands > 1 || ["that", "review", "approvals"].allSatisfy({ decoder.lacks($0) }) {
        decoder.report(.oneDemand(demands), at: span)
      }
    }
    if let lasts, case .seconds = lasts.value { decoder.report(.daysExpected(), at: lasts.span ?? span) }
    if oblige != nil { decoder.reportMissing("do", of: "rule with `oblige`", at: span) }
  }
}

/// Until when a rule is on trial.
package struct Trial: Record {
  package var until = Located(Day.latest)
  package init() {}

  package static let record = RecordDescription<Trial>(
    "trial", doc: "A rule on trial is reported and not decided upon.",
    fields: [.required("until", { $0.until = $1 }, doc: "The last day of the trial; after it the rule has its effect.")]
  )
}

extension ProposalKind: Choice {
  package var doc: String {
    switch self {
    case .pilot: "A trial of a workflow over some time."
    case .action: "One use of a tool."
    }
  }
}
