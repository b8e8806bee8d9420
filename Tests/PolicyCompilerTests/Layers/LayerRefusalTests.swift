import Description
import DocumentTree
import PolicyCompiler
import SourceText
import TestKit
import Testing

/// One way to loosen what the state says.
struct Loosening: CustomTestStringConvertible, Sendable {
  /// What the district says, with a mark where it is refused.
  let district: String
  let code: String
  /// What begins the line of the state that the note points to.
  let state: String
  var testDescription: String { district }

  init(_ district: String, _ code: String, _ state: String) {
    self.district = district
    self.code = code
    self.state = state
  }
}

@Suite struct LayerRefusalTests {
  @Test(arguments: loosenings) func `S64: what loosens the base is refused, and both lines are named`(
    _ loosening: Loosening
  ) throws {
    let marked = MarkedSource(State.districtHead + loosening.district + "\n")
    let layers = Layers(marked.text, State.head + State.sections)
    #expect(layers.compilation.policy == nil)
    let found = try #require(layers.errors.first, "nothing is found")
    #expect(layers.errors.map(\.kind.code) == [loosening.code], "\(layers.findings)")
    #expect(Int(found.span.start) == marked[1], "\(layers.place(found.span))")
    #expect(layers.place(found.span).hasPrefix("policy.yaml:"))
    let note = try #require(found.notes.first)
    #expect(layers.place(note.span).hasPrefix("../state/policy.yaml:"))
    let line = layers.line(note.span).drop { $0 == " " }
    #expect(line.hasPrefix(loosening.state), "\(line)")
  }

  static let loosenings: [Loosening] =
    data + workflowBounds + workflowLists + workflowDemands + tools + materials + rules + people + theSame

  static let data = [
    Loosening("data: {notes: {sensitivity: 1️⃣public}}", "loosened", "notes:"),
    // Its own word is its parent's.
    Loosening("data: {student-grades: {sensitivity: 1️⃣confidential}}", "loosened", "student-grades:"),
    Loosening("data: {student-grades: {within: 1️⃣published}}", "restated-differently", "student-grades:"),
    Loosening("data: {student-health: {named-only: 1️⃣false}}", "restated-differently", "student-health:"),
    Loosening("data: {notes: {1️⃣also: [published]}}", "restated-differently", "notes:"),
    Loosening("data: {notes: {1️⃣elements: [exhibit-b.medical]}}", "restated-differently", "notes:"),
    Loosening("data: {notes: {1️⃣within: published}}", "restated-differently", "notes:"),
    Loosening("audiences: {parents: {within: 1️⃣staff}}", "restated-differently", "parents:"),
    Loosening("sites: {camp: {within: 1️⃣school}}", "restated-differently", "camp:"),
  ]

  static let workflowBounds = [
    Loosening(
      "workflows: {refused-work: {status: 1️⃣approved}}", "loosened", "status: refused"),
    Loosening("tools: {second: {status: 1️⃣approved}}", "loosened", "status: pilot-only"),
    Loosening("workflows: {replies: {effective: {from: 1️⃣2026-07-31}}}", "loosened", "effective:"),
    Loosening("workflows: {replies: {effective: {until: 1️⃣2027-07-01}}}", "loosened", "effective:"),
    Loosening("workflows: {replies: {autonomy: 1️⃣human-samples}}", "loosened", "autonomy:"),
    Loosening("workflows: {replies: {impact: 1️⃣materially-influences}}", "loosened", "impact:"),
    Loosening(
      "tiers: {grave: {rank: 2, when: {data: student-pii}}}\nworkflows: {replies: {tier: 1️⃣grave}}", "loosened",
      "tier: external"),
    Loosening("workflows: {replies: {purpose: 1️⃣minutes}}", "restated-differently", "purpose: letters"),
    Loosening("workflows: {replies: {if-wrong: 1️⃣{tell: clerk}}}", "restated-differently", "if-wrong:"),
    Loosening("workflows: {replies: {1️⃣lifted-by: clerk}}", "restated-differently", "replies:"),
    Loosening(
      "workflows: {replies: {approved: 1️⃣{by: director, on: 2026-06-01}}}", "restated-differently", "approved:"),
    Loosening("workflows: {open-work: {care: 1️⃣high}}", "restated-differently", "care: low"),
    Loosening("workflows: {replies: {1️⃣care: high}}", "restated-differently", "replies:"),
    Loosening("workflows: {replies: {metrics: 1️⃣{days: {title: Days}}}}", "restated-differently", "metrics:"),
  ]

