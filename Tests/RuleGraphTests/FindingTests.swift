import Description
import DocumentTree
import PolicyBasics
import PolicyChecker
import PolicyCompiler
import SourceText
import TestKit
import Testing

/// A policy with marks, and the code that is expected at each of them and nowhere else.
struct FindingCase: CustomTestStringConvertible, Sendable {
  let code: String
  let example: Example

  init(_ code: String, _ policy: String) {
    self.code = code
    example = .policy(policy)
  }

  var testDescription: String { "\(code): \(example.files[0].source.text.dropFirst(Example.head.count).prefix(80))" }

  func check() {
    let reading = ExampleReading(example)
    let found = reading.diagnostics.all.filter { $0.kind.code == code }.map { Int($0.span.start) }.sorted()
    #expect(found == reading.marks.map { Int($0.start) }, "\(reading.findings)")
    reading.checkWording()
  }
}

extension ExampleReading {
  var findings: String {
    diagnostics.all.map { "\($0.kind.code) at \($0.span.start): \($0.message.text.description)" }.joined(
      separator: "\n")
  }
}

@Suite struct FindingTests {
  @Test(arguments: [
    FindingCase(
      "cycle", "data: {a: {within: 1️⃣b, sensitivity: public}, b: {also: [c], sensitivity: public}, c: {within: a}}"),
    FindingCase("cycle", "data: {a: {within: 1️⃣a, sensitivity: public}}"),
    FindingCase("cycle", "data: {a: {also: [1️⃣a], sensitivity: public}, b: {within: a, also: [a]}}"),
    FindingCase("cycle", "audiences: {a: {within: 1️⃣b}, b: {within: a}, c: {within: 2️⃣d}, d: {within: c}}"),
    FindingCase("cycle", "sites: {a: {within: 1️⃣b}, b: {within: c}, c: {within: a}, d: {within: a}}"),
    FindingCase("cycle", "roles: {a: {includes: [1️⃣b]}, b: {includes: [a, c]}, c: {title: C}}"),
    FindingCase("cycle", "data: {a: {within: b, also: [c]}, b: {within: c}, c: {sensitivity: public}}"),
  ])
  func `S10: within and also together form no cycle, nor do sites and roles`(item: FindingCase) { item.check() }

  @Test func `a chain of any length is followed without recursion`() {
    let links = (0..<20_000).map { "  d\($0): {within: d\(($0 + 1) % 20_000), sensitivity: public}" }
    let reading = ExampleReading(.policy("data:\n" + links.joined(separator: "\n")))
    let cycles = reading.diagnostics.all.filter { $0.kind == .cycle }
    #expect(cycles.count == 1)
    #expect(cycles.first?.message.text.description.hasSuffix("and 19994 more") == true)
  }

  @Test(arguments: [
    FindingCase("no-sensitivity", "data: {1️⃣a: {title: A}, b: {within: a}, c: {sensitivity: public}}"),
    FindingCase(
      "prohibited-allowed",
      """
      data: {a: {sensitivity: public}, b: {within: a}, c: {within: b, sensitivity: prohibited}, d: {within: c}, e: {within: c, sensitivity: public}}
      workflows:
        w: {title: W, status: proposed, autonomy: assist-draft, impact: none, data: {1️⃣a: to read, e: to write}}
        v: {title: V, status: proposed, autonomy: assist-draft, impact: none, data: [2️⃣d]}
      tools: {t: {status: requested, agreement: {data: [3️⃣b, 4️⃣c]}}}
      """),
    FindingCase(
      "prohibited-allowed",
      """
      data: {a: {sensitivity: public}, b: {within: a, named-only: true}, c: {within: b, sensitivity: prohibited}}
      tools: {t: {status: requested, agreement: {data: [a, 1️⃣b]}}}
      """),
    FindingCase(
      "within-prohibited",
      """
      data:
        a: {sensitivity: prohibited}
        b: {within: a, sensitivity: 1️⃣public}
        c: {within: b, sensitivity: internal}
        d: {within: a, named-only: true, sensitivity: 2️⃣restricted}
        e: {within: a}
        f: {within: e, sensitivity: 3️⃣public}
        g: {sensitivity: prohibited, within: b}
        h: {within: g}
      """),
    FindingCase(
      "within-prohibited",
      """
      data:
        a: {sensitivity: prohibited}
        b: {also: [a], sensitivity: 1️⃣public}
        c: {sensitivity: public}
        2️⃣d: {within: c, also: [c, a]}
        e: {also: [b], sensitivity: public}
        f: {also: [a], sensitivity: prohibited}
        g: {within: a, also: [c]}
      """),
  ])
  func
    `S9, S11: a root states its sensitivity, and no list covers what is prohibited, nor a part of it under another name`(
      item: FindingCase
    )
  {
    item.check()
  }

