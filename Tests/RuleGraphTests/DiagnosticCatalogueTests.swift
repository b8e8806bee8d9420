import Foundation
import PolicyCompiler
import SourceText
import TestKit
import Testing

/// Each diagnostic is declared once, and its examples are its tests.
@Suite struct DiagnosticCatalogueTests {
  @Test(arguments: DiagnosticKind.all)
  func `bad examples are reported where marked, good ones are clean`(kind: DiagnosticKind) {
    let bad = ExampleReading(kind.bad)
    #expect(bad.places(of: kind) == Set(bad.marks.map { "\($0.source.rawValue):\($0.start)" }))
    #expect(!bad.marks.isEmpty)
    #expect(bad.others(than: kind) == [])
    let good = ExampleReading(kind.good)
    #expect(good.places(of: kind) == [])
    #expect(good.others(than: kind) == [])
    #expect(good.marks.isEmpty)
  }

  @Test(arguments: DiagnosticKind.all)
  func `each diagnostic reads as committed`(kind: DiagnosticKind) {
    let text = ExampleReading(kind.bad).rendered(kind)
    #expect(Golden.difference(text, from: "diagnostics/\(kind.code).txt") == nil)
  }

  @Test func `every kind that is declared is in the catalogue, under a code of its own`() throws {
    let sources = Golden.root.appending(path: "Sources")
    var declared: [String] = []
    for name in try FileManager.default.subpathsOfDirectory(atPath: sources.path) where name.hasSuffix(".swift") {
      let text = try String(contentsOf: sources.appending(path: name), encoding: .utf8)
      for match in text.matches(of: /= DiagnosticKind\(\s*code: "([a-z0-9-]+)"/) { declared.append(String(match.1)) }
    }
    #expect(declared.count > 90)
    #expect(declared.sorted() == DiagnosticKind.all.map(\.code))
  }

  @Test func `what is said of a kind is a sentence`() {
    for kind in DiagnosticKind.all {
      #expect(kind.code.utf8.allSatisfy { $0 == 0x2D || (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) })
      #expect(kind.explanation.hasSuffix(".") && !kind.explanation.contains("\n"), "\(kind.code)")
      #expect(kind.since == 1, "\(kind.code)")
    }
  }

  @Test(arguments: DiagnosticKind.all)
  func `a message is one clause, a label four words`(kind: DiagnosticKind) {
    ExampleReading(kind.bad).checkWording()
  }
}

extension ExampleReading {
  /// How every message is worded, whoever reports it.
  func checkWording() {
    let forbidden = ["please", "illegal", "unexpected", "failed to", "invalid", " you ", " your "]
    for finding in diagnostics.all {
      let text = finding.message.text.description
      #expect(!text.hasSuffix(".") && !text.contains("\n"), "\(text)")
      #expect(text.first.map { !$0.isUppercase || text.hasPrefix("JSON") || text.hasPrefix("U+") } ?? false, "\(text)")
      #expect(!forbidden.contains { text.lowercased().contains($0) }, "\(text)")
      let label = finding.message.label?.description ?? ""
      #expect(label.split(separator: " ").count <= 4, "\(label)")
      let help = finding.message.help?.description ?? "none"
      #expect(!help.hasSuffix(".") && help.first?.isUppercase == false, "\(help)")
    }
  }

  /// Where findings of a kind stand: file and byte.
  func places(of kind: DiagnosticKind) -> Set<String> {
    Set(diagnostics.all.filter { $0.kind == kind }.map { "\($0.span.source.rawValue):\($0.span.start)" })
  }

  /// Findings of other kinds, but for those that a small set has by being small.
  func others(than kind: DiagnosticKind) -> [String] {
    diagnostics.all.filter { $0.kind != kind && !$0.kind.isOfWholeSets }
      .map { "\($0.kind.code) at \($0.span.start): \($0.message.text.description)" }
  }
}

extension DiagnosticKind: CustomTestStringConvertible {
  /// Its code.
  public var testDescription: String { code }
}
