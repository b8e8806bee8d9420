import Description
import PolicyBasics
import PolicyCompiler
import SourceText
import TestKit
import Testing

/// What is missing or weak: warnings, some of them as of the day of the check (2026-10-01 in examples).
@Suite struct WeaknessTests {
  @Test(arguments: [
    FindingCase("criterion-not-borne-out", workflow(low: "1️⃣A person reads it.", without: "review")),
    FindingCase("criterion-not-borne-out", workflow(low: "A person reads it.")),
    FindingCase(
      "criterion-not-borne-out",
      workflow(low: "1️⃣A person reads it.", "tier: third")
        + "tiers: {first: {rank: 0}, second: {rank: 1, when: {impact: informs}}, third: {rank: 2, when: {impact: determines}}}\n"
    ),
    FindingCase(
      "criterion-not-borne-out",
      workflow(low: "A person reads it.", "tier: second")
        + "tiers: {first: {rank: 0}, second: {rank: 1, when: {impact: informs}}}\n"),
    FindingCase(
      "criterion-not-borne-out",
      workflow(low: "A person reads it.", "tier: first", without: "review")
        + "tiers: {first: {rank: 0, review: [{what: it, by: clerk}]}}\n"),
    // The tier that it may be in asks for one; so does a rule.
    FindingCase(
      "criterion-not-borne-out",
      workflow(low: "A person reads it.", "tier: second", without: "review")
        + "tiers: {first: {rank: 0}, second: {rank: 1, when: {impact: informs}, review: [{what: it, by: clerk}]}}\n"),
    FindingCase(
      "criterion-not-borne-out",
      workflow(low: "1️⃣A person reads it.", "tier: first", without: "review")
        + "tiers: {first: {rank: 0}, second: {rank: 1, when: {impact: informs}, review: [{what: it, by: clerk}]}}\n"),
    FindingCase(
      "criterion-not-borne-out",
      workflow(low: "A person reads it.", without: "review")
        + FindingTests.rule("require: [action]", "review: [{what: it, by: clerk}]")),
    FindingCase(
      "criterion-not-borne-out",
      workflow(low: "1️⃣A person reads it.", without: "review")
        + FindingTests.rule("require: [action]", "when: {impact: informs}\n    review: [{what: it, by: clerk}]")),
  ])
  func `criteria are borne out by the facts beside them`(item: FindingCase) { item.check() }

  @Test(arguments: [
    FindingCase("review-overload", load(hours: "1️⃣3 hours", ["2026-09-01/2026-12-31", "2026-12-31/2027-03-31"])),
    FindingCase("review-overload", load(hours: "3 hours", ["2026-09-01/2026-12-30", "2026-12-31/2027-03-31"])),
    FindingCase("review-overload", load(hours: "4 hours", ["2026-09-01/2026-12-31", "2026-12-31/2027-03-31"])),
    // Over before the day of the check.
    FindingCase("review-overload", load(hours: "3 hours", ["2026-01-01/2026-09-30", "2026-01-01/2026-12-31"])),
    FindingCase("review-overload", load(hours: "1️⃣3 hours", ["2026-01-01/2026-10-01", "2026-01-01/2026-12-31"])),
  ])
  func `review fits into the hours of its reviewers on each day`(item: FindingCase) { item.check() }

  @Test(arguments: [
    FindingCase("vacant-role", held("2026-01-01/2026-12-31", "2027-01-01/")),
    FindingCase(
      "vacant-role", held("2026-01-01/2026-12-30", "2027-01-01/").replacing("owner: clerk", with: "owner: 1️⃣clerk")),
    // A vacancy that is over is none.
    FindingCase("vacant-role", held("2026-01-01/2026-09-15", "2026-09-30/")),
    FindingCase(
      "vacant-role", held("2026-01-01/2027-06-29", "2027-07-01/").replacing("owner: clerk", with: "owner: 1️⃣clerk")),
    FindingCase("vacant-role", held("2026-01-01/2027-06-30", "2027-07-01/")),
    // What all its actions owe, by a tier or a rule; of the same role twice, the first.
    FindingCase(
      "vacant-role",
      held("2026-01-01/").replacing("owner: clerk,", with: "owner: clerk, tier: low,")
        + "\ntiers: {low: {rank: 0, review: [{what: it, by: 1️⃣editor}]}, high: {rank: 1, when: {impact: informs}, review: [{what: it, by: lawyer}]}}\n"
    ),
    FindingCase(
      "vacant-role",
      held("2026-01-01/").replacing("owner: clerk,", with: "owner: clerk, tier: high,")
        + "\ntiers: {low: {rank: 0, review: [{what: it, by: 1️⃣editor}]}, high: {rank: 1, when: {impact: informs}, review: [{what: it, by: 2️⃣lawyer}]}}\n"
    ),
    FindingCase(
      "vacant-role",
      held("2026-01-01/") + "\n" + FindingTests.rule("require: [action]", "review: [{what: it, by: 1️⃣editor}]")),
    FindingCase(
      "vacant-role",
      held("2026-01-01/") + "\n"
        + FindingTests.rule("require: [action]", "when: {impact: informs}\n    review: [{what: it, by: editor}]")),
  ])
  func `S26: a role that owns or reviews is held on each day of the workflow`(item: FindingCase) { item.check() }

