import PolicyBasics

// What to do about a text that is no value of the type that is meant: help for people who know what they mean and not how
// it is written. Nothing is guessed by it: the value stays wrong until somebody writes it.

extension DiagnosticText {
  /// Where a form was pasted and a place of it not filled in.
  package static func help(forUnfilled text: String) -> DiagnosticText? {
    text == "…" || text == "..." ? "write what is meant in place of \(name: text)" : nil
  }

  package static func help(forDay text: String) -> DiagnosticText {
    let standard: DiagnosticText = "write year, month and day, such as `2026-08-01`"
    guard text.utf8.count <= 40 else { return standard }
    if text.utf8.count > 10, Day(text.prefix(10)) != nil { return "write the day alone: \(name: text.prefix(10))" }
    let parts = text.split { !$0.isLetter && !$0.isNumber }
    if parts.count == 1, text.utf8.count == 8, let number = Int(text),
      let day = Day(year: number / 10_000, month: number / 100 % 100, day: number % 100)
    {
      return "write \(name: day.description)"
    }
    guard parts.count == 3 else { return standard }
    if parts[0].count == 4, let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]) {
      if let written = Day(year: year, month: month, day: day) { return "write \(name: written.description)" }
      guard (1...9999).contains(year), (1...12).contains(month) else { return "months are from `01` to `12`" }
      return "\(text: months[month - 1]) \(year) has \(Day.length(ofMonth: month, year: year)) days"
    }
    guard parts[2].count == 4, let year = Int(parts[2]) else { return standard }
    let days =
      if let a = Int(parts[0]), let b = Int(parts[1]) {
        // As in the United States, and as in Europe.
        [Day(year: year, month: a, day: b), Day(year: year, month: b, day: a)]
      } else if let a = month(named: parts[0]), let b = Int(parts[1]) {
        [Day(year: year, month: a, day: b)]
      } else if let b = month(named: parts[1]), let a = Int(parts[0]) {
        [Day(year: year, month: b, day: a)]
      } else {
        [Day?]()
      }
    let found = days.compactMap { $0 }
    guard let first = found.first else { return standard }
    guard let second = found.last, second != first else { return "write \(name: first.description)" }
    return "write \(name: first.description) or \(name: second.description), whichever is meant: the month comes first"
  }

  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]

  private static func month(named text: Substring) -> Int? {
    let word = text.lowercased()
    guard word.count >= 3 else { return nil }
    return months.firstIndex { $0.lowercased().hasPrefix(word) }.map { $0 + 1 }
  }

  package static func help(forTime text: String) -> DiagnosticText {
    if Day(text) != nil { return "add the time and its offset, such as \(name: "\(text)T14:03:00-07:00")" }
    let day = text.prefix(10)
    guard text.utf8.count >= 10, text.utf8.count <= 40, Day(day) != nil else {
      let help = help(forDay: String(day))
      return "write day, time and offset, such as `2026-10-02T14:03:00-07:00`; for the day, \(help)"
    }
    for missing in ["Z", ":00Z"] where Instant(text + missing) != nil {
      return missing == "Z"
        ? "add the offset: \(name: text + "-07:00"), or `Z` for UTC"
        : "add seconds and offset: \(name: text + ":00-07:00"), or `Z` for UTC"
    }
    return "write day, time and offset without blanks, such as \(name: "\(day)T14:03:00-07:00")"
  }

  /// - Parameter months: whether months and years can be meant, because a day is there to count them from.
  package static func help(forSpan text: String, months: Bool) -> DiagnosticText {
    guard let (count, unit) = amount(text) else { return "write a number and its unit, such as `90 days`" }
    switch unit {
    case "": return "add the unit, such as \(name: "\(count) days")"
    case "month", "months", "mo", "mos":
      return months
        ? "write \(name: "\(count) months")"
        : "count it in days, such as \(name: "\(count * 30) days"): months differ in length"
    case "year", "years", "yr", "yrs", "y":
      return months
        ? "write \(name: "\(count * 12) months")"
        : "count it in days, such as \(name: "\(count * 365) days")"
    case "wks", "wk", "w": return "write \(name: "\(count) weeks")"
    case "d": return "write \(name: "\(count) days")"
    case "hrs", "hr", "h": return "write \(name: "\(count) hours")"
    case "m":
      // Minutes or months: the language has no such unit because nobody knows.
      return months
        ? "write \(name: "\(count) minutes") or \(name: "\(count) months"), whichever is meant"
        : "write \(name: "\(count) minutes"), or count it in days where months are meant"
    case "mins", "min": return "write \(name: "\(count) minutes")"
    default:
      let written = "\(count) \(unit)"
      return TimeSpan(bytes: ArraySlice(written.utf8)) != nil && written != text
        ? "write \(name: written)"
        : "write a whole number and `days`, `weeks`, `hours` or `minutes`, such as `90 days`"
    }
  }

  package static func help(forRate text: String) -> DiagnosticText {
    guard let (count, unit) = amount(text) else { return "say how much in a week, such as `140 per week`" }
    let isOfWeeks = ["", "/week", "a week", "each week", "every week", "weekly", "per wk", "/wk", "per week"]
    if isOfWeeks.contains(unit) { return "write \(name: "\(count) per week")" }
    for word in ["hour", "hours", "minute", "minutes"] where unit == word || unit.hasPrefix(word + "/") {
      return "write \(name: "\(count) \(word) per week")"
    }
    return "say how much in a week, such as \(name: "\(count) per week")"
  }

  package static func help(forCount text: String) -> DiagnosticText {
    let standard: DiagnosticText = "write a whole number in digits, such as `24`"
    if let first = text.first, "<>=≤≥".contains(first) {
      let word = first == "<" || first == "≤" ? "at-most" : "at-least"
      let digits = text.drop { !$0.isNumber }
      guard wholeNumber(digits.utf8) != nil else { return standard }
      return first == "=" ? "write \(name: digits)" : "in a condition write \(name: "{\(word): \(digits)}")"
    }
    if let digits = withoutCommas(text) { return "write \(name: digits)" }
    guard let (count, rest) = amount(text) else { return standard }
    if rest.isEmpty { return "write \(name: String(count))" }
    return rest.first?.isLetter == true ? "write the number alone: \(name: String(count))" : standard
  }

  package static func help(forNumber text: String) -> DiagnosticText {
    if let digits = withoutCommas(text) { return "write \(name: digits)" }
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    if parts.count == 2, Decimal(bytes: ArraySlice("\(parts[0]).\(parts[1])".utf8)) != nil {
      return "write \(name: "\(parts[0]).\(parts[1])")"
    }
    let number = text.prefix { $0.isNumber || $0 == "." }
    if !number.isEmpty, Decimal(bytes: ArraySlice(number.utf8)) != nil {
      return "write the number alone: \(name: number)"
    }
    guard let (count, rest) = amount(text), rest.isEmpty else { return "write a number in digits, such as `2.5`" }
    return "write \(name: String(count))"
  }

  /// - Parameters:
  ///   - yes: how it is written that it is so.
  ///   - no: how it is written that it is not.
  package static func help(forFlag text: String, yes: StaticString, no: StaticString) -> DiagnosticText {
    switch text.lowercased() {
    case "yes", "y", "on", "true", "1": "write `\(yes)`"
    case "no", "n", "off", "false", "0": "write `\(no)`"
    default: "write `\(yes)` or `\(no)`"
    }
  }

  /// A number in digits, or a small one in words, and what stands behind it, in small letters.
  private static func amount(_ text: String) -> (count: Int, unit: String)? {
    guard text.utf8.count <= 60 else { return nil }
    let digits = text.prefix { ("0"..."9").contains($0) }
    let number: Substring
    let count: Int?
    if digits.isEmpty {
      number = text.prefix { $0.isLetter }
      count = words.firstIndex(of: number.lowercased()).map { $0 + 1 }
    } else {
      number = digits
      count = digits.utf8.count <= 9 ? Int(digits) : nil
    }
    guard let count else { return nil }
    let unit = text.dropFirst(number.count).lowercased().drop { $0 == " " || $0 == "-" }
    return (count, String(unit))
  }

  private static let words = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
  ]

  /// `1,000` and `1 000` without what divides the thousands; `nil` for anything else.
  private static func withoutCommas(_ text: String) -> String? {
    guard text.utf8.count <= 20 else { return nil }
    let parts = text.split(omittingEmptySubsequences: false) { $0 == "," || $0 == " " }
    guard parts.count > 1, (1...3).contains(parts[0].count), parts.dropFirst().allSatisfy({ $0.count == 3 }) else {
      return nil
    }
    let digits = parts.joined()
    return wholeNumber(digits.utf8) == nil ? nil : digits
  }
}
