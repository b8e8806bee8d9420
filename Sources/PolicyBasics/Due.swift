/// A count of days, business days, months or hours, from some day on.
package struct DeadlineSpan: Hashable, Sendable {
  package enum Unit: UInt8, CaseIterable, Sendable { case days, businessDays, months, hours }

  package var count: Int
  package var unit: Unit

  package init(count: Int, unit: Unit) {
    self.count = count
    self.unit = unit
  }

  /// Reads `20 business-days`, or a duration; `nil` for anything else.
  package init?(bytes: ArraySlice<UInt8>) {
    let suffixes = [" business-days", " business-day"]
    for suffix in suffixes
    where bytes.count > suffix.utf8.count && bytes.suffix(suffix.utf8.count).elementsEqual(suffix.utf8) {
      guard let count = wholeNumber(bytes.dropLast(suffix.utf8.count)), count <= 10_000 else { return nil }
      self.init(count: count, unit: .businessDays)
      return
    }
    switch TimeSpan(bytes: bytes) {
    case .days(let count)?: self.init(count: count, unit: .days)
    case .months(let count)?: self.init(count: count, unit: .months)
    case .seconds(let seconds)? where seconds % 3600 == 0: self.init(count: seconds / 3600, unit: .hours)
    case .seconds?, nil: return nil
    }
  }

  /// The day so far after `day`, or before it; hours count whole days begun.
  package func day(from day: Day, backwards: Bool, calendar: BusinessCalendar) -> Day {
    let sign = backwards ? -1 : 1
    return switch unit {
    case .days: day.adding(days: sign * count)
    case .businessDays: calendar.businessDay(sign * count, from: day)
    case .months: day.adding(months: sign * count)
    case .hours: day.adding(days: sign * ((count + 23) / 24))
    }
  }
}

extension DeadlineSpan: CustomStringConvertible {
  package var description: String {
    let name =
      switch unit {
      case .days: "day"
      case .businessDays: "business-day"
      case .months: "month"
      case .hours: "hour"
      }
    return "\(count) \(name)\(count == 1 ? "" : "s")"
  }
}
