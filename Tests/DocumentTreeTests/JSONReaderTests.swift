import DocumentTree
import Foundation
import SourceText
import TestKit
import Testing

@Suite struct JSONReaderTests {
  static let accepted: [(text: String, outline: String)] = [
    // Any value at the top, white space around everything.
    ("null", "null"), ("true", "true"), ("false", "false"), ("0", "0"), ("\"\"", "\"\""), ("[]", "[]"), ("{}", "{}"),
    (" \t\r\n[ \t\r\n] \t\r\n", "[]"), ("{ \"a\" : 1 , \"b\" : [ ] }", "{\"a\": 1, \"b\": []}"), ("\n\n1\n", "1"),
    ("[null, true, false]", "[null, true, false]"), ("[[], [[]], {}]", "[[], [[]], {}]"), ("{\"\": {}}", "{\"\": {}}"),
    ("[1,2,3]", "[1, 2, 3]"), ("\u{FEFF}1", "1"),
    // Numbers keep their text.
    ("[0, -0, 1, -1, 10, 1234567890]", "[0, -0, 1, -1, 10, 1234567890]"),
    ("[0.0, -0.5, 1.50, 3.10]", "[0.0, -0.5, 1.50, 3.10]"),
    ("[1e5, 1E5, 1e+5, 1E-5, 1.5e0, 0e0]", "[1e5, 1E5, 1e+5, 1E-5, 1.5e0, 0e0]"),
    ("999999999999999999999999999999", "999999999999999999999999999999"), ("1e400", "1e400"), ("-1e-9999", "-1e-9999"),
    ("[20,0]", "[20, 0]"), ("[0e+1]", "[0e+1]"), ("[123.456e78]", "[123.456e78]"),
    // Strings.
    (#""a""#, #""a""#), (#""\"\\\/""#, "\"\"\\/\""), (#""\n\r\t""#, "\"\n\r\t\""), (#""A\u00e9\u20AC""#, "\"Aé€\""),
    (#""\ud83d\ude00\uD834\uDD1E""#, "\"😀𝄞\""), (#""\\u0041 \\n""#, "\"\\u0041 \\n\""), ("\"é€😀\"", "\"é€😀\""),
    (#""\u0020\u0022\u005c""#, "\" \"\\\""), (#""//""#, "\"//\""), (##"["/* */", "#"]"##, "[\"/* */\", \"#\"]"),
    (#""\uFFFD""#, "\"\u{FFFD}\""), ("\"a\u{200B}\"", "\"a\u{200B}\""), (#"{"a\nb": 1}"#, "{\"a\nb\": 1}"),
    (#""\u00e9\uD83D\uDE00\u00e9""#, "\"é😀é\""), (#""\uDBFF\uDFFD""#, "\"\u{10FFFD}\""),
    // Keys that differ, and what YAML would take for something else.
    (#"{"a": 1, "A": 2, "a ": 3}"#, #"{"a": 1, "A": 2, "a ": 3}"#), (#"{"<<": {"a": 1}}"#, #"{"<<": {"a": 1}}"#),
    (#"{"no": "~", "null": "null"}"#, #"{"no": "~", "null": "null"}"#), (#"{"__proto__": 1}"#, #"{"__proto__": 1}"#),
  ]

  @Test func `what is JSON is read as it stands`() {
    for (text, expected) in JSONReaderTests.accepted {
      let reading = read(text, .json)
      #expect(reading.findings == [], "\(text)")
      #expect(outline(reading.root) == expected, "\(text)")
      #expect(reading.documents.map(\.isComplete) == [true])
      // Foundation agrees, but for a byte order mark and for numbers beyond its own.
      if text.first == "\u{FEFF}" || ["1e400", "-1e-9999"].contains(text) { continue }
      #expect(throws: Never.self) {
        try JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)
      }
    }
  }

  @Test func `forms`() {
    let items = read(#"["null", null, "1", 1, true, false, {}, []]"#, .json).root?.items ?? []
    #expect(items.map(\.form) == [.quoted, .jsonNull, .quoted, .jsonNumber, .jsonTrue, .jsonFalse, .mapping, .list])
    #expect(items.map(\.isNothing) == [false, true, false, false, false, false, false, false])
  }

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

  static let refused = [
    // Nothing, or not enough.
    Case("json-syntax", "1️⃣"), Case("json-syntax", " \n1️⃣"), Case("json-syntax", "\u{FEFF}1️⃣"),
    Case("json-unclosed", "1️⃣[", "`]`"), Case("json-unclosed", "1️⃣{", "`}`"), Case("json-unclosed", "1️⃣[1,", "`]`"),
    Case("json-unclosed", "1️⃣[1"), Case("json-unclosed", "1️⃣{\"a\""), Case("json-unclosed", "1️⃣{\"a\":"),
    Case("json-unclosed", "1️⃣{\"a\": 1,"), Case("json-unclosed", "[1, 1️⃣{\"a\": [2]"), Case("json-unclosed", "[1️⃣\"a"),
    Case("json-unclosed", "1️⃣\"", "quote"), Case("json-unclosed", "1️⃣\"a\\\""),
    Case("json-unclosed", "[1️⃣\"a\n\"]", "quote"),
    Case("json-unclosed", "[1️⃣\"a\\t\r\"]"), Case("json-escape", "\"1️⃣\\"),
    Case("json-unclosed", "[11️⃣}", "`]`", "it opens here"), Case("json-unclosed", "{\"a\": 11️⃣]", "`}`"),
    // Something else than expected.
    Case("json-syntax", "1️⃣]"), Case("json-syntax", "1️⃣}"), Case("json-syntax", "1️⃣,"), Case("json-syntax", "1️⃣:"),
    Case("json-syntax", "[1️⃣,1]"), Case("json-syntax", "[1,1️⃣,2]", "value", "`,`"),
    Case("json-syntax", "[1 1️⃣2]", "comma"),
    Case("json-syntax", "[1 1️⃣true]", "comma"), Case("json-syntax", "[\"a\"1️⃣\"b\"]", "comma"),
    Case("json-syntax", "[\"a\"1️⃣: 1]"),
    Case("json-syntax", "{1️⃣,}", "key"), Case("json-syntax", "{1️⃣[]: 1}", "key"),
    Case("json-syntax", "{\"a\" 1️⃣1}", "colon"),
    Case("json-syntax", "{\"a\"1️⃣, \"b\": 1}", "colon"), Case("json-syntax", "{\"a\": 1️⃣}", "value"),
    Case("json-syntax", "{\"a\":1️⃣:1}"),
    Case("json-syntax", "{\"a\": 1 1️⃣\"b\": 2}", "comma"), Case("json-syntax", "{\"a\": \"b\"1️⃣:\"c\"}"),
    Case("json-syntax", "[1️⃣&x]"),
    Case("json-syntax", "[1️⃣*]"), Case("json-syntax", "1️⃣\\u0041"), Case("json-syntax", "{1️⃣\\u0061: 1}"),
    Case("json-syntax", "[1️⃣/]"),
    Case("json-syntax", "{\"a\": 1, 1️⃣, \"b\": 2}"), Case("json-syntax", "[1️⃣<null>]"),
    Case("json-syntax", "{\"a\": 1️⃣}}"),
    Case("json-syntax", "1️⃣%YAML"), Case("json-syntax", "[1️⃣@]"), Case("json-syntax", "[1️⃣`1`]"),
    // Trailing commas.
    Case("json-trailing-comma", "[11️⃣,]", "JSON", "`]`"), Case("json-trailing-comma", "[1,[]1️⃣,\n]"),
    Case("json-trailing-comma", "{\"a\": 11️⃣,}", "`}`"), Case("json-trailing-comma", "{\"a\": {}1️⃣, \n}"),
    // Comments.
    Case("json-comment", "1️⃣// a\n1", "JSON"), Case("json-comment", "[1, 1️⃣# a\n2]"),
    Case("json-comment", "[1, 1️⃣/* a */ 2]"),
    Case("json-comment", "{1️⃣# a\n}"), Case("json-comment", "{\"a\" 1️⃣# b\n: 1}"),
    Case("json-comment", "{\"a\": 1 1️⃣// b\n}"),
    Case("json-comment", "1 1️⃣// a"), Case("json-comment", "{}1️⃣#a"), Case("json-comment", "{\"a\": 1️⃣/**/1}"),
    // Quotes.
    Case("json-quotes", "1️⃣'a'", "double quotes"), Case("json-quotes", "{1️⃣'a': 1}", "double quotes"),
    Case("json-quotes", "{1️⃣a: 1}", "`a`"), Case("json-quotes", "{\"a\": 1, 1️⃣b: 2}"), Case("json-quotes", "[1️⃣a]", "`a`"),
    Case("json-quotes", "[1️⃣truex]"), Case("json-quotes", "[1️⃣nul]", "`nul`"), Case("json-quotes", "{1️⃣1: 1}", "`1`"),
    Case("json-quotes", "[1️⃣ü]", "`ü`"), Case("json-quotes", "{1️⃣null: 1}"), Case("json-number", "[1️⃣2026x]"),
    Case("json-syntax", "[1️⃣True]", "`true`"), Case("json-syntax", "[1️⃣FALSE]", "`false`"),
    Case("json-syntax", "[1️⃣None]", "`null`"),
    Case("json-syntax", "[1️⃣undefined]", "`null`"), Case("json-syntax", "1️⃣NULL", "`null`"),
    // Numbers.
    Case("json-number", "[1️⃣NaN]", "NaN", "JSON"), Case("json-number", "[1️⃣-NaN]", "NaN"),
    Case("json-number", "[1️⃣nan]", "nan"),
    Case("json-number", "1️⃣Infinity", "Infinity"), Case("json-number", "[1️⃣-Infinity]", "-Infinity"),
    Case("json-number", "[1️⃣+Infinity]"),
    Case("json-number", "[1️⃣01]", "zero"), Case("json-number", "[1️⃣-01]", "zero"), Case("json-number", "[1️⃣00]"),
    Case("json-number", "[1️⃣-012.5]"),
    Case("json-number", "[1️⃣+1]", "plus"), Case("json-number", "[1️⃣++1]"),
    Case("json-number", "[1️⃣.5]", "before the point"),
    Case("json-number", "[1️⃣-.5]", "digits"), Case("json-number", "[1️⃣1.]", "behind the point"),
    Case("json-number", "[1️⃣0.e1]"),
    Case("json-number", "[1️⃣1.5.]"), Case("json-number", "[1️⃣1e]", "exponent"), Case("json-number", "[1️⃣1e+]"),
    Case("json-number", "[1️⃣1eE2]"),
    Case("json-number", "[1️⃣0x1F]"), Case("json-number", "[1️⃣0o7]"), Case("json-number", "[1️⃣0b1]"),
    Case("json-number", "[1️⃣1_000]"),
    Case("json-number", "[1️⃣-]", "minus"), Case("json-number", "[1️⃣--1]"), Case("json-number", "[1️⃣- 1]"),
    Case("json-number", "[1️⃣-a]"),
    Case("json-number", "[1️⃣1a]"), Case("json-syntax", "[121️⃣:30]"), Case("json-number", "[1️⃣1+2]"),
    Case("json-syntax", "[11️⃣/2]"),
    Case("json-number", "[1️⃣2.e3]"), Case("json-number", "[1️⃣1.0e-]"), Case("json-quotes", "[1️⃣１]"),
    // Strings and escapes.
    Case("json-escape", "[\"a1️⃣\tb\"]", "U+0009", "`\\t`"), Case("json-escape", "[\"1️⃣\\a\"]", "`\\a`"),
    Case("json-escape", "[\"1️⃣\\'\"]"),
    Case("json-escape", "[\"1️⃣\\x41\"]"), Case("json-escape", "[\"1️⃣\\0\"]"), Case("json-escape", "[\"1️⃣\\é\"]", "`\\é`"),
    Case("json-escape", "[\"1️⃣\\u00\"]"), Case("json-escape", "[\"1️⃣\\u00G0\"]"), Case("json-escape", "[\"1️⃣\\u+041\"]"),
    Case("json-escape", "[\"1️⃣\\U0041\"]"), Case("json-escape", "[\"1️⃣\\\n\"]"),
    Case("json-escape", "[\"a1️⃣\\ud83c b\"]", "D83C"),
    Case("json-escape", "[\"1️⃣\\udc00\"]", "DC00"), Case("json-escape", "[\"1️⃣\\ud83c\\n\"]"),
    Case("json-escape", "[\"1️⃣\\ud83c\\u0041\"]", "D83C"),
    Case("json-escape", "[\"1️⃣\\uD83C\\uD83C\"]"), Case("json-escape", "[\"\\ud83d\\ude001️⃣\\ude00\"]", "DE00"),
    Case("json-escape", "{\"1️⃣\\ud83c\": 1}"),
    Case("json-escape", "[\"1️⃣\\u12\"]"), Case("json-escape", "[\"1️⃣\\u"), Case("json-escape", "[\"1️⃣\\ud83c"),
    Case("json-escape", "[\"1️⃣\\ud83c\\u"),
    // A second value.
    Case("json-second-value", "{} 1️⃣{}"), Case("json-second-value", "1 1️⃣2"),
    Case("json-second-value", "{}\n1️⃣{\"a\": 1}\n"),
    Case("json-second-value", "\"a\"1️⃣\"b\""), Case("json-second-value", "[]1️⃣x"), Case("json-syntax", "{}1️⃣}"),
    Case("json-syntax", "[1]1️⃣]"),
    Case("json-syntax", "11️⃣,"), Case("json-syntax", "\"a\"1️⃣: 1"),
    // The same keys.
    Case("duplicate-key", "{\"a\": 1, 1️⃣\"a\": 2}", "`a`"), Case("duplicate-key", "{\"a\": 1, 1️⃣\"\\u0061\": 1}"),
    Case("duplicate-key", "[{\"a\": {\"a\": 1, 1️⃣\"a\": 2}}]"),
    // Characters that hide what a text says; reading goes on.
    Case("hazardous-character", "[\"1️⃣\\u001b[2J\"]", "U+001B"), Case("hazardous-character", "[\"1️⃣\\u0000\"]", "U+0000"),
    Case("hazardous-character", "[\"1️⃣\\b\"]", "U+0008"), Case("hazardous-character", "[\"1️⃣\\f\"]", "U+000C"),
    Case("hazardous-character", "[\"1️⃣\\u202E\"]", "U+202E"), Case("hazardous-character", "[\"1️⃣\\u2028\"]"),
    Case("hazardous-character", "[\"1️⃣\\uFFFF\"]"),
    Case("hazardous-character", "{\"1️⃣\\u007f\": 1}", "U+007F"),
  ]

  @Test(arguments: refused)
  func `what is no JSON is one error at its place`(test: Case) {
    let source = MarkedSource(test.source)
    let reading = read(source.text, .json)
    #expect(reading.findings == ["\(test.code) at \(source[1] ?? -1)"], "\(reading.words)")
    #expect(test.code.hasPrefix("json") == reading.words.contains("JSON"), "\(reading.words)")
    for word in test.words { #expect(reading.words.contains(word), "\(reading.words)") }
    for finding in reading.diagnostics.all {
      #expect(Int(finding.span.end) <= source.text.utf8.count)
      #expect(String(validating: Array(source.text.utf8)[finding.span.range], as: UTF8.self) != nil)
    }
    let isSyntax = !["duplicate-key", "hazardous-character", "json-second-value"].contains(test.code)
    let isBehind = ["{}}", "[1]]", "1,", "\"a\": 1", "1 // a", "{}#a"].contains(source.text)
    #expect(reading.documents.map(\.isComplete) == [!isSyntax || isBehind])
  }

  @Test func `what was read before an error is kept`() {
    #expect(outline(read(#"{"a": 1, "b": [2, 3, {"c": 4, "d"#, .json).root) == #"{"a": 1, "b": [2, 3, {"c": 4}]}"#)
    #expect(outline(read(#"{"a": 1, "b": }"#, .json).root) == #"{"a": 1}"#)
  }

  @Test func `many values stand in a stream with white space between`() {
    let lines = read("{\"a\": 1}\n[2]\r\n\n3 \"x\"\n", .json, documents: .many)
    #expect(lines.findings == [])
    #expect(lines.documents.map { outline($0.root) } == ["{\"a\": 1}", "[2]", "3", "\"x\""])
    #expect(read("", .json, documents: .many).documents.isEmpty)
    #expect(read(" \n", .json, documents: .many).diagnostics.isEmpty)
    let joined = read("{}{}", .json, documents: .many)
    #expect(joined.findings == ["json-second-value at 2"])
    let broken = read("{}\n{\"a\": }\n{}\n", .json, documents: .many)
    #expect(broken.findings == ["json-syntax at 9"])
    #expect(broken.documents.map(\.isComplete) == [true, false])
    // Each value has keys of its own.
    #expect(read("{\"a\": 1}\n{\"a\": 1}\n", .json, documents: .many).findings == [])
    #expect(read("{\"a\": 1, \"a\": 2}\n{\"a\": 1, \"a\": 2}\n", .json, documents: .many).diagnostics.all.count == 2)
    let long = read(String(repeating: "{\"a\": [1, 2]}\n", count: 50_000), .json, documents: .many)
    #expect(long.documents.count == 50_000 && long.diagnostics.isEmpty)
  }

  @Test func `the YAML test suite's JSON is read as Foundation reads it`() throws {
    let bytes = suite("yaml/cases.jsonl")
    let reading = read(bytes: bytes, .json, documents: .many)
    #expect(reading.diagnostics.all.allSatisfy { $0.kind == .hazardousCharacter })
    let lines = bytes.split(separator: 0x0A)
    #expect(lines.count == 402 && reading.documents.count == 402)
    for (line, document) in zip(lines, reading.documents) {
      let root = try #require(document.root)
      #expect(isSame(root, try JSONSerialization.jsonObject(with: Data(line))))
    }
  }

  private func isSame(_ node: Node, _ object: Any) -> Bool {
    switch object {
    case let object as [String: Any]:
      node.form == .mapping && node.count == object.count
        && node.entries.allSatisfy { entry in object[entry.key.text].map { isSame(entry.value, $0) } ?? false }
    case let object as [Any]:
      node.form == .list && node.items.count == object.count
        && zip(node.items, object).allSatisfy { isSame($0, $1) }
    case let object as String: node.form == .quoted && Array(node.scalar) == Array(object.utf8)
    case is NSNull: node.form == .jsonNull
    case let object as NSNumber:
      [.jsonNumber, .jsonTrue, .jsonFalse].contains(node.form)
        && (node.form != .jsonNumber || node.text == object.stringValue)
    default: false
    }
  }
}
