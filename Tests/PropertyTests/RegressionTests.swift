import RandomPolicies
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
}
