import PolicyBasics

/// An `R` line: from when on the clocks are how far from standard time, in each of its years.
struct ZoneRule: Hashable, Sendable {
  var years: ClosedRange<Int>
  var day: YearlyDay
  var time: ClockTime
  /// Seconds that clocks are ahead of standard time; negative where winter time is the exception (Europe/Dublin).
  var saving: Int64

  /// The last year that any line but a rule that goes on for ever may name: from 2100 on all years are alike.
  static let lastYear = 2098

  /// Reads `R u 2007 ma - Mar Su>=8 2 1 D`; `nil` for anything else.
  init?(fields: [Substring]) {
    guard fields.count == 10, fields[0] == "R", let first = ZoneRule.year(fields[2]), fields[4] == "-",
      let day = YearlyDay(month: fields[5], day: fields[6]), let time = ClockTime(fields[7]),
      let saving = ZoneRule.saving(fields[8])
    else { return nil }
    let last =
      if fields[3] == "o" { first } else if fields[3] == "ma" { Int.max } else { ZoneRule.year(fields[3]) }
    guard let last, last >= first else { return nil }
    self.years = first...last
    self.day = day
    self.time = time
    self.saving = saving
  }

  var isForEver: Bool { years.upperBound == Int.max }

  /// When the rule takes effect in this year, in seconds since 1970-01-01T00:00:00 of its own clock.
  ///
  /// `nil` where the year has no such day; whether the year is one of the rule's is not asked.
  func clockSeconds(inYear year: Int) -> Int64? {
    day.day(inYear: year).map { Int64($0.number) * 86_400 + time.seconds }
  }

  static func year(_ field: Substring) -> Int? {
    guard field.utf8.count == 4, field.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return Int(field)
  }

  /// Seconds of `1`, `0:30`, `-1`, with `s` or `d` behind it where the sign does not say whether it is standard time.
  static func saving(_ field: Substring) -> Int64? {
    let suffix = field.utf8.last
    return ClockTime.seconds(suffix == UInt8(ascii: "s") || suffix == UInt8(ascii: "d") ? field.dropLast() : field)
  }
}
