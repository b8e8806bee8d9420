import DocumentTree
import SourceText
import Testing

/// All cases of the YAML test suite, against what libyaml 0.2.5 says of them (Tests/Suites/yaml/README.md).
@Suite struct YAMLTestSuiteTests {
  struct Case: Sendable {
    var id: String
    var tags: [String]
    var yaml: String
    /// What libyaml says; `nil` where it refuses the case.
    var events: String?
    /// Whether the suite says the same.
    var isAgreed: Bool
    /// Where libyaml finds the problem: line and column from 0.
    var problem: (line: Int, column: Int)?
  }

  static let cases: [Case] = {
    let reading = read(bytes: suite("yaml/cases.jsonl"), .json, documents: .many)
    return reading.documents.compactMap { document -> Case? in
      guard let root = document.root, let libyaml = root.value(for: "libyaml") else { return nil }
      let isAgreed = libyaml.value(for: "events_match")?.form == .jsonTrue
      let isRead = libyaml.value(for: "ok")?.form == .jsonTrue
      let events = isAgreed ? root.value(for: "events") : libyaml.value(for: "events")
      let problem = libyaml.value(for: "problem")
      return Case(
        id: root.value(for: "id")?.text ?? "", tags: root.value(for: "tags")?.items.map(\.text) ?? [],
        yaml: root.value(for: "yaml")?.text ?? "", events: isRead ? events?.text : nil, isAgreed: isAgreed,
        problem: problem.map { (number($0, "line"), number($0, "column")) })
    }
  }()

  private static func number(_ node: Node, _ key: String) -> Int { node.value(for: key).flatMap { Int($0.text) } ?? -1 }

  @Test func `the suite is whole`() {
    let cases = YAMLTestSuiteTests.cases
    #expect(cases.count == 402)
    #expect(cases.count { $0.events != nil } == 273)
    #expect(cases.count { $0.isAgreed } == 252)
    #expect(cases.allSatisfy { !$0.id.isEmpty })
  }

  @Test func `what libyaml reads is read alike, or refused by name`() {
    var counts: [String: Int] = [:]
    for test in YAMLTestSuiteTests.cases {
      guard let events = test.events else { continue }
      let reading = read(test.yaml, documents: .many)
      let expected = EventText(events)
      var refusals = expected.refusals
      // In three cases that are no YAML libyaml takes a directive behind a document that no `...` ends.
      if hasDirective(test.yaml) || ["9HCY", "EB22", "RHX7"].contains(test.id) { refusals.insert("directive") }
      #expect(Set(reading.diagnostics.all.map(\.kind.code)) == refusals, "\(test.id) \(reading.words)")
      for refusal in refusals { counts[refusal, default: 0] += 1 }
      counts[refusals.isEmpty ? "read" : "refused", default: 0] += 1
      if test.isAgreed {
        counts[refusals.isEmpty ? "read as the suite has it" : "refused, read by the suite", default: 0] += 1
      }
      // Anchors, tags and directives are left out of the tree; what they belong to is in it.
      guard refusals.isDisjoint(with: ["alias", "key-is-no-text", "merge-key"]) else {
        #expect(reading.documents.contains { !$0.isComplete }, "\(test.id)")
        continue
      }
      #expect(reading.documents.allSatisfy { $0.isComplete }, "\(test.id)")
      let found = EventText(reading.documents, yaml: test.yaml)
      #expect(Array(found.text.utf8) == Array(expected.text.utf8), "\(test.id)")
    }
    // 252 cases are read by libyaml as the suite has them, 21 in another way.
    #expect(
      counts == [
        "read": 190, "read as the suite has it": 175, "refused": 83, "refused, read by the suite": 77,
        "alias": 13, "anchor": 30, "directive": 22, "hazardous-character": 1, "key-is-no-text": 14, "tag": 38,
      ])
  }

  /// Whether a line that begins with `%` stands before a document rather than in it.
  private func hasDirective(_ yaml: String) -> Bool {
    var isBefore = true
    for line in yaml.split(separator: "\n") {
      if isBefore, line.hasPrefix("%") { return true }
      isBefore = line.hasPrefix("...") || (isBefore && (line.hasPrefix("#") || line.allSatisfy { $0 == " " }))
    }
    return false
  }

  @Test func `what libyaml refuses is one error with a place`() {
    var counts: [String: Int] = [:]
    var elsewhere: Set<String> = []
    for test in YAMLTestSuiteTests.cases where test.events == nil {
      let reading = read(test.yaml, documents: .many)
      // What was refused before reading ended is reported too.
      let refusals: Set = ["alias", "anchor", "directive", "duplicate-key", "key-is-no-text", "tag"]
      let errors = reading.diagnostics.all.filter { !refusals.contains($0.kind.code) }
      let codes = reading.diagnostics.all.map(\.kind.code)
      #expect(errors.count <= 1, "\(test.id) \(codes)")
      #expect(!reading.diagnostics.isEmpty, "\(test.id)")
      for finding in reading.diagnostics.all {
        #expect(Int(finding.span.end) <= test.yaml.utf8.count, "\(test.id)")
        #expect(finding.kind.severity == .error)
      }
      let code = errors.first?.kind.code ?? codes.last ?? ""
      counts[code, default: 0] += 1
      guard let finding = errors.first, let problem = test.problem else { continue }
      let place = SourceMap([SourceFile(name: "", bytes: Array(test.yaml.utf8))]).location(of: finding.span)
      if place.line == problem.line + 1 {
        counts["on libyaml's line", default: 0] += 1
      } else {
        elsewhere.insert(code)
      }
    }
    #expect(
      counts == [
        "behind-value": 4, "block-header": 3, "colon-in-text": 4, "directive": 10, "empty-item": 2, "indentation": 11,
        "misplaced-item": 8, "missing-colon": 19, "missing-comma": 4, "missing-space": 2, "reserved-start": 7,
        "stray-bracket": 1, "tab-indentation": 21, "tag": 3, "unclosed-bracket": 2, "unclosed-quote": 6,
        "unknown-escape": 2, "yaml-syntax": 20, "on libyaml's line": 98,
      ])
    // What is to be mended stands above the line on which it shows.
    #expect(elsewhere == ["misplaced-item", "missing-colon", "unclosed-bracket", "unclosed-quote"])
  }

  @Test func `many documents are one error where one is meant`() {
    var count = 0
    for test in YAMLTestSuiteTests.cases {
      guard let events = test.events else { continue }
      let documents = events.split(separator: "\n").count { $0.hasPrefix("+DOC") }
      let codes = read(test.yaml).diagnostics.all.filter { $0.kind.code == "second-document" }
      #expect(codes.count == (documents > 1 ? 1 : 0), "\(test.id)")
      if documents > 1 {
        count += 1
        #expect(codes.first?.repetitions == documents - 2, "\(test.id)")
      }
    }
    #expect(count == 18)
  }
}

