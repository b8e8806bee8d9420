import PolicyBasics

/// Days counted one by one (S5), and the words for lengths of time.
enum ReferenceCalendar {
  static func next(_ day: Day) -> Day { Day(number: day.number + 1) }
  static func previous(_ day: Day) -> Day { Day(number: day.number - 1) }

  /// `count` days after a day, or before it where `count` is negative.
  static func days(_ count: Int, from day: Day) -> Day {
    var result = day
    for _ in 0..<abs(count) { result = count > 0 ? next(result) : previous(result) }
    return result
  }

  /// Year, month and day of the month, counted from 1970-01-01 a year and a month at a time.
  static func date(_ day: Day) -> (year: Int, month: Int, dayOfMonth: Int) {
    var left = Int(day.number)
    var year = 1970
    while left < 0 {
      year -= 1
      left += length(ofYear: year)
    }
    while left >= length(ofYear: year) {
      left -= length(ofYear: year)
      year += 1
    }
    var month = 1
    while left >= length(ofMonth: month, in: year) {
      left -= length(ofMonth: month, in: year)
      month += 1
    }
    return (year, month, left + 1)
  }

  /// Reads `2026-08-01`, a real day of the years 1 to 9999; counted a year and a month at a time.
  static func day(_ text: String) -> Day? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == [4, 2, 2], parts.allSatisfy({ $0.utf8.allSatisfy { $0 >= 48 && $0 <= 57 } }),
      let year = Int(parts[0]), let month = Int(parts[1]), let dayOfMonth = Int(parts[2]), year > 0,
      (1...12).contains(month), dayOfMonth > 0, dayOfMonth <= length(ofMonth: month, in: year)
    else { return nil }
    return day(year, month, dayOfMonth)
  }

  private static func day(_ year: Int, _ month: Int, _ dayOfMonth: Int) -> Day {
    var number = dayOfMonth - 1
    for other in min(year, 1970)..<max(year, 1970) { number += (year < 1970 ? -1 : 1) * length(ofYear: other) }
    for other in 1..<month { number += length(ofMonth: other, in: year) }
    return Day(number: Int32(number))
  }

  /// As it is written.
  static func text(of day: Day) -> String {
    let (year, month, dayOfMonth) = date(day)
    func padded(_ number: Int, _ count: Int) -> String {
      String(repeating: "0", count: max(0, count - String(number).count)) + String(number)
    }
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(dayOfMonth, 2))"
  }

  private static func isLeap(_ year: Int) -> Bool { year % 400 == 0 || (year % 4 == 0 && year % 100 != 0) }
  private static func length(ofYear year: Int) -> Int { isLeap(year) ? 366 : 365 }
  private static func length(ofMonth month: Int, in year: Int) -> Int {
    [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  }

  /// S5: the same day of the month `count` months on, or that month's last.
  static func months(_ count: Int, from day: Day) -> Day {
    let start = date(day)
    var (year, month) = (start.year, start.month)
    for _ in 0..<abs(count) {
      month += count > 0 ? 1 : -1
      if month == 13 { (year, month) = (year + 1, 1) }
      if month == 0 { (year, month) = (year - 1, 12) }
    }
    return Self.day(year, month, min(start.dayOfMonth, length(ofMonth: month, in: year)))
  }

  /// S5: Monday to Friday and no holiday. 1970-01-01 was a Thursday.
  static func isBusinessDay(_ day: Day, holidays: Set<Day>) -> Bool {
    let sinceMonday = Int(day.number) + 3
    let weekday = sinceMonday - 7 * Int((Double(sinceMonday) / 7).rounded(.down))
    return weekday < 5 && !holidays.contains(day)
  }

  /// S5: the n-th business day after the day, or before it.
  static func businessDays(_ count: Int, from day: Day, backwards: Bool, holidays: Set<Day>) -> Day {
    var result = day
    var seen = 0
    while seen < count {
      result = backwards ? previous(result) : next(result)
      if isBusinessDay(result, holidays: holidays) { seen += 1 }
    }
    return result
  }
}

/// A length of time as it is written: days and hours do not compare (S5).
enum ReferenceSpan: Hashable, Sendable {
  case days(Int)
  case seconds(Int)
  case months(Int)

  /// `90 days`, `12 weeks`, `36 hours`, `4 minutes`, `12 months`, and the short forms.
  init?(_ text: String) {
    let digits = text.prefix { $0.isNumber }
    guard let count = Int(digits), String(count) == digits, count <= 100_000_000 else { return nil }
    switch text.dropFirst(digits.count) {
    case " day", " days", "d": self = .days(count)
    case " week", " weeks", "w": self = .days(7 * count)
    case " hour", " hours", "h": self = .seconds(3600 * count)
    case " minute", " minutes", "min": self = .seconds(60 * count)
    case " month", " months", "mo": self = .months(count)
    default: return nil
    }
  }

  init(_ span: TimeSpan) {
    switch span {
    case .days(let count): self = .days(count)
    case .seconds(let count): self = .seconds(count)
    case .months(let count): self = .months(count)
    }
  }

  /// R12: n after day X covers X to X + n. No day is counted by hours.
  func lastDay(after day: Day) -> Day? {
    switch self {
    case .days(let count): ReferenceCalendar.days(count, from: day)
    case .months(let count): ReferenceCalendar.months(count, from: day)
    case .seconds: nil
    }
  }

  /// S43.
  var canonical: String {
    switch self {
    case .days(let count): "\(count)d"
    case .seconds(let count): "\(count)s"
    case .months(let count): "\(count)mo"
    }
  }
}
