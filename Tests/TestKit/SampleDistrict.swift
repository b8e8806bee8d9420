import DocumentTree
import DocumentTreeYAML
import Description
package import Foundation
package import PolicyChecker
package import PolicyCompiler
package import PolicyLanguage
import ProposalCoding
import SourceText

/// The sample district, compiled from `policies/riverbend`.
package enum SampleDistrict {
  package static let folder = Golden.root.appending(path: "policies/riverbend")

  package static let compilation: PolicyCompilation = compile(folder)

  /// What its files declare, before anything is resolved.
  package static var declared: PolicySet {
    var sources = SourceMap()
    return read(folder, into: &sources).declared
  }

  /// Compiles the set in a folder, as the command line does.
  package static func compile(_ folder: URL) -> PolicyCompilation {
    var sources = SourceMap()
    let reading = read(folder, into: &sources)
    return PolicyCompilation(reading, sources: sources)
  }

  private static func read(_ folder: URL, into sources: inout SourceMap) -> PolicySetReading {
    var files: [SourceFile] = []
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: folder.path)) ?? []
    for name in names where name.hasSuffix(".yaml") {
      guard let data = try? Data(contentsOf: folder.appending(path: name)) else { continue }
      files.append(SourceFile(name: name, bytes: Array(data)))
    }
    let limits = InputLimits.standard
    var budget = NodeBudget(limits)
    return PolicySetReading(files, into: &sources, limits: limits, budget: &budget)
  }

  /// A proposal beside the district, by its path relative to the set.
  package static func proposal(_ path: String) -> Proposal? {
    guard let data = try? Data(contentsOf: folder.appending(path: path)) else { return nil }
    let source = SourceID(rawValue: 0)
    let file = SourceFile(name: path, bytes: Array(data))
    let limits = InputLimits.standard
    var budget = NodeBudget(limits)
    let isJSON = path.hasSuffix(".json")
    let reading =
      isJSON
      ? JSONReader.read(file, as: source, limits: limits, budget: &budget)
      : YAMLReader.read(file, as: source, limits: limits, budget: &budget)
    guard let root = reading.documents.first?.root else { return nil }
    var decoder = NodeDecoder()
    decoder.isJSON = isJSON
    var proposal = Proposal.read(root, with: &decoder) ?? Proposal()
    proposal.origin = file
    proposal.diagnostics.append(reading.diagnostics)
    proposal.diagnostics.append(decoder.diagnostics)
    return proposal
  }
}
