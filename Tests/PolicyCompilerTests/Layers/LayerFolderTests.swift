import Description
import DocumentTree
import Foundation
import PolicyBasics
import PolicyCompiler
import SourceText
import TestKit
import Testing

@testable import policyc

/// Sets in folders of their own, below one that is removed afterwards.
private final class Folders {
  let root: URL

  init(_ files: [String: String]) throws {
    root = FileManager.default.temporaryDirectory.appending(path: "policyc-\(UUID().uuidString)")
    for (name, text) in files {
      let file = root.appending(path: name)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
  }

  deinit { try? FileManager.default.removeItem(at: root) }

  func compile(_ folder: String, limits: InputLimits = .standard) -> (PolicyCompilation, SourceMap) {
    var sources = SourceMap()
    let chain = PolicySetChain(
      DiskFolders(FileSystem.Path(root.appending(path: folder).path)), into: &sources, limits: limits)
    return (PolicyCompilation(chain.reading, extending: chain.bases, sources: sources), sources)
  }

  /// Errors with their places.
  func errors(_ folder: String, limits: InputLimits = .standard) -> [String] {
    let (compilation, sources) = compile(folder, limits: limits)
    return compilation.diagnostics.sorted(in: sources).filter { $0.severity == .error }.map {
      let place = sources.location(of: $0.span)
      return "\(place.file):\(place.line):\(place.column) \($0.kind.code): \($0.message.text.description)"
    }
  }
}

@Suite struct LayerFolderTests {
  private static func head(_ id: String, extends: String? = nil) -> String {
    """
    policy:
      id: \(id)
      title: \(id)
      version: 1.0.0
      language: 1
      time-zone: America/Los_Angeles
    \(extends.map { "  extends: \($0)\n" } ?? "")
    """
  }

  @Test func `S64: a set and what it extends are read from their folders, and files say where they stand`() throws {
    let folders = try Folders([
      "district/policy.yaml": Self.head("district", extends: "../county"),
      "district/more/roles.yaml": "roles: {clerk: {title: Clerk}}\n",
      "county/policy.yaml": Self.head("county", extends: "../upper/state/"),
      "upper/state/policy.yaml": Self.head("state"),
      "upper/state/rules/all.yaml": "roles: {director: {title: Director}}\n",
    ])
    let (compilation, sources) = folders.compile("district")
    #expect(folders.errors("district") == [])
    #expect(compilation.policy != nil)
    #expect(
      sources.files.elements.map(\.name) == [
        "more/roles.yaml", "policy.yaml", "../county/policy.yaml", "../upper/state/policy.yaml",
        "../upper/state/rules/all.yaml",
      ])
    #expect(compilation.names.roles.table.elements.map(\.id) == ["clerk", "director"])
    #expect(compilation.bases.map(\.root) == ["../upper/state/", "../county/"])
  }

  @Test(arguments: [
    (".", "`extends` names `.`, which is the set itself"),
    ("../district", "`extends` names `../district`, which is the set itself"),
    ("../state/../district/.", "`extends` names `../state/../district/.`, which is the set itself"),
    ("../absent", "`extends` names `../absent`, and no folder `../absent` is there"),
    ("../file", "`extends` names `../file`, and no folder `../file` is there"),
    ("../link", "`extends` names `../link`, and `../link` is a symbolic link: links are not followed"),
    ("../link/sub", "`extends` names `../link/sub`, and `../link` is a symbolic link: links are not followed"),
    ("../empty", "`extends` names `../empty`, which is no policy set: it has no `policy.yaml`"),
    ("/etc", "`extends` names `/etc`, which is no relative path"),
    ("https://example.org/state", "`extends` names the address `https://example.org/state`: checking works offline"),
    ("file:///etc", "`extends` names the address `file:///etc`: checking works offline"),
    ("builtin:k12", "the program holds no pack `k12`"),
    ("..", "`extends` names `..`: of two sets one would lie within the other, and its files be read in both"),
    ("inner", "`extends` names `inner`: of two sets one would lie within the other, and its files be read in both"),
  ]) func `S64: extends names a folder beside the set, and nothing else`(path: String, message: String) throws {
    let folders = try Folders([
      "district/policy.yaml": Self.head("district", extends: path), "state/policy.yaml": Self.head("state"),
      "state/sub/x.txt": "", "file": "", "empty/x.txt": "", "policy.yaml": Self.head("around"),
    ])
    if path == "inner" {
      let inner = folders.root.appending(path: "district/inner")
      try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: true)
    }
    try FileManager.default.createSymbolicLink(
      at: folders.root.appending(path: "link"), withDestinationURL: folders.root.appending(path: "state"))
    #expect(folders.errors("district") == ["policy.yaml:7:12 extends: \(message)"])
    #expect(folders.compile("district").0.policy == nil)
  }

  @Test func `S64: sets that extend one another in a circle are an error`() throws {
    let folders = try Folders([
      "district/policy.yaml": Self.head("district", extends: "../county"),
      "county/policy.yaml": Self.head("county", extends: "../state"),
      "state/policy.yaml": Self.head("state", extends: "../district"),
    ])
    #expect(
      folders.errors("district") == [
        "../state/policy.yaml:7:12 extends: `extends` names `../district`, which extends this set in turn"
      ])
  }

  @Test func `S64: how many sets extend one another has a limit, which has a name`() throws {
    var files: [String: String] = ["set-0/policy.yaml": Self.head("set-0")]
    for number in 1...8 {
      files["set-\(number)/policy.yaml"] = Self.head("set-\(number)", extends: "../set-\(number - 1)")
    }
    let folders = try Folders(files)
    #expect(folders.errors("set-7") == [])
    #expect(
      folders.errors("set-8") == ["../set-1/policy.yaml:7:12 limit: the limit `layers` of 8 layers is exceeded"])
  }

  @Test func `S64: what is wrong in a base is said with its file`() throws {
    let folders = try Folders([
      "district/policy.yaml": Self.head("district", extends: "../state"),
      "state/policy.yaml": Self.head("state") + "roles: {clerk: {titel: Clerk}}\n",
      "state/more.yaml": "roles: [clerk\n",
      "state/other.yml": "",
    ])
    let files = Set(folders.errors("district").map { $0.prefix { $0 != ":" } })
    #expect(files == ["../state/policy.yaml", "../state/more.yaml", "../state/other.yml"])
  }

  @Test func `S64, S65: the example of a state and a district compiles, and the tests of both pass`() throws {
    var sources = SourceMap()
    let folder = Golden.root.appending(path: "policies/state-example-district")
    let chain = PolicySetChain(DiskFolders(FileSystem.Path(folder.path)), into: &sources, limits: .standard)
    let compilation = PolicyCompilation(chain.reading, extending: chain.bases, sources: sources)
    #expect(compilation.diagnostics.all.filter { $0.severity == .error }.map(\.message.text.description) == [])
    let policy = try #require(compilation.policy)
    let testing = PolicyTesting(compilation, policy, proposals: [:], today: try #require(Day("2026-10-01")))
    #expect(testing.outcomes.count == 4)
    for outcome in testing.outcomes { #expect(outcome.differences == [], "\(outcome.id)") }
  }

  @Test func `a head in another file of a base than its policy.yaml is an error`() throws {
    let folders = try Folders([
      "district/policy.yaml": Self.head("district", extends: "../state"),
      "state/policy.yaml": "roles: {clerk: {title: Clerk}}\n",
      "state/head.yaml": Self.head("state"),
    ])
    #expect(folders.errors("district").map { $0.prefix { $0 != " " } } == ["../state/head.yaml:2:3"])
  }
}
