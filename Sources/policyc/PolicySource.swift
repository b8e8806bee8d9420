import DocumentTree
import Glibc
import PolicyBasics
import PolicyChecker
import PolicyCompiler
import SourceText

/// What `--policy` names: the folder of a policy set, which is compiled, or a file that `policyc compile` wrote.
struct PolicySource {
  /// The files of the set, for findings.
  private(set) var sources = SourceMap()
  private(set) var diagnostics = Diagnostics()
  /// The policy, where there is no error.
  private(set) var policy: CompiledPolicy?
  /// The set as it was compiled; `nil` for a compiled policy, which holds no tests.
  private(set) var compilation: PolicyCompilation?
  /// Whether a file was named, not a folder.
  private(set) var isCompiled = false
  /// The folders of the set and of what it extends, named as they are seen from the set.
  var folders: [[String]] {
    guard let compilation else { return [] }
    return (compilation.bases + [compilation]).map { $0.root.split(separator: "/").map(String.init) }
  }
  /// How much there is in it.
  private(set) var size = SetSize(rules: 0, redLines: 0)

  /// - Parameters:
  ///   - asOf: the day of the check; left out, today.
  ///   - commit: of the sources, for the record.
  init(_ name: String, limits: InputLimits, asOf: Day? = nil, commit: String? = nil) {
    let path = FileSystem.Path(name)
    switch FileSystem.kind(path, following: true) {
    case .file: read(path, name: name)
    case .folder, .link, .other, .absent: compile(path, limits: limits, asOf: asOf, commit: commit)
    }
  }

  private mutating func compile(_ path: FileSystem.Path, limits: InputLimits, asOf: Day?, commit: String?) {
    let chain = PolicySetChain(DiskFolders(path), into: &sources, limits: limits)
    let day: CheckDay = asOf.map { .day($0) } ?? .moment(Instant(seconds: Int64(time(nil))))
    let compilation = PolicyCompilation(
      chain.reading, extending: chain.bases, sources: sources, asOf: day, commit: commit)
    self.compilation = compilation
    diagnostics = compilation.diagnostics
    policy = compilation.policy
    size = compilation.size
  }

  private mutating func read(_ path: FileSystem.Path, name: String) {
    isCompiled = true
    func report(_ message: Message) {
      let source = sources.add(SourceFile(name: name, bytes: []))
      diagnostics.report(message, at: SourceSpan(source: source, start: 0, end: 0))
    }
    do throws(FileSystem.ReadError) {
      let bytes = try FileSystem.read(path, limit: CompiledPolicy.mostBytes)
      do throws(CompiledPolicyError) {
        let policy = try CompiledPolicy(bytes)
        self.policy = policy
        size = SetSize(policy)
      } catch {
        report(.notACompiledPolicy(error))
      }
    } catch {
      report(.unreadable("\(text: error.words)"))
    }
  }
}

extension Message {
  static func notACompiledPolicy(_ error: CompiledPolicyError) -> Message {
    let help: DiagnosticText? =
      switch error {
      case .notAPolicy: "name the folder of a policy set, or a file that `policyc compile` wrote"
      case .newerFormat, .newerLanguage: "use a later version of policyc, or compile the policy set with this one"
      case .tooLarge: nil
      case .truncated, .checksum, .malformed: "compile the policy set again"
      }
    return Message(.wrongFile, "\(text: error.description)", label: "not read", help: help)
  }
}
