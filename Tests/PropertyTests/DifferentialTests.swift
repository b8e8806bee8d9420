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
    throws
  {
    let start = Date()
    let coverage = Coverage()
    var tally = Tally()
    var countedPairs = 0
    var sets = RandomSets(from: Pairs.firstSeed)
    while tally.pairs < Pairs.count, tally.failures.count < 3 {
      let isCounted = tally.pairs < Self.counted
      // Enough that both cores have something to do, and few enough that little is thrown away.
      guard let batch = sets.next(16, { Self.compare($0, isCounted: isCounted) }) else { break }
      for outcome in batch where tally.pairs < Pairs.count {
        if tally.pairs < Self.counted {
          coverage.add(outcome.coverage)
          countedPairs += outcome.pairs
        }
        tally.add(outcome)
      }
    }

    for failure in tally.failures.prefix(3) {
      let pairs = try RandomPairs(seed: failure.seed)
      let draft = pairs.drafts[failure.draft]
      if failure.wronglyBlamed.isEmpty {
        Issue.record("\(Pairs.report(pairs, draft))")
      } else {
        let reading = pairs.policy.reading(of: draft)
        Issue.record(
          "nothing is wrong with \(failure.wronglyBlamed), seed \(pairs.seed)\n\(reading.text)\n\(pairs.policy.yaml)")
      }
    }
    let table = CoverageTable(coverage, pairs: countedPairs)
    print(table.text)
    print("\(tally.text), \(Int(Date().timeIntervalSince(start))) s")
    #expect(tally.allowed * 4 >= tally.pairs, "fewer than a quarter of the pairs are allowed")
    if countedPairs >= Self.counted { #expect(table.missing == [], "below the floors") }
  }

  /// All pairs of a set through both.
  private static func compare(_ pairs: RandomPairs, isCounted: Bool) -> Outcome {
    let coverage = isCounted ? Coverage() : nil
    var outcome = Outcome(seed: pairs.seed)
    for (index, draft) in pairs.drafts.enumerated() {
      let reading = pairs.policy.reading(of: draft)
      let expected = pairs.policy.reference.decide(reading.stated, asOf: draft.asOf, coverage: coverage)
      let found = Pairs.engine(pairs.policy.compiled, reading.proposal, asOf: draft.asOf)
      outcome.pairs += 1
      if expected.isAllowed { outcome.allowed += 1 }
      if let coverage {
        CoverageTable.note(expected, coverage)
        coverage.finishPair()
      }
      let isAlike = expected == found
      let wrong =
        isAlike && expected.reasonClass == .invalid ? Pairs.wronglyBlamed(pairs.policy, reading) : []
      if !isAlike || !wrong.isEmpty {
        outcome.failures.append(Failure(seed: pairs.seed, draft: index, wronglyBlamed: wrong))
      }
    }
    outcome.coverage = coverage?.counts ?? [:]
    return outcome
  }

  /// What came of the pairs of one set.
  private struct Outcome: Sendable {
    var seed: UInt64
    var pairs = 0
    var allowed = 0
    var failures: [Failure] = []
    var coverage: [String: Coverage.Sides] = [:]
  }

  /// A pair that differs, or in which the engine blames what is right.
  private struct Failure: Sendable {
    var seed: UInt64
    var draft: Int
    var wronglyBlamed: [String]
  }

  private struct Tally {
    var pairs = 0
    var allowed = 0
    var policies = 0
    var lastSeed: UInt64 = 0
    var failures: [Failure] = []

    mutating func add(_ outcome: Outcome) {
      pairs += outcome.pairs
      allowed += outcome.allowed
      policies += 1
      lastSeed = outcome.seed
      failures += outcome.failures
    }

    var text: String {
      "\(pairs) pairs of \(policies) sets, \(allowed) allowed, \(failures.count) differ, seeds \(Pairs.firstSeed) to \(lastSeed)"
    }
  }
}