  static let workflowLists = [
    Loosening("workflows: {replies: {data: [published, 1️⃣student-health]}}", "loosened", "data: [published, notes,"),
    Loosening(
      "data: {gossip: {title: Gossip, sensitivity: public}}\nworkflows: {replies: {data: [1️⃣gossip]}}", "loosened",
      "data: [published, notes,"),
    // What is new within a class that the base covers, and must be named, is not covered.
    Loosening(
      "data: {tests: {title: Tests, within: student-pii, named-only: true}}\nworkflows: {replies: {data: [1️⃣tests]}}",
      "loosened", "data: [published, notes,"),
    Loosening("workflows: {replies: {data: {1️⃣student-health: to look up}}}", "loosened", "data: [published, notes,"),
    Loosening(
      "audiences: {public: {title: Public}}\nworkflows: {replies: {audiences: [1️⃣public]}}", "loosened",
      "audiences: [families, staff]"),
    Loosening(
      "materials: {own: {title: Own, data: [published]}}\nworkflows: {replies: {materials: [handbook, 1️⃣own]}}",
      "loosened", "materials: [handbook, calendar]"),
    Loosening("workflows: {replies: {tools: [assistant, 1️⃣bare]}}", "loosened", "tools: [assistant, second]"),
    Loosening("workflows: {replies: {tools: 1️⃣open}}", "loosened", "tools: [assistant, second]"),
    Loosening("workflows: {replies: {materials: 1️⃣open}}", "loosened", "materials: [handbook, calendar]"),
    Loosening(
      "sites: {elsewhere: {title: Elsewhere}}\nworkflows: {replies: {sites: [1️⃣elsewhere]}}", "loosened",
      "sites: [county]"),
    Loosening("workflows: {replies: {used-by: [specialist, 1️⃣clerk]}}", "loosened", "used-by: [specialist]"),
    Loosening(
      "workflows: {refused-work: {1️⃣data: [published]}}", "loosened", "refused-work:"),
    Loosening("workflows: {refused-work: {1️⃣tools: [assistant]}}", "loosened", "refused-work:"),
    Loosening(
      "workflows: {replies: {actions: {prepare: {stage: draft}, send: {stage: 1️⃣draft}}}}", "loosened", "actions:"),
    Loosening(
      "workflows: {replies: {actions: {prepare: {stage: draft}, send: {stage: release}, 1️⃣post: {stage: after}}}}",
      "loosened", "actions:"),
    Loosening("workflows: {replies: {1️⃣actions: {send: {stage: release}}}}", "loosened", "actions:"),
  ]

  static let workflowDemands = [
    Loosening(
      "workflows: {replies: {review: [1️⃣{id: reply, what: every reply, by: clerk}]}}", "restated-differently",
      "review: [{id: reply"),
    Loosening(
      "workflows: {replies: {review: [1️⃣{id: reply, what: some replies, by: director}]}}", "restated-differently",
      "review: [{id: reply"),
    Loosening(
      "workflows: {replies: {pilots-need: {limits: {duration: 1️⃣121 days}}}}", "loosened", "limits:"),
    Loosening("workflows: {replies: {pilots-need: {limits: {sites: 1️⃣3}}}}", "loosened", "limits:"),
    Loosening("workflows: {replies: {pilots-need: {limits: {participants: 1️⃣31}}}}", "loosened", "limits:"),
    Loosening(
      "tiers: {external: {review: [1️⃣{id: outside, what: every text, by: director, before: draft}]}}",
      "restated-differently", "review: [{id: outside"),
    Loosening("tiers: {external: {rank: 1️⃣2}}", "restated-differently", "rank: 1"),
    Loosening(
      "tiers: {external: {when: 1️⃣{audiences: parents}}}", "restated-differently", "when: {audiences: families}"),
    Loosening("tiers: {routine: {1️⃣when: {audiences: staff}}}", "restated-differently", "routine:"),
  ]

