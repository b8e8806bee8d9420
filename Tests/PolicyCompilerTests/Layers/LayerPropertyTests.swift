import PolicyBasics
import PolicyChecker
import PolicyCompiler
import SourceText
import TestKit
import Testing

/// What is drawn from a seed.
private struct Dice {
  private var generator: SeededGenerator
  init(_ seed: UInt64) { generator = SeededGenerator(seed: seed) }

  mutating func roll(_ sides: Int) -> Int { generator.number(0...(sides - 1)) }

  mutating func pick<Item>(_ items: [Item]) -> Item { items[roll(items.count)] }
  mutating func chance(_ one: Int) -> Bool { roll(one) == 0 }

  /// Some of these, at least one.
  mutating func some(_ items: [String]) -> String {
    var chosen = items.filter { _ in roll(2) == 0 }
    if chosen.isEmpty { chosen = [pick(items)] }
    return "[\(chosen.joined(separator: ", "))]"
  }

  mutating func day() -> String {
    pick(["2026-06-01", "2026-07-01", "2026-10-05", "2026-11-30", "2027-06-30", "2028-01-01"])
  }
}

/// Sets of a district that restate and add at random, without a thought for what they loosen.
private struct RandomDistrict {
  private var sections: [String: [String: [String: String]]] = [:]
  private var dice: Dice

  static let classes = ["published", "notes", "student-pii", "student-grades", "student-health"]
  static let roles = ["director", "officer", "clerk", "counsel", "specialist", "lead"]
  static let audiences = ["families", "parents", "staff"]
  static let sites = ["county", "school", "camp"]

  init(seed: UInt64) {
    dice = Dice(seed)
    for _ in 0...dice.roll(3) { restate() }
    for _ in 0..<dice.roll(3) { declare() }
  }

  private mutating func say(_ section: String, _ id: String, _ key: String, _ value: String) {
    sections[section, default: [:]][id, default: [:]][key] = value
  }

  private mutating func restate() {
    switch dice.roll(9) {
    case 0, 1, 2: restateWorkflow()
    case 3: restateTool()
    case 4:
      let id = dice.pick(Self.classes)
      switch dice.roll(4) {
      case 0: say("data", id, "within", dice.pick(Self.classes))
      case 1: say("data", id, "named-only", dice.pick(["true", "false"]))
      default:
        say("data", id, "sensitivity", dice.pick(["public", "internal", "confidential", "restricted", "prohibited"]))
      }
    case 5:
      switch dice.roll(4) {
      case 0: say("roles", dice.pick(Self.roles), "separate-from", dice.some(Self.roles))
      case 1: say("roles", dice.pick(Self.roles), "includes", dice.some(Self.roles))
      case 2: say("roles", dice.pick(Self.roles), "may-combine", dice.some(Self.roles))
      default: say("committees", "board", dice.pick(["quorum", "threshold"]), "\(1 + dice.roll(3))")
      }
    case 6:
      switch dice.roll(3) {
      case 0: say("materials", dice.pick(["handbook", "calendar"]), "until", dice.day())
      case 1: say("materials", dice.pick(["handbook", "calendar"]), "data", dice.some(Self.classes))
      default: say("audiences", dice.pick(Self.audiences), "within", dice.pick(Self.audiences))
      }
    case 7:
      switch dice.roll(6) {
      case 0: say("rules", dice.pick(["no-camp", "no-restricted-notes"]), "waivable", dice.pick(["true", "false"]))
      case 1: say("rules", dice.pick(["minutes-later", "no-camp"]), "trial", "{until: \(dice.day())}")
      case 2: say("rules", "no-camp", "when", dice.pick(["{sites: camp}", "{sites: school}"]))
      case 3: say("rules", "no-camp", "deny", dice.some(["pilot", "action"]))
      case 4: say("exceptions", "camp-for-a-year", "effective", "{until: \(dice.day())}")
      default: say("exceptions", "camp-for-a-year", "sites", dice.some(Self.sites))
      }
    default:
      switch dice.roll(4) {
      case 0: say("tiers", "external", "rank", "\(dice.roll(3))")
      case 1: say("tiers", "external", "approvals", dice.some(Self.roles))
      case 2: say("tiers", "external", "when", dice.pick(["{audiences: families}", "{audiences: parents}"]))
      default:
        let (step, role) = (dice.pick(["outside", "own"]), dice.pick(Self.roles))
        say("tiers", "external", "review", "[{id: \(step), what: every text, by: \(role)}]")
      }
    }
  }

