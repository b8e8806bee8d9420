import PolicyBasics
import PolicyChecker
import Testing

/// A district of two schools, each with its own principal and counsel.
private func policy(_ more: String = "", people: String = "", tier: String = "", tool: String = "approved") throws
  -> SmallPolicy
{
  try SmallPolicy(
    """
    policy: {id: small, title: Small, version: "1", language: 1, time-zone: America/Los_Angeles}
    data:
      published: {title: Published, sensitivity: public}
      grades: {title: Grades, sensitivity: restricted}
    roles: {clerk: {title: Clerk}, lead: {title: Lead}, law: {title: Law}, privacy: {title: Privacy}, tech: {title: Tech}}
    people:
      a.ash: {holds: [{role: clerk, from: 2026-01-01}]}
      b.birch: {holds: [{role: lead, from: 2026-01-01}]}
      p.privacy: {holds: [{role: privacy, from: 2026-01-01}]}
      t.tech: {holds: [{role: tech, from: 2026-01-01}]}
    \(people)
    sites: {north: {title: North}, south: {title: South}}
    audiences: {staff: {title: Staff}, families: {title: Families}}
    committees: {board: {members: [lead, privacy, law, tech], quorum: 3, threshold: 3, chair: lead}}
    attributes:
      vital: {on: [pilot, action], type: yes-no, title: Vital}
      paper: {on: [pilot, action], type: choice, values: [letter, notice], title: Paper}
      span: {on: [pilot, action], type: duration, title: Span}
    tools:
      helper:
        title: Helper
        status: \(tool)
        approved: {by: board, on: 2026-01-10}
        agreement: {from: 2026-01-01, until: 2027-06-30, data: [published, grades], training: none, retention: 30 days}
    workflows:
      letters:
        title: Letters
        status: approved
        approved: {by: board, on: 2026-01-10}
        effective: {from: 2026-02-01, until: 2027-06-30}
        owner: lead
    \(tier)
        autonomy: human-approves-each
        impact: informs
        criteria: {common: Often., measurable: In hours., low-risk: Read before., painful: Slow.}
        volume: 10 per week
        effort: {today: 20 minutes, with-ai: 5 minutes}
        data: [published, grades]
        audiences: [staff, families]
        tools: [helper]
        metrics: {hours: {title: Hours, better: lower, kind: time}}
        actions: {write: {stage: draft}, send: {stage: release}}
    \(more)
    """)
}

private let schools = """
    l.north: {holds: [{role: law, site: north, from: 2026-01-01}]}
    l.south: {holds: [{role: law, site: south, from: 2026-01-01}]}
    m.south: {holds: [{role: law, site: south, from: 2026-01-01}]}
  """

private let subject = """
  workflow: letters
  tool: helper
  autonomy: human-approves-each
  impact: informs
  audiences: [staff]
  """

private func pilot(_ more: String = "", sites: String = "[north]", data: String = "data: [published]") -> String {
  """
  pilot: trial
  requested-by: {person: a.ash, roles: [clerk]}
  owner: lead
  \(subject)
  \(data)
  sites: \(sites)
  starts: 2026-09-01
  ends: 2026-10-30
  \(more)
  """
}

private func action(_ more: String = "", sites: String = "[north]", data: String = "data: [published]") -> String {
  """
  action: send
  at: 2026-09-01T10:00:00-07:00
  actor: {person: a.ash, roles: [clerk]}
  \(subject)
  \(data)
  sites: \(sites)
  \(more)
  """
}

private let asOf = "2026-08-03"

private func hangs(on field: String) -> [Remedy] {
  [.none(because: "it hangs on `\(field)`, and no remedy makes that another fact")]
}

@Suite struct AbsentFactTests {
  @Test(arguments: [
    // Somebody could review it, and nobody could: either way the fact comes first.
    ("review: [{what: It, by: privacy}]", "review"), ("review: [{what: It, by: law}]", "review"),
    ("approvals: [law]", "approval"), ("approvals: [privacy]", "approval"),
  ])
  func `S12, S17, S60: what is asked for only while a fact is absent has that fact stated`(
    asks: String, code: String
  ) throws {
    let small = try policy("rules: {vital: {require: [action], when: {vital: yes}, \(asks), because: Y., source: [S]}}")
    #expect(try small.remedies(code, action()) == [.stateField(field: "vital")])
    let together = try #require(try small.decide(action()).together)
    #expect(together.then == .allow && !together.checked)
    #expect(try small.decide(action("vital: no")).effect == .allow)
    // What is so is not stated otherwise.
    #expect(try small.remedies(code, action("vital: yes")) != [.stateField(field: "vital")])
  }

