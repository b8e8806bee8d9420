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
    var bytes: [UInt8] = []
    write(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  private func write(to bytes: inout [UInt8]) {
    switch self {
    case .null: bytes += "null".utf8
    case .text(let text): write(quoted: text, to: &bytes)
    case .number(let number): bytes += number.description.utf8
    case .flag(let flag): bytes += (flag ? "true" : "false").utf8
    case .list(let items):
      let items = items.map { item in
        var bytes: [UInt8] = []
        item.write(to: &bytes)
        return bytes
      }
      bytes.append(UInt8(ascii: "["))
      for (index, item) in items.sorted(by: { $0.lexicographicallyPrecedes($1) }).enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        bytes += item
      }
      bytes.append(UInt8(ascii: "]"))
    case .object(let fields):
      bytes.append(UInt8(ascii: "{"))
      let fields = fields.sorted { $0.key.precedes($1.key) }
      for (index, field) in fields.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        write(quoted: field.key, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        field.value.write(to: &bytes)
      }
      bytes.append(UInt8(ascii: "}"))
    case .canonical(let text): bytes += text.utf8
    }
  }

  /// Only `"`, `\`, LF and tab are escaped; CR LF and CR become LF; nothing is normalised.
  private func write(quoted text: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    var afterReturn = false
    for byte in text.utf8 {
      defer { afterReturn = byte == 0x0D }
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(byte)
      case 0x0A where afterReturn: break
      case 0x0A, 0x0D: bytes += "\\n".utf8
      case 0x09: bytes += "\\t".utf8
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}

extension CanonicalValue {
  package static func texts(_ texts: [String]) -> CanonicalValue { .list(texts.map { .text($0) }) }
}
