import Description
import PolicyBasics
import PolicyChecker
import PolicyLanguage
import SourceText
import TestKit
import Testing

@testable import PolicyCompiler

@Suite struct LayerHeadTests {
  private static func head(_ id: String, _ more: String = "", zone: String = "America/Los_Angeles") -> String {
    "policy: {id: \(id), title: T, version: '1', language: 1, time-zone: \(zone)\(more.isEmpty ? "" : ", " + more)}\n"
  }

  private static func merged(_ district: String, _ state: String) throws -> PolicyHead {
    let layers = Layers(
      head("district", "extends: ../state" + (district.isEmpty ? "" : ", " + district)), head("state", state))
    #expect(layers.findings == [])
    return try #require(layers.compilation.head)
  }

  @Test(arguments: ["unbound-approvals: allow", "role-holders: attested", "more-workflows: allow"])
  func `S65: a switch of the head holds where every layer says so`(word: String) throws {
    func holds(_ head: PolicyHead) -> Bool {
      head.unboundApprovals != nil || head.roleHolders != nil || head.moreWorkflows != nil
    }
    #expect(!holds(try Self.merged("", "")))
    #expect(!holds(try Self.merged(word, "")))
    #expect(!holds(try Self.merged("", word)))
    #expect(holds(try Self.merged(word, word)))
  }

  @Test func `S65: the lower set's time zone holds`() throws {
    let layers = Layers(
      State.districtHead.replacing("America/Los_Angeles", with: "Pacific/Honolulu"),
      State.head.replacing("America/Los_Angeles", with: "Pacific/Kiritimati") + State.sections)
    let policy = try #require(layers.compilation.policy)
    // Noon of 2026-10-05 in Honolulu is the next day in Kiritimati.
    let action = State.action.replacing("10:00:00-07:00", with: "12:00:00-10:00")
    #expect(Layers.decide(policy, action, asOf: "2026-10-05").reasons.allSatisfy { $0.code != "day-differs" })
    #expect(Layers.decide(policy, action, asOf: "2026-10-06").reasons.contains { $0.code == "day-differs" })
  }

  @Test func `S65: the language is the same`() {
    let layers = Layers(
      Self.head("district", "extends: ../state").replacing("language: 1", with: "language: 2"), Self.head("state"))
    #expect(layers.errors.map(\.kind.code).contains("restated-differently"), "\(layers.findings)")
    let found = layers.errors.first { $0.kind.code == "restated-differently" }
    #expect(found?.notes.first.map { layers.place($0.span) } == "../state/policy.yaml:1")
  }

  @Test(arguments: [
    ("12 months", "6 months", "6 months"), ("90 days", "120 days", "90 days"), ("12 months", "365 days", "365 days"),
    ("366 days", "12 months", "12 months"), ("1 month", "28 days", "28 days"), ("31 days", "1 month", "1 month"),
    // A month has 28 to 31 days: of 30 days and a month neither is always the shorter.
    ("30 days", "1 month", "28 days"), ("1 month", "29 days", "28 days"), ("12 months", "", "12 months"),
    ("", "80 days", "80 days"),
  ]) func `S65: the shortest approvals-lapse holds`(district: String, state: String, expected: String) throws {
    func lapse(_ text: String) -> String { text.isEmpty ? "" : "approvals-lapse: \(text)" }
    let head = try Self.merged(lapse(district), lapse(state))
    #expect(head.approvalsLapse?.value.description == expected)
  }

  @Test func `S65: of days and months what holds ends no later than either, whenever one signs`() throws {
    for months in [1, 2, 3, 6, 7, 11, 12, 13, 24, 47, 48, 49, 100] {
      for days in [months * 28 - 1, months * 28, months * 30, months * 30 + months / 2, months * 31, months * 31 + 1] {
        let shorter = TimeSpan.shorter(.days(days), .months(months))
        #expect(shorter == TimeSpan.shorter(.months(months), .days(days)))
        var day = try #require(Day("2023-01-01"))
        let end = try #require(Day("2029-01-01"))
        while day < end {
          let ends = try #require(shorter.end(after: day))
          #expect(ends <= day.adding(days: days) && ends <= day.adding(months: months), "\(months) \(days) \(day)")
          day = day.adding(days: 1)
        }
      }
    }
  }

  @Test func `S65: an approval lapses by the shorter span`() throws {
    let state = State.head + "  approvals-lapse: 12 months\n" + State.sections
    let district = State.districtHead + "  approvals-lapse: 2 months\n"
    #expect(Layers(district, state).reasons(State.pilot) == ["approval"])
    #expect(Layers(State.districtHead, state).reasons(State.pilot) == [])
  }

  @Test func `S33: approvals lapse by days or months, never by hours`() {
    let layers = Layers(Self.head("district", "approvals-lapse: 36 hours"))
    #expect(layers.errors.map(\.kind.code) == ["wrong-unit"])
  }

