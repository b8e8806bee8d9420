import Description
import PolicyBasics
import PolicyChecker
import PolicyLanguage
import ProposalCoding
package import SourceText

extension DiagnosticKind {
  package static let reviewOverload = DiagnosticKind(
    code: "review-overload", severity: .warning,
    explanation:
      "Review that does not fit into the reviewers' hours is skimmed or skipped. Volume times effort of all workflows of a day, week for week, stays within the role's `review-hours`.",
    bad: exampleWorkflow(role: "{title: Clerk, review-hours: 1️⃣1 hour per week}"),
    good: exampleWorkflow(role: "{title: Clerk, review-hours: 2 hours per week}"))
}

extension Message {
  static func reviewOverload(_ role: String, needs: TimeSpan, has: TimeSpan, from day: Day?) -> Message {
    let from: DiagnosticText = day.map { " from \($0) on" } ?? ""
    return Message(
      .reviewOverload, "\(name: role) has \(has) a week for review, and the workflows need \(needs)\(from)",
      label: "too few hours", help: "find more hours, shorten or share the steps, or lower the volume")
  }
}

extension GraphChecks {
  /// For each role with `review-hours`: the steps of workflows that are approved or in pilot, each volume times effort.
  ///
  /// The sum changes only where a workflow begins or ends, so that every week is judged by the workflows of each of its
  /// days. From the day of the check on, where there is one; the steps of tiers and rules are asked of a share of the
  /// work that nobody states, and are left out.
  mutating func findReviewOverload() {
    var loads: [RoleID: [(days: Period, seconds: Int, step: SourceSpan)]] = [:]
    for workflow in names.workflows.table.elements.map(\.value) where workflow.isOpenToProposals {
      guard case .count(let volume)? = workflow.volume?.value else { continue }
      for step in workflow.review ?? [] {
        guard case .seconds(let effort)? = step.effort?.value.span, let role = names.resolve(step.by) else { continue }
        let (seconds, overflow) = effort.multipliedReportingOverflow(by: volume)
        loads[role, default: []].append(
          (workflow.effective?.period ?? .always, overflow ? .max : seconds, step.span))
      }
    }
    for role in loads.keys.sorted() {
      let declaration = names.roles.table[role]
      guard let hours = declaration.value.reviewHours, case .seconds(let has) = hours.value else { continue }
      guard let (day, needs) = firstOverload(loads[role] ?? [], above: has) else { continue }
      let inEffect = (loads[role] ?? []).filter { $0.days.contains(day) }.prefix(5)
      report(
        .reviewOverload(
          declaration.id, needs: .seconds(needs), has: .seconds(has), from: day == .earliest ? nil : day),
        at: hours.span ?? declaration.span, notes: inEffect.map { Note("a step that counts", at: $0.step) })
    }
  }

  /// The first day on which the sum is above what there is, and the sum.
  private func firstOverload(
    _ loads: [(days: Period, seconds: Int, step: SourceSpan)], above most: Int
  ) -> (Day, Int)? {
    var changes: [(day: Day, seconds: Int)] = []
    for load in loads {
      guard let days = load.days.intersection(Period(from: asOf)) else { continue }
      changes.append((days.from ?? .earliest, load.seconds))
      if let until = days.until, until < .latest { changes.append((until.adding(days: 1), -load.seconds)) }
    }
    changes.sort { ($0.day, $0.seconds) < ($1.day, $1.seconds) }
    var sum = 0
    for (index, change) in changes.enumerated() {
      let (next, overflow) = sum.addingReportingOverflow(change.seconds)
      sum = overflow ? .max : next
      let isLastOfDay = index + 1 == changes.count || changes[index + 1].day != change.day
      if isLastOfDay, sum > most { return (change.day, sum) }
    }
    return nil
  }
}
