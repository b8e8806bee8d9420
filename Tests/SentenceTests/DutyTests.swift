import PolicyBasics
import PolicyChecker
import SourceText
import Testing

/// Duties as an allow lists them: their day, and how they stand.
@Suite struct DutyTests {
  /// A duty of its own for each test, due as given.
  private func subject(_ due: String, kind: String, lasts: String = "") throws -> Subject {
    try Subject(
      """
      attributes:
        sent: {on: [pilot, action], type: date, title: When it is sent}
      rules:
        told:
          oblige: [\(kind)]
          do: Tell them.
          by: privacy
          due: \(due)
          \(lasts.isEmpty ? "" : "lasts: \(lasts)")
          because: A test.
          source: [Test]
      \(Subject.endless)
      workflows:
      \(Subject.workflow("endlessly", ["tools": "[assistant, endless]"]))
      """)
  }

  @Test(arguments: [
    // 2026-11-11, 26 and 27 are holidays, 2026-10-03 is a Saturday.
    ("1 business-days after use", "2026-10-01", "2026-10-02"),
    ("1 business-days after use", "2026-10-02", "2026-10-05"),
    ("1 business-days after use", "2026-10-03", "2026-10-05"),
    ("1 business-days after use", "2026-10-04", "2026-10-05"),
    ("5 business-days after use", "2026-11-10", "2026-11-18"),
    ("2 business-days after release", "2026-11-25", "2026-12-01"),
    ("1 business-days before release", "2026-10-05", "2026-10-02"), ("3 days after use", "2026-10-01", "2026-10-04"),
    ("0 days after use", "2026-10-01", "2026-10-01"), ("2 days before release", "2026-10-01", "2026-09-29"),
    ("2 weeks after use", "2026-10-01", "2026-10-15"), ("1 months after use", "2026-10-31", "2026-11-30"),
    ("1 months after use", "2027-01-29", "2027-02-28"), ("30 days before agreement-end", "2026-10-01", "2027-05-31"),
    ("before draft", "2026-10-01", "2026-10-01"),
  ])
  func `S5, S46: when the duty of an action is due`(due: String, day: String, expected: String) throws {
    // What is due on the day itself must be done, so that the action is allowed.
    let done = due == "before draft" ? "[{duty: told, by: p.ito, on: \(day)}]" : "[]"
    let noon = "\(day)T12:00:00-08:00"
    let decision = try subject(due, kind: "action").decide(Subject.action(["at": noon, "attested": done]), on: day)
    #expect(decision.codes == [])
    #expect(decision.obligations.map { $0.due?.description } == [expected])
    #expect(decision.obligations.map(\.by) == ["privacy"])
    #expect(decision.obligations.map(\.task) == ["Tell them."])
  }

  @Test(
    arguments: [
      ("3 days after start", "2026-10-08"), ("1 weeks before start", "2026-09-28"), ("5 days after end", "2026-11-04"),
      ("1 months after end", "2026-11-30"), ("10 business-days after end", "2026-11-16"), ("before use", "2026-10-05"),
      ("2 days after sent", "2026-10-22"), ("30 days before agreement-end", "2027-05-31"), ("before draft", nil),
      ("before release", nil),
    ] as [(String, String?)])
  func `S5, S46, S48: when the duty of a pilot is due`(due: String, expected: String?) throws {
    let decision = try subject(due, kind: "pilot").decide(Subject.pilot(["sent": "2026-10-20"]), on: "2026-09-15")
    #expect(decision.codes == [])
    #expect(decision.obligations.map { $0.due?.description } == [expected])
    #expect(decision.obligations.map(\.state) == [.open])
  }

  @Test func `S46: a duty counted from a date that is absent is open, without a day`() throws {
    let decision = try subject("2 days after sent", kind: "pilot").decide(Subject.pilot(), on: "2026-10-30")
    #expect(decision.duties == ["told open"])
    let endless = try subject("2 days after agreement-end", kind: "pilot").decide(
      Subject.pilot(["tool": "endless", "workflow": "endlessly"]), on: "2026-10-30")
    #expect(endless.duties == ["told open"])
  }

  @Test(
    arguments: [
      // As-of day, day of attestation; how the duty stands that was due on 2026-10-08.
      ("2026-10-08", nil, "told open until 2026-10-08"), ("2026-10-09", nil, "told overdue until 2026-10-08"),
      ("2026-10-08", "2026-10-08", "told done until 2026-10-08"),
      ("2026-10-08", "2026-10-09", "told open until 2026-10-08"),
      ("2026-10-09", "2026-10-09", "told done until 2026-10-08"),
      ("2026-10-20", "2026-10-01", "told done until 2026-10-08"),
    ] as [(String, String?, String)])
  func `S47, S48: done, open or overdue as of the as-of day`(asOf: String, on: String?, expected: String) throws {
    let attested = on.map { "[{duty: told, by: p.ito, on: \($0)}]" } ?? "[]"
    let decision = try subject("3 days after start", kind: "pilot")
      .decide(Subject.pilot(["attested": attested]), on: asOf)
    #expect(decision.effect == .allow)
    #expect(decision.duties == [expected])
  }

  @Test(arguments: [
    ("2026-10-09", "told done until 2026-10-08"), ("2026-10-10", "told overdue until 2026-10-08"),
  ])
  func `S47: what was done counts as long as its effect lasts`(asOf: String, expected: String) throws {
    let decision = try subject("3 days after start", kind: "pilot", lasts: "10 days")
      .decide(Subject.pilot(["attested": "[{duty: told, by: p.ito, on: 2026-09-29}]"]), on: asOf)
    #expect(decision.duties == [expected])
  }

  @Test func `S48: an allow lists duties that hold on any judged day, a denial none`() throws {
    let subject = try Subject(
      """
      rules:
        late:
          oblige: [pilot]
          do: Tell them.
          by: privacy
          due: 5 days after end
          effective: {from: 2026-10-30}
          because: A test.
          source: [Test]
        never:
          oblige: [pilot]
          do: Tell them.
          by: privacy
          due: 5 days after end
          effective: {from: 2026-10-31}
          because: A test.
          source: [Test]
      """)
    #expect(try subject.decide(Subject.pilot(), on: "2026-10-01").duties == ["late open until 2026-11-04"])
    #expect(try subject.decide(Subject.pilot(["audiences": "[donors]"]), on: "2026-10-01").duties == [])
  }
}
