public import DocumentTree
public import PolicyBasics
import PolicyChecker
public import SourceText

// The face of the library: files in memory in, a compiled policy or findings out.
extension PolicyCompilation {
  /// Compiles a policy set, with all that it extends, from files in memory; reads no disk, no clock, no environment.
  ///
  /// - Parameters:
  ///   - files: each named by its folders, seen from the root of the set: `policy.yaml`, `rules/children.yaml`; the files
  ///     of a set that this one extends likewise: `../state/policy.yaml`. What ends neither in `.yaml` nor in `.yml` is
  ///     no part of a set.
  ///   - asOf: the day of the check, for findings that depend on one, such as an office that is vacant; left out, nothing
  ///     is found that depends on a day.
  ///   - commit: of the sources, for the record: each decision names it.
  ///   - limits: on what is read; beyond one stands a finding that names it.
  public init(_ files: [SourceFile], asOf: Day? = nil, commit: String? = nil, limits: InputLimits = .standard) {
    var sources = SourceMap()
    let chain = PolicySetChain(MemoryFolders(files), into: &sources, limits: limits)
    self.init(
      chain.reading, extending: chain.bases, sources: sources, asOf: asOf.map { .day($0) }, commit: commit)
  }

  /// Runs the tests that the set states, and those of the sets that it extends, each against its own set.
  ///
  /// - Parameters:
  ///   - files: those that tests name, among any others, called as in `init`: `../proposals/reading-tutor.yaml`.
  ///   - today: the as-of day of a pilot whose test states none.
  /// - Returns: `nil` where the set does not compile. A test whose file is not among `files`, or is there twice, fails; so
  ///   does one whose file holds another number of proposals than one.
  public func runTests(files: [SourceFile] = [], today: Day) -> PolicyTesting? {
    guard let policy else { return nil }
    let names = Set(PolicyTesting.files(of: self))
    var proposals: [String: TestFile] = [:]
    for file in files where names.contains(file.name) {
      proposals[file.name] = proposals[file.name] == nil ? TestFile(file) : .refused(.sameName())
    }
    return PolicyTesting(self, policy, proposals: proposals, today: today)
  }

  /// What was found, in the order of files and places. Where one is an error, there is no policy.
  public var findings: [Finding] { Finding.all(of: diagnostics, in: sources) }
}

/// What the compiler found in a policy set, at one place.
public struct Finding: Hashable, Sendable {
  /// Which kind of finding, such as `unknown-name`: stable for good. docs/diagnostics/ explains each.
  public let code: String
  /// An error leaves nothing compiled.
  public let severity: Severity
  /// What is wrong, one clause.
  public let message: String
  /// What to do about it.
  public let help: String?
  /// Where it stands; `nil` for what is said of the set as a whole.
  public let place: Location?
  /// The whole finding as `policyc check` prints it: several lines, with the line of the file and a caret below it.
  public let text: String

  /// In the order of files and places.
  static func all(of diagnostics: Diagnostics, in sources: SourceMap) -> [Finding] {
    let renderer = DiagnosticRenderer(sources)
    let locator = Locator(sources)
    return diagnostics.sorted(in: sources).map { Finding($0, locator, renderer) }
  }

  private init(_ diagnostic: Diagnostic, _ locator: Locator, _ renderer: DiagnosticRenderer) {
    code = diagnostic.kind.code
    severity = diagnostic.severity
    message = diagnostic.message.text.description
    help = diagnostic.message.help?.description
    place = diagnostic.span == .nowhere ? nil : locator.location(of: diagnostic.span)
    text = renderer.render(diagnostic)
  }
}