/// The suite's notation of events, without what the tree does not keep: anchors, tags, flow or block, and whether a
/// document's marks were written.
struct EventText {
  private(set) var text = ""
  /// The codes of what the language refuses.
  private(set) var refusals: Set<String> = []

  /// From the notation.
  init(_ events: String) {
    // Of each open list or mapping, its keys where it is a mapping, and whether a key comes next.
    var open: [(keys: Set<[UInt8]>?, expectsKey: Bool)] = []
    for line in events.split(separator: "\n") {
      var rest = line.dropFirst(4)
      for sign in [" {}", " []"] where line.hasPrefix("+") && rest.hasPrefix(sign) { rest = rest.dropFirst(3) }
      while rest.hasPrefix(" &") || rest.hasPrefix(" <") {
        refusals.insert(rest.hasPrefix(" &") ? "anchor" : "tag")
        rest = rest.dropFirst().drop { $0 != " " }
      }
      let isNode = ["+MAP", "+SEQ", "=VAL", "=ALI"].contains { line.hasPrefix($0) }
      if line.hasPrefix("=VAL"), EventText.meant(rest).unicodeScalars.contains(where: isHazardous) {
        refusals.insert("hazardous-character")
      }
      if isNode, let last = open.indices.last, open[last].keys != nil {
        if open[last].expectsKey {
          if line.hasPrefix("+") { refusals.insert("key-is-no-text") }
          if rest == " :<<" {
            refusals.insert("merge-key")
          } else if line.hasPrefix("=VAL"), open[last].keys?.insert(Array(rest.dropFirst(2).utf8)).inserted == false {
            refusals.insert("duplicate-key")
          }
        }
        open[last].expectsKey.toggle()
      }
      if line.hasPrefix("+MAP") { open.append(([], true)) }
      if line.hasPrefix("+SEQ") { open.append((nil, false)) }
      if line.hasPrefix("-MAP") || line.hasPrefix("-SEQ") { open.removeLast() }
      if line.hasPrefix("=ALI") { refusals.insert("alias") }
      guard !line.hasPrefix("+STR"), !line.hasPrefix("-STR") else { continue }
      text += line.prefix(4) + (line.hasPrefix("=") ? rest : "") + "\n"
    }
  }

  /// The notation's escapes of characters that matter here.
  private static func meant(_ text: Substring) -> String {
    text.split(separator: "\\\\", omittingEmptySubsequences: false)
      .map { $0.replacing("\\b", with: "\u{8}").replacing("\\0", with: "\0") }.joined(separator: "\\\\")
  }

  /// From trees that were read.
  init(_ documents: [DocumentTree], yaml: String) {
    let bytes = Array(yaml.utf8)
    for document in documents {
      text += "+DOC\n"
      if let root = document.root { add(root, bytes) }
      text += "-DOC\n"
    }
  }

  private mutating func add(_ node: Node, _ bytes: [UInt8]) {
    switch node.form {
    case .mapping:
      text += "+MAP\n"
      for (key, value) in node.entries {
        add(key, bytes)
        add(value, bytes)
      }
      text += "-MAP\n"
    case .list:
      text += "+SEQ\n"
      for item in node.items { add(item, bytes) }
      text += "-SEQ\n"
    default:
      // The span of a scalar in quotes or of a block begins with the sign that makes it one.
      let sign = node.form == .plain ? ":" : String(decoding: bytes[node.span.range].prefix(1), as: UTF8.self)
      text += "=VAL " + sign
      for scalar in node.text.unicodeScalars {
        switch scalar {
        case "\\": text += "\\\\"
        case "\n": text += "\\n"
        case "\t": text += "\\t"
        case "\r": text += "\\r"
        case "\u{8}": text += "\\b"
        case "\0": text += "\\0"
        default: text.unicodeScalars.append(scalar)
        }
      }
      text += "\n"
    }
  }
}
