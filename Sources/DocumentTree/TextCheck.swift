package import SourceText

/// The check of a file's bytes before any reader sees them: size, encoding, and characters that hide what a file says.
package struct TextCheck: Sendable {
  /// As many bytes as the file has, all UTF-8: each one that was refused is replaced, so that positions stay and reading
  /// goes on.
  package private(set) var bytes: [UInt8]
  /// Where the text begins: behind a byte order mark.
  package private(set) var start = 0
  package private(set) var isASCII = true
  /// False where nothing is to be read: the file is too large, or in another encoding.
  package private(set) var isReadable = true
  package private(set) var diagnostics = Diagnostics()

  private let source: SourceID

  /// Stands for what was refused. No sign of YAML's, wherever it stands: `?` would begin a key.
  private static let replacement = UInt8(ascii: "_")

  package init(_ file: SourceFile, as source: SourceID, limits: InputLimits) {
    bytes = file.bytes
    self.source = source
    let most = min(limits.fileBytes, InputLimits.mostFileBytes)
    if bytes.count > most {
      diagnostics.report(.limit("file-bytes", "bytes", most), at: span(0..<0))
      isReadable = false
    } else if let encoding = TextCheck.otherEncoding(bytes) {
      diagnostics.report(.fileEncoding(encoding), at: span(0..<0))
      isReadable = false
    } else if let program = TextCheck.otherProgram(bytes) {
      diagnostics.report(.fileOfProgram(program), at: span(0..<0))
      isReadable = false
    } else {
      if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { start = 3 }
      checkCharacters()
    }
  }

  /// Whether a character was refused here: what else is wrong at this place follows from that.
  package func isReplaced(_ offset: Int, in file: SourceFile) -> Bool {
    file.bytes.indices.contains(offset) && bytes.indices.contains(offset) && file.bytes[offset] != bytes[offset]
  }

  /// By the byte order mark, or by the zeros that ASCII has in the other encodings.
  private static func otherEncoding(_ bytes: [UInt8]) -> StaticString? {
    let first = Array(bytes.prefix(4))
    switch (first.count, first.map { $0 == 0 }) {
    case (4, [false, true, true, true]), (4, [true, true, true, false]): return "UTF-32"
    case (4, [false, true, false, true]), (4, [true, false, true, false]): return "UTF-16"
    default: break
    }
    if first == [0xFF, 0xFE, 0, 0] || first == [0, 0, 0xFE, 0xFF] { return "UTF-32" }
    return first.starts(with: [0xFF, 0xFE]) || first.starts(with: [0xFE, 0xFF]) ? "UTF-16" : nil
  }

  /// What the first bytes say of a file that is no plain text: documents of Word are packed folders, and a name that ends
  /// in `.yaml` changes nothing about it.
  private static func otherProgram(_ bytes: [UInt8]) -> StaticString? {
    if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
      return "a document of a word processor"
    }
    if bytes.starts(with: Array("{\\rtf".utf8)) { return "a document in Rich Text Format" }
    return bytes.starts(with: Array("%PDF-".utf8)) ? "a PDF document" : nil
  }

  /// Where something was met first, and how often.
  private struct Finding {
    var first: Range<Int>
    var count = 0
  }

  private mutating func checkCharacters() {
    var hazards: [Unicode.Scalar: Finding] = [:]
    var broken = Finding(first: 0..<0)
    var brokenBytes: [UInt8] = []
    var offset = plainEnd(from: start)
    while offset < bytes.count {
      if let (scalar, length) = scalar(in: bytes, at: offset) {
        let range = offset..<(offset + length)
        if TextCheck.refuses(scalar) || (scalar == "\u{FEFF}" && beginsLine(offset)) {
          hazards[scalar, default: Finding(first: range)].count += 1
          replace(range)
        } else {
          isASCII = false
        }
        offset = range.upperBound
      } else {
        var end = offset + 1
        while end < bytes.count, scalar(in: bytes, at: end) == nil { end += 1 }
        if broken.count == 0 {
          broken.first = offset..<end
          brokenBytes = Array(bytes[broken.first].prefix(16))
        }
        broken.count += 1
        replace(offset..<end)
        offset = end
      }
      offset = plainEnd(from: offset)
    }
    if broken.count > 0 {
      diagnostics.report(.notUTF8(brokenBytes), at: span(broken.first), repetitions: broken.count - 1)
    }
    for (scalar, finding) in hazards.sorted(by: { $0.value.first.lowerBound < $1.value.first.lowerBound }) {
      diagnostics.report(.hazardousCharacter(scalar), at: span(finding.first), repetitions: finding.count - 1)
    }
  }

  /// Whether a character must not stand in a file, neither as it is nor written out in an escape.
  package static func refuses(_ scalar: Unicode.Scalar) -> Bool {
    isHazardous(scalar) || scalar.value == 0xFFFE || scalar.value == 0xFFFF
  }

  /// libyaml skips a byte order mark at the start of any line without a word, in the midst of a key's indentation too.
  private func beginsLine(_ offset: Int) -> Bool {
    offset == start || bytes[offset - 1] == 0x0A || bytes[offset - 1] == 0x0D
  }

  /// The first byte from here on that is not printable ASCII, a tab or a line end.
  private func plainEnd(from start: Int) -> Int {
    var offset = start
    while offset < bytes.count {
      if offset + TextCheck.block <= bytes.count, isPlainBlock(from: offset) {
        offset += TextCheck.block
        continue
      }
      let end = min(offset + TextCheck.block, bytes.count)
      while offset < end {
        let byte = bytes[offset]
        guard byte &- 0x20 < 0x5F || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return offset }
        offset += 1
      }
    }
    return offset
  }

  private static let block = 64

  /// Whether a block is printable ASCII and LF alone. Without a branch on each byte, so that the compiler compares many
  /// at a time.
  private func isPlainBlock(from start: Int) -> Bool {
    var others: UInt8 = 0
    for index in start..<(start + TextCheck.block) {
      let byte = bytes[index]
      others |= (byte &- 0x20 < 0x5F ? 0 : 1) & (byte == 0x0A ? 0 : 1)
    }
    return others == 0
  }

  private mutating func replace(_ range: Range<Int>) {
    for offset in range { bytes[offset] = TextCheck.replacement }
  }

  private func span(_ range: Range<Int>) -> SourceSpan {
    SourceSpan(source: source, start: range.lowerBound, end: range.upperBound)
  }
}
