/// A length of time as a policy writes it: `90 days`, `12 weeks` (84 days), `36 hours`, `4 minutes`, `12 months`.
///
/// Days, hours and months do not compare with one another (S5): a day has not always 24 hours, nor a month 30 days.
package enum TimeSpan: Hashable, Sendable {
  case days(Int)
  case seconds(Int)
  /// Stands only where a day is counted from.
  case months(Int)

  /// The largest count that is accepted in any unit: more than a century of minutes.
  package static let mostUnits = 100_000_000

  /// Reads `90 days` or the short form `90d`; `nil` for anything else, numbers that are too large included.
  package init?(bytes: ArraySlice<UInt8>) {
    let digits = bytes.prefix { $0 >= 0x30 && $0 <= 0x39 }
    guard let count = wholeNumber(digits), count <= TimeSpan.mostUnits else { return nil }
    let rest = bytes.dropFirst(digits.count)
    let long = rest.first == UInt8(ascii: " ")
    switch (String(decoding: rest.dropFirst(long ? 1 : 0), as: UTF8.self), long) {
    case ("days", true), ("day", true), ("d", false): self = .days(count)
    case ("weeks", true), ("week", true), ("w", false): self = .days(count * 7)
    case ("hours", true), ("hour", true), ("h", false): self = .seconds(count * 3600)
    case ("minutes", true), ("minute", true), ("min", false): self = .seconds(count * 60)
    case ("months", true), ("month", true), ("mo", false): self = .months(count)
    default: return nil
    }
  }

  /// The last day that is at most this long after `day`; `nil` for hours, which no day is counted by.
  package func end(after day: Day) -> Day? {
    switch self {
    case .days(let count): day.adding(days: count)
    case .months(let count): day.adding(months: count)
    case .seconds: nil
    }
  }

  /// `nil` where the two do not compare.
  package static func compare(_ a: TimeSpan, _ b: TimeSpan) -> Ordering? {
    switch (a, b) {
    case (.days(let a), .days(let b)), (.seconds(let a), .seconds(let b)), (.months(let a), .months(let b)):
      Ordering(a, b)
    case (.days, _), (.seconds, _), (.months, _): nil
    }
  }

  /// The canonical text of S43: `84d`, `12mo`, `14400s`.
  package var canonical: String {
    switch self {
    case .days(let count): "\(count)d"
    case .months(let count): "\(count)mo"
    case .seconds(let count): "\(count)s"
    }
  }
}

extension TimeSpan: CustomStringConvertible {
  /// In words, in the largest unit that divides it: `90 days`, `36 hours`, `1 month`.
  package var description: String {
    func words(_ count: Int, _ unit: String) -> String { "\(count) \(unit)\(count == 1 ? "" : "s")" }
    switch self {
    case .days(let count): return words(count, "day")
    case .months(let count): return words(count, "month")
    case .seconds(let count):
      return count % 3600 == 0 ? words(count / 3600, "hour") : words(count / 60, "minute")
    }
  }
}

/// How two values of an ordered type stand to each other.
package enum Ordering: Sendable {
  case less, equal, greater

  package init<Value: Comparable>(_ a: Value, _ b: Value) {
    self = a < b ? .less : a == b ? .equal : .greater
  }
}

/// So much a week: `140 per week`, `6 hours per week`.
package enum WeeklyRate: Hashable, Sendable {
  case count(Int)
  case seconds(Int)

  package init?(bytes: ArraySlice<UInt8>) {
    let suffix = Array(" per week".utf8)
    guard bytes.count > suffix.count, bytes.suffix(suffix.count).elementsEqual(suffix) else { return nil }
    let amount = bytes.dropLast(suffix.count)
    if let count = wholeNumber(amount), count <= TimeSpan.mostUnits {
      self = .count(count)
    } else if case .seconds(let seconds)? = TimeSpan(bytes: amount) {
      self = .seconds(seconds)
    } else {
      return nil
    }
  }

  /// As it is written.
  package var description: String {
    switch self {
    case .count(let count): "\(count) per week"
    case .seconds(let seconds): "\(TimeSpan.seconds(seconds)) per week"
    }
  }
}

/// Decimal digits without sign or leading zero, at most 15 of them (S6).
package func wholeNumber(_ bytes: some Collection<UInt8>) -> Int? {
  guard let first = bytes.first, bytes.count <= 15, bytes.count == 1 || first != UInt8(ascii: "0") else { return nil }
  var value = 0
  for byte in bytes {
    guard byte >= 0x30, byte <= 0x39 else { return nil }
    value = value * 10 + Int(byte - 0x30)
  }
  return value
}
