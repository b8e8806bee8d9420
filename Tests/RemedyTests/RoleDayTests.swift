import PolicyBasics
import PolicyChecker
import Testing

/// An office in which roles begin and end.
private func district(_ more: String = "", usedBy: String = "", tier: String = "") throws -> SmallPolicy {
  try SmallPolicy(
    """
    policy: {id: small, title: Small, version: "1", language: 1, time-zone: America/Los_Angeles}
    data: {published: {title: Published, sensitivity: public}}
    roles: {clerk: {title: Clerk}, scribe: {title: Scribe}, lead: {title: Lead, includes: [clerk]}, owner: {title: Owner}}
    people:
      a.ash: {holds: [{role: clerk, from: 2026-01-01, until: 2026-10-09}]}
      b.birch: {holds: [{role: scribe, from: 2026-01-01}, {role: lead, from: 2026-09-15}]}
      c.cedar: {holds: [{role: scribe, from: 2026-01-01}]}
      d.dogwood:
        holds: [{role: clerk, from: 2026-01-01, until: 2026-10-05}]
        delegates: [{role: clerk, to: c.cedar, from: 2026-09-10, until: 2026-12-31}]
      e.elm: {holds: [{role: clerk, from: 2026-01-01, until: 2026-06-30}, {role: scribe, from: 2026-01-01}]}
      f.fir: {holds: [{role: owner, from: 2026-01-01, until: 2026-10-02}]}
    sites: {north: {title: North}}
    audiences: {staff: {title: Staff}}
    committees: {board: {members: [lead, owner], quorum: 1, threshold: 1, chair: lead}}
    tools:
      helper:
        title: Helper
        status: approved
        approved: {by: board, on: 2026-01-10}
        agreement: {from: 2026-01-01, until: 2027-06-30, data: [published], training: none, retention: 30 days}
    workflows:
      letters:
        title: Letters
        status: approved
        approved: {by: board, on: 2026-01-10}
        effective: {from: 2026-02-01, until: 2027-06-30}
        owner: owner
    \(usedBy)
    \(tier)
        autonomy: human-approves-each
        impact: informs
        criteria: {common: Often., measurable: In hours., low-risk: Read before., painful: Slow.}
        volume: 10 per week
        effort: {today: 20 minutes, with-ai: 5 minutes}
        data: [published]
        audiences: [staff]
        tools: [helper]
        metrics: {hours: {title: Hours, better: lower, kind: time}}
        actions: {send: {stage: release}}
    \(more)
    """)
}

private let subject = """
  workflow: letters
  tool: helper
  autonomy: human-approves-each
  impact: informs
  data: [published]
  audiences: [staff]
  sites: [north]
  """

private func pilot(by person: String, _ role: String = "scribe", owner: String = "scribe") -> String {
  """
  pilot: trial
  requested-by: {person: \(person), roles: [\(role)]}
  owner: \(owner)
  \(subject)
  starts: 2026-09-01
  ends: 2026-10-30
  """
}

private func action(by person: String, on day: String, _ role: String = "scribe") -> String {
  """
  action: send
  at: \(day)T10:00:00-07:00
  actor: {person: \(person), roles: [\(role)]}
  \(subject)
  """
}

private let asOf = "2026-08-03"

/// What reads roles: the gate, rules either way, a tier, and an exception.
private struct Reader {
  var code: String
  var more = ""
  var usedBy = ""
  var tier = ""

  static let all = [
    Reader(code: "used-by", usedBy: "    used-by: [clerk]"),
    Reader(
      code: "clerks",
      more: "rules: {clerks: {require: [pilot, action], that: {roles: {any: [clerk]}}, because: C., source: [S]}}"),
    Reader(
      code: "others",
      more:
        "rules: {others: {deny: [pilot, action], when: {workflow: letters}, unless: {roles: clerk}, because: C., source: [S]}}"
    ),
    Reader(
      code: "tier", more: "tiers: {low: {rank: 0}, high: {rank: 1, when: {not: {roles: clerk}}}}",
      tier: "    tier: low"),
    Reader(
      code: "none",
      more: """
        rules: {none: {deny: [pilot, action], when: {workflow: letters}, waivable: true, because: N., source: [S]}}
        exceptions:
          clerks: {rule: none, sites: [north], effective: {until: 2027-06-30}, when: {roles: clerk}, granted-by: lead, because: C.}
        """),
  ]

