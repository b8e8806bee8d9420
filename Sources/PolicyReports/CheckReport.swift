package import PolicyBasics
package import PolicyChecker
package import PolicyCompiler
import ProposalCoding
package import SourceText

/// Everything that a run of `policyc check` found, as text or JSON.
package struct CheckReport {
  /// The program's version, where a program reports.
  package var program: String?
  package var policy: CompiledPolicy?
  package var rules = 0
  package var testing: PolicyTesting?
  package var decisions: [Decision] = []
  /// Proposals that were not looked at, since the policy set has errors.
  package var skipped = 0
  package var diagnostics = Diagnostics()
  package var sources = SourceMap()
  package var asOf: Day?
  package init() {}

  /// 0 everything allowed and valid; 1 a denial or a failing test; 2 bad input; 3 nothing worse than missing approvals.
  package var exitStatus: Int32 {
    if diagnostics.hasErrors || policy == nil || decisions.contains(where: { $0.reasonClass == .invalid }) { return 2 }
    let denials = decisions.filter { $0.effect == .deny }
    if (testing?.failures ?? 0) > 0 || denials.contains(where: { $0.reasonClass != .missingApproval }) { return 1 }
    return denials.isEmpty ? 0 : 3
  }

  // MARK: Text

  package func text(paint: Paint, width: Int, limit: Int) -> String {
    var text = ""
    let renderer = DiagnosticRenderer(sources, style: paint.isOn ? .colour : .plain)
    let findings = renderer.render(diagnostics, in: sources, limit: limit)
    if !findings.isEmpty { text += findings + "\n" }
    for decision in decisions { text += DecisionText(decision, paint: paint, width: width).text() + "\n" }
    for outcome in testing?.outcomes ?? [] where !outcome.passes {
      text += "\(paint.bad("FAILED"))  test \(visible(outcome.id))\n"
      for difference in outcome.differences { text += "  \(visible(difference))\n" }
      text += "\n"
    }
    return text + summary + "\n"
  }

  private func count(_ number: Int, _ word: String) -> String { "\(number) \(word)\(number == 1 ? "" : "s")" }

  private var summary: String {
    var parts: [String] = []
    if let policy {
      parts.append("\(visible(policy.title)) \(visible(policy.version)): \(count(rules, "rule"))")
    } else {
      parts.append("The policy set does not compile: nothing was decided")
    }
    if let testing { parts.append("\(count(testing.outcomes.count, "test")), \(testing.failures) failed") }
    if !decisions.isEmpty {
      let allowed = decisions.count { $0.effect == .allow }
      parts.append("\(count(decisions.count, "proposal")), \(allowed) allowed, \(decisions.count - allowed) denied")
    }
    if skipped > 0 { parts.append("\(count(skipped, "proposal")) not looked at") }
    let errors = diagnostics.counts[.error, default: 0]
    let warnings = diagnostics.counts[.warning, default: 0]
    if errors > 0 { parts.append(count(errors, "error")) }
    if warnings > 0 { parts.append(count(warnings, "warning")) }
    if policy != nil { parts.append("no proofs were run") }
    return parts.joined(separator: "; ") + "."
  }

  // MARK: JSON

  package func json(limit: Int) -> JSONValue {
    let identity: JSONValue =
      policy.map { policy in
        .object([
          ("id", .string(policy.id)), ("version", .string(policy.version)), ("digest", .string(policy.digest)),
          ("commit", policy.commit.map { .string($0) } ?? .null),
        ])
      } ?? .null
    return .object([
      ("format", .int(Decision.format)), ("policyc", program.map { .string($0) } ?? .null),
      ("language", .int(policy?.language ?? 1)), ("policy", identity),
      ("as-of", asOf.map { .string($0.description) } ?? .null), ("results", .array(decisions.map(\.json))),
      ("tests", testing.map { .array($0.outcomes.map { test($0) }) } ?? .null),
      ("diagnostics", diagnostics.json(in: sources, limit: limit)),
      (
        "summary",
        .object([
          ("rules", .int(rules)), ("tests", .int(testing?.outcomes.count ?? 0)),
          ("failed", .int(testing?.failures ?? 0)),
          ("proposals", .int(decisions.count)), ("allowed", .int(decisions.count { $0.effect == .allow })),
          ("denied", .int(decisions.count { $0.effect == .deny })), ("findings", diagnostics.countsJSON),
          ("proofs", "not-run"),
        ])
      ),
    ])
  }

  private func test(_ outcome: PolicyTesting.Outcome) -> JSONValue {
    .object([
      ("id", .string(outcome.id)), ("passes", .bool(outcome.passes)), ("differences", .strings(outcome.differences)),
      ("effect", .string(outcome.decision.effect.rawValue)),
      ("reasons", .strings(Set(outcome.decision.reasons.map(\.code)).sorted())),
    ])
  }
}