  @Test func `S17, S60: a duty that is due only while a fact is absent has that fact stated`() throws {
    let small = try policy(
      "rules: {say: {oblige: [action], when: {paper: notice}, do: Say so., by: law, because: Y., source: [S]}}")
    #expect(try small.remedies("duty", action()) == [.stateField(field: "paper")])
    #expect(try small.decide(action("paper: letter")).effect == .allow)
    #expect(try small.remedies("duty", action("paper: notice")) == hangs(on: "paper"))
  }

  @Test(arguments: [("{vital: yes}", "data: [published]", "vital"), ("{data: grades}", "", "data")])
  func `S25, S60: a tier that is above only while a fact is absent has that fact stated`(
    when: String, data: String, field: String
  ) throws {
    let small = try policy(
      """
      tiers:
        low: {rank: 0}
        high: {rank: 1, when: \(when), review: [{what: It, by: privacy, before: release}]}
      """, tier: "    tier: low")
    let decision = try small.decide(action(data: data))
    #expect(decision.reasons.first { $0.code == "tier" }?.remedies == [.stateField(field: field)])
    let together = try #require(decision.together)
    #expect(together.remedies == [.stateField(field: field)] && together.then == .allow && !together.checked)
  }

  @Test func `S49, S60: an exception that lifts only once a fact is stated has it stated`() throws {
    let small = try policy(
      """
      rules: {none: {deny: [action], when: {workflow: letters}, waivable: true, because: N., source: [S]}}
      exceptions:
        vital: {rule: none, sites: [north], effective: {until: 2026-12-31}, when: {vital: yes}, granted-by: lead, because: V.}
      """)
    #expect(try small.remedies("none", action()) == [.stateField(field: "vital")])
    #expect(try small.decide(action("vital: yes")).effect == .allow)
  }

  @Test func `S60, S61: two facts are stated where it takes two`() throws {
    let small = try policy(
      """
      rules:
        either: {require: [action], when: {any-of: [{vital: yes}, {paper: notice}]}, review: [{what: It, by: law}], because: Y., source: [S]}
      """)
    #expect(
      try small.remedies("review", action()) == [.stateField(field: "paper"), .stateField(field: "vital")])
  }

  // MARK: Facts that stand

  @Test func `S62: where another fact would do, it is not the policy alone that helps`() throws {
    let small = try policy(
      """
      rules:
        paper: {deny: [action], when: {paper: notice}, because: N., source: [S]}
        vital: {deny: [action], when: {vital: yes, workflow: letters}, because: N., source: [S]}
        ash: {deny: [action], when: {person: b.birch}, because: N., source: [S]}
        writing: {deny: [action], when: {action: write}, because: N., source: [S]}
        needs: {require: [action], that: {data: {any: [published]}}, when-absent: allow, because: N., source: [S]}
      """)
    #expect(try small.remedies("paper", action("paper: notice\nvital: no")) == hangs(on: "paper"))
    #expect(try small.remedies("vital", action("paper: letter\nvital: yes")) == hangs(on: "vital"))
    let facts = "paper: letter\nvital: no"
    #expect(
      try small.remedies("ash", action(facts).replacing("a.ash, roles: [clerk]", with: "b.birch, roles: [lead]"))
        == hangs(on: "actor.person"))
    #expect(
      try small.remedies("writing", action(facts).replacing("action: send", with: "action: write"))
        == hangs(on: "action"))
    #expect(try small.remedies("needs", action(facts, data: "data: [grades]")) == hangs(on: "data"))
  }

  @Test func `S5, S60: a duration in the other unit is moved to a bound that compares`() throws {
    let small = try policy(
      "rules: {long: {deny: [pilot], when: {span: {at-least: 2 days}}, because: N., source: [S]}}")
    #expect(
      try small.remedies("evaluation", pilot("span: 36 hours"), asOf: asOf) == [
        .setField(field: "span", value: "1 day")
      ])
  }

  @Test func `S63: while something is still to be stated, a denial is not decided either`() throws {
    let small = try policy("rules: {no: {deny: [action], when: {workflow: letters}, because: N., source: [S]}}")
    let together = try #require(try small.decide(action(data: "")).together)
    #expect(together.remedies == [.stateField(field: "data")])
    #expect(together.then == .deny && !together.checked)
  }

  @Test func `S23, S60: a tool for pilots asks which pilot an action is part of`() throws {
    let small = try policy(
      """
      pilots:
        running:
      \(pilot().replacing("pilot: trial", with: "").split(separator: "\n").map { "    \($0)" }.joined(separator: "\n"))
      """, tool: "pilot-only")
    let decision = try small.decide(action())
    #expect(decision.reasons.map(\.code) == ["tool-status"])
    #expect(decision.reasons[0].remedies == [.stateField(field: "pilot")])
    #expect(decision.together?.then == .allow && decision.together?.checked == false)
    #expect(try small.decide(action("pilot: running")).effect == .allow)
  }
}

