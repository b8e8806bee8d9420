import DocumentTree
import DocumentTreeYAML
import SourceText
import TestKit
import Testing

/// Syntax errors in the committee's words, at the place where they are to be mended: exactly one a file.
@Suite struct SyntaxErrorTests {
  struct Case: Sendable {
    var code: String
    var source: String
    var words: [String]

    init(_ code: String, _ source: String, _ words: String...) {
      self.code = code
      self.source = source
      self.words = words
    }
  }

  static let cases = [
    // Quotes and brackets that nothing closes: where they open.
    Case("unclosed-quote", "a: 1️⃣\"b\nc: d\n", "quote"),
    Case("unclosed-quote", "a: 1️⃣'b\nc: d\n", "quote", "`'`"),
    Case("unclosed-quote", "a: [b, 1️⃣\"c]\nd: e\n", "quote"),
    Case("unclosed-quote", "a: 1️⃣\"b\n---\nc: d\n", "quote"),
    Case("unclosed-quote", "a: 1️⃣\"b\nc: \"d\"\n", "the next quote stands here"),
    Case("unclosed-quote", "a:\n1️⃣\"b\n  c\": d\n", "quote"),
    Case("unclosed-bracket", "a: 1️⃣[b, c\nd: {e: f}\ng: h\n", "`]`"),
    Case("unclosed-bracket", "a: 1️⃣{b: c, d: e\nf: [g]\n", "`}`"),
    Case("unclosed-bracket", "a: {b: 1️⃣[c, d}\ne: f\n", "`]`", "another bracket"),
    Case("unclosed-bracket", "a: 1️⃣[b}\n", "`]`"),
    Case("unclosed-bracket", "a: 1️⃣[b,\n", "`]`"),
    Case("unclosed-bracket", "a: 1️⃣[", "`]`"),
    Case("unclosed-bracket", "a: 1️⃣{b:\n", "`}`"),
    Case("unclosed-bracket", "a: 1️⃣[b, # ]\n  'x]',\nc:\n  - d\n", "`]`"),
    Case("unclosed-bracket", "a: 1️⃣[b, c\nd: @e\n", "`]`"),
    Case("unclosed-bracket", "1️⃣[\n--- ,\n]\n"),
    Case("stray-bracket", "a: b\n1️⃣}\n", "`}`"),
    Case("stray-bracket", "a: [b]1️⃣]\nc: d\n", "`]`"),
    Case("stray-bracket", "[a, b]\n1️⃣]\n", "`]`"),
    Case("stray-bracket", "{a: b}1️⃣}\n", "`}`"),
    Case("stray-bracket", "a: 1️⃣}\n"),
    Case("stray-bracket", "- 1️⃣]\n"),
    // Tabs that indent.
    Case("tab-indentation", "a:\n1️⃣\tb: c\n", "tab"),
    Case("tab-indentation", "a: b\n1️⃣\tc: d\n", "tab"),
    Case("tab-indentation", "a:\n  b: c\n  1️⃣\td: e\n", "tab"),
    Case("tab-indentation", "a:\n  b: c\n      1️⃣\td: e\n", "tab"),
    Case("tab-indentation", "a: |\n1️⃣\tb\n", "tab"),
    Case("tab-indentation", "-1️⃣\t- a\n", "tab"),
    Case("tab-indentation", "a: \"b\"\n 1️⃣\tc: d\n", "tab"),
    // Lines that fit nowhere.
    Case("indentation", "a: b c.\n  1️⃣d: false\n", "indent", "deeper"),
    Case("indentation", "- a\n  1️⃣b: c\n", "indent"),
    Case("indentation", "a: \"b\"\n  1️⃣c: d\n", "indent"),
    Case("indentation", "a: [b]\n  1️⃣c: d\n", "indent"),
    Case("indentation", "a:\n    b: c\n  1️⃣d: e\n", "indent"),
    Case("indentation", "a:\n  - b\n 1️⃣- c\n", "indent"),
    Case("indentation", "a:\n  - b\n  - c\n 1️⃣d: e\n", "indent"),
    // Lists and mappings mixed.
    Case("misplaced-item", "a: 1️⃣- b\n", "line of its own"),
    Case("misplaced-item", "a: b\n1️⃣- c\n", "item"),
    Case("misplaced-item", "- a\n1️⃣b: c\n", "dash"),
    Case("misplaced-item", "a: [\n  1️⃣- b\n]\n", "commas"),
    Case("misplaced-item", "--- 1️⃣a: b\n", "`---`"),
    // Colons.
    Case("colon-in-text", "a: Note1️⃣: b c\n", "quotes"),
    Case("colon-in-text", "- Note this: and this1️⃣: b\n", "quotes"),
    Case("colon-in-text", "a: b c\n  d e1️⃣: f\n", "quotes"),
    Case("colon-in-text", "a: {b: c1️⃣: d}\n", "quotes"),
    Case("colon-in-text", "a: {b: \"c\"1️⃣: d}\n", "quotes"),
    Case("missing-colon", "a: b\n1️⃣deny\nc: d\n", "colon"),
    Case("missing-colon", "a:\n  b: c\n  1️⃣deny the pilot\n  d: e\n", "colon"),
    Case("missing-colon", "a:\n  1️⃣b\n  c: d\n", "colon"),
    Case("missing-colon", "1️⃣a\nb: c\n", "colon"),
    Case("colon-in-text", "a:\n  b c\n  d1️⃣: e\n", "quotes"),
    Case("missing-space", "a:\n  b1️⃣:c\n  d: e\n", "space"),
    Case("missing-colon", "a: b\n1️⃣http://x.y/z\nc: d\n", "colon"),
    Case("missing-colon", "a: b\n1️⃣text # not: this\nc: d\n", "colon"),
    Case("missing-colon", "a: {\"b\"\n  1️⃣: c}\n", "line"),
    Case("missing-colon", "[a\n]1️⃣: b\n", "line"),
    Case("missing-space", "a: b\nc1️⃣:d\ne: f\n", "space", "`:`"),
    Case("missing-space", "a:\n  b: c\n  1️⃣-d\n  e: f\n", "space", "`-`"),
    Case("missing-space", "a: {b1️⃣:[c]}\n", "space"),
    Case("missing-space", "a: [b1️⃣:, c]\n", "space"),
    Case("misplaced-item", "a: b\n1️⃣• c\nd: e\n", "`- `"),
    Case("misplaced-item", "a:\n  - b\n  1️⃣· c\nd: e\n", "`- `"),
    Case("misplaced-item", "a:\n  1️⃣• {b: {c: d}}\n  • {e: {f: g}}\n", "`- `"),
    Case("misplaced-item", "a:\n  1️⃣• {b: c}\n  • {b: d}\ne: f\n", "`- `"),
    Case("misplaced-item", "a:\n1️⃣1. b\n2. c\nd: e\n", "`- `"),
    Case("misplaced-item", "a:\n  - b\n  1️⃣c\nd: e\n", "dash"),
    Case("misplaced-item", "a:\n  - {b: c}\n    1️⃣{d: e}\nf: g\n", "dash"),
    Case("indentation", "a: |\n1️⃣b c\nd: e\n", "deeper"),
    Case("indentation", "a:\n  b: |\n    c\n  1️⃣d e\n  f: g\n", "text above"),
    Case("indentation", "a:\n  b: |\n    c\n   1️⃣d e\n    f\n", "text above"),
    Case("colon-in-text", "a: {b: c1️⃣: [d]}\n", "braces"),
    Case("colon-in-text", "a: b1️⃣: {c: d}\n", "braces"),
    Case("colon-in-text", "a: “b1️⃣: c”\n", "straight"),
    Case("missing-comma", "a: {b: any 1️⃣[c, d]}\n", "`{any: …}`"),
    Case("missing-comma", "a: [b\n  1️⃣- : c]\n", "comma"),
    // What a text cannot begin with.
    Case("reserved-start", "a: 1️⃣@b\n", "`@`", "quotes"),
    Case("reserved-start", "a: 1️⃣`b`\n", "quotes"),
    Case("reserved-start", "a: 1️⃣%b\n", "`%`"),
    Case("reserved-start", "a: 1️⃣*b*\n", "`*`"),
    Case("reserved-start", "a: 1️⃣& b\n", "`&`"),
    Case("reserved-start", "a: 1️⃣? b\n", "`?`"),
    Case("reserved-start", "a: 1️⃣, b\n", "`,`"),
    Case("reserved-start", "a: [1️⃣|b]\n", "`|`"),
    Case("reserved-start", "a: {b: 1️⃣:c}\n", "`:`"),
    Case("block-header", "a: 1️⃣> 30 students\n", "quotes", "`>`"),
    Case("block-header", "a: 1️⃣|text\n  b\n", "next line"),
    Case("block-header", "a: 1️⃣|0\n  b\n"),
    // Behind a value that is whole; between values.
    Case("behind-value", "a: \"b\" 1️⃣c d\ne: f\n", "quote"),
    Case("behind-value", "a: 'it'1️⃣s wrong'\ne: f\n", "quote"),
    Case("behind-value", "a: [b] 1️⃣c\ne: f\n", "`]`"),
    Case("behind-value", "- \"a\" 1️⃣- b\n", "quote"),
    Case("behind-value", "a: [\"b\" 1️⃣c]\n", "quote"),
    Case("missing-comma", "a: [\"b\" 1️⃣\"c\"]\n", "comma"),
    Case("missing-comma", "a: [b 1️⃣[c]]\n", "comma"),
    Case("missing-comma", "a: {\n  b: c\n  1️⃣d: e\n}\n", "comma"),
    Case("empty-item", "a: [b, 1️⃣, c]\n", "comma"),
    Case("empty-item", "a: [1️⃣,]\n", "comma"),
    // Escapes.
    Case("unknown-escape", "a: \"b 1️⃣\\d\"\n", "`\\d`"),
    Case("unknown-escape", "a: \"b 1️⃣\\é\"\n", "`\\é`"),
    Case("unknown-escape", "a: \"b 1️⃣\\u12G4\"\n", "`\\u12G4`"),
    Case("unknown-escape", "a: \"b 1️⃣\\ud83c\"\n", "`\\ud83c`"),
    Case("tag", "a: 1️⃣!x!y b\n", "tag"),
    Case("tag", "a: 1️⃣!<x b\n", "tag"),
    // Nothing that was foreseen.
    Case("yaml-syntax", "a: b\n...\n1️⃣c: d\n"),
    Case("yaml-syntax", "{a: b}\n1️⃣c: d\n"),
    Case("yaml-syntax", "1️⃣: a\n: b\n"),
  ]

