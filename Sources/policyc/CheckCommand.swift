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
      Without proposals the policy set itself is checked and its tests are run. A proposal is a file in YAML or JSON, a folder \
      of them, or `-` for standard input.

      Exit status: 0 everything is allowed and valid; 1 a denial, or a test that fails; 2 bad input or usage, a proposal that \
      is invalid among them; 3 nothing worse than missing approvals.
      """)

  @Option(name: .long, help: "The folder of the policy set.")
  var policy: String

  @Argument(help: "Proposals: files, folders, or - for standard input.")
  var proposals: [String] = []

  @Option(
    name: .long, help: "The day of the check, such as 2026-10-01; left out, an action's own day, else today.",
    transform: { text throws in
      guard let day = Day(text) else { throw ValidationError("expected a date such as 2026-08-01.") }
      return day
    })
  var at: Day?

  @Option(name: .long, help: "How the answer is written.")
  var format: OutputFormat = .text

  @Option(name: .long, help: "How many findings are shown.")
  var maxDiagnostics: Int = 100

  func validate() throws {
    guard (1...10_000).contains(maxDiagnostics) else {
      throw ValidationError("--max-diagnostics takes a number from 1 to 10000.")
    }
  }

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
  private var sources = SourceMap()
  private var diagnostics = Diagnostics()
  private var report = CheckReport()

  init(command: CheckCommand) { self.command = command }

  mutating func perform() -> Int32 {
    let chain = PolicySetChain(FileSystem.Path(command.policy), into: &sources, limits: limits)
    let compilation = PolicyCompilation(chain.reading, extending: chain.bases, sources: sources)
    diagnostics.append(compilation.diagnostics)
    report.policy = compilation.policy
    report.rules = compilation.ruleCount

    if let policy = compilation.policy {
      if command.proposals.isEmpty { runTests(compilation, policy) } else { decide(policy) }
    } else if !command.proposals.isEmpty {
      report.skipped = command.proposals.count
    }
    report.diagnostics = diagnostics
    report.sources = sources
    report.asOf = command.at
    let terminal = Terminal.standardOutput
    switch command.format {
    case .text:
      write(report.text(paint: Paint(isOn: terminal.hasColour), width: terminal.width, limit: command.maxDiagnostics))
    case .json: write(report.json(limit: command.maxDiagnostics).text(.indented) + "\n")
    }
    return report.exitStatus
  }

  private func today(_ policy: CompiledPolicy) -> Day {
    let now = Int64(time(nil))
    return Instant(seconds: now).local(offset: policy.tables.zone.offset(at: now)).day
  }

  private mutating func runTests(_ compilation: PolicyCompilation, _ policy: CompiledPolicy) {
    var files: [String: Proposal] = [:]
    for file in PolicyTesting.files(of: compilation) {
      var loader = ProposalLoader(into: sources, limits: limits)
      loader.load(command.policy + "/" + file)
      sources = loader.sources
      diagnostics.append(loader.diagnostics)
      files[file] = loader.proposals.first?.proposal
    }
    report.testing = PolicyTesting(compilation, policy, proposals: files, today: command.at ?? today(policy))
  }

  private mutating func decide(_ policy: CompiledPolicy) {
    var loader = ProposalLoader(into: sources, limits: limits)
    for argument in command.proposals { loader.load(argument) }
    sources = loader.sources
    diagnostics.append(loader.diagnostics)
    for loaded in loader.proposals {
      let prepared = policy.prepare(loaded.proposal)
      let ownDay = loaded.proposal.kind == .action && loaded.proposal.at != nil
      var decision = policy.explain(prepared, asOf: command.at ?? (ownDay ? nil : today(policy)))
      decision.file = loaded.file
      report.decisions.append(decision)
      diagnostics.append(prepared.diagnostics)
    }
  }
}