  @Test(arguments: [
    FindingCase(
      "review-of-pilots",
      "roles: {c: {title: C}}\n" + rule("require: [1️⃣pilot, action]", "review: [{what: it, by: c}]")),
    FindingCase(
      "review-of-pilots",
      "roles: {c: {title: C}}\ninvariants: {n: {never: [1️⃣pilot], when: {impact: informs}, without: {review: [c]}, because: No.}}"
    ),
    FindingCase(
      "review-of-pilots",
      "roles: {c: {title: C}}\ninvariants: {n: {never: [pilot], when: {impact: informs}, without: {approvals: [c]}, because: No.}}"
    ),
  ])
  func `S21, S51: no review is asked of pilots`(item: FindingCase) { item.check() }

  @Test(arguments: [
    FindingCase("unclear-tiers", "tiers: {a: {rank: 1}, b: {rank: 1️⃣1, when: {impact: informs}}}"),
    FindingCase("unclear-tiers", "tiers: {a: {rank: 0}, 1️⃣b: {rank: 1}, 2️⃣c: {rank: 2}}"),
    FindingCase("unclear-tiers", "tiers: {1️⃣a: {rank: 0, when: {impact: informs}}}"),
    FindingCase("unclear-tiers", "tiers: {a: {rank: 0}, b: {rank: 1, when: {not: {1️⃣tier: a}}}}"),
    FindingCase("unclear-tiers", "tiers: {a: {rank: 3}, b: {rank: 1, when: {impact: informs}}}"),
    FindingCase(
      "workflow-without-tier",
      """
      tiers: {a: {rank: 0}}
      workflows:
        1️⃣w: {title: W, status: proposed, autonomy: assist-draft, impact: none}
        v: {title: V, status: refused, on: 2026-01-01, because: No., source: [Minutes]}
      """),
  ])
  func `S23, S25: tiers stand in one order, one holds for all, and workflows state theirs`(item: FindingCase) {
    item.check()
  }

  @Test(arguments: [
    FindingCase(
      "no-purpose",
      """
      purposes: {a: {title: A}, b: {title: B}}
      workflows:
        1️⃣w: {title: W, status: proposed, autonomy: assist-draft, impact: none}
        v: {title: V, status: refused, on: 2026-01-01, because: No., source: [Minutes]}
        u: {title: U, status: proposed, autonomy: assist-draft, impact: none, purpose: b}
        2️⃣t: {title: T, status: retired, autonomy: assist-draft, impact: none}
      """),
    FindingCase(
      "no-purpose", "workflows: {w: {title: W, status: proposed, autonomy: assist-draft, impact: none}}"),
  ])
  func `S23: where a set declares purposes, each workflow states its own`(item: FindingCase) { item.check() }

