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

  @Test func `the imports are the arrows of the table`() throws {
    let table = try Self.table()
    #expect(table.count >= 13)
    let folders = try FileManager.default.contentsOfDirectory(atPath: Golden.root.appending(path: "Sources").path)
    #expect(Set(folders) == Set(table.keys))
    for (room, allowed) in table where room != "CYAML" {
      let found = try Self.imports(of: room, among: Set(table.keys))
      #expect(found.subtracting(allowed) == [], "\(room) imports what the table does not allow")
    }
  }

  @Test func `the targets of the package are the rooms of the table`() throws {
    let table = try Self.table()
    let manifest = try String(contentsOf: Golden.root.appending(path: "Package.swift"), encoding: .utf8)
    for room in table.keys { #expect(manifest.contains("\"\(room)\""), "\(room) is no target") }
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
