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

  @Test(arguments: [
    (#""youngest": 12"#, true), (#""youngest": "12""#, false), (#""youngest": 1.2e1"#, true),
    (#""youngest": -12"#, false), (#""licensed": true"#, true), (#""licensed": "yes""#, false),
    (#""ratio": 2.5"#, true), (#""ratio": "2.5""#, false), (#""marks": ["3"]"#, true), (#""marks": [3]"#, false),
    (#""mark": "3""#, true), (#""mark": 3"#, false), (#""since": "2026-09-01""#, true), (#""span": "90 days""#, true),
  ])
  func `S8: in JSON an attribute's number is a number, its flag a flag, and a text neither`(
    field: String, decodes: Bool
  ) throws {
    let attributes = """
      attributes:
        youngest: {on: [action], type: count, title: A}
        licensed: {on: [action], type: yes-no, title: A}
        ratio: {on: [action], type: number, title: A}
        mark: {on: [action], type: choice, values: [a, 3], title: A}
        marks: {on: [action], type: choices, values: [a, 3], title: A}
        since: {on: [action], type: date, title: A}
        span: {on: [action], type: duration, title: A}
      """
    let json = "{\"action\": \"write\", \(field)}"
    let decision = try Subject(attributes).decide(json, on: "2026-10-01", isJSON: true)
    #expect((decision.reasonClass != .invalid) == decodes, "\(json)")
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