  @Test(arguments: [
    FindingCase(
      "held-together",
      """
      roles: {a: {separate-from: [b]}, b: {title: B}, c: {includes: [b]}}
      people: {p: {holds: [{role: a, until: 2026-12-31}, {role: 1️⃣c, from: 2026-12-31}]}}
      """),
    FindingCase(
      "held-together",
      """
      roles: {a: {separate-from: [b]}, b: {title: B}}
      people: {p: {holds: [{role: a, until: 2026-12-30}, {role: b, from: 2026-12-31}]}}
      """),
    FindingCase(
      "held-together",
      """
      roles: {a: {separate-from: [b]}, b: {title: B}}
      people:
        p: {holds: [{role: a}]}
        q: {holds: [{role: b, from: 2026-06-01}], delegates: [{role: 1️⃣b, to: p, from: 2026-05-01, until: 2026-06-02}]}
      """),
    FindingCase(
      "held-together",
      """
      roles: {a: {separate-from: [b]}, b: {title: B}}
      people:
        p: {holds: [{role: a}]}
        q: {holds: [{role: b, from: 2026-06-03}], delegates: [{role: b, to: p, from: 2026-05-01, until: 2026-06-02}]}
      """),
    FindingCase("held-together", "roles: {a: {separate-from: [1️⃣b], includes: [c]}, b: {title: B}, c: {includes: [b]}}"),
    FindingCase(
      "idle-delegation",
      """
      roles: {a: {title: A}, b: {includes: [a]}}
      people:
        p: {holds: [{role: b, until: 2026-03-31}], delegates: [{role: 1️⃣a, to: q, from: 2026-04-01, until: 2026-04-02}]}
        q: {holds: [{role: a}], delegates: [{role: a, to: 2️⃣q, from: 2026-04-01, until: 2026-04-02}]}
        r: {holds: [{role: b}], delegates: [{role: a, to: q, from: 2026-04-01, until: 2026-04-02}]}
      """),
  ])
  func `S26, S27: separate roles are never held together, and a delegation gives what is held`(item: FindingCase) {
    item.check()
  }

  @Test(arguments: [
    FindingCase(
      "never-combined", "roles: {a: {separate-from: [b], may-combine: [c, 1️⃣b]}, b: {title: B}, c: {title: C}}"),
    FindingCase("never-combined", "roles: {a: {may-combine: [1️⃣b]}, b: {separate-from: [a]}}"),
    FindingCase("never-combined", "roles: {a: {may-combine: [1️⃣a]}}"),
    FindingCase("never-combined", "roles: {a: {may-combine: [b], separate-from: [c]}, b: {title: B}, c: {title: C}}"),
  ])
  func `S27, S36: what is kept separate never counts together`(item: FindingCase) { item.check() }

  @Test(arguments: [
    FindingCase(
      "misplaced-key", rule("deny: [action]", "when: {impact: informs}\n    1️⃣do: Tell.\n    2️⃣due: before use")),
    FindingCase("misplaced-key", rule("deny: [action]", "when: {impact: informs}\n    1️⃣always: true")),
    FindingCase("misplaced-key", rule("require: [pilot]", "that: {duration: {at-most: 9 days}}\n    1️⃣always: true")),
    FindingCase("misplaced-key", "attributes: {a: {on: [action], type: count, 1️⃣values: [b], title: A}}"),
    FindingCase("misplaced-key", test("reasons: [data]\n    1️⃣reasons-include: [data]")),
  ])
  func `S20, S54: a key that means nothing where it stands is marked there`(item: FindingCase) { item.check() }

  @Test(arguments: [
    FindingCase("no-people", "roles: {1️⃣a: {title: A}}\ncommittees: {c: {members: [a], quorum: 1, threshold: 1}}"),
    FindingCase("no-people", "roles: {a: {title: A}}\npeople: {p: {holds: [{role: a}]}}"),
    FindingCase("no-people", "sites: {s: {title: S}}"),
  ])
  func `S28: a set without people is warned of once`(item: FindingCase) { item.check() }

  @Test(arguments: [
    FindingCase("impossible-committee", committee("quorum: 1️⃣3, threshold: 2")),
    FindingCase("impossible-committee", committee("quorum: 2, threshold: 1️⃣3")),
    FindingCase("impossible-committee", committee("quorum: 1️⃣0, threshold: 2️⃣0")),
    FindingCase("impossible-committee", committee("quorum: 1, threshold: 2")),
    FindingCase("impossible-committee", committee("quorum: 1, threshold: 1, chair: 1️⃣c")),
    FindingCase("named-twice", committee("quorum: 1, threshold: 1", members: "[a, b, 1️⃣a]")),
  ])
  func `S34, S38, S39: a committee can decide, and decides something`(item: FindingCase) { item.check() }

