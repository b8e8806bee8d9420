import Description
import Foundation
import PolicyBasics
import PolicyChecker
import PolicyCompiler
import PolicyLanguage
import PolicyReports
import ProposalCoding
import SourceText
import TestKit
import Testing

@Suite struct RiverbendTests {
  @Test func `the sample district compiles without a finding`() {
    let compilation = SampleDistrict.compilation
    let findings = compilation.diagnostics.all.map { "\($0.kind.code): \($0.message.text.description)" }
    #expect(findings == [])
    #expect(compilation.size.rules >= 20)
  }

  @Test func `S54: every test of the sample district gives what it expects`() throws {
    let compilation = SampleDistrict.compilation
    let policy = try #require(compilation.policy)
    var proposals: [String: TestFile] = [:]
    for file in PolicyTesting.files(of: compilation) {
      proposals[file] = SampleDistrict.proposal(file).map { .proposals([$0]) }
    }
    let today = try #require(Day("2026-10-01"))
    let testing = PolicyTesting(compilation, policy, proposals: proposals, today: today)
    #expect(testing.outcomes.count == compilation.names.tests.table.count)
    for outcome in testing.outcomes { #expect(outcome.differences == [], "\(outcome.id)") }
  }

  @Test func `the README shows a decision as it reads`() throws {
    let readme = try String(decoding: Data(contentsOf: Golden.root.appending(path: "README.md")), as: UTF8.self)
    let golden = Golden.root.appending(
      path: "Tests/Golden/riverbend/file-denied-missing-approval-own-signature.txt")
    let text = try String(decoding: Data(contentsOf: golden), as: UTF8.self)
    // But for its first line, which on a terminal names the file.
    #expect(readme.contains(text.drop { $0 != "\n" }))
  }

  @Test(arguments: SampleDistrict.compilation.names.tests.table.elements.filter { $0.value.file != nil }.map(\.id))
  func `every proposal beside the district reads as committed`(test id: String) throws {
    let compilation = SampleDistrict.compilation
    let policy = try #require(compilation.policy)
    let test = try #require(compilation.names.tests.table.elements.first { $0.id == id }?.value)
    let proposal = try #require(SampleDistrict.proposal(test.file?.value.text ?? ""))
    let decision = policy.explain(policy.prepare(proposal), asOf: test.asOf?.value)
    let text = DecisionText(decision, paint: Paint(isOn: false), width: 100).text()
    #expect(Golden.difference(text, from: "riverbend/\(id).txt") == nil)
    #expect(Golden.difference(decision.json.text(.indented) + "\n", from: "riverbend/\(id).json") == nil)
  }
}
