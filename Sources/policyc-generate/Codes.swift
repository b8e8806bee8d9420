import PolicyCompiler
import PolicyReports
import SourceText

extension Generator {
  /// A page for each diagnostic, and the indexes.
  static let diagnostics = Generator(folder: "docs/diagnostics", mark: CodePage.mark) { _ in
    DiagnosticKind.all.map { kind in
      GeneratedFile(path: "docs/diagnostics/\(kind.code).md", text: CodePage.diagnostic(kind).markdown)
    } + [
      GeneratedFile(path: "docs/diagnostics/README.md", text: CodePage.diagnosticIndex),
      GeneratedFile(path: "docs/diagnostics/FINDINGS.md", text: CodePage.findingIndex),
    ]
  }

  /// A page for each built-in reason, and the index with what the examples begin with.
  static let reasons = Generator(folder: "docs/reasons", mark: CodePage.mark) { _ in
    ReasonKind.all.map { kind in
      GeneratedFile(path: "docs/reasons/\(kind.code).md", text: CodePage.reason(kind).markdown)
    } + [GeneratedFile(path: "docs/reasons/README.md", text: CodePage.reasonIndex)]
  }
}