  static let tools = [
    Loosening("tools: {bare: {status: 1️⃣approved}}", "loosened", "bare:"),
    Loosening("tools: {bare: {1️⃣agreement: {from: 2026-07-01, data: [published]}}}", "loosened", "bare:"),
    Loosening("tools: {assistant: {agreement: {from: 1️⃣2026-06-30}}}", "loosened", "from: 2026-07-01"),
    Loosening("tools: {assistant: {agreement: {until: 1️⃣2027-07-01}}}", "loosened", "until: 2027-06-30"),
    Loosening("tools: {assistant: {agreement: {data: [1️⃣student-health]}}}", "loosened", "data: [published, notes,"),
    Loosening("tools: {second: {agreement: {purposes: [letters, 1️⃣minutes]}}}", "loosened", "agreement:"),
    Loosening(
      "tools: {assistant: {agreement: {training: 1️⃣identified}}}", "restated-differently", "training: none"),
    Loosening(
      "tools: {assistant: {agreement: {retention: 1️⃣60 days}}}", "restated-differently", "retention: 30 days"),
    Loosening("tools: {assistant: {account: 1️⃣personal}}", "restated-differently", "account: district"),
    Loosening("tools: {second: {1️⃣account: district}}", "restated-differently", "second:"),
    Loosening("tools: {assistant: {1️⃣minimum-age: 13}}", "restated-differently", "assistant:"),
  ]

  static let materials = [
    Loosening("materials: {handbook: {until: 1️⃣2027-07-01}}", "loosened", "handbook:"),
    Loosening("materials: {handbook: {1️⃣data: [notes]}}", "loosened", "handbook:"),
    Loosening("materials: {handbook: {1️⃣reviewed: 2026-07-01}}", "restated-differently", "handbook:"),
  ]

  static let rules = [
    Loosening("rules: {no-restricted-notes: {waivable: 1️⃣true}}", "loosened", "no-restricted-notes:"),
    Loosening("rules: {minutes-later: {trial: {until: 1️⃣2028-01-01}}}", "loosened", "trial:"),
    Loosening("rules: {no-camp: {1️⃣trial: {until: 2027-01-01}}}", "loosened", "no-camp:"),
    Loosening("rules: {no-camp: {when: 1️⃣{sites: school}}}", "restated-differently", "when: {sites: camp}"),
    Loosening("rules: {no-camp: {1️⃣unless: {audiences: {only: [staff]}}}}", "restated-differently", "no-camp:"),
    Loosening("rules: {no-camp: {deny: 1️⃣[pilot]}}", "restated-differently", "deny: [pilot, action]"),
    Loosening("rules: {no-camp: {1️⃣when-absent: allow}}", "restated-differently", "no-camp:"),
    Loosening("rules: {no-camp: {1️⃣effective: {from: 2027-01-01}}}", "restated-differently", "no-camp:"),
    Loosening("rules: {told-in-time: {do: 1️⃣Nothing.}}", "restated-differently", "do: Tell them."),
    Loosening("rules: {told-in-time: {due: 1️⃣9 days after use}}", "restated-differently", "due:"),
    Loosening("rules: {no-camp: {because: 1️⃣Only a hint.}}", "restated-differently", "because: Camps come later."),
    Loosening("rules: {no-camp: {source: 1️⃣[Nothing]}}", "restated-differently", "source: [Act 2]"),
    Loosening("rules: {no-camp: {1️⃣title: A hint}}", "restated-differently", "no-camp:"),
    Loosening("invariants: {people-decide: {because: 1️⃣Mostly.}}", "restated-differently", "because: A person decides."),
    Loosening("invariants: {people-decide: {source: 1️⃣[Act 5, Act 6]}}", "restated-differently", "source: [Act 5]"),
    Loosening("exceptions: {camp-for-a-year: {because: 1️⃣Always.}}", "restated-differently", "because: One year."),
    Loosening(
      "workflows: {refused-work: {because: 1️⃣Not yet.}}", "restated-differently", "because: A person does that."),
    Loosening("tools: {bare: {1️⃣because: We like it.}}", "restated-differently", "bare:"),
    Loosening("exceptions: {camp-for-a-year: {effective: {until: 1️⃣2027-07-01}}}", "loosened", "effective:"),
    Loosening(
      "exceptions: {camp-for-a-year: {effective: {from: 1️⃣2026-06-01}}}", "restated-differently", "effective:"),
    Loosening("exceptions: {camp-for-a-year: {sites: 1️⃣[county]}}", "restated-differently", "sites: [camp]"),
    Loosening("exceptions: {camp-for-a-year: {granted-by: 1️⃣clerk}}", "restated-differently", "granted-by:"),
    Loosening("invariants: {people-decide: {never: 1️⃣[pilot]}}", "restated-differently", "never:"),
    Loosening("invariants: {people-decide: {when: 1️⃣{impact: informs}}}", "restated-differently", "when:"),
  ]

