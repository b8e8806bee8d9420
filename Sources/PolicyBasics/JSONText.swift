/// A value of JSON that is about to be written; the members of an object keep their order.
package indirect enum JSONValue: Sendable {
  case null
  case bool(Bool)
  /// Exact, written without exponent.
  case number(Decimal)
  case string(String)
  case array([JSONValue])
  /// Keys are not compared: whoever builds an object sees to it that none stands twice.
  case object([(String, JSONValue)])

  package static func int(_ value: Int) -> JSONValue { .number(Decimal(value)) }
  package static func strings(_ values: some Sequence<String>) -> JSONValue { .array(values.map { .string($0) }) }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  package init(stringLiteral value: String) { self = .string(value) }
  package init(integerLiteral value: Int) { self = .int(value) }
  package init(booleanLiteral value: Bool) { self = .bool(value) }
  package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  package init(dictionaryLiteral elements: (String, JSONValue)...) { self = .object(elements) }
}

extension JSONValue {
  /// How a value is laid out. The bytes follow from the value alone: no locale, no hash order.
  package enum Layout: Sendable {
    /// On one line, without blanks: for logs and services.
    case compact
    /// A member or an item on each line, two spaces a level: for files that people read. No line end after the last one.
    case indented
  }

  /// The value as RFC 8259 has it. No control or format character is in it but the line feeds of `indented`.
  ///
  /// - Parameter depth: in how many objects and lists it stands, whose text is written elsewhere.
  package func text(_ layout: Layout = .compact, depth: Int = 0) -> String {
    var writer = JSONWriter(isIndented: layout == .indented, depth: depth)
    writer.write(self)
    return writer.text
  }
}

/// A text as JSON has it, in its quotes.
package func jsonText(_ text: some StringProtocol) -> String {
  var writer = JSONWriter(isIndented: false)
  writer.write(text)
  return writer.text
}

private struct JSONWriter {
  var text = ""
  let isIndented: Bool
  private var depth: Int

  init(isIndented: Bool, depth: Int = 0) {
    self.isIndented = isIndented
    self.depth = depth
  }

  mutating func write(_ value: JSONValue) {
    switch value {
    case .null: text += "null"
    case .bool(let value): text += value ? "true" : "false"
    case .number(let value): text += value.description
    case .string(let value): write(value)
    case .array(let items): list(items, between: ("[", "]")) { writer, item in writer.write(item) }
    case .object(let members):
      list(members, between: ("{", "}")) { writer, member in
        writer.write(member.0)
        writer.text += writer.isIndented ? ": " : ":"
        writer.write(member.1)
      }
    }
  }

  private mutating func list<Element>(
    _ elements: [Element], between ends: (String, String), _ body: (inout JSONWriter, Element) -> Void
  ) {
    text += ends.0
    depth += 1
    for (index, element) in elements.enumerated() {
      if index > 0 { text += "," }
      breakLine()
      body(&self, element)
    }
    depth -= 1
    if !elements.isEmpty { breakLine() }
    text += ends.1
  }

  private mutating func breakLine() {
    if isIndented { text += "\n" + String(repeating: "  ", count: depth) }
  }

  mutating func write(_ string: some StringProtocol) {
    text += "\""
    // Nearly all text is plain ASCII: nothing to escape.
    if string.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x5C }) {
      text += string
    } else {
      for scalar in string.unicodeScalars { write(scalar) }
    }
    text += "\""
  }

  private mutating func write(_ scalar: Unicode.Scalar) {
    switch scalar {
    case "\"": text += "\\\""
    case "\\": text += "\\\\"
    case "\n": text += "\\n"
    case "\r": text += "\\r"
    case "\t": text += "\\t"
    case "\u{08}": text += "\\b"
    case "\u{0C}": text += "\\f"
    case _ where isEscapedInJSON(scalar):
      for unit in UTF16.encode(scalar) ?? .init() {
        let digits = String(unit, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      }
    default: text.unicodeScalars.append(scalar)
    }
  }
}

/// Characters that move a cursor, hide or reorder text, or are seen by nobody: controls, format characters, separators of
/// lines and paragraphs, noncharacters. The ranges stand here, not in Unicode's tables of the day, so that a new toolchain
/// writes the same bytes.
private func isEscapedInJSON(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x20..<0x7F: false
  case 0x00..<0x20, 0x7F...0x9F, 0xAD, 0x0600...0x0605, 0x061C, 0x06DD, 0x070F, 0x0890...0x0891, 0x08E2, 0x180E,
    0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFDD0...0xFDEF, 0xFEFF, 0xFFF0...0xFFFB, 0x110BD, 0x110CD,
    0x13430...0x1343F, 0x1BCA0...0x1BCA3, 0x1D173...0x1D17A, 0xE0000...0xE0FFF:
    true
  default: scalar.value & 0xFFFE == 0xFFFE
  }
}
