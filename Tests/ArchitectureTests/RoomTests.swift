import Foundation
import TestKit
import Testing

/// The rooms and their arrows are as docs/ARCHITECTURE.md draws them.
@Suite struct RoomTests {
  /// The rows of the table: a room, and the rooms that it may import.
  private static func table() throws -> [String: Set<String>] {
    let text = try String(contentsOf: Golden.root.appending(path: "docs/ARCHITECTURE.md"), encoding: .utf8)
    var rooms: [String: Set<String>] = [:]
    for line in text.split(separator: "\n") where line.hasPrefix("| `") {
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      guard cells.count == 3 else { continue }
      let imports = cells[2].split(separator: ",").map { $0.trimmingCharacters(in: CharacterSet(charactersIn: " `")) }
      rooms[cells[0].trimmingCharacters(in: CharacterSet(charactersIn: "`"))] = Set(imports.filter { $0 != "–" })
    }
    return rooms
  }

  /// What the files of a room import of the package's own rooms.
  private static func imports(of room: String, among rooms: Set<String>) throws -> Set<String> {
    let folder = Golden.root.appending(path: "Sources/\(room)")
    var result = Set<String>()
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder.path) where name.hasSuffix(".swift") {
      let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
      for line in text.split(separator: "\n") {
        let words = line.split(separator: " ")
        guard let index = words.firstIndex(of: "import"), index <= 1, index + 1 < words.count else { continue }
        let module = String(words[index + 1])
        if rooms.contains(module) { result.insert(module) }
      }
    }
    return result
  }

  /// What `swift package describe` says of a target.
  private struct Target: Decodable {
    let name: String
    let type: String
    let path: String
    let targetDependencies: [String]?
  }

  private static let package = Result { try describe() }

  /// The rooms as SwiftPM knows them, with what each may import. In a folder of its own: the one of the build is locked
  /// while tests run.
  private static func describe() throws -> [String: Set<String>] {
    struct Package: Decodable { let targets: [Target] }
    let scratch = FileManager.default.temporaryDirectory.appending(path: "policyc-describe-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: scratch) }
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [
      "swift", "package", "--package-path", Golden.root.path, "--scratch-path", scratch.path, "describe", "--type",
      "json",
    ]
    process.standardOutput = output
    try process.run()
    let json = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let rooms = try decoder.decode(Package.self, from: json).targets.filter { $0.path.hasPrefix("Sources/") }
    return Dictionary(uniqueKeysWithValues: rooms.map { ($0.name, Set($0.targetDependencies ?? [])) })
  }

  @Test func `the rooms and their arrows are those of the table`() throws {
    let table = try Self.table()
    let package = try Self.package.get()
    #expect(table.count >= 14)
    let folders = try FileManager.default.contentsOfDirectory(atPath: Golden.root.appending(path: "Sources").path)
    #expect(Set(folders) == Set(table.keys))
    #expect(Set(package.keys) == Set(table.keys))
    for (room, arrows) in package {
      #expect(arrows.subtracting(table[room] ?? []) == [], "\(room) depends on what the table does not allow")
    }
  }

  @Test func `a room imports what Package.swift names for it, not what comes along`() throws {
    let package = try Self.package.get()
    for (room, arrows) in package where room != "CYAML" && room != "CVersion" {
      let found = try Self.imports(of: room, among: Set(package.keys))
      #expect(found.subtracting(arrows) == [], "\(room)")
    }
  }

  @Test func `the reference evaluator shares declarations and the shape of a decision with the engine, and no more`()
    throws
  {
    let folder = Golden.root.appending(path: "Tests/ReferenceEvaluator")
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".swift") }
    #expect(!names.isEmpty)
    let engine = [
      "PolicyCompiler", "CompiledPolicy", "PolicyTables", "PreparedProposal", "ProposalFacts", "Judgement",
      "FormulaID", "GuardID", "Hierarchy<", "IDSet<", "fingerprint(of: canonical",
    ]
    for name in names {
      let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
      for word in engine { #expect(!text.contains(word), "\(name) knows \(word)") }
    }
  }

  @Test func `only the YAML half of the tree knows libyaml`() throws {
    let table = try Self.table()
    for room in table.keys where room != "DocumentTreeYAML" && room != "CYAML" {
      #expect(!(try Self.imports(of: room, among: Set(table.keys))).contains("CYAML"))
    }
  }

  @Test func `no room below the command line prints`() throws {
    let table = try Self.table()
    for room in table.keys where room != "policyc" && room != "policyc-generate" && room != "CYAML" {
      let folder = Golden.root.appending(path: "Sources/\(room)")
      for name in try FileManager.default.subpathsOfDirectory(atPath: folder.path) where name.hasSuffix(".swift") {
        let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
        #expect(text.firstMatch(of: /\bprint\(/) == nil, "\(room)/\(name)")
        #expect(!text.contains("import Foundation\n"), "\(room)/\(name)")
      }
    }
  }
}