  private mutating func restateWorkflow() {
    let id = dice.pick(["replies", "replies", "replies", "open-work"])
    let words = (
      autonomy: ["assist-draft", "human-approves-each", "human-samples"], impact: ["none", "informs", "determines"],
      status: ["proposed", "pilot", "approved", "suspended, lifted-by: board", "retired"]
    )
    switch dice.roll(16) {
    case 0: say("workflows", id, "status", dice.pick(words.status))
    case 1: say("workflows", id, "effective", "{\(dice.pick(["from", "until"])): \(dice.day())}")
    case 2: say("workflows", id, "autonomy", dice.pick(words.autonomy))
    case 3: say("workflows", id, "impact", dice.pick(words.impact))
    case 4: say("workflows", id, "tier", dice.pick(["routine", "external", "own-tier"]))
    case 5: say("workflows", id, "data", dice.some(Self.classes + ["own-class"]))
    case 6: say("workflows", id, "audiences", dice.some(Self.audiences))
    case 7: say("workflows", id, "materials", dice.some(["handbook", "calendar"]))
    case 8:
      say("workflows", id, "tools", dice.pick(["open", "[assistant]", "[second]", "[assistant, second]", "[bare]"]))
    case 9: say("workflows", id, "sites", dice.some(Self.sites))
    case 10: say("workflows", id, "used-by", dice.some(Self.roles + ["own-role"]))
    case 11:
      let stages = ["use", "draft", "release", "after"]
      say("workflows", id, "actions", "{prepare: {stage: \(dice.pick(stages))}, send: {stage: \(dice.pick(stages))}}")
    case 12:
      let (step, role) = (dice.pick(["reply", "own"]), dice.pick(Self.roles))
      say("workflows", id, "review", "[{id: \(step), what: every reply, by: \(role)}]")
    case 13: say("workflows", id, "pilots-need", "{approvals: \(dice.some(Self.roles))}")
    case 14:
      let limit = dice.pick([
        "duration: 60 days", "duration: 200 days", "sites: 1", "participants: 10", "participants: 90",
      ])
      say("workflows", id, "pilots-need", "{limits: {\(limit)}}")
    default: say("workflows", id, dice.pick(["owner", "purpose"]), dice.pick(["clerk", "letters", "minutes"]))
    }
  }

  private mutating func restateTool() {
    let id = dice.pick(["assistant", "second", "bare"])
    switch dice.roll(6) {
    case 0: say("tools", id, "status", dice.pick(["pilot-only", "approved", "suspended", "retired"]))
    case 1: say("tools", id, "agreement", "{\(dice.pick(["from", "until"])): \(dice.day())}")
    case 2: say("tools", id, "agreement", "{data: \(dice.some(Self.classes + ["own-class"]))}")
    case 3: say("tools", id, "agreement", "{purposes: \(dice.some(["letters", "minutes"]))}")
    case 4: say("tools", id, "agreement", "{training: \(dice.pick(["none", "identified"]))}")
    default: say("tools", id, "account", dice.pick(["district", "personal"]))
    }
  }

  private mutating func declare() {
    switch dice.roll(7) {
    case 0:
      say("data", "own-class", "sensitivity", dice.pick(["public", "internal", "restricted"]))
      if dice.chance(2) { say("data", "own-class", "within", dice.pick(Self.classes)) }
      if dice.chance(3) { say("data", "own-class", "also", "[\(dice.pick(Self.classes))]") }
      if dice.chance(4) { say("data", "own-class", "named-only", "true") }
    case 1:
      say("roles", "own-role", "title", "Own")
      if dice.chance(2) { say("roles", "own-role", "includes", dice.some(Self.roles)) }
      if dice.chance(2) { say("roles", "own-role", "may-combine", dice.some(Self.roles)) }
    case 2:
      say(
        "audiences", "own-audience", dice.pick(["within", "also"]) == "within" ? "within" : "title",
        dice.pick(Self.audiences))
    case 3: say("sites", "own-site", "within", dice.pick(Self.sites))
    case 4:
      say("tiers", "own-tier", "rank", "\(2 + dice.roll(3))")
      say("tiers", "own-tier", "when", dice.pick(["{data: notes}", "{audiences: staff}", "{data: student-pii}"]))
    case 5:
      say("rules", "own-rule", "deny", dice.some(["pilot", "action"]))
      say("rules", "own-rule", "when", dice.pick(["{data: notes}", "{sites: camp}", "{impact: informs}"]))
      say("rules", "own-rule", "because", "Own.")
    default: say("purposes", "own-purpose", "title", "Own")
    }
  }

  var text: String {
    var text = State.districtHead
    for (section, declarations) in sections.sorted(by: { $0.key < $1.key }) {
      text += "\(section):\n"
      for (id, fields) in declarations.sorted(by: { $0.key < $1.key }) {
        let fields = fields.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
        text += "  \(id): {\(fields.joined(separator: ", "))}\n"
      }
    }
    return text
  }
}