@Suite struct SignerTests {
  private static let law =
    "rules: {law: {require: [pilot], approvals: [law], because: Y., source: [S]}, read: {require: [action], review: [{what: It, by: law}], because: Y., source: [S]}}"

  @Test func `S29, S36, S60: a role of each school is signed for by one person of each`() throws {
    let small = try policy(Self.law, people: schools)
    let proposal = pilot(sites: "[north, south]")
    let decision = try small.decide(proposal, asOf: asOf)
    let day = try #require(Day(asOf))
    #expect(decision.missing.approvals.map(\.isVacant) == [false])
    #expect(decision.missing.approvals.map(\.holders) == [["l.north", "l.south", "m.south"]])
    let both: [Remedy] = [
      .addApproval(role: "law", holders: ["l.north"], acting: [], on: day, content: decision.content),
      .addApproval(role: "law", holders: ["l.south", "m.south"], acting: [], on: day, content: decision.content),
    ]
    #expect(decision.reasons.map(\.remedies) == [both])
    #expect(decision.together?.remedies == both && decision.together?.then == .allow)

    let signed = "approvals: [{role: law, by: l.north, on: \(asOf), content: \(decision.content)}]"
    let half = try small.decide(pilot(signed, sites: "[north, south]"), asOf: asOf)
    #expect(half.missing.approvals.map(\.holders) == [["l.south", "m.south"]])
    #expect(half.reasons.map(\.remedies) == [[both[1]]])
    #expect(
      half.reasons.flatMap(\.notes).contains(
        "the signature by `l.north` of \(asOf) does not count at `south`: the role `law` was not held there on \(asOf)")
    )
  }

  @Test func `S29, S36, S60: reviews likewise`() throws {
    let small = try policy(Self.law, people: schools)
    #expect(
      try small.remedies("review", action(sites: "[north, south]")) == [
        .addReview(role: "law", holders: ["l.north"], acting: [], step: nil),
        .addReview(role: "law", holders: ["l.south", "m.south"], acting: [], step: nil),
      ])
  }

  @Test func `S26, S60: who holds a role until somebody is appointed is said to be acting`() throws {
    let small = try policy(
      "rules: {asks: {require: [pilot], approvals: [law], because: Y., source: [S]}}",
      people: """
          c.chestnut:
            holds: [{role: law, from: 2026-01-01, acting: true}]
            delegates: [{role: law, to: f.fir, from: 2026-01-01, until: 2027-01-01}]
          d.dogwood: {holds: [{role: law, from: 2026-01-01, acting: true}, {role: law, site: north, from: 2026-01-01}]}
          f.fir: {holds: [{role: tech, from: 2026-01-01}]}
        """)
    func acting(_ sites: String) throws -> [String] {
      let decision = try small.decide(pilot(sites: sites), asOf: asOf)
      let missing = try #require(decision.missing.approvals.first)
      #expect(missing.holders == ["c.chestnut", "d.dogwood", "f.fir"])
      guard case .addApproval("law", missing.holders, let acting, _, _)? = decision.reasons.first?.remedies.first else {
        Issue.record("\(decision.reasons)")
        return []
      }
      #expect(missing.acting == acting)
      return acting
    }
    // At one school Dogwood is appointed, and Fir is a delegate.
    #expect(try acting("[north]") == ["c.chestnut"])
    #expect(try acting("[north, south]") == ["c.chestnut", "d.dogwood"])
  }

  @Test func `S60, S62: a school without anybody in the role is left out, or waits for somebody`() throws {
    let small = try policy(Self.law, people: "  l.north: {holds: [{role: law, site: north, from: 2026-01-01}]}")
    let decision = try small.decide(pilot(sites: "[north, south]"), asOf: asOf)
    #expect(decision.missing.approvals.map(\.isVacant) == [true])
    #expect(decision.reasons.map(\.remedies.count) == [2])
    #expect(decision.reasons.first?.remedies.first == .removeValue(field: "sites", value: "south"))
  }

  @Test func `S40, S60: who stepped aside is not asked to vote`() throws {
    let rule = "rules: {board: {require: [pilot], approvals: [board], because: Y., source: [S]}}"
    func vote(_ lists: String, _ content: String) -> String {
      pilot("approvals: [{committee: board, on: 2026-08-02, content: \(content), \(lists)}]")
    }
    let few = try policy(rule, people: "  l.law: {holds: [{role: law, from: 2026-01-01}]}")
    let content = try few.decide(pilot(), asOf: asOf).content
    // Two of four are left, and three are needed.
    let aside = vote(
      "yes: [{role: privacy, by: p.privacy}, {role: tech, by: t.tech}], no: [], abstain: [], recused: [{role: law, by: l.law}, {role: lead, by: b.birch}]",
      content)
    #expect(
      try few.remedies("approval", aside, asOf: asOf) == [
        .none(because: "of `board` too few remain who have not stepped aside")
      ])
    // One stepped aside, one was absent: who said yes is asked again, and the absent one.
    let absent = vote(
      "yes: [{role: privacy, by: p.privacy}, {role: tech, by: t.tech}], no: [], abstain: [], recused: [{role: lead, by: b.birch}]",
      content)
    guard
      case .addVote("board", let yes, let recused, _, _, replaces: true)? = try few.remedies(
        "approval", absent, asOf: asOf
      ).first
    else {
      Issue.record("no vote")
      return
    }
    #expect(yes.map(\.role) == ["law", "privacy", "tech"])
    #expect(yes.flatMap(\.holders) == ["l.law", "p.privacy", "t.tech"])
    #expect(recused.map(\.role) == ["lead"] && recused.map(\.by) == ["b.birch"])
  }

  @Test func `S30, S32, S39, S60: a seat is for who holds its role and is clear at every site that is named`() throws {
    let small = try policy(
      "rules: {board: {require: [pilot], approvals: [board], because: Y., source: [S]}}",
      people: schools + "\n  a.aspen: {holds: [{role: privacy, from: 2026-01-01}], conflicts: [helper]}")
    func yes(_ proposal: String) throws -> [Remedy.Seat]? {
      guard
        case .addVote("board", let yes, [], _, _, replaces: false)? = try small.remedies(
          "approval", proposal, asOf: asOf
        )
        .last
      else { return nil }
      return yes
    }
    // At both schools nobody holds `law`, and Aspen has an interest in the tool.
    let everywhere = try #require(try yes(pilot(sites: "[north, south]")))
    #expect(everywhere.map(\.role) == ["lead", "privacy", "tech"])
    #expect(everywhere.flatMap(\.holders) == ["b.birch", "p.privacy", "t.tech"])
    // Birch asks, so that `law` is needed: at one school somebody holds it.
    func asked(_ sites: String) -> String {
      pilot(sites: sites).replacing("a.ash, roles: [clerk]", with: "b.birch, roles: [lead]")
    }
    let one = try #require(try yes(asked("[north]")))
    #expect(one.map(\.role) == ["law", "privacy", "tech"])
    #expect(one.flatMap(\.holders) == ["l.north", "p.privacy", "t.tech"])
    let both = try small.remedies("approval", asked("[north, south]"), asOf: asOf)
    #expect(both.first == .removeValue(field: "sites", value: "north") && both.count == 2)
    #expect(try yes(asked("[north, south]"))?.first?.holders == ["l.south", "m.south"])
  }

  @Test func `S3, S60: nobody is asked to sign for a day that is over`() throws {
    let small = try policy(
      """
      rules:
        read: {require: [action], review: [{what: It, by: law}], because: Y., source: [S]}
        say: {oblige: [action], do: Say so., by: privacy, because: Y., source: [S]}
        sign: {require: [action], approvals: [tech], because: Y., source: [S]}
      """, people: schools)
    let decision = try small.decide(action(), asOf: "2026-09-02")
    let over = "the day of the action is over, and nobody signs or attests for a day that is over"
    for reason in decision.reasons where ["review", "duty", "approval"].contains(reason.code) {
      #expect(reason.remedies == [.none(because: over)])
    }
    #expect(decision.reasons.count == 4)
    #expect(decision.together?.remedies == [] && decision.together?.then == .deny)
    // On the day itself somebody can.
    #expect(try small.decide(action()).together?.then == .allow)
  }
}
