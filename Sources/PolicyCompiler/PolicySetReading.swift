import Description
package import DocumentTree
import DocumentTreeYAML
import PolicyBasics
package import PolicyLanguage
package import SourceText

/// A policy set as its files declare it, before anything is resolved.
package struct PolicySetReading: Sendable {
  package var declared = PolicySet()
  package var diagnostics = Diagnostics()
  /// False where some file could not be read whole: what is missing may be declared behind the error.
  package var isComplete = true
  /// The files of this set among all sources of the run.
  package var files: [SourceID] = []

  /// The folder or pack that the set extends, as its head says.
  package var extends: Located<String>? {
    declared.heads.first?.value.extends.map { Located($0.value.text, at: $0.span) }
  }

  /// Reads the files of one set; names are relative to its root, which holds `policy.yaml`.
  ///
  /// - Parameters:
  ///   - sources: where the files are added, in the order of their names.
  ///   - budget: the nodes that all files of a run may hold together.
  package init(_ files: [SourceFile], into sources: inout SourceMap, limits: InputLimits, budget: inout NodeBudget) {
    for file in files.sorted(by: { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }) {
      let source = sources.add(file)
      self.files.append(source)
      let reading = YAMLReader.read(file, as: source, limits: limits, budget: &budget)
      diagnostics.append(reading.diagnostics)
      for document in reading.documents {
        if !document.isComplete { isComplete = false }
        guard let root = document.root else { continue }
        var decoder = NodeDecoder()
        if let part = PolicySet.read(root, with: &decoder) {
          checkHeads(part.heads, in: file)
          declared.merge(part)
        }
        diagnostics.append(decoder.diagnostics)
      }
    }
    if declared.heads.isEmpty, isComplete {
      let root = self.files.first { sources.files[$0].name == "policy.yaml" }
      diagnostics.report(
        .headMissing(),
        at: root.map { SourceSpan(source: $0, start: 0, end: 0) } ?? self.files.first.map {
          SourceSpan(source: $0, start: 0, end: 0)
        } ?? .nowhere)
    }
  }

  /// Where there is no `policy.yaml` at all, that is said instead of what it lacks.
  package mutating func dropHeadFinding() { diagnostics.remove(.head) }

  /// The head stands in `policy.yaml` at the root, once.
  private mutating func checkHeads(_ heads: [Located<PolicyHead>], in file: SourceFile) {
    for head in heads {
      let place = head.span ?? .nowhere
      if let first = declared.heads.first?.span {
        diagnostics.report(.secondHead(), at: place, notes: [Note("the first head stands here", at: first)])
      } else if file.name != "policy.yaml" {
        diagnostics.report(.headElsewhere(), at: place)
      }
    }
  }
}
