import PolicyBasics
import PolicyChecker
import SourceText
import Testing

/// Until when an answer holds, and the days of a pilot.
@Suite struct HoldsTests {
  static let sections = """
    attributes:
      a: {on: [action], type: choice, values: [other, later, trial, signed, told, lasting, excepted], title: Which rule}
    rules:
      later: {deny: [action], when: {a: later}, effective: {from: 2026-11-02}, because: A test., source: [Test]}
      on-trial: {deny: [action], when: {a: trial}, trial: {until: 2026-10-15}, because: A test., source: [Test]}
      excepted: {deny: [action], when: {a: excepted}, waivable: true, because: A test., source: [Test]}
      signed: {require: [action], when: {a: signed}, approvals: [technology], because: A test., source: [Test]}
      told: {oblige: [action], when: {a: told}, do: Tell., by: privacy, due: before use, because: A test., source: [Test]}
      lasting:
        oblige: [action]
        when: {a: lasting}
        do: Tell them.
        by: privacy
        due: before use
        lasts: 10 days
        because: A test.
        source: [Test]
    exceptions:
      for-once:
        rule: excepted
        sites: [lincoln]
        effective: {from: 2026-10-01, until: 2026-10-09}
        granted-by: superintendent
        because: A test.
    pilots:
      running:
        requested-by: {person: t.reed, roles: [teacher]}
        owner: technology
        workflow: endlessly
        tool: endless
        autonomy: assist-draft
        impact: none
        data: [published]
        materials: []
        audiences: [staff]
        sites: [lincoln]
        starts: 2026-09-14
        ends: 2026-10-23
    \(Subject.endless)
      ends-on-day-399:
        title: Ends on day 399
        status: approved
        approved: {by: council, on: 2026-06-18}
        agreement: {until: 2027-11-04, data: [published], purposes: [writing]}
      ends-on-day-400:
        title: Ends on day 400
        status: approved
        approved: {by: council, on: 2026-06-18}
        agreement: {until: 2027-11-05, data: [published], purposes: [writing]}
      begins-on-day-400:
        title: Begins on day 400
        status: approved
        approved: {by: council, on: 2026-06-18}
        agreement: {from: 2027-11-05, data: [published], purposes: [writing]}
      begins-on-day-401:
        title: Begins on day 401
        status: approved
        approved: {by: council, on: 2026-06-18}
        agreement: {from: 2027-11-06, data: [published], purposes: [writing]}
    workflows:
    \(Subject.workflow("endlessly", [
      "tools": "[assistant, endless, ends-on-day-399, ends-on-day-400, begins-on-day-400, begins-on-day-401]",
    ]))
    \(Subject.workflow("reviewed", ["review": "[{what: it, by: technology, before: draft}]"]))
    \(Subject.workflow("autumn", ["effective": "{from: 2026-10-15, until: 2026-12-31}"]))
    """

  static let endless: KeyValuePairs = ["workflow": "endlessly", "tool": "endless"]

  @Test(
    arguments: [
      ("the agreement ends", [:], "2026-10-01 to 2027-06-30: agreement-dates"),
      ("a review lapses", ["materials": "[handbook]"], "2026-10-01 to 2026-12-31: material-lapsed"),
      (
        "two things end on one day",
        ["materials": "[handbook]", "actor": "{person: c.wood, roles: [communications]}"],
        "2026-10-01 to 2026-12-31: material-lapsed, role-not-held"
      ),
      ("nothing ends it", ["workflow": "endlessly", "tool": "endless"], "2026-10-01 to open"),
      (
        "denied on the last of the next 400 days", ["workflow": "endlessly", "tool": "ends-on-day-399"],
        "2026-10-01 to 2027-11-04: agreement-dates"
      ),
      ("denied on the day after those", ["workflow": "endlessly", "tool": "ends-on-day-400"], "2026-10-01 to open"),
      (
        "a reviewer's delegation ends",
        ["workflow": "reviewed", "reviewed-by": "[{role: technology, by: d.moss}]"], "2026-10-01 to 2026-10-09: review"
      ),
      ("a rule begins", ["a": "later"], "2026-10-01 to 2026-11-01: later"),
      ("a trial ends", ["a": "trial"], "2026-10-01 to 2026-10-15: on-trial"),
      ("an exception ends", ["a": "excepted"], "2026-10-01 to 2026-10-09: excepted"),
      (
        "an approval lapses",
        [
          "a": "signed", "workflow": "endlessly", "tool": "endless",
          "approvals": "[{role: technology, by: k.lee, on: 2026-09-30, content: this}]",
        ], "2026-10-01 to 2027-09-30: approval"
      ),
      (
        "what was attested is of that day alone",
        ["a": "told", "attested": "[{duty: told, by: p.ito, on: 2026-10-01}]"],
        "2026-10-01 to 2026-10-01: duty"
      ),
      (
        "the effect of what was attested ends",
        ["a": "lasting", "attested": "[{duty: lasting, by: p.ito, on: 2026-09-28}]"], "2026-10-01 to 2026-10-08: duty"
      ),
      (
        "its pilot ends", ["pilot": "running", "workflow": "endlessly", "tool": "endless"],
        "2026-10-01 to 2026-10-23: pilot-bounds"
      ),
      ("near midnight", ["at": "2026-10-01T23:59:59-07:00"], "2026-10-01 to 2027-06-30: agreement-dates"),
    ] as [(String, [String: String], String)])
  func `S55: an allowed action holds until the day before the first of the next 400 days on which it is denied`(
    why: String, changes: [String: String], expected: String
  ) throws {
    let decision = try Subject(HoldsTests.sections).decide(
      Subject.action(pairs(["a": "other"].merging(changes) { $1 })))
    #expect(decision.codes == [])
    #expect(decision.held == expected, "\(why)")
  }

