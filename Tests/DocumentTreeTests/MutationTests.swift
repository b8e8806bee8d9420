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

  @Test(arguments: [1, 2] as [UInt64])
  func `mutants of YAML`(seed: UInt64) {
    let mutants = Mutants(MutationTests.yaml)
    var generator = SeededGenerator(seed: seed)
    for round in 0..<(MutationTests.count / 2) {
      let bytes = mutants.next(&generator)
      check(read(bytes: bytes, documents: round % 2 == 0 ? .one : .many), bytes, "seed \(seed), round \(round)")
    }
  }

  @Test(arguments: [3, 4] as [UInt64])
  func `mutants of JSON`(seed: UInt64) {
    let mutants = Mutants(MutationTests.json)
    var generator = SeededGenerator(seed: seed)
    var accepted = 0
    for round in 0..<(MutationTests.count / 2) {
      let bytes = mutants.next(&generator)
      let reading = read(bytes: bytes, .json)
      check(reading, bytes, "seed \(seed), round \(round)")
      check(read(bytes: bytes, .json, documents: .many), bytes, "seed \(seed), round \(round)")
      guard reading.diagnostics.isEmpty else { continue }
      accepted += 1
      // Foundation has no numbers beyond its own.
      if (try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)) == nil {
        let hasLongNumber = bytes.split { !(0x30...0x39).contains($0) }.contains { $0.count > 300 }
        #expect(
          hasLongNumber || bytes.contains { $0 | 0x20 == UInt8(ascii: "e") },
          "\(String(decoding: bytes, as: UTF8.self))")
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
