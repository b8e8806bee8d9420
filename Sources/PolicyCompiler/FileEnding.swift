/// How the names of files end; the case of letters tells no ending from another.
enum FileEnding {
  /// The one of some endings that a name has, as it is written there.
  static func of(_ name: String, among endings: [String]) -> String? {
    endings.lazy.compactMap { ending in
      let end = name.utf8.suffix(ending.utf8.count)
      return end.lazy.map(lowerCased).elementsEqual(ending.utf8) ? String(decoding: end, as: UTF8.self) : nil
    }.first
  }

  static func ends(_ name: String, in endings: [String]) -> Bool { of(name, among: endings) != nil }

  private static func lowerCased(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
  }
}
