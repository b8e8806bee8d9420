import PolicyBasics
import PolicyChecker
import PolicyCompiler
import PolicyLanguage
import ProposalCoding
import SourceText
import Testing

/// Canonical texts and fingerprints.
@Suite struct ContentTests {
  @Test(
    arguments: [
      (.text("plain"), #""plain""#), (.text(#"a "b" \c"#), #""a \"b\" \\c""#),
      (.text("a\r\nb\rc\nd"), #""a\nb\nc\nd""#),
      (.text("a\r\rb\n\nc"), #""a\n\nb\n\nc""#), (.text("a\tb"), #""a\tb""#),
      (.text("/é\u{65}\u{301}😀"), "\"/é\u{65}\u{301}😀\""),
      (.text(""), #""""#), (.number(decimal("26.50")), "26.5"), (.number(decimal("-0")), "0"),
      (.number(decimal("100")), "100"), (.number(decimal("-0.10")), "-0.1"), (.flag(true), "true"),
      (.flag(false), "false"),
      (.list([.text("b"), .text("a"), .text("B")]), #"["B","a","b"]"#), (.list([]), "[]"),
      // Items are in the order of their texts' bytes, whatever they are: "10" before "9", quotes before digits.
      (.list([.number(decimal("9")), .text("x"), .number(decimal("10"))]), #"["x",10,9]"#),
      (.list([.list([.text("b")]), .list([.text("a"), .text("c")])]), #"[["a","c"],["b"]]"#),
      (
        .object(["b": .text("1"), "a-b": .text("2"), "a": .text("3"), "é": .text("4")]),
        #"{"a":"3","a-b":"2","b":"1","é":"4"}"#
      ),
      (.object([:]), "{}"),
      (.object(["a": .list([.object(["z": .flag(true), "y": .null])])]), #"{"a":[{"y":null,"z":true}]}"#),
    ] as [(CanonicalValue, String)])
  func `S43: canonical text`(value: CanonicalValue, expected: String) { #expect(value.text == expected) }

  static func decimal(_ text: String) -> Decimal { Decimal(bytes: ArraySlice(text.utf8)) ?? Decimal(0) }

  static let attributes = """
    attributes:
      printed: {on: [action], type: yes-no, title: Printed}
      youngest: {on: [action], type: count, title: Age}
      ratio: {on: [action], type: number, title: Ratio}
      sent: {on: [action], type: date, title: Sent}
      notice: {on: [action], type: duration, title: Notice}
      marks: {on: [action], type: choices, values: [a, b], title: Marks}
    """

  @Test(arguments: [
    ("at", "2026-10-01T14:03:00-07:00", #""at":"2026-10-01T21:03:00Z""#),
    ("at", "2026-10-01T14:03:00.250-07:00", #""at":"2026-10-01T21:03:00.25Z""#),
    ("at", "2026-10-01T14:03:00.000-07:00", #""at":"2026-10-01T21:03:00Z""#),
    ("printed", "yes", #""printed":true"#), ("printed", "no", #""printed":false"#),
    ("youngest", "13", #""youngest":13"#),
    ("ratio", "2.50", #""ratio":2.5"#), ("ratio", "-0.0", #""ratio":0"#),
    ("sent", "2026-10-01", #""sent":"2026-10-01""#),
    ("notice", "12 weeks", #""notice":"84d""#), ("notice", "90d", #""notice":"90d""#),
    ("notice", "4 hours", #""notice":"14400s""#), ("notice", "4min", #""notice":"240s""#),
    ("marks", "[b, a]", #""marks":["a","b"]"#),
    ("marks", "[]", #""marks":[]"#), ("title", "'A \"title\"'", #""title":"A \"title\"""#),
  ])
  func `S43: values of a proposal in its canonical text`(field: String, value: String, expected: String) throws {
    let prepared = try Subject(ContentTests.attributes).prepare(Subject.action([field: value]))
    #expect(prepared.diagnostics.all.map(\.message.text.description) == [])
    let text = prepared.parts.canonical
    #expect(text.contains("{" + expected) || text.contains("," + expected), "\(text)")
  }

  @Test func `S43: absent fields stay absent`() throws {
    let prepared = try Subject("").prepare("action: note")
    #expect(prepared.parts.canonical == #"{"proposal":{"action":"note"}}"#)
  }

  @Test(arguments: [
    ("workflow", "other", ["the workflow or the tool's agreement"], true), ("data", "[grades]", ["data"], false),
    ("materials", "[roster]", ["materials"], false), ("audiences", "[families]", ["audiences"], false),
    ("sites", "[oak]", ["sites"], false), ("impact", "informs", ["autonomy or impact"], false),
    ("autonomy", "human-approves-each", ["autonomy or impact"], false),
    ("starts", "2026-10-06", ["starts or ends"], false),
    ("ends", "2026-10-29", ["starts or ends"], false), ("participants", "3", ["participants"], false),
    ("measures", "[{metric: hours, target: 2}]", ["measures"], false),
    ("owner", "counsel", ["owner or requested-by"], false),
    ("requested-by", "{person: t.reed, roles: [nurse]}", ["owner or requested-by"], false),
    ("stop-when", "Two errors.", ["another field"], false), ("title", "Another", ["another field"], false),
    ("notes", "A remark.", [], false), ("because", "A reason.", [], false), ("reference", "17", [], false),
  ])
  func `S45: the further digits say what changed`(
    field: String, value: String, expected: [String], besides: Bool
  ) throws {
    let subject = try Subject("workflows:\n" + Subject.workflow("other", ["impact": "informs"]))
    let before = subject.prepare(Subject.pilot())
    let after = subject.prepare(Subject.pilot([field: value]))
    #expect(before.content.utf8.count == 65)
    let changes = after.parts.changes(since: before.content)
    // The workflow's own name stands among the other fields.
    #expect(changes == expected + (besides ? ["another field"] : []))
    // Without them nothing is said.
    #expect(after.parts.changes(since: String(before.content.prefix(40))) == [])
    #expect((before.content.prefix(40) == after.content.prefix(40)) == expected.isEmpty)
  }

  @Test func `S45: the tool and its agreement are groups of their own`() throws {
    let subject = try Subject(
      Subject.endless + "workflows:\n" + Subject.workflow("endlessly", ["tools": "[assistant, endless]"]))
    let before = subject.prepare(Subject.pilot(["workflow": "endlessly"]))
    let after = subject.prepare(Subject.pilot(["workflow": "endlessly", "tool": "endless"]))
    #expect(after.parts.changes(since: before.content) == ["the workflow or the tool's agreement", "tool"])
  }

  @Test func `S45: a registered pilot is the proposal under its id`() throws {
    let need = ["pilots-need": "{approvals: [technology]}"]
    func subject(_ content: String) throws -> Subject {
      let approvals = "[{role: technology, by: k.lee, on: 2026-09-30, content: \(content)}]"
      let fields = Subject.pilot(pairs(["workflow": "signed", "approvals": approvals])).split(separator: "\n")
      let body = fields.filter { !$0.hasPrefix("pilot:") }.map { "    \($0)\n" }.joined()
      return try Subject(
        "pilots:\n  try-it:\n\(body)    verdict: scale\n    because: It went well.\nworkflows:\n"
          + Subject.workflow("signed", pairs(need)))
    }
    let proposed = try subject(String(repeating: "0", count: 40)).prepare(Subject.pilot(["workflow": "signed"]))
    let another = try subject(String(repeating: "0", count: 40)).prepare(
      Subject.pilot(["workflow": "signed", "pilot": "try-that"]))
    let action = Subject.action(["workflow": "signed", "pilot": "try-it", "at": "2026-10-06T09:00:00-07:00"])
    #expect(try subject(String(proposed.content.prefix(40))).decide(action).codes == [])
    #expect(try subject(String(another.content.prefix(40))).decide(action).codes == ["pilot-denied"])
  }

  @Test(arguments: [("known-answers.jsonl", 40), ("known-answers-random.jsonl", 40)])
  func `S43, S44, S45: known answers of an independent script`(file: String, count: Int) throws {
    let answers = try KnownAnswer.committed(file)
    #expect(answers.count == count)
    for answer in answers { #expect(answer.differences() == [], "\(answer.name ?? answer.content)") }
  }

  @Test func `S43, S44, S45: known answers for a thousand random proposals, in YAML and in JSON`() throws {
    let answers = try KnownAnswer.random(seed: 7, count: 1_000)
    #expect(answers.count == 1_000)
    for answer in answers { #expect(answer.differences() == [], "\(answer.content)") }
  }
}
