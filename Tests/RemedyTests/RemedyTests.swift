import PolicyBasics
import PolicyChecker
import Testing

/// A district of three offices; `more` adds to it.
private func policy(_ more: String = "", workflow: String = "", tool: String = "") throws -> SmallPolicy {
  try SmallPolicy(
    """
    policy: {id: small, title: Small, version: "1", language: 1, time-zone: America/Los_Angeles}
    data:
      published: {title: Published, sensitivity: public}
      contacts: {title: Contacts, sensitivity: confidential}
      grades: {title: Grades, sensitivity: restricted}
    roles: {clerk: {title: Clerk}, lead: {title: Lead}, privacy: {title: Privacy}, chair: {title: Chair}, board: {title: Board}}
    people:
      a.ash: {holds: [{role: clerk, from: 2026-01-01}]}
      b.birch: {holds: [{role: lead, from: 2026-01-01}]}
      c.cedar: {holds: [{role: privacy, from: 2026-01-01}]}
      d.dogwood: {holds: [{role: lead, from: 2026-01-01}, {role: privacy, from: 2026-01-01}]}
      e.elm: {holds: [{role: chair, from: 2026-12-01}]}
    committees: {council: {members: [lead, privacy], quorum: 2, threshold: 2, chair: lead}}
    sites: {north: {title: North}, south: {title: South}, east: {title: East}}
    audiences: {staff: {title: Staff}, families: {title: Families}}
    tools:
      helper:
        title: Helper
        status: approved
        approved: {by: council, on: 2026-01-10}
        agreement: {from: 2026-01-01, until: 2027-06-30, data: [published, contacts, grades], training: none, retention: 30 days}
    \(tool)
    workflows:
      letters:
        title: Letters
        status: approved
        approved: {by: council, on: 2026-01-10}
        effective: {from: 2026-02-01, until: 2027-06-30}
        owner: lead
        autonomy: human-approves-each
        impact: informs
        criteria: {common: Often., measurable: In hours., low-risk: Read before., painful: Slow.}
        volume: 10 per week
        effort: {today: 20 minutes, with-ai: 5 minutes}
        data: [published, contacts, grades]
        audiences: [staff, families]
        tools: [helper]
        metrics: {hours: {title: Hours, better: lower, kind: time}}
        actions: {write: {stage: draft}, send: {stage: release}}
    \(workflow)
    \(more)
    """)
}

private func pilot(_ changes: [String: String?] = [:]) -> String {
  var fields: [(String, String?)] = [
    ("pilot", "trial"), ("workflow", "letters"), ("requested-by", "{person: a.ash, roles: [clerk]}"), ("owner", "lead"),
    ("tool", "helper"), ("autonomy", "human-approves-each"), ("impact", "informs"), ("data", "[published]"),
    ("audiences", "[staff]"), ("sites", "[north]"), ("participants", "10"), ("starts", "2026-09-01"),
    ("ends", "2026-10-30"),
  ]
  for (key, value) in changes.sorted(by: { $0.key < $1.key }) {
    if let index = fields.firstIndex(where: { $0.0 == key }) {
      fields[index].1 = value
    } else {
      fields.append((key, value))
    }
  }
  return fields.compactMap { key, value in value.map { "\(key): \($0)" } }.joined(separator: "\n")
}

private func action(_ changes: [String: String?] = [:]) -> String {
  var fields: [String: String?] = [
    "pilot": nil, "owner": nil, "participants": nil, "starts": nil, "ends": nil, "requested-by": nil, "action": "send",
    "at": "2026-09-01T10:00:00-07:00", "actor": "{person: a.ash, roles: [clerk]}",
  ]
  for (key, value) in changes { fields[key] = .some(value) }
  return pilot(fields)
}

private let asOf = "2026-08-03"

@Suite struct RemedyTests {
  // MARK: Edits

