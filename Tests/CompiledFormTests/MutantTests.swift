import Foundation
import PolicyBasics
import PolicyChecker
import ProposalCoding
import TestKit
import Testing

/// Compiled policies, changed at random under a checksum that is right: each is refused with a typed error, or is a
/// policy that decides. `POLICYC_MUTANTS` says how many.
@Suite struct MutantTests {
  private static let count = ProcessInfo.processInfo.environment["POLICYC_MUTANTS"].flatMap { Int($0) } ?? 2_000

  @Test(.timeLimit(.minutes(60)), arguments: [1, 2, 3, 4] as [UInt64])
  func `mutants of compiled policies`(seed: UInt64) throws {
    var dice = SeededGenerator(seed: seed)
    let seeds = try [Samples.district(), Samples.compile(Samples.small)].map { policy throws in
      Array(try policy.bytes()[CompiledForm.headBytes...])
    }
    var read = 0
    var refusals: [String: Int] = [:]
    for round in 0..<(MutantTests.count / 4) {
      let file = CompiledForm.file(of: mutant(of: seeds, &dice))
      let name = "seed \(seed), round \(round)"
      do throws(CompiledPolicyError) {
        let policy = try CompiledPolicy(file)
        read += 1
        // One policy has one form: what is read is written again as it was.
        #expect(try policy.bytes() == file, "\(name)")
        decide(with: policy, name, &dice)
      } catch {
        refusals[error.description, default: 0] += 1
      }
    }
    // Most changes are seen; those of words and numbers make another policy.
    #expect(read > MutantTests.count / 40, "\(read) of \(MutantTests.count / 4) were read")
    #expect(refusals.count > 10, "\(refusals)")
    print("seed \(seed): \(read) of \(MutantTests.count / 4) mutants were read, \(refusals.count) kinds of refusals")
  }

  private func decide(with policy: CompiledPolicy, _ name: String, _ dice: inout SeededGenerator) {
    for _ in 0..<3 {
      let (file, proposal) = Samples.proposals[Int.random(in: 0..<Samples.proposals.count, using: &dice)]
      let day = Day(year: 2026, month: 10, day: 1)?.adding(days: Int.random(in: -40...400, using: &dice))
      let asOf = Bool.random(using: &dice) ? day : nil
      let prepared = policy.prepare(proposal)
      let ruling = policy.decide(prepared, asOf: asOf)
      // To look for remedies takes longer than all the rest.
      let decision = policy.explain(prepared, asOf: asOf, remedies: Int.random(in: 0..<20, using: &dice) == 0)
      #expect(ruling.effect == decision.effect && ruling.reasonClass == decision.reasonClass, "\(name): \(file)")
      #expect(ruling.reasons == Set(decision.reasons.map(\.code)).sorted(), "\(name): \(file)")
      #expect(!decision.json().isEmpty)
    }
  }

  // MARK: Mutants

  private func mutant(of seeds: [[UInt8]], _ dice: inout SeededGenerator) -> [UInt8] {
    var bytes = seeds.randomElement(using: &dice) ?? []
    // Half of them differ in one byte: what is read of these is a policy that nobody meant.
    let isGentle = Bool.random(using: &dice)
    for _ in 0..<(isGentle ? 1 : Int.random(in: 1...3, using: &dice)) {
      guard bytes.count > 1 else { break }
      var start = Int.random(in: 0..<bytes.count, using: &dice)
      // Letters are half of the bytes, and any others would do as well: a second throw for them.
      if isLetter(bytes[start]) { start = Int.random(in: 0..<bytes.count, using: &dice) }
      let end = min(bytes.count, start + Int.random(in: 1...40, using: &dice))
      switch Int.random(in: 0..<(isGentle ? 3 : 9), using: &dice) {
      case 0: bytes[start] ^= 1 << UInt8.random(in: 0..<8, using: &dice)
      case 1: bytes[start] = UInt8.random(in: 0...255, using: &dice)
      case 2: bytes[start] = bytes[start] &+ (Bool.random(using: &dice) ? 1 : 255)
      case 3: bytes.removeSubrange(start..<end)
      case 4: bytes.insert(contentsOf: (start..<end).map { _ in UInt8.random(in: 0...255, using: &dice) }, at: start)
      case 5: bytes.insert(contentsOf: bytes[start..<end], at: Int.random(in: 0...bytes.count, using: &dice))
      case 6: bytes = Array(bytes[..<start])
      case 7: editLength(near: start, of: &bytes, &dice)
      default:
        // A range takes another's place: tables of one kind change their contents.
        let from = Int.random(in: 0..<bytes.count, using: &dice)
        let range = from..<min(bytes.count, from + end - start)
        bytes.replaceSubrange(start..<min(bytes.count, start + range.count), with: Array(bytes[range]))
      }
    }
    return bytes
  }

  private func isLetter(_ byte: UInt8) -> Bool { byte >= 0x61 && byte <= 0x7A }

  /// The byte before a run of letters is the length of a text, or the last of one.
  private func editLength(near start: Int, of bytes: inout [UInt8], _ dice: inout SeededGenerator) {
    var index = start
    while index + 4 < bytes.count {
      if !isLetter(bytes[index]), bytes[(index + 1)..<(index + 4)].allSatisfy(isLetter) {
        let lengths: [UInt8] = [0, 1, bytes[index] &+ 1, bytes[index] &- 1, 0x7F, 0x80, 0xFF]
        bytes[index] = lengths.randomElement(using: &dice) ?? 0
        if Bool.random(using: &dice) {
          bytes.insert(contentsOf: [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01], at: index)
        }
        return
      }
      index += 1
    }
  }
}