  func policy() throws -> SmallPolicy { try district(more, usedBy: usedBy, tier: tier) }

  /// Where no day helps.
  func otherwise(_ field: String) -> [Remedy] {
    // Of a rule that an exception would lift, the rule itself reads nothing of the proposal.
    code == "none"
      ? [.changePolicy(by: "board")] : [.none(because: "it hangs on `\(field)`, and no remedy makes that another fact")]
  }
}

@Suite struct RoleDayTests {
  @Test(arguments: Reader.all.indices)
  func `S28, S60: what reads roles is remedied by the days on which somebody holds them`(_ index: Int) throws {
    let reader = Reader.all[index]
    let small = try reader.policy()
    func remedies(_ person: String, _ role: String = "scribe") throws -> [Remedy] {
      try small.remedies(reader.code, pilot(by: person, role), asOf: asOf)
    }
    // To the last day of the role, and from the first day of one that includes it.
    #expect(try remedies("a.ash", "clerk") == [.setField(field: "ends", value: "2026-10-09")])
    #expect(try remedies("b.birch") == [.setField(field: "starts", value: "2026-09-15")])
    // A delegation begins with its own days, and ends with the delegator's.
    #expect(
      try remedies("c.cedar") == [
        .setField(field: "starts", value: "2026-09-10"), .setField(field: "ends", value: "2026-10-05"),
      ])
    // Who held the role before holds it on no day that is still to come, and other roles help nobody.
    #expect(try remedies("e.elm") == reader.otherwise("requested-by.roles"))
    #expect(try remedies("somebody.else") == reader.otherwise("requested-by.roles"))
  }

  @Test(arguments: Reader.all.indices)
  func `S28, S62: an action waits for the day on which the actor holds the role`(_ index: Int) throws {
    let reader = Reader.all[index]
    let small = try reader.policy()
    let first = try #require(Day("2026-09-15"))
    #expect(try small.remedies(reader.code, action(by: "b.birch", on: asOf)) == [.waitUntil(day: first)])
    #expect(
      try small.remedies(reader.code, action(by: "a.ash", on: "2026-10-12")) == reader.otherwise("actor.roles"))
  }

  @Test(arguments: [("2026-09-20", "2026-09-15"), ("2026-09-10", "2026-09-11")])
  func `S62: what nobody can sign for yet waits until somebody can, or until it is not asked for`(
    until: String, first: String
  ) throws {
    let small = try district(
      "rules: {read: {require: [action], effective: {until: \(until)}, review: [{what: It, by: lead}], because: R., source: [S]}}"
    )
    let action = action(by: "a.ash", on: asOf, "clerk")
    #expect(try small.remedies("review", action) == [.waitUntil(day: try #require(Day(first)))])
  }

  @Test func `S23, S60: an owner's role that ends within a pilot ends the pilot`() throws {
    #expect(
      try district().remedies("owner-vacant", pilot(by: "a.ash", "clerk", owner: "owner"), asOf: asOf)
        == [.setField(field: "ends", value: "2026-10-02")])
  }

  @Test func `S23, S62: who does not hold the stated role yet waits for it`() throws {
    let first = try #require(Day("2026-09-15"))
    let small = try district()
    #expect(try small.remedies("role-not-held", action(by: "b.birch", on: asOf, "clerk")) == [.waitUntil(day: first)])
    let later = pilot(by: "b.birch", "lead").replacing("2026-09-01", with: "2026-10-01")
    #expect(try small.remedies("role-not-held", later, asOf: asOf) == [.waitUntil(day: first)])
    #expect(
      try small.remedies("role-not-held", pilot(by: "e.elm", "clerk"), asOf: asOf) == [
        .none(because: "it hangs on `requested-by.roles`, and no remedy makes that another fact")
      ])
  }
}
