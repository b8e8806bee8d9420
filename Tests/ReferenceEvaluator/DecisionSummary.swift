package import PolicyBasics
package import PolicyChecker

/// What the two evaluators must agree on: a decision without its words.
package struct DecisionSummary: Equatable {
  package struct Reason: Hashable, Comparable {
    package var code: String
    package var subject: String?
    package var reasonClass: ReasonClass
    package var from: Day
    package var until: Day

    package static func < (a: Reason, b: Reason) -> Bool {
      (a.code, a.subject ?? "", a.from) < (b.code, b.subject ?? "", b.from)
    }
  }

  package struct Trial: Hashable {
    package var rule: String
    package var reasons: [String]

    package init(rule: String, reasons: [String]) {
      self.rule = rule
      self.reasons = reasons
    }
  }

  package struct Duty: Hashable {
    package var rule: String
    package var by: String?
    package var due: Day?
    package var state: String
  }

  package struct Run: Hashable {
    package var from: Day
    package var until: Day
    package var reasons: [String]
  }

  package var isAllowed = false
  package var reasonClass: ReasonClass?
  package var reasons: [Reason] = []
  package var duties: [Duty] = []
  package var exceptions: [String] = []
  package var trials: [Trial] = []
  package var timeline: [Run] = []
  package var holds: Run?

  package init() {}

  /// Of an invalid proposal only that is compared: nothing of it was judged on any day.
  package init(_ decision: Decision) {
    isAllowed = decision.effect == .allow
    reasonClass = decision.reasonClass
    if reasonClass == .invalid { return }
    reasons = decision.reasons.map {
      Reason(code: $0.code, subject: $0.subject, reasonClass: $0.reasonClass, from: $0.from, until: $0.until)
    }.sorted()
    duties = decision.obligations.map {
      Duty(rule: $0.rule, by: $0.by, due: $0.due, state: $0.state.rawValue)
    }
    exceptions = decision.exceptions.map(\.id)
    trials = decision.trials.map { Trial(rule: $0.rule, reasons: $0.reasons) }
    timeline = decision.timeline.map { Run(from: $0.from, until: $0.until, reasons: $0.reasons) }
    // An open end is written as the latest day.
    holds = decision.holds.map { Run(from: $0.from, until: $0.until ?? Day.latest, reasons: $0.ends) }
  }
}

extension DecisionSummary: CustomStringConvertible {
  package var description: String {
    var lines = ["effect: \(isAllowed ? "allow" : "deny")", "class: \(reasonClass?.rawValue ?? "none")"]
    for reason in reasons {
      lines.append(
        "reason: \(reason.code) \(reason.subject ?? "") \(reason.reasonClass.rawValue) \(reason.from)..\(reason.until)")
    }
    for duty in duties {
      lines.append("duty: \(duty.rule) by \(duty.by ?? "none") due \(duty.due?.description ?? "none") \(duty.state)")
    }
    for exception in exceptions { lines.append("exception: \(exception)") }
    for trial in trials { lines.append("trial: \(trial.rule) \(trial.reasons)") }
    for run in timeline { lines.append("timeline: \(run.from)..\(run.until) \(run.reasons)") }
    if let holds { lines.append("holds: \(holds.from)..\(holds.until) \(holds.reasons)") }
    return lines.joined(separator: "\n")
  }

  /// The lines in which two differ.
  package func difference(from other: DecisionSummary) -> String {
    let mine = description.split(separator: "\n")
    let theirs = other.description.split(separator: "\n")
    return
      (mine.filter { !theirs.contains($0) }.map { "- \($0)" } + theirs.filter { !mine.contains($0) }.map { "+ \($0)" })
      .joined(separator: "\n")
  }
}
