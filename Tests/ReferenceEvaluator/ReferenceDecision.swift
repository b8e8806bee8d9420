package import PolicyBasics
import PolicyChecker
import PolicyLanguage
import SourceText

// A proposal over all its judged days, day by day (S1 to S4, S24, S48, S55, S56, S59).

extension ReferencePolicy {
  /// Decides on a proposal.
  ///
  /// - Parameters:
  ///   - given: the as-of day (S1); `nil` for the action's own day.
  ///   - withHolds: whether the days until when the answer holds are searched, one by one.
  package func decide(
    _ document: StatedDocument, asOf given: Day?, withHolds: Bool = true, coverage: Coverage? = nil
  ) -> DecisionSummary {
    let facts = ReferenceProposal(document, in: self)
    var result = DecisionSummary()
    coverage?.note("gate invalid", facts.problems.isEmpty ? .no : .yes)
    // R17: without an as-of day, and without the day of an action, nothing can be decided.
    guard facts.problems.isEmpty, let asOf = given ?? facts.actionDay else {
      result.reasonClass = .invalid
      return result
    }

    // S1, S2
    var days: [Day] = [asOf]
    var besides: [(String, ReasonClass)] = []
    switch facts.kind {
    case .action:
      let day = facts.actionDay ?? asOf
      days = [day]
      if day != asOf { besides.append(("day-differs", .forbidden)) }
      coverage?.note("gate day-differs", day != asOf ? .yes : .no)
    case .pilot:
      if let starts = facts.starts, let ends = facts.ends {
        days = []
        var day = starts > asOf ? starts : asOf
        while day <= ends {
          days.append(day)
          day = ReferenceCalendar.next(day)
        }
        coverage?.note("gate pilot-over", days.isEmpty ? .yes : .no)
        if days.isEmpty {
          days = [asOf]
          besides.append(("pilot-over", .forbidden))
        }
      }
    }

    // S4: every judged day; reasons once, with the first and last day that they hold on.
    var judged: [(day: Day, reasons: ReferenceReasons)] = []
    for day in days {
      var one = ReferenceDay(self, facts, asOf: asOf, day: day, coverage: coverage)
      var reasons = one.judge()
      for (code, reasonClass) in besides { reasons.add(code, nil, reasonClass) }
      judged.append((day, reasons))
    }
    var held: [ReferenceReasons.Key: DecisionSummary.Reason] = [:]
    for (day, reasons) in judged {
      for (key, reasonClass) in reasons.all {
        var reason =
          held[key]
          ?? DecisionSummary.Reason(
            code: key.code, subject: key.subject, reasonClass: reasonClass, from: day, until: day)
        reason.until = day
        if reasonClass.rank < reason.reasonClass.rank { reason.reasonClass = reasonClass }
        held[key] = reason
      }
    }
    result.reasons = held.values.sorted()
    result.isAllowed = held.isEmpty
    // S24: the hardest.
    result.reasonClass = result.reasons.map(\.reasonClass).min { $0.rank < $1.rank }
    result.exceptions = sorted(judged.flatMap { $0.reasons.exceptions })
    result.trials = sorted(judged.flatMap { $0.reasons.trials.keys }).map { rule in
      DecisionSummary.Trial(rule: rule, reasons: sorted(judged.flatMap { $0.reasons.trials[rule] ?? [] }))
    }
    if facts.kind == .pilot { result.timeline = timeline(judged) }
    if result.isAllowed {
      let duties = sorted(judged.flatMap { $0.reasons.duties })
      let today = ReferenceDay(self, facts, asOf: asOf, day: facts.kind == .action ? days[0] : asOf)
      result.duties = duties.compactMap { id in rules.first { $0.id == id } }.compactMap { obligation($0, today) }
    }
    if withHolds { result.holds = holds(facts, asOf: asOf, days: days, result) }
    return result
  }

  private func sorted(_ names: [String]) -> [String] {
    Set(names).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private func codes(_ reasons: ReferenceReasons) -> [String] { sorted(reasons.all.keys.map(\.code)) }

  /// S59: the longest runs of judged days with the same reasons.
  private func timeline(_ judged: [(day: Day, reasons: ReferenceReasons)]) -> [DecisionSummary.Run] {
    var runs: [DecisionSummary.Run] = []
    for (index, one) in judged.enumerated() {
      if index > 0, judged[index - 1].reasons.all == one.reasons.all {
        runs[runs.count - 1].until = one.day
      } else {
        runs.append(DecisionSummary.Run(from: one.day, until: one.day, reasons: codes(one.reasons)))
      }
    }
    return runs
  }

  /// S48: as of the as-of day.
  private func obligation(_ rule: ReferenceRule, _ today: ReferenceDay) -> DecisionSummary.Duty? {
    guard let duty = rule.duty else { return nil }
    let due = today.dueDay(of: duty)
    let state =
      today.isDone(rule, on: today.asOf) ? "done" : due.map { today.asOf > $0 } == true ? "overdue" : "open"
    return DecisionSummary.Duty(rule: rule.id, by: today.doer(of: duty), due: due, state: state)
  }

  /// S55: the next 400 days, one by one; S56: a pilot until it ends.
  private func holds(
    _ facts: ReferenceProposal, asOf: Day, days: [Day], _ decision: DecisionSummary
  ) -> DecisionSummary.Run? {
    switch facts.kind {
    case .pilot:
      guard decision.isAllowed, let last = days.last else { return nil }
      return DecisionSummary.Run(from: days[0], until: last, reasons: [])
    case .action:
      guard days[0] == asOf else { return nil }
      var day = asOf
      for _ in 1...400 {
        day = ReferenceCalendar.next(day)
        var there = ReferenceDay(self, facts, asOf: day, day: day, asked: .whether)
        let isAllowed = there.judge().all.isEmpty
        if isAllowed != decision.isAllowed {
          var whole = ReferenceDay(self, facts, asOf: day, day: day, asked: .reasons)
          return DecisionSummary.Run(
            from: asOf, until: ReferenceCalendar.previous(day), reasons: codes(whole.judge()))
        }
      }
      return DecisionSummary.Run(from: asOf, until: Day.latest, reasons: [])
    }
  }
}
