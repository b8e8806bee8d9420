import PolicyBasics

/// A `Z` line or one that continues it: a part of a zone's history with one standard time.
struct ZoneEra: Hashable, Sendable {
  /// Seconds east of UTC.
  var standard: Int64
  var saving: Saving
  /// When the next line takes over; `nil` for the last.
  var until: Until?

  enum Saving: Hashable, Sendable {
    case fixed(Int64)
    case rules(String)
  }

  struct Until: Hashable, Sendable {
    var year: Int
    /// Seconds since 1970-01-01T00:00:00 of the clock.
    var clockSeconds: Int64
    var time: ClockTime

    /// In seconds since 1970-01-01T00:00:00Z, with what is in force then.
    func instant(standard: Int64, saving: Int64) -> Int64 {
      clockSeconds - time.offset(standard: standard, saving: saving)
    }
  }

  /// Reads `-8 u P%sT 1946` (offset, rules or saving, format, end), `nil` for anything else.
  init?(fields: [Substring]) {
    guard (3...7).contains(fields.count), fields[0] != "-", let standard = ClockTime.seconds(fields[0]),
      let first = fields[1].first
    else { return nil }
    self.standard = standard
    if first == "-" || first == "+" || first.isNumber {
      guard let saving = ZoneRule.saving(fields[1]) else { return nil }
      self.saving = .fixed(saving)
    } else {
      self.saving = .rules(String(fields[1]))
    }
    guard ZoneEra.continues(fields: fields) else { return }
    guard let year = ZoneRule.year(fields[3]),
      let yearlyDay = fields.count > 4
        ? YearlyDay(month: fields[4], day: fields.count > 5 ? fields[5] : "1") : YearlyDay.newYear,
      let day = yearlyDay.day(inYear: year),
      let time = fields.count > 6 ? ClockTime(fields[6]) : ClockTime.midnight
    else { return nil }
    until = Until(year: year, clockSeconds: Int64(day.number) * 86_400 + time.seconds, time: time)
  }

  /// Whether the line has an end, so that the next line goes on with the zone.
  static func continues(fields: [Substring]) -> Bool { fields.count > 3 }
}