  @Test(arguments: cases)
  func `is one finding at its place`(test: Case) {
    let source = MarkedSource(test.source)
    for text in [source.text, source.text.replacing("\n", with: "\r\n"), source.text + "\n# end\n"] {
      let reading = read(text)
      // Lines that end in two bytes shift what stands below them.
      let offset =
        (source[1] ?? -1)
        + (text.utf8.contains(0x0D) ? source.text.utf8.prefix(source[1] ?? 0).count { $0 == 0x0A } : 0)
      #expect(reading.findings == ["\(test.code) at \(offset)"], "\(test.source) \(reading.words)")
      for word in test.words { #expect(reading.words.contains(word), "\(reading.words)") }
    }
    // Behind characters of many bytes too.
    let shifted = read("# ü😀\n" + source.text)
    #expect(shifted.findings == ["\(test.code) at \((source[1] ?? -1) + "# ü😀\n".utf8.count)"])
  }

  @Test func `no word of libyaml's reaches a reader`() {
    for test in SyntaxErrorTests.cases {
      let words = read(MarkedSource(test.source).text).words
      for word in [
        "did not", "while", "expected <", "token", "scalar", "simple key", "Invalid", "unexpected", "Please", " you ",
      ] {
        #expect(!words.contains(word), "\(words)")
      }
    }
  }

  @Test func `a syntax error that comes of a refused character is not reported again`() {
    #expect(read("a: \u{1}\u{2028}[b\n").diagnostics.all.contains { $0.kind == .hazardousCharacter })
    #expect(read("a: b\n\u{0}").findings == ["hazardous-character at 5"])
  }
}
