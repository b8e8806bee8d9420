import PolicyCompiler
import SourceText
import TestKit
import Testing

/// What is found in conditions.
extension FindingTests {
  @Test(arguments: [
    FindingCase(
      "field-of-other-kind", rule("deny: [pilot, action]", "when: {any-of: [{1️⃣stage: draft}, {2️⃣ends: 2026-10-01}]}")),
    FindingCase("field-of-other-kind", rule("deny: [action]", "when: {not: {1️⃣participants: 3}}")),
    FindingCase("field-of-other-kind", rule("deny: [pilot]", "when: {1️⃣in-pilot: yes, site-count: {at-least: 3}}")),
    FindingCase("field-of-other-kind", rule("require: [pilot, action]", "that: {1️⃣duration: {at-most: 9 days}}")),
    FindingCase(
      "field-of-other-kind", rule("deny: [pilot, action]", "when: {impact: informs}\n    unless: {1️⃣action: use}")),
    FindingCase(
      "field-of-other-kind",
      rule("deny: [pilot, action]", "when: {1️⃣urgent: yes}") + "attributes: {urgent: {on: [action], type: yes-no}}\n"),
    FindingCase(
      "field-of-other-kind",
      rule("deny: [action]", "when: {urgent: yes}") + "attributes: {urgent: {on: [action], type: yes-no}}\n"),
    FindingCase(
      "field-of-other-kind", "tiers: {low: {rank: 0}, high: {rank: 1, when: {1️⃣participants: {at-least: 30}}}}"),
    FindingCase(
      "field-of-other-kind", "invariants: {n: {never: [action], when: {1️⃣starts: 2026-10-01}, because: Never.}}"),
    FindingCase(
      "field-of-other-kind",
      rule("deny: [action]", "when: {impact: informs}\n    waivable: true")
        + """
        roles: {chief: {title: Chief}}
        sites: {s: {title: S}}
        exceptions:
          e: {rule: r, sites: [s], effective: {until: 2027-01-01}, instead: {1️⃣duration: {at-most: 3 days}}, granted-by: chief, because: Once.}

        """),
  ])
  func `S15: a rule reads no field that one of its kinds lacks`(item: FindingCase) { item.check() }

