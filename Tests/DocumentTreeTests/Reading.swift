import DocumentTree
import DocumentTreeYAML
import Foundation
import SourceText

/// Reads a text as the tests have it.
func read(
  _ text: some StringProtocol, _ format: Format = .yaml, limits: InputLimits = .standard,
  documents: DocumentCount = .one
) -> Reading {
  read(bytes: Array(text.utf8), format, limits: limits, documents: documents)
}

enum Format: CaseIterable { case yaml, json }

func read(
  bytes: [UInt8], _ format: Format = .yaml, limits: InputLimits = .standard, documents: DocumentCount = .one
) -> Reading {
  var budget = NodeBudget(limits)
  let file = SourceFile(name: "test", bytes: bytes)
  let source = SourceID(rawValue: 0)
  return switch format {
  case .yaml: YAMLReader.read(file, as: source, limits: limits, budget: &budget, documents: documents)
  case .json: JSONReader.read(file, as: source, limits: limits, budget: &budget, documents: documents)
  }
}

extension Reading {
  var root: Node? { documents.first?.root }

  /// Code and place of each finding, in the order of the file.
  var findings: [String] {
    diagnostics.all.sorted { ($0.span.start, $0.kind.code) < ($1.span.start, $1.kind.code) }
      .map { "\($0.kind.code) at \($0.span.start)" }
  }

  /// All that is said: messages, labels, notes and help.
  var words: String {
    diagnostics.all.map { finding in
      let parts = [finding.message.text, finding.message.label, finding.message.help].compactMap { $0?.description }
      return (parts + finding.notes.map(\.text.description)).joined(separator: "\n")
    }.joined(separator: "\n")
  }
}

/// A tree on one line: `{key: value}`, `[item]`; a quoted text in quotes, a block after `|`, the rest as it stands.
func outline(_ node: Node?) -> String {
  guard let node else { return "none" }
  return switch node.form {
  case .mapping: "{" + node.entries.map { outline($0.key) + ": " + outline($0.value) }.joined(separator: ", ") + "}"
  case .list: "[" + node.items.map { outline($0) }.joined(separator: ", ") + "]"
  case .quoted: "\"" + node.text + "\""
  case .block: "|" + node.text + "|"
  case .plain, .jsonNumber, .jsonTrue, .jsonFalse, .jsonNull, .unread: node.text
  }
}

/// Each node below and with this one: what stands at its span.
func spans(_ node: Node?, in text: String) -> [String] {
  guard let node else { return [] }
  let bytes = Array(text.utf8)
  let here = String(decoding: bytes[node.span.range], as: UTF8.self)
  return [here] + node.entries.flatMap { spans($0.key, in: text) + spans($0.value, in: text) }
    + node.items.flatMap { spans($0, in: text) }
}

/// A file below `Tests/Suites`.
func suite(_ path: String) -> [UInt8] {
  let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  return [UInt8](FileManager.default.contents(atPath: folder.appending(path: "Suites/\(path)").path) ?? Data())
}
