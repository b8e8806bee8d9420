import Foundation
import TestKit
import PolicyBasics
import PolicyChecker
import PolicyCompiler
import RandomPolicies
import ReferenceEvaluator
import SourceText
import Testing

/// How many random pairs a run looks at, and from which seed on.
enum Pairs {
  private static func number(_ name: String) -> Int? {
    ProcessInfo.processInfo.environment[name].flatMap { Int($0) }
  }

  static var isRelease: Bool {
    var result = true
    assert(
      {
        result = false
        return true
      }())
    return result
  }

  /// `POLICYC_PAIRS`; left out, 20,000 in release and 1,000 in debug, which is thirty times slower.
  static var count: Int { number("POLICYC_PAIRS") ?? (isRelease ? 20_000 : 1_000) }
  /// `POLICYC_SEED`: the first seed.
  static var firstSeed: UInt64 { UInt64(number("POLICYC_SEED") ?? 1) }

  /// What the engine decides, with a planted fault perhaps.
  static func engine(
    _ policy: CompiledPolicy, _ proposal: Proposal, asOf: Day?, withHolds: Bool = true
  ) -> DecisionSummary {
    DecisionSummary(policy.outline(policy.prepare(proposal), asOf: asOf, withHolds: withHolds))
  }

  /// Fields in which the engine finds an error and the reference evaluator none: without them as much is wrong, and beside
  /// the workflow alone they add nothing to what is wrong.
  static func wronglyBlamed(_ policy: PolicyCase, _ reading: DraftReading) -> [String] {
    guard case .map(let entries) = reading.stated.root,
      entries.contains(where: { $0.key == "action" || $0.key == "pilot" })
    else { return [] }
    let bytes = Array(reading.text.utf8)
    let errors = policy.compiled.prepare(reading.proposal).diagnostics.all.filter { $0.severity == .error }
    let lines = Set(errors.map { bytes.prefix(Int($0.span.start)).count { $0 == UInt8(ascii: "\n") } })
    // Of two values under one key either may be what is meant.
    let lastOnes = entries.indices.filter { index in !entries[(index + 1)...].contains { $0.key == entries[index].key }
    }
    let readings = [entries, lastOnes.map { entries[$0] }]
    func problems(_ entries: [StatedTree.Entry], _ isKept: (String) -> Bool) -> Int {
      let kept = StatedDocument(.map(entries.filter { isKept($0.key) }), isJSON: reading.stated.isJSON)
      return policy.reference.problems(of: kept).count
    }
    let names = ["action", "pilot"]
    // What is wrong with the whole is said where it begins; without its name it is no proposal.
    return lines.sorted().filter { $0 > 0 && entries.indices.contains($0) }.map { entries[$0].key }.filter { key in
      guard !names.contains(key) else { return false }
      // The steps of reviews hang on the workflow, so that without it as much may be wrong.
      let context = names + (key == "workflow" ? [] : ["workflow"])
      return readings.allSatisfy { entries in
        problems(entries) { $0 != key } >= problems(entries) { _ in true }
          && problems(entries) { context.contains($0) || $0 == key } <= problems(entries) { context.contains($0) }
      }
    }
  }

  /// All that the engine says, byte for byte (S58). What would help is looked for in tests of remedies.
  static func text(_ policy: PolicyCase, _ draft: Draft) -> String {
    let prepared = policy.compiled.prepare(policy.reading(of: draft).proposal)
    return policy.compiled.explain(prepared, asOf: draft.asOf, remedies: false).comparable
  }

  /// A failing pair, made small, as text that repeats it.
  static func report(_ pairs: RandomPairs, _ draft: Draft, faults: Faults = []) -> String {
    func difference(_ tree: Tree, _ draft: Draft) -> String? {
      guard let policy = try? PolicyCase(tree) else { return nil }
      let reading = policy.reading(of: draft)
      let expected = policy.reference.decide(reading.stated, asOf: draft.asOf)
      let compiled = faults.isEmpty ? policy.compiled : CompiledPolicy(policy.compiled.tables, faults: faults)
      let found = engine(compiled, reading.proposal, asOf: draft.asOf)
      return expected == found ? nil : expected.difference(from: found)
    }
    let small = Shrinking(pairs.policy.tree, draft, attempts: isRelease ? 4_000 : 400) { difference($0, $1) != nil }
    let policy = try? PolicyCase(small.policy)
    let problems = policy.map { $0.reference.problems(of: $0.reading(of: small.draft).stated) } ?? []
    return """
      seed \(pairs.seed), \(draft.format), as of \(draft.asOf?.description ?? "the action's own day")
      - the reference evaluator says, + the engine says:
      \(difference(small.policy, small.draft) ?? "no difference when tried again")
      --- what does not decode, as the reference evaluator sees it: \(problems)
      --- proposal
      \(small.draft.tree.yaml(blocks: 1))
      --- policy
      \(small.policy.yaml(blocks: 2))
      """
  }
}

/// Random sets one after the other. Those that do not compile are thrown away; more than one in fifty ends it, with an
/// issue: a generator that makes no sets would leave nothing to be found.
struct RandomSets {
  private(set) var seed: UInt64
  private let isLawful: Bool
  private var made = 0
  private var refused: [String] = []

  init(from seed: UInt64, isLawful: Bool = false) {
    self.seed = seed
    self.isLawful = isLawful
  }

  mutating func next() -> RandomPairs? {
    while isFruitful {
      defer { seed += 1 }
      do throws(PolicyCase.Refusal) {
        let pairs = try RandomPairs(seed: seed, isLawful: isLawful)
        made += 1
        return pairs
      } catch { refuse(seed, error) }
    }
    return nil
  }

  /// What is made of the sets of so many seeds, in their order; on all cores.
  mutating func next<Made: Sendable>(_ count: Int, _ make: @escaping @Sendable (RandomPairs) -> Made) -> [Made]? {
    guard isFruitful else { return nil }
    let (first, isLawful) = (seed, isLawful)
    let results = concurrentMap(count) { index -> Result<Made, PolicyCase.Refusal> in
      do throws(PolicyCase.Refusal) {
        return .success(make(try RandomPairs(seed: first + UInt64(index), isLawful: isLawful)))
      } catch { return .failure(error) }
    }
    for (index, result) in results.enumerated() {
      switch result {
      case .success: made += 1
      case .failure(let refusal): refuse(first + UInt64(index), refusal)
      }
    }
    seed += UInt64(count)
    return results.compactMap { try? $0.get() }
  }

  private mutating func refuse(_ seed: UInt64, _ refusal: PolicyCase.Refusal) {
    refused.append("seed \(seed): \(refusal.codes.first ?? "none")")
  }

  private var isFruitful: Bool {
    if refused.count * 50 <= made + 50 { return true }
    Issue.record("\(refused.count) of \(refused.count + made) random sets do not compile: \(refused.suffix(5))")
    return false
  }
}
