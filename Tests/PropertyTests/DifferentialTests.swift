import Foundation
import TestKit
import PolicyBasics
import PolicyChecker
import RandomPolicies
import ReferenceEvaluator
import Testing

/// The engine and the reference evaluator on the same random pairs.
@Suite struct DifferentialTests {
  /// Pairs that the table of coverage counts.
  private static let counted = 20_000

  @Test
  func
    `S1, S2, S3, S4, S5, S6, S7, S8, S9, S10, S11, S12, S13, S14, S15, S17, S20, S21, S23, S24, S25, S26, S27, S28, S29, S30, S31, S32, S33, S34, S35, S36, S37, S38, S39, S40, S41, S43, S44, S45, S46, S47, S48, S49, S51, S55, S56, S59: both evaluators decide random pairs alike`()
  {
    let start = Date()
    let coverage = Coverage()
    var tally = Tally()
    var sets = RandomSets(from: Pairs.firstSeed)
    while tally.pairs < Pairs.count, tally.failures < 3, let pairs = sets.next() {
      tally.policies += 1
      for draft in pairs.drafts where tally.failures < 3 {
        let reading = pairs.policy.reading(of: draft)
        let isCounted = tally.pairs < Self.counted
        let expected = pairs.policy.reference.decide(
          reading.stated, asOf: draft.asOf, coverage: isCounted ? coverage : nil)
        let found = Pairs.engine(pairs.policy.compiled, reading.proposal, asOf: draft.asOf)
        tally.count(expected)
        if isCounted {
          CoverageTable.note(expected, coverage)
          coverage.finishPair()
        }
        if expected.reasonClass == .invalid, expected == found {
          let wrong = Pairs.wronglyBlamed(pairs.policy, reading)
          if !wrong.isEmpty {
            tally.failures += 1
            Issue.record("nothing is wrong with \(wrong), seed \(pairs.seed)\n\(reading.text)\n\(pairs.policy.yaml)")
          }
        }
        if expected != found {
          tally.failures += 1
          Issue.record("\(Pairs.report(pairs, draft))")
        }
      }
    }

    let table = CoverageTable(coverage, pairs: min(tally.pairs, Self.counted))
    print(table.text)
    print("\(tally.text), seeds \(Pairs.firstSeed) to \(sets.seed - 1), \(Int(Date().timeIntervalSince(start))) s")
    #expect(tally.allowed * 4 >= tally.pairs, "fewer than a quarter of the pairs are allowed")
    if tally.pairs >= Self.counted { #expect(table.missing == [], "below the floors") }
  }

  struct Tally {
    var pairs = 0
    var allowed = 0
    var policies = 0
    var failures = 0
    var classes: [ReasonClass: Int] = [:]

    mutating func count(_ decision: DecisionSummary) {
      pairs += 1
      if decision.isAllowed { allowed += 1 }
      if let reasonClass = decision.reasonClass { classes[reasonClass, default: 0] += 1 }
    }

    var text: String {
      "\(pairs) pairs of \(policies) sets, \(allowed) allowed, \(failures) differ"
    }
  }
}