  @Test(arguments: [
    FindingCase("agreement-ends-first", agreed("agreement: {from: 2026-08-01, until: 2027-06-30}")),
    FindingCase("agreement-ends-first", agreed("agreement: {from: 2026-08-01, until: 2027-06-29}", mark: "1️⃣")),
    FindingCase("agreement-ends-first", agreed("agreement: {training: none}")),
    FindingCase("agreement-ends-first", agreed("minimum-age: 13", mark: "1️⃣")),
    FindingCase("agreement-ends-first", agreed("agreement: {}")),
    // The day of the check is 2026-10-01: what was renewed since the workflow began is in force.
    FindingCase("agreement-ends-first", agreed("agreement: {from: 2026-10-01}")),
    FindingCase("agreement-ends-first", agreed("agreement: {from: 2026-10-02}", mark: "1️⃣")),
    FindingCase("agreement-ends-first", agreed("agreement: {from: 2026-10-02}", effective: "until: 2027-06-30")),
    FindingCase("agreement-ends-first", agreed("agreement: {from: 2026-10-02}", effective: "from: 2026-10-02")),
  ])
  func `S23: an agreement is in force on the days of the workflow`(item: FindingCase) { item.check() }

  @Test func `a vacancy names its first day`() {
    let reading = ExampleReading(.policy(WeaknessTests.held("2026-01-01/2026-12-30", "2027-02-01/")))
    let found = reading.diagnostics.all.filter { $0.kind == .vacantRole }.map(\.message.text.description)
    #expect(found == ["nobody holds `clerk` on 2026-12-31, a day of the workflow `w`"])
  }

  @Test(arguments: [
    FindingCase(
      "unused",
      "data: {1️⃣a: {sensitivity: public}, b: {sensitivity: public}, c: {within: b}}\nmaterials: {2️⃣m: {data: [c]}}"),
    FindingCase("unused", "data: {a: {sensitivity: public, elements: [x]}}"),
    FindingCase("unused", "roles: {a: {includes: [b]}, b: {title: B}}".replacing("{a:", with: "{1️⃣a:")),
    FindingCase("unused", "tools: {a: {status: requested}, 1️⃣b: {status: pilot-only}}"),
    FindingCase("unused", "attributes: {1️⃣a: {on: [pilot], type: date}}"),
    FindingCase(
      "unused",
      "attributes: {a: {on: [tool], type: yes-no}}\n" + FindingTests.rule("deny: [pilot]", "when: {tool.a: yes}")),
    FindingCase("unused", FindingTests.duty("[pilot]", "3 days before meeting").replacing("size:", with: "1️⃣size:")),
  ])
  func `a declaration that nothing uses is warned of`(item: FindingCase) { item.check() }

  @Test(arguments: [
    FindingCase(
      "unmentioned-data",
      "data: {1️⃣a: {sensitivity: restricted}, 2️⃣b: {sensitivity: prohibited}, c: {sensitivity: confidential}}"),
    FindingCase(
      "unmentioned-data",
      "data: {a: {sensitivity: restricted}, b: {within: a}, c: {also: [b], sensitivity: prohibited}}\n"
        + FindingTests.rule("deny: [pilot]", "when: {data: a}")),
    FindingCase(
      "unmentioned-data",
      "data: {1️⃣a: {sensitivity: restricted}, b: {within: a}}\n" + FindingTests.rule("deny: [pilot]", "when: {data: b}")),
    FindingCase(
      "unmentioned-data",
      "data: {1️⃣a: {sensitivity: restricted}, b: {sensitivity: prohibited}}\n"
        + FindingTests.rule("deny: [pilot]", "when: {sensitivity: prohibited}")),
    FindingCase(
      "unmentioned-data",
      "data: {a: {sensitivity: restricted}}\n"
        + FindingTests.steps("[{what: it, by: c}]").replacing("review:", with: "data: [a], review:")),
  ])
  func `sensitive data is spoken of by a rule or a review`(item: FindingCase) { item.check() }

