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

  /// The Swift files of a folder, each with its path in the package and its text.
  private static func files(in folder: String) throws -> [(name: String, text: String)] {
    let url = Golden.root.appending(path: folder)
    return try FileManager.default.subpathsOfDirectory(atPath: url.path).filter { $0.hasSuffix(".swift") }.sorted().map
    {
      ("\(folder)/\($0)", try String(contentsOf: url.appending(path: $0), encoding: .utf8))
    }
  }

  /// The modules that the files of a folder import, in whatever way.
  private static func imports(in folder: String) throws -> Set<String> {
    var result = Set<String>()
    for (_, text) in try files(in: folder) {
      let line =
        /^[ \t]*(?:@\w+(?:\([^)]*\))?[ \t]+)*(?:(?:public|package|internal|fileprivate|private)[ \t]+)?import[ \t]+(?:(?:struct|class|enum|protocol|typealias|func|let|var|actor)[ \t]+)?(?<module>\w+)/
      for match in text.matches(of: line.anchorsMatchLineEndings()) { result.insert(String(match.output.module)) }
    }
    return result
  }

  /// What a room may import that is none of the package's: no Foundation, no system library but where it is named.
  private static let fromOutside: [String: Set<String>] = [
    // SHA-256.
    "PolicyChecker": ["Crypto"],
    // Files in parallel, and what is made once.
    "PolicyCompiler": ["Dispatch", "Synchronization"], "SourceText": ["Synchronization"],
    // Flags; files, the clock and the terminal.
    "policyc": ["ArgumentParser", "Glibc"],
    // Files, on a developer's machine.
    "policyc-generate": ["ArgumentParser", "FoundationEssentials"],
  ]

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
    for (room, arrows) in package { #expect(arrows == table[room], "\(room)") }
  }

  @Test func `a room imports what Package.swift names for it, all of it and nothing that comes along`() throws {
    let package = try Self.package.get()
    for (room, arrows) in package where room != "CYAML" && room != "CVersion" {
      let found = try Self.imports(in: "Sources/\(room)")
      #expect(!found.isEmpty || arrows.isEmpty, "\(room)")
      #expect(found == arrows.union(Self.fromOutside[room] ?? []), "\(room)")
    }
  }

  @Test func `the reference evaluator shares declarations and the shape of a decision with the engine, and no more`()
    throws
  {
    let rooms: Set = [
      "PolicyBasics", "SourceText", "DocumentTree", "Description", "PolicyLanguage", "PolicyChecker", "Crypto",
      "Foundation",
    ]
    #expect(try Self.imports(in: "Tests/ReferenceEvaluator").subtracting(rooms) == [])
    let files = try Self.files(in: "Tests/ReferenceEvaluator")
    #expect(!files.isEmpty)
    let engine = [
      "CompiledPolicy", "PolicyTables", "PreparedProposal", "ProposalFacts", "Judgement", "FormulaID", "GuardID",
      "Hierarchy<", "IDSet<", "fingerprint(of: canonical", "AttributeReading", "NodeDecoder",
    ]
    for (name, text) in files {
      for word in engine { #expect(!text.contains(word), "\(name) knows \(word)") }
      // What the engine reads proposals as, and what it reads days, times and numbers by.
      #expect(text.firstMatch(of: /\b(Proposal|Decimal|Instant)\b/) == nil, "\(name)")
      #expect(text.firstMatch(of: /\bDay\((?!number:)/) == nil, "\(name)")
    }
  }

  @Test func `faults are planted by tests, and no room but the checker knows of them`() throws {
    for room in try Self.table().keys where room != "PolicyChecker" {
      for (name, text) in try Self.files(in: "Sources/\(room)") {
        #expect(text.firstMatch(of: /\bfaults:|\bFaults\b/) == nil, "\(name)")
      }
    }
    let planting = try Self.files(in: "Sources/PolicyChecker").filter { $0.text.contains("faults:") }
    #expect(planting.map(\.name) == ["Sources/PolicyChecker/Policy/CompiledPolicy.swift"])
  }

  @Test func `no room below the command line prints, or reads a clock, the command line or chance`() throws {
    for room in try Self.table().keys where room != "policyc" && room != "policyc-generate" {
      for (name, text) in try Self.files(in: "Sources/\(room)") {
        let outside =
          /\b(print|debugPrint|dump|readLine)\(|\b(CommandLine|ContinuousClock|SuspendingClock|DispatchTime|DispatchWallTime|SystemRandomNumberGenerator)\b|\.(random|randomElement|shuffled|shuffle)\(/
        #expect(text.firstMatch(of: outside) == nil, "\(name)")
      }
    }
  }
}
