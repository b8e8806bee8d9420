import Foundation
import PolicyBasics
import PolicyChecker
import PolicyCompiler
import SourceText
import RandomPolicies
import ReferenceEvaluator
import TestKit
import Testing

/// The sample district and its proposals, by the reference evaluator and by the laws.
@Suite struct SampleLawTests {
  /// The proposals beside the district, each with its path.
  private static func proposals() throws -> [(String, Proposal)] {
    let folder = SampleDistrict.folder.deletingLastPathComponent().appending(path: "proposals")
    return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().compactMap { name in
      guard name.hasSuffix(".yaml") || name.hasSuffix(".json") else { return nil }
      return SampleDistrict.proposal("../proposals/\(name)").map { (name, $0) }
    }
  }

  @Test func `S4, S24, S45, S55, S59: the reference evaluator decides the sample proposals as the engine does`() throws
  {
    let policy = try #require(SampleDistrict.compilation.policy)
    let reference = ReferencePolicy(SampleDistrict.declared)
    let proposals = try Self.proposals()
    #expect(proposals.count >= 15)
    var allowed = 0
    for (name, proposal) in proposals {
      let stated = StatedDocument(
        StatedTree(try #require(SampleDistrict.document("../proposals/\(name)"))), isJSON: name.hasSuffix(".json"))
      for day in ["2026-08-24", "2026-10-01", "2027-03-15"].map({ Day($0) }) + [nil] {
        let expected = reference.decide(stated, asOf: day)
        let found = Pairs.engine(policy, proposal, asOf: day)
        if expected.isAllowed { allowed += 1 }
        #expect(expected == found, "\(name): \(expected.difference(from: found))")
      }
    }
    #expect(allowed > 0)
  }

  @Test func `S57: no sample proposal is allowed for what it leaves out or who does not sign`() throws {
    let policy = try #require(SampleDistrict.compilation.policy)
    var denied = 0
    for (name, proposal) in try Self.proposals() {
      let asOf = proposal.kind == .pilot || proposal.at == nil ? Day("2026-10-01") : nil
      let before = Pairs.engine(policy, proposal, asOf: asOf)
      guard !before.isAllowed, before.reasonClass != .invalid else { continue }
      denied += 1
      for (change, weaker) in Self.weaker(proposal) {
        #expect(!Pairs.engine(policy, weaker, asOf: asOf).isAllowed, "\(name): \(change)")
      }
    }
    #expect(denied >= 5)
  }

  private static func weaker(_ proposal: Proposal) -> [(String, Proposal)] {
    var result: [(String, Proposal)] = []
    func add(_ change: String, _ body: (inout Proposal) -> Void) {
      var weaker = proposal
      body(&weaker)
      result.append((change, weaker))
    }
    add("without workflow") { $0.workflow = nil }
    add("without tool") { $0.tool = nil }
    add("without autonomy") { $0.autonomy = nil }
    add("without impact") { $0.impact = nil }
    add("without data") { $0.data = nil }
    add("without elements") { $0.elements = nil }
    add("without materials") { $0.materials = nil }
    add("without audiences") { $0.audiences = nil }
    add("without sites") { $0.sites = nil }
    add("without requester") { $0.requester = nil }
    add("without owner") { $0.owner = nil }
    add("without participants") { $0.participants = nil }
    add("without starts") { $0.starts = nil }
    add("without ends") { $0.ends = nil }
    add("without measures") { $0.measures = nil }
    add("without at") { $0.at = nil }
    for index in proposal.attributes.indices { add("without an attribute") { $0.attributes.remove(at: index) } }
    for index in (proposal.approvals ?? []).indices { add("without an approval") { $0.approvals?.remove(at: index) } }
    for index in (proposal.reviewedBy ?? []).indices { add("without a review") { $0.reviewedBy?.remove(at: index) } }
    for index in (proposal.attested ?? []).indices { add("without an attestation") { $0.attested?.remove(at: index) } }
    return result
  }
}