  static let people = [
    Loosening("roles: {officer: {1️⃣separate-from: [director]}}", "loosened", "officer:"),
    Loosening("roles: {specialist: {1️⃣includes: [officer]}}", "restated-differently", "specialist:"),
    Loosening("roles: {specialist: {1️⃣may-combine: [officer]}}", "restated-differently", "specialist:"),
    Loosening("committees: {board: {quorum: 1️⃣1}}", "loosened", "board:"),
    Loosening("committees: {board: {threshold: 1️⃣1}}", "loosened", "board:"),
    Loosening("committees: {board: {members: 1️⃣[director, officer]}}", "restated-differently", "board:"),
    Loosening("committees: {board: {1️⃣chair: director}}", "restated-differently", "board:"),
  ]

  static let theSame = [
    Loosening("pilots: {earlier: {verdict: 1️⃣stop}}", "restated-differently", "verdict: scale"),
    Loosening("pilots: {earlier: {title: 1️⃣Another}}", "restated-differently", "title: An earlier pilot"),
    Loosening("attributes: {care: {values: 1️⃣[high, low]}}", "restated-differently", "care:"),
    Loosening("attributes: {account: {type: 1️⃣choices}}", "restated-differently", "account:"),
    Loosening("tests: {of-the-state: {expect: 1️⃣allow}}", "restated-differently", "expect: deny"),
    Loosening(
      "workflows: {1️⃣newsletter: {title: Newsletter, status: proposed, autonomy: assist-draft, impact: none, tier: routine, purpose: letters}}",
      "new-workflow", "replies:"),
  ]

  @Test(arguments: [
    ("people: {m.diaz: {1️⃣holds: [{role: clerk, from: 2026-01-01, until: 2026-12-31}]}}", "loosened"),
    (
      "people: {m.diaz: {holds: [{role: clerk, from: 2026-01-01, until: 1️⃣2027-01-01}, {role: officer, from: 2026-01-01}]}}",
      "loosened"
    ),
    (
      "people: {m.diaz: {holds: [{role: clerk, from: 2026-01-01, until: 2026-12-31}, {role: officer, from: 2026-01-01}, {role: 1️⃣director, from: 2026-01-01}]}}",
      "loosened"
    ),
    (
      "people: {m.diaz: {delegates: [{role: officer, to: k.ng, from: 2026-10-01, until: 1️⃣2026-10-12}]}}", "loosened"
    ),
    (
      "people: {m.diaz: {delegates: [{role: officer, to: k.ng, from: 2026-10-01, until: 2026-10-09}, {role: 1️⃣clerk, to: k.ng, from: 2026-10-01, until: 2026-10-09}]}}",
      "loosened"
    ),
    ("people: {m.diaz: {1️⃣conflicts: [second]}}", "loosened"),
    (
      "people: {n.new: {holds: [{role: officer, from: 2026-01-01}], delegates: [{role: officer, to: 1️⃣k.ng, from: 2026-10-01, until: 2026-10-09}]}}",
      "loosened"
    ),
  ]) func `S64: a person of the base gets no role, no later end and no conflict less`(district: String, code: String)
    throws
  {
    let people = """
      people:
        m.diaz:
          holds: [{role: clerk, from: 2026-01-01, until: 2026-12-31}, {role: officer, from: 2026-01-01}]
          delegates: [{role: officer, to: k.ng, from: 2026-10-01, until: 2026-10-09}]
          conflicts: [assistant]
        k.ng: {holds: [{role: clerk, from: 2026-01-01}]}

      """
    let marked = MarkedSource(
      State.districtHead.replacing("  role-holders: attested\n", with: "") + district + "\n")
    let layers = Layers(
      marked.text,
      (State.head + State.sections).replacing("  role-holders: attested\n", with: "")
        // Separate roles are another matter.
        .replacing(", separate-from: [clerk]", with: "") + people)
    let found = try #require(layers.errors.first, "nothing is found")
    #expect(layers.errors.map(\.kind.code) == [code], "\(layers.findings)")
    #expect(Int(found.span.start) == marked[1], "\(layers.findings)")
    #expect(layers.place(try #require(found.notes.first).span).hasPrefix("../state/policy.yaml:"))
  }

