/// A point in time, exact to the nanosecond, written with its offset: `2026-10-02T14:03:00-07:00` (RFC 3339).
public struct Instant: Hashable, Comparable, Sendable {
  /// Seconds since 1970-01-01T00:00:00Z; negative before it.
  package let seconds: Int64
  /// 0 to 999,999,999.
  package let nanoseconds: Int32

  package init(seconds: Int64, nanoseconds: Int32 = 0) {
    self.seconds = seconds
    self.nanoseconds = nanoseconds
  }

  /// The instant so many seconds after 1970-01-01T00:00:00Z, or before it; stays within the years 1 to 9999.
  public init(secondsSince1970 seconds: Int64) {
    self.init(seconds: min(max(seconds, -62_135_596_800), 253_402_300_799))
  }

  /// Reads RFC 3339 with seconds and an offset (`Z` or `±hh:mm`); up to nine digits of a fraction; no leap seconds.
  public init?(_ text: some StringProtocol) {
    self.init(bytes: ArraySlice(text.utf8))
  }

  package init?(bytes: ArraySlice<UInt8>) {
    guard bytes.count >= 20, let day = Day(bytes: bytes.prefix(10)) else { return nil }
    var rest = bytes.dropFirst(10)
    func take(_ byte: UInt8) -> Bool {
      guard rest.first == byte else { return false }
      rest.removeFirst()
      return true
    }
    func twoDigits(upTo most: Int) -> Int? {
      var value = 0
      for _ in 0..<2 {
        guard let byte = rest.first, byte >= 0x30, byte <= 0x39 else { return nil }
        value = value * 10 + Int(byte - 0x30)
        rest.removeFirst()
      }
      return value <= most ? value : nil
    }
    guard take(UInt8(ascii: "T")), let hour = twoDigits(upTo: 23), take(UInt8(ascii: ":")),
      let minute = twoDigits(upTo: 59), take(UInt8(ascii: ":")), let second = twoDigits(upTo: 59)
    else { return nil }
    var nanoseconds = 0
    if take(UInt8(ascii: ".")) {
      var digits = 0
      while let byte = rest.first, byte >= 0x30, byte <= 0x39 {
        guard digits < 9 else { return nil }
        nanoseconds = nanoseconds * 10 + Int(byte - 0x30)
        digits += 1
        rest.removeFirst()
      }
      guard digits > 0 else { return nil }
      for _ in digits..<9 { nanoseconds *= 10 }
    }
    var offset = 0
    if !take(UInt8(ascii: "Z")) {
      let sign: Int
      if take(UInt8(ascii: "+")) { sign = 1 } else if take(UInt8(ascii: "-")) { sign = -1 } else { return nil }
      guard let hours = twoDigits(upTo: 23), take(UInt8(ascii: ":")), let minutes = twoDigits(upTo: 59) else {
        return nil
      }
      offset = sign * (hours * 3600 + minutes * 60)
    }
    guard rest.isEmpty else { return nil }
    self.seconds = Int64(day.number) * 86_400 + Int64(hour * 3600 + minute * 60 + second - offset)
    self.nanoseconds = Int32(nanoseconds)
  }

  /// Earlier.
  public static func < (a: Instant, b: Instant) -> Bool {
    (a.seconds, a.nanoseconds) < (b.seconds, b.nanoseconds)
  }

  /// The calendar day and the second of that day at an offset east of UTC, in seconds.
  package func local(offset: Int32) -> (day: Day, second: Int32) {
    let shifted = seconds + Int64(offset)
    let days = shifted >= 0 ? shifted / 86_400 : (shifted - 86_399) / 86_400
    return (Day(number: Int32(clamping: days)), Int32(shifted - days * 86_400))
  }
}

extension Instant: CustomStringConvertible {
  /// In UTC, trailing zeros of a fraction dropped: `2026-10-02T21:03:00Z` (S43).
  public var description: String {
    let (day, second) = local(offset: 0)
    func padded(_ value: Int32) -> String { value < 10 ? "0\(value)" : "\(value)" }
    var text = "\(day)T\(padded(second / 3600)):\(padded(second / 60 % 60)):\(padded(second % 60))"
    if nanoseconds > 0 {
      var digits = String(nanoseconds)
      digits = String(repeating: "0", count: 9 - digits.count) + digits
      while digits.last == "0" { digits.removeLast() }
      text += ".\(digits)"
    }
    return text + "Z"
  }
}
