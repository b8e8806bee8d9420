import Foundation
import PolicyBasics
import PolicyChecker
import PolicyCompiler
import ProposalCoding
import TestKit
import Testing

@Suite struct RoundTripTests {
  @Test func `what is read back is what was written, field for field`() throws {
    for policy in [try Samples.district(), try Samples.compile(Samples.small)] {
      let bytes = try policy.bytes()
      let read = try CompiledPolicy(bytes)
      #expect(try read.bytes() == bytes)
      let (written, back) = (contents(of: policy.tables), contents(of: read.tables))
      #expect(written.count > 1_000)
      #expect(written.count == back.count)
      for (a, b) in zip(written, back) where a != b { Issue.record("\(a) was read back as \(b)") }
    }
  }

  @Test func `the same sources give the same bytes, and borrowed bytes are read as others are`() throws {
    let bytes = try Samples.district().bytes()
    #expect(try SampleDistrict.compile(SampleDistrict.folder).policy?.bytes() == bytes)
    #expect(try CompiledPolicy(bytes.span).bytes() == bytes)
  }

  /// Else a field that the byte form forgets would not be missed.
  @Test func `each field of each table holds something in the small policy`() throws {
    var values: [String: Set<String>] = [:]
    for line in contents(of: try Samples.compile(Samples.small).tables) {
      let parts = line.split(separator: " = ", maxSplits: 1).map(String.init)
      let path = parts[0].split(separator: ".").filter { Int($0) == nil }.joined(separator: ".")
      values[path, default: []].insert(parts.count > 1 ? parts[1] : "")
    }
    let nothing: Set<String> = ["nil", "false", "\"\"", "[]"]
    let unused = values.filter { path, found in
      found.isSubset(of: nothing) && !values.keys.contains { $0.hasPrefix(path + ".") }
    }.keys.sorted()
    #expect(
      unused == [
        // Fields of actions, which the register does not hold, and of what only a proposal has.
        "pilots.elements.proposal.at", "pilots.elements.proposal.bytes", "pilots.elements.proposal.pilot",
        "pilots.elements.proposal.reference", "pilots.elements.proposal.reviewedBy",
        // What sites have not.
        "siteTree.members.elements.also", "siteTree.members.elements.namedOnly",
        // Not beside `people`.
        "switches.roleHoldersAttested",
      ])
  }

  @Test func `a policy that was read decides as the one that was compiled, byte for byte`() throws {
    let fresh = try Samples.district()
    let read = try CompiledPolicy(fresh.bytes())
    #expect(Samples.proposals.count >= 27)
    for (name, proposal) in Samples.proposals {
      for day in [Day("2026-10-01"), Day("2026-11-24"), Day("2027-03-15"), nil] {
        // To look for remedies takes longer than all the rest: one day of four.
        let decision = fresh.explain(fresh.prepare(proposal), asOf: day, remedies: day == nil)
        let again = read.explain(read.prepare(proposal), asOf: day, remedies: day == nil)
        #expect(decision.json() == again.json(), "\(name)")
        #expect(fresh.decide(fresh.prepare(proposal), asOf: day) == read.decide(read.prepare(proposal), asOf: day))
      }
    }
  }

  /// A change of the form is a change of its number: what older versions wrote would be read as something else. Until the
  /// first release `make golden` may write these files anew.
  @Test func `bytes that are committed are read, and written again as they were`() throws {
    let name = "compiled-form-1.hex"
    if ProcessInfo.processInfo.environment["POLICYC_GOLDEN"] == "write" {
      let digits = try Samples.compile(Samples.small).bytes().map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
      let lines = stride(from: 0, to: digits.count, by: 40).map { digits[$0..<min($0 + 40, digits.count)].joined() }
      #expect(Golden.difference(lines.joined(separator: "\n") + "\n", from: name) == nil)
    }
    let text = try String(contentsOf: Golden.root.appending(path: "Tests/Golden/\(name)"), encoding: .utf8)
    let digits = Array(text.filter { !$0.isWhitespace })
    let bytes = try stride(from: 0, to: digits.count, by: 2).map { index in
      try #require(UInt8(String(digits[index...(index + 1)]), radix: 16))
    }
    #expect(bytes.count > 2_000)
    let policy = try CompiledPolicy(bytes)
    #expect(try policy.bytes() == bytes)
    #expect(policy.id == "small-usd" && policy.tables.rules.count == 9)
  }

  @Test func `the numbers of the form mean the words that are committed`() {
    let words = CompiledForm.words
    #expect(words.count == 17)
    #expect(Golden.difference(words.joined(separator: "\n") + "\n", from: "compiled-form-words.txt") == nil)
  }
}
