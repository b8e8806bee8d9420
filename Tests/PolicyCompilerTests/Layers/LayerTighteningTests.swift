import Description
import PolicyBasics
import PolicyChecker
import PolicyCompiler
import PolicyLanguage
import SourceText
import Testing

/// One way to tighten what the state says, and a reason that it brings about.
struct Tightening: CustomTestStringConvertible, Sendable {
  let district: String
  let proposal: String
  let reason: String
  var testDescription: String { district }

  init(_ district: String, _ reason: String) { self.init(district, State.action, reason) }

  init(_ district: String, _ proposal: String, _ reason: String) {
    self.district = district
    self.proposal = proposal
    self.reason = reason
  }
}

@Suite struct LayerTighteningTests {
  @Test(arguments: [
    State.action, State.draft, State.ofTheCamp, State.ofTheCalendar, State.pilot, State.withTheSecondTool,
    State.byTheLead,
  ]) func `the state allows each proposal that the tests are about`(proposal: String) {
    let state = Layers(State.head + State.sections)
    #expect(state.findings == [])
    #expect(state.reasons(proposal) == [])
    // And so does a district that says nothing more.
    #expect(Layers.on("").findings == [])
    #expect(Layers.on("").reasons(proposal) == [])
  }

  @Test(arguments: tightenings) func `S64: what is tightened holds in the next decision`(_ tightening: Tightening) {
    let layers = Layers.on(tightening.district + "\n")
    #expect(layers.findings == [])
    #expect(layers.reasons(tightening.proposal) == [tightening.reason])
  }

  static let tightenings: [Tightening] = workflows + pilots + others

  static let workflows = [
    Tightening("workflows: {replies: {status: pilot}}", "missing.pilot"),
    Tightening("workflows: {replies: {status: suspended, lifted-by: board, on: 2026-09-01}}", "workflow-status"),
    Tightening(
      "workflows: {replies: {status: refused, on: 2026-09-01, because: Not here., source: [Minutes]}}",
      "workflow-status"),
    Tightening("workflows: {replies: {effective: {from: 2026-10-06}}}", "workflow-dates"),
    Tightening("workflows: {replies: {effective: {until: 2026-10-04}}}", "workflow-dates"),
    Tightening("workflows: {replies: {data: [published]}}", "data"),
    Tightening("workflows: {replies: {data: {published: to quote}}}", "data"),
    Tightening("workflows: {replies: {audiences: [staff]}}", "audience"),
    Tightening("workflows: {replies: {materials: [calendar]}}", "material"),
    Tightening("workflows: {replies: {tools: [second]}}", "tool"),
    Tightening("workflows: {replies: {sites: [camp]}}", "workflow-sites"),
    Tightening("workflows: {open-work: {sites: [camp]}, replies: {sites: [camp]}}", "workflow-sites"),
    // Whoever leads is a specialist, but not every specialist leads.
    Tightening("workflows: {replies: {used-by: [lead]}}", "used-by"),
    Tightening("workflows: {replies: {autonomy: assist-draft}}", "autonomy"),
    Tightening("workflows: {replies: {impact: none}}", "impact"),
    Tightening("workflows: {replies: {tier: routine}}", "tier"),
    Tightening(
      "workflows: {replies: {actions: {prepare: {stage: release}, send: {stage: release}}}}", State.draft, "review"),
    Tightening("workflows: {replies: {review: [{id: law, what: what binds us, by: counsel}]}}", "review"),
    Tightening("tiers: {external: {review: [{id: law, what: what binds us, by: counsel}]}}", "review"),
    Tightening(
      "tiers: {more: {rank: 2, when: {audiences: parents}}}", "tier"),
  ]

