import DocumentTree
import PolicyCompiler
import SourceText
import TestKit
import Testing

/// Something that a base says in a condition, and something that a district says.
struct ReadByTheBase: CustomTestStringConvertible, Sendable {
  /// Sections of the base beside those of the state: the first line of it with `⬅️` is what the note points to.
  let base: String
  /// With a mark where it is refused; without one it is not.
  let district: String
  var testDescription: String { "\(base) | \(district)" }

  init(_ base: String, _ district: String) {
    self.base = base
    self.district = district
  }

  /// A rule of the base.
  init(rule: String, _ district: String) {
    self.init("rules: {own: {\(rule), because: No., source: [Act 6]}} # ⬅️", district)
  }
}

@Suite struct LayerConditionTests {
  @Test(arguments: sensitivities + tiers + additions)
  func `S19, S64: nothing that a district says gets a proposal out of a condition of its base`(_ item: ReadByTheBase)
    throws
  {
    try Self.check(item, State.head + Self.state, State.districtHead)
  }

  @Test(arguments: roles) func `S28, S64: nobody gets out of a condition of the base by holding a role no longer`(
    _ item: ReadByTheBase
  ) throws {
    let attested = "  role-holders: attested\n"
    try Self.check(
      item, State.head.replacing(attested, with: "") + Self.state + Self.people,
      State.districtHead.replacing(attested, with: ""))
  }

  /// The state, in which elements are known; the sections that a case adds to stand at its end.
  private static let state = State.sections.replacing(
    "notes: {title: Notes, sensitivity: internal}",
    with: "notes: {title: Notes, sensitivity: internal, elements: [e.notes]}"
  ).replacing(", separate-from: [clerk]", with: "")

  private static let people = """
    people:
      m.diaz:
        holds: [{role: lead, from: 2026-01-01}, {role: clerk, from: 2026-01-01, until: 2026-12-31}]
        delegates: [{role: clerk, to: k.ng, from: 2026-10-01, until: 2026-10-09}]
      k.ng: {holds: [{role: counsel, from: 2026-01-01}]}

    """

  private static func check(_ item: ReadByTheBase, _ state: String, _ districtHead: String) throws {
    // A section stands once in a set: what a case adds to it goes to its beginning.
    var base = state
    for line in item.base.split(separator: "\n") {
      let section = line.prefix { $0 != ":" }
      let entry = line.drop { $0 != "{" }.dropFirst().reversed().drop { $0 != "}" }.dropFirst().reversed()
      let mark = line.contains("⬅️") ? " # ⬅️" : ""
      base = base.replacing("\n\(section):\n", with: "\n\(section):\n  \(String(entry))\(mark)\n", maxReplacements: 1)
    }
    #expect(base != state)
    #expect(Layers(base).findings == [])
    #expect(Layers(districtHead, base).findings == [])
    let marked = MarkedSource(districtHead + item.district + "\n")
    let layers = Layers(marked.text, base)
    guard item.district.contains("1️⃣") else {
      #expect(layers.findings == [])
      return
    }
    #expect(layers.errors.map(\.kind.code) == ["loosened"], "\(layers.findings)")
    let found = try #require(layers.errors.first)
    #expect(Int(found.span.start) == marked[1], "\(layers.findings)")
    let note = try #require(found.notes.last)
    #expect(layers.place(note.span).hasPrefix("../state/policy.yaml:"))
    #expect(layers.line(note.span).contains("⬅️"), "\(layers.line(note.span))")
  }

  private static let raised = "data: {notes: {sensitivity: confidential}}"
  private static let refused = "data: {notes: {sensitivity: 1️⃣confidential}}"