  @Test func `S65: a rule counts business days with the holidays of its own set`() throws {
    // The state has 2026-10-06 off, the district 2026-10-07: two business days after 2026-10-05 are not the same.
    let own = """
      rules:
        told-here: {oblige: [action], when: {audiences: families}, do: Tell us., by: director, due: 2 business-days after use, because: We are told., source: [Act 9]}

      """
    let layers = Layers(State.districtHead + "  holidays: [2026-10-07]\n" + own, State.head + State.sections)
    #expect(layers.findings == [])
    let policy = try #require(layers.compilation.policy)
    let decision = Layers.decide(policy, State.action, asOf: "2026-10-05")
    let due = Dictionary(uniqueKeysWithValues: decision.obligations.map { ($0.rule, $0.due?.description ?? "") })
    #expect(due["told-in-time"]?.contains("2026-10-08") == true, "\(due)")
    #expect(due["told-here"]?.contains("2026-10-08") == true, "\(due)")
    #expect(policy.tables.calendars.count == 2)
    let far = Layers(
      State.districtHead + "  holidays: [2026-10-07, 2026-10-08]\n" + own, State.head + State.sections)
    let later = Layers.decide(try #require(far.compilation.policy), State.action, asOf: "2026-10-05")
    let dueLater = Dictionary(uniqueKeysWithValues: later.obligations.map { ($0.rule, $0.due?.description ?? "") })
    #expect(dueLater["told-in-time"]?.contains("2026-10-08") == true, "\(dueLater)")
    #expect(dueLater["told-here"]?.contains("2026-10-09") == true, "\(dueLater)")
  }

  @Test func `S65: a base's tests run against the base alone`() throws {
    let state =
      State.head + State.sections + """
          allowed-by-the-state:
            as-of: 2026-10-05
            proposal:
              action: send
              at: 2026-10-05T10:00:00-07:00
              actor: {person: j.lee, roles: [specialist]}
              workflow: replies
              tool: assistant
              autonomy: human-approves-each
              impact: informs
              data: [published]
              materials: [handbook]
              audiences: [staff]
              sites: [school]
              reviewed-by: [{role: director, by: a.kim}]
            expect: allow

        """
    let district = """
      rules: {none-at-all: {deny: [pilot, action], always: true, because: Not yet., source: [Act 9]}}
      tests:
        of-the-district: {as-of: 2026-10-05, proposal: {action: send, workflow: unlisted}, expect: deny, reasons-include: [none-at-all]}

      """
    let layers = Layers.on(state, district)
    #expect(layers.findings == [])
    let policy = try #require(layers.compilation.policy)
    let testing = PolicyTesting(
      layers.compilation, policy, proposals: [:], today: try #require(Day("2026-10-05")))
    #expect(testing.outcomes.map(\.id).sorted() == ["allowed-by-the-state", "of-the-district", "of-the-state"])
    for outcome in testing.outcomes { #expect(outcome.differences == [], "\(outcome.id)") }
  }

  @Test func `S64: a base must compile by itself`() {
    let state = State.head + State.sections.replacing("sensitivity: internal", with: "sensitivity: intern")
    let layers = Layers.on(state, "data: {notes: {sensitivity: public}}\n")
    #expect(layers.compilation.policy == nil)
    #expect(layers.findings.allSatisfy { $0.contains("../state/policy.yaml") } && !layers.findings.isEmpty)
  }

  @Test func `S64: a set does not compile without the set that it extends`() {
    let layers = Layers(State.districtHead + "data: {notes: {sensitivity: restricted}}\n")
    #expect(layers.compilation.policy == nil)
    #expect(
      layers.findings == ["extends: `extends` names `../state`, and no folder `../state` is there at policy.yaml:8"])
  }

  @Test func `S64: a state under a county under a nation`() throws {
    let nation = State.head.replacing("id: state", with: "id: nation") + State.sections
    let county =
      State.districtHead.replacing("id: district", with: "id: county")
      + "workflows: {replies: {effective: {until: 2027-03-31}}}\n"
    // Inside the nation's days, and not inside the county's.
    let school = State.districtHead + "workflows: {replies: {effective: {until: 2027-05-01}}}\n"
    let layers = Layers(school, county, nation)
    #expect(layers.errors.map(\.kind.code) == ["loosened"])
    #expect(layers.errors.first?.notes.first.map { layers.place($0.span) } == "../state/policy.yaml:9")
    let tighter = Layers(State.districtHead + "workflows: {replies: {title: Ours}}\n", county, nation)
    let names = tighter.compilation.names
    let workflow = names.workflows.table[try #require(names.workflows["replies"])].value
    #expect(workflow.effective?.until?.value == Day("2027-03-31"))
    #expect(tighter.compilation.bases.count == 2)
  }

  @Test func `S65: more workflows need the word of every set below`() {
    let nation = State.head.replacing("id: state", with: "id: nation") + "  more-workflows: allow\n" + State.sections
    let county = State.districtHead.replacing("id: district", with: "id: county")
    let own = """
      workflows:
        own: {title: Own, status: proposed, autonomy: assist-draft, impact: none, tier: routine, purpose: letters}

      """
    #expect(Layers(State.districtHead + own, county, nation).errors.map(\.kind.code) == ["new-workflow"])
    #expect(Layers(State.districtHead + own, county + "  more-workflows: allow\n", nation).findings == [])
    // The word of a set is about those on top of it.
    #expect(Layers(State.districtHead, county + own, nation).findings == [])
  }

  @Test func `S65: of three sets that one is named whose head does not allow more workflows`() throws {
    let nation = State.head.replacing("id: state", with: "id: nation") + "  more-workflows: allow\n" + State.sections
    let county = State.districtHead.replacing("id: district", with: "id: county")
    let own = """
      workflows:
        own: {title: Own, status: proposed, autonomy: assist-draft, impact: none, tier: routine, purpose: letters}

      """
    let layers = Layers(State.districtHead + own, county, nation)
    let found = try #require(layers.errors.first)
    #expect(found.message.help?.description.contains("the head of `county` say") == true)
    #expect(
      found.notes.map { layers.place($0.span).split(separator: ":")[0] } == [
        "../nation/policy.yaml", "../state/policy.yaml",
      ])
  }

  @Test(arguments: [
    (
      "role-holders: attested", "",
      "`role-holders` has no effect: the set `state`, which this one extends, does not say it"
    ),
    (
      "unbound-approvals: allow", "",
      "`unbound-approvals` has no effect: the set `state`, which this one extends, does not say it"
    ),
    (
      "more-workflows: allow", "",
      "`more-workflows` has no effect: the set `state`, which this one extends, does not say it"
    ),
    (
      "approvals-lapse: 12 months", "approvals-lapse: 6 months",
      "`approvals-lapse` says `12 months` and has no effect: on top of the base `6 months` holds"
    ),
    (
      "approvals-lapse: 30 days", "approvals-lapse: 1 month",
      "`approvals-lapse` says `30 days` and has no effect: on top of the base `28 days` holds"
    ),
    (
      "pilots-at-once: 3", "pilots-at-once: 2",
      "`pilots-at-once` says `3` and has no effect: on top of the base `2` holds"
    ),
    (
      "review-by: 2027-02-02", "review-by: 2027-02-01",
      "`review-by` says `2027-02-02` and has no effect: on top of the base `2027-02-01` holds"
    ),
    ("role-holders: attested", "role-holders: attested", nil), ("", "role-holders: attested", nil),
    ("approvals-lapse: 6 months", "approvals-lapse: 6 months", nil),
    ("approvals-lapse: 5 months", "approvals-lapse: 6 months", nil), ("pilots-at-once: 2", "pilots-at-once: 3", nil),
    ("review-by: 2027-02-01", "", nil), ("answer-within: 9 days", "answer-within: 8 days", nil),
  ]) func `S65: what the head of a lower set says without effect is a warning at its line, which names the base's`(
    district: String, state: String, expected: String?
  ) throws {
    let layers = Layers(
      Self.head("district", "extends: ../state" + (district.isEmpty ? "" : ", " + district)), Self.head("state", state))
    #expect(layers.findings == [])
    let found = layers.compilation.diagnostics.all.filter { $0.kind.code == "unheard-head" }
    #expect(found.map(\.message.text.description) == [expected].compactMap { $0 })
    for item in found {
      #expect(item.severity == .warning && layers.place(item.span) == "policy.yaml:1")
      #expect(item.notes.map { layers.place($0.span) } == ["../state/policy.yaml:1"])
    }
  }

  @Test func `S65: of three sets the nearest that does not say it is named, once`() {
    let county = State.districtHead.replacing("id: district", with: "id: county")
    let nation = State.head.replacing("id: state", with: "id: nation").replacing("  role-holders: attested\n", with: "")
    let layers = Layers(State.districtHead, county, nation)
    let found = layers.compilation.diagnostics.all.filter { $0.kind.code == "unheard-head" }
    #expect(found.map { layers.place($0.span) } == ["../state/policy.yaml:7", "policy.yaml:7"])
    #expect(found.allSatisfy { $0.message.text.description.contains("the set `nation`") })
  }

  @Test func `S65: without people a set on a base that does not attest is told what every layer would have to say`() {
    let state = Self.head("state") + "roles: {clerk: {title: Clerk}}\n"
    let layers = Layers(Self.head("district", "extends: ../state, role-holders: attested"), state)
    let found = layers.compilation.diagnostics.all.filter { $0.kind.code == "no-people" }
    #expect(found.map { $0.message.help?.description.contains("every layer's head") } == [true])
  }

  @Test func `the digest covers the sources of all layers`() throws {
    func digest(_ state: String) throws -> String {
      try #require(Layers.on(state, "").compilation.policy).tables.identity.digest
    }
    let state = State.head + State.sections
    #expect(try digest(state) == digest(state))
    #expect(try digest(state) != digest(state + "# a comment\n"))
  }
}
