package import DocumentTree
import DocumentTreeYAML
import Description
package import Foundation
package import PolicyChecker
package import PolicyCompiler
package import PolicyBasics
package import PolicyLanguage
import ProposalCoding
package import SourceText

/// The sample district, compiled from `policies/riverbend`.
package enum SampleDistrict {
  package static let folder = Golden.root.appending(path: "policies/riverbend")

  package static let compilation: PolicyCompilation = compile(folder)

  /// What its files declare, before anything is resolved.
  package static var declared: PolicySet {
    var sources = SourceMap()
    var budget = NodeBudget(.standard)
    return PolicySetReading(files(in: folder), into: &sources, limits: .standard, budget: &budget).declared
  }

  /// Compiles the set in a folder, as the command line does; left out, as of 2026-10-01.
  package static func compile(_ folder: URL, asOf: Day? = Day("2026-10-01")) -> PolicyCompilation {
    compile(files(in: folder), asOf: asOf)
  }

  package static func compile(_ files: [SourceFile], asOf: Day? = Day("2026-10-01")) -> PolicyCompilation {
    PolicyCompilation(files, asOf: asOf)
  }

  /// The files of a set, in the order of their names.
  package static func files(in folder: URL) -> [SourceFile] {
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".yaml") }.sorted().compactMap { name in
      guard let data = try? Data(contentsOf: folder.appending(path: name)) else { return nil }
      return SourceFile(name: name, bytes: Array(data))
    }
  }

  /// A proposal beside the district, by its path relative to the set.
  package static func proposal(_ path: String) -> Proposal? {
    guard let data = try? Data(contentsOf: folder.appending(path: path)) else { return nil }
    let file = SourceFile(name: path, bytes: Array(data))
    return read(file, isJSON: path.hasSuffix(".json"))
  }

  /// A file beside the district as it is written.
  package static func document(_ path: String) -> Node? {
    guard let data = try? Data(contentsOf: folder.appending(path: path)) else { return nil }
    return document(SourceFile(name: path, bytes: Array(data)))
  }

  package static func document(_ file: SourceFile) -> Node? {
    var budget = NodeBudget(.standard)
    let source = SourceID(rawValue: 0)
    let reading =
      file.name.hasSuffix(".json")
      ? JSONReader.read(file, as: source, limits: .standard, budget: &budget)
      : YAMLReader.read(file, as: source, limits: .standard, budget: &budget)
    return reading.diagnostics.hasErrors ? nil : reading.documents.first?.root
  }

  /// The proposal in a file of one.
  package static func read(_ file: SourceFile, isJSON: Bool) -> Proposal? {
    ProposalReading(file, as: isJSON ? .json(.one) : .yaml, limits: .standard).proposals.first
  }
}
