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

@Suite struct DecisionSchemaTests {
  private static let golden = Golden.root.appending(path: "Tests/Golden")
  static let decisions =
    ((try? FileManager.default.subpathsOfDirectory(atPath: golden.path)) ?? []).filter { name in
      guard name.hasSuffix(".json"), let data = try? Data(contentsOf: golden.appending(path: name)) else {
        return false
      }
      return String(decoding: data.prefix(200), as: UTF8.self).contains("decision-id")
    }.sorted()

  private func validator() throws -> SchemaValidator {
    try #require(SchemaValidator(Data(contentsOf: Golden.root.appending(path: "schemas/decision.schema.json"))))
  }

  @Test(arguments: decisions) func `a decision that is committed fits the schema`(name: String) throws {
    let document = try Data(contentsOf: Self.golden.appending(path: name))
    #expect(try validator().problems(in: document) == [], "\(name)")
  }

  @Test func `there are decisions to hold against the schema`() { #expect(Self.decisions.count >= 27) }

  @Test func `a report fits the schema`() throws {
    let policy = try #require(SampleDistrict.compilation.policy)
    let compilation = SampleDistrict.compilation
    var report = CheckReport(.json, program: "0.1.0", asOf: nil, limit: 100)
    var text = report.begin(policy)
    var decisions = 0
    for test in compilation.names.tests.table.elements.prefix(20) {
      guard let proposal = test.value.file.flatMap({ SampleDistrict.proposal($0.value.text) }) else { continue }
      text += report.add(policy.explain(policy.prepare(proposal), asOf: test.value.asOf?.value))
      decisions += 1
    }
    #expect(decisions > 0)
    text += report.add(compilation.diagnostics, in: compilation.sources)
    text += report.end(compilation.size, testing: nil, skipsProposals: false)
    #expect(try validator().problems(in: Data(text.utf8)) == [])
  }

  @Test(
    arguments: [
      (#""effect": "deny""#, #""effect": "perhaps""#), (#""decision-id""#, #""decision""#),
      (#""as-of": "2"#, #""as-of": "3x"#), (#""do": "add-approval""#, #""do": "approve""#),
      (#""kind": "pilot""#, #""kind": "pilot", "more": 1"#), (#""checked": true"#, #""checked": "yes""#),
    ]) func `what is no decision does not fit`(found: String, wrong: String) throws
  {
    let name = "riverbend/file-denied-missing-approval-abstention.json"
    let text = try String(decoding: Data(contentsOf: Self.golden.appending(path: name)), as: UTF8.self)
    #expect(text.contains(found))
    #expect(try validator().problems(in: Data(text.replacingOccurrences(of: found, with: wrong).utf8)) != [])
  }
}
