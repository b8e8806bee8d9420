import DocumentTree
import DocumentTreeYAML
import SourceText
import TestKit
import Testing

@Suite struct CatalogueTests {
  static let kinds = DiagnosticKind.documentTree + DiagnosticKind.documentTreeYAML

  @Test func `codes are words, each once`() {
    let codes = CatalogueTests.kinds.map(\.code)
    #expect(Set(codes).count == codes.count)
    #expect(DiagnosticKind.documentTree.map(\.code) == DiagnosticKind.documentTree.map(\.code).sorted())
    #expect(DiagnosticKind.documentTreeYAML.map(\.code).count == 22)
    for kind in CatalogueTests.kinds {
      #expect(kind.code.utf8.allSatisfy { $0 == 0x2D || (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) })
      #expect(kind.explanation.hasSuffix(".") && !kind.explanation.contains("\n"))
    }
  }
}
