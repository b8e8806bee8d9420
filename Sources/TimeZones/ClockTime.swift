/// A time of day as zic's input has it, before 0:00 and after 24:00 included, and the clock that shows it.
struct ClockTime: Hashable, Sendable {
  /// Seconds since 0:00.
  var seconds: Int64
  var clock: Clock

  enum Clock: Sendable {
    /// What people see (`w`, or nothing): standard time and what is saved.
    case wall
    /// `s`: standard time.
    case standard
    /// `u`, `g`, `z`.
    case universal
  }

  static let midnight = ClockTime(seconds: 0, clock: .wall)

  init(seconds: Int64, clock: Clock) {
    self.seconds = seconds
    self.clock = clock
  }

  /// Reads `2`, `2:45s`, `-1`, `25:00u`, and `-` for midnight; `nil` for anything else.
  init?(_ field: Substring) {
    let clock: Clock? =
      switch field.utf8.last {
      case UInt8(ascii: "w"): .wall
      case UInt8(ascii: "s"): .standard
      case UInt8(ascii: "u"), UInt8(ascii: "g"), UInt8(ascii: "z"): .universal
      default: nil
      }
    guard let seconds = ClockTime.seconds(clock == nil ? field : field.dropLast()) else { return nil }
    self.init(seconds: seconds, clock: clock ?? .wall)
  }

  /// Seconds of `-`, `2`, `-0:30` or `0:25:21`; at most a week, no fraction.
  static func seconds(_ field: Substring) -> Int64? {
    var bytes = field.utf8[...]
    let negative = bytes.first == UInt8(ascii: "-")
    if negative { bytes.removeFirst() }
    if negative, bytes.isEmpty { return 0 }
    var seconds: Int64 = 0
    var unit: Int64 = 3600
    var part: Int64 = 0
    var digits = 0
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        part = part * 10 + Int64(byte - UInt8(ascii: "0"))
        digits += 1
        guard digits <= 3, part < (unit == 3600 ? 168 : 60) else { return nil }
      case UInt8(ascii: ":"):
        guard digits > 0, unit > 1 else { return nil }
        seconds += part * unit
        (unit, part, digits) = (unit / 60, 0, 0)
      default: return nil
      }
    }
    guard digits > 0 else { return nil }
    seconds += part * unit
    return negative ? -seconds : seconds
  }

  /// What has to be taken from this clock's time for UTC.
  func offset(standard: Int64, saving: Int64) -> Int64 {
    switch clock {
    case .wall: standard + saving
    case .standard: standard
    case .universal: 0
    }
  }
}
