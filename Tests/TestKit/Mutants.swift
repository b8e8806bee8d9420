/// Small changes at random to files that somebody wrote: bytes, lines, words.
package struct Mutants: Sendable {
  private let seeds: [[UInt8]]
  /// Words of all seeds: one in the place of another makes a file that reads well and means something else.
  private let words: [[UInt8]]

  package init(_ seeds: [[UInt8]]) {
    self.seeds = seeds
    words = seeds.flatMap { seed in seed.split { !Mutants.isWord($0) }.map { Array($0) } }
  }

  package static let pieces: [[UInt8]] =
    [
      ":", ": ", "- ", "? ", "[", "]", "{", "}", ",", "\"", "'", "\\", "#", " #", "&a ", "*a", "!", "!t ", "|", ">",
      "|-\n", "%", "%YAML 1.1\n", "---\n", "...\n", "\n", "\r\n", "\r", "\t", " ", "  ", "\n  ", "\u{FEFF}",
      "\u{202E}", "\u{85}", "\u{2028}", "\0", "é", "😀", "\\u", "\\ud83d", "\\x1b", "<<: ", "~", "null", "1", "-", "0",
      ".", "e", "NaN", "//", "/*", "a: b\n", "a", "[]", "{}", "not: ", "none: ", "only: ", "999999999999999",
      "unlisted",
      "2026-02-29", "0001-01-01", "9999-12-31", "-1", "0 days", "999999999999 months", "yes", "true",
    ].map { Array($0.utf8) } + [[0xFF], [0xC3], [0x80], [0xF0, 0x9F], [0xED, 0xA0, 0x80]]

  /// One of the seeds, with up to five changes.
  package func next(_ generator: inout SeededGenerator) -> [UInt8] {
    mutant(of: seeds.randomElement(using: &generator) ?? [], &generator)
  }

  package func mutant(of seed: [UInt8], _ generator: inout SeededGenerator) -> [UInt8] {
    var bytes = seed
    for _ in 0...Int.random(in: 0...4, using: &generator) {
      switch Int.random(in: 0..<9, using: &generator) {
      case 0...3: changeBytes(&bytes, &generator)
      case 4: repeatByte(&bytes, &generator)
      case 5, 6: changeLines(&bytes, &generator)
      default: changeWord(&bytes, &generator)
      }
    }
    return bytes
  }

  private func changeBytes(_ bytes: inout [UInt8], _ generator: inout SeededGenerator) {
    let start = Int.random(in: 0...bytes.count, using: &generator)
    let end = min(bytes.count, start + Int.random(in: 0...8, using: &generator))
    let piece = Mutants.pieces.randomElement(using: &generator) ?? []
    switch Int.random(in: 0..<6, using: &generator) {
    case 0: bytes.removeSubrange(start..<end)
    case 1: bytes.insert(contentsOf: piece, at: start)
    case 2: bytes.replaceSubrange(start..<end, with: piece)
    case 3: bytes.insert(contentsOf: bytes[start..<end], at: Int.random(in: 0...bytes.count, using: &generator))
    case 4: if start < bytes.count { bytes[start] = UInt8.random(in: 0...255, using: &generator) }
    default: bytes = Array(bytes[..<start]) + (seeds.randomElement(using: &generator) ?? []).suffix(40)
    }
  }

  /// One byte hundreds of times: what is shown in part, or counted in characters, is cut within it.
  private func repeatByte(_ bytes: inout [UInt8], _ generator: inout SeededGenerator) {
    let start = Int.random(in: 0...bytes.count, using: &generator)
    let kinds: [ClosedRange<UInt8>] = [0x80...0xBF, 0xC0...0xFF, 0x00...0x1F, 0x20...0x7E]
    let byte = UInt8.random(in: kinds.randomElement(using: &generator) ?? 0...255, using: &generator)
    bytes.insert(
      contentsOf: repeatElement(byte, count: Int.random(in: 100...600, using: &generator)), at: start)
  }

  private func changeLines(_ bytes: inout [UInt8], _ generator: inout SeededGenerator) {
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map { Array($0) }
    let first = Int.random(in: 0..<lines.count, using: &generator)
    let second = Int.random(in: 0..<lines.count, using: &generator)
    switch Int.random(in: 0..<5, using: &generator) {
    case 0: lines.remove(at: first)
    case 1: lines.swapAt(first, second)
    case 2: lines.insert(lines[first], at: second)
    case 3: lines[first] = [0x20, 0x20] + lines[first]
    default: if lines[first].starts(with: [0x20, 0x20]) { lines[first].removeFirst(2) }
    }
    bytes = Array(lines.joined(separator: [0x0A]))
  }

  private func changeWord(_ bytes: inout [UInt8], _ generator: inout SeededGenerator) {
    let starts = bytes.indices.filter { Mutants.isWord(bytes[$0]) && ($0 == 0 || !Mutants.isWord(bytes[$0 - 1])) }
    guard let start = starts.randomElement(using: &generator) else { return }
    let end = bytes[start...].firstIndex { !Mutants.isWord($0) } ?? bytes.count
    bytes.replaceSubrange(start..<end, with: words.randomElement(using: &generator) ?? [])
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "-"), UInt8(ascii: "."):
      true
    default: false
    }
  }
}