  static let sensitivities = [
    // The class leaves the list, or enters it.
    ReadByTheBase(rule: "deny: [action], when: {sensitivity: {any: [public, internal]}}", refused),
    ReadByTheBase(rule: "deny: [action], when: {sensitivity: {all: [internal]}}", refused),
    ReadByTheBase(rule: "require: [action], that: {sensitivity: {none: [internal]}}", refused),
    ReadByTheBase(rule: "require: [action], that: {sensitivity: {only: [public, confidential]}}", refused),
    ReadByTheBase(
      rule: "deny: [action], when: {impact: none}, unless: {sensitivity: {only: [confidential]}}", refused),
    ReadByTheBase(
      rule: "require: [pilot], when: {sensitivity: {any: [internal]}}, approvals: [counsel]", refused),
    ReadByTheBase(rule: "oblige: [action], when: {sensitivity: {any: [internal]}}, do: Tell., by: clerk", refused),
    ReadByTheBase(
      rule: "deny: [action], when: {any-of: [{data: published}, {not: {sensitivity: {none: [internal]}}}]}", refused),
    ReadByTheBase("tiers: {care: {rank: 2, when: {sensitivity: {any: [internal]}}}} # ⬅️", refused),
    ReadByTheBase(
      "invariants: {own: {never: [action], when: {sensitivity: {any: [internal]}}, because: No., source: [Act 6]}} # ⬅️",
      refused),
    ReadByTheBase(
      "exceptions: {own: {rule: no-camp, sites: [camp], effective: {until: 2027-06-30}, granted-by: board, because: Once., instead: {sensitivity: {none: [internal]}}}} # ⬅️",
      refused),
    ReadByTheBase(
      rule: "deny: [action], when: {sensitivity: {at-most: internal}}, when-absent: allow", refused),
    ReadByTheBase(rule: "deny: [action], when: {sensitivity: {before: confidential}}, when-absent: allow", refused),
    ReadByTheBase(
      rule: "require: [action], that: {sensitivity: {at-least: confidential}}, when-absent: allow", refused),
    // A class that says nothing has its parent's.
    ReadByTheBase(
      rule: "deny: [action], when: {sensitivity: {any: [restricted]}}",
      "data: {student-pii: {sensitivity: 1️⃣prohibited}}"),
    ReadByTheBase(
      rule: "deny: [action], when: {sensitivity: {any: [restricted]}}",
      "data: {student-health: {sensitivity: 1️⃣prohibited}}"),
    // In the list before and after, or in neither; or it can only bring proposals in.
    ReadByTheBase(rule: "deny: [action], when: {sensitivity: {any: [internal, confidential]}}", raised),
    ReadByTheBase(rule: "deny: [action], when: {sensitivity: {any: [public, restricted]}}", raised),
    ReadByTheBase(rule: "deny: [action], when: {sensitivity: {any: [confidential]}}", raised),
    ReadByTheBase(rule: "require: [action], that: {sensitivity: {none: [confidential]}}", raised),
    ReadByTheBase(rule: "require: [action], that: {sensitivity: {only: [public, internal]}}", raised),
    ReadByTheBase(rule: "deny: [action], when: {sensitivity: confidential}", raised),
    ReadByTheBase(rule: "deny: [action], when: {sensitivity: {after: internal}}", raised),
    ReadByTheBase(rule: "require: [action], that: {sensitivity: {at-most: internal}}", raised),
    ReadByTheBase(rule: "deny: [action], when: {sensitivity: {at-most: public}}, when-absent: allow", raised),
    ReadByTheBase(
      rule: "deny: [action], when: {sensitivity: {any: [internal]}}", "data: {notes: {sensitivity: internal}}"),
  ]

  static let tiers = [
    ReadByTheBase(
      rule: "deny: [action], when: {tier: {at-most: external}}, when-absent: allow",
      "tiers: {1️⃣grave: {rank: 2, when: {audiences: staff}}}"),
    ReadByTheBase(
      rule: "deny: [action], when: {tier: [routine, external]}, when-absent: allow",
      "tiers: {1️⃣grave: {rank: 2, when: {audiences: staff}}}"),
    ReadByTheBase(
      rule: "deny: [action], when: {tier: external}", "tiers: {grave: {rank: 2, when: {audiences: staff}}}"),
    // What puts a proposal into a higher tier gets it out of the rule as well.
    ReadByTheBase(
      "tiers: {care: {rank: 2, when: {sensitivity: confidential}}} # ⬅️\nrules: {own: {deny: [action], when: {tier: {at-most: external}}, when-absent: allow, because: No., source: [Act 6]}}",
      refused),
    ReadByTheBase(
      "tiers: {care: {rank: 2, when: {data: notes}}} # ⬅️\nrules: {own: {deny: [action], when: {tier: {at-most: external}}, when-absent: allow, because: No., source: [Act 6]}}",
      "data: {1️⃣own: {title: Own, within: published, also: [notes]}}"),
    ReadByTheBase("tiers: {care: {rank: 2, when: {sensitivity: confidential}}}", raised),
  ]

  /// A rule that says `when-absent: allow` can be evaded by adding.
  private static let noNotes = "deny: [action], when: {data: {none: [notes]}}, when-absent: allow"
  private static let nothingInternal = "deny: [action], when: {sensitivity: {none: [internal]}}, when-absent: allow"

