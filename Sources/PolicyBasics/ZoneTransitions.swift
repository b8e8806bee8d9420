/// The offsets from UTC of one time zone, for any instant: what a compiled policy carries of its zone.
///
/// The table ends at `horizon`; the Gregorian calendar repeats every 400 years to the weekday, so later instants are looked up
/// in its last 400 years. The default value is UTC.
@usableFromInline
package struct ZoneTransitions: Hashable, Sendable {
  /// Seconds east of UTC before the first change.
  @usableFromInline package let initialOffset: Int32
  /// When the offset changes, in seconds since 1970-01-01T00:00:00Z, ascending.
  @usableFromInline package let instants: [Int64]
  /// Seconds east of UTC from the instant of the same index on.
  @usableFromInline package let offsets: [Int32]

  /// 2500-01-01T00:00:00Z: no change stands in the table from here on.
  @inlinable package static var horizon: Int64 { 16_725_225_600 }
  /// 400 years of the Gregorian calendar, in seconds; a whole number of weeks.
  @inlinable package static var cycle: Int64 { 146_097 * 86_400 }

  /// UTC.
  package init() {
    initialOffset = 0
    instants = []
    offsets = []
  }

  /// `nil` unless each instant has its offset, instants ascend and lie before `horizon`, and offsets are more than -25 hours
  /// and less than 26 (what RFC 9636, section 3.2, has of `utoff`).
  package init?(initialOffset: Int32, instants: [Int64], offsets: [Int32]) {
    let possible: ClosedRange<Int32> = -89_999...93_599
    guard instants.count == offsets.count, possible.contains(initialOffset), offsets.allSatisfy(possible.contains),
      zip(instants, instants.dropFirst()).allSatisfy({ $0 < $1 }),
      instants.last.map({ $0 < ZoneTransitions.horizon }) ?? true
    else { return nil }
    self.initialOffset = initialOffset
    self.instants = instants
    self.offsets = offsets
  }

  /// Seconds east of UTC at an instant given in seconds since 1970-01-01T00:00:00Z; allocates nothing.
  @inlinable package func offset(at instant: Int64) -> Int32 {
    var instant = instant
    if instant >= ZoneTransitions.horizon {
      let start = ZoneTransitions.horizon - ZoneTransitions.cycle
      instant = start + (instant - ZoneTransitions.horizon) % ZoneTransitions.cycle
    }
    // How many changes are not later than the instant.
    var low = 0
    var high = instants.count
    while low < high {
      let middle = (low + high) / 2
      if instants[middle] <= instant { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? initialOffset : offsets[low - 1]
  }
}
