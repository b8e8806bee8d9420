import PolicyBasics
import PolicyChecker
import SourceText
import Testing

/// Reasons with their subjects and days, rules on trial, exceptions that are named.
@Suite struct ReasonTests {
  @Test func `S4: each reason once, with the first and the last judged day that it holds on`() throws {
    let subject = try Subject(
      """
      rules:
        midmonth:
          deny: [pilot]
          when: {data: grades}
          effective: {from: 2026-10-12, until: 2026-10-20}
          waivable: true
          because: A test.
          source: [Test]
      exceptions:
        in-between:
          rule: midmonth
          sites: [lincoln]
          effective: {from: 2026-10-14, until: 2026-10-16}
          granted-by: superintendent
          because: A test.
      workflows:
      """ + "\n" + Subject.workflow("short", ["effective": "{from: 2026-10-06, until: 2026-10-28}"]))
    // Denied on 12 and 13 and from 17 to 20 by the rule: one reason, from the first to the last.
    let one = try subject.decide(Subject.pilot(["data": "[grades]"]), on: "2026-10-01")
    #expect(one.outline == ["midmonth 2026-10-12 to 2026-10-20"])
    // The first day and the last two: a reason that holds at both ends.
    let two = try subject.decide(Subject.pilot(["workflow": "short"]), on: "2026-10-01")
    #expect(two.outline == ["workflow-dates 2026-10-05 to 2026-10-30"])
    // As of a later day it begins there.
    let three = try subject.decide(Subject.pilot(["workflow": "short"]), on: "2026-10-15")
    #expect(three.outline == ["workflow-dates 2026-10-29 to 2026-10-30"])
  }

