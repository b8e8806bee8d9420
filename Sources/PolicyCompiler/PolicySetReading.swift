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
  /// Where the set stands, seen from the one that is checked: empty for that one, `../state/` for a base.
  package let root: String
  /// Whether a head stands there that could not be read, or is called nearly so.
  private var hasUnreadHead = false
  /// The head of `policy.yaml`.
  private var firstHead: SourceSpan?

  /// Whether it was said why what the set extends is not there.
  package private(set) var isBaseRefused = false

  /// The folder or pack that the set extends, as its head says.
  package var extends: Located<String>? {
    declared.heads.first?.value.extends.map { Located($0.value.text, at: $0.span) }
  }

  /// Reads the files of one set; names are relative to its root, which holds `policy.yaml`.
  ///
  /// - Parameters:
  ///   - root: where the set stands, seen from the one that is checked, such as `../state/`; files are named so.
  ///   - sources: where the files are added, in the order of their names.
  ///   - budget: the nodes that all files of a run may hold together.
  package init(
    _ files: [SourceFile], at root: String = "", into sources: inout SourceMap, limits: InputLimits,
    budget: inout NodeBudget
  ) {
    self.root = root
    let files = files.sorted { $0.name.precedes($1.name) }
      .map { root.isEmpty ? $0 : SourceFile(name: root + $0.name, bytes: $0.bytes) }
    self.files = files.map { sources.add($0) }
    for (file, part) in zip(files, FilePart.read(files, as: self.files, limits: limits, budget: &budget)) {
      diagnostics.append(part.diagnostics)
      if !part.isComplete { isComplete = false }
      if part.hasUnreadHead { hasUnreadHead = true }
      for declared in part.declared {
        checkHeads(declared.heads, in: file)
        self.declared.merge(declared)
      }
    }
    if declared.heads.isEmpty, isComplete, !hasUnreadHead {
      let root = self.files.first { sources.files[$0].name == root + "policy.yaml" }
      diagnostics.report(
        .headMissing(),
        at: root.map { SourceSpan(source: $0, start: 0, end: 0) } ?? self.files.first.map {
          SourceSpan(source: $0, start: 0, end: 0)
        } ?? .nowhere)
    }
  }

  /// Whether a file is a part of the set, by its name.
  package static func isNamed(_ name: String) -> Bool { name.utf8.suffix(5).elementsEqual(".yaml".utf8) }

  /// Why a file that looks like a part of the set by its name is not read; `nil` for any other file.
  package static func refusal(ofName name: String) -> Message? {
    guard !isNamed(name) else { return nil }
    return FileEnding.of(name, among: [".yaml", ".yml", ".yaml.txt", ".yml.txt"]).map { .renameToYAML($0) }
  }

  /// Reports why what the set extends is not there; the set does not compile without it.
  package mutating func refuseBase(_ message: Message) {
    diagnostics.report(message, at: extends?.span ?? .nowhere)
    isBaseRefused = true
  }

  /// Where there is no `policy.yaml` at all, that is said instead of what it lacks.
  package mutating func dropHeadFinding() { diagnostics.remove(.head) }

  /// The head stands in `policy.yaml` at the root, once.
  private mutating func checkHeads(_ heads: [Located<PolicyHead>], in file: SourceFile) {
    for head in heads {
      let place = head.span ?? .nowhere
      if file.name != root + "policy.yaml" {
        diagnostics.report(.headElsewhere(), at: place)
      } else if let first = firstHead {
        diagnostics.report(.secondHead(), at: place, notes: [Note("the first head stands here", at: first)])
      } else {
        firstHead = place
      }
    }
  }
}

/// What one file of a set declares.
private struct FilePart: Sendable {
  /// By document.
  var declared: [PolicySet] = []
  var diagnostics = Diagnostics()
  var isComplete = true
  var hasUnreadHead = false
  /// What is left after it.
  var budget: NodeBudget

  /// Below so many bytes a second thread costs more than it saves.
  private static let fewBytes = 16 * 1024

  /// The files of a set, in their order. The same answer however many cores read: where the files hold more nodes than
  /// the budget, they are read one after the other, so that it ends in the same place.
  static func read(
    _ files: [SourceFile], as sources: [SourceID], limits: InputLimits, budget: inout NodeBudget
  ) -> [FilePart] {
    if files.reduce(0, { $0 + $1.bytes.count }) > fewBytes {
      let start = budget
      var rest = budget
      let parts = concurrentMap(files.count) { FilePart(files[$0], as: sources[$0], limits: limits, budget: start) }
      if parts.allSatisfy({ rest.spend(asIn: $0.budget, of: start) }) {
        budget = rest
        return parts
      }
    }
    return zip(files, sources).map { file, source in
      let part = FilePart(file, as: source, limits: limits, budget: budget)
      budget = part.budget
      return part
    }
  }

  private static let sections = Set(PolicySet.sections.map(\.key)).subtracting(["policy"])

  /// What stands under the misspelt name of a section, or under one that the file has a second time, is declared there.
  private func noteUnread(in root: Node, with decoder: inout NodeDecoder) {
    var seen = Set<String>()
    for (key, value) in root.entries {
      guard let section = PolicySet.record.fieldMeant(by: key.text) else {
        decoder.noteUnread(key, value)
        continue
      }
      if section == key.text, seen.insert(section).inserted { continue }
      decoder.note(unreadSection: section)
      decoder.noteUnread(key, value)
    }
  }

  private init(_ file: SourceFile, as source: SourceID, limits: InputLimits, budget: NodeBudget) {
    self.budget = budget
    let reading = YAMLReader.read(file, as: source, limits: limits, budget: &self.budget)
    diagnostics.append(reading.diagnostics)
    for document in reading.documents {
      if !document.isComplete { isComplete = false }
      guard let root = document.root else { continue }
      var decoder = NodeDecoder(for: document)
      defer { if decoder.explainsIndentation { diagnostics.remove(.indentation) } }
      decoder.sections = FilePart.sections
      decoder.strayDeclaration = PolicySet.strayRule
      if var part = PolicySet.read(root, with: &decoder) {
        noteUnread(in: root, with: &decoder)
        if part.heads.isEmpty,
          root.entries.contains(where: { PolicySet.record.fieldMeant(by: $0.key.text) == "policy" })
        {
          hasUnreadHead = true
        }
        part.unread = decoder.unread
        declared.append(part)
      }
      diagnostics.append(decoder.diagnostics)
    }
  }
}
