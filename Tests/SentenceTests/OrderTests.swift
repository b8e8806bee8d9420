import Description
import PolicyBasics
import PolicyChecker
import PolicyCompiler
import PolicyLanguage
import SourceText
import TestKit
import Testing

/// The order of files, sections, keys and list items, changed at random over all tests of sentences.
@Suite struct OrderTests {
  @Test(arguments: SentenceSet.all)
  func `S58: the order of files, keys and list items changes no decision`(set: SentenceSet) throws {
    let before = OrderTests.outlines(set.files)
    #expect(!before.isEmpty)
    for seed in [1, 2] as [UInt64] {
      var shuffle = Shuffle(seed: seed)
      let after = OrderTests.outlines(shuffle.files(set.files))
      #expect(after.keys.sorted() == before.keys.sorted(), "seed \(seed)")
      for (id, outline) in before.sorted(by: { $0.key < $1.key }) {
        #expect(after[id] == outline, "\(id), seed \(seed)")
      }
    }
  }

  private static func outlines(_ files: [SourceFile]) -> [String: String] {
    let compilation = PolicyCompilation(files)
    guard let policy = compilation.policy else {
      return ["findings": compilation.diagnostics.all.map(\.message.text.description).joined(separator: "; ")]
    }
    var result: [String: String] = [:]
    for declaration in compilation.names.tests.table.elements {
      guard let proposal = declaration.value.proposal else { continue }
      let asOf = declaration.value.asOf?.value ?? (proposal.at == nil ? Day.earliest : nil)
      result[declaration.id] = policy.explain(policy.prepare(proposal), asOf: asOf).comparable
    }
    return result
  }
}

/// Writes policies in another order: blocks of a mapping, files, and the items of lists that are sets.
private struct Shuffle {
  private var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  mutating func files(_ files: [SourceFile]) -> [SourceFile] {
    let lines = files.flatMap { String(decoding: $0.bytes, as: UTF8.self).split(separator: "\n") }
    var sections: [String: [[Substring]]] = [:]
    var head: [Substring] = []
    for section in blocks(lines.filter { !$0.hasPrefix("#") }, indentation: 0) {
      if section[0].hasPrefix("policy:") {
        head = [section[0]] + shuffled(blocks(Array(section.dropFirst()), indentation: 2)).joined()
      } else {
        sections[String(section[0]), default: []] += blocks(Array(section.dropFirst()), indentation: 2)
      }
    }
    // Each declaration goes into one of three files, under its section.
    var texts = ["policy.yaml": [head], "a.yaml": [], "z/b.yaml": []]
    let names = texts.keys.sorted()
    for (section, declarations) in shuffled(sections.sorted { $0.key < $1.key }) {
      var parts: [String: [Substring]] = [:]
      for declaration in shuffled(declarations) {
        let fields = shuffled(blocks(Array(declaration.dropFirst()), indentation: 4)).joined()
        parts[names[below(3)], default: []] += [declaration[0]] + fields
      }
      for (name, lines) in parts { texts[name, default: []].append([Substring(section)] + lines) }
    }
    return texts.sorted { $0.key > $1.key }.filter { !$0.value.isEmpty }.map { name, parts in
      let text = shuffled(parts).joined().map { reordered(String($0)) + "\n" }.joined()
      return SourceFile(name: name, bytes: Array(text.utf8))
    }
  }

  /// Lines that begin a key at this indentation, each with what belongs to it.
  private func blocks(_ lines: [Substring], indentation: Int) -> [[Substring]] {
    var result: [[Substring]] = []
    for line in lines {
      let depth = line.prefix { $0 == " " }.count
      if depth == indentation || result.isEmpty { result.append([line]) } else { result[result.count - 1].append(line) }
    }
    return result
  }

  /// Turns lists and mappings on one line round whose order means nothing: all but the words of a `level`.
  private func reordered(_ line: String) -> String {
    guard !line.contains("type: level") else { return line }
    let lists = line.replacing(/\[([A-Za-z0-9., -]+)\]/) { match in
      "[" + match.1.split(separator: ", ").reversed().joined(separator: ", ") + "]"
    }
    return lists.replacing(/\{([a-z.-]+: [A-Za-z0-9.-]+(?:, [a-z.-]+: [A-Za-z0-9.-]+)+)\}/) { match in
      "{" + match.1.split(separator: ", ").reversed().joined(separator: ", ") + "}"
    }
  }

  private mutating func below(_ count: Int) -> Int { random.number(0...(count - 1)) }

  private mutating func shuffled<Item>(_ items: [Item]) -> [Item] { items.shuffled(using: &random) }
}