  static let pilots = [
    Tightening("workflows: {replies: {pilots-need: {approvals: [counsel]}}}", State.pilot, "approval"),
    Tightening(
      "workflows: {replies: {pilots-need: {approvals: [{at-least: 2, of: [counsel, clerk]}]}}}", State.pilot, "approval"
    ),
    Tightening("workflows: {replies: {pilots-need: {measures: {required: true}}}}", State.pilot, "measures"),
    Tightening("workflows: {replies: {pilots-need: {stop-when: required}}}", State.pilot, "stop-when"),
    Tightening("workflows: {replies: {pilots-need: {limits: {duration: 10 weeks}}}}", State.pilot, "limit-duration"),
    Tightening("workflows: {replies: {pilots-need: {limits: {participants: 19}}}}", State.pilot, "limit-participants"),
    Tightening(
      "sites: {a: {title: A, within: school}, b: {title: B, within: school}}\nworkflows: {replies: {pilots-need: {limits: {sites: 1}}}}",
      State.pilot, "limit-sites"),
    Tightening("tiers: {external: {approvals: [counsel]}}", State.pilot, "approval"),
    Tightening("committees: {board: {threshold: 3}}", State.pilot, "approval"),
    Tightening("committees: {board: {quorum: 3}}", State.pilot, "approval"),
  ]

  static let others = [
    Tightening("data: {notes: {sensitivity: restricted}}", "no-restricted-notes"),
    Tightening("tools: {assistant: {status: pilot-only}}", "tool-status"),
    Tightening("tools: {assistant: {status: suspended}}", "tool-status"),
    Tightening("tools: {assistant: {status: refused, because: Not here.}}", "tool-status"),
    Tightening("tools: {assistant: {agreement: {from: 2026-10-06}}}", "agreement-dates"),
    Tightening("tools: {assistant: {agreement: {until: 2026-10-04}}}", "agreement-dates"),
    Tightening("tools: {assistant: {agreement: {data: [published]}}}", "agreement-data"),
    Tightening("tools: {assistant: {agreement: {purposes: [minutes]}}}", "agreement-purpose"),
    Tightening("materials: {handbook: {until: 2026-10-04}}", "material-lapsed"),
    Tightening("rules: {no-camp: {waivable: false}}", State.ofTheCamp, "no-camp"),
    Tightening("rules: {minutes-later: {trial: {until: 2026-10-04}}}", State.ofTheCalendar, "minutes-later"),
    Tightening("exceptions: {camp-for-a-year: {effective: {until: 2026-10-04}}}", State.ofTheCamp, "no-camp"),
    Tightening(
      "rules: {own: {deny: [action], when: {audiences: families}, because: No., source: [Act 9]}}", "own"),
    Tightening(
      "invariants: {own: {never: [action], when: {audiences: families}, because: No., source: [Act 9]}}", "own"),
  ]

  @Test(arguments: [
    "data: {notes: {sensitivity: internal, title: Our notes}}",
    "data: {student-grades: {within: student-pii, sensitivity: restricted}}",
    "roles: {officer: {separate-from: [clerk, director]}}",
    "committees: {board: {members: [counsel, officer, director], quorum: 2, threshold: 2}}",
    "materials: {handbook: {data: [published, notes], owner: clerk}}",
    "sites: {camp: {within: county, notes: Ours.}}",
    "tiers: {external: {rank: 1, when: {audiences: families}, review: [{id: outside, what: every text, by: director}]}}",
    "workflows: {replies: {owner: clerk, volume: 10 per week, effort: {today: 9 minutes}, criteria: {common: Weekly.}}}",
    "workflows: {replies: {approved: {on: 2026-06-01, by: board}, purpose: letters}}",
    "workflows: {replies: {review: [{id: reply, what: every reply, by: director, before: release, effort: 4 minutes}]}}",
    "workflows: {replies: {pilots-need: {approvals: [{at-least: 1, of: [clerk, counsel]}], limits: {duration: 120 days}}}}",
    "workflows: {replies: {used-by: [specialist, lead], actions: {send: {stage: release}, prepare: {stage: draft}}}}",
    "tools: {assistant: {account: district, agreement: {training: none}}}",
    "rules: {no-camp: {deny: [action, pilot], waivable: true, because: Camps come later. }}",
    "rules: {minutes-later: {trial: {until: 2027-12-31}}}",
    "invariants: {people-decide: {when: {impact: determines}, because: A person decides., source: [Act 5]}}",
    "exceptions: {camp-for-a-year: {because: One year., notes: Ours.}}",
    "workflows: {replies: {because: The office asked for it., source: [Minutes]}}",
    "workflows: {refused-work: {because: A person does that., title: Work that was refused}}",
    "tools: {assistant: {because: The office asked for it.}}",
    "attributes: {account: {values: [personal, district]}}",
    "pilots: {earlier: {verdict: scale}}",
    "tests: {of-the-state: {expect: deny}}",
  ]) func `S64: what is the same, and words for people, change nothing`(district: String) {
    let layers = Layers.on(district + "\n")
    #expect(layers.findings == [])
    for proposal in [State.action, State.draft, State.ofTheCamp, State.ofTheCalendar, State.pilot] {
      #expect(layers.reasons(proposal) == [])
    }
  }

