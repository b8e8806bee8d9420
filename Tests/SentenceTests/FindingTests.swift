import Testing

/// What is an error of a set, by its sentence, beside the examples of the findings themselves.
@Suite struct FindingTests {
  private static let rule = "because: A test., source: [Test]"

  @Test(
    arguments: [
      ("roles: {council: {title: A role of the committee's name}}", "name-taken"),
      ("committees: {nurse: {title: Nurses, members: [nurse], quorum: 1, threshold: 1}}", "name-taken"),
      ("rules: {day-differs: {deny: [action], when: {data: grades}, \(rule)}}", "name-taken"),
      ("rules: {approval: {deny: [action], when: {data: grades}, \(rule)}}", "name-taken"),
      ("invariants: {limit-sites: {never: [action], when: {data: grades}, because: A test.}}", "name-taken"),
      ("attributes: {audiences: {on: [action], type: count, title: A}}", "name-taken"),
      ("attributes: {status: {on: [tool], type: count, title: A}}", "name-taken"),
      ("attributes: {review: {on: [workflow], type: count, title: A}}", "name-taken"),
      ("attributes: {verdict: {on: [pilot], type: count, title: A}}", "name-taken"),
      ("roles: {new-role: {title: A role}}", nil),
      ("rules: {data-stays: {deny: [action], when: {data: grades}, \(rule)}}", nil),
    ] as [(String, String?)])
  func `S22: names that would mean two things are taken`(text: String, code: String?) throws {
    #expect(try Subject.findings(text) == (code.map { [$0] } ?? []))
  }

  @Test func `S51: an invariant's id is no rule's`() throws {
    let text = """
      rules: {never: {deny: [action], when: {data: grades}, \(FindingTests.rule)}}
      invariants: {never: {never: [action], when: {data: grades}, because: A test.}}
      """
    #expect(try Subject.findings(text) == ["name-taken"])
  }

  @Test(arguments: [
    ("{at-least: 0, of: [privacy, counsel]}", ["impossible-demand at 0"]),
    ("{at-least: 1, of: [privacy, counsel]}", []), ("{at-least: 2, of: [privacy, council]}", []),
    ("{at-least: 3, of: [privacy, counsel]}", ["impossible-demand at 3"]),
    ("{at-least: 1, of: [privacy, privacy]}", ["named-twice at privacy"]), ("privacy", []), ("council", []),
    ("{at-least: 1, of: [privacy, nobody]}", ["unknown-reference at nobody"]),
    ("nobody", ["unknown-reference at nobody"]),
  ])
  func `S34: a demand is a role, a committee, or some of several, none twice`(demand: String, expected: [String]) throws
  {
    let text = "workflows:\n" + Subject.workflow("asks", ["pilots-need": "{approvals: [\(demand)]}"])
    #expect(try Subject.places(text).map { "\($0.code) at \($0.text)" } == expected)
  }

  @Test(arguments: [
    ("deny: [action], when: {data: [grades, faces]}", false), ("deny: [action], when: {data: {any: [grades]}}", true),
    ("deny: [action], when: {materials: [roster]}", false), ("deny: [action], when: {roles: [nurse]}", false),
    ("deny: [action], when: {sensitivity: [public]}", false), ("require: [action], that: {data: grades}", false),
    ("require: [action], that: {audiences: staff}", false), ("require: [action], that: {sensitivity: public}", false),
    ("require: [action], that: {audiences: {only: [staff]}}", true),
    ("require: [action], that: {not: {audiences: staff}}", false),
    ("require: [action], that: {impact: none}", true), ("require: [action], that: {tool: assistant}", true),
  ])
  func `S14: a bare list of a set, and a bare word under that, are errors that offer the four words`(
    body: String, compiles: Bool
  ) throws {
    let text = "rules: {a-rule: {\(body), \(FindingTests.rule)}}"
    #expect(try Subject.findings(text).contains("wrong-matcher") == !compiles)
  }

