import PolicyBasics
import PolicyChecker
import Testing

/// What a reason says besides: who asks, what is absent, which signatures do not count and why.
@Suite struct ReasonNoteTests {
  /// A rule, with `because` and `source`.
  private static func rule(_ id: String, _ body: String, because: String = "A test.") -> String {
    "  \(id): {\(body), because: \(because), source: [Test]}\n"
  }

  private static let youngest =
    "attributes:\n  youngest: {on: [pilot, action], type: count, title: Age of the youngest}\n"

  private static func exception(_ rule: String, _ days: String, by: String = "council", and more: String = "") -> String
  {
    "exceptions:\n  ex: {rule: \(rule), sites: [lincoln], effective: {\(days)}, \(more)granted-by: \(by), because: A test.}\n"
  }

  // MARK: Who asks

  struct Asking: CustomTestStringConvertible, Sendable {
    var name: String
    var text: String
    var action: [String: String]?
    var rule: String?
    var says: [String] = []
    var saysNot: [String] = []
    var testDescription: String { name }
  }

  @Test(arguments: [
    Asking(
      name: "on trial",
      text: "rules:\n" + rule("a-other", "require: [pilot], approvals: [counsel], trial: {until: 2027-12-31}")
        + rule("b-real", "require: [pilot], approvals: [counsel]"),
      rule: "b-real", saysNot: ["a-other"]),
    Asking(
      name: "lifted",
      text: "rules:\n" + rule("a-other", "require: [pilot], approvals: [counsel], waivable: true")
        + rule("b-real", "require: [pilot], approvals: [counsel]")
        + exception("a-other", "until: 2027-12-31"),
      rule: "b-real", saysNot: ["a-other"]),
    Asking(
      name: "of a later stage",
      text: "rules:\n" + rule("a-other", "require: [action], review: [{what: x, by: counsel, before: release}]")
        + rule("b-real", "require: [action], review: [{what: x, by: counsel, before: draft}]"),
      action: [:], rule: "b-real", saysNot: ["a-other"]),
    Asking(
      name: "absent and allowed to be",
      text: "rules:\n"
        + rule("a-other", "require: [pilot], when: {youngest: {before: 13}}, when-absent: allow, approvals: [counsel]")
        + rule("b-real", "require: [pilot], approvals: [counsel]") + youngest,
      rule: "b-real", saysNot: ["a-other"]),
    Asking(
      name: "both ask",
      text: "rules:\n" + rule("a-one", "require: [pilot], approvals: [counsel]", because: "First.")
        + rule("b-two", "require: [pilot], approvals: [counsel]", because: "Second."),
      rule: "a-one", says: ["the rule `b-two` asks for it too: Second."]),
    Asking(
      name: "the workflow and a rule",
      text: "rules:\n"
        + rule("a-one", "require: [action], review: [{what: x, by: counsel, before: draft}]", because: "First.")
        + "workflows:\n" + Subject.workflow("read", ["review": "[{what: x, by: counsel, before: draft}]"]),
      action: ["workflow": "read"], rule: nil,
      says: ["the workflow `read` asks for it", "the rule `a-one` asks for it too: First."]),
  ])
  func `S20, S21, S35, S49: a reason for a signature names who asks for it, and nobody who does not`(asking: Asking)
    throws
  {
    let subject = try Subject(asking.text)
    let decision = try subject.decide(
      asking.action.map { Subject.action(pairs($0)) } ?? Subject.pilot(), on: "2026-10-01")
    #expect(decision.reasons.count == 1)
    let reason = try #require(decision.reasons.first)
    #expect(reason.rule == asking.rule)
    for note in asking.says { #expect(reason.notes.contains(note), "\(reason.notes)") }
    for word in asking.saysNot { #expect(!"\(reason)".contains(word), "\(word)") }
  }

  @Test func `S49, S62: an exception that ended is named where its rule asks for a signature that nobody can give`()
    throws
  {
    // The only teacher is the requester.
    let subject = try Subject(
      "rules:\n" + Self.rule("taught", "require: [pilot], approvals: [teacher], waivable: true")
        + Self.exception("taught", "until: 2026-09-30"))
    let reason = try #require(try subject.decide(Subject.pilot(), on: "2026-10-01").reasons.first)
    #expect(reason.code == "approval")
    #expect(reason.notes == ["the exception `ex`, granted by `council`, ended on 2026-09-30"])
    #expect(reason.remedies == [.changePolicy(by: "council")])
  }

  @Test func `S49: an exception that ended is named where its rule asks for a duty or does not compare`() throws {
    let subject = try Subject(
      "rules:\n" + Self.rule("told", "oblige: [action], waivable: true, do: Tell them., by: clerk, due: before use")
        + Self.exception("told", "until: 2026-09-30"))
    let reason = try #require(try subject.decide(Subject.action()).reasons.first)
    #expect(reason.code == "duty")
    #expect(reason.notes == ["the exception `ex`, granted by `council`, ended on 2026-09-30"])
  }

  @Test func `S49: an exception whose conditions read the tier is named after its end`() throws {
    let subject = try Subject(
      "rules:\n" + Self.rule("no-grades", "deny: [action], when: {data: grades}, waivable: true")
        + Self.exception("no-grades", "until: 2026-09-30", and: "when: {tier: {at-most: sensitive}}, "))
    let notes = try subject.decide(Subject.action(["data": "[grades]"])).reasons.flatMap(\.notes)
    #expect(notes == ["the exception `ex`, granted by `council`, ended on 2026-09-30"])
  }

  @Test func `S49: an exception within a pilot's days both begins and ends`() throws {
    let subject = try Subject(
      "rules:\n" + Self.rule("no-grades", "deny: [pilot], when: {data: grades}, waivable: true")
        + Self.exception("no-grades", "from: 2026-10-12, until: 2026-10-16"))
    let notes = try subject.decide(Subject.pilot(["data": "[grades]"]), on: "2026-10-01").reasons.flatMap(\.notes)
    #expect(notes == ["the exception `ex`, granted by `council`, begins on 2026-10-12 and ends on 2026-10-16"])
  }

  // MARK: What is absent

  @Test func `S17, S20, S25: a missing fact names the rules that ask for it, and no others`() throws {
    let subject = try Subject(
      "rules:\n" + Self.rule("high-only", "deny: [action], when: {tier: high, youngest: {before: 13}}")
        + Self.rule("on-trial", "deny: [action], when: {youngest: {before: 13}}, trial: {until: 2027-12-31}")
        + Self.rule("may-lack", "deny: [action], when: {youngest: {before: 13}}, when-absent: allow")
        + Self.rule("lifted", "deny: [action], when: {youngest: {before: 13}}, waivable: true")
        + Self.rule("asks", "deny: [action], when: {audiences: staff, youngest: {before: 13}}", because: "Of staff.")
        + Self.exception("lifted", "until: 2027-12-31") + Self.youngest)
    let decision = try subject.decide(Subject.action())
    #expect(decision.codes == ["missing.youngest"])
    #expect(decision.reasons.flatMap(\.notes) == ["the rule `asks` asks for it: Of staff."])
  }

  @Test func `S12, S17: a signature or a duty that is asked for only since a fact is absent says so`() throws {
    let subject = try Subject(
      "rules:\n" + Self.rule("young", "require: [action], when: {youngest: {before: 13}}, approvals: [counsel]")
        + Self.rule("high", "require: [action], when: {tier: high}, approvals: [privacy]")
        + Self.rule(
          "told", "oblige: [action], when: {youngest: {before: 13}}, do: Tell them., by: clerk, due: before use")
        + Self.youngest)
    let decision = try subject.decide(Subject.action(["impact": ""]))
    #expect(decision.codes == ["approval", "duty", "missing.impact"])
    let notes = decision.reasons.map { "\($0.code) \($0.subject ?? ""): \($0.notes)" }
    #expect(
      notes == [
        #"duty told: ["the rule `told` asks for it, since `youngest` is not stated"]"#, "missing.impact : []",
        #"approval counsel: ["the rule `young` asks for it, since `youngest` is not stated"]"#,
        #"approval privacy: ["the rule `high` asks for it, since `impact` is not stated"]"#,
      ])
    #expect(decision.missing.fields == ["impact", "youngest"])

    // Stated, it is no more spoken of; nor where somebody asks for it whatever is stated.
    let stated = try subject.decide(Subject.action(["youngest": "9"]))
    #expect(stated.codes == ["approval", "duty"])
    #expect(stated.missing.fields == [])
    #expect(stated.reasons.flatMap(\.notes) == [])
    let anyway = try Subject(
      "rules:\n" + Self.rule("a-young", "require: [pilot], when: {youngest: {before: 13}}, approvals: [counsel]")
        + Self.rule("b-always", "require: [pilot], approvals: [counsel]") + Self.youngest)
    #expect(try anyway.decide(Subject.pilot(), on: "2026-10-01").missing.fields == [])
  }

  @Test func `S12: a fact that could not decide any more is not said to be wanted`() throws {
    let subject = try Subject(
      "rules:\n"
        + Self.rule(
          "young",
          "require: [action], when: {youngest: {before: 13}}, unless: {vital: no, roles: privacy}, approvals: [counsel]"
        )
        + Self.youngest + "  vital: {on: [pilot, action], type: yes-no, title: Vital}\n")
    // Who acts is no privacy officer, so that `vital` is of no use.
    let decision = try subject.decide(Subject.action())
    #expect(decision.reasons.flatMap(\.notes) == ["the rule `young` asks for it, since `youngest` is not stated"])
    #expect(decision.missing.fields == ["youngest"])
    #expect(decision.together?.remedies == [.stateField(field: "youngest")])
    let officer = try subject.decide(Subject.action(["actor": "{person: x.guest, roles: [privacy]}"]))
    #expect(
      officer.reasons.flatMap(\.notes) == ["the rule `young` asks for it, since `vital` and `youngest` are not stated"])
    #expect(officer.missing.fields == ["vital", "youngest"])
    // Each of them alone could do without the approval.
    #expect(officer.together?.remedies == [.stateField(field: "vital")])
    #expect(
      try subject.decide(Subject.action(["actor": "{person: x.guest, roles: [privacy]}", "vital": "no"])).effect
        == .allow)
  }

  @Test func `S23, S25: a tier that is reached only since a fact is absent says so`() throws {
    let subject = try Subject("workflows:\n" + Subject.workflow("low", ["tier": "routine", "impact": "informs"]))
    let decision = try subject.decide(Subject.action(["workflow": "low", "impact": ""]))
    let reason = try #require(decision.reasons.first { $0.code == "tier" })
    #expect(reason.notes == ["it is in the tier `high`, since `impact` is not stated"])
    #expect(decision.missing.fields == ["impact"])
    let stated = try subject.decide(Subject.action(["workflow": "low", "data": "[grades]"]))
    #expect(stated.reasons.flatMap(\.notes) == [])
  }

  @Test func `S32: while nobody is named who acts, the reason says that no signature counts`() throws {
    let subject = try Subject(
      "workflows:\n"
        + Subject.workflow(
          "robot", ["autonomy": "autonomous", "review": "[{what: x, by: counsel, before: draft}]"]))
    let decision = try subject.decide(
      Subject.action([
        "workflow": "robot", "autonomy": "autonomous", "actor": "{roles: [clerk]}", "tool": "",
        "reviewed-by": "[{role: counsel, by: v.dale}]",
      ]))
    #expect(decision.missing.fields == ["actor.person", "tool"])
    let reason = try #require(decision.reasons.first { $0.code == "review" })
    #expect(reason.notes.contains("no signature counts, since `actor.person` and `tool` are not stated"))
  }

  // MARK: What does not count

  @Test(arguments: [
    (
      "approvals", "[privacy]", "[{by: p.ito, on: 2026-09-30, content: this}]",
      "the signature by `p.ito` of 2026-09-30 does not count: it names no role"
    ),
    (
      "approvals", "[council]",
      "[{committee: council, on: 2026-09-30, content: this, yes: [{role: nurse, by: v.dale}], no: [], abstain: [], recused: []}]",
      "the signature by `v.dale` of 2026-09-30 does not count: `council` has no seat for the role `nurse`"
    ),
    (
      "approvals", "[{at-least: 2, of: [counsel, nurse]}]",
      "[{role: counsel, by: v.dale, on: 2026-09-30, content: this}, {role: nurse, by: v.dale, on: 2026-09-30, content: this}]",
      "`v.dale` signs as `counsel` and `nurse`, and a person counts in one role"
    ),
    (
      "approvals", "[privacy]", "[{role: privacy, by: p.ito, on: 2026-10-03, content: this}]",
      "the signature by `p.ito` of 2026-10-03 does not count: it is dated 2026-10-03, after the day of the check"
    ),
  ])
  func `S3, S29, S36, S39: what is signed for a pilot and does not count is named with its cause`(
    _: String, demand: String, approvals: String, note: String
  ) throws {
    let subject = try Subject("rules:\n" + Self.rule("signed", "require: [pilot], approvals: \(demand)"))
    let decision = try subject.decide(Subject.pilot(["approvals": approvals]), on: "2026-10-01")
    #expect(decision.codes == ["approval"])
    #expect(decision.reasons.flatMap(\.notes) == [note])
  }

  @Test func `S36: of roles that one person fills the message does not say that enough have approved`() throws {
    let subject = try Subject(
      "rules:\n" + Self.rule("signed", "require: [pilot], approvals: [{at-least: 2, of: [counsel, nurse]}]"))
    let signed = ["counsel", "nurse"].map { "{role: \($0), by: v.dale, on: 2026-09-30, content: this}" }
    let decision = try subject.decide(
      Subject.pilot(["approvals": "[\(signed.joined(separator: ", "))]"]), on: "2026-10-01")
    #expect(
      decision.reasons.map(\.message) == [
        "2 of `counsel` and `nurse` must approve, and no choice of one role for each person fills so many"
      ])
  }

  @Test(arguments: [
    ("{role: technology, by: k.lee}", "it names no step, and the workflow has two by this role"),
    ("{role: technology, by: k.lee, step: one}", "it names the step `one`"),
    ("{by: k.lee, step: two}", "it names no role"),
  ])
  func `S29, S35: a review that is not for the step is named`(review: String, cause: String) throws {
    let steps = "{id: one, what: x, by: technology, before: draft}, {id: two, what: y, by: technology, before: draft}"
    let subject = try Subject("workflows:\n" + Subject.workflow("two-steps", ["review": "[\(steps)]"]))
    let decision = try subject.decide(Subject.action(["workflow": "two-steps", "reviewed-by": "[\(review)]"]))
    let reason = try #require(decision.reasons.first { $0.subject == "technology/two" })
    #expect(
      reason.notes == [
        "the workflow `two-steps` asks for it", "the signature by `k.lee` does not count: \(cause)",
      ])
  }

  @Test(arguments: [
    ("2026-10-05", "it is dated 2026-10-03, after the action's day, 2026-10-01"),
    (
      "2026-10-01",
      "it is dated 2026-10-03, after the day of the check, and it is dated 2026-10-03, after the action's day, 2026-10-01"
    ),
  ])
  func `S3, S29: an approval after the action's day says so`(asOf: String, cause: String) throws {
    let subject = try Subject("rules:\n" + Self.rule("signed", "require: [action], approvals: [privacy]"))
    let approvals = "[{role: privacy, by: p.ito, on: 2026-10-03, content: this}]"
    let decision = try subject.decide(Subject.action(["approvals": approvals]), on: asOf)
    let notes = decision.reasons.filter { $0.code == "approval" }.flatMap(\.notes)
    #expect(notes == ["the signature by `p.ito` of 2026-10-03 does not count: \(cause)"])
  }

  // MARK: Trials

  @Test(
    arguments: [
      ("require: [action], review: [{what: x, by: counsel, before: draft}]", [:], ["review"]),
      (
        "require: [action], review: [{what: x, by: counsel, before: draft}]",
        ["reviewed-by": "[{role: counsel, by: v.dale}]"], nil
      ),
      ("require: [action], review: [{what: x, by: counsel, before: release}]", [:], nil),
      ("require: [action], approvals: [counsel]", [:], ["approval"]),
      ("oblige: [action], do: Tell them., by: clerk, due: before use", [:], ["duty"]),
      (
        "oblige: [action], do: Tell them., by: clerk, due: before use",
        ["attested": "[{duty: tried, by: c.wood, on: 2026-10-01}]"], nil
      ),
      ("oblige: [action], do: Tell them., by: clerk, due: before release", [:], []),
      ("deny: [action], when: {youngest: {before: 13}}", [:], ["missing.youngest"]),
      ("deny: [action], when: {youngest: {before: 13}}", ["youngest": "9"], ["tried"]),
      ("deny: [action], when: {youngest: {before: 13}}", ["youngest": "13"], nil),
    ] as [(String, [String: String], [String]?)])
  func `S20: a rule on trial is listed with the reasons that it would give, or not at all`(
    body: String, changes: [String: String], reasons: [String]?
  ) throws {
    let subject = try Subject("rules:\n" + Self.rule("tried", "\(body), trial: {until: 2026-10-31}") + Self.youngest)
    let decision = try subject.decide(Subject.action(pairs(changes)))
    #expect(decision.codes == [])
    #expect(decision.trials.map(\.reasons) == (reasons.map { [$0] } ?? []))
  }

  @Test func `S20, S37: a rule on trial is tried beside what is asked for already`() throws {
    // v.dale counts as counsel or as nurse: each alone is met.
    let subject = try Subject(
      "rules:\n" + Self.rule("asked", "require: [pilot], approvals: [counsel]")
        + Self.rule("tried", "require: [pilot], approvals: [nurse], trial: {until: 2026-10-31}"))
    let signed = ["counsel", "nurse"].map { "{role: \($0), by: v.dale, on: 2026-09-30, content: this}" }
    let decision = try subject.decide(
      Subject.pilot(["approvals": "[\(signed.joined(separator: ", "))]"]), on: "2026-10-01")
    #expect(decision.codes == [])
    #expect(decision.trials.map(\.reasons) == [["dual-role"]])
  }

  // MARK: Pilots

  @Test func `S23: an action in a pilot that is itself denied says why that is`() throws {
    let own = Subject.pilot(["workflow": "tried"]).split(separator: "\n").dropFirst().joined(separator: "\n    ")
    let subject = try Subject(
      "workflows:\n" + Subject.workflow("tried", ["pilots-need": "{approvals: [privacy], stop-when: required}"])
        + "pilots:\n  autumn:\n    \(own)\n")
    let decision = try subject.decide(
      Subject.action(["workflow": "tried", "pilot": "autumn", "at": "2026-10-06T09:00:00-07:00"]))
    let reason = try #require(decision.reasons.first { $0.code == "pilot-denied" })
    #expect(reason.notes == ["the pilot's own reasons are `approval` of `privacy`, `stop-when`"])
    #expect(reason.remedies == [.changePolicy(by: "council")])
  }

  @Test func `S23, S62: of a pilot that lacks an approval alone the remedy names who gives it`() throws {
    let own = Subject.pilot(["workflow": "tried"]).split(separator: "\n").dropFirst().joined(separator: "\n    ")
    let subject = try Subject(
      "workflows:\n" + Subject.workflow("tried", ["pilots-need": "{approvals: [privacy]}"])
        + "pilots:\n  autumn:\n    \(own)\n")
    let decision = try subject.decide(
      Subject.action(["workflow": "tried", "pilot": "autumn", "at": "2026-10-06T09:00:00-07:00"]))
    #expect(decision.reasons.map(\.remedies) == [[.changePolicy(by: "privacy")]])
  }

  // MARK: Order, and the id of a decision

  @Test func `S58: the order of a condition's keys and of a rule's sources changes no byte of a reason`() throws {
    func reasons(_ when: String, _ sources: String) throws -> String {
      let subject = try Subject(
        """
        rules:
          no-grades: {deny: [action], when: {\(when)}, because: A test., source: [\(sources)]}
        """)
      let decision = try subject.decide(Subject.action(["data": "[grades]"]))
      #expect(decision.codes == ["no-grades"])
      #expect(decision.reasons.flatMap(\.facts).map(\.field) == ["tool", "data", "audiences"])
      return "\(decision.reasons)"
    }
    let one = try reasons("data: grades, tool: assistant, audiences: staff", "Law 1, Policy 2")
    #expect(try reasons("tool: assistant, audiences: staff, data: grades", "Policy 2, Law 1") == one)
  }

  @Test func `S1, S6: the id of a decision names the question, what does not decode included`() throws {
    let subject = try Subject("rules:\n" + Self.rule("none", "deny: [action], when: {data: secret}"))
    func id(_ changes: [String: String], on day: String = "2026-10-01") throws -> String {
      try subject.decide(Subject.action(pairs(changes)), on: day).id
    }
    #expect(try id([:]) == id(["reviewed-by": "[{role: counsel, by: v.dale}]"]))
    #expect(try id([:]) != id([:], on: "2026-10-02"))
    let unknown = try id(["workflow": "zzz"])
    #expect(try unknown == id(["workflow": "zzz"]))
    #expect(try unknown != id(["workflow": "zzz", "action": "other"]))
    #expect(try unknown != id(["workflow": "zzy"]))
    #expect(try unknown != id([:]))
  }
}
