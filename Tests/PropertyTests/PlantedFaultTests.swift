import PolicyBasics
import PolicyChecker
import RandomPolicies
import ReferenceEvaluator
import Testing

/// A harness that finds nothing proves nothing: each fault planted in the engine is found.
@Suite struct PlantedFaultTests {
  @Test
  func
    `S3, S9, S10, S17, S20, S25, S27, S32, S33, S34, S35, S36, S38, S39, S40, S47, S48, S49: each planted fault is found within 20,000 pairs`()
  {
    var open = Faults.all
    var found: [(String, Int)] = []
    var pairsSeen = 0
    var sets = RandomSets(from: Pairs.firstSeed)
    // In debug some hundred pairs must find at least half of them.
    let most = Pairs.isRelease ? 20_000 : 900
    while !open.isEmpty, pairsSeen < most, let pairs = sets.next() {
      let faulty = open.map { CompiledPolicy(pairs.policy.compiled.tables, faults: $0.fault) }
      var isFound = Array(repeating: false, count: open.count)
      for draft in pairs.drafts {
        pairsSeen += 1
        let reading = pairs.policy.reading(of: draft)
        // Until when it holds is left out: that would find some of them sooner, and cost the most.
        let expected = pairs.policy.reference.decide(reading.stated, asOf: draft.asOf, withHolds: false)
        for index in open.indices where !isFound[index] {
          if Pairs.engine(faulty[index], reading.proposal, asOf: draft.asOf, withHolds: false) != expected {
            isFound[index] = true
            found.append((open[index].name, pairsSeen))
          }
        }
      }
      open = open.indices.filter { !isFound[$0] }.map { open[$0] }
    }
    for (name, pair) in found { print("found after \(pair) pairs: \(name)") }
    #expect(Faults.all.count >= 20)
    if Pairs.isRelease {
      #expect(open.map(\.name) == [], "not found in \(pairsSeen) pairs")
    } else {
      #expect(found.count * 2 >= Faults.all.count, "\(found.count) found in \(pairsSeen) pairs")
    }
  }

  @Test func `a failing pair is shrunk to a few lines that still fail`() throws {
    var sets = RandomSets(from: Pairs.firstSeed)
    while let pairs = sets.next() {
      let faulty = CompiledPolicy(pairs.policy.compiled.tables, faults: .agreementsEndADayLate)
      let failing = pairs.drafts.first { draft in
        let reading = pairs.policy.reading(of: draft)
        return Pairs.engine(faulty, reading.proposal, asOf: draft.asOf)
          != pairs.policy.reference.decide(reading.stated, asOf: draft.asOf)
      }
      guard let failing else { continue }
      let report = Pairs.report(pairs, failing, faults: .agreementsEndADayLate)
      #expect(report.contains("agreement-dates"))
      #expect(report.contains("seed \(pairs.seed)"))
      #expect(report.split(separator: "\n").count < (Pairs.isRelease ? 35 : 90), "\(report)")
      return
    }
    Issue.record("no pair fails")
  }
}
