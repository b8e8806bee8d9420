import Description
import DocumentTree
import DocumentTreeYAML
package import PolicyBasics
import PolicyChecker
import PolicyLanguage
import ProposalCoding
package import SourceText

/// An example, read as it would be in earnest: what was found in it and where it was expected.
package struct ExampleReading {
  /// The day of the check in examples.
  package static let day = Day(year: 2026, month: 10, day: 1) ?? .earliest

  package private(set) var sources = SourceMap()
  package private(set) var diagnostics = Diagnostics()
  /// The marked places: file and byte.
  package private(set) var marks: [SourceSpan] = []

  package init(_ example: Example) {
    switch example.form {
    case .policySet: _ = compile(example.files)
    case .document: if let file = example.files.first { _ = read(file) }
    case .proposal:
      guard let last = example.files.last, let policy = compile(example.files.dropLast()) else { return }
      let source = sources.files.count
      guard let root = read(last) else { return }
      var decoder = NodeDecoder()
      decoder.isJSON = last.name.hasSuffix(".json")
      guard var proposal = Proposal.read(root, with: &decoder) else {
        diagnostics.append(decoder.diagnostics)
        return
      }
      proposal.span = SourceSpan(source: SourceID(rawValue: UInt32(source)), start: 0, end: 0)
      proposal.diagnostics.append(decoder.diagnostics)
      diagnostics.append(policy.prepare(proposal).diagnostics)
    }
  }

  private mutating func compile(_ files: some Collection<Example.File>) -> CompiledPolicy? {
    let compilation = PolicyCompilation(
      files.map { SourceFile(name: $0.name, bytes: $0.source.bytes) }, asOf: ExampleReading.day)
    sources = compilation.sources
    for source in sources.files.ids {
      if let example = files.first(where: { $0.name == sources.files[source].name }) { mark(example, source) }
    }
    diagnostics.append(compilation.diagnostics)
    return compilation.policy
  }

  private mutating func read(_ file: Example.File) -> Node? {
    let source = add(file)
    let limits = InputLimits.standard
    var budget = NodeBudget(limits)
    let reading =
      file.name.hasSuffix(".json")
      ? JSONReader.read(sources.files[source], as: source, limits: limits, budget: &budget)
      : YAMLReader.read(sources.files[source], as: source, limits: limits, budget: &budget)
    diagnostics.append(reading.diagnostics)
    return reading.documents.first?.root
  }

  private mutating func add(_ file: Example.File) -> SourceID {
    let source = sources.add(SourceFile(name: file.name, bytes: file.source.bytes))
    mark(file, source)
    return source
  }

  private mutating func mark(_ file: Example.File, _ source: SourceID) {
    for place in file.source.marks {
      marks.append(SourceSpan(source: source, start: place.offset, end: place.offset))
    }
  }

  /// What a person reads of the findings of one kind.
  package func rendered(_ kind: DiagnosticKind) -> String {
    let renderer = DiagnosticRenderer(sources)
    return diagnostics.sorted(in: sources).filter { $0.kind == kind }.map { renderer.render($0) }
      .joined(separator: "\n")
  }
}
