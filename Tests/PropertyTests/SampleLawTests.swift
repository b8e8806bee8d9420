import DocumentTree
import Foundation
import PolicyBasics
import PolicyChecker
import PolicyCompiler
import RandomPolicies
import ReferenceEvaluator
import SourceText
import TestKit
import Testing

/// The sample district, its proposals and those of its tests, by the reference evaluator and by the laws.
@Suite struct SampleLawTests {
  /// A proposal beside the district, or of one of its tests.
  private struct Sample {
    var name: String
    var draft: Draft
    /// As it is written.
    var stated: StatedDocument
    var isFile: Bool
  }

  /// The district's sections, as if they stood in one file, with `this` for right fingerprints.
  private static let tree: Tree = {
    var result: Tree = [:]
    for file in SampleDistrict.files(in: SampleDistrict.folder) {
      guard let node = SampleDistrict.document(file) else { continue }
      for section in Tree(node).entries where section.key != "tests" {
        result[section.key] = .map((result[section.key]?.entries ?? []) + section.value.entries)
      }
    }
    let reference = SampleLawTests.reference
    for section in ["tools", "workflows", "pilots"] {
      result[section] = .map(
        (result[section]?.entries ?? []).map { declaration in
          let content =
            switch section {
            case "tools": reference.fingerprint(ofTool: declaration.key)
            case "workflows": reference.fingerprint(ofWorkflow: declaration.key)
            default: reference.fingerprint(ofPilot: declaration.key)
            }
          return Tree.Entry(declaration.key, opened(declaration.value, content))
        })
    }
    return result
  }()

  private static var reference: ReferencePolicy { ReferencePolicy(SampleDistrict.declared) }

  /// With `this` in place of a fingerprint.
  private static func opened(_ tree: Tree, _ content: String?) -> Tree {
    tree.mapTexts { text in content.map(text.hasPrefix) == true ? "this" : text }
  }

  private static func samples() throws -> [Sample] {
    let folder = SampleDistrict.folder.deletingLastPathComponent().appending(path: "proposals")
    let reference = reference
    var result: [Sample] = []
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() {
      let isJSON = name.hasSuffix(".json")
      guard isJSON || name.hasSuffix(".yaml") else { continue }
      let node = try #require(SampleDistrict.document("../proposals/\(name)"))
      let stated = StatedDocument(StatedTree(node), isJSON: isJSON)
      let tree = opened(Tree(node), reference.fingerprint(of: stated))
      let draft = Draft(
        tree: tree, asOf: tree["at"] == nil ? Day("2026-10-01") : nil, format: isJSON ? .json : .yaml)
      result.append(Sample(name: name, draft: draft, stated: stated, isFile: true))
    }
    for file in SampleDistrict.files(in: SampleDistrict.folder) {
      guard let node = SampleDistrict.document(file), let tests = Tree(node)["tests"] else { continue }
      for test in tests.entries {
        guard let tree = test.value["proposal"] else { continue }
        let asOf = test.value["as-of"]?.text.flatMap { Day($0) }
        let draft = Draft(tree: tree, asOf: asOf)
        result.append(
          Sample(name: test.key, draft: draft, stated: StatedDocument(.nothing), isFile: false))
      }
    }
    return result
  }

  private static func decide(_ policy: PolicyCase, _ draft: Draft) -> DecisionSummary {
    Pairs.engine(policy.compiled, policy.reading(of: draft).proposal, asOf: draft.asOf)
  }

  @Test func `S4, S24, S45, S55, S59: the reference evaluator decides the sample proposals as the engine does`() throws
  {
    let policy = try #require(SampleDistrict.compilation.policy)
    let reference = Self.reference
    let samples = try Self.samples()
    #expect(samples.count >= 15)
    var allowed = 0
    for sample in samples where sample.isFile {
      let proposal = try #require(SampleDistrict.proposal("../proposals/\(sample.name)"))
      for day in ["2026-08-24", "2026-10-01", "2027-03-15"].map({ Day($0) }) + [nil] {
        let expected = reference.decide(sample.stated, asOf: day)
        let found = Pairs.engine(policy, proposal, asOf: day)
        if expected.isAllowed { allowed += 1 }
        #expect(expected == found, "\(sample.name): \(expected.difference(from: found))")
      }
    }
    #expect(allowed > 0)
  }

  @Test func `S4, S24, S45, S55, S59: both evaluators decide the proposals of the sample's tests alike`() throws {
    let policy = try PolicyCase(Self.tree)
    var seen = 0
    for sample in try Self.samples() where !sample.isFile {
      let reading = policy.reading(of: sample.draft)
      let expected = policy.reference.decide(reading.stated, asOf: sample.draft.asOf)
      let found = Pairs.engine(policy.compiled, reading.proposal, asOf: sample.draft.asOf)
      #expect(expected == found, "\(sample.name): \(expected.difference(from: found))")
      seen += 1
    }
    #expect(seen >= 40)
  }

  @Test func `S57: no sample proposal is allowed for what it leaves out or adds, or who does not sign`() throws {
    let policy = try PolicyCase(Self.tree)
    var random = SeededGenerator(seed: 1)
    var denied = 0
    for sample in try Self.samples() {
      let before = Self.decide(policy, sample.draft)
      guard !before.isAllowed, before.reasonClass != .invalid,
        !before.reasons.contains(where: { $0.code == "evaluation" })
      else { continue }
      denied += 1
      for weaker in policy.weaker(sample.draft, &random, all: Pairs.isRelease) {
        #expect(!Self.decide(policy, weaker.draft).isAllowed, "\(sample.name): \(weaker.change)")
      }
    }
    #expect(denied >= 40)
  }

  @Test func `S58: the district's files, keys and items in another order change no byte of a decision`() throws {
    let policy = try PolicyCase(Self.tree)
    var random = SeededGenerator(seed: 2)
    let others = [
      ("another order", try PolicyCase(Self.tree.shuffled(&random))),
      ("several files", try PolicyCase(tree: policy.tree, files: policy.files(splitBy: &random))),
    ]
    for sample in try Self.samples() {
      let expected = Pairs.text(policy, sample.draft)
      let reordered = sample.draft.with(sample.draft.tree.shuffled(&random))
      for (name, other) in others {
        #expect(Pairs.text(other, sample.draft) == expected, "\(sample.name): \(name)")
        #expect(Pairs.text(other, reordered) == expected, "\(sample.name): \(name), the proposal too")
      }
    }
  }

  @Test func `S58: the district with other ids, or with declarations that nothing names, decides alike`() throws {
    let policy = try PolicyCase(Self.tree)
    var random = SeededGenerator(seed: 3)
    let renaming = Renaming(of: Self.tree, &random)
    let renamed = try PolicyCase(renaming.renamed(Self.tree))
    let larger = try PolicyCase(Self.tree.withUnnamedDeclarations)
    for sample in try Self.samples() {
      let before = Self.decide(policy, sample.draft)
      let after = Self.decide(renamed, sample.draft.with(renaming.renamed(sample.draft.tree)))
      let expected = renaming.renamed(before)
      #expect(
        renaming.normal(after) == expected, "\(sample.name): \(expected.difference(from: renaming.normal(after)))")
      guard sample.draft.tree["tool"] != nil else { continue }
      #expect(Self.decide(larger, sample.draft) == before, "\(sample.name)")
    }
  }
}
