import Foundation
import PolicyBasics
import PolicyChecker
import PolicyCompiler
import PolicyLanguage
import SourceText
import TestKit
import Testing

/// A policy set of `Tests/Sentences`: a file there together with `policy.yaml`, or a folder by itself.
struct SentenceSet: Sendable, CustomTestStringConvertible {
  let name: String
  let files: [SourceFile]

  var testDescription: String { name }

  static let folder = Golden.root.appending(path: "Tests/Sentences")

  /// In the order of their names.
  static let all: [SentenceSet] = {
    let entries = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return entries.sorted().compactMap { entry in
      if entry.hasSuffix(".yaml") {
        return entry == "policy.yaml" ? nil : SentenceSet(name: entry, files: ["policy.yaml", entry].compactMap(file))
      }
      let parts = (try? FileManager.default.contentsOfDirectory(atPath: folder.appending(path: entry).path)) ?? []
      return SentenceSet(
        name: entry,
        files: parts.sorted().filter { $0.hasSuffix(".yaml") }.compactMap { part in
          file("\(entry)/\(part)").map { SourceFile(name: part, bytes: $0.bytes) }
        })
    }
  }()

  /// The vocabulary that the files share.
  static let vocabulary = file("policy.yaml")

  private static func file(_ name: String) -> SourceFile? {
    guard let data = try? Data(contentsOf: folder.appending(path: name)) else { return nil }
    return SourceFile(name: name, bytes: Array(data))
  }

  /// Compiled, and its tests run. Pilots state their as-of day; there is no today.
  func run() -> (findings: [String], cases: [SentenceCase]) {
    let compilation = PolicyCompilation(files)
    let errors = compilation.diagnostics.all.filter { $0.kind.severity == .error }
    let findings = errors.map { "\($0.kind.code): \($0.message.text.description)" }
    guard let policy = compilation.policy else { return (findings, []) }
    let testing = PolicyTesting(compilation, policy, proposals: [:], today: Day.earliest)
    return (findings, testing.outcomes.map { SentenceCase(set: name, outcome: $0) })
  }
}

/// A test of a set, and what came of it.
struct SentenceCase: Sendable, CustomTestStringConvertible {
  let set: String
  let outcome: PolicyTesting.Outcome

  var testDescription: String { "\(outcome.id) in \(set)" }

  static let runs = SentenceSet.all.map { (set: $0, run: $0.run()) }
  static let all = runs.flatMap(\.run.cases)
}

/// The tests as data: each is a proposal with the decision that a sentence gives it.
@Suite struct SentenceDataTests {
  @Test(arguments: SentenceSet.all) func `every set of tests compiles`(set: SentenceSet) throws {
    let run = try #require(SentenceCase.runs.first { $0.set.name == set.name }?.run)
    #expect(run.findings == [])
    #expect(!run.cases.isEmpty)
  }

  @Test(arguments: SentenceCase.all) func `each proposal gets what its sentence says`(test: SentenceCase) {
    #expect(test.outcome.differences == [], "\(test.outcome.id) in Tests/Sentences/\(test.set)")
  }
}
