import Description
import DocumentTree
import PolicyBasics
import PolicyChecker
import PolicyLanguage
import ProposalCoding
import SourceText
import Testing

@Suite struct JSONSchemaTests {
  @Test func `a schema says what it is and sorts its definitions`() {
    let schema = JSONSchema.document(
      .record(
        RecordShape(
          "seat", doc: "A seat.",
          fields: [
            .required("since", .day, doc: "The first day."), .optional("by", .reference(to: "roles"), doc: "Who."),
          ])),
      title: "policyc seat", doc: "A seat in a committee.", notation: .json)
    #expect(
      schema.text(.indented) == #"""
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "$comment": "Made by `make generate`.",
          "title": "policyc seat",
          "description": "A seat in a committee.",
          "type": "object",
          "properties": {
            "since": {
              "description": "The first day.",
              "$ref": "#/$defs/day"
            },
            "by": {
              "description": "Who. (`roles`)",
              "$ref": "#/$defs/reference"
            }
          },
          "required": [
            "since"
          ],
          "additionalProperties": false,
          "$defs": {
            "day": {
              "description": "A date such as `2026-08-01`.",
              "type": "string",
              "format": "date",
              "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
            },
            "reference": {
              "description": "An id that is declared elsewhere.",
              "type": "string",
              "pattern": "^[a-z0-9]+([-.][a-z0-9]+)*$",
              "maxLength": 64
            }
          }
        }
        """#)
  }

  @Test(
    arguments: [
      (.text(lines: false), #"["string","number","boolean"]"#, #""string""#),
      (.text(lines: true), #"["string","number","boolean"]"#, #""string""#),
      (.identifier(dots: false), #"["string","number","boolean"]"#, #""string""#),
      (.identifier(dots: true), #"["string","number","boolean"]"#, #""string""#),
      (.reference(to: "data"), #"["string","number","boolean"]"#, #""string""#),
      (.fingerprint, #"["string","number","boolean"]"#, #""string""#),
      (.flag, #"["boolean","string"]"#, #""boolean""#),
      (.count, #"["integer","string"]"#, #""integer""#),
      (.number, #"["number","string"]"#, #""number""#),
      (.day, #""string""#, #""string""#),
      (.time, #""string""#, #""string""#),
      (.timeSpan(months: true), #""string""#, #""string""#),
      (.timeSpan(months: false), #""string""#, #""string""#),
      (.weeklyRate, #""string""#, #""string""#),
      (.due, #""string""#, #""string""#),
      (.deadlineSpan, #""string""#, #""string""#),
    ] as [(Shape, String, String)]) func `a scalar has the types that YAML or JSON gives it`(
      shape: Shape, inYAML: String, inJSON: String
    ) throws
  {
    #expect(try #require(definition(of: shape, in: .yaml)["type"]).text() == inYAML)
    #expect(try #require(definition(of: shape, in: .json)["type"]).text() == inJSON)
  }

  @Test(
    arguments: [
      (.choice([Shape.Word("a", "One."), Shape.Word("b", "Two.")]), #"{"enum":["a","b"]}"#),
      (.list(.day), ##"{"type":"array","items":{"$ref":"#/$defs/day"},"minItems":1,"uniqueItems":true}"##),
      (
        .mapping(keys: .identifier(dots: true), values: .list(.flag)),
        ##"{"type":"object","propertyNames":{"$ref":"#/$defs/dotted-id"},"additionalProperties":{"type":"array","items":{"$ref":"#/$defs/flag"},"minItems":1},"minProperties":1}"##
      ),
      (
        .either([.reference(to: "roles"), .list(.day), .mapping(keys: .reference(to: "data"), values: .day)]),
        ##"{"if":{"type":"object"},"then":{"type":"object","propertyNames":{"$ref":"#/$defs/reference"},"additionalProperties":{"$ref":"#/$defs/day"},"minProperties":1},"else":{"if":{"type":"array"},"then":{"type":"array","items":{"$ref":"#/$defs/day"},"minItems":1,"uniqueItems":true},"else":{"$ref":"#/$defs/reference"}}}"##
      ),
      (.either([.day, .time]), ##"{"anyOf":[{"$ref":"#/$defs/day"},{"$ref":"#/$defs/time"}]}"##),
      (
        .record(RecordShape("some", doc: "Some.", fields: [.optional("a", .list(.flag), doc: "A.")])),
        ##"{"type":"object","properties":{"a":{"description":"A.","type":"array","items":{"$ref":"#/$defs/flag"},"minItems":1}},"minProperties":1,"additionalProperties":false}"##
      ),
      (
        .record(
          RecordShape(
            "some", doc: "Some.", others: "The district's own.", allowsEmpty: true,
            fields: [.required("a", .list(.flag), doc: "A.")])),
        ##"{"type":"object","properties":{"a":{"description":"A.","type":"array","items":{"$ref":"#/$defs/flag"}}},"required":["a"],"additionalProperties":{"description":"The district's own."}}"##
      ),
      (
        .list(.described(name: "knot", doc: "A knot.", schema: ["not": ["$ref": "#/$defs/knot"]])),
        ##"{"type":"array","items":{"$ref":"#/$defs/knot"},"minItems":1}"##
      ),
    ] as [(Shape, String)]) func `a shape has its schema`(shape: Shape, expected: String)
  {
    #expect(JSONValue.object(root(of: shape, in: .json)).text() == expected)
  }

  @Test func `a key says what its words mean`() throws {
    let record = RecordShape(
      "some", doc: "Some.", fields: [.optional("kind", .list(.choice([Shape.Word("a", "One.")])), doc: "Which.")])
    let kind = try #require(root(of: .record(record), in: .json)["properties"]?["kind"]?["description"])
    #expect(kind.text() == #""Which.\n- `a`: One.""#)
  }

  @Test func `kinds of mappings are told apart by their required keys`() throws {
    func record(_ name: String, _ keys: String...) -> Shape {
      .record(
        RecordShape(
          name, doc: "", others: "",
          fields: [.required(name, .flag, doc: "")] + keys.map { .optional($0, .flag, doc: "The \($0).") }))
    }
    let schema = root(of: .either([record("pilot", "starts"), record("action", "pilot", "at")]), in: .json)
    #expect(
      JSONValue.object(schema).text()
        == ##"{"if":{"required":["action"]},"then":{"$ref":"#/$defs/action","properties":{"starts":{"description":"A key of pilots: The starts.","not":{}}}},"else":{"$ref":"#/$defs/pilot","properties":{"action":{"description":"A key of actions: ","not":{}},"at":{"description":"A key of actions: The at.","not":{}}}}}"##
    )
  }

  @Test func `records of one name and two meanings have two definitions`() throws {
    let inner = RecordShape("inner", doc: "", fields: [.optional("a", .list(.flag), doc: "")])
    let outer = RecordShape(
      "outer", doc: "",
      fields: [
        .optional("strict", .record(inner), doc: ""),
        .optional(
          "open",
          .record(RecordShape("open", doc: "", allowsEmpty: true, fields: [.optional("b", .record(inner), doc: "")])),
          doc: ""),
      ])
    let definitions = root(of: .record(outer), in: .json, withDefinitions: true)["$defs"]
    #expect(try #require(definitions?["inner"]?["properties"]?["a"]?["minItems"]).text() == "1")
    #expect(definitions?["inner-2"]?["properties"]?["a"]?["minItems"] == nil)
    #expect(try #require(definitions?["open"]?["properties"]?["b"]?["$ref"]).text() == ##""#/$defs/inner-2""##)
  }

  /// What is accepted and what is not, in the words of the language; the pattern and the decoder agree on all of them.
  @Test(
    arguments: [
      (Title.self, ["Board", " a", "3.10"], ["two\nlines", " ", ""]),
      (Prose.self, ["two\nlines"], [" ", "\n"]),
      (
        Identifier<PlainKey>.self, ["a", "3", "no", "student-health", "24-12"],
        ["A", "a_b", "-a", "a-", "a--b", "a.b", ""]
      ),
      (Identifier<DottedKey>.self, ["j.lee", "a-b.c"], ["j..lee", ".j", "j.-lee"]),
      (Day.self, ["2026-08-01"], ["2026-8-1", "2026-13-01", "20260801", "2026-08-01 "]),
      (
        Instant.self, ["2026-10-02T14:03:00-07:00", "2026-10-02T14:03:00.123456789Z"],
        ["2026-10-02T14:03-07:00", "2026-10-02T24:03:00Z", "2026-10-02 14:03:00Z", "2026-10-02T14:03:00"]
      ),
      (
        TimeSpan.self, ["90 days", "1 day", "0 weeks", "90d", "12w", "36h", "4min", "12 months", "12mo", "1 month"],
        ["4m", "090 days", "90  days", "90days", "90 d", "-1 days", "1 year", "1.5 days"]
      ),
      (FixedSpan.self, ["90 days", "4min", "36 hours"], ["12 months", "12mo", "4m"]),
      (
        WeeklyRate.self, ["140 per week", "6 hours per week", "90min per week"], ["6 per day", "2 days per week", "6"]
      ),
      (
        Due.self,
        ["before release", "5 business-days after use", "1 day before agreement-end", "2 weeks after review-day"],
        ["before after", "after use", "5 business-days", "2w after use", "3 days within use"]
      ),
      (
        DeadlineSpan.self, ["20 business-days", "1 business-day", "2 weeks", "12 months", "48h"],
        ["soon", "20 businessdays"]
      ),
      (
        Fingerprint.self,
        [
          String(repeating: "0a", count: 20),
          String(repeating: "0a", count: 20) + "-" + String(repeating: "f", count: 24),
        ],
        ["0a", String(repeating: "0A", count: 20)]
      ),
      (Int.self, ["0", "24", "999999999999999"], ["024", "-1", "1.0", "1e3", "1000000000000000"]),
      (Decimal.self, ["0", "-2.5", "0.10"], [".5", "1e3", "1.", "+1"]),
      (Bool.self, ["true", "false"], ["yes", "True"]),
    ] as [(any FieldValue.Type, [String], [String])]) func `the pattern accepts what the decoder accepts`(
      type: any FieldValue.Type, accepted: [String], refused: [String]
    ) throws
  {
    guard case .string(let pattern) = try #require(definition(of: type.shape, in: .yaml)["pattern"]) else {
      Issue.record("the pattern is a text")
      return
    }
    let regex = try Regex(pattern)
    for text in accepted + refused {
      var decoder = NodeDecoder()
      let node = try #require(try FlowTree.root(of: "[\"\(text.replacing("\n", with: "\\n"))\"]")?.items.first)
      let isRead = type.read(node, with: &decoder) != nil && !decoder.diagnostics.hasErrors
      #expect(isRead == accepted.contains(text), "the decoder on \(text)")
      #expect(text.contains(regex) == accepted.contains(text), "the pattern on \(text)")
    }
  }

  @Test(arguments: [PolicySet.shape, Proposal.shape]) func `in the language each record has a name of its own`(
    shape: Shape
  ) {
    let names = root(of: shape, in: .yaml, withDefinitions: true)["$defs"]?.keys ?? []
    #expect(names.count > 10)
    #expect(names.filter { $0.contains("-2") } == [])
  }

  @Test(arguments: [PolicySet.shape, Proposal.shape]) func `every reference has its definition`(shape: Shape) {
    let schema = JSONValue.object(root(of: shape, in: .yaml, withDefinitions: true))
    let names = schema["$defs"]?.keys ?? []
    for reference in references(in: schema) {
      #expect(names.contains { reference == "#/$defs/\($0)" }, "\(reference)")
    }
  }
}

/// The schema of a shape without what every document begins with.
private func root(
  of shape: Shape, in notation: JSONSchema.Notation, withDefinitions: Bool = false
) -> [(String, JSONValue)] {
  guard case .object(let members) = JSONSchema.document(shape, title: "", doc: "", notation: notation) else {
    return []
  }
  return members.dropFirst(4).filter { withDefinitions || $0.0 != "$defs" }
}

/// The definition that a scalar refers to.
private func definition(of shape: Shape, in notation: JSONSchema.Notation) throws -> [(String, JSONValue)] {
  let root = root(of: shape, in: notation, withDefinitions: true)
  guard case .object(let definitions) = try #require(root["$defs"]), definitions.count == 1,
    case .object(let members) = try #require(definitions.first).1
  else { return [] }
  return members
}

private func references(in value: JSONValue) -> [String] {
  switch value {
  case .object(let members):
    members.flatMap { key, value -> [String] in
      if key == "$ref", case .string(let reference) = value { [reference] } else { references(in: value) }
    }
  case .array(let items): items.flatMap { references(in: $0) }
  case .null, .bool, .number, .string: []
  }
}

extension [(String, JSONValue)] {
  fileprivate subscript(key: String) -> JSONValue? { first { $0.0 == key }?.1 }
}

extension JSONValue {
  fileprivate subscript(key: String) -> JSONValue? {
    if case .object(let members) = self { members[key] } else { nil }
  }

  fileprivate var keys: [String] {
    if case .object(let members) = self { members.map(\.0) } else { [] }
  }
}
