import PolicyBasics
import PolicyCompiler
import SourceText
import Testing

/// What the tests of a set are worth: each fails where anything that it states is otherwise.
@Suite struct PolicyTestTests {
  @Test(arguments: [
    // Denied: not covered, for `audience` and `missing.sites`.
    ("donors", "expect: deny", true), ("donors", "expect: allow", false),
    ("donors", "expect: deny, class: not-covered", true),
    ("donors", "expect: deny, class: forbidden", false), ("donors", "expect: deny, class: missing-information", false),
    ("donors", "expect: deny, reasons: [audience, missing.sites]", true),
    ("donors", "expect: deny, reasons: [missing.sites, audience]", true),
    ("donors", "expect: deny, reasons: [audience]", false),
    ("donors", "expect: deny, reasons: [audience, missing.sites, data]", false),
    ("donors", "expect: deny, reasons-include: [audience]", true),
    ("donors", "expect: deny, reasons-include: [missing.sites]", true),
    ("donors", "expect: deny, reasons-include: [audience, data]", false),
    // Allowed, with two duties.
    ("staff", "expect: allow", true), ("staff", "expect: deny", false),
    ("staff", "expect: allow, obligations: [told, kept]", true),
    ("staff", "expect: allow, obligations: [told]", false),
    ("staff", "expect: allow, obligations: [told, kept, written]", false),
  ])
  func `S54: a test passes if all that it states is so`(audience: String, body: String, passes: Bool) throws {
    let proposal = Subject.action(["audiences": "[\(audience)]", "sites": audience == "donors" ? "" : "[lincoln]"])
    let duty = "do: It., by: privacy, due: 3 days after use, because: A test., source: [Test]"
    let text = """
      rules:
        told: {oblige: [action], \(duty)}
        kept: {oblige: [action], \(duty)}
        written: {oblige: [pilot], do: It., by: privacy, due: 3 days after end, because: A test., source: [Test]}
      tests:
        a-test:
          as-of: 2026-10-01
          \(body.replacing(", class", with: "\n    class").replacing(", reasons", with: "\n    reasons")
            .replacing(", obligations", with: "\n    obligations"))
          proposal:
      \(proposal.split(separator: "\n").map { "      \($0)\n" }.joined())
      """
    let vocabulary = try #require(SentenceSet.vocabulary)
    let compilation = PolicyCompilation([vocabulary, SourceFile(name: "own.yaml", bytes: Array(text.utf8))])
    let policy = try #require(compilation.policy)
    let testing = PolicyTesting(compilation, policy, proposals: [:], today: Day.earliest)
    #expect(testing.outcomes.map(\.passes) == [passes])
    #expect(testing.failures == (passes ? 0 : 1))
  }

  @Test func `S54: without an as-of day an action is tested on its own, and content this is right`() throws {
    let text = """
      workflows:
      \(Subject.workflow("signed", ["review": "[{what: it, by: technology, before: draft}]"]))
      rules: {signed-too: {require: [action], approvals: [privacy], because: A test., source: [Test]}}
      tests:
        a-test:
          expect: allow
          proposal:
            action: write
            at: 2026-10-01T09:00:00-07:00
            actor: {person: t.reed, roles: [teacher]}
            workflow: signed
            tool: assistant
            autonomy: assist-draft
            impact: none
            data: [published]
            materials: []
            audiences: [staff]
            sites: [lincoln]
            reviewed-by: [{role: technology, by: k.lee}]
            approvals: [{role: privacy, by: p.ito, on: 2026-10-01, content: this}]
      """
    let vocabulary = try #require(SentenceSet.vocabulary)
    let compilation = PolicyCompilation([vocabulary, SourceFile(name: "own.yaml", bytes: Array(text.utf8))])
    let policy = try #require(compilation.policy)
    let testing = PolicyTesting(compilation, policy, proposals: [:], today: Day.latest)
    #expect(testing.outcomes.flatMap(\.differences) == [])
    #expect(testing.outcomes.count == 1)
  }
}