  @Test(arguments: [
    ("{workflow.impact: informs}", "replies: {impact: 1️⃣none}"),
    ("{ends: {at-most: workflow.effective.until}}", "replies: {effective: {until: 1️⃣2027-01-01}}"),
    ("{workflow.owner: director}", "replies: {owner: 1️⃣clerk}"),
    ("{workflow.pilots-need.limits.sites: {at-least: 2}}", "replies: {pilots-need: {limits: {sites: 1️⃣1}}}"),
    ("{workflow.data: {any: [notes]}}", "replies: {data: 1️⃣[published]}"),
    // Nothing to compare with is unknown, and counts against a proposal.
    ("{ends: {at-most: workflow.effective.until}}", "open-work: {effective: {1️⃣until: 2027-01-01}}"),
    ("{not: {workflow.sites: {any: [camp]}}}", "open-work: {1️⃣sites: [school]}"),
  ]) func `S64: a field that a condition of the base reads stays the same`(condition: String, district: String) throws {
    let rule = """
      rules:
        reads-a-field:
          require: [pilot]
          that: \(condition)
          because: It depends on it.
          source: [Act 9]

      """
    let state = (State.head + State.sections).replacing("rules:\n", with: rule)
    let marked = MarkedSource(State.districtHead + "workflows: {\(district)}\n")
    let layers = Layers(marked.text, state)
    #expect(layers.errors.map(\.kind.code) == ["restated-differently"], "\(layers.findings)")
    #expect(Int(try #require(layers.errors.first).span.start) == marked[1])
    // Without that condition it is a tightening.
    #expect(Layers.on("workflows: {\(MarkedSource(district).text)}\n").findings == [])
  }

  @Test func `S64: an action's stage is what its workflow says, so a condition on the stage reads it`() {
    let stage = "rules:\n  no-drafts: {deny: [action], when: {stage: draft}, because: No., source: [Act 9]}\n"
    let state = (State.head + State.sections).replacing("rules:\n", with: stage)
    let later = "workflows: {replies: {actions: {prepare: {stage: release}, send: {stage: release}}}}\n"
    #expect(Layers.on(later).findings == [])
    #expect(Layers.on(state, later).errors.map(\.kind.code) == ["restated-differently"])
  }

  @Test func `S64: of two restatements of one id neither wins`() {
    let layers = Layers.on("data:\n  notes: {sensitivity: restricted}\n  notes: {sensitivity: confidential}\n")
    #expect(layers.errors.map(\.kind.code) == ["duplicate-key"])
    func file(_ name: String, _ text: String) -> SourceFile { SourceFile(name: name, bytes: Array(text.utf8)) }
    let compilation = PolicyCompilation([
      file("policy.yaml", State.districtHead), file("a.yaml", "data: {notes: {sensitivity: restricted}}\n"),
      file("b.yaml", "data: {notes: {sensitivity: confidential}}\n"),
      file("../state/policy.yaml", State.head + State.sections),
    ])
    let errors = compilation.diagnostics.all.filter { $0.severity == .error }
    #expect(errors.map(\.kind.code) == ["declared-twice"])
    #expect(errors.first.map { compilation.sources.location(of: $0.span).file } == "b.yaml")
    #expect(errors.first?.notes.first.map { compilation.sources.location(of: $0.span).file } == "a.yaml")
  }
}
