import Description
import DocumentTree
import PolicyBasics
import SourceText
import Testing

@Suite struct DecodingTests {
  @Test func `a record is read whatever the looks of its values`() throws {
    let sample = try #require(
      try read(
        """
        {title: no, because: "two\\nlines", law: [FERPA, 3.10], seats: 24, share: 2.5, open: false, since: 2026-08-01,
         lasts: 12 weeks, kind: large, owner: on, rooms: {no: {because: yes}, 3: {because: 12}}}
        """, as: Sample.self))
    #expect(sample.title.text == "no")
    #expect(sample.because?.text == "two\nlines")
    #expect(sample.law?.map(\.text) == ["FERPA", "3.10"])
    #expect(sample.seats == 24)
    #expect(sample.share?.description == "2.5")
    #expect(sample.isOpen == false)
    #expect(sample.since == Day("2026-08-01"))
    #expect(sample.lasts == .days(84))
    #expect(sample.kind?.value == .large)
    #expect(sample.owner?.id == "on")
    #expect(sample.rooms?.all.map(\.id) == ["no", "3"])
    #expect(sample.rooms?.all.map { $0.value.because?.text } == ["yes", "12"])
  }

  @Test(arguments: [
    (
      // One cause, one finding: it does not lack `title` besides.
      "{1️⃣titel: Board}", ["unknown-key: `sample` has no key `titel`; the nearest key is `title`"]
    ),
    (
      "{title: B, 1️⃣colour: red}",
      ["unknown-key: `sample` has no key `colour`; the keys are `because`, `kind`, `lasts`, `law`, `open` and 6 more"]
    ),
    (
      "{title: B, 1️⃣and the rest: x}",
      [
        "unknown-key: `sample` has no key `and the rest`; the keys are `because`, `kind`, `lasts`, `law`, `open` and 6 more"
      ]
    ),
    (
      "{title: B, rooms: {1️⃣hall: {1️⃣x: 1}}}",
      [
        "missing-key: the key `because` is missing; add `because`",
        "unknown-key: `room` has no key `x`; the keys are `because`",
      ]
    ),
  ]) func `keys are those of the record`(source: String, findings: [String]) throws {
    try check(source, as: Sample.self, findings)
  }

  @Test(
    arguments: [
      (
        "{title: 1️⃣[x]}",
        [
          "wrong-value: expected a text, found a list; write one text, and put it in quotes where it begins with a bracket or a brace or a key is in it"
        ]
      ),
      ("{title: B, law: 1️⃣FERPA}", ["wrong-shape: a list is expected, `FERPA` stands here; write `[FERPA]`"]),
      (
        "{title: B, seats: 1️⃣024}",
        ["wrong-value: expected a whole number such as `24`, of at most 15 digits, found `024`; write `24`"]
      ),
      (
        "{title: B, seats: 1️⃣-1}",
        [
          "wrong-value: expected a whole number such as `24`, of at most 15 digits, found `-1`; write a whole number in digits, such as `24`"
        ]
      ),
      (
        "{title: B, share: 1️⃣.5}",
        [
          "wrong-value: expected a number such as `8` or `2.5`, of at most 15 digits, found `.5`; write a number in digits, such as `2.5`"
        ]
      ),
      ("{title: B, open: 1️⃣yes}", ["wrong-value: expected `true` or `false`, found `yes`; write `true`"]),
      (
        "{title: B, since: 1️⃣2027-02-29}",
        ["wrong-value: expected a date such as `2026-08-01`, found `2027-02-29`; February 2027 has 28 days"]
      ),
      (
        "{title: B, lasts: 1️⃣4m}",
        [
          "wrong-value: expected a duration such as `90 days`, `12 weeks`, `36 hours`, `4 minutes` or `12 months` (short `90d`, `12w`, `36h`, `4min`), found `4m`; write `4 minutes` or `4 months`, whichever is meant"
        ]
      ),
      (
        "{title: B, kind: 1️⃣lrage}",
        [
          "unknown-word: expected one of `small` or `large`, found `lrage`; the nearest word is `large`"
        ]
      ),
      (
        "{title: B, owner: 1️⃣[x]}",
        [
          "wrong-shape: a word that `roles` declares is expected, a list stands here; write one id here"
        ]
      ),
      (
        "{title: B, rooms: 1️⃣[x]}",
        [
          "wrong-shape: a mapping is expected, a list stands here; write each entry as `key: value`, without dash or bracket"
        ]
      ),
      (
        "{title: B, rooms: {1️⃣Hall: {because: x}}}",
        ["bad-id: `Hall` is no id: ids are small letters, digits and hyphens (kebab-case); write `hall`"]
      ),
      (
        "{title: B, rooms: {1️⃣ha/ll: {because: x}}}",
        [
          "bad-id: `ha/ll` is no id: ids are small letters, digits and hyphens (kebab-case); write small letters, digits and single hyphens between, such as `student-health`"
        ]
      ),
      (
        "{title: B, rooms: {hall: {because: x}, 1️⃣because: y}}",
        [
          "wrong-shape: the key `because` of a `room` stands where an id is expected; indent it under the id that it belongs to"
        ]
      ),
      (
        "{title: B, rooms: {1️⃣unlisted: {because: x}}}",
        [
          "bad-id: `unlisted` is no id: it states that the set knows none; choose another id"
        ]
      ),
    ] as [(String, [String])]) func `a value is what its place declares`(source: String, findings: [String]) throws
  {
    try check(source, as: Sample.self, findings)
  }

  @Test(arguments: [
    "{title: B, 1️⃣because: ~}", "{title: B, 1️⃣because: null}", "{title: B, 1️⃣because: NULL}", "{title: B, 1️⃣because: }",
    // In a list the list's key is the place.
    "{title: B, 1️⃣law: [~]}",
  ]) func `nothing is no value`(source: String) throws {
    try check(
      source, as: Sample.self,
      [
        "nothing: nothing stands where a value is expected; write a value, or leave the key out; the word itself stands in quotes"
      ])
  }

  @Test func `nothing in quotes is a text`() throws {
    #expect(try read("{title: \"null\", because: \"~\"}", as: Sample.self)?.title.text == "null")
  }

  @Test func `empty is an error in a policy and a fact in a proposal`() throws {
    try check(
      "{title: B, law: 1️⃣[], rooms: 1️⃣{}}", as: Sample.self,
      [
        "empty: an empty list stands where something is meant; leave the key out, or fill it",
        "empty: an empty mapping stands where something is meant; leave the key out, or fill it",
      ])
    let open = try #require(try read("{law: [], rooms: [{law: []}]}", as: OpenSample.self))
    #expect(open.law?.isEmpty == true)
    #expect(open.rooms?.first?.law?.isEmpty == true)
  }

  @Test func `nothing stands twice in a list of a policy, and proposals are looked at where they are prepared`() throws
  {
    try check(
      "{title: B, law: [FERPA, IDEA, 1️⃣FERPA, 1️⃣FERPA]}", as: Sample.self,
      Array(repeating: "named-twice: `FERPA` stands twice in one list; keep one of the two", count: 2))
    #expect(try read("{law: [FERPA, FERPA]}", as: OpenSample.self)?.law?.count == 2)
  }

  @Test func `what stands beside a record that allows empty lists does not`() throws {
    var decoder = NodeDecoder()
    let open = try #require(try FlowTree.root(of: "{law: []}"))
    _ = OpenSample.read(open, with: &decoder)
    #expect(!decoder.allowsEmpty)
  }

  @Test func `other keys are kept where the record has some`() throws {
    let open = try #require(try read("{law: [FERPA], youngest: 12, consent: [a, b]}", as: OpenSample.self))
    #expect(open.others.map(\.key) == ["youngest", "consent"])
    #expect(open.others.map { $0.value.text } == ["12", ""])
  }

  @Test func `a comment behind a text may be its lost end`() throws {
    try check(
      "{title: See item 1️⃣#4 of the minutes\n}", as: Sample.self,
      [
        "comment-behind-text: a comment stands behind a text without quotes; put the text in quotes where this belongs to it, or move the comment to a line of its own"
      ])
    #expect(try read("{title: \"See item #4\" # as voted\n}", as: Sample.self)?.title.text == "See item #4")
    #expect(try read("{title: B, seats: 24 # a row\n}", as: Sample.self)?.seats == 24)
  }

  @Test func `texts say something, and titles on one line`() throws {
    try check(
      "{title: 1️⃣\"two\\lines\", because: 1️⃣\" \"}", as: Sample.self,
      [
        "line-break: a text of one line has a line break (U+000A); write it on one line",
        "blank-text: the text is blank; write the text, or leave the key out",
      ])
  }

  @Test(
    arguments: [
      ("{\"title\": 1️⃣3}", ["wrong-value: expected a text, found the number `3`; write it in quotes"]),
      ("{\"title\": 1️⃣true}", ["wrong-value: expected a text, found `true` without quotes; write it in quotes"]),
      (
        "{\"title\": \"B\", \"seats\": 1️⃣\"24\"}",
        [
          "wrong-value: expected a whole number such as `24`, of at most 15 digits, found `24`; write it without quotes"
        ]
      ),
      (
        "{\"title\": \"B\", \"open\": 1️⃣\"true\"}",
        ["wrong-value: expected `true` or `false`, found `true`; write it without quotes"]
      ),
      (
        "{\"title\": \"B\", \"owner\": 1️⃣3}",
        [
          "wrong-shape: a word that `roles` declares is expected, the number `3` stands here; write one id here"
        ]
      ),
      ("{\"title\": \"B\", \"kind\": \"large\", \"seats\": 2.4e1, \"open\": false, \"since\": \"2026-08-01\"}", []),
    ] as [(String, [String])]) func `in JSON a number is a number and a text a text`(source: String, findings: [String])
    throws
  {
    try check(source, as: Sample.self, findings, isJSON: true)
  }
}