  @Test(
    arguments: [
      ("participants: {at-most: 8}", "8"), ("participants: {before: 8}", "7"), ("participants: {at-least: 12}", "12"),
      ("participants: {after: 12}", "13"), ("participants: [4, 30]", "4"),
      ("starts: {at-least: 2026-09-15}", "2026-09-15"), ("starts: {before: 2026-08-20}", "2026-08-19"),
      ("ends: {at-most: 2026-10-01}", "2026-10-01"), ("duration: {at-most: 30 days}", "2026-09-30"),
      ("duration: {before: 30 days}", "2026-09-29"), ("autonomy: assist-draft", "assist-draft"),
      ("impact: {at-most: none}", "none"), ("age: {at-least: 13}", "13"), ("share: {at-most: 2.5}", "2.5"),
      ("share: {before: 2.5}", "2.4"), ("level: {at-most: low}", "low"), ("level: {at-least: high}", "high"),
      ("met: {after: 2026-05-01}", "2026-05-02"), ("span: {at-most: 2 weeks}", "14 days"),
      ("span: {before: 2 weeks}", "13 days"),
    ]) func `S60: an ordered value moves to the nearest that is allowed`(that: String, value: String) throws
  {
    let small = try policy(
      """
      rules: {bound: {require: [pilot], that: {\(that)}, because: A bound., source: [Board]}}
      attributes:
        age: {on: [pilot], type: count, title: Age}
        share: {on: [pilot], type: number, title: Share}
        level: {on: [pilot], type: level, values: [low, middle, high], title: Level}
        met: {on: [pilot], type: date, title: Met}
        span: {on: [pilot], type: duration, title: Span}
      """)
    let proposal = pilot([
      "age": "9", "share": "7.5", "level": "middle", "met": "2026-04-01", "span": "40 days",
    ])
    let field = that.prefix { $0 != ":" } == "duration" ? "ends" : String(that.prefix { $0 != ":" })
    #expect(try small.remedies("bound", proposal, asOf: asOf) == [.setField(field: field, value: value)])
  }

