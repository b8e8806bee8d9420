import Description
package import DocumentTree
package import SourceText

/// A policy set and the sets that it extends, read from their folders (S64).
package struct PolicySetChain: Sendable {
  package private(set) var reading: PolicySetReading
  /// What the set extends, nearest first.
  package private(set) var bases: [PolicySetReading] = []

  /// - Parameter sources: where the files of all sets are added.
  package init(_ folders: some PolicySetFolders, into sources: inout SourceMap, limits: InputLimits) {
    var budget = NodeBudget(limits)
    reading = PolicySetReading(folders, at: [], into: &sources, limits: limits, budget: &budget)
    var chain: [[String]] = [[]]
    var last = reading
    while let extends = last.extends {
      do throws(Refusal) {
        let name = try PolicySetChain.base(extends.value, of: chain, in: folders, limits)
        last = PolicySetReading(folders, at: name, into: &sources, limits: limits, budget: &budget)
        bases.append(last)
        chain.append(name)
      } catch {
        // Said of the set that names the base.
        if bases.isEmpty { reading.refuseBase(error.message) } else { bases[bases.count - 1].refuseBase(error.message) }
        return
      }
    }
  }

  /// Why what a set extends is not read.
  private struct Refusal: Error {
    let message: Message
    init(_ message: Message) { self.message = message }
  }

  /// The packs inside the program.
  private static let packs: [String] = []

  /// The folder that the last set of a chain extends.
  private static func base(
    _ text: String, of chain: [[String]], in folders: some PolicySetFolders, _ limits: InputLimits
  ) throws(Refusal) -> [String] {
    if text.hasPrefix("builtin:") {
      throw Refusal(.unknownPack(String(text.dropFirst("builtin:".count)), known: packs))
    }
    if text.contains("://") { throw Refusal(.extendsURL(text)) }
    // A control character would end the name early for the system, or hide a part of it.
    if text.isEmpty || text.hasPrefix("/") || text.unicodeScalars.contains(where: { $0.value < 0x20 }) {
      throw Refusal(.extendsAbsolute(text))
    }
    var name = chain.last ?? []
    for part in text.split(separator: "/", omittingEmptySubsequences: true) where part != "." {
      if part == "..", let last = name.last, last != ".." { name.removeLast() } else { name.append(String(part)) }
      if part == ".." { continue }
      switch folders.kind(of: name) {
      case .folder: break
      case .link: throw Refusal(.extendsLink(text, at: name.joined(separator: "/")))
      case .absent: throw Refusal(.extendsAbsent(text, at: name.joined(separator: "/")))
      }
    }
    guard let identity = folders.identity(of: name) else {
      throw Refusal(.extendsAbsent(text, at: name.joined(separator: "/")))
    }
    let known = chain.map { folders.identity(of: $0) }
    if identity == known.last { throw Refusal(.extendsItself(text)) }
    if known.contains(identity) { throw Refusal(.extendsInCircle(text)) }
    // Nothing but `..` is a folder around the set; a name without one is a folder within it.
    if name.allSatisfy({ $0 == ".." }) || name.first != ".." { throw Refusal(.extendsAround(text)) }
    guard folders.holdsPolicy(name) else { throw Refusal(.extendsNoSet(text)) }
    guard chain.count < limits.layers else { throw Refusal(.limit("layers", "layers", limits.layers)) }
    return name
  }
}

extension PolicySetReading {
  /// Reads the files of the set in a folder.
  fileprivate init(
    _ folders: some PolicySetFolders, at name: [String], into sources: inout SourceMap, limits: InputLimits,
    budget: inout NodeBudget
  ) {
    let root = name.map { $0 + "/" }.joined()
    let listing = folders.listing(of: name, limits: limits)
    self.init(listing.files, at: root, into: &sources, limits: limits, budget: &budget)
    if listing.lacksPolicyFile { dropHeadFinding() }
    for (file, message) in listing.unread {
      let source = sources.add(SourceFile(name: root + file, bytes: []))
      diagnostics.report(message, at: file.isEmpty ? .nowhere : SourceSpan(source: source, start: 0, end: 0))
      isComplete = false
    }
  }
}
