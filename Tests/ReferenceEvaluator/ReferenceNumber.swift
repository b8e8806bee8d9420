/// An exact number by its digits as they stand on paper (S6, "Numbers").
struct ReferenceNumber: Hashable, Sendable {
  private var isNegative: Bool
  /// Before the point, without needless zeros; `0` where nothing is.
  private var whole: String
  /// Behind the point, without zeros at its end.
  private var fraction: String

  init(_ count: Int) {
    isNegative = count < 0
    whole = String(count.magnitude)
    fraction = ""
  }

  /// `-?(0|[1-9][0-9]*)(\.[0-9]+)?`, in JSON with an exponent; `nil` for anything else and for more than 15 digits.
  init?(_ text: String, isJSON: Bool = false) {
    var rest = Substring(text)
    func areDigits(_ text: Substring) -> Bool { !text.isEmpty && text.utf8.allSatisfy { $0 >= 48 && $0 <= 57 } }
    var isNegative = false
    if rest.hasPrefix("-") {
      isNegative = true
      rest = rest.dropFirst()
    }
    var exponent = 0
    if isJSON, let mark = rest.firstIndex(where: { $0 == "e" || $0 == "E" }) {
      var power = rest[rest.index(after: mark)...]
      rest = rest[..<mark]
      let isDown = power.hasPrefix("-")
      if isDown || power.hasPrefix("+") { power = power.dropFirst() }
      guard areDigits(power) else { return nil }
      // Far more than 15 digits, whichever way.
      exponent = (isDown ? -1 : 1) * (Int(power.drop { $0 == "0" }.prefix(4)) ?? 0)
    }
    let parts = rest.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), parts.allSatisfy(areDigits), parts[0] == "0" || !parts[0].hasPrefix("0")
    else { return nil }

    var before = String(parts[0])
    var behind = parts.count == 2 ? String(parts[1]) : ""
    while exponent > 0 {
      before.append(behind.isEmpty ? "0" : behind.removeFirst())
      exponent -= 1
    }
    while exponent < 0 {
      behind = (before.isEmpty ? "0" : String(before.removeLast())) + behind
      exponent += 1
    }
    while behind.hasSuffix("0") { behind.removeLast() }
    before = String(before.drop { $0 == "0" })
    if before.isEmpty { before = "0" }
    guard before.count + behind.count <= 15 else { return nil }
    whole = before
    fraction = behind
    self.isNegative = isNegative && (before != "0" || !behind.isEmpty)
  }

  /// The count that this is; `nil` for a fraction and for less than none.
  var count: Int? { isNegative || !fraction.isEmpty ? nil : Int(whole) }
}

extension ReferenceNumber: Comparable {
  static func < (a: ReferenceNumber, b: ReferenceNumber) -> Bool {
    guard a.isNegative == b.isNegative else { return a.isNegative }
    return a.isNegative ? isSmaller(b, a) : isSmaller(a, b)
  }

  /// Without sign.
  private static func isSmaller(_ a: ReferenceNumber, _ b: ReferenceNumber) -> Bool {
    if a.whole.count != b.whole.count { return a.whole.count < b.whole.count }
    if a.whole != b.whole { return a.whole < b.whole }
    let places = max(a.fraction.count, b.fraction.count)
    func padded(_ text: String) -> String { text + String(repeating: "0", count: places - text.count) }
    return padded(a.fraction) < padded(b.fraction)
  }
}

extension ReferenceNumber: CustomStringConvertible {
  /// S43: plain, without exponent and trailing zeros.
  var description: String { (isNegative ? "-" : "") + whole + (fraction.isEmpty ? "" : ".\(fraction)") }
}
