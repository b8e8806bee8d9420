import DocumentTree
import Foundation
import PolicyBasics
import PolicyCompiler
import SourceText
import TestKit
import Testing

/// The compiler as a library: files in memory in, a policy or findings out.
struct LibraryTests {
  /// All files below `policies`, named as they are seen from a set there.
  private static func files(seenFrom set: String) throws -> [SourceFile] {
    let policies = Golden.root.appending(path: "policies")
    let names = try FileManager.default.subpathsOfDirectory(atPath: policies.path).sorted()
    return try names.filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".json") }.map { name in
      let seen = name.hasPrefix(set + "/") ? String(name.dropFirst(set.count + 1)) : "../" + name
      return SourceFile(name: seen, bytes: Array(try Data(contentsOf: policies.appending(path: name))))
    }
  }

  private static func file(_ name: String, _ text: String) -> SourceFile {
    SourceFile(name: name, bytes: Array(text.utf8))
  }

  private static let today = Day(year: 2026, month: 10, day: 1) ?? .earliest

  @Test(arguments: ["riverbend", "state-example", "state-example-district"])
  func `a set in memory compiles as the one on disk does, and its tests pass`(set: String) throws {
    let files = try Self.files(seenFrom: set)
    let compilation = PolicyCompilation(files, asOf: Self.today)
    #expect(compilation.findings.filter { $0.severity == .error } == [])
    let testing = try #require(compilation.runTests(files: files, today: Self.today))
    #expect(testing.failures == 0)
    #expect(testing.outcomes.count >= 1)
    let place = try #require(testing.outcomes.last?.place)
    #expect(files.contains { $0.name == place.file })
  }

  @Test func `a test whose file is not given fails`() throws {
    let files = try Self.files(seenFrom: "riverbend")
    let compilation = PolicyCompilation(files, asOf: Self.today)
    let all = try #require(compilation.runTests(files: files, today: Self.today))
    let without = try #require(compilation.runTests(today: Self.today))
    #expect(all.failures == 0)
    #expect(without.failures > 0)
    #expect(without.outcomes.count == all.outcomes.count)
    for outcome in without.outcomes where !outcome.passes {
      #expect(outcome.differences.count == 1 && outcome.differences[0].hasPrefix("there is no file `../proposals/"))
      #expect(outcome.findings.map(\.place?.file) == [outcome.place.file])
    }
  }

  @Test(arguments: [
    ("one.yaml", "action: use\nworkflow: unlisted\n", nil),
    ("ONE.YAML", "action: use\nworkflow: unlisted\n", nil),
    ("one", "action: use\nworkflow: unlisted\n", nil), ("one", "\u{FEFF}{\"action\": \"use\"}", nil),
    ("two.yaml", "action: use\n---\naction: use\n", "holds 2 proposals, and a test is of one"),
    ("two.ndjson", "{\"action\": \"use\"}\n{\"action\": \"use\"}\n", "holds 2 proposals, and a test is of one"),
    ("none.yaml", "# nothing\n", "holds no proposal, and a test is of one"),
    ("broken.yaml", "foo: [\n", "it cannot be read as a proposal, and neither class nor reasons expect `invalid`"),
    ("neither.json", "{}", "it cannot be read as a proposal, and neither class nor reasons expect `invalid`"),
    ("misspelt.yaml", "action: use\nwrkflow: x\n", "neither class nor reasons expect `invalid`"),
  ])
  func `S54: a test's file holds one proposal, which can be read`(
    name: String, text: String, problem: String?
  ) throws {
    let set = Self.file(
      "policy.yaml",
      """
      policy: {id: one, title: One, version: 1.0.0, language: 1, time-zone: America/Los_Angeles}
      tests: {a-test: {file: \(name), as-of: 2026-10-01, expect: deny}}

      """)
    let compilation = PolicyCompilation([set])
    let testing = try #require(
      compilation.runTests(files: [Self.file(name, text)], today: Self.today))
    let outcome = try #require(testing.outcomes.first)
    #expect(outcome.passes == (problem == nil))
    if let problem {
      #expect(outcome.differences.contains { $0.contains(problem) }, "\(outcome.differences)")
      #expect(outcome.findings.contains { $0.severity == .error })
      #expect(outcome.place.line == 2)
    }
    // Two files of one name are none.
    let twice = compilation.runTests(files: [Self.file(name, text), Self.file(name, text)], today: Self.today)
    #expect(twice?.failures == 1)
  }

  @Test func `a finding has code, place, help and the text of the command line`() throws {
    var files = try Self.files(seenFrom: "riverbend")
    files.append(Self.file("rules/own.yaml", "rules:\n  no-photos: {deny: [pilot], becuase: x}\n"))
    let compilation = PolicyCompilation(files)
    #expect(compilation.policy == nil)
    #expect(compilation.runTests(today: Self.today) == nil)
    let finding = try #require(compilation.findings.first { $0.code == "unknown-key" })
    #expect(finding.severity == .error)
    #expect(finding.place?.file == "rules/own.yaml")
    #expect(finding.place?.line == 2)
    #expect(finding.help?.contains("because") == true)
    #expect(finding.text.contains("  --> rules/own.yaml:2:30\n"))
    #expect(finding.text.contains("^^^^^^^"))
  }

  @Test func `a set whose base is not given does not compile`() throws {
    let files = try Self.files(seenFrom: "state-example-district").filter { !$0.name.hasPrefix("../") }
    let findings = PolicyCompilation(files).findings.filter { $0.severity == .error }
    #expect(findings.map(\.code) == ["extends"])
    #expect(PolicyCompilation([]).policy == nil)
    #expect(PolicyCompilation([]).findings.map(\.code) == ["wrong-file"])
  }

  @Test func `what cannot be told apart or placed is refused, not left out`() throws {
    let files = try Self.files(seenFrom: "riverbend")
    for name in [
      "data.yaml", "rules//a.yaml", "rules/../a.yaml", "./a.yaml", "/a.yaml", "a.yml", "", "rules/",
      "A.YAML", "b.Yaml", "d.YML", "g.yaml.txt", "rules/.e.yml", "data.YAML.TXT", ".data.yaml/../a.yaml",
    ] {
      let compilation = PolicyCompilation(files + [Self.file(name, "purposes: {}\n")])
      #expect(compilation.policy == nil, "\(name)")
      #expect(compilation.findings.contains { $0.code == "wrong-file" }, "\(name)")
    }
    // Another set, a file that is hidden and one of another kind are no part of this one.
    for name in ["../other/a.yaml", ".hidden/a.yaml", ".hidden/a.yml", "notes.md", "a.yaml.bak"] {
      #expect(PolicyCompilation(files + [Self.file(name, "nonsense\n")]).policy != nil, "\(name)")
    }
    // A hidden file in a folder that is not hidden is a part of it.
    for name in [".a.yaml", "rules/.a.yaml"] {
      let own = "rules: {hidden: {deny: [pilot, action], always: true, because: Yes., source: [Act]}}\n"
      #expect(PolicyCompilation(files + [Self.file(name, own)]).policy != nil)
      #expect(PolicyCompilation(files + [Self.file(name, "nonsense\n")]).policy == nil, "\(name)")
    }
  }

  @Test func `limits can be set, and a finding names the one that was met`() throws {
    let files = try Self.files(seenFrom: "riverbend")
    func met(_ change: (inout InputLimits) -> Void) -> Set<String> {
      var limits = InputLimits()
      change(&limits)
      let compilation = PolicyCompilation(files, limits: limits)
      #expect(compilation.policy == nil)
      return Set(compilation.findings.filter { $0.code == "limit" }.map(\.message))
    }
    #expect(met { $0.files = 3 }.contains { $0.contains("`files`") })
    #expect(met { $0.fileBytes = 1_000 }.contains { $0.contains("`file-bytes`") })
    #expect(met { $0.nodes = 100 }.contains { $0.contains("`nodes`") })
    #expect(met { $0.nesting = 2 }.contains { $0.contains("`nesting`") })
    #expect(met { $0.scalarBytes = 20 }.contains { $0.contains("`scalar-bytes`") })
    #expect(met { $0.keyBytes = 4 }.contains { $0.contains("`key-bytes`") })
    for limit in [-1, 0, Int.min] {
      #expect(met { ($0.files, $0.fileBytes, $0.nodes, $0.nesting) = (limit, limit, limit, limit) } != [])
    }
  }

  /// InputLimits.mostNesting
  @Test func `no limit lets nesting exhaust the stack of a thread`() async throws {
    let deep = String(repeating: "{not: ", count: 3_000) + "{}" + String(repeating: "}", count: 3_000)
    // Large enough to be read on all cores.
    let padding = String(repeating: "# padding of a comment\n", count: 2_000)
    var limits = InputLimits()
    limits.nesting = Int.max
    let files = (0..<8).map { Self.file("f\($0).yaml", padding + "rules: {r\($0): {deny: [pilot], when: \(deep)}}\n") }
    let findings = PolicyCompilation(files, limits: limits).findings
    #expect(findings.contains { $0.message.contains("`nesting` of 128 levels") })
  }
}
