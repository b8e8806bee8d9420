import DocumentTree
import DocumentTreeYAML
import SourceText
import Testing

/// Each limit at n and at n + 1, in both formats.
@Suite struct LimitTests {
  @Test(arguments: Format.allCases)
  func `file-bytes`(format: Format) {
    var limits = InputLimits()
    limits.fileBytes = 20
    let text = "[" + String(repeating: " ", count: 17) + "1]"
    #expect(read(text, format, limits: limits).findings == [])
    let over = read(text + " ", format, limits: limits)
    #expect(over.findings == ["limit at 0"])
    #expect(over.words.contains("file-bytes"))
    #expect(over.documents.map(\.isComplete) == [false])
    #expect(over.root == nil)
  }

  @Test(arguments: Format.allCases)
  func nesting(format: Format) {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + "1" + String(repeating: "]", count: depth)
    }
    #expect(read(nested(64), format).findings == [])
    let over = read(nested(65), format)
    #expect(over.findings == ["limit at 64"])
    #expect(over.words.contains("`nesting` of 64 levels"))
    #expect(over.documents.map(\.isComplete) == [false])
    #expect(read(nested(100_000), format).findings == ["limit at 64"])
    let objects = String(repeating: "{\"a\": ", count: 65) + "1" + String(repeating: "}", count: 65)
    #expect(read(objects, format).findings == ["limit at \(6 * 64)"])
  }

  @Test func `nesting in blocks`() {
    func nested(_ depth: Int) -> String {
      (0..<depth).map { String(repeating: " ", count: $0) + "a:" }.joined(separator: "\n")
    }
    #expect(read(nested(64)).findings == [])
    #expect(read(nested(65)).words.contains("nesting"))
    let dashes = String(repeating: "- ", count: 70) + "x"
    #expect(read(dashes).findings == ["limit at 128"])
  }

  @Test(arguments: Format.allCases)
  func nodes(format: Format) {
    var limits = InputLimits()
    limits.nodes = 6
    // A mapping, two keys, a list and two items.
    #expect(read(#"{"a": [1, {}]}"#, format, limits: limits).findings == [])
    #expect(read(#"{"a": [1, 2], "b": 3}"#, format, limits: limits).findings == ["limit at 19"])
    #expect(read(#"{"a": [1, 2, 3]}"#, format, limits: limits).findings == [])
    let over = read(#"{"a": [1, 2, 3, 4]}"#, format, limits: limits)
    #expect(over.findings == ["limit at 16"])
    #expect(over.words.contains("`nodes` of 6"))
    // What was read is kept.
    #expect(over.root?.entries.first?.value.items.map(\.text) == ["1", "2", "3"])
    #expect(over.documents.map(\.isComplete) == [false])
  }

  @Test func `the budget is shared by files and its end reported once`() {
    var limits = InputLimits()
    limits.nodes = 5
    var budget = NodeBudget(limits)
    let file = SourceFile(name: "a", bytes: Array("[1, 2]".utf8))
    let first = YAMLReader.read(file, as: SourceID(rawValue: 0), limits: limits, budget: &budget)
    let second = JSONReader.read(file, as: SourceID(rawValue: 1), limits: limits, budget: &budget)
    let third = YAMLReader.read(file, as: SourceID(rawValue: 2), limits: limits, budget: &budget)
    #expect(first.findings == [])
    #expect(budget.left == 0)
    #expect(second.findings == ["limit at 4"])
    #expect(third.findings == [])
    #expect(third.documents.map(\.isComplete) == [false])
  }

  @Test(arguments: Format.allCases)
  func `scalar-bytes`(format: Format) {
    var limits = InputLimits()
    limits.scalarBytes = 8
    #expect(read(#"["12345678", "\u00e9\u00e9\u00e9\u00e9"]"#, format, limits: limits).findings == [])
    for text in [#"[0, "123456789"]"#, #"[0, "\u00e9\u00e9\u00e9\u00e9x"]"#, "[0, 123456789]"] {
      let over = read(text, format, limits: limits)
      #expect(over.findings == ["limit at 4"])
      #expect(over.words.contains("scalar-bytes"))
      #expect(outline(over.root) == "[0]")
    }
  }

  @Test(arguments: Format.allCases)
  func `key-bytes`(format: Format) {
    for (count, expected) in [(1022, []), (1023, format == .yaml ? ["limit at 1"] : []), (1025, ["limit at 1"])] {
      let text = "{\"" + String(repeating: "k", count: count) + "\": 1}"
      #expect(read(text, format).findings == expected, "\(count)")
    }
    var limits = InputLimits()
    limits.keyBytes = 4
    #expect(read(#"{"four": 1, "\u00e9\u00e9": 2}"#, format, limits: limits).findings == [])
    let over = read(#"{"a": 1, "fives": 1}"#, format, limits: limits)
    #expect(over.findings == ["limit at 9"])
    #expect(over.words.contains("`key-bytes` of 4 bytes"))
    #expect(outline(over.root) == #"{"a": 1}"#)
  }

  /// libyaml has a limit of its own, of 1,024 characters on one line.
  @Test func `key-bytes of plain keys`() {
    for head in ["", "x: 1\n", "x:\n  ", "- ", "- - "] {
      func key(_ count: Int) -> String { head + String(repeating: "k", count: count) + ": v\n" }
      #expect(read(key(1024)).findings == [], "\(head)")
      let over = read(key(1025))
      #expect(over.findings == ["limit at \(head.utf8.count)"], "\(head)")
      #expect(over.words.contains("`key-bytes` of 1024 bytes"))
      #expect(read(key(500_000)).findings == ["limit at \(head.utf8.count)"], "\(head)")
    }
    // Few characters, many bytes.
    let wide = read(String(repeating: "é", count: 513) + ": v\n")
    #expect(wide.findings == ["limit at 0"])
    // A key of its own line has libyaml's limit not, but ours.
    #expect(read("? " + String(repeating: "k", count: 1025) + "\n: v\n").findings == ["limit at 2"])
  }

  @Test func `a million duplicate keys are one finding and a limit`() {
    let reading = read(String(repeating: "notes: x\n", count: 1_000_000))
    // The mapping, 499,999 entries and one more key are a million nodes.
    #expect(reading.findings == ["duplicate-key at 9", "limit at \(9 * 499_999 + 7)"])
    #expect(reading.diagnostics.all.first { $0.kind == .duplicateKey }?.repetitions == 499_998)
  }

  @Test func `a flood of findings is worded in part and counted whole`() {
    let twice = (0..<1_000).map { "k\($0): x\nk\($0): y\n" }.joined()
    let reading = read(twice)
    #expect(reading.diagnostics.all.count == 101)
    #expect(reading.diagnostics.all.reduce(0) { $0 + 1 + $1.repetitions } == 1_000)
    let anchors = read((0..<500).map { "- &a\($0) x\n" }.joined())
    #expect(anchors.diagnostics.all.count == 101)
    #expect(anchors.diagnostics.all.reduce(0) { $0 + 1 + $1.repetitions } == 500)
  }

  @Test func `keys are compared in small and in large mappings alike`() {
    for count in [1, 2, 31, 32, 33, 34, 100, 5_000] {
      let keys = (0..<count).map { "key-\($0)" }
      let text = keys.map { "\($0): x\n" }.joined()
      #expect(read(text).findings == [], "\(count)")
      // Quoting and escapes make no other key.
      for again in [keys[0], "\"\(keys[count - 1])\"", "'\(keys[count / 2])'", "\"\\x6bey-\(count - 1)\""] {
        let reading = read(text + "\(again): y\n")
        #expect(reading.findings == ["duplicate-key at \(text.utf8.count)"], "\(count) \(again)")
      }
      // The same keys in another mapping are others.
      let nested = keys.map { "  \($0): x\n" }.joined()
      #expect(read("a:\n\(nested)b:\n\(nested)").findings == [], "\(count)")
    }
    #expect(read(#"{"a": 1, "\u0061": 2}"#, .json).findings == ["duplicate-key at 9"])
    #expect(read(#"{"": 1, "": 2}"#, .json).findings == ["duplicate-key at 8"])
  }
}