/// Proposals in the words of the state, some of which it allows.
private func randomProposal(seed: UInt64) -> String {
  var dice = Dice(seed)
  var text = dice.pick([State.action, State.draft, State.pilot, State.pilot, State.action])
  func swap(_ old: String, _ new: String) { text = text.replacing(old, with: new) }
  for _ in 0..<dice.roll(4) {
    switch dice.roll(12) {
    case 0, 1: swap("data: [published, notes]", "data: \(dice.some(RandomDistrict.classes))")
    case 2: swap("audiences: [parents]", "audiences: \(dice.some(RandomDistrict.audiences))")
    case 3: swap("materials: [handbook]", "materials: \(dice.pick(["[]", "[calendar]", "[handbook, calendar]"]))")
    case 4: swap("sites: [school]", "sites: \(dice.some(RandomDistrict.sites))")
    case 5: swap("tool: assistant", "tool: \(dice.pick(["second", "bare", "unlisted"]))")
    case 6:
      swap("workflow: replies", "workflow: \(dice.pick(["open-work", "unlisted"]))")
      swap("action: send", "action: draft")
    case 7: swap("autonomy: human-approves-each", "autonomy: \(dice.pick(["assist-draft", "human-samples"]))")
    case 8: swap("impact: informs", "impact: \(dice.pick(["none", "materially-influences", "determines"]))")
    case 9: swap("roles: [specialist]", "roles: \(dice.some(RandomDistrict.roles))")
    case 10: swap("by: d.one", "by: r.ortiz")
    default:
      swap(
        dice.pick(["impact: informs\n", "sites: [school]\n", "data: [published, notes]\n", "owner: director\n"]), "")
    }
  }
  return text
}

@Suite struct LayerPropertyTests {
  /// With conditions that read what workflows and tools say, and some that more or other entries could make false.
  private static let state =
    State.head
    + State.sections.replacing(
      "rules:\n",
      with: """
        rules:
          no-drafts-at-camp: {deny: [action], when: {stage: draft, sites: camp}, because: No., source: [Act 6]}
          informed-families:
            {deny: [pilot, action], when: {workflow.impact: informs, audiences: staff}, because: No., source: [Act 7]}
          ends-in-time: {require: [pilot], that: {ends: {at-most: tool.agreement.until}}, because: No., source: [Act 8]}
          quiet-camp:
            {deny: [pilot, action], when: {sensitivity: {any: [internal]}, sites: camp}, because: No., source: [Act 9]}
          open-camp:
            {require: [pilot, action], when: {sites: camp}, that: {sensitivity: {none: [restricted]}}, because: No., source: [Act 9]}
          calm-camp:
            deny: [pilot, action]
            when: {tier: {at-most: external}, sites: camp, materials: calendar}
            when-absent: allow
            because: No.
            source: [Act 9]
          known-children:
            deny: [pilot, action]
            when: {data: {none: [student-pii]}, sites: school, autonomy: assist-draft}
            when-absent: allow
            because: No.
            source: [Act 9]
          two-schools:
            deny: [pilot]
            when: {site-count: 1, impact: none}
            when-absent: allow
            because: No.
            source: [Act 9]

        """)

  @Test func `S64: what the base denies, a set on top of it denies, whatever it restates and declares`() throws {
    let state = Layers(Self.state)
    let base = try #require(state.compilation.policy)
    let day = try #require(Day("2026-10-05"))
    let proposals = (0..<120).map { randomProposal(seed: UInt64($0)) }
    let read = proposals.map(Layers.read)
    let allowed = read.map { base.decide(base.prepare($0), asOf: day).effect == .allow }
    // A debug build is twenty times slower: it looks at fewer sets.
    var rounds = 2_000
    assert(
      {
        rounds = 400; return true
      }())
    var compiled = 0
    var refused: [String: Int] = [:]
    var tightened = 0
    for seed in 0..<rounds {
      let district = RandomDistrict(seed: UInt64(seed)).text
      let layers = Layers(district, Self.state)
      guard let policy = layers.compilation.policy else {
        for code in Set(layers.errors.map(\.kind.code)) { refused[code, default: 0] += 1 }
        continue
      }
      compiled += 1
      for index in read.indices {
        let ruling = policy.decide(policy.prepare(read[index]), asOf: day)
        if !allowed[index] {
          #expect(ruling.effect == .deny, "seed \(seed)\n\(district)\n\(proposals[index])")
        } else if ruling.effect == .deny {
          tightened += 1
        }
      }
    }
    // Else nothing was shown.
    #expect(allowed.count { $0 } > 20 && allowed.count { !$0 } > 50)
    #expect(compiled > rounds / 8 && tightened > 2 * rounds, "\(compiled) compiled, \(tightened) tightened, \(refused)")
    #expect(
      refused["loosened", default: 0] > rounds / 6 && refused["restated-differently", default: 0] > rounds / 12,
      "\(refused)")
  }
}
