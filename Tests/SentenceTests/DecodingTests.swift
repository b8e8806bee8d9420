import PolicyBasics
import PolicyChecker
import PolicyCompiler
import SourceText
import Testing

/// What does not decode, where a test of a set cannot say it: the set itself would not compile.
@Suite struct DecodingTests {
  @Test(arguments: [
    ("starts", "2026-10-05"), ("ends", "2026-10-06"), ("owner", "technology"), ("participants", "3"),
    ("measures", "[]"),
    ("requested-by", "{person: t.reed, roles: [teacher]}"), ("follows", "running"), ("stop-when", "Now."),
    ("submitted", "2026-09-01"), ("verdict", "scale"), ("stopped", "2026-10-20"), ("results", "[]"),
  ])
  func `S6: a field of pilots, or of the register, is unknown in an action`(field: String, value: String) throws {
    let decision = try Subject("").decide(Subject.action([field: value]))
    #expect(decision.codes == ["invalid"])
    #expect(decision.reasonClass == .invalid)
  }

  @Test(arguments: [
    ("participants", "999999999999999", true), ("participants", "1000000000000000", false),
    ("measures", "[{metric: hours, baseline: 12345678901234.5, target: 2}]", true),
    ("measures", "[{metric: hours, baseline: 123456789012345.5, target: 2}]", false),
    ("measures", "[{metric: hours, baseline: 2, target: 0.00000000000001}]", true),
    ("measures", "[{metric: hours, baseline: 2, target: 0.000000000000001}]", false),
    ("measures", "[{metric: hours, baseline: -999999999999999, target: 2}]", true),
  ])
  func `S6: numbers of more than 15 digits are invalid`(field: String, value: String, decodes: Bool) throws {
    let decision = try Subject("").decide(Subject.pilot([field: value]), on: "2026-10-01")
    #expect(decision.codes == (decodes ? [] : ["invalid"]))
  }

  @Test(arguments: [
    ("action: write\naction: send\n", "a key twice"), ("[]", "a list"),
    ("title: A title\n", "neither kind"),
    ("action: [write]\n", "an action that is a list"), ("pilot: Try it\n", "no id"), ("action:\n", "no value"),
    ("action: write\nat: 2026-10-01\n", "a time without its offset"), ("pilot: p\nstarts: 2026-02-29\n", "no real day"),
    ("pilot: p\nparticipants: -1\n", "a count below nothing"), ("action: write\nautonomy: full\n", "an unknown word"),
  ])
  func `S6, S24: what does not decode is denied as invalid`(text: String, why: String) throws {
    let decision = try Subject("").decide(text, on: "2026-10-01")
    #expect(decision.effect == .deny)
    #expect(decision.reasonClass == .invalid, "\(why)")
    #expect(decision.codes == ["invalid"], "\(why)")
  }

  @Test(arguments: [
    "workflows:\n" + Subject.workflow("unlisted"),
    "tools: {unlisted: {title: No tool, status: requested}}",
    "pilots: {unlisted: {workflow: letters, tool: assistant}}",
    "rules: {unlisted: {deny: [action], when: {data: grades}, because: A test., source: [Test]}}",
    "people: {unlisted: {title: Nobody}}", "data: {unlisted: {title: No class, sensitivity: public}}",
  ])
  func `S7: no id may be unlisted`(text: String) throws {
    let found = try Subject.places(text)
    #expect(found.map(\.code) == ["bad-id"])
    #expect(found.map(\.text) == ["unlisted"])
  }

  @Test(arguments: [
    ("action", Subject.action(["actor": "{person: unlisted, roles: [teacher]}"])),
    ("pilot", Subject.pilot(["pilot": "unlisted"])),
    ("action", Subject.action(["elements": "[unlisted]", "data": ""])),
  ])
  func `S7: nor in a proposal, but for the tool and the workflow that the set knows none of`(
    kind: String, text: String
  ) throws {
    #expect(try Subject("").decide(text, on: "2026-10-01").codes == ["invalid"])
  }

  private static let typed = """
    attributes:
      cnt: {on: [action], type: count, title: C}
      num: {on: [action], type: number, title: N}
      yn: {on: [action], type: yes-no, title: Y}
      dat: {on: [action], type: date, title: D}
      dur: {on: [action], type: duration, title: D}
      cho: {on: [action], type: choice, values: [3, yes], title: C}
      lev: {on: [action], type: level, values: [1, 2], title: L}
      chs: {on: [action], type: choices, values: [3, yes], title: C}
    """

