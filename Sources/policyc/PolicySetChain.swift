import Description
import DocumentTree
import PolicyCompiler
import SourceText

/// A policy set and the sets that it extends, read from their folders (S64).
struct PolicySetChain {
  private(set) var reading: PolicySetReading
  /// What the set extends, nearest first.
  private(set) var bases: [PolicySetReading] = []

  /// - Parameter sources: where the files of all sets are added.
  init(_ root: FileSystem.Path, into sources: inout SourceMap, limits: InputLimits) {
    var budget = NodeBudget(limits)
    reading = PolicySetChain.read(root, at: "", into: &sources, limits: limits, budget: &budget)
    // The folders so far, by what they are: a name can lead back by many ways.
    var folders = [FileSystem.identity(root)]
    var here = (path: root, name: [String]())
    var last = reading
    while let extends = last.extends {
      switch PolicySetChain.base(extends.value, from: here, folders: folders, count: bases.count + 1, limits) {
      case .refused(let message):
        refuse(message)
        return
      case .folder(let path, let name):
        let base = PolicySetChain.read(
          path, at: name.map { $0 + "/" }.joined(), into: &sources, limits: limits, budget: &budget)
        bases.append(base)
        folders.append(FileSystem.identity(path))
        here = (path, name)
        last = base
      }
    }
  }

  /// Said of the set that names the base.
  private mutating func refuse(_ message: Message) {
    if bases.isEmpty { reading.refuseBase(message) } else { bases[bases.count - 1].refuseBase(message) }
  }

  // MARK: One set

  private static func read(
    _ folder: FileSystem.Path, at name: String, into sources: inout SourceMap, limits: InputLimits,
    budget: inout NodeBudget
  ) -> PolicySetReading {
    var loader = PolicySetLoader(limits: limits)
    loader.load(folder)
    var reading = PolicySetReading(loader.files, at: name, into: &sources, limits: limits, budget: &budget)
    if loader.unread.contains(where: { $0.message.kind == .wrongFile && $0.name.isEmpty }) { reading.dropHeadFinding() }
    for (file, message) in loader.unread {
      let source = sources.add(SourceFile(name: name + file, bytes: []))
      reading.diagnostics.report(message, at: file.isEmpty ? .nowhere : SourceSpan(source: source, start: 0, end: 0))
      reading.isComplete = false
    }
    return reading
  }

  // MARK: The folder of a base

  private enum Base {
    /// Its path, and its name seen from the set that is checked, part by part.
    case folder(FileSystem.Path, [String])
    case refused(Message)
  }

  /// The packs inside the program.
  private static let packs: [String] = []

  private static func base(
    _ text: String, from here: (path: FileSystem.Path, name: [String]), folders: [FileSystem.Identity?], count: Int,
    _ limits: InputLimits
  ) -> Base {
    if text.hasPrefix("builtin:") {
      return .refused(.unknownPack(String(text.dropFirst("builtin:".count)), known: packs))
    }
    if text.contains("://") { return .refused(.extendsURL(text)) }
    // A control character would end the name early for the system, or hide a part of it.
    if text.isEmpty || text.hasPrefix("/") || text.unicodeScalars.contains(where: { $0.value < 0x20 }) {
      return .refused(.extendsAbsolute(text))
    }
    var path = here.path
    var name = here.name
    for part in text.split(separator: "/", omittingEmptySubsequences: true) where part != "." {
      path = path.appending(Array(part.utf8))
      if part == "..", let last = name.last, last != ".." { name.removeLast() } else { name.append(String(part)) }
      if part == ".." { continue }
      switch FileSystem.kind(path, following: false) {
      case .folder: break
      case .link: return .refused(.extendsLink(text, at: name.joined(separator: "/")))
      case .file, .other, .absent: return .refused(.extendsAbsent(text, at: name.joined(separator: "/")))
      }
    }
    let identity = FileSystem.identity(path)
    if identity == nil { return .refused(.extendsAbsent(text, at: name.joined(separator: "/"))) }
    if identity == folders.last { return .refused(.extendsItself(text)) }
    if folders.contains(identity) { return .refused(.extendsInCircle(text)) }
    // Nothing but `..` is a folder around the set; a name without one is a folder within it.
    if name.allSatisfy({ $0 == ".." }) || name.first != ".." { return .refused(.extendsAround(text)) }
    guard FileSystem.kind(path.appending(Array("policy.yaml".utf8)), following: false) != .absent else {
      return .refused(.extendsNoSet(text))
    }
    guard count < limits.layers else { return .refused(.limit("layers", "layers", limits.layers)) }
    return .folder(path, name)
  }
}
