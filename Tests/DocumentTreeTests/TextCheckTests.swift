import DocumentTree
import SourceText
import Testing

@Suite struct TextCheckTests {
  private func check(_ bytes: [UInt8]) -> TextCheck {
    TextCheck(SourceFile(name: "test", bytes: bytes), as: SourceID(rawValue: 0), limits: .standard)
  }

  @Test func `each byte that is not UTF-8 is refused, and nothing else`() {
    for first in UInt8(0x20)...0xFF where first != 0x7F {
      for second: UInt8 in [0x20, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xFF] {
        for third: UInt8 in [0x41, 0x80, 0xBF] {
          let bytes = Array("ab: ".utf8) + [first, second, third, 0x80, 0x0A]
          let text = check(bytes)
          let isUTF8 = String(validating: bytes, as: UTF8.self) != nil
          #expect(text.diagnostics.all.contains { $0.kind == .notUTF8 } == !isUTF8, "\(bytes)")
          #expect(text.bytes.count == bytes.count)
          #expect(String(validating: text.bytes, as: UTF8.self) != nil, "\(bytes)")
        }
      }
    }
  }

  @Test(
    arguments: [
      [0xC0, 0xAF], [0xE0, 0x80, 0xAF], [0xF0, 0x80, 0x80, 0xAF], [0xED, 0xA0, 0x80], [0xED, 0xB0, 0x80],
      [0xF4, 0x90, 0x80, 0x80], [0xF8, 0x88, 0x80, 0x80, 0x80], [0xFF], [0x80], [0xC3], [0xE2, 0x82],
      [0xF0, 0x9F, 0x98],
    ] as [[UInt8]])
  func `what is no character is one finding at its place`(bytes: [UInt8]) {
    for (before, after) in [("key: x", " y\nk: z\n"), ("key: x", ""), ("# ", "\nk: z\n")] {
      let reading = read(bytes: Array(before.utf8) + bytes + Array(after.utf8))
      #expect(reading.findings == ["not-utf-8 at \(before.utf8.count)"])
      #expect(reading.diagnostics.all.first?.span.range.count == bytes.count)
      #expect(reading.words.contains("UTF-8"))
      #expect(reading.documents.allSatisfy { $0.isComplete })
    }
    let json = read(bytes: Array("[\"x".utf8) + bytes + Array("\", 1]".utf8), .json)
    #expect(json.findings == ["not-utf-8 at 3"])
    #expect(json.root?.items.last?.text == "1")
  }

  @Test func `hazardous characters are errors wherever they stand, named and counted`() {
    for value in [
      0x00, 0x01, 0x08, 0x0B, 0x0C, 0x1B, 0x7F, 0x80, 0x85, 0x9B, 0x61C, 0x200E, 0x2028, 0x2029, 0x202E, 0x2066, 0xFFFE,
      0xFFFF,
    ] {
      guard let scalar = Unicode.Scalar(UInt32(value)) else { continue }
      for (before, after) in [
        ("a: x", "y\nb: z\n"), ("# c", "\nb: z\n"), ("a: \"", "\"\nb: z\n"), ("b: z\n", ": a\n"), ("b: |\n  ", "\n"),
        ("b: z", ""),
        ("b: z\nx: [q, ", "]\n"),
      ] {
        let reading = read(before + String(Character(scalar)) + after)
        #expect(reading.findings == ["hazardous-character at \(before.utf8.count)"], "\(name(of: scalar)) \(before)")
        #expect(reading.words.contains(name(of: scalar)))
        #expect(reading.root?.value(for: "b") != nil)
      }
      let json = read("{\"a\": \"x\(scalar)y\(scalar)\", \"b\": 1}", .json)
      #expect(json.findings == ["hazardous-character at 8"])
      #expect(json.diagnostics.all.first?.repetitions == 1)
      #expect(json.root?.value(for: "b")?.text == "1")
      // Outside of a string it is no JSON either: one finding is enough.
      #expect(read("{\"a\": \(scalar)}", .json).findings == ["hazardous-character at 6"])
    }
  }