  @Test func `S4: two reasons are the same if code and subject are`() throws {
    let subject = try Subject(
      "workflows:\n" + Subject.workflow("bare", ["data": "[published]", "materials": "[handbook]"])
        + Subject.workflow("signed", ["pilots-need": "{approvals: [privacy, {at-least: 2, of: [counsel, council]}]}"]))
    let action = try subject.decide(
      Subject.action([
        "workflow": "bare", "data": "[grades, faces, staff-notes]", "audiences": "[donors, staff]",
        "materials": "[roster, almanac]",
      ]))
    #expect(
      action.outline == [
        "audience of donors 2026-10-01 to 2026-10-01", "data of faces 2026-10-01 to 2026-10-01",
        "data of grades 2026-10-01 to 2026-10-01", "data of staff-notes 2026-10-01 to 2026-10-01",
        "material of almanac 2026-10-01 to 2026-10-01", "material of roster 2026-10-01 to 2026-10-01",
      ])
    let pilot = try subject.decide(Subject.pilot(["workflow": "signed"]), on: "2026-10-01")
    #expect(
      pilot.outline == [
        "approval of 2 of council, counsel 2026-10-05 to 2026-10-30", "approval of privacy 2026-10-05 to 2026-10-30",
      ])
    let missing = try subject.decide(Subject.action(["audiences": "", "tool": ""]))
    #expect(missing.reasons.map(\.subject) == [nil, nil])
    let roles = try subject.decide(Subject.action(["actor": "{person: t.reed, roles: [nurse, teacher, clerk]}"]))
    #expect(
      roles.outline == [
        "role-not-held of clerk 2026-10-01 to 2026-10-01", "role-not-held of nurse 2026-10-01 to 2026-10-01",
      ])
  }

  static let trial = """
    rules:
      on-trial:
        deny: [action]
        when: {data: grades}
        trial: {until: 2026-10-09}
        because: A test.
        source: [Test]
      unknown-on-trial:
        deny: [action]
        when: {data: directory, youngest: {before: 13}}
        trial: {until: 2026-10-09}
        because: A test.
        source: [Test]
      ended-trial:
        deny: [action]
        when: {data: voice}
        trial: {until: 2026-09-30}
        because: A test.
        source: [Test]
      later-trial:
        deny: [action]
        when: {data: grades}
        effective: {from: 2026-10-05}
        trial: {until: 2026-12-31}
        because: A test.
        source: [Test]
    attributes:
      youngest: {on: [action], type: count, title: Age of the youngest}
    """

  @Test(arguments: [
    ("2026-10-01", "grades", ["on-trial 2026-10-09"], []),
    ("2026-10-09", "grades", ["later-trial 2026-12-31", "on-trial 2026-10-09"], []),
    ("2026-10-10", "grades", ["later-trial 2026-12-31"], ["on-trial"]),
    ("2026-10-01", "published", [], []),
    ("2026-10-01", "directory", ["unknown-on-trial 2026-10-09"], []),
    ("2026-10-10", "directory", [], ["missing.youngest"]),
    ("2026-10-01", "voice", [], ["ended-trial"]),
  ])
  func `S20: until the trial is over decisions list what the rule would have done`(
    day: String, data: String, trials: [String], reasons: [String]
  ) throws {
    let subject = try Subject(ReasonTests.trial)
    let decision = try subject.decide(
      Subject.action(["at": "\(day)T09:00:00-07:00", "data": "[\(data)]"]), on: day)
    #expect(decision.trials.map { "\($0.rule) \($0.until)" } == trials)
    #expect(decision.codes == reasons)
  }

  static let exceptions = """
    rules:
      no-grades:
        deny: [pilot, action]
        when: {data: grades}
        waivable: true
        because: Grades stay where they are.
        source: [Test]
    exceptions:
      autumn:
        rule: no-grades
        sites: [lincoln]
        effective: {from: 2026-10-01, until: 2026-10-09}
        when: {impact: none}
        granted-by: superintendent
        because: A test.
      winter:
        rule: no-grades
        sites: [elementary]
        effective: {from: 2026-12-01, until: 2026-12-18}
        granted-by: council
        because: A test.
    """

  @Test(arguments: [
    // Day, site, impact; used exceptions; what the rule's reason says; what it does not say.
    ("2026-10-01", "lincoln", "none", ["autumn until 2026-10-09 by superintendent"], [], ["autumn", "winter"]),
    ("2026-10-09", "lincoln", "none", ["autumn until 2026-10-09 by superintendent"], [], ["autumn", "winter"]),
    (
      "2026-10-10", "lincoln", "none", [],
      ["autumn", "ended on 2026-10-09", "superintendent", "winter", "begins on 2026-12-01", "council"], []
    ),
    // Another site: the autumn's exception fails for more than its days.
    ("2026-10-10", "oak", "none", [], ["winter", "begins on 2026-12-01", "council"], ["autumn"]),
    ("2026-10-10", "lincoln", "informs", [], ["winter", "begins on 2026-12-01"], ["autumn"]),
    ("2026-10-10", "riverside", "none", [], [], ["autumn", "winter"]),
    ("2026-12-19", "oak", "none", [], ["winter", "ended on 2026-12-18"], ["autumn"]),
  ])
  func `S49: a rule's reason names each exception that fails for its days alone, an allow what lifted the rule`(
    day: String, site: String, impact: String, used: [String], says: [String], saysNot: [String]
  ) throws {
    let subject = try Subject(ReasonTests.exceptions)
    let decision = try subject.decide(
      Subject.action(["at": "\(day)T12:00:00-08:00", "data": "[grades]", "sites": "[\(site)]", "impact": impact]),
      on: day)
    #expect(
      decision.exceptions.map { "\($0.id) until \($0.until?.description ?? "open") by \($0.grantedBy)" } == used)
    #expect(decision.codes == (used.isEmpty ? ["no-grades"] : []))
    let words = String(describing: decision.reasons)
    for word in says { #expect(words.contains(word), "\(word)") }
    for word in saysNot { #expect(!words.contains(word), "\(word)") }
  }

  @Test func `S49: of a pilot the exception that ends on one of its days is listed and named`() throws {
    let subject = try Subject(ReasonTests.exceptions)
    let decision = try subject.decide(
      Subject.pilot(["data": "[grades]", "ends": "2026-10-16"]), on: "2026-10-01")
    #expect(decision.outline == ["no-grades 2026-10-10 to 2026-10-16"])
    #expect(decision.exceptions.map(\.id) == ["autumn"])
    #expect(String(describing: decision.reasons).contains("ended on 2026-10-09"))
  }
}