  @Test(arguments: [
    ("{impact: {any: [none]}}", "wrong-matcher"), ("{impact: {all: [none]}}", "wrong-matcher"),
    ("{impact: {only: [none]}}", "wrong-matcher"), ("{tool: {at-least: assistant}}", "wrong-matcher"),
    ("{data: {at-least: grades}}", "wrong-matcher"), ("{data: {before: grades}}", "wrong-matcher"),
    ("{in-pilot: maybe}", "wrong-matcher"), ("{stage: soon}", "wrong-matcher"),
    ("{person: nobody}", "unknown-reference"),
    ("{data: grade}", "unknown-reference"), ("{tool.agreement.until: soon}", "wrong-matcher"),
    ("{tool.agreement.until: {at-least: tool.minimum-age}}", "wrong-matcher"),
    ("{tool.agrement.until: 2026-10-01}", "unknown-matcher"),
    ("{tool.minimum-age: {at-least: tool.agreement.age}}", "unknown-matcher"),
    ("{workflow.title: A}", "unknown-matcher"),
    ("{audience: staff}", "unknown-matcher"), ("{data: {some: [grades]}}", "wrong-condition"),
    ("{data: {any: [grades], none: [faces]}}", "wrong-condition"), ("{any-of: []}", "empty"),
    ("{any-of: {data: grades}}", "wrong-shape"),
    ("{data: {any: grades}}", "wrong-shape"), ("{}", "empty"), ("{data: {any: []}}", "empty"),
  ])
  func `S15: a matcher takes one word that fits its field`(condition: String, code: String) throws {
    let text = "rules: {a-rule: {deny: [action], when: \(condition), \(FindingTests.rule)}}"
    #expect(try Subject.findings(text).contains(code))
  }

  @Test(arguments: [
    ("account: {on: [tool], type: choice, values: [district, personal], title: A}", "account: district", true),
    ("account: {on: [tool], type: choice, values: [district, personal], title: A}", "account: public", false),
    ("account: {on: [tool], type: choice, values: [district, personal], title: A}", "account: [district]", false),
    ("licensed: {on: [tool], type: yes-no, title: A}", "licensed: yes", true),
    ("licensed: {on: [tool], type: yes-no, title: A}", "licensed: true", false),
    ("seats: {on: [tool], type: count, title: A}", "seats: 30", true),
    ("seats: {on: [tool], type: count, title: A}", "seats: few", false),
    ("seats: {on: [workflow], type: count, title: A}", "seats: 31", false),
    ("marks: {on: [tool], type: choices, values: [a, b], title: A}", "marks: [b]", true),
    ("marks: {on: [tool], type: choices, values: [a, b], title: A}", "marks: [c]", false),
    ("care: {on: [tool], type: level, values: [little, much], title: A}", "care: much", true),
    ("care: {on: [tool], type: level, values: [little, much], title: A}", "care: most", false),
    ("since: {on: [tool], type: date, title: A}", "since: 2026-02-28", true),
    ("since: {on: [tool], type: date, title: A}", "since: 2026-02-30", false),
    ("span: {on: [tool], type: duration, title: A}", "span: 36 hours", true),
    ("span: {on: [tool], type: duration, title: A}", "span: 2 months", false),
    ("ratio: {on: [tool], type: number, title: A}", "ratio: 2.5", true),
    ("ratio: {on: [tool], type: number, title: A}", "ratio: .5", false),
  ])
  func `S8: tools and workflows state attributes as their type says`(
    attribute: String, field: String, compiles: Bool
  ) throws {
    let text = "attributes: {\(attribute)}\ntools: {a-tool: {title: A tool, status: requested, \(field)}}"
    let (key, value) = try #require(
      field.firstRange(of: ": ").map { (field[..<$0.lowerBound], field[$0.upperBound...]) })
    // Of an attribute that is none of the tool's the key is wrong, else its value.
    let expected = field == "seats: 31" ? "unknown-key at \(key)" : "wrong-attribute at \(value)"
    #expect(try Subject.places(text).map { "\($0.code) at \($0.text)" } == (compiles ? [] : [expected]))
  }

  @Test(arguments: [
    ("{privacy: {title: P}}", "when: {duration: {at-most: 2 months}}"),
    ("{privacy: {title: P}}", "when: {duration: 12}"),
  ])
  func `S5: months stand only where a day is counted from`(roles: String, body: String) throws {
    #expect(
      try Subject.findings("rules: {a-rule: {deny: [pilot], \(body), \(FindingTests.rule)}}") == ["wrong-matcher"])
  }

  @Test(arguments: [
    ("that: \"pilot.participants <= 50\"", "expression-not-read"),
    ("when: \"has(proposal.data)\", that: {impact: none}", "expression-not-read"),
  ])
  func `S18: a condition in a text is refused until expressions are read`(body: String, code: String) throws {
    #expect(try Subject.findings("rules: {a-rule: {require: [pilot], \(body), \(FindingTests.rule)}}") == [code])
  }

  @Test(
    arguments: [
      ("expect: deny, reasons: [tool-status], reasons-include: [tool-status]", "unclear-rule"),
      ("expect: maybe", "unknown-word"), ("expect: deny, class: hard", "unknown-word"), ("expect: allow", nil),
    ] as [(String, String?)])
  func `S54: a test says what is expected, and is clear`(body: String, code: String?) throws {
    let proposal = "{action: write, workflow: letters}"
    let text = "tests: {a-test: {as-of: 2026-10-01, proposal: \(proposal), \(body)}}"
    #expect(try Subject.findings(text) == (code.map { [$0] } ?? []))
  }
}
