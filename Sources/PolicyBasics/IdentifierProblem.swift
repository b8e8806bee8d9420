/// Why a word is no id.
package enum IdentifierProblem: Equatable, Sendable {
  case notKebabCase
  case tooLong
  /// A character that looks like another, or like nothing.
  case character(Unicode.Scalar)
  case reserved
}

/// `nil` for an id: `[a-z0-9]+(-[a-z0-9]+)*`, at most 64 characters, with `dots` also dots between.
package func identifierProblem(_ text: String, dots: Bool) -> IdentifierProblem? {
  if let strange = strangeCharacter(in: text) { return .character(strange) }
  if text == "unlisted" { return .reserved }
  if text.utf8.count > 64 { return .tooLong }
  var afterWord = false
  for byte in text.utf8 {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): afterWord = true
    case UInt8(ascii: "-") where afterWord: afterWord = false
    case UInt8(ascii: ".") where afterWord && dots: afterWord = false
    default: return .notKebabCase
    }
  }
  return afterWord ? nil : .notKebabCase
}

/// The first character that is no visible ASCII: it looks like another letter, or like nothing at all.
package func strangeCharacter(in text: String) -> Unicode.Scalar? {
  text.unicodeScalars.first { $0.value > 0x7E || $0.value < 0x20 }
}

/// A lower-case hexadecimal digit.
package func isHexadecimal(_ byte: UInt8) -> Bool {
  (byte >= 0x30 && byte <= 0x39) || (byte >= 0x61 && byte <= 0x66)
}

/// Whether a text has the form of a fingerprint (S45): 40 hexadecimal digits, after which `-` and 24 may stand.
package func isFingerprint(_ text: String) -> Bool {
  let bytes = Array(text.utf8)
  guard bytes.count == 40 || (bytes.count == 65 && bytes[40] == UInt8(ascii: "-")) else { return false }
  return bytes.enumerated().allSatisfy { $0.offset == 40 || isHexadecimal($0.element) }
}
