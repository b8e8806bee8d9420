package import PolicyBasics

/// Text of a message. What was read gets in only as `\(name: …)` or `\(text: …)`, which escape it and cut it, so no file
/// writes into a terminal or a build log.
package struct DiagnosticText: Hashable, Sendable, ExpressibleByStringInterpolation {
  package let description: String

  package init(stringLiteral value: String) { description = value }
  package init(stringInterpolation interpolation: StringInterpolation) { description = interpolation.text }
  private init(checked text: String) { description = text }

  /// Names from the input stand in backticks and end at 64 characters.
  package static func name(_ name: some StringProtocol) -> DiagnosticText {
    DiagnosticText(checked: "`" + cut(visible(name), to: 64) + "`")
  }

  /// At most five names, then how many more; in the order given.
  package static func list(_ names: some Collection<String>, joinedBy last: StaticString = "and") -> DiagnosticText {
    let shown = names.prefix(5).map { DiagnosticText.name($0).description }
    if names.count > 5 {
      return DiagnosticText(checked: shown.joined(separator: ", ") + " and \(names.count - 5) more")
    }
    guard let final = shown.last, shown.count > 1 else { return DiagnosticText(checked: shown.first ?? "") }
    return DiagnosticText(checked: shown.dropLast().joined(separator: ", ") + " \(last) " + final)
  }

  /// "one of `a`, `b` or `c`": a closed list, whole, since the word that somebody looks for may be the last. No list of
  /// the language is longer than 24.
  package static func oneOf(_ words: [String]) -> DiagnosticText {
    guard words.count <= 24 else { return "one of \(list: words, joinedBy: "or")" }
    let names = words.map { DiagnosticText.name($0).description }
    guard let last = names.last, names.count > 1 else { return DiagnosticText(checked: names.first ?? "") }
    return DiagnosticText(checked: "one of " + names.dropLast().joined(separator: ", ") + " or " + last)
  }

  package struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var text = ""

    package init(literalCapacity: Int, interpolationCount: Int) { text.reserveCapacity(literalCapacity) }
    package mutating func appendLiteral(_ literal: String) { text += literal }
    package mutating func appendInterpolation(name: some StringProtocol) {
      text += DiagnosticText.name(name).description
    }
    package mutating func appendInterpolation(list names: some Collection<String>, joinedBy last: StaticString = "and")
    {
      text += DiagnosticText.list(names, joinedBy: last).description
    }
    /// Prose that a policy states, such as a rule's `because`: escaped, cut at 600 characters.
    package mutating func appendInterpolation(text: some StringProtocol) { self.text += cut(visible(text), to: 600) }
    package mutating func appendInterpolation(_ text: DiagnosticText) { self.text += text.description }
    package mutating func appendInterpolation(_ number: Int) { text += String(number) }
    package mutating func appendInterpolation(_ day: Day) { text += day.description }
    package mutating func appendInterpolation(_ span: TimeSpan) { text += span.description }
    package mutating func appendInterpolation(_ scalar: Unicode.Scalar) { text += PolicyCharacter.describe(scalar) }
    /// A character that looks like another one, or like nothing: "the character U+0430".
    package mutating func appendInterpolation(character scalar: Unicode.Scalar) {
      text += PolicyCharacter.kind(of: scalar) + PolicyCharacter.describe(scalar)
    }
    package mutating func appendInterpolation(_ literal: StaticString) { text += literal.description }
  }
}

private enum PolicyCharacter {
  static func describe(_ scalar: Unicode.Scalar) -> String { name(of: scalar) }

  /// What it is, as word processors call it.
  static func kind(of scalar: Unicode.Scalar) -> String {
    if isTypographicQuote(scalar) { return "the typographic quote " }
    switch scalar.value {
    case 0xA0, 0x202F: return "the no-break space "
    case 0x2010...0x2015, 0x2212: return "the dash "
    case 0x2022, 0x00B7, 0x25CF: return "the bullet "
    case 0x200B: return "the zero-width space "
    default: return "the character "
    }
  }
}

/// At most `count` characters, with `…` in place of the rest.
package func cut(_ text: String, to count: Int) -> String {
  guard text.utf8.count > count, text.count > count else { return text }
  return text.prefix(count - 1) + "…"
}
