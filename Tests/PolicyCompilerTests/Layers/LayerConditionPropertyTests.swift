import PolicyBasics
import PolicyChecker
import PolicyCompiler
import SourceText
import TestKit
import Testing

/// A condition of a base at random, and something that a district says at random: few words, so that they meet often.
private struct RandomMeeting {
  let base: String
  let district: String

  init(seed: UInt64, whenAbsent: Bool) {
    var dice = SeededGenerator(seed: seed)
    base = RandomMeeting.base(&dice, whenAbsent: whenAbsent)
    district = RandomMeeting.district(&dice)
  }

  private static let sensitivities = ["public", "internal", "confidential", "restricted"]
  private static let classes = ["published", "notes", "student-pii", "student-grades"]

  private static func matcher(_ dice: inout SeededGenerator) -> String {
    let set = pick(["any", "all", "none", "only"], &dice)
    let comparison = pick(["at-least", "at-most", "before", "after"], &dice)
    switch Int.random(in: 0..<8, using: &dice) {
    case 0, 1: return "sensitivity: {\(set): \(some(sensitivities, &dice))}"
    case 2: return "sensitivity: {\(comparison): \(pick(sensitivities, &dice))}"
    case 3: return "data: {\(set): \(some(classes, &dice))}"
    case 4: return "audiences: {\(set): \(some(["families", "parents", "staff"], &dice))}"
    case 5: return "tier: {\(comparison): \(pick(["routine", "external"], &dice))}"
    case 6: return "tier: \(some(["routine", "external"], &dice))"
    default: return "roles: {\(set): \(some(["specialist", "lead", "clerk"], &dice))}"
    }
  }

  private static func base(_ dice: inout SeededGenerator, whenAbsent: Bool) -> String {
    let first = "{\(matcher(&dice))}"
    let condition = pick([first, first, "{not: \(first)}", "{any-of: [\(first), {\(matcher(&dice))}]}"], &dice)
    var rule: String
    if Int.random(in: 0..<5, using: &dice) == 0 {
      rule = "require: [pilot], that: {site-count: \(pick(["1", "{at-most: 1}", "{at-least: 2}"], &dice))}"
    } else {
      rule = pick(
        [
          "deny: [pilot, action], when: \(condition)", "require: [pilot, action], that: \(condition)",
          "deny: [pilot, action], when: {impact: informs}, unless: \(condition)",
          "require: [action], when: \(condition), review: [{what: all of it, by: counsel, before: use}]",
        ], &dice)
    }
    if whenAbsent { rule += ", when-absent: allow" }
    var text = State.head.replacing("  role-holders: attested\n", with: "") + State.sections + people
    text = text.replacing("\nrules:\n", with: "\nrules:\n  own: {\(rule), because: No., source: [Act 9]}\n")
      .replacing(", sensitivity: internal}", with: ", sensitivity: internal, elements: [e.notes]}")
    if Int.random(in: 0..<3, using: &dice) == 0 {
      text = text.replacing("when: {audiences: families}\n    review", with: "when: {\(matcher(&dice))}\n    review")
    }
    return text
  }

  private static let people = """
    people:
      a.kim: {holds: [{role: director, from: 2026-01-01}]}
      d.one: {holds: [{role: director, from: 2026-01-01}]}
      c.two: {holds: [{role: counsel, from: 2026-01-01}]}
      c.clerk: {holds: [{role: clerk, from: 2026-01-01}]}
      r.ortiz: {holds: [{role: officer, from: 2026-01-01}]}
      j.lee:
        holds: [{role: lead, from: 2026-01-01}, {role: specialist, from: 2026-01-01}, {role: clerk, from: 2026-01-01}]
        delegates: [{role: clerk, to: s.lane, from: 2026-10-01, until: 2026-12-31}]
      s.lane: {holds: [{role: specialist, from: 2026-01-01}]}

    """

