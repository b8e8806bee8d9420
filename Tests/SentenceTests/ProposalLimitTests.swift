import PolicyChecker
import SourceText
import Testing

/// The limits on a proposal, each at n and at n + 1.
@Suite struct ProposalLimitTests {
  private static func decodes(_ text: String) throws -> Bool {
    try Subject("").decide(text, on: "2026-10-01").reasonClass != .invalid
  }

  /// Preparation.mostDays
  @Test func `S2: a pilot of more than 400 days is invalid`() throws {
    #expect(try Self.decodes(Subject.pilot(["starts": "2026-10-05", "ends": "2027-11-08"])))
    #expect(try !Self.decodes(Subject.pilot(["starts": "2026-10-05", "ends": "2027-11-09"])))
  }

  /// Preparation.mostElements
  @Test(arguments: [(200, true), (201, false)])
  func `S6, S9: more than 200 elements are invalid`(count: Int, decodes: Bool) throws {
    let elements = (1...count).map { "e\($0)" }.joined(separator: ", ")
    #expect(try Self.decodes(Subject.action(["data": "", "elements": "[\(elements)]"])) == decodes)
  }

  /// Preparation.mostSignatures: approvals, seats of votes and reviews together; attestations.
  @Test(arguments: [(200, true), (201, false)])
  func `S37: more than 200 signatures, or attestations, are invalid`(count: Int, decodes: Bool) throws {
    let approvals = (3..<count).map { "{role: privacy, by: p\($0)}" }
    let vote = "{committee: council, yes: [{role: privacy, by: a.b}], no: [], abstain: [], recused: []}"
    let signed = ["approvals": "[\((approvals + [vote]).joined(separator: ", "))]"]
    let reviews = ["reviewed-by": "[{role: privacy, by: c.d}, {role: privacy, by: e.f}]"]
    #expect(try Self.decodes(Subject.action(signed.merging(reviews) { $1 })) == decodes)
    let rule = "rules: {told: {oblige: [action], do: Tell them., because: A test., source: [Test]}}"
    let attested = (0..<count).map { "{duty: told, by: p\($0)}" }.joined(separator: ", ")
    let decision = try Subject(rule).decide(Subject.action(["attested": "[\(attested)]"]), on: "2026-10-01")
    #expect((decision.reasonClass != .invalid) == decodes)
  }

  /// Preparation.mostSigners
  @Test(arguments: [(5, true), (6, false)])
  func `S37: more than 5 persons in several roles are invalid`(count: Int, decodes: Bool) throws {
    let reviews = (1...count).flatMap { ["{role: privacy, by: p\($0)}", "{role: counsel, by: p\($0)}"] }
    let one = (1...20).map { "{role: privacy, by: q\($0)}" }
    let text = Subject.action(["reviewed-by": "[\((reviews + one).joined(separator: ", "))]"])
    #expect(try Self.decodes(text) == decodes)
  }

  /// Preparation.mostRoles
  @Test(arguments: [(4, true), (5, false)])
  func `S37: one person in more than 4 roles is invalid`(count: Int, decodes: Bool) throws {
    let roles = ["privacy", "counsel", "technology", "nurse", "teacher"]
    let reviews = roles.prefix(count).map { "{role: \($0), by: p1}" } + ["{role: privacy, by: p1}"]
    let text = Subject.action(["reviewed-by": "[\(reviews.joined(separator: ", "))]"])
    #expect(try Self.decodes(text) == decodes)
  }

  /// Each entry that goes beyond a limit is the last of its list.
  @Test(arguments: ["approvals", "reviewed-by", "attested"])
  func `S37: limits are shown at the first signature or attestation beyond them`(key: String) throws {
    let roles = ["privacy", "counsel", "technology", "nurse", "teacher"]
    let signed = [
      roles.map { "{role: \($0), by: p1}" },
      (1...6).flatMap { ["{role: privacy, by: p\($0)}", "{role: counsel, by: p\($0)}"] },
      (1...(key == "reviewed-by" ? 200 : 201)).map { "{role: privacy, by: p\($0)}" },
    ]
    let rule = "rules: {told: {oblige: [action], do: Tell them., because: A test., source: [Test]}}"
    for entries in key == "attested" ? [(1...201).map { "{duty: told, by: p\($0)}" }] : signed {
      var fields = [key: "[\(entries.joined(separator: ", "))]"]
      // One that is counted before them, and is not what is too much.
      if key == "reviewed-by" { fields["approvals"] = "[{role: privacy, by: q}]" }
      let text = Subject.action(fields)
      let found = try Subject(rule).prepare(text).diagnostics.all
      #expect(found.map(\.message.kind.code) == ["contradictory-proposal"])
      let last = try #require(entries.last)
      let place = try #require(text.utf8.firstRange(of: last.utf8))
      let start = text.utf8.distance(from: text.startIndex, to: place.lowerBound)
      let end = text.utf8.distance(from: text.startIndex, to: place.upperBound)
      #expect(found.allSatisfy { (start..<end).contains(Int($0.span.start)) })
    }
  }

  /// TimeSpan.mostUnits
  @Test(arguments: [("100000000 days", true), ("100000001 days", false), ("100000000w", true), ("100000001w", false)])
  func `S5: a duration has at most 100,000,000 of its unit`(span: String, decodes: Bool) throws {
    let attributes = "attributes: {span: {on: [action], type: duration, title: A}}"
    let decision = try Subject(attributes).decide(Subject.action(["span": span]), on: "2026-10-01")
    #expect((decision.reasonClass != .invalid) == decodes)
  }
}
