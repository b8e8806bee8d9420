import PolicyBasics

/// A day that comes every year: `Mar lastSu`.
struct YearlyDay: Hashable, Sendable {
  /// 1 to 12.
  var month: Int
  var rule: Rule

  /// Which day of the month; Monday is 0.
  enum Rule: Hashable, Sendable {
    case number(Int)
    /// `lastSu`
    case last(weekday: Int)
    /// `Su>=8`: may lie in the next month.
    case onOrAfter(Int, weekday: Int)
    /// `Su<=25`: may lie in the month before.
    case onOrBefore(Int, weekday: Int)
  }

  static let newYear = YearlyDay(month: 1, rule: .number(1))

  init(month: Int, rule: Rule) {
    self.month = month
    self.rule = rule
  }

  /// Reads a month and a day of it, `nil` for anything else; names as short as they can be told apart.
  init?(month: Substring, day: Substring) {
    guard let month = YearlyDay.index(of: month, in: YearlyDay.months), let rule = Rule(day) else { return nil }
    self.init(month: month + 1, rule: rule)
  }

  /// `nil` where the year has no such day, as February 29.
  func day(inYear year: Int) -> Day? {
    switch rule {
    case .number(let number): return Day(year: year, month: month, day: number)
    case .last(let weekday):
      guard let first = Day(year: year, month: month, day: 1) else { return nil }
      return YearlyDay.day(weekday: weekday, onOrBefore: first.adding(months: 1).adding(days: -1))
    case .onOrAfter(let number, let weekday):
      guard let first = Day(year: year, month: month, day: number) else { return nil }
      return first.adding(days: (weekday - first.weekday + 7) % 7)
    case .onOrBefore(let number, let weekday):
      guard let last = Day(year: year, month: month, day: number) else { return nil }
      return YearlyDay.day(weekday: weekday, onOrBefore: last)
    }
  }

  private static func day(weekday: Int, onOrBefore day: Day) -> Day {
    day.adding(days: -((day.weekday - weekday + 7) % 7))
  }

  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
  ]

  /// The name that begins like this, and the only one.
  fileprivate static func index(of beginning: Substring, in names: [String]) -> Int? {
    var found: Int?
    for (index, name) in names.enumerated() where name.utf8.starts(with: beginning.utf8.lazy.map { $0 | 0x20 }) {
      guard found == nil else { return nil }
      found = index
    }
    return found
  }
}

extension YearlyDay.Rule {
  private static let weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

  init?(_ field: Substring) {
    func weekday(_ name: Substring) -> Int? { YearlyDay.index(of: name, in: YearlyDay.Rule.weekdays) }
    func number(_ digits: Substring) -> Int? {
      guard let value = Int(digits), (1...31).contains(value) else { return nil }
      return value
    }
    if let value = number(field) {
      self = .number(value)
    } else if field.hasPrefix("last"), let weekday = weekday(field.dropFirst(4)) {
      self = .last(weekday: weekday)
    } else if let sign = field.firstIndex(where: { $0 == ">" || $0 == "<" }), field[sign...].dropFirst().first == "=",
      let weekday = weekday(field[..<sign]), let value = number(field[sign...].dropFirst(2))
    {
      self = field[sign] == ">" ? .onOrAfter(value, weekday: weekday) : .onOrBefore(value, weekday: weekday)
    } else {
      return nil
    }
  }
}
