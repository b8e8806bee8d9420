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
    for file in files where PolicySetReading.isMisnamed(file.name) {
      let source = add(file)
      diagnostics.report(.renameToYAML(), at: SourceSpan(source: source, start: 0, end: 0))
    }
    let limits = InputLimits.standard
    var budget = NodeBudget(limits)
    let own = files.filter { !PolicySetReading.isMisnamed($0.name) }
    var readings = ExampleReading.roots(of: own).map { root in
      let read = own.filter { ExampleReading.root(of: $0) == root }
        .map { SourceFile(name: String($0.name.dropFirst(root.count)), bytes: $0.source.bytes) }
      return PolicySetReading(read, at: root, into: &sources, limits: limits, budget: &budget)
    }
    for source in readings.flatMap(\.files) {
      guard let file = own.first(where: { $0.name == sources.files[source].name }) else { continue }
      mark(file, source)
    }
    if let last = readings.indices.last, let extends = readings[last].extends?.value {
      readings[last].refuseBase(.extendsAbsent(extends, at: extends))
    }
    let compilation = PolicyCompilation(
      readings[0], extending: Array(readings.dropFirst()), sources: sources, asOf: .day(ExampleReading.day))
    diagnostics.append(compilation.diagnostics)
    return compilation.policy
  }

  /// Where the sets of an example stand, the one that is checked first.
  private static func roots(of files: [Example.File]) -> [String] {
    files.map { root(of: $0) }.reduce(into: [""]) { if !$0.contains($1) { $0.append($1) } }
  }

  /// The folder of a set that another one extends, such as `../state/`; empty for a file of that one.
  private static func root(of file: Example.File) -> String {
    guard file.name.hasPrefix("../") else { return "" }
    return file.name.split(separator: "/").prefix(2).map { $0 + "/" }.joined()
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