  @Test(arguments: [
    FindingCase("trial-ends-soon", trial("1️⃣2026-10-01")), FindingCase("trial-ends-soon", trial("1️⃣2026-10-30")),
    FindingCase("trial-ends-soon", trial("2026-10-31")), FindingCase("trial-ends-soon", trial("2026-09-30")),
    FindingCase("lapsed-material", material("1️⃣2026-09-30")), FindingCase("lapsed-material", material("2026-10-01")),
  ])
  func `S20: what depends on a day is judged as of the day of the check`(item: FindingCase) { item.check() }

  @Test func `no day turns a set that compiled into one that does not`() throws {
    for text in ["1990-01-01", "2026-10-01", "2031-01-01", "9999-12-31"] {
      let day = try #require(Day(text))
      let compilation = SampleDistrict.compile(SampleDistrict.folder, asOf: day)
      #expect(!compilation.diagnostics.hasErrors, "\(day)")
      #expect(compilation.policy != nil)
    }
  }

  // MARK: Fragments

  static func workflow(low: String, _ lines: String..., without: String = "") -> String {
    let review = without == "review" ? "" : "    review: [{what: it, by: clerk}]\n"
    return """
      roles: {clerk: {title: Clerk}}
      tools: {assistant: {status: pilot-only}}
      workflows:
        w:
          title: W
          status: pilot
          owner: clerk
          autonomy: assist-draft
          impact: none
          tools: [assistant]
          criteria: {common: Weekly., measurable: Hours., low-risk: \(low), painful: Hours.}
          volume: 3 per week
          effort: {today: 60 minutes, with-ai: 20 minutes}
          metrics: {hours: {title: Hours}}
      \(lines.map { "    \($0)\n" }.joined())\(review)
      """
  }

  /// Workflows of two hours a week each, on these days.
  static func load(hours: String, _ days: [String]) -> String {
    let workflows = days.enumerated().map { index, days in
      let day = days.split(separator: "/")
      return """
          w\(index): {title: W, status: pilot, owner: clerk, autonomy: assist-draft, impact: none, tools: [assistant], effective: {from: \(day[0]), until: \(day[1])}, criteria: {common: C., measurable: M., low-risk: L., painful: P.}, volume: 12 per week, effort: {today: 60 minutes, with-ai: 20 minutes}, review: [{what: it, by: clerk, effort: 10 minutes}]}
        """
    }
    return """
      roles: {clerk: {title: Clerk, review-hours: \(hours) per week}}
      tools: {assistant: {status: pilot-only}}
      workflows:
      \(workflows.joined(separator: "\n"))
      """
  }

  static func held(_ days: String...) -> String {
    let holdings = days.map { days -> String in
      let day = days.split(separator: "/")
      return "{role: chief, from: \(day[0])" + (day.count > 1 ? ", until: \(day[1])}" : "}")
    }
    return """
      roles: {clerk: {title: Clerk}, chief: {title: Chief, includes: [clerk]}, editor: {title: Editor}, lawyer: {title: Lawyer}}
      people: {p: {holds: [\(holdings.joined(separator: ", "))]}}
      tools: {assistant: {status: pilot-only}}
      workflows:
        w: {title: W, status: pilot, owner: clerk, autonomy: assist-draft, impact: none, tools: [assistant], effective: {from: 2026-08-01, until: 2027-06-30}, criteria: {common: C., measurable: M., low-risk: L., painful: P.}, review: [{what: it, by: clerk}]}
      """
  }

  static func agreed(
    _ agreement: String, mark: String = "", effective: String = "from: 2026-08-01, until: 2027-06-30"
  ) -> String {
    """
    roles: {clerk: {title: Clerk}}
    tools: {assistant: {status: pilot-only, \(agreement)}}
    workflows:
      w: {title: W, status: pilot, owner: clerk, autonomy: assist-draft, impact: none, tools: [\(mark)assistant], effective: {\(effective)}, criteria: {common: C., measurable: M., low-risk: L., painful: P.}}
    """
  }

  static func trial(_ until: String) -> String {
    FindingTests.rule("require: [pilot]", "that: {duration: {at-most: 9 days}}\n    trial: {until: \(until)}")
  }

  static func material(_ until: String) -> String {
    "data: {d: {sensitivity: public}}\nmaterials: {m: {data: [d], until: \(until)}}"
  }
}