  @Test(
    arguments: [
      ("its workflow begins", ["workflow": "autumn"], "2026-10-01 to 2026-10-14"),
      ("nothing allows it", ["audiences": "[donors]"], "2026-10-01 to open"),
      (
        "allowed on the last of the next 400 days", ["workflow": "endlessly", "tool": "begins-on-day-400"],
        "2026-10-01 to 2027-11-04"
      ),
      ("allowed on the day after those", ["workflow": "endlessly", "tool": "begins-on-day-401"], "2026-10-01 to open"),
      ("a fact is missing", ["sites": ""], "2026-10-01 to open"),
    ] as [(String, [String: String], String)])
  func `S55: a denied action names the first day on which it is allowed`(
    why: String, changes: [String: String], expected: String
  ) throws {
    let decision = try Subject(HoldsTests.sections).decide(
      Subject.action(pairs(["a": "other"].merging(changes) { $1 })))
    #expect(decision.effect == .deny)
    let holds = try #require(decision.holds)
    #expect("\(holds.from) to \(holds.until?.description ?? "open")" == expected, "\(why)")
  }

  @Test func `S55: content that is right now counts as right on the days that follow`() throws {
    let subject = try Subject(HoldsTests.sections)
    let changes = ["a": "signed", "workflow": "endlessly", "tool": "endless"]
    let content = String(subject.prepare(Subject.action(pairs(changes))).content.prefix(40))
    func held(_ content: String) throws -> Decision {
      let approval = "[{role: technology, by: k.lee, on: 2026-09-30, content: \(content)}]"
      return try subject.decide(Subject.action(pairs(changes.merging(["approvals": approval]) { $1 })))
    }
    #expect(try held(content).held == "2026-10-01 to 2027-09-30: approval")
    #expect(try held(String(repeating: "0", count: 40)).codes == ["approval"])
  }

  @Test(
    arguments: [
      ("2026-10-01", "2026-10-05 to 2026-10-30"), ("2026-10-12", "2026-10-12 to 2026-10-30"),
      ("2026-10-30", "2026-10-30 to 2026-10-30"), ("2026-10-31", nil),
    ] as [(String, String?)])
  func `S56: an allowed pilot holds until it ends`(asOf: String, expected: String?) throws {
    let decision = try Subject(HoldsTests.sections).decide(Subject.pilot(), on: asOf)
    #expect(decision.held == expected)
    #expect((decision.effect == .allow) == (expected != nil))
  }

  static let runs = """
    materials:
      leaflet: {title: Leaflet, data: [published], until: 2026-10-13}
      poster: {title: Poster, data: [published], until: 2026-10-20}
    rules:
      last-days: {deny: [pilot], when: {data: grades}, effective: {from: 2026-10-28}, because: A test., source: [Test]}
      no-effect: {deny: [pilot], when: {data: voice}, effective: {from: 2026-10-08}, because: A test., source: [Test]}
    workflows:
    \(Subject.workflow("autumn", [
      "effective": "{from: 2026-10-06, until: 2026-10-28}", "materials": "[leaflet, poster]",
    ]))
    """

  @Test(
    arguments: [
      (["workflow": "letters"], "2026-10-01", ["2026-10-05 to 2026-10-30 allow"]),
      (["workflow": "letters"], "2026-10-20", ["2026-10-20 to 2026-10-30 allow"]),
      (
        ["workflow": "autumn", "owner": "registrar", "data": "[grades]"], "2026-10-01",
        [
          "2026-10-05 to 2026-10-05 deny: workflow-dates", "2026-10-06 to 2026-10-20 allow",
          "2026-10-21 to 2026-10-27 deny: owner-vacant", "2026-10-28 to 2026-10-28 deny: last-days, owner-vacant",
          "2026-10-29 to 2026-10-30 deny: last-days, owner-vacant, workflow-dates",
        ]
      ),
      // The same code for another subject is another reason; the third run has both.
      (
        ["workflow": "autumn", "materials": "[leaflet, poster]", "ends": "2026-10-23", "starts": "2026-10-12"],
        "2026-10-01",
        [
          "2026-10-12 to 2026-10-13 allow", "2026-10-14 to 2026-10-20 deny: material-lapsed",
          "2026-10-21 to 2026-10-23 deny: material-lapsed",
        ]
      ),
      (["workflow": "letters", "audiences": ""], "2026-10-01", ["2026-10-05 to 2026-10-30 deny: missing.audiences"]),
    ] as [([String: String], String, [String])])
  func `S59: a timeline lists the longest runs of judged days with the same reasons`(
    changes: [String: String], asOf: String, expected: [String]
  ) throws {
    let decision = try Subject(HoldsTests.runs).decide(Subject.pilot(pairs(changes)), on: asOf)
    #expect(decision.runs == expected)
  }

  @Test func `S59: an action has no timeline`() throws {
    #expect(try Subject(HoldsTests.runs).decide(Subject.action()).runs == [])
  }
}