  @Test func `S60: a pilot that lasts too long ends sooner; it does not start later`() throws {
    let small = try policy(workflow: "    pilots-need: {limits: {duration: 45 days}}")
    #expect(
      try small.remedies("limit-duration", pilot(["ends": "2026-12-20"]), asOf: asOf)
        == [.setField(field: "ends", value: "2026-10-15")])
  }

  @Test func `S60: an id is left out where its field is at fault, and two where it takes two`() throws {
    let small = try policy(
      """
      rules:
        no-records: {deny: [pilot], when: {data: {any: [contacts, grades]}}, because: No., source: [Board]}
        one-school: {require: [pilot], that: {site-count: {at-most: 1}}, because: One., source: [Board]}
      """)
    let proposal = pilot(["data": "[published, grades, contacts]", "sites": "[south, north, east]"])
    #expect(
      try small.remedies("no-records", proposal, asOf: asOf)
        == [.removeValue(field: "data", value: "contacts"), .removeValue(field: "data", value: "grades")])
    #expect(
      try small.remedies("one-school", proposal, asOf: asOf)
        == [.removeValue(field: "sites", value: "east"), .removeValue(field: "sites", value: "north")])
  }

  @Test func `S60: a value of a choices attribute is left out, and nothing is put in its place`() throws {
    let small = try policy(
      """
      rules: {no-marks: {deny: [pilot], when: {about: marks}, because: No., source: [Board]}}
      attributes: {about: {on: [pilot], type: choices, values: [marks, lunch], title: About}}
      """)
    #expect(
      try small.remedies("no-marks", pilot(["about": "[lunch, marks]"]), asOf: asOf)
        == [.removeValue(field: "about", value: "marks")])
  }

  @Test func `S60, S62: what has no order is not moved, nor is who asks or which workflow it is`() throws {
    let small = try policy(
      """
      rules:
        consent: {require: [pilot], that: {consent: all}, because: Ask., source: [Board]}
        not-clerks: {deny: [pilot], when: {roles: clerk}, because: No., source: [Board]}
        not-letters: {deny: [pilot], when: {workflow: letters}, because: No., source: [Board]}
      attributes: {consent: {on: [pilot], type: choice, values: [all, none], title: Consent}}
      """)
    let proposal = pilot(["consent": "none"])
    func hangs(on field: String) -> [Remedy] {
      [.none(because: "it hangs on `\(field)`, and no remedy makes that another fact")]
    }
    #expect(try small.remedies("consent", proposal, asOf: asOf) == hangs(on: "consent"))
    #expect(try small.remedies("not-clerks", proposal, asOf: asOf) == hangs(on: "requested-by.roles"))
    #expect(try small.remedies("not-letters", proposal, asOf: asOf) == [.changePolicy(by: "council")])
  }

  @Test func `S60: a remedy brings no new reason: where the nearest value does, a farther one is found`() throws {
    let small = try policy(
      """
      rules:
        few: {require: [pilot], that: {participants: {at-most: 20}}, because: Few., source: [Board]}
        not-middling: {deny: [pilot], when: {participants: {at-least: 15, at-most: 22}}, because: No., source: [Board]}
      """.replacing("{at-least: 15, at-most: 22}", with: "[15, 16, 17, 18, 19, 20]"))
    #expect(
      try small.remedies("few", pilot(["participants": "30"]), asOf: asOf)
        == [.setField(field: "participants", value: "14")])
  }

  @Test func `S60, S33: an edit that voids an approval asks for it again, with the content of the edited text`() throws
  {
    let small = try policy(
      "rules: {few: {require: [pilot], that: {participants: {at-most: 5}}, because: Few., source: [Board]}}",
      workflow: "    pilots-need: {approvals: [privacy]}")
    let unsigned = try small.decide(pilot(), asOf: asOf)
    let edited = try small.decide(pilot(["participants": "5"]), asOf: asOf)
    let signed = pilot(["approvals": "[{role: privacy, by: c.cedar, on: 2026-08-01, content: \(unsigned.content)}]"])
    #expect(
      try small.remedies("few", signed, asOf: asOf)
        == [
          .setField(field: "participants", value: "5"),
          .addApproval(
            role: "privacy", holders: ["c.cedar", "d.dogwood"], acting: [], on: try #require(Day(asOf)),
            content: edited.content),
        ])
  }

  // MARK: Order and limits

  @Test func `S61: of edits that help alike, the field that comes first in the reference is taken`() throws {
    let small = try policy(
      "rules: {either: {deny: [pilot], when: {audiences: families, sites: south}, because: No., source: [Board]}}")
    #expect(
      try small.remedies("either", pilot(["sites": "[north, south]", "audiences": "[families, staff]"]), asOf: asOf)
        == [.removeValue(field: "audiences", value: "families")])
  }

  /// RemedySearch.mostEdits
  @Test func `S61: more than three edits are not looked for: none is found`() throws {
    let small = try policy(
      "rules: {none-of-it: {deny: [pilot], when: {data: {any: [contacts, grades]}}, because: No., source: [Board]}}",
      workflow: "    pilots-need: {approvals: [privacy, lead]}")
    // Two ids out and two approvals anew are four edits.
    let proposal = pilot(["data": "[published, contacts, grades]"])
    let content = try small.decide(proposal, asOf: asOf).content
    let signed = pilot([
      "data": "[published, contacts, grades]",
      "approvals":
        "[{role: privacy, by: c.cedar, on: 2026-08-01, content: \(content)}, {role: lead, by: b.birch, on: 2026-08-01, content: \(content)}]",
    ])
    #expect(try small.remedies("none-of-it", signed, asOf: asOf) == [.none(because: nil)])
  }

  /// RemedySearch.mostTrials
  @Test func `S61: ten thousand trials are enough for a decision, and then none is found`() throws {
    #expect(try Self.wide(Self.hopeless).remedies("none-of-it", Self.wideProposal, asOf: asOf) == [.none(because: nil)])
  }

  @Test func `S61: what no edits help takes no trials from what fewer help`() throws {
    let small = try Self.wide(
      Self.hopeless
        + """
            short: {require: [pilot], that: {ends: {at-most: 2026-09-20}}, because: Short., source: [Board]}
            two-years: {require: [pilot], that: {age: {at-least: 13}, share: {at-most: 2}}, because: Both., source: [Board]}

        """)
    let proposal = Self.wideProposal + "\nage: 9\nshare: 7"
    #expect(try small.remedies("none-of-it", proposal, asOf: asOf) == [.none(because: nil)])
    #expect(
      try small.remedies("short", proposal, asOf: asOf) == [.setField(field: "ends", value: "2026-09-20")])
    #expect(
      try small.remedies("two-years", proposal, asOf: asOf) == [
        .setField(field: "age", value: "13"), .setField(field: "share", value: "2"),
      ])
  }

  private static let classes = (1...40).map { "c\($0)" }
  private static let hopeless =
    "    none-of-it: {deny: [pilot], when: {data: {any: [\(classes.joined(separator: ", "))]}}, because: No., source: [Board]}\n"

  /// Many classes, so that there are many edits to try.
  private static func wide(_ rules: String) throws -> SmallPolicy {
    try SmallPolicy(
      """
      policy: {id: wide, title: Wide, version: "1", language: 1, time-zone: America/Los_Angeles}
      data: {\(classes.map { "\($0): {title: C, sensitivity: public}" }.joined(separator: ", "))}
      roles: {clerk: {title: Clerk}}
      attributes:
        age: {on: [pilot], type: count, title: Age}
        share: {on: [pilot], type: number, title: Share}
      rules:

      """ + rules)
  }

  private static let wideProposal = """
    pilot: trial
    workflow: unlisted
    tool: unlisted
    requested-by: {person: a.ash, roles: [clerk]}
    owner: clerk
    autonomy: assist-draft
    impact: none
    data: [\(classes.joined(separator: ", "))]
    audiences: []
    starts: 2026-09-01
    ends: 2026-09-30
    """

  // MARK: Signatures

  @Test func `S60, S32: a signature is by whoever holds the role and is not who asks`() throws {
    let small = try policy(workflow: "    pilots-need: {approvals: [privacy]}")
    let proposal = pilot(["requested-by": "{person: c.cedar, roles: [privacy]}"])
    let decision = try small.decide(proposal, asOf: asOf)
    #expect(decision.missing.approvals.map(\.holders) == [["d.dogwood"]])
    #expect(
      try small.remedies("approval", proposal, asOf: asOf)
        == [
          .addApproval(
            role: "privacy", holders: ["d.dogwood"], acting: [], on: try #require(Day(asOf)), content: decision.content)
        ])
  }

  @Test func `S60, S38: a committee votes once: the new vote replaces the one that does not carry`() throws {
    let small = try policy(workflow: "    pilots-need: {approvals: [council]}")
    let content = try small.decide(pilot(), asOf: asOf).content
    let vote =
      "[{committee: council, on: 2026-08-02, content: \(content), yes: [{role: lead, by: b.birch}], no: [{role: privacy, by: c.cedar}], abstain: [], recused: []}]"
    let remedies = try small.remedies("approval", pilot(["approvals": vote]), asOf: asOf)
    guard case .addVote("council", let yes, [], _, content?, replaces: true)? = remedies.first else {
      Issue.record("\(remedies)")
      return
    }
    #expect(yes.map(\.role) == ["lead", "privacy"])
  }

  @Test func `S60: a role that nobody holds is vacant, and the remedy waits for who comes, or for the policy`() throws {
    let later = try policy(workflow: "    pilots-need: {approvals: [chair]}")
    let proposal = pilot(["starts": "2026-12-10", "ends": "2027-01-20"])
    let decision = try later.decide(proposal, asOf: asOf)
    #expect(decision.missing.approvals.map(\.role) == ["chair"])
    #expect(decision.missing.approvals.map(\.isVacant) == [true])
    #expect(
      try later.remedies("approval", proposal, asOf: asOf) == [.waitUntil(day: try #require(Day("2026-12-01")))])

    let never = try policy(workflow: "    pilots-need: {approvals: [board]}")
    #expect(try never.remedies("approval", pilot(), asOf: asOf) == [.changePolicy(by: nil)])
  }

  @Test func `S60, S47: a duty is attested by whoever holds its role`() throws {
    let small = try policy(
      "rules: {say-so: {oblige: [action], do: Say so., by: privacy, due: before release, because: Open., source: [Board]}}"
    )
    #expect(
      try small.remedies("duty", action())
        == [
          .attest(
            duty: "say-so", role: "privacy", holders: ["c.cedar", "d.dogwood"], acting: [],
            on: try #require(Day("2026-09-01")))
        ])
  }

  // MARK: The policy alone

  @Test func `S62: an exception that ended names who granted it, one that begins a day`() throws {
    func withException(_ days: String) throws -> SmallPolicy {
      try policy(
        """
        rules: {no-mail: {deny: [action], when: {workflow: letters}, waivable: true, because: No., source: [Board]}}
        exceptions:
          tried: {rule: no-mail, sites: [north], effective: {\(days)}, granted-by: lead, because: Trial.}
        """)
    }
    let ended = try withException("from: 2026-05-01, until: 2026-08-14")
    #expect(try ended.remedies("no-mail", action()) == [.changePolicy(by: "lead")])
    let notes = try ended.decide(action()).reasons.flatMap(\.notes)
    #expect(notes == ["the exception `tried`, granted by `lead`, ended on 2026-08-14"])

    let begins = try withException("from: 2026-09-10, until: 2026-12-14")
    #expect(try begins.remedies("no-mail", action()) == [.waitUntil(day: try #require(Day("2026-09-10")))])
    #expect(
      try begins.decide(action()).reasons.flatMap(\.notes)
        == ["the exception `tried`, granted by `lead`, begins on 2026-09-10"])
  }

  @Test func `S62: who can lift or decide it is named`() throws {
    let suspended = try policy(
      tool: """
          other:
            title: Other
            status: suspended
            on: 2026-05-01
            lifted-by: lead
            because: It changed.
            agreement: {from: 2026-01-01, until: 2027-06-30, data: [published], training: none, retention: 30 days}
        """)
    #expect(try suspended.remedies("tool-status", action(["tool": "other"])) == [.changePolicy(by: "lead")])
    #expect(
      try suspended.remedies("tool", action(["tool": "other"]))
        == [.askCommittee(field: "tool", value: "other", workflow: "letters")])
  }

  @Test func `S62: before a workflow begins one waits, after it only the policy helps`() throws {
    let small = try policy()
    #expect(
      try small.remedies("workflow-dates", action(["at": "2026-01-15T10:00:00-08:00"]))
        == [.waitUntil(day: try #require(Day("2026-02-01")))])
    #expect(
      try small.remedies("workflow-dates", action(["at": "2027-07-15T10:00:00-07:00"])) == [
        .changePolicy(by: "council")
      ])
    // A pilot has days that can be moved.
    #expect(
      try small.remedies("workflow-dates", pilot(["ends": "2027-07-20", "starts": "2027-05-01"]), asOf: asOf)
        == [.setField(field: "ends", value: "2027-06-30")])
  }

  @Test func `S62: an action that is dated otherwise than the check has no remedy, and is told its own day`() throws {
    #expect(
      try policy().remedies("day-differs", action(), asOf: "2026-09-02")
        == [.none(because: "check the action as of its own day, 2026-09-01")])
  }

  // MARK: Together

  @Test func `S63: all at once, over more than one round`() throws {
    let small = try policy(
      """
      rules:
        few: {require: [pilot], that: {participants: {at-most: 5}}, because: Few., source: [Board]}
        short: {require: [pilot], that: {duration: {at-most: 30 days}}, because: Short., source: [Board]}
        shorter: {require: [pilot], that: {ends: {at-most: 2026-09-20}}, because: Shorter., source: [Board]}
      """, workflow: "    pilots-need: {approvals: [privacy, lead]}")
    let together = try #require(try small.decide(pilot(), asOf: asOf).together)
    #expect(together.then == .allow && together.checked)
    let edited = try small.decide(pilot(["participants": "5", "ends": "2026-09-20"]), asOf: asOf)
    let day = try #require(Day(asOf))
    #expect(
      together.remedies == [
        .setField(field: "participants", value: "5"), .setField(field: "ends", value: "2026-09-20"),
        .addApproval(role: "lead", holders: ["b.birch", "d.dogwood"], acting: [], on: day, content: edited.content),
        .addApproval(role: "privacy", holders: ["c.cedar", "d.dogwood"], acting: [], on: day, content: edited.content),
      ])
  }

  @Test func `S63: what lacks only facts that it names would be allowed, unchecked, with a content still open`() throws
  {
    let small = try policy(
      """
      rules: {trained: {require: [pilot], that: {trained: yes}, because: Train., source: [Board]}}
      attributes: {trained: {on: [pilot], type: yes-no, title: Trained}}
      """, workflow: "    pilots-need: {approvals: [privacy], stop-when: required, measures: {required: true}}")
    let together = try #require(try small.decide(pilot(["impact": nil]), asOf: asOf).together)
    #expect(together.then == .allow && !together.checked)
    #expect(
      together.remedies == [
        .stateField(field: "impact"), .stateField(field: "measures"), .stateField(field: "stop-when"),
        .addApproval(
          role: "privacy", holders: ["c.cedar", "d.dogwood"], acting: [], on: try #require(Day(asOf)), content: nil),
        .stateField(field: "trained"),
      ])
  }

  @Test func `S63, S32: while nobody knows who asks, signatures wait for that`() throws {
    let small = try policy(workflow: "    pilots-need: {approvals: [privacy]}")
    let decision = try small.decide(pilot(["requested-by": nil]), asOf: asOf)
    let together = try #require(decision.together)
    #expect(together.then == .allow && !together.checked)
    #expect(together.remedies.first == .stateField(field: "requested-by"))
  }

  @Test func `S63: an action that only another day helps says so`() throws {
    let together = try #require(try policy().decide(action(["at": "2026-01-15T10:00:00-08:00"])).together)
    #expect(together.remedies == [.waitUntil(day: try #require(Day("2026-02-01")))])
    #expect(together.then == .allow && together.checked)
  }

  @Test func `S63: where something cannot be helped the whole is denied`() throws {
    let together = try #require(try policy().decide(pilot(["tool": "unlisted"]), asOf: asOf).together)
    #expect(together.then == .deny)
  }

  @Test func `S60: an allow and what does not decode have no remedies`() throws {
    let small = try policy()
    let allowed = try small.decide(pilot(), asOf: asOf)
    #expect(allowed.effect == .allow && allowed.together == nil)
    let invalid = try small.decide(pilot(["data": "[nothing-of-ours]"]), asOf: asOf)
    #expect(invalid.reasonClass == .invalid && invalid.together == nil && invalid.reasons.flatMap(\.remedies) == [])
  }
}
