import ArgumentParser
import DocumentTree
import Glibc
import PolicyBasics
import PolicyChecker
import PolicyCompiler
import PolicyReports
import ProposalCoding
import SourceText

/// `policyc check`: validates a policy set and its tests, or decides on proposals.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Checks a policy set and runs its tests, or decides on proposed pilots and actions.",
    discussion: """
      Without proposals the policy set itself is checked and its tests are run; a compiled policy holds none. A proposal is a file in YAML or JSON, a folder \
      of them, or `-` for standard input.

      Exit status: 0 everything is allowed and valid; 1 a denial, or a test that fails; 2 bad input or usage, a proposal that \
      is invalid among them; 3 nothing worse than missing approvals.
      """)

  @Option(name: .long, help: "The folder of the policy set, or a file that `policyc compile` wrote.")
  var policy: String

  @Argument(help: "Proposals: files, folders, or - for standard input.")
  var proposals: [String] = []

  @Option(
    name: .long, help: "The day of the check, such as 2026-10-01; left out, an action's own day, else today.",
    transform: { text throws in
      guard let day = Day(text) else {
        throw ValidationError("expected a date such as 2026-08-01: \(DiagnosticText.help(forDay: text).description).")
      }
      return day
    })
  var at: Day?

  @Option(name: .long, help: "How the answer is written.")
  var format: OutputFormat = .text

  @OptionGroup
  var findings: FindingOptions

  func run() throws {
    var run = CheckRun(command: self)
    throw ExitCode(run.perform())
  }
}

/// How an answer is written.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json
}

/// One run of `policyc check`.
private struct CheckRun {
  let command: CheckCommand
  private let limits = InputLimits.standard
  private var report: CheckReport
  /// What was decided and cannot be written helps nobody.
  private var isWritten = true

  init(command: CheckCommand) {
    self.command = command
    let terminal = Terminal.standardOutput
    let form: CheckReport.Form =
      switch command.format {
      case .text: .text(Paint(isOn: terminal.hasColour), width: terminal.width, findings: terminal.ownWidth)
      case .json: .json
      }
    report = CheckReport(form, program: Version.number, asOf: command.at, limit: command.findings.maxDiagnostics)
  }

  mutating func perform() -> Int32 {
    let source = PolicySource(command.policy, limits: limits, asOf: command.at)
    put(report.begin(source.policy, isCompiled: source.isCompiled))
    var testing: PolicyTesting?
    if let policy = source.policy {
      if !command.proposals.isEmpty {
        decide(policy)
      } else if let compilation = source.compilation {
        testing = runTests(compilation, policy)
      }
    }
    // The verdicts first: a set that compiled has warnings at most.
    put(report.add(source.diagnostics, in: source.sources))
    put(
      report.end(
        source.size, testing: testing, skipsProposals: source.policy == nil && !command.proposals.isEmpty))
    return isWritten ? report.exitStatus(testing: testing) : 2
  }

  private mutating func put(_ text: String) {
    guard isWritten, !writeAnswer(text) else { return }
    isWritten = false
  }

  private func today(_ policy: CompiledPolicy) -> Day {
    let now = Int64(time(nil))
    return Instant(seconds: now).local(offset: policy.tables.zone.offset(at: now)).day
  }

  private mutating func runTests(_ compilation: PolicyCompilation, _ policy: CompiledPolicy) -> PolicyTesting {
    let folders = DiskFolders(FileSystem.Path(command.policy))
    var files: [String: TestFile] = [:]
    for file in PolicyTesting.files(of: compilation) { files[file] = folders.testFile(file, limits: limits) }
    let testing = PolicyTesting(compilation, policy, proposals: files, today: command.at ?? today(policy))
    put(report.add(testing))
    return testing
  }

  private mutating func decide(_ policy: CompiledPolicy) {
    let today = today(policy)
    for argument in command.proposals {
      ProposalLoader(limits: limits).load(argument) { found in
        guard isWritten else { return }
        switch found {
        case .proposal(let proposal, let file): decide(policy, proposal, file, today: today)
        case .nothing(let message, let name): put(report.add(message, about: name))
        }
      }
    }
  }

  private mutating func decide(_ policy: CompiledPolicy, _ proposal: Proposal, _ file: SourceFile, today: Day) {
    let prepared = policy.prepare(proposal)
    let ownDay = proposal.kind == .action && proposal.at != nil
    var decision = policy.explain(prepared, asOf: command.at ?? (ownDay ? nil : today))
    decision.file = file.name
    put(report.add(prepared.diagnostics, in: SourceMap([file])))
    put(report.add(decision))
  }
}
