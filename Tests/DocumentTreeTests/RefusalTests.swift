import DocumentTree
import DocumentTreeYAML
import SourceText
import TestKit
import Testing

/// What YAML has and the language does not: refused by name, at its place, and reading goes on.
@Suite struct RefusalTests {
  /// A marked source, the codes of its findings, what is left of the tree, and words that are said.
  struct Case: Sendable {
    var source: String
    var codes: [String]
    var outline: String
    var words: [String] = []

    init(_ source: String, _ codes: String..., outline: String, words: String...) {
      self.source = source
      self.codes = codes
      self.outline = outline
      self.words = words
    }
  }

  @Test(arguments: [
    Case("a: 1️⃣&x [b]\nc: 2️⃣*x\nd: e\n", "anchor", "alias", outline: "{a: [b], d: e}", words: "anchor", "`&x`", "`*x`"),
    Case("1️⃣&x a: 2️⃣&y b\n", "anchor", "anchor", outline: "{a: b}"),
    Case("a: 1️⃣&x # why\n  b: c\n", "anchor", outline: "{a: {b: c}}"),
    Case("a: 1️⃣&x\nb: c\n", "anchor", outline: "{a: , b: c}"),
    Case("[1️⃣*x, b, 2️⃣*y]", "alias", "alias", outline: "[b]"),
    Case("1️⃣*x : b\nc: d\n", "alias", outline: "{c: d}"),
    Case("1️⃣*x\n", "alias", outline: "none"),
    Case("a: 1️⃣!!str b\nc: 2️⃣!own {d: e}\n", "tag", "tag", outline: "{a: b, c: {d: e}}", words: "tag", "`!own`"),
    Case("a: 1️⃣! b\n", "tag", outline: "{a: b}"),
    Case("a: 1️⃣!<tag:x,y> 'b'\n", "tag", outline: "{a: \"b\"}", words: "`!<tag:x,y>`"),
    Case("[1️⃣!!str, 2️⃣!x a]", "tag", "tag", outline: "[, a]", words: "`!!str`"),
    Case("a: 1️⃣&x 2️⃣!y b\nc: 3️⃣!v 4️⃣&z |\n  d\n", "anchor", "tag", "tag", "anchor", outline: "{a: b, c: |d\n|}"),
    Case("a: 1️⃣!y \"\\n2️⃣\\e\"\n", "tag", "hazardous-character", outline: "{a: \"\n\u{1B}\"}"),
    Case("1️⃣%YAML 1.1\n---\na: b\n", "directive", outline: "{a: b}", words: "`%YAML 1.1`"),
    Case("# c\n1️⃣%YAML 1.2 # d\n2️⃣%TAG !e! tag:x\n---\na: b\n", "directive", "directive", outline: "{a: b}"),
    Case("1️⃣%FOO bar\n---\na: b\n", "directive", outline: "none"),
    Case("1️⃣%YAML 2.0\n---\na: b\n", "directive", outline: "none"),
    Case("1️⃣%YAML 1.1\na: b\n", "directive", outline: "none"),
    Case("a:\n  1️⃣<<: {b: c}\n  d: e\n", "merge-key", outline: "{a: {d: e}}", words: "`<<`"),
    Case("{1️⃣<<: [2️⃣*x, {b: c}], d: e}", "merge-key", "alias", outline: "{d: e}"),
    Case("a: {'<<': b}\nc: <<\n", outline: "{a: {\"<<\": b}, c: <<}"),
    Case("? 1️⃣[a, b]\n: c\nd: e\n", "key-is-no-text", outline: "{d: e}", words: "key"),
    Case("{1️⃣{a: b}: c, d: e}", "key-is-no-text", outline: "{d: e}"),
    Case("[1️⃣[a]: b, c]", "key-is-no-text", outline: "[{}, c]"),
    Case("a: b\n1️⃣'a': c\n", "duplicate-key", outline: "{a: b, \"a\": c}", words: "`a`"),
    Case("? a\n: b\n", outline: "{a: b}"),
    Case(
      "a: \"1️⃣\\e 2️⃣\\u202e 3️⃣\\x7F \\t\\n\\r \\\\e 4️⃣\\L\"\n", "hazardous-character", "hazardous-character",
      "hazardous-character", "hazardous-character", outline: "{a: \"\u{1B} \u{202E} \u{7F} \t\n\r \\e \u{2028}\"}",
      words: "U+001B", "U+202E", "U+007F", "U+2028"),
    Case("a: '\\e \\u202e'\nb: \\e\n", outline: "{a: \"\\e \\u202e\", b: \\e}"),
    Case("\"1️⃣\\0\": b\n", "hazardous-character", outline: "{\"\0\": b}", words: "U+0000"),
    Case("no: on\n~: null\n1_0: 0o7\n12:30:00: 3.10\n", outline: "{no: on, ~: null, 1_0: 0o7, 12:30:00: 3.10}"),
  ])
  func `is refused at its place`(test: Case) {
    let source = MarkedSource(test.source)
    let reading = read(source.text)
    #expect(reading.findings == zip(test.codes, source.marks).map { "\($0) at \($1.offset)" })
    #expect(test.codes.count == source.marks.count)
    #expect(outline(reading.root) == test.outline)
    for word in test.words { #expect(reading.words.contains(word)) }
    // Where something was left out of the tree, the tree says so.
    let isWhole = Set(test.codes).isDisjoint(with: ["alias", "merge-key", "key-is-no-text"]) && reading.root != nil
    #expect(reading.documents.first?.isComplete == isWhole)
    for finding in reading.diagnostics.all { #expect(finding.message.help != nil) }
  }

  @Test func `a second document is an error where one is meant, and is read`() {
    let source = MarkedSource("a: b\n1️⃣---\nc: d\n--- # third\n- e\n...\n# end\n")
    let reading = read(source.text)
    #expect(reading.findings == ["second-document at \(source[1] ?? -1)"])
    #expect(reading.diagnostics.all.first?.repetitions == 1)
    #expect(reading.words.contains("document"))
    #expect(reading.documents.map { outline($0.root) } == ["{a: b}", "{c: d}", "[e]"])
    let many = read(source.text, documents: .many)
    #expect(many.findings == [])
    #expect(many.documents.count == 3)
  }

  @Test func `a file that says nothing has no document`() {
    for text in ["", "\n\n", "# a comment\n", "  # one\r\n\r\n# two", "\u{FEFF}# c"] {
      #expect(read(text).documents.isEmpty && read(text).diagnostics.isEmpty, "\(text)")
      #expect(read(text, documents: .many).documents.isEmpty)
    }
    // A document that says nothing is one.
    #expect(read("---\n").root?.isNothing == true)
    #expect(read("---\n...\n").documents.count == 1)
    #expect(read("~").root?.isNothing == true)
  }

  @Test func `what was read before an error is kept`() {
    let reading = read("a: b\nc: [d, {e: f, g: h\ni: j\nk: *l\n")
    #expect(reading.diagnostics.all.map(\.kind.code).contains("unclosed-bracket"))
    #expect(reading.documents.map(\.isComplete) == [false])
    #expect(reading.root?.value(for: "a")?.text == "b")
    #expect(outline(reading.root?.value(for: "c")?.items.first) == "d")
    // A key that has no value yet is dropped, a list or mapping in its place as well.
    #expect(outline(read("a: b\nc: @").root) == "{a: b}")
    #expect(outline(read("a: b\n? [c, d, e]\n: @").root) == "{a: b}")
    #expect(outline(read("a: b\n? {c: {d: e}, f: g}\n: \"").root) == "{a: b}")
    #expect(outline(read("[a, [b, {c: d, e: ]").root) == "[a, [b, {c: d}]]")
  }
}
