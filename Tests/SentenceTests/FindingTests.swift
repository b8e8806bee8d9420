import PolicyLanguage
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
      ("attributes: {start: {on: [pilot], type: date, title: A}}", "name-taken"),
      ("attributes: {end: {on: [pilot], type: date, title: A}}", "name-taken"),
      ("attributes: {agreement-end: {on: [action], type: date, title: A}}", "name-taken"),
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
    ("{workflow.title: A}", "unknown-matcher"), ("{tool.agreement: A}", "unknown-matcher"),
    ("{workflow.tools: calculator}", "unknown-reference"), ("{workflow.volume: few}", "wrong-matcher"),
    ("{tool.approved.by: nobody}", "unknown-reference"), ("{data: {any: [grades, faces, grades]}}", "named-twice"),
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

  /// Tools whose agreements keep data for so long, and that give so much notice; and one that says nothing of it. The
  /// agreement of the vocabulary's own tool is in days.
  private static func kept(_ spans: [String]) -> String {
    let tools = spans.enumerated().map {
      let notice = $1.hasSuffix("months") ? "" : ", notice: \($1)"
      return "t\($0): {title: T, status: requested, agreement: {retention: \($1)}\(notice)}"
    }
    return "tools: {\((tools + ["t: {title: T, status: requested}"]).joined(separator: ", "))}\n"
  }

  @Test(
    arguments: [
      ("deny: [pilot], when: {duration: {at-least: 36 hours}}", [], "wrong-unit"),
      ("require: [pilot], that: {duration: {at-most: 2000 hours}}", [], "wrong-unit"),
      ("deny: [pilot], when: {duration: [20 days, 48 hours]}", [], "wrong-unit"),
      ("deny: [pilot], when: {duration: {none: [90 minutes]}}", [], "wrong-unit"),
      ("deny: [pilot], when: {duration: {at-least: 2 weeks}}", [], nil),
      ("deny: [pilot], when: {duration: {at-least: tool.agreement.retention}}", ["90 days"], nil),
      ("deny: [pilot], when: {duration: {at-least: tool.agreement.retention}}", ["90 days", "3 months"], "wrong-unit"),
      ("deny: [pilot], when: {duration: {at-least: tool.agreement.retention}}", ["48 hours"], "wrong-unit"),
      ("deny: [action], when: {tool.agreement.retention: {after: 400 days}}", ["90 days", "8 weeks"], nil),
      ("deny: [action], when: {tool.agreement.retention: {after: 400 days}}", ["12 months"], "wrong-unit"),
      ("deny: [action], when: {tool.agreement.retention: {after: 400 days}}", ["30 days", "48 hours"], "wrong-unit"),
      ("deny: [action], when: {tool.notice: {after: 36 hours}}", ["48 hours", "90 minutes"], nil),
      ("deny: [action], when: {tool.notice: {after: 2 days}}", ["48 hours", "90 minutes"], "wrong-unit"),
      ("deny: [action], when: {tool.notice: {after: tool.agreement.retention}}", ["48 hours"], "wrong-unit"),
      ("deny: [action], when: {tool.notice: {after: tool.agreement.retention}}", ["48 days"], nil),
      ("deny: [action], when: {impact: informs}", ["12 months"], nil),
      ("deny: [action], when: {notice: {after: tool.agreement.retention}}", ["12 months"], "wrong-unit"),
      ("deny: [action], when: {notice: {after: 36 hours}}", [], nil),
    ] as [(String, [String], String?)])
  func `S5, S15: days, hours and months do not compare, and what could never work does not compile`(
    body: String, kept: [String], code: String?
  ) throws {
    let text =
      FindingTests.kept(kept) + "attributes: {notice: {on: [action, tool], type: duration, title: How long before}}\n"
      + "rules: {a-rule: {\(body), \(FindingTests.rule)}}"
    #expect(try Subject.findings(text) == (code.map { [$0] } ?? []))
  }

  @Test(arguments: [
    "data: {a: {title: A, sensitivity: public, also: [grades, grades]}}",
    "data: {a: {title: A, sensitivity: public, elements: [e.a, e.a]}}",
    "data: {a: {title: A, sensitivity: public, law: [FERPA, FERPA]}}",
    "roles: {a: {title: A, includes: [nurse, nurse]}}", "roles: {a: {title: A, separate-from: [nurse, nurse]}}",
    "committees: {a: {members: [nurse, clerk, nurse], quorum: 1, threshold: 1}}",
    "people: {a: {conflicts: [assistant, assistant]}}",
    "materials: {a: {title: A, data: [grades, published, grades]}}",
    "tools: {a: {title: A, status: requested, agreement: {purposes: [writing, writing]}}}",
    "workflows:\n\(Subject.workflow("a", ["used-by": "[nurse, nurse]"]))",
    "workflows:\n\(Subject.workflow("a", ["materials": "[handbook, handbook]"]))",
    "workflows:\n\(Subject.workflow("a", ["tools": "[assistant, assistant]"]))",
    "workflows:\n\(Subject.workflow("a", ["sites": "[oak, lincoln, oak]"]))",
    "workflows:\n\(Subject.workflow("a", ["pilots-need": "{approvals: [council, council]}"]))",
    "rules: {a: {require: [pilot], approvals: [privacy, privacy], \(rule)}}",
    "rules: {a: {require: [pilot], approvals: [{at-least: 1, of: [privacy, clerk]}, {at-least: 1, of: [clerk, privacy]}], \(rule)}}",
    "rules: {a: {deny: [pilot, pilot], when: {data: grades}, \(rule)}}",
    "rules: {a: {deny: [action], when: {tool: [assistant, assistant]}, \(rule)}}",
    "invariants: {a: {never: [action, action], when: {data: grades}, because: A test.}}",
    "invariants: {a: {never: [action], when: {data: grades}, without: {review: [nurse, nurse]}, because: A test.}}",
    "attributes: {a: {on: [action, action], type: count, title: A}}",
    "attributes: {a: {on: [action], type: choice, values: [b, c, b], title: A}}",
    "rules: {a: {deny: [action], when: {data: grades}, waivable: true, \(rule)}}\nexceptions: {e: {rule: a, sites: [oak, oak], effective: {until: 2027-01-01}, granted-by: council, because: Once.}}",
  ])
  func `S34: nothing stands twice in a list of a policy, or two signatures would be read where one is asked for`(
    text: String
  ) throws {
    #expect(try Subject.findings(text) == ["named-twice"])
  }

  @Test(
    arguments: [
      ("metric: hours", []), ("metric: minutes", ["unknown-reference"]),
    ] as [(String, [String])])
  func `S6: what came of a registered pilot names a metric of its workflow`(metric: String, codes: [String]) throws {
    let text = """
      workflows:
      \(Subject.workflow("measured", ["metrics": "{hours: {title: Hours}}"]))
      pilots:
        done:
          workflow: measured
          tool: assistant
          results: [{\(metric), value: 2, by: technology}]
      """
    #expect(try Subject.findings(text) == codes)
  }

  @Test func `S6: a registered pilot says something`() throws {
    #expect(try Subject.findings("pilots: {nothing: {}}") == ["empty"])
  }

  @Test(arguments: [(Attribute.mostValues, []), (Attribute.mostValues + 1, ["limit"])] as [(Int, [String])])
  func `S8: the words of an attribute have a limit`(count: Int, codes: [String]) throws {
    let words = (1...count).map { "w\($0)" }.joined(separator: ", ")
    #expect(
      try Subject.findings("attributes: {a: {on: [tool], type: choice, values: [\(words)], title: A}}") == codes)
  }

  @Test(arguments: [
    "volume: 9 hours per week", "effort: {today: 1 day}", "effort: {today: 60 minutes, with-ai: 3 days}",
    "review: [{what: it, by: nurse, effort: 1 day}]",
  ])
  func `S5: a volume is a count, and work is minutes or hours`(line: String) throws {
    let owed = "status: proposed, autonomy: assist-draft, impact: none, tier: high, purpose: writing"
    let text = "workflows: {w: {title: W, \(owed), \(line)}}"
    #expect(try Subject.findings(text) == ["wrong-unit"])
  }

  @Test(
    arguments: [
      ("workflows", "status: proposed, lifted-by: nurse", "misplaced-key"),
      ("workflows", "status: proposed, on: 2026-01-01", "misplaced-key"),
      ("workflows", "status: suspended, lifted-by: nurse, on: 2026-01-01", nil),
      ("workflows", "status: retired, on: 2026-01-01", nil),
      ("tools", "status: requested, lifted-by: nurse", "misplaced-key"),
      ("tools", "status: pilot-only, on: 2026-01-01", "misplaced-key"),
      ("tools", "status: suspended, lifted-by: nurse, on: 2026-01-01", nil),
      ("tools", "status: refused, on: 2026-01-01, because: No.", nil),
    ] as [(String, String, String?)])
  func `S23: what is open says nothing of how it was closed`(section: String, line: String, code: String?) throws {
    let besides = section == "workflows" ? ", autonomy: assist-draft, impact: none, tier: high, purpose: writing" : ""
    let text = "\(section): {w: {title: W, \(line)\(besides)}}"
    #expect(try Subject.findings(text) == (code.map { [$0] } ?? []))
  }

  @Test(arguments: [
    ("that: \"pilot.participants <= 50\"", "expression-not-read"),
    ("when: \"has(proposal.data)\", that: {impact: none}", "expression-not-read"),
  ])
  func `a condition in a text is refused until expressions are read`(body: String, code: String) throws {
    #expect(try Subject.findings("rules: {a-rule: {require: [pilot], \(body), \(FindingTests.rule)}}") == [code])
  }

  @Test(
    arguments: [
      ("expect: deny, reasons: [tool-status], reasons-include: [tool-status]", "misplaced-key"),
      ("expect: maybe", "unknown-word"), ("expect: deny, class: hard", "unknown-word"), ("expect: allow", nil),
    ] as [(String, String?)])
  func `S54: a test says what is expected, and is clear`(body: String, code: String?) throws {
    let proposal = "{action: write, workflow: letters}"
    let text = "tests: {a-test: {as-of: 2026-10-01, proposal: \(proposal), \(body)}}"
    #expect(try Subject.findings(text) == (code.map { [$0] } ?? []))
  }
}