  @Test(arguments: [
    FindingCase("unclear-step", steps("[1️⃣{what: a, by: c}, 2️⃣{what: b, by: c}]")),
    FindingCase("unclear-step", steps("[{id: x, what: a, by: c}, {id: 1️⃣x, what: b, by: d}]")),
    FindingCase("unclear-step", steps("[{what: a, by: c}, {what: b, by: d}]")),
    FindingCase("unknown-word", steps("[{what: a, by: c, before: 1️⃣after}]")),
  ])
  func `S35: steps of one role have ids, and come before a stage`(item: FindingCase) { item.check() }

  @Test(arguments: [
    FindingCase("wrong-anchor", duty("[action]", "1️⃣3 days after start")),
    FindingCase("wrong-anchor", duty("[pilot, action]", "1️⃣3 days after use")),
    FindingCase("wrong-anchor", duty("[pilot]", "1️⃣3 days before release")),
    FindingCase("wrong-anchor", duty("[pilot]", "3 days before end")),
    FindingCase("wrong-anchor", duty("[pilot, action]", "3 days before agreement-end")),
    FindingCase("wrong-anchor", duty("[pilot, action]", "before draft")),
    FindingCase("wrong-anchor", duty("[pilot]", "1️⃣3 days before meting")),
    FindingCase("wrong-anchor", duty("[pilot]", "3 days before meeting")),
    FindingCase("wrong-anchor", duty("[pilot, action]", "1️⃣3 days before meeting")),
    FindingCase("wrong-anchor", duty("[pilot]", "1️⃣3 days before size")),
    FindingCase("wrong-unit", duty("[pilot]", "before use\n    lasts: 1️⃣3 hours")),
  ])
  func `S5, S46, S48: a deadline counts from a day that the proposals have`(item: FindingCase) { item.check() }

  @Test(arguments: [
    FindingCase("unwaivable", exception("until: 2027-01-01", waivable: "waivable: false", mark: "1️⃣")),
    FindingCase("unwaivable", exception("until: 2027-01-01", waivable: "notes: Not at all.", mark: "1️⃣")),
    FindingCase("unwaivable", exception("until: 2027-01-01", waivable: "waivable: true", mark: "")),
    FindingCase(
      "missing-key",
      exception("from: 2027-01-01", waivable: "waivable: true", mark: "")
        .replacing("effective: {from", with: "1️⃣effective: {from")),
    FindingCase("expired-exception", exception("until: 1️⃣2026-09-30", waivable: "waivable: true", mark: "")),
    FindingCase("expired-exception", exception("until: 2026-10-01", waivable: "waivable: true", mark: "")),
  ])
  func `S49, S50: an exception has an end and lifts a rule that is waivable`(item: FindingCase) { item.check() }

  @Test(arguments: [
    FindingCase("impossible-test", test("reasons: [1️⃣no-such-rule, workflow-status, missing.data, 2️⃣missing.colour]")),
    FindingCase("impossible-test", test("reasons-include: [1️⃣missing, r, missing.actor.person]")),
    FindingCase("missing-key", "tests: {1️⃣t: {proposal: {pilot: p}, expect: deny}}"),
    FindingCase("missing-key", "tests: {t: {proposal: {action: use, at: 2026-10-01T09:00:00-07:00}, expect: deny}}"),
    FindingCase("impossible-test", test("reasons: [1️⃣r]").replacing("expect: deny", with: "expect: allow")),
  ])
  func `S54: a test has a day and expects reasons that some decision gives`(item: FindingCase) { item.check() }

