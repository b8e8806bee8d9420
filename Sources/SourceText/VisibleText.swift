/// Text that may be shown anywhere: what could move a cursor, hide or reorder other text is written out, `\u{202e}`.
///
/// Everything that was read from outside passes through here before it reaches an output.
package func visible(_ text: some StringProtocol, keepingLines: Bool = false) -> String {
  // Nearly all text is plain ASCII: nothing to write out.
  if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F || (keepingLines && $0 == 0x0A) }) { return String(text) }
  var result = ""
  for scalar in text.unicodeScalars {
    if scalar == "\n", keepingLines {
      result.unicodeScalars.append(scalar)
    } else if scalar == "\t" {
      result.append(" ")
    } else if scalar == "\n" || scalar == "\r" || isHazardous(scalar) || isInvisible(scalar) {
      // A line end in a name would begin a line of its own: in a build log that may be a command.
      result.append("\\u{\(String(scalar.value, radix: 16))}")
    } else {
      result.unicodeScalars.append(scalar)
    }
  }
  return result
}

/// The same for bytes of which nobody knows that they are UTF-8: those that are not appear as `\xff`.
package func visible(bytes: some Collection<UInt8>) -> String {
  let bytes = Array(bytes)
  var result = ""
  var offset = 0
  while offset < bytes.count {
    if let (scalar, length) = scalar(in: bytes, at: offset) {
      result += visible(String(Character(scalar)))
      offset += length
    } else {
      result += "\\x" + hexadecimal(bytes[offset])
      offset += 1
    }
  }
  return result
}

/// The character that begins at an offset and how many bytes it has; `nil` where the bytes are not UTF-8: overlong,
/// half of a surrogate pair, above U+10FFFF, or cut (Unicode 16.0, table 3-7).
package func scalar(in bytes: [UInt8], at offset: Int) -> (Unicode.Scalar, length: Int)? {
  guard bytes.indices.contains(offset) else { return nil }
  let first = bytes[offset]
  let length: Int
  var value: UInt32
  switch first {
  case 0x00...0x7F: return (Unicode.Scalar(first), 1)
  case 0xC2...0xDF: (length, value) = (2, UInt32(first & 0x1F))
  case 0xE0...0xEF: (length, value) = (3, UInt32(first & 0x0F))
  case 0xF0...0xF4: (length, value) = (4, UInt32(first & 0x07))
  default: return nil
  }
  guard offset + length <= bytes.count else { return nil }
  for index in (offset + 1)..<(offset + length) {
    guard bytes[index] & 0xC0 == 0x80 else { return nil }
    value = value << 6 | UInt32(bytes[index] & 0x3F)
  }
  guard length != 3 || value >= 0x800, length != 4 || value >= 0x10000, let scalar = Unicode.Scalar(value) else {
    return nil
  }
  return (scalar, length)
}

private func hexadecimal(_ byte: UInt8) -> String {
  let digits = String(byte, radix: 16)
  return digits.count == 1 ? "0" + digits : digits
}

/// Characters that are errors wherever they stand: controls but for tab and line ends, U+0085, U+2028, U+2029 and
/// bidirectional controls (docs/language.md, "Text").
package func isHazardous(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x09, 0x0A, 0x0D: false
  case 0x00...0x1F, 0x7F...0x9F, 0x2028, 0x2029, 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
  default: false
  }
}

/// Characters that nobody sees on the page: errors in ids, warnings in texts.
package func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x00A0, 0x00AD, 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B...0x180F, 0x2000...0x200D, 0x202F, 0x205F,
    0x2060...0x2064, 0x206A...0x206F, 0x3000, 0x3164, 0xFEFF, 0xFFA0, 0xFFF9...0xFFFB, 0xE0000...0xE0FFF:
    true
  default: false
  }
}

/// Quotes as word processors put them in place of straight ones.
package func isTypographicQuote(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x2018...0x201F, 0x2039, 0x203A, 0xAB, 0xBB: true
  default: false
  }
}

/// The sign at the beginning of a line that word processors put before the items of a list, with a blank behind it unless it
/// is one that nothing else begins with; numbers such as `1.` are among them.
package func bullet(beginning text: some StringProtocol) -> String? {
  guard let first = text.unicodeScalars.first else { return nil }
  let second = text.unicodeScalars.dropFirst().first
  let isApart = second.map { $0.properties.isWhitespace } ?? false
  switch first.value {
  // • ‣ ⁃ ▪ ■ □ ● ○ ◦ ◆ ➢ ✓ ❖, and the signs of the fonts that have nothing else.
  case 0x2022, 0x2023, 0x2043, 0x25A0...0x25FF, 0x2713, 0x2756, 0x2794...0x27BE, 0xF0A7, 0xF0B7, 0xF0D8, 0xF0FC:
    return String(Character(first))
  case 0xB7, 0x2013, 0x2014, 0x2212, 0x6F: return isApart ? String(Character(first)) : nil
  case 0x30...0x39:
    let number = text.prefix { ("0"..."9").contains($0) }
    let rest = text.dropFirst(number.count)
    guard number.count <= 2, rest.hasPrefix(". ") || rest.hasPrefix(") ") else { return nil }
    return "\(number)\(rest.prefix(1))"
  default: return nil
  }
}

/// How a character that cannot be shown is named: `U+202E`.
package func name(of scalar: Unicode.Scalar) -> String {
  let digits = String(scalar.value, radix: 16, uppercase: true)
  return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
}