  @Test(arguments: [
    ("cnt", "3", true), ("cnt", "3.0", true), ("cnt", "\"3\"", false), ("cnt", "true", false),
    ("num", "1.5", true), ("num", "\"1.5\"", false),
    ("yn", "true", true), ("yn", "\"yes\"", false), ("yn", "\"true\"", false), ("yn", "1", false),
    ("dat", "\"2026-10-01\"", true), ("dat", "20261001", false), ("dur", "\"36 hours\"", true), ("dur", "36", false),
    ("cho", "\"3\"", true), ("cho", "3", false), ("cho", "\"yes\"", true), ("cho", "true", false),
    ("lev", "\"2\"", true), ("lev", "2", false),
    ("chs", "[\"3\", \"yes\"]", true), ("chs", "[3]", false), ("chs", "[true]", false), ("chs", "[]", true),
  ])
  func `S8: in JSON a number is a number and a text is a text, for attributes as well`(
    attribute: String, value: String, decodes: Bool
  ) throws {
    let subject = try Subject(DecodingTests.typed)
    let text = """
      {"action": "write", "at": "2026-10-01T09:00:00-07:00", "actor": {"person": "t.reed", "roles": ["teacher"]},
       "workflow": "letters", "tool": "assistant", "autonomy": "assist-draft", "impact": "none", "data": ["published"],
       "materials": [], "audiences": ["staff"], "sites": ["lincoln"], "\(attribute)": \(value)}
      """
    let decision = subject.policy.explain(subject.policy.prepare(Subject.proposal(text, isJSON: true)))
    #expect(decision.codes == (decodes ? [] : ["invalid"]))
  }

  @Test(arguments: [
    ("{role: privacy, by: p.ito, on: 2026-09-30, content: this}", true),
    ("{role: privacy, by: p.ito, on: 2026-09-30, content: this, yes: []}", false),
    ("{role: privacy, by: p.ito, on: 2026-09-30, content: this, recused: [{role: counsel, by: j.fox}]}", false),
    ("{committee: council, on: 2026-09-30, yes: [], no: [], abstain: [], recused: []}", true),
    ("{committee: council, by: s.kim, on: 2026-09-30, yes: [], no: [], abstain: [], recused: []}", false),
  ])
  func `S38: a vote has no signer of its own, and an approval by a role no seats`(entry: String, decodes: Bool) throws {
    let decision = try Subject("").decide(Subject.pilot(["approvals": "[\(entry)]"]), on: "2026-10-01")
    #expect(decision.codes == (decodes ? [] : ["invalid"]))
  }

  @Test func `S1: without an as-of day and without a day of its own a proposal cannot be judged`() throws {
    let subject = try Subject("")
    #expect(try subject.decide(Subject.pilot()).codes == ["invalid"])
    #expect(try subject.decide(Subject.action(["at": ""])).codes == ["invalid"])
    #expect(try subject.decide(Subject.action()).codes == [])
  }

  @Test(arguments: [
    // A set in another zone has another day for the same moment.
    ("America/Los_Angeles", "2026-10-01"), ("Asia/Tokyo", "2026-10-02"), ("Pacific/Kiritimati", "2026-10-02"),
    ("Pacific/Pago_Pago", "2026-10-01"), ("Etc/UTC", "2026-10-02"), ("America/New_York", "2026-10-02"),
  ])
  func `S1: the day is that of the set's time zone`(zone: String, day: String) throws {
    let vocabulary = try #require(SentenceSet.vocabulary)
    let text = String(decoding: vocabulary.bytes, as: UTF8.self).replacing("America/Los_Angeles", with: zone)
    let compilation = PolicyCompilation([SourceFile(name: "policy.yaml", bytes: Array(text.utf8))])
    let policy = try #require(compilation.policy)
    let prepared = policy.prepare(Subject.proposal(Subject.action(["at": "2026-10-02T04:30:00Z"])))
    #expect(policy.decide(prepared).reasons == [])
    let asOf = try #require(Day(day))
    #expect(policy.decide(prepared, asOf: asOf).reasons == [])
    for other in [asOf.adding(days: -1), asOf.adding(days: 1)] {
      #expect(policy.decide(prepared, asOf: other).reasons == ["day-differs"])
    }
  }
}
