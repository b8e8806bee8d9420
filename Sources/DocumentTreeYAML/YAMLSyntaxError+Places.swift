import DocumentTree
import SourceText

// Places in the text: lines, columns, words.

extension YAMLSyntaxError {
  func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

  func lineStart(_ offset: Int) -> Int {
    var offset = min(offset, bytes.count)
    while offset > 0, !isLineEnd(bytes[offset - 1]) { offset -= 1 }
    return offset
  }

  func lineEnd(_ offset: Int) -> Int {
    var offset = offset
    while offset < bytes.count, !isLineEnd(bytes[offset]) { offset += 1 }
    return offset
  }

  func trimmedLineEnd(_ offset: Int) -> Int {
    var end = lineEnd(offset)
    while end > offset, isBlank(bytes[end - 1]) { end -= 1 }
    return end
  }

  func toLineEnd(_ offset: Int) -> Range<Int> { offset..<max(offset, trimmedLineEnd(offset)) }

  func column(_ offset: Int) -> Int { offset - lineStart(offset) }

  /// The whole character, so that no span ends within one.
  func character(at offset: Int) -> Range<Int> {
    guard offset < bytes.count else { return bytes.count..<bytes.count }
    var end = offset + 1
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    return offset..<end
  }

  /// Up to the next white space.
  func word(at offset: Int) -> Range<Int> {
    var end = min(offset, bytes.count)
    while end < bytes.count, !isBlank(bytes[end]) { end += 1 }
    return min(offset, bytes.count)..<end
  }

  /// The last character before this one on its line that is not white space.
  func lastBefore(_ offset: Int) -> Int? {
    let start = lineStart(offset)
    return bytes[start..<offset].lastIndex { !isBlank($0) }
  }

  /// Where the text of a line begins: behind white space and the dashes of list items.
  func textStart(_ line: Int) -> Int {
    var start = line
    while start < place, isBlank(bytes[start]) || isDash(start) { start += 1 }
    return start
  }

  func isColon(_ offset: Int) -> Bool {
    offset < bytes.count && bytes[offset] == UInt8(ascii: ":")
      && (offset + 1 == bytes.count || isBlank(bytes[offset + 1]))
  }

  /// Whether a line of three dashes or points begins here, which ends a document.
  func isMarker(_ offset: Int) -> Bool {
    guard offset == 0 || isLineEnd(bytes[offset - 1]), startsWith("---", at: offset) || startsWith("...", at: offset)
    else {
      return false
    }
    return offset + 3 == bytes.count || isBlank(bytes[offset + 3])
  }

  func isDash(_ offset: Int) -> Bool {
    offset < bytes.count && bytes[offset] == UInt8(ascii: "-")
      && (offset + 1 == bytes.count || isBlank(bytes[offset + 1]))
  }

  /// Where a value begins on the line of a place before it: behind the first colon and its blanks.
  func valueStart(before place: Int) -> Int {
    let line = textStart(lineStart(place))
    guard let colon = (line..<max(line, place)).first(where: { isColon($0) }) else { return min(line, place) }
    var start = colon + 1
    while start < place, isBlank(bytes[start]) { start += 1 }
    return start
  }

  /// Whether a colon and a space stand here.
  func hasKey(in range: Range<Int>) -> Bool {
    range.contains { isColon($0) }
  }

  var tabInIndentation: Finding? {
    var offset = lineStart(place)
    while offset < place, isBlank(bytes[offset]) {
      if bytes[offset] == 0x09 { return Finding(message: .tabIndentation(), range: character(at: offset)) }
      offset += 1
    }
    return nil
  }

  func startsWith(_ text: StaticString, at offset: Int) -> Bool {
    bytes[offset...].starts(with: text.description.utf8)
  }

  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
}