  @Test func `tab, line ends and what is merely invisible stand`() {
    #expect(read("a: x\ty\r\nb: \u{200B}\u{A0}z\u{00AD}\nc\u{FEFF}d: 1\n").findings == [])
    #expect(read("{\"a\":\t\"x\u{FEFF}\u{200B}\"}\r\n", .json).findings == [])
  }

  @Test func `a byte order mark stands at the start of the file alone`() {
    #expect(outline(read("\u{FEFF}a: b\n").root) == "{a: b}")
    #expect(outline(read("\u{FEFF}{\"a\": 1}", .json).root) == #"{"a": 1}"#)
    #expect(read("\u{FEFF}").documents.isEmpty)
    // libyaml skips it at the start of each line, and counts it as indentation.
    #expect(read("a: b\n\u{FEFF}c: d\n").findings.contains("hazardous-character at 5"))
    #expect(read("\u{FEFF}\u{FEFF}a: b\n").findings.contains("hazardous-character at 3"))
    #expect(read("\u{FEFF}\u{FEFF}1", .json).findings == ["hazardous-character at 3"])
  }

  @Test(arguments: Format.allCases)
  func `UTF-16 and UTF-32 are one error`(format: Format) {
    let text = "{\"title\": \"Grüße\"}"
    for (name, isBig, width, mark) in [
      ("UTF-16", false, 2, true), ("UTF-16", true, 2, true), ("UTF-16", false, 2, false), ("UTF-16", true, 2, false),
      ("UTF-32", false, 4, true), ("UTF-32", true, 4, true), ("UTF-32", false, 4, false), ("UTF-32", true, 4, false),
    ] {
      let scalars = (mark ? [0xFEFF] : []) + text.unicodeScalars.map { $0.value }
      let bytes = scalars.flatMap { value in
        (0..<width).map { UInt8(truncatingIfNeeded: value >> UInt32(8 * (isBig ? width - 1 - $0 : $0))) }
      }
      let reading = read(bytes: bytes, format)
      #expect(reading.findings == ["file-encoding at 0"], "\(name) \(isBig) \(mark)")
      #expect(reading.words.contains(name) && reading.words.contains("UTF-8"))
      #expect(reading.documents.map(\.isComplete) == [false])
    }
    #expect(read(bytes: [0xFF, 0xFE], format).findings == ["file-encoding at 0"])
  }

  @Test func `a file of nothing but refused bytes costs little`() {
    for bytes: [UInt8] in [[0x01], [0xFF], [0xE2, 0x80, 0xA8], [0xFF, 0x20], [0x01, 0x41, 0x42, 0x43]] {
      let reading = read(bytes: Array(repeating: bytes, count: 100_000 / bytes.count).flatMap { $0 })
      #expect(reading.diagnostics.all.count <= 2)
    }
  }

  /// At every offset against the blocks that are compared at once.
  @Test func `nothing hides between blocks`() {
    let plain = Array(repeating: UInt8(ascii: "a"), count: 300)
    for offset in 0..<300 {
      for byte: UInt8 in [0x00, 0x1F, 0x7F, 0x80, 0xFF] {
        var bytes = plain
        bytes[offset] = byte
        #expect(check(bytes).diagnostics.all.map { Int($0.span.start) } == [offset])
      }
      for byte: UInt8 in [0x09, 0x0A, 0x0D, 0x20, 0x7E] {
        var bytes = plain
        bytes[offset] = byte
        let text = check(bytes)
        #expect(text.diagnostics.isEmpty && text.isASCII)
      }
    }
    let wide = check(Array(("ab" + String(repeating: "é", count: 200)).utf8))
    #expect(wide.diagnostics.isEmpty && !wide.isASCII)
  }
}
