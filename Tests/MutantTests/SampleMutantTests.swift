import Foundation
import PolicyBasics
import PolicyChecker
import PolicyCompiler
import PolicyReports
import ProposalCoding
import SourceText
import TestKit
import Testing

/// Files of the sample district and proposals beside it, changed at random: whatever comes of them, nothing traps, each
/// finding has its place, nothing odd is printed, and what cannot be read is never allowed.
@Suite(.timeLimit(.minutes(40))) struct SampleMutantTests {
  /// How many of each: `POLICYC_MUTANTS`, else 1,000.
  private static let count = Int(ProcessInfo.processInfo.environment["POLICYC_MUTANTS"] ?? "") ?? 1_000
  private static let today = Day(year: 2026, month: 10, day: 1)

  private static let district = SampleDistrict.files(in: SampleDistrict.folder)
  private static let proposals: [(name: String, bytes: [UInt8])] = {
    let folder = Golden.root.appending(path: "policies/proposals")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.sorted().compactMap { name in
      (try? Data(contentsOf: folder.appending(path: name))).map { (name, Array($0)) }
    }
  }()

  @Test(arguments: [11, 12] as [UInt64])
  func `mutants of the sample district`(seed: UInt64) throws {
    let mutants = Mutants(Self.district.map(\.bytes))
    var generator = SeededGenerator(seed: seed)
    var compiled = 0
    for round in 0..<(Self.count / 2) {
      var files = Self.district
      let index = Int.random(in: files.indices, using: &generator)
      files[index] = SourceFile(
        name: files[index].name, bytes: mutants.mutant(of: files[index].bytes, &generator))
      let compilation = SampleDistrict.compile(files)
      if let policy = compilation.policy {
        compiled += 1
        // What compiles decides, whatever it now means.
        let (original, bytes) = try #require(Self.proposals.randomElement(using: &generator))
        let file = SourceFile(name: original, bytes: bytes)
        let proposal = try #require(SampleDistrict.read(file, isJSON: original.hasSuffix(".json")))
        // To look for remedies takes longer than all the rest.
        let decision = policy.explain(policy.prepare(proposal), asOf: Self.today, remedies: round % 20 == 0)
        #expect((decision.effect == .allow) == decision.reasons.isEmpty, "seed \(seed), round \(round)")
      }
      let name = "seed \(seed), round \(round), \(files[index].name)"
      #expect((compilation.policy == nil) == compilation.diagnostics.hasErrors, "\(name)")
      check(compilation.diagnostics, in: compilation.sources, name)
      var report = CheckReport(.json, program: "0.1.0", asOf: Self.today, limit: 100)
      var answer = report.begin(compilation.policy)
      answer += report.add(compilation.diagnostics, in: compilation.sources)
      answer += report.end(compilation.size, testing: nil, skipsProposals: false)
      #expect((try? JSONSerialization.jsonObject(with: Data(answer.utf8))) != nil, "\(name)")
      #expect([0, 2].contains(report.exitStatus(testing: nil)), "\(name)")
    }
    // Some changes leave a set that compiles, most do not: both sides are met.
    #expect(compiled > Self.count / 100 && compiled < Self.count / 2)
  }

  @Test(arguments: [13, 14] as [UInt64])
  func `mutants of proposals`(seed: UInt64) throws {
    let policy = try #require(SampleDistrict.compilation.policy)
    let mutants = Mutants(Self.proposals.map(\.bytes))
    var generator = SeededGenerator(seed: seed)
    var classes: [ReasonClass?: Int] = [:]
    for round in 0..<(Self.count / 2) {
      let (original, bytes) = try #require(Self.proposals.randomElement(using: &generator))
      let isJSON = original.hasSuffix(".json")
      let file = SourceFile(name: original, bytes: mutants.mutant(of: bytes, &generator))
      guard let proposal = SampleDistrict.read(file, isJSON: isJSON) else { continue }
      let name = "seed \(seed), round \(round), \(original)"
      let prepared = policy.prepare(proposal)
      let hasDay = proposal.kind == .action && proposal.at != nil
      let asOf = hasDay && Bool.random(using: &generator) ? nil : Self.today
      let decision = policy.explain(prepared, asOf: asOf, remedies: round % 4 == 0)
      classes[decision.reasonClass, default: 0] += 1
      let sources = SourceMap([file])
      check(prepared.diagnostics, in: sources, name)
      #expect(prepared.diagnostics.hasErrors == (decision.reasonClass == .invalid), "\(name)")
      #expect((decision.effect == .allow) == decision.reasons.isEmpty, "\(name)")
      let text = DecisionText(decision, paint: Paint(isOn: false), width: 100).text()
      #expect(!text.unicodeScalars.contains(where: isHazardous), "\(name)")
      #expect((try? JSONSerialization.jsonObject(with: Data(decision.json.text().utf8))) != nil, "\(name)")
      var report = CheckReport(.text(Paint(isOn: false), width: 100), program: "0.1.0", asOf: nil, limit: 100)
      _ = report.begin(policy) + report.add(prepared.diagnostics, in: sources) + report.add(decision)
      let expected: [Int32] =
        switch decision.reasonClass {
        case nil: [0]
        case .invalid?: [2]
        case .missingApproval?: [3]
        case .forbidden?, .notCovered?, .missingInformation?: [1]
        }
      #expect(expected.contains(report.exitStatus(testing: nil)), "\(name)")
    }
    #expect(classes.count >= 5, "\(classes)")
  }

  private func check(_ findings: Diagnostics, in sources: SourceMap, _ name: String) {
    for finding in findings.all {
      for span in [finding.span] + finding.notes.map(\.span) {
        let isPlaced = sources.files.contains(span.source) && Int(span.end) <= sources.files[span.source].bytes.count
        #expect(isPlaced, "\(name): \(finding.kind.code)")
      }
    }
    let text = DiagnosticRenderer(sources).render(findings, in: sources)
    #expect(!text.unicodeScalars.contains(where: isHazardous), "\(name)")
    #expect(text.utf8.count < 256 * 1024, "\(name)")
  }
}