  static let additions = [
    ReadByTheBase(rule: noNotes, "data: {1️⃣own: {title: Own, within: published, also: [notes]}}"),
    ReadByTheBase(rule: noNotes, "data: {1️⃣own: {title: Own, sensitivity: public, elements: [e.notes]}}"),
    ReadByTheBase(rule: noNotes, "materials: {handbook: {data: [published, 1️⃣notes]}}"),
    ReadByTheBase(rule: nothingInternal, "data: {1️⃣own: {title: Own, within: published, sensitivity: internal}}"),
    ReadByTheBase(rule: nothingInternal, "materials: {handbook: {data: [published, 1️⃣notes]}}"),
    ReadByTheBase(
      rule: "deny: [action], when: {audiences: {none: [staff]}}, when-absent: allow",
      "audiences: {1️⃣helpers: {title: Helpers, within: families, also: [staff]}}"),
    ReadByTheBase(
      rule: "deny: [pilot], when: {site-count: 1}, when-absent: allow", "sites: {1️⃣wing: {title: Wing, within: school}}"),
    // Nobody who does not say so himself touches these.
    ReadByTheBase(rule: noNotes, "data: {own: {title: Own, within: published, also: [notes], named-only: true}}"),
    ReadByTheBase(rule: noNotes, "data: {own: {title: Own, sensitivity: public, also: [notes], elements: [e.own]}}"),
    ReadByTheBase(rule: noNotes, "data: {own: {title: Own, within: published}}"),
    ReadByTheBase(rule: nothingInternal, "data: {own: {title: Own, within: published}}"),
    ReadByTheBase(rule: noNotes, "materials: {own: {title: Own, data: [published, notes]}}"),
    ReadByTheBase(
      rule: "deny: [pilot], when: {site-count: 1}, when-absent: allow", "sites: {elsewhere: {title: Elsewhere}}"),
    // What cannot be evaded by adding is not evaded by this either.
    ReadByTheBase(
      rule: "require: [action], that: {data: {none: [notes]}}",
      "data: {own: {title: Own, within: published, also: [notes], sensitivity: internal}}\nmaterials: {handbook: {data: [published, notes]}}"
    ),
    ReadByTheBase(
      rule: "deny: [pilot], when: {site-count: {at-least: 2}}", "sites: {wing: {title: Wing, within: school}}"),
  ]

  private static let ended =
    "people: {m.diaz: {holds: [{role: lead, from: 2026-01-01}, {role: clerk, from: 2026-01-01, until: MARK2026-11-30}]}}"
  private static let clerkEnds = ended.replacing("MARK", with: "")
  private static let clerkRefused = ended.replacing("MARK", with: "1️⃣")
  private static let leadRefused =
    "people: {m.diaz: {holds: [{role: lead, from: 2026-01-01, until: 1️⃣2026-11-30}, {role: clerk, from: 2026-01-01, until: 2026-12-31}]}}"
  private static let lentRefused =
    "people: {m.diaz: {delegates: [{role: clerk, to: k.ng, from: 2026-10-01, until: 1️⃣2026-10-08}]}}"

  static let roles = [
    ReadByTheBase(rule: "deny: [action], when: {roles: clerk}", clerkRefused),
    ReadByTheBase(rule: "deny: [action], when: {roles: {all: [clerk, lead]}}", clerkRefused),
    ReadByTheBase(rule: "require: [action], that: {roles: {none: [clerk]}}", clerkRefused),
    ReadByTheBase(rule: "require: [action], that: {roles: {only: [lead, specialist]}}", clerkRefused),
    ReadByTheBase(rule: "deny: [action], when: {impact: none}, unless: {roles: {none: [clerk]}}", clerkRefused),
    // Whoever leads is a specialist, too.
    ReadByTheBase(rule: "deny: [action], when: {roles: specialist}", leadRefused),
    ReadByTheBase(rule: "deny: [action], when: {roles: clerk}", lentRefused),
    // Whom a clerk has lent the role is no clerk any more, either.
    ReadByTheBase(rule: "require: [action], that: {roles: {only: [counsel]}}", clerkRefused),
    ReadByTheBase(rule: "deny: [action], when: {roles: counsel}", clerkEnds),
    ReadByTheBase(rule: "deny: [action], when: {roles: {none: [clerk]}}", clerkEnds),
    ReadByTheBase(rule: "require: [action], that: {roles: {any: [clerk]}}", clerkEnds),
    ReadByTheBase(rule: "require: [action], that: {roles: {only: [clerk, counsel]}}", clerkEnds),
    ReadByTheBase(
      rule: "deny: [action], when: {roles: clerk}", clerkEnds.replacing("2026-11-30", with: "2026-12-31")),
  ]
}
