import DocumentTree
import Foundation
import SourceText
import TestKit
import Testing

/// Small files, changed at random: nothing traps, each place lies in the file, each tree in itself.
@Suite struct MutationTests {
  private static let count = 20_000

  private static let yaml: [[UInt8]] =
    YAMLTestSuiteTests.cases.map { Array($0.yaml.utf8) }
    + SyntaxErrorTests.cases.map { Array(MarkedSource($0.source).text.utf8) }
    + [
      """
      policy: {id: riverbend, title: "Riverbend \\u00dcnified", version: 3.2.0}
      data: # classes
        student-pii: {title: Grüße 😀, law: [FERPA, 'PPRA']}
      rules:
        no-health:
          deny: [pilot, action]
          because: >-
            Stays out
            of tools.
          source:
            - FERPA
            - "34 CFR 99.3"
      """
    ].map { Array($0.utf8) }

  private static let json: [[UInt8]] =
    JSONReaderTests.refused.map { Array(MarkedSource($0.source).text.utf8) }
    + JSONReaderTests.accepted.map { Array($0.text.utf8) }
    + [
      #"{"pilot": "faq", "data": ["published"], "participants": 24, "when": {"from": null, "x": [true, false, -1.5e3]}}"#,
      #"[{"a": "\u00e9\ud83d\ude00\n"}, [], {}, [[1, 2], {"b": {"c": "Grüße 😀"}}], ""]"#,
    ].map { Array($0.utf8) }

  private static let pieces =
    [
      ":", ": ", "- ", "? ", "[", "]", "{", "}", ",", "\"", "'", "\\", "#", " #", "&a ", "*a", "!", "!t ", "|", ">",
      "|-\n", "%",
      "%YAML 1.1\n", "---\n", "...\n", "\n", "\r\n", "\r", "\t", " ", "  ", "\n  ", "\u{FEFF}", "\u{202E}", "\u{85}",
      "\u{2028}",
      "\0", "é", "😀", "\\u", "\\ud83d", "\\x1b", "<<: ", "~", "null", "1", "-", "0", ".", "e", "NaN", "//", "/*",
      "a: b\n", "a",
    ].map { Array($0.utf8) } + [[0xFF], [0xC3], [0x80], [0xF0, 0x9F], [0xED, 0xA0, 0x80]]

  private func mutant(_ seeds: [[UInt8]], _ generator: inout SeededGenerator) -> [UInt8] {
    var bytes = seeds.randomElement(using: &generator) ?? []
    for _ in 0...Int.random(in: 0...4, using: &generator) {
      let start = Int.random(in: 0...bytes.count, using: &generator)
      let end = min(bytes.count, start + Int.random(in: 0...8, using: &generator))
      switch Int.random(in: 0..<6, using: &generator) {
      case 0: bytes.removeSubrange(start..<end)
      case 1: bytes.insert(contentsOf: MutationTests.pieces.randomElement(using: &generator) ?? [], at: start)
      case 2: bytes.replaceSubrange(start..<end, with: MutationTests.pieces.randomElement(using: &generator) ?? [])
      case 3: bytes.insert(contentsOf: bytes[start..<end], at: Int.random(in: 0...bytes.count, using: &generator))
      case 4: if start < bytes.count { bytes[start] = UInt8.random(in: 0...255, using: &generator) }
      default: bytes = Array(bytes[..<start]) + (seeds.randomElement(using: &generator) ?? []).suffix(40)
      }
    }
    return bytes
  }

  @Test(arguments: [1, 2] as [UInt64])
  func `mutants of YAML`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for round in 0..<(MutationTests.count / 2) {
      let bytes = mutant(MutationTests.yaml, &generator)
      check(read(bytes: bytes, documents: round % 2 == 0 ? .one : .many), bytes, "seed \(seed), round \(round)")
    }
  }

  @Test(arguments: [3, 4] as [UInt64])
  func `mutants of JSON`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var accepted = 0
    for round in 0..<(MutationTests.count / 2) {
      let bytes = mutant(MutationTests.json, &generator)
      let reading = read(bytes: bytes, .json)
      check(reading, bytes, "seed \(seed), round \(round)")
      check(read(bytes: bytes, .json, documents: .many), bytes, "seed \(seed), round \(round)")
      guard reading.diagnostics.isEmpty else { continue }
      accepted += 1
      // Foundation has no numbers beyond its own.
      if (try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)) == nil {
        #expect(bytes.contains { $0 | 0x20 == UInt8(ascii: "e") }, "\(String(decoding: bytes, as: UTF8.self))")
      }
    }
    #expect(accepted > 200)
  }

  private func check(_ reading: Reading, _ bytes: [UInt8], _ name: String) {
    let text = String(decoding: bytes, as: UTF8.self).debugDescription
    let sources = SourceMap([SourceFile(name: "mutant", bytes: bytes)])
    let isPlaced = reading.diagnostics.all.allSatisfy { finding in
      ([finding.span] + finding.notes.map(\.span)).allSatisfy { $0.start <= $0.end && Int($0.end) <= bytes.count }
    }
    #expect(isPlaced, "\(name): \(text)")
    #expect(
      !DiagnosticRenderer(sources).render(reading.diagnostics, in: sources).contains("\u{1B}"), "\(name): \(text)")
    #expect(reading.documents.allSatisfy { $0.isComplete } || reading.diagnostics.hasErrors, "\(name): \(text)")
    for document in reading.documents {
      guard let root = document.root else { continue }
      #expect(isWhole(root, within: 0..<bytes.count), "\(name): \(text)")
    }
  }

  /// Whether what is in a node lies within it, in order.
  private func isWhole(_ node: Node, within range: Range<Int>) -> Bool {
    let span = node.span.range
    guard range.lowerBound <= span.lowerBound, span.upperBound <= range.upperBound else { return false }
    guard String(validating: node.scalar, as: UTF8.self) != nil else { return false }
    var next = span.lowerBound
    for child in node.items + node.entries.flatMap({ [$0.key, $0.value] }) {
      guard isWhole(child, within: next..<span.upperBound) else { return false }
      next = child.span.range.upperBound
    }
    return true
  }
}
