/// A day of the proleptic Gregorian calendar, without a time zone: the unit in which policies are in force.
///
/// Written `2026-08-01` (ISO 8601, extended form); years 1 to 9999.
public struct Day: Hashable, Comparable, Sendable {
  /// Days since 1970-01-01; negative before it.
  @usableFromInline package let number: Int32

  @inlinable package init(number: Int32) { self.number = number }

  /// The earliest and the latest day that can be written.
  @inlinable package static var earliest: Day { Day(number: -719_162) }
  @inlinable package static var latest: Day { Day(number: 2_932_896) }

  /// The day with these calendar numbers; `nil` where the calendar has none, such as 2027-02-30.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1, day <= Day.length(ofMonth: month, year: year)
    else { return nil }
    self.init(uncheckedYear: year, month: month, day: day)
  }

  /// Reads `2026-08-01`, exactly: four, two and two digits; `nil` for anything else.
  public init?(_ text: some StringProtocol) {
    self.init(bytes: ArraySlice(text.utf8))
  }

  package init?(bytes: ArraySlice<UInt8>) {
    guard bytes.count == 10 else { return nil }
    let start = bytes.startIndex
    func number(_ range: Range<Int>) -> Int? {
      var value = 0
      for index in range {
        let byte = bytes[start + index]
        guard byte >= 0x30, byte <= 0x39 else { return nil }
        value = value * 10 + Int(byte - 0x30)
      }
      return value
    }
    guard bytes[start + 4] == UInt8(ascii: "-"), bytes[start + 7] == UInt8(ascii: "-"),
      let year = number(0..<4), let month = number(5..<7), let day = number(8..<10)
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  // Days from civil, after Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms" (2013).
  private init(uncheckedYear year: Int, month: Int, day: Int) {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    number = Int32(era * 146_097 + dayOfEra - 719_468)
  }

  /// Year, month (1 to 12) and day of the month (from 1).
  public var calendar: (year: Int, month: Int, day: Int) {
    let shifted = Int(number) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  /// Monday is 0, Sunday 6.
  package var weekday: Int { (((Int(number) + 3) % 7) + 7) % 7 }

  /// The day so many days later; stays within what can be written.
  @inlinable package func adding(days: Int) -> Day {
    let (sum, overflow) = Int(number).addingReportingOverflow(days)
    if overflow { return days > 0 ? Day.latest : Day.earliest }
    return Day(number: Int32(min(max(sum, Int(Day.earliest.number)), Int(Day.latest.number))))
  }

  /// The same day of the month so many months on, or that month's last (S5); stays within what can be written.
  package func adding(months: Int) -> Day {
    let (year, month, day) = calendar
    let (total, overflow) = (year * 12 + month - 1).addingReportingOverflow(months)
    guard !overflow, total >= 12 else { return months > 0 ? Day.latest : Day.earliest }
    guard total / 12 <= 9999 else { return Day.latest }
    let target = (year: total / 12, month: total % 12 + 1)
    let last = Day.length(ofMonth: target.month, year: target.year)
    return Day(uncheckedYear: target.year, month: target.month, day: min(day, last))
  }

  /// Earlier.
  @inlinable public static func < (a: Day, b: Day) -> Bool { a.number < b.number }

  /// Days from `a` to `b`: 0 for the same day.
  @inlinable package static func - (b: Day, a: Day) -> Int { Int(b.number) - Int(a.number) }

  package static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

extension Day: CustomStringConvertible {
  /// As it is written: `2026-08-01`.
  public var description: String {
    let (year, month, day) = calendar
    func padded(_ value: Int, _ width: Int) -> String {
      let digits = String(value)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }
}

/// Days from one to another, both included; a bound that is left out does not bind.
package struct Period: Hashable, Sendable {
  package var from: Day?
  package var until: Day?

  package init(from: Day? = nil, until: Day? = nil) {
    self.from = from
    self.until = until
  }

  package static let always = Period()

  package func contains(_ day: Day) -> Bool {
    if let from, day < from { return false }
    if let until, day > until { return false }
    return true
  }

  /// Whether each day of `other` lies in this period.
  package func contains(_ other: Period) -> Bool {
    if let from { guard let start = other.from, start >= from else { return false } }
    if let until { guard let end = other.until, end <= until else { return false } }
    return true
  }
}
