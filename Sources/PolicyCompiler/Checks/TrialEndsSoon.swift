import Description
import PolicyBasics
import PolicyLanguage
package import SourceText

extension DiagnosticKind {
  package static let trialEndsSoon = DiagnosticKind(
    code: "trial-ends-soon", severity: .warning,
    explanation:
      "A rule on trial is only reported. On the day after the trial it begins to decide: whoever it will stop hears of it in time.",
    bad: trial(until: "1️⃣2026-10-15"),
    good: trial(until: "2027-01-31"))

  private static func trial(until: String) -> Example {
    .policy(
      """
      rules:
        short:
          require: [pilot]
          that: {duration: {at-most: 90 days}}
          trial: {until: \(until)}
          because: A pilot ends within a term.
          source: [Board policy 3245]
      """)
  }
}

extension Message {
  static func trialEndsSoon(_ id: String, on day: Day) -> Message {
    Message(
      .trialEndsSoon, "the trial of \(name: id) ends on \(day); after that the rule decides", label: "ends soon",
      help: "tell whom it will stop, or let the committee prolong the trial")
  }
}

extension GraphChecks {
  /// Within 30 days of the day of the check.
  mutating func findTrialsThatEndSoon() {
    guard let asOf else { return }
    for rule in names.rules.table.elements {
      guard let until = rule.value.trial?.until, let place = until.span, until.value >= asOf, until.value - asOf < 30
      else { continue }
      report(.trialEndsSoon(rule.id, on: until.value), at: place)
    }
  }
}
