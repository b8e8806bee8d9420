import DocumentTree
import SourceText
import TestKit
import Testing

/// Where keys and values stand, whatever the file is written in.
@Suite struct PositionTests {
  @Test func `spans of keys and values in blocks and brackets`() {
    let text = """
      # a comment
      data:   # another
        student-pii: {title: "Records", law: [FERPA, 'PPRA' ], }
        other:
          - one two
          - 'it''s'
          - {a: b}

      last: x

      """
    let reading = read(text)
    #expect(reading.findings == [])
    #expect(
      outline(reading.root)
        == #"{data: {student-pii: {title: "Records", law: [FERPA, "PPRA"]}, other: [one two, "it's", {a: b}]}, last: x}"#
    )
    #expect(
      spans(reading.root, in: text) == [
        String(text.dropFirst("# a comment\n".count).dropLast()), "data",
        """
        student-pii: {title: "Records", law: [FERPA, 'PPRA' ], }
          other:
            - one two
            - 'it''s'
            - {a: b}
        """,
        "student-pii", #"{title: "Records", law: [FERPA, 'PPRA' ], }"#, "title", #""Records""#, "law",
        "[FERPA, 'PPRA' ]", "FERPA", "'PPRA'", "other",
        """
        - one two
            - 'it''s'
            - {a: b}
        """,
        "one two", "'it''s'", "{a: b}", "a", "b", "last", "x",
      ])
  }

  @Test func `a text of many lines ends where its last word ends`() {
    let text = "a: one\n   two  # no\nb: |\n  block\n   more\n\n\nc: >-\n  folded\n  text\nd: \"quoted\n  on\"\n"
    let reading = read(text)
    #expect(outline(reading.root) == "{a: one two, b: |block\n more\n|, c: |folded text|, d: \"quoted on\"}")
    #expect(
      spans(reading.root, in: text).dropFirst() == [
        "a", "one\n   two", "b", "|\n  block\n   more", "c", ">-\n  folded\n  text", "d", "\"quoted\n  on\"",
      ])
  }

  @Test func `nothing stands behind its colon or dash`() {
    for (text, expected) in [
      ("a:1️⃣\nb: x\n", "{a: , b: x}"), ("a:1️⃣", "{a: }"), ("-1️⃣\n- x\n", "[, x]"), ("{a1️⃣, b: x}", "{a: , b: x}"),
      ("{a:1️⃣ , b: x}", "{a: , b: x}"), ("? a1️⃣\n\n\nb: x\n", "{a: , b: x}"),
      ("x:\n  y:1️⃣\n\n\nz: 1\n", "{x: {y: }, z: 1}"),
    ] {
      let source = MarkedSource(text)
      let reading = read(source.text)
      #expect(outline(reading.root) == expected, "\(text)")
      var node = reading.root
      while let inner = node?.entries.first?.value ?? node?.items.first { node = inner }
      #expect(node?.isNothing == true, "\(text)")
      #expect(
        node?.span == SourceSpan(source: SourceID(rawValue: 0), start: source[1] ?? -1, end: source[1] ?? -1), "\(text)"
      )
    }
  }

  @Test(arguments: ["\n", "\r\n", "\r"], ["", "\u{FEFF}"])
  func `characters of many bytes, line ends and a byte order mark shift no place`(end: String, mark: String) {
    let lines = [
      "titel: Grüße", "ключ: {значение: 'да', 子: 😀x}", "text: |", "  zwölf", "  😀", "last: \"é\\n\"", "# ende ü",
      "z: 1",
    ]
    let text = mark + lines.joined(separator: end) + end
    let reading = read(text)
    #expect(reading.findings == [])
    #expect(
      outline(reading.root)
        == "{titel: Grüße, ключ: {значение: \"да\", 子: 😀x}, text: |zwölf\n😀\n|, last: \"é\n\", z: 1}")
    #expect(
      spans(reading.root, in: text).dropFirst() == [
        "titel", "Grüße", "ключ", "{значение: 'да', 子: 😀x}", "значение", "'да'", "子", "😀x", "text",
        "|\(end)  zwölf\(end)  😀", "last", "\"é\\n\"", "z", "1",
      ])
    let json = mark + "{\"ключ\":\(end) [\"子\", 1.5e3 , \"é\\u00e9\"], \"n\" : null}" + end
    let other = read(json, .json)
    #expect(outline(other.root) == "{\"ключ\": [\"子\", 1.5e3, \"éé\"], \"n\": null}")
    #expect(
      spans(other.root, in: json) == [
        String(json.dropFirst(mark.isEmpty ? 0 : 1).dropLast(1)), "\"ключ\"", "[\"子\", 1.5e3 , \"é\\u00e9\"]", "\"子\"",
        "1.5e3", "\"é\\u00e9\"", "\"n\"", "null",
      ])
  }

  @Test func `errors behind characters of many bytes stand at their place`() {
    for text in ["title: Grüße 😀\nwhy: ä1️⃣: b\n", "\u{FEFF}ü: [ß,\n  {ä: 1️⃣@}]\n"] {
      let source = MarkedSource(text)
      #expect(read(source.text).diagnostics.all.map { Int($0.span.start) } == source.marks.map(\.offset))
    }
    let json = MarkedSource("\u{FEFF}{\"ü\": \"ß😀\", 1️⃣ä}")
    #expect(read(json.text, .json).findings == ["json-quotes at \(json[1] ?? -1)"])
  }

  @Test func `a comment behind a plain text is found`() {
    let text = "a: See item #4 # of the minutes\nb: 'x' # fine\n"
    let root = read(text).root
    let comment = root?.value(for: "a")?.commentBehind
    #expect(comment.map { String(decoding: Array(text.utf8)[$0.range], as: UTF8.self) } == "#4 # of the minutes")
    #expect(root?.value(for: "b")?.commentBehind == nil)
  }

  @Test func `an empty text in quotes is none, and none after other unfolded texts`() {
    // The addresses of unfolded texts lie behind the source: an empty one at the end must not be sought there.
    let root = read("a: \"x\\ty\"\nb: \"\"\nc: |\n\nd: ''\n").root
    #expect(root?.entries.map(\.value.text) == ["x\ty", "", "", ""])
    #expect(root?.entries.map(\.value.isNothing) == [false, false, false, false])
  }
}
