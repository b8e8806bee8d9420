import PolicyLanguage
import Description
import PolicyBasics
import PolicyChecker
import SourceText

// Duties (S46 to S48).

extension ReferenceDay {
  /// S48: before a stage it is due on an action of that stage or a later one; on a pilot before use once the as-of day has
  /// reached `starts`, or `starts` is absent.
  func isDue(_ duty: ReferenceDuty) -> Bool {
    guard case .before(let stage) = duty.deadline else { return false }
    switch facts.kind {
    case .action: return rank(facts.stage) >= rank(stage)
    case .pilot: return stage == "use" && (facts.starts.map { asOf >= $0 } ?? true)
    }
  }

  func rank(_ stage: String) -> Int { ReferencePolicy.stageOrder.firstIndex(of: stage) ?? 0 }

  /// S46: `by`, else the workflow's owner.
  func doer(of duty: ReferenceDuty) -> String? { duty.by ?? facts.openWorkflow?.owner }

  /// S47, on a day.
  func isDone(_ rule: ReferenceRule, on judged: Day) -> Bool {
    guard let duty = rule.duty, let role = doer(of: duty) else { return false }
    return (facts.proposal.attested ?? []).contains { attestation in
      guard attestation.duty == rule.id, let person = attestation.by, let on = attestation.on,
        isInTime(on)
      else { return false }
      if let lasts = duty.lasts {
        // R12: not over on the judged day.
        guard let last = lasts.lastDay(after: on), judged <= last else { return false }
      } else if facts.kind == .action, on != day {
        // Left out: on an action the attestation is of the action's day.
        return false
      }
      if policy.isAttested { return true }
      return places.allSatisfy { policy.holds(person, role, $0, on: on) }
    }
  }

  /// The last day on which a duty is in time; `nil` for one without a day (S46, R23).
  func dueDay(of duty: ReferenceDuty) -> Day? {
    switch duty.deadline {
    case .before(let stage):
      switch facts.kind {
      case .action: return rank(facts.stage) >= rank(stage) ? day : nil
      case .pilot: return stage == "use" ? facts.starts : nil
      }
    case .span(let count, let unit, let backwards, let anchor):
      guard let from = anchorDay(anchor) else { return nil }
      let sign = backwards ? -1 : 1
      switch unit {
      case .days: return ReferenceCalendar.days(sign * count, from: from)
      case .months: return ReferenceCalendar.months(sign * count, from: from)
      case .businessDays:
        return ReferenceCalendar.businessDays(count, from: from, backwards: backwards, holidays: policy.holidays)
      // Hours count as the days that they begin.
      case .hours: return ReferenceCalendar.days(sign * Int((Double(count) / 24).rounded(.up)), from: from)
      }
    }
  }

  private func anchorDay(_ anchor: String) -> Day? {
    switch anchor {
    case "use", "release": return facts.kind == .action ? day : nil
    case "start": return facts.starts
    case "end": return facts.ends
    case "agreement-end": return facts.openTool?.agreement?.until?.value
    default:
      guard case .one(.day(let day))? = facts.attributes[anchor] else { return nil }
      return day
    }
  }
}
