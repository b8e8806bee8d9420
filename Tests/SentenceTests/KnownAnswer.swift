import Description
import Foundation
import PolicyBasics
import PolicyChecker
import PolicyCompiler
import PolicyLanguage
import SourceText
import TestKit
import Testing

/// A line of `Tests/Independent`, computed by a script in another language.
struct KnownAnswer: Decodable, Sendable, CustomTestStringConvertible {
  let name: String?
  let policy: [String: String]
  let proposal_yaml: String
  let proposal_json: String
  let canonical: String
  let content: String
  let approved: [String: [String: String]]

  var testDescription: String { name ?? content }

  static let folder = Golden.root.appending(path: "Tests/Independent")

  static func committed(_ file: String) throws -> [KnownAnswer] { try read(folder.appending(path: file)) }

  private static func read(_ file: URL) throws -> [KnownAnswer] {
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    return try lines.map { try JSONDecoder().decode(KnownAnswer.self, from: Data($0.utf8)) }
  }

  /// What the script answers for so many random policies and proposals.
  static func random(seed: Int, count: Int) throws -> [KnownAnswer] {
    let file = FileManager.default.temporaryDirectory.appending(path: "known-answers-\(UUID().uuidString).jsonl")
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [
      "python3", folder.appending(path: "fingerprint.py").path, "--known-answers", file.path, "--seed", "\(seed)",
      "--count", "\(count)",
    ]
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return try read(file)
  }

  func differences() -> [String] {
    let files = policy.map { SourceFile(name: $0.key, bytes: Array($0.value.utf8)) }
    let compilation = PolicyCompilation(files)
    guard let policy = compilation.policy else {
      return compilation.diagnostics.all.map { "\($0.kind.code): \($0.message.text.description)" }
    }
    var result: [String] = []
    func compare(_ what: String, _ found: String?, _ expected: String) {
      if found != expected { result.append("\(what): \(found ?? "nothing") is not \(expected)") }
    }
    for (form, text) in [("YAML", proposal_yaml), ("JSON", proposal_json)] {
      let prepared = policy.prepare(Subject.proposal(text, isJSON: form == "JSON"))
      compare("canonical text of \(form)", prepared.parts.canonical, canonical)
      compare("content of \(form)", prepared.parts.text, content)
    }
    let names = compilation.names
    for workflow in names.workflows.table.elements where workflow.value.status.value != .refused {
      if let expected = approved["workflow"]?[workflow.id] {
        compare("workflow \(workflow.id)", workflow.value.declarationFingerprint(names), expected)
      }
    }
    for tool in names.tools.table.elements {
      if let expected = approved["tool"]?[tool.id] {
        compare("tool \(tool.id)", tool.value.declarationFingerprint(names), expected)
      }
    }
    return result
  }
}
