import PolicyBasics
import SourceText

// The values that entries are made of.

extension Bool: ByteCoded {
  static var blank: Bool { false }
  mutating func code(_ coder: inout ByteCoder) throws(CompiledPolicyError) {
    var byte: UInt8 = self ? 1 : 0
    try coder.code(byte: &byte)
    guard byte < 2 else { throw coder.malformed("a word is not known") }
    self = byte == 1
  }
}

/// Counts and ranks: none is negative, none has more than 15 digits (S6).
extension Int: ByteCoded {
  static var blank: Int { 0 }
  mutating func code(_ coder: inout ByteCoder) throws(CompiledPolicyError) {
    try coder.code(&self, in: 0...999_999_999_999_999)
  }
}

extension Int64: ByteCoded {
  static var blank: Int64 { 0 }
  mutating func code(_ coder: inout ByteCoder) throws(CompiledPolicyError) {
    var number = UInt64(bitPattern: (self << 1) ^ (self >> 63))
    try coder.code(number: &number)
    self = Int64(bitPattern: number >> 1) ^ -Int64(bitPattern: number & 1)
  }
}

extension Int32: ByteCoded {
  static var blank: Int32 { 0 }
  mutating func code(_ coder: inout ByteCoder) throws(CompiledPolicyError) {
    var wide = Int64(self)
    try wide.code(&coder)
    guard let value = Int32(exactly: wide) else { throw coder.malformed("a number is too large") }
    self = value
  }
}

extension UInt32: ByteCoded {
  static var blank: UInt32 { 0 }
  mutating func code(_ coder: inout ByteCoder) throws(CompiledPolicyError) {
    var wide = UInt64(self)
    try coder.code(number: &wide)
    guard let value = UInt32(exactly: wide) else { throw coder.malformed("a number is too large") }
    self = value
  }
}

extension String: ByteCoded {
  static var blank: String { "" }
  mutating func code(_ coder: inout ByteCoder) throws(CompiledPolicyError) { try coder.code(text: &self) }
}

extension Optional: ByteCoded where Wrapped: ByteCoded {
  static var blank: Wrapped? { nil }
  mutating func code(_ coder: inout ByteCoder) throws(CompiledPolicyError) {
    var isThere = self != nil
    try isThere.code(&coder)
    guard isThere else {
      self = nil
      return
    }
    var value: Wrapped = self ?? Wrapped.blank
    try value.code(&coder)
    self = value
  }
}

extension Array: ByteCoded where Element: ByteCoded {
  static var blank: [Element] { [] }
  mutating func code(_ coder: inout ByteCoder) throws(CompiledPolicyError) {
    var count = count
    try coder.code(count: &count)
    guard !coder.isWriting else {
      for var element in self { try element.code(&coder) }
      return
    }
    self = []
    for _ in 0..<count { append(try coder.take()) }
  }
}

extension Located: ByteCoded where Value: ByteCoded {
  static var blank: Located { Located(.blank) }
  mutating func code(_ coder: inout ByteCoder) throws(CompiledPolicyError) { try value.code(&coder) }
}

extension Day: ByteCoded {
  static var blank: Day { .earliest }
  mutating func code(_ coder: inout ByteCoder) throws(CompiledPolicyError) {
    var number = number
    try number.code(&coder)
    self = Day(number: number)
    guard self >= .earliest, self <= .latest else { throw coder.malformed("a day is not in the calendar") }
  }
}

extension Period: ByteCoded {
  static var blank: Period { .always }
  mutating func code(_ coder: inout ByteCoder) throws(CompiledPolicyError) {
    try from.code(&coder)
    try until.code(&coder)
    if let from, let until, until < from { throw coder.malformed("days end before they begin") }
  }
}

extension Decimal: ByteCoded {
  static var blank: Decimal { Decimal(0) }
  mutating func code(_ coder: inout ByteCoder) throws(CompiledPolicyError) {
    var (mantissa, scale) = (mantissa, Int(scale))
    try mantissa.code(&coder)
    try coder.code(&scale, in: 0...15)
    guard let value = Decimal(mantissa: mantissa, scale: scale), value.mantissa == mantissa else {
      throw coder.malformed("a number is not written as numbers are")
    }
    self = value
  }
}

extension TimeSpan: CodedChoice {
  static var blank: TimeSpan { .days(0) }

  /// The largest count of each unit that a policy can write.
  private static let (mostDays, mostSeconds, mostMonths) = (7 * mostUnits, 3600 * mostUnits, mostUnits)

  func write(to coder: inout ByteCoder) throws(CompiledPolicyError) {
    switch self {
    case .days(let count): try coder.put(0, count)
    case .seconds(let count): try coder.put(1, count)
    case .months(let count): try coder.put(2, count)
    }
  }

  static func read(_ tag: UInt8, from coder: inout ByteCoder) throws(CompiledPolicyError) -> TimeSpan? {
    var count = 0
    switch tag {
    case 0:
      try coder.code(&count, in: 0...mostDays)
      return .days(count)
    case 1:
      try coder.code(&count, in: 0...mostSeconds)
      return .seconds(count)
    case 2:
      try coder.code(&count, in: 0...mostMonths)
      return .months(count)
    default: return nil
    }
  }
}

extension DeadlineSpan.Unit: CodedWord {
  static var blank: DeadlineSpan.Unit { .days }
}

extension DeadlineSpan: ByteCoded {
  static var blank: DeadlineSpan { DeadlineSpan(count: 0, unit: .days) }
  mutating func code(_ coder: inout ByteCoder) throws(CompiledPolicyError) {
    try unit.code(&coder)
    try coder.code(&count, in: 0...(unit == .businessDays ? 10_000 : 7 * TimeSpan.mostUnits))
  }
}

extension ZoneTransitions: ByteCoded {
  static var blank: ZoneTransitions { ZoneTransitions() }
  mutating func code(_ coder: inout ByteCoder) throws(CompiledPolicyError) {
    var (initialOffset, instants, offsets) = (initialOffset, instants, offsets)
    try initialOffset.code(&coder)
    try instants.code(&coder)
    try offsets.code(&coder)
    guard let zone = ZoneTransitions(initialOffset: initialOffset, instants: instants, offsets: offsets) else {
      throw coder.malformed("the time zone's changes are not in their order")
    }
    self = zone
  }
}

/// Days in ascending order, each once.
struct AscendingDays: ByteCoded {
  var days: [Day]
  static var blank: AscendingDays { AscendingDays(days: []) }
  mutating func code(_ coder: inout ByteCoder) throws(CompiledPolicyError) {
    try days.code(&coder)
    guard zip(days, days.dropFirst()).allSatisfy({ $0 < $1 }) else {
      throw coder.malformed("days are not in their order")
    }
  }
}

extension BusinessCalendar: ByteCoded {
  static var blank: BusinessCalendar { BusinessCalendar() }
  mutating func code(_ coder: inout ByteCoder) throws(CompiledPolicyError) {
    var days = AscendingDays(days: holidays)
    try days.code(&coder)
    self = BusinessCalendar(holidays: days.days)
  }
}
