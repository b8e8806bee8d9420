/// An exact decimal number of at most 15 digits (S6): no rounding, no infinity, no negative zero.
package struct Decimal: Hashable, Sendable {
  /// The number times 10 to the `scale`; not divisible by 10 unless the scale is 0.
  package let mantissa: Int64
  package let scale: UInt8

  package init(_ whole: Int) {
    mantissa = Int64(whole)
    scale = 0
  }

  /// The value with this mantissa and scale, in its one normal form.
  package init?(mantissa: Int64, scale: Int) {
    guard (0...15).contains(scale), mantissa.magnitude < 1_000_000_000_000_000 else { return nil }
    var mantissa = mantissa
    var scale = scale
    while scale > 0, mantissa % 10 == 0 {
      mantissa /= 10
      scale -= 1
    }
    self.mantissa = mantissa
    self.scale = UInt8(scale)
  }

  /// Reads `-?(0|[1-9][0-9]*)(\.[0-9]+)?`; with `exponents`, as JSON has them, also `1.5e3`.
  ///
  /// `nil` for anything else, and for a number that needs more than 15 digits when it is written out.
  package init?(bytes: ArraySlice<UInt8>, exponents: Bool = false) {
    var rest = bytes
    let negative = rest.first == UInt8(ascii: "-")
    if negative { rest.removeFirst() }
    func takeDigits() -> ArraySlice<UInt8> {
      let digits = rest.prefix { $0 >= 0x30 && $0 <= 0x39 }
      rest = rest.dropFirst(digits.count)
      return digits
    }
    let whole = takeDigits()
    guard !whole.isEmpty, whole.count == 1 || whole.first != UInt8(ascii: "0") else { return nil }
    var fraction: ArraySlice<UInt8> = []
    if rest.first == UInt8(ascii: ".") {
      rest.removeFirst()
      fraction = takeDigits()
      guard !fraction.isEmpty else { return nil }
    }
    var exponent = 0
    if exponents, rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
      rest.removeFirst()
      let down = rest.first == UInt8(ascii: "-")
      if down || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
      let digits = takeDigits()
      guard !digits.isEmpty else { return nil }
      for digit in digits { exponent = min(exponent * 10 + Int(digit - 0x30), 10_000) }
      if down { exponent = -exponent }
    }
    guard rest.isEmpty else { return nil }

    var digits = Array(whole + fraction)[...]
    var scale = fraction.count - exponent
    while digits.last == 0x30, digits.count > 1, scale > 0 {
      digits.removeLast()
      scale -= 1
    }
    digits = digits.drop { $0 == 0x30 }
    guard !digits.isEmpty else {
      self.init(0)
      return
    }
    while scale < 0 {
      guard digits.count < 15 else { return nil }
      digits.append(0x30)
      scale += 1
    }
    // Digits before the point and after it, as they stand on paper: `0.5` has two.
    guard digits.count <= 15, scale <= 15, max(digits.count, scale + 1) <= 15 else { return nil }
    var value: Int64 = 0
    for digit in digits { value = value * 10 + Int64(digit - 0x30) }
    self.init(mantissa: negative ? -value : value, scale: scale)
  }

  /// The whole number that this is; `nil` where it has a fraction.
  package var whole: Int? { scale == 0 ? Int(mantissa) : nil }
}

extension Decimal: Comparable {
  package static func < (a: Decimal, b: Decimal) -> Bool {
    a.aligned(to: max(a.scale, b.scale)) < b.aligned(to: max(a.scale, b.scale))
  }

  private func aligned(to scale: UInt8) -> Int128 {
    var value = Int128(mantissa)
    for _ in self.scale..<max(scale, self.scale) { value *= 10 }
    return value
  }
}

extension Decimal: CustomStringConvertible {
  /// Plain, without exponent and trailing zeros (S43).
  package var description: String {
    guard scale > 0 else { return String(mantissa) }
    var digits = String(mantissa.magnitude)
    if digits.count <= Int(scale) { digits = String(repeating: "0", count: Int(scale) + 1 - digits.count) + digits }
    let point = digits.index(digits.endIndex, offsetBy: -Int(scale))
    return (mantissa < 0 ? "-" : "") + digits[..<point] + "." + digits[point...]
  }
}