  @Test(arguments: [
    FindingCase("unknown-reference", "roles: {a: {includes: [1️⃣b]}, c: {separate-from: [2️⃣d]}}"),
    FindingCase("unknown-reference", "materials: {m: {data: [1️⃣x], owner: 2️⃣y}}"),
    FindingCase("unknown-reference", "people: {p: {holds: [{role: 1️⃣r, site: 2️⃣s}], conflicts: [3️⃣t]}}"),
    FindingCase(
      "unknown-reference", "people: {p: {delegates: [{role: 1️⃣r, to: 2️⃣q, from: 2026-01-01, until: 2026-01-02}]}}"),
    FindingCase("unknown-reference", "committees: {c: {members: [1️⃣a], quorum: 1, threshold: 1, chair: a}}"),
    FindingCase(
      "unknown-reference", "tools: {t: {status: suspended, lifted-by: 1️⃣x, agreement: {data: [2️⃣d], purposes: [3️⃣p]}}}"),
    FindingCase(
      "unknown-reference",
      """
      workflows:
        w:
          title: W
          status: proposed
          autonomy: assist-draft
          impact: none
          owner: 1️⃣a
          used-by: [2️⃣b]
          tier: 3️⃣c
          purpose: 4️⃣d
          data: [5️⃣e]
          materials: [6️⃣f]
          audiences: [7️⃣g]
          tools: [8️⃣h]
          sites: [9️⃣i]
      roles: {z: {title: Z}}
      """),
    FindingCase(
      "unknown-reference",
      rule("require: [pilot]", "approvals: [1️⃣a, {at-least: 1, of: [2️⃣b]}]") + "roles: {z: {title: Z}}\n"),
    // A section that no file has is missing once, and an id of roles and committees once for both.
    FindingCase("unknown-reference", rule("require: [pilot]", "approvals: [1️⃣a, {at-least: 1, of: [b]}]")),
    FindingCase(
      "unknown-reference",
      "roles: {z: {includes: [1️⃣a]}}\n" + rule("require: [pilot]", "approvals: [a, {at-least: 1, of: [z]}]")),
    FindingCase("unknown-reference", rule("require: [action]", "review: [{what: it, by: 1️⃣a}]")),
    FindingCase("unknown-reference", duty("[action]", "before use\n    by: 1️⃣a")),
    FindingCase("unknown-reference", rule("deny: [action]", "when: {data: 1️⃣a, roles: 2️⃣b}")),
  ])
  func `a reference to an id that nothing declares is an error`(item: FindingCase) { item.check() }

  @Test func `one id that is missing in many places is reported once, whoever names it`() {
    let reading = ExampleReading(
      .policy(
        "materials: {m: {data: [gone]}, n: {data: [gone]}}\n"
          + FindingTests.rule("deny: [action]", "when: {data: gone}")))
    let found = reading.diagnostics.all.filter { $0.kind == .unknownReference }
    #expect(found.map(\.repetitions) == [2])
  }

  // MARK: Fragments

  static let sets = """
    audiences: {staff: {title: Staff}}
    data: {pii: {sensitivity: restricted}}

    """

  static func rule(_ effect: String, _ rest: String) -> String {
    """
    rules:
      r:
        \(effect)
        \(rest)
        because: So it is.
        source: [Board policy 1]

    """
  }

  static func committee(_ rest: String, members: String = "[a, b]") -> String {
    "roles: {a: {title: A}, b: {title: B}, c: {title: C}}\ncommittees: {k: {members: \(members), \(rest)}}"
  }

  static func steps(_ steps: String) -> String {
    """
    roles: {c: {title: C}, d: {title: D}}
    workflows: {w: {title: W, status: proposed, autonomy: assist-draft, impact: none, review: \(steps)}}
    """
  }

  static func duty(_ kinds: String, _ due: String) -> String {
    """
    attributes: {meeting: {on: [pilot], type: date}, size: {on: [pilot], type: count}}
    rules:
      r:
        oblige: \(kinds)
        do: Something.
        due: \(due)
        because: So it is.
        source: [Board policy 1]

    """
  }

  static func exception(_ effective: String, waivable: String, mark: String) -> String {
    rule("require: [pilot]", "that: {duration: {at-most: 9 days}}\n    \(waivable)") + """
      roles: {chief: {title: Chief}}
      sites: {s: {title: S}}
      exceptions:
        e:
          rule: \(mark)r
          sites: [s]
          effective: {\(effective)}
          granted-by: chief
          because: Once.

      """
  }

  static func test(_ rest: String) -> String {
    rule("deny: [action]", "when: {impact: informs}") + """
      tests:
        t:
          as-of: 2026-10-01
          proposal: {action: use, workflow: unlisted}
          expect: deny
          \(rest)

      """
  }
}