  @Test(arguments: [
    FindingCase("evadable-by-adding", sets + rule("deny: [action]", "when: {1️⃣audiences: {none: [staff]}}")),
    FindingCase("evadable-by-adding", sets + rule("deny: [action]", "when: {1️⃣audiences: {only: [staff]}}")),
    FindingCase("evadable-by-adding", sets + rule("deny: [action]", "when: {audiences: {all: [staff]}, data: pii}")),
    FindingCase("evadable-by-adding", sets + rule("deny: [action]", "when: {not: {1️⃣data: pii}}")),
    FindingCase("evadable-by-adding", sets + rule("deny: [action]", "when: {not: {not: {data: pii}}}")),
    FindingCase(
      "evadable-by-adding", sets + rule("deny: [action]", "when: {impact: informs}\n    unless: {1️⃣audiences: staff}")),
    FindingCase(
      "evadable-by-adding",
      sets + rule("deny: [action]", "when: {impact: informs}\n    unless: {not: {audiences: staff}}")),
    FindingCase("evadable-by-adding", sets + rule("require: [action]", "that: {1️⃣audiences: {any: [staff]}}")),
    FindingCase(
      "evadable-by-adding", sets + rule("require: [action]", "that: {audiences: {only: [staff]}, data: {none: [pii]}}")),
    FindingCase("evadable-by-adding", sets + rule("deny: [action]", "when: {1️⃣sensitivity: {at-most: internal}}")),
    FindingCase("evadable-by-adding", sets + rule("deny: [action]", "when: {sensitivity: internal}")),
    FindingCase("evadable-by-adding", sets + rule("require: [action]", "that: {sensitivity: {at-most: internal}}")),
    FindingCase("evadable-by-adding", rule("deny: [pilot]", "when: {1️⃣site-count: 2}")),
    FindingCase("evadable-by-adding", rule("deny: [pilot]", "when: {site-count: {after: 2}}")),
    FindingCase("evadable-by-adding", rule("require: [pilot]", "that: {site-count: {at-most: 2}}")),
    FindingCase("evadable-by-adding", rule("require: [pilot]", "that: {1️⃣site-count: {at-least: 2}}")),
    FindingCase(
      "evadable-by-adding",
      "tiers: {low: {rank: 0}, high: {rank: 1, when: {impact: informs}}}\n"
        + rule("deny: [pilot]", "when: {1️⃣tier: [low]}")),
    FindingCase(
      "evadable-by-adding",
      "tiers: {low: {rank: 0}, high: {rank: 1, when: {impact: informs}}}\n"
        + rule("deny: [pilot]", "when: {tier: high}")),
    FindingCase(
      "evadable-by-adding",
      "attributes: {kinds: {on: [pilot], type: choices, values: [a, b]}}\n"
        + rule("deny: [pilot]", "when: {1️⃣kinds: {only: [a]}}")),
    FindingCase(
      "evadable-by-adding", sets + "tiers: {low: {rank: 0}, high: {rank: 1, when: {1️⃣audiences: {none: [staff]}}}}"),
    FindingCase(
      "evadable-by-adding", sets + "invariants: {n: {never: [action], when: {1️⃣data: {none: [pii]}}, because: Never.}}"),
    FindingCase(
      "evadable-by-adding",
      sets
        + rule("deny: [action]", "when: {1️⃣audiences: {none: [staff]}}").replacing("1️⃣", with: "")
        .replacing("because:", with: "when-absent: allow\n    because:")),
    FindingCase(
      "evadable-by-adding",
      sets + rule("deny: [action]", "when: {impact: informs}\n    waivable: true")
        + """
        roles: {chief: {title: Chief}}
        sites: {s: {title: S}}
        exceptions:
          e: {rule: r, sites: [s], effective: {until: 2027-01-01}, when: {1️⃣audiences: staff}, instead: {data: {none: [pii]}}, granted-by: chief, because: Once.}

        """),
  ])
  func `S19: nobody gets out of a rule by naming one more`(item: FindingCase) { item.check() }

  @Test func `S14: a bare word under that has one finding`() {
    let reading = ExampleReading(
      .policy(FindingTests.sets + FindingTests.rule("require: [action]", "that: {data: pii}")))
    #expect(reading.diagnostics.all.filter { $0.severity == .error }.map(\.kind.code) == ["wrong-matcher"])
  }

  @Test func `S15: the nearest path may be one of the district's own`() {
    let reading = ExampleReading(
      .policy(
        "attributes: {account: {on: [tool], type: yes-no}}\n"
          + FindingTests.rule("deny: [action]", "when: {tool.acount: yes}")))
    let help = reading.diagnostics.all.filter { $0.kind == .unknownMatcher }.map(\.message.help?.description)
    #expect(help == ["the nearest field is `tool.account`"])
    // What is near by its root alone is no suggestion.
    let title = ExampleReading(.policy(FindingTests.rule("deny: [action]", "when: {tool.title: yes}")))
    let none = title.diagnostics.all.filter { $0.kind == .unknownMatcher }.map(\.message.help?.description)
    #expect(
      none == ["the reference lists the fields; a field of the district's own is declared under `attributes`"])
  }

  @Test(arguments: [
    ("tool.training", "no tool has a field `training` that a condition can read"),
    ("workflow.review", "no workflow has a field `review` that a condition can read"),
    ("training", "no proposal has a field `training`"),
  ])
  func `S15: a path that nothing has is said to be one`(field: String, message: String) {
    let reading = ExampleReading(.policy(FindingTests.rule("deny: [action]", "when: {\(field): a}")))
    let found = reading.diagnostics.all.filter { $0.kind == .unknownMatcher }.map(\.message.text.description)
    #expect(found == [message])
  }
}