/// What is read where nothing is wrong.
private func read<Value: FieldValue>(_ source: String, as type: Value.Type) throws -> Value? {
  var decoder = NodeDecoder()
  let root = try #require(try FlowTree.root(of: source))
  let value = Value.read(root, with: &decoder)
  #expect(decoder.diagnostics.isEmpty, "\(decoder.diagnostics.all.map(described))")
  return value
}

/// Expects findings at the marked places, in the order of the places.
private func check(
  _ source: String, as type: any FieldValue.Type, _ findings: [String], isJSON: Bool = false,
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  var text = ""
  var marks: [Int] = []
  for part in source.split(separator: "1️⃣", omittingEmptySubsequences: false) {
    text += part
    marks.append(text.utf8.count)
  }
  marks.removeLast()

  var decoder = NodeDecoder()
  decoder.isJSON = isJSON
  let root = try #require(try FlowTree.root(of: text, isJSON: isJSON), sourceLocation: sourceLocation)
  _ = type.read(root, with: &decoder)
  let found = decoder.diagnostics.all.sorted { $0.span.start < $1.span.start }
  #expect(found.map(described) == findings, sourceLocation: sourceLocation)
  #expect(found.map { Int($0.span.start) } == marks, sourceLocation: sourceLocation)
}

private func described(_ diagnostic: Diagnostic) -> String {
  let help = diagnostic.message.help.map { "; \($0.description)" } ?? ""
  return "\(diagnostic.kind.code): \(diagnostic.message.text.description)\(help)"
}
