package import PolicyBasics

/// A value on its way to the canonical text that fingerprints cover (S43).
package indirect enum CanonicalValue: Sendable {
  case null
  case text(String)
  case number(Decimal)
  case flag(Bool)
  case list([CanonicalValue])
  /// Absent fields are left out by whoever builds it.
  case object([String: CanonicalValue])
  /// Canonical already.
  case canonical(String)

  /// JSON without blanks; keys and the items of every list in the order of their bytes.
  package var text: String {
    switch self {
    case .null: return "null"
    case .text(let text): return quoted(text)
    case .number(let number): return number.description
    case .flag(let flag): return flag ? "true" : "false"
    case .list(let items): return "[" + items.map(\.text).sorted(by: precedes).joined(separator: ",") + "]"
    case .object(let fields):
      let keys = fields.keys.sorted(by: precedes)
      return "{" + keys.map { quoted($0) + ":" + (fields[$0]?.text ?? "null") }.joined(separator: ",") + "}"
    case .canonical(let text): return text
    }
  }

  private func precedes(_ a: String, _ b: String) -> Bool { a.utf8.lexicographicallyPrecedes(b.utf8) }

  /// Only `"`, `\`, LF and tab are escaped; CR LF and CR become LF; nothing is normalised.
  private func quoted(_ text: String) -> String {
    var bytes: [UInt8] = [UInt8(ascii: "\"")]
    bytes.reserveCapacity(text.utf8.count + 2)
    var afterReturn = false
    for byte in text.utf8 {
      defer { afterReturn = byte == 0x0D }
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
      case 0x0A where afterReturn: break
      case 0x0A, 0x0D: bytes += Array("\\n".utf8)
      case 0x09: bytes += Array("\\t".utf8)
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension CanonicalValue {
  package static func texts(_ texts: [String]) -> CanonicalValue { .list(texts.map { .text($0) }) }
}
