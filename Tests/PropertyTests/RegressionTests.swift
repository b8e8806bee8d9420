import PolicyChecker
import RandomPolicies
import ReferenceEvaluator
import SourceText
import Testing

/// What writing the sentences down a second time has found.
@Suite struct RegressionTests {
  private static let head: Tree = [
    "id": "small", "title": "Small", "version": "1", "language": "1", "time-zone": "UTC",
  ]

  private func refusal(_ tree: Tree) -> [String] {
    do {
      _ = try PolicyCase(tree)
      return []
    } catch {
      return error.codes.map { String($0.prefix { $0 != ":" }) }
    }
  }

  @Test(arguments: [("36 hours", ["wrong-unit"]), ("3 weeks", []), ("2 months", [])])
  func `S5, S33: approvals lapse after days or months, not after hours`(span: String, expected: [String]) {
    var head = Self.head
    head["approvals-lapse"] = .text(span)
    #expect(refusal(["policy": head]) == expected)
  }

  @Test(arguments: [("36 hours", ["wrong-unit"]), ("10 days", []), ("1 months", [])])
  func `S5, S47: a duty lasts days or months, not hours`(span: String, expected: [String]) {
    let rules: Tree = [
      "told": [
        "oblige": ["action"], "do": "Tell them.", "by": "office", "lasts": .text(span), "because": "It is so.",
        "source": ["Policy 1"],
      ]
    ]
    #expect(refusal(["policy": Self.head, "roles": ["office": ["title": "Office"]], "rules": rules]) == expected)
  }

  private static let letters: Tree = [
    "policy": head, "roles": ["office": ["title": "Office"]],
    "workflows": [
      "letters": [
        "title": "Letters", "status": "proposed", "autonomy": "assist-draft", "impact": "none",
        "review": [["what": "Read it.", "by": "office", "id": "read"]],
      ]
    ],
  ]

  /// Step and role of a review of what these workflows do.
  private func reviewed(_ workflows: [String]) throws -> (policy: PolicyCase, reading: DraftReading) {
    let policy = try PolicyCase(Self.letters)
    let tree = Tree.map(
      [Tree.Entry("action", "use")] + workflows.map { Tree.Entry("workflow", .text($0)) } + [
        Tree.Entry("reviewed-by", [["step": "read", "role": "office", "by": "a.b"]])
      ])
    return (policy, policy.reading(of: Draft(tree: tree, asOf: nil)))
  }

  @Test(arguments: [(["letters"], 0), (["letter"], 1), ([], 1)] as [([String], Int)])
  func `S6, S35: a step is not looked for in a workflow that is not declared`(workflows: [String], errors: Int) throws {
    let (policy, reading) = try reviewed(workflows)
    #expect(policy.compiled.prepare(reading.proposal).diagnostics.all.count == errors)
    #expect(policy.reference.problems(of: reading.stated).isEmpty == (errors == 0))
  }

  @Test(arguments: ["letters", "letter"])
  func `S6: a workflow that stands twice is what is wrong, in both evaluators`(second: String) throws {
    let (policy, reading) = try reviewed(["letters", second])
    #expect(policy.compiled.prepare(reading.proposal).diagnostics.hasErrors)
    #expect(!policy.reference.problems(of: reading.stated).isEmpty)
    #expect(Pairs.wronglyBlamed(policy, reading) == [])
  }
}