  @Test func `S64: a field left out keeps the base's value, inside a mapping too`() throws {
    let layers = Layers.on("workflows: {replies: {pilots-need: {limits: {participants: 25}}}}\n")
    let names = layers.compilation.names
    let workflow = names.workflows.table[try #require(names.workflows["replies"])].value
    #expect(workflow.pilotsNeed?.limits?.participants?.value == 25)
    #expect(workflow.pilotsNeed?.limits?.sites?.value == 2)
    #expect(workflow.pilotsNeed?.approvals?.count == 3)
    #expect(workflow.effective?.until?.value == Day("2027-06-30"))
    #expect(workflow.remarks.title?.text == "Replies")
  }

  @Test func `S64: lists of steps and demands add up, and what stands twice counts once`() throws {
    let layers = Layers.on(
      "workflows: {replies: {review: [{id: law, what: the law, by: counsel}], pilots-need: {approvals: [clerk, board]}}}\n"
    )
    let names = layers.compilation.names
    let workflow = names.workflows.table[try #require(names.workflows["replies"])].value
    #expect(workflow.review?.map { $0.id?.value.text } == ["reply", "law"])
    #expect(workflow.pilotsNeed?.approvals?.count == 4)
  }

  @Test func `S64: what is declared new needs all that a declaration needs; what is restated has it from the base`() {
    let layers = Layers.on(
      "roles: {mayor: {title: Mayor}}\nmaterials: {own: {title: Own}}\nworkflows: {replies: {status: pilot}}\n")
    #expect(layers.findings == ["missing-key: the key `data` is missing at policy.yaml:10"])
  }

  @Test func `S64: what both sets say together must hold together`() {
    // Each day is inside the base's, and between them there is none.
    let layers = Layers.on("workflows: {replies: {effective: {from: 2027-06-01, until: 2027-05-01}}}\n")
    #expect(layers.errors.map(\.kind.code) == ["days-swapped"])
    let suspended = Layers.on("workflows: {replies: {status: suspended}}\n")
    #expect(suspended.findings == ["missing-key: the key `lifted-by` is missing at policy.yaml:9"])
  }

  @Test func `S64: a district's own attribute may be stated where the base cannot know it`() {
    let layers = Layers.on(
      """
      attributes: {hosted: {on: [tool], type: choice, values: [here, abroad]}}
      tools: {assistant: {hosted: abroad}}
      rules: {at-home: {deny: [action], when: {tool.hosted: abroad}, because: At home., source: [Act 9]}}

      """)
    #expect(layers.findings == [])
    #expect(layers.reasons(State.action) == ["at-home"])
  }

  @Test func `S64: new workflows need a base that has none, or that allows them`() {
    let own = """
      workflows:
        newsletter: {title: Newsletter, status: proposed, autonomy: assist-draft, impact: none, tier: routine, purpose: letters}

      """
    #expect(Layers.on(own).errors.map(\.kind.code) == ["new-workflow"])
    #expect(Layers.on(State.head + "  more-workflows: allow\n" + State.sections, own).findings == [])
    let untiered = own.replacing(", tier: routine, purpose: letters", with: "")
    #expect(Layers.on(State.head + "sites: {school: {title: School}}\n", untiered).findings == [])
  }

  @Test func `S23, S64: a district that declares the first purposes says what its base's workflows and tools are for`()
  {
    let state = State.sections.replacing("  letters: {title: Letters}\n  minutes: {title: Minutes}\n", with: "")
      .replacing("purposes:\n", with: "").replacing("    purpose: letters\n", with: "")
      .replacing("      purposes: [letters, minutes]\n", with: "").replacing(" purposes: [letters],", with: "")
    #expect(Layers(State.head + state).findings == [])
    let purposes = "purposes: {letters: {title: Letters}}\n"
    let silent = Layers.on(State.head + state, purposes)
    #expect(silent.errors.map(\.kind.code) == ["no-purpose", "no-purpose"])
    #expect(silent.errors.first?.notes.first.map { silent.place($0.span) } == "policy.yaml:9")
    let own = """
      workflows: {replies: {purpose: letters}, open-work: {purpose: letters}}
      tools: {assistant: {agreement: {purposes: [letters]}}}

      """
    #expect(Layers.on(State.head + state, purposes + own).findings == [])
    #expect(Layers.on(State.head + state, purposes + own).reasons(State.action) == [])
    // The second tool's agreement is for none.
    #expect(Layers.on(State.head + state, purposes + own).reasons(State.withTheSecondTool) == ["agreement-purpose"])
    // Where the base has purposes, its agreements that state none allow none.
    let without = State.sections.replacing("      purposes: [letters, minutes]\n", with: "")
    #expect(
      Layers.on(State.head + without, "tools: {assistant: {agreement: {purposes: [letters]}}}\n").errors.map(
        \.kind.code)
        == ["loosened"])
  }

  @Test func `S66: an open list is empty until a lower set fills it`() {
    let proposal = State.action.replacing("workflow: replies", with: "workflow: open-work")
      .replacing("action: send", with: "action: draft").replacing("audiences: [parents]", with: "audiences: [staff]")
      .replacing("data: [published, notes]", with: "data: [published]")
    #expect(Layers.on("").reasons(proposal) == ["material", "tool"])
    let filled = "workflows: {open-work: {tools: [assistant], materials: [handbook]}}\n"
    #expect(Layers.on(filled).reasons(proposal) == [])
    // What a district has filled is the base of whoever extends it.
    let nation = State.head.replacing("id: state", with: "id: nation") + State.sections
    let county = State.districtHead + filled
    let school = State.districtHead + "workflows: {open-work: {tools: [1️⃣second]}}\n"
    #expect(Layers(school.replacing("1️⃣", with: ""), county, nation).errors.map(\.kind.code) == ["loosened"])
    #expect(Layers(State.districtHead + filled, State.districtHead, nation).reasons(proposal) == [])
  }

  @Test func `S50: an exception of the lower set lifts a rule of the base that is waivable`() {
    let proposal = State.ofTheCamp.replacing("sites: [camp]", with: "sites: [camp, school]")
    #expect(Layers.on("").reasons(proposal) == ["no-camp"])
    let exception = """
      exceptions:
        both: {rule: no-camp, sites: [county], effective: {until: 2026-12-31}, granted-by: board, because: One autumn.}

      """
    #expect(Layers.on(exception).reasons(proposal) == [])
  }

  @Test
  func `S64: a reason of a rule points to where it is declared, one of a workflow to the lowest set that restates it`()
    throws
  {
    let layers = Layers.on("rules: {no-camp: {waivable: false}}\nworkflows: {replies: {autonomy: assist-draft}}\n")
    let policy = try #require(layers.compilation.policy)
    let decision = Layers.decide(policy, State.ofTheCamp, asOf: "2026-10-05")
    let places = decision.reasons.map { "\($0.code) \($0.place?.file ?? "")" }
    #expect(places == ["autonomy policy.yaml", "no-camp ../state/policy.yaml"])
  }

  @Test func `S44, S45: fingerprints are of the layers merged`() throws {
    func content(_ layers: Layers) throws -> String {
      Layers.decide(try #require(layers.compilation.policy), State.pilot, asOf: "2026-10-05").content
    }
    let state = try content(Layers(State.head + State.sections))
    #expect(try content(Layers.on("")) == state)
    #expect(try content(Layers.on("workflows: {replies: {owner: clerk, title: Ours}}\n")) == state)
    #expect(try content(Layers.on("workflows: {replies: {autonomy: assist-draft}}\n")) != state)
    let review = "review: [{id: law, what: the law, by: counsel}]"
    let merged = (State.head + State.sections).replacing(
      "by: director, effort: 2 minutes}]",
      with: "by: director, effort: 2 minutes}, {id: law, what: the law, by: counsel}]")
    #expect(try content(Layers.on("workflows: {replies: {\(review)}}\n")) == (try content(Layers(merged))))
  }
}
