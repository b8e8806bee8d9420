import SourceText
import Testing

/// What was read is shown, and cannot be mistaken for what the program says.
@Suite struct ShownTextTests {
  @Test(arguments: [
    ("a\nb", "a\\u{a}b"), ("a\rb", "a\\u{d}b"), ("a\tb", "a b"), ("\u{1B}[2J", "\\u{1b}[2J"),
    ("\u{202E}", "\\u{202e}"), ("a\u{200B}b", "a\\u{200b}b"), ("Grüße 😀", "Grüße 😀"),
  ])
  func `names are written on one line, without what moves a cursor`(text: String, expected: String) {
    #expect(visible(text) == expected)
  }

  @Test func `prose keeps its lines`() {
    #expect(visible("a\nb\r\u{7}", keepingLines: true) == "a\nb\\u{d}\\u{7}")
  }

  @Test func `a line of a stream says which one it is`() {
    let file = SourceFile(name: "-", bytes: Array("{\"a\": 1}".utf8), firstLine: 17)
    let sources = SourceMap([file])
    let span = SourceSpan(source: SourceID(rawValue: 0), start: 6, end: 7)
    #expect(sources.location(of: span) == Location(file: "-", line: 17, column: 7))
    var findings = Diagnostics()
    let kind = DiagnosticKind(code: "odd", severity: .error, explanation: "", bad: "", good: "")
    findings.report(Message(kind, "this is odd"), at: span)
    #expect(
      DiagnosticRenderer(sources).render(findings, in: sources)
        == "error[odd]: this is odd\n  --> -:17:7\n    |\n 17 | {\"a\": 1}\n    |       ^\n")
  }

  @Test func `a long span is cut once`() {
    let file = SourceFile(name: "long", bytes: Array(repeating: UInt8(ascii: "x"), count: 10_000))
    let sources = SourceMap([file])
    var findings = Diagnostics()
    let kind = DiagnosticKind(code: "odd", severity: .error, explanation: "", bad: "", good: "")
    findings.report(Message(kind, "this is odd"), at: SourceSpan(source: SourceID(rawValue: 0), start: 0, end: 5_000))
    let lines = DiagnosticRenderer(sources).render(findings, in: sources).split(separator: "\n")
    #expect(lines.contains { $0.hasSuffix("x…") })
    #expect(!lines.contains { $0.hasSuffix("……") })
  }

  @Test(arguments: [0x00, 0x78, 0x80, 0xBF, 0xC3, 0xF0, 0xFF] as [UInt8])
  func `a line of one byte many times is cut, wherever the place is`(byte: UInt8) {
    let kind = DiagnosticKind(code: "odd", severity: .error, explanation: "", bad: "", good: "")
    for count in [1, 3, 4, 399, 400, 401, 402, 403, 404, 500, 5_000] {
      let sources = SourceMap([
        SourceFile(name: "long", bytes: Array("k: ".utf8) + Array(repeating: byte, count: count))
      ])
      for start in [0, 3, 4, count / 2, count, count + 3] {
        for end in [start, start + 1, start + 400, count + 3] {
          var findings = Diagnostics()
          let span = SourceSpan(source: SourceID(rawValue: 0), start: start, end: end)
          findings.report(Message(kind, "this is odd"), at: span)
          #expect(DiagnosticRenderer(sources).render(findings, in: sources).utf8.count < 3_000)
        }
      }
    }
  }

  @Test(
    arguments: [
      ("datum", "data"), ("wavable", "waivable"), ("familes", "families"), ("qourum", "quorum"), ("xyz", nil),
      ("day", nil), ("damage", nil),
    ] as [(String, String?)])
  func `what is near is suggested, and nothing else`(typed: String, expected: String?) {
    #expect(nearest(to: typed, among: ["waivable", "data", "families", "quorum", "staff"]) == expected)
  }
}