  private static func district(_ dice: inout SeededGenerator) -> String {
    let ended = ["", "", ", until: 2026-10-04"]
    switch Int.random(in: 0..<9, using: &dice) {
    case 0, 1, 2:
      let id = pick(["published", "notes", "student-pii", "student-grades"], &dice)
      return "data: {\(id): {sensitivity: \(pick(sensitivities, &dice))}}\n"
    case 3, 4:
      var own = "title: Own"
      let parent = Bool.random(using: &dice)
      if parent { own += ", within: \(pick(classes, &dice))" }
      if !parent || Bool.random(using: &dice) { own += ", sensitivity: \(pick(sensitivities, &dice))" }
      if Bool.random(using: &dice) { own += ", also: \(some(classes, &dice))" }
      if Int.random(in: 0..<4, using: &dice) == 0 { own += ", named-only: true" }
      if Int.random(in: 0..<4, using: &dice) == 0 { own += ", elements: [e.notes]" }
      return "data: {own: {\(own)}}\n"
    case 5:
      return pick(
        [
          "materials: {handbook: {data: [published, \(pick(classes.dropFirst(), &dice))]}}\n",
          "audiences: {own: {title: Own, within: families, also: [staff]}}\n",
          "sites: {own: {title: Own, within: school}}\n",
          "sites: {own: {title: Own, within: school}, other: {title: Other, within: school}}\n",
        ], &dice)
    case 6:
      let when = pick(["{data: notes}", "{audiences: parents}", "{impact: informs}"], &dice)
      return "tiers: {own: {rank: \(pick(["2", "3"], &dice)), when: \(when)}}\n"
    case 7:
      return
        "people: {j.lee: {delegates: [{role: clerk, to: s.lane, from: 2026-10-01, until: \(pick(["2026-10-04", "2026-12-31"], &dice))}]}}\n"
    default:
      let holds = ["lead", "specialist", "clerk"].map { "{role: \($0), from: 2026-01-01\(pick(ended, &dice))}" }
      return "people: {j.lee: {holds: [\(holds.joined(separator: ", "))]}}\n"
    }
  }

  /// Proposals that nothing but the rule speaks against, most of them.
  static func proposals(seed: UInt64) -> [String] {
    var dice = SeededGenerator(seed: seed)
    return (0..<60).map { _ in
      let data = pick(
        ["data: \(some(["published", "notes", "student-pii", "student-grades"], &dice))", "elements: [e.notes]"], &dice)
      let text = pick([State.action, State.action, State.pilot], &dice)
        .replacing("data: [published, notes]", with: data)
        .replacing("audiences: [parents]", with: "audiences: \(some(["families", "parents", "staff"], &dice))")
        .replacing("materials: [handbook]", with: pick(["materials: []", "materials: [handbook]"], &dice))
      let person = pick(["j.lee", "s.lane"], &dice)
      let roles = person == "j.lee" ? some(["lead", "specialist"], &dice) : "[specialist]"
      let who = "{person: \(person), roles: \(roles)}"
      return text.replacing("{person: j.lee, roles: [specialist]}", with: who)
        .replacing("{person: s.lane, roles: [specialist]}", with: who)
    }
  }

  private static func pick(_ items: some Collection<String>, _ dice: inout SeededGenerator) -> String {
    items.randomElement(using: &dice) ?? ""
  }

  /// Some of these, at least one.
  private static func some(_ items: [String], _ dice: inout SeededGenerator) -> String {
    let chosen = items.filter { _ in Bool.random(using: &dice) }
    return "[\((chosen.isEmpty ? [pick(items, &dice)] : chosen).joined(separator: ", "))]"
  }
}

@Suite struct LayerConditionPropertyTests {
  @Test func `S19, S64: whatever a base asks for in a condition, no set on top of it gets a proposal out of it`() throws
  {
    let day = try #require(Day("2026-10-05"))
    let districtHead = State.districtHead.replacing("  role-holders: attested\n", with: "")
    // A debug build is twenty times slower.
    var rounds: UInt64 = 6_000
    assert(
      {
        rounds = 600; return true
      }())
    var counts = (compiled: 0, refused: 0, denied: 0)
    for seed in 0..<rounds {
      // What can be evaded compiles where the rule says so.
      var meeting = RandomMeeting(seed: seed, whenAbsent: false)
      var layers = Layers(districtHead + meeting.district, meeting.base)
      if layers.compilation.bases.isEmpty {
        meeting = RandomMeeting(seed: seed, whenAbsent: true)
        layers = Layers(districtHead + meeting.district, meeting.base)
      }
      guard let base = layers.compilation.bases.first?.policy else { continue }
      guard let policy = layers.compilation.policy else {
        counts.refused += 1
        continue
      }
      counts.compiled += 1
      for proposal in RandomMeeting.proposals(seed: seed) {
        let read = Layers.read(proposal)
        guard base.decide(base.prepare(read), asOf: day).effect == .deny else { continue }
        counts.denied += 1
        #expect(
          policy.decide(policy.prepare(read), asOf: day).effect == .deny,
          "seed \(seed)\n\(meeting.base.split(separator: "\n").filter { $0.contains("  own: {") || $0.contains("when: {") })\n\(meeting.district)\n\(proposal)"
        )
      }
    }
    // Else nothing was shown.
    #expect(counts.compiled > Int(rounds) / 4 && counts.refused > Int(rounds) / 10, "\(counts)")
    #expect(counts.denied > 10 * counts.compiled, "\(counts)")
  }
}
