package import PolicyBasics
package import PolicyChecker
package import PolicyCompiler
import ProposalCoding
package import SourceText

/// Writes down what a run of `policyc check` finds, piece by piece, as text or JSON.
///
/// Holds counts and no proposal: a stream of a million takes no more memory than one. Each method gives the next piece of
/// the output, and the pieces stand in the order `begin`, then findings and decisions, then `end`.
package struct CheckReport {
  package enum Form: Sendable {
    /// - `width`: to which decisions are folded.
    /// - `findings`: to which findings and the summary are; `nil`: they are not.
    case text(Paint, width: Int, findings: Int? = nil)
    case json
  }

  private let form: Form
  private let program: String
  private let asOf: Day?
  /// A file was named that `policyc compile` wrote: it holds no tests.
  private var isCompiled = false
  private var policy: CompiledPolicy?
  /// How many findings may still be shown.
  private var left: Int
  /// Those that JSON lists at its end.
  private var listed: [JSONValue] = []
  private var counts: [Severity: Int] = [:]
  private var shown: [Severity: Int] = [:]
  private var tally = Tally()
  /// Where the findings stand that came last and are shown, the first error of them; what is said there is not said again.
  private var lastShown: Location?
  /// The tests that fail, as text.
  private var failures = ""

  /// What was decided: nothing is green because nothing was checked.
  private struct Tally {
    var proposals = 0
    var allowed = 0
    var hasInvalid = false
    var lacksMoreThanApprovals = false
    var denied: Int { proposals - allowed }
  }

  /// - Parameters:
  ///   - program: the version of the program that reports.
  ///   - limit: how many findings are shown; all are counted.
  package init(_ form: Form, program: String, asOf: Day?, limit: Int) {
    self.form = form
    self.program = program
    self.asOf = asOf
    left = limit
  }

  // MARK: Pieces

  /// - Parameters:
  ///   - policy: `nil` where the set does not compile; nothing is decided then.
  ///   - isCompiled: whether a file was named that `policyc compile` wrote.
  package mutating func begin(_ policy: CompiledPolicy?, isCompiled: Bool = false) -> String {
    self.policy = policy
    self.isCompiled = isCompiled
    guard case .json = form else { return "" }
    let identity: JSONValue =
      policy.map { policy in
        .object([
          ("id", .string(policy.id)), ("version", .string(policy.version)), ("digest", .string(policy.digest)),
          ("commit", policy.commit.map { .string($0) } ?? .null),
        ])
      } ?? .null
    let members: [(String, JSONValue)] = [
      ("format", .int(Decision.format)), ("policyc", .string(program)),
      ("language", .int(policy?.language ?? CompiledPolicy.newestLanguage)),
      ("policy", identity),
      ("as-of", asOf.map { .string($0.description) } ?? .null),
    ]
    return "{" + members.map { "\n  \(jsonText($0.0)): \($0.1.text(.indented, depth: 1))," }.joined()
      + "\n  \"results\": ["
  }

  /// What is wrong with a file; its places are in `sources`.
  package mutating func add(_ findings: Diagnostics, in sources: SourceMap) -> String {
    lastShown = nil
    guard !findings.isEmpty else { return "" }
    counts.merge(findings.counts, uniquingKeysWith: +)
    let sorted = findings.sorted(in: sources).prefix(left)
    left -= sorted.count
    for finding in sorted { shown[finding.severity, default: 0] += 1 }
    lastShown = sorted.first { $0.severity == .error && $0.span != .nowhere }.map { sources.location(of: $0.span) }
    switch form {
    case .text(let paint, _, let width):
      let renderer = DiagnosticRenderer(sources, style: paint.isOn ? .colour : .plain, width: width)
      return sorted.map { renderer.render($0) + "\n" }.joined()
    case .json:
      let locator = Locator(sources)
      listed += sorted.map { $0.json(locator) }
      return ""
    }
  }

  /// What is wrong with a file that holds nothing to place it at.
  package mutating func add(_ message: Message, about name: String) -> String {
    var findings = Diagnostics()
    let sources = SourceMap([SourceFile(name: name, bytes: [])])
    findings.report(message, at: SourceSpan(source: SourceID(rawValue: 0), start: 0, end: 0))
    return add(findings, in: sources)
  }

  /// What was found in its proposal comes directly before it.
  package mutating func add(_ decision: Decision) -> String {
    defer { lastShown = nil }
    tally.proposals += 1
    switch decision.effect {
    case .allow: tally.allowed += 1
    case .deny:
      if decision.reasonClass == .invalid { tally.hasInvalid = true }
      if decision.reasonClass != .missingApproval { tally.lacksMoreThanApprovals = true }
    }
    switch form {
    case .text(let paint, let width, _):
      return DecisionText(decision, paint: paint, width: width, finding: lastShown).text() + "\n"
    case .json:
      return (tally.proposals == 1 ? "" : ",") + "\n    " + decision.json.text(.indented, depth: 2)
    }
  }

  /// What keeps the proposals of tests from being read; the tests that fail stand at the end.
  package mutating func add(_ testing: PolicyTesting) -> String {
    var text = ""
    for outcome in testing.outcomes where !outcome.passes {
      text += add(outcome.diagnostics, in: outcome.sources)
      guard case .text(let paint, let width, _) = form else { continue }
      failures +=
        "\(paint.bad("FAILED"))  test \(visible(outcome.id)) · \(visible(outcome.place.file)):\(outcome.place.line)\n"
      var paragraphs = Paragraphs(width: width)
      for difference in outcome.differences { paragraphs.add(visible(difference), indent: 2, hanging: 2) }
      failures += paragraphs.text
      failures += DecisionText(outcome.decision, paint: paint, width: width, finding: lastShown).reasons() + "\n"
    }
    lastShown = nil
    return text
  }

  /// - Parameters:
  ///   - size: how much the set holds.
  ///   - skipsProposals: whether proposals were named and not looked at, since the set has errors.
  package mutating func end(_ size: SetSize, testing: PolicyTesting?, skipsProposals: Bool) -> String {
    switch form {
    case .text(_, _, let width):
      let summary = summary(size, testing, skipsProposals: skipsProposals)
      return notShown + failures + (width.map { folded(summary, width: $0, hanging: 2) } ?? summary + "\n")
    case .json: return ending(size, testing)
    }
  }

  /// 0 everything allowed and valid; 1 a denial or a failing test; 2 bad input; 3 nothing worse than missing approvals.
  package func exitStatus(testing: PolicyTesting?) -> Int32 {
    if counts[.error, default: 0] > 0 || policy == nil || tally.hasInvalid { return 2 }
    if (testing?.failures ?? 0) > 0 || tally.lacksMoreThanApprovals { return 1 }
    return tally.denied == 0 ? 0 : 3
  }

  // MARK: Text

  private var notShown: String {
    let left = Severity.allCases.compactMap { severity -> String? in
      let count = counts[severity, default: 0] - shown[severity, default: 0]
      return count > 0 ? "\(count) more \(severity.word(count))" : nil
    }
    return left.isEmpty ? "" : left.joined(separator: ", ") + " not shown\n\n"
  }

  private func summary(_ size: SetSize, _ testing: PolicyTesting?, skipsProposals: Bool) -> String {
    func count(_ number: Int, _ word: String) -> String { "\(number) \(word)\(number == 1 ? "" : "s")" }
    var parts: [String] = []
    if let policy {
      parts.append("\(visible(policy.title)) \(visible(policy.version)): \(size.words)")
    } else {
      parts.append("The policy \(isCompiled ? "cannot be read" : "set does not compile"): nothing was decided")
    }
    if let testing {
      parts.append("\(count(testing.outcomes.count, "test")), \(testing.failures) failed")
    } else if policy != nil {
      parts.append("no tests were run\(isCompiled && tally.proposals == 0 ? ": a compiled policy holds none" : "")")
    }
    if tally.proposals > 0 {
      parts.append("\(count(tally.proposals, "proposal")), \(tally.allowed) allowed, \(tally.denied) denied")
    } else if policy != nil {
      parts.append("no proposals")
    }
    if skipsProposals { parts.append("no proposal was looked at") }
    for severity in [Severity.error, .warning] {
      let found = counts[severity, default: 0]
      if found > 0 { parts.append("\(found) \(severity.word(found))") }
    }
    if policy != nil { parts.append("no proofs were run") }
    return parts.joined(separator: "; ") + "."
  }

  // MARK: JSON

  private func ending(_ size: SetSize, _ testing: PolicyTesting?) -> String {
    let summary: JSONValue = .object([
      ("rules", .int(size.rules)), ("red-lines", .int(size.redLines)), ("tests", .int(testing?.outcomes.count ?? 0)),
      ("failed", .int(testing?.failures ?? 0)),
      ("proposals", .int(tally.proposals)), ("allowed", .int(tally.allowed)), ("denied", .int(tally.denied)),
      (
        "findings",
        .object(Severity.allCases.map { ($0 == .information ? "notes" : $0.rawValue + "s", .int(counts[$0] ?? 0)) })
      ), ("proofs", "not-run"),
    ])
    let members: [(String, JSONValue)] = [
      ("tests", testing.map { .array($0.outcomes.map { test($0) }) } ?? .null), ("diagnostics", .array(listed)),
      ("summary", summary),
    ]
    return (tally.proposals == 0 ? "]" : "\n  ]")
      + members.map { ",\n  \(jsonText($0.0)): \($0.1.text(.indented, depth: 1))" }.joined() + "\n}\n"
  }

  private func test(_ outcome: PolicyTesting.Outcome) -> JSONValue {
    .object([
      ("id", .string(outcome.id)),
      (
        "where",
        .object([
          ("file", .string(outcome.place.file)), ("line", .int(outcome.place.line)),
          ("column", .int(outcome.place.column)),
        ])
      ),
      ("passes", .bool(outcome.passes)), ("differences", .strings(outcome.differences)),
      ("effect", .string(outcome.decision.effect.rawValue)),
      ("reasons", .strings(Set(outcome.decision.reasons.map(\.code)).sorted())),
    ])
  }
}
