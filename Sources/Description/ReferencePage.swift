import SourceText

/// A page of the reference in Markdown, made from what describes the language: what it is for, an example, the keys with
/// their values, the words of choices, and the records within, each under a heading of its own.
package struct ReferencePage: Sendable {
  /// The first line of every generated page: who would edit it reads how it is made.
  package static let mark = "<!-- Made by `make generate`. -->"

  private let title: String
  private let doc: String
  private let examples: [String]
  private let shape: Shape
  private let links: Links

  /// What other pages describe, by name.
  package struct Links: Sendable {
    /// The page of a section: `data` is at `data.md`.
    let sections: [String: String]
    /// The place of a record, a described shape or the kinds of values that another page has.
    let records: [String: String]
    let values: String

    package init(sections: [String: String], records: [String: String] = [:], values: String) {
      self.sections = sections
      self.records = records
      self.values = values
    }
  }

  package init(title: String, doc: String, examples: [String], shape: Shape, links: Links) {
    self.title = title
    self.doc = doc
    self.examples = examples
    self.shape = shape
    self.links = links
  }

  package var markdown: String {
    var parts = [ReferencePage.mark, "# \(title)", doc]
    parts += examples.map { "```yaml\n\($0)\n```" }
    if case .mapping(_, let values) = shape {
      parts.append("Each stands under its id and is \(Words(values, links: links).one).")
    }
    for record in records { parts += section(of: record) }
    return parts.joined(separator: "\n\n") + "\n"
  }

  /// The records of the page, each once, an outer one before those within it.
  private var records: [RecordShape] {
    var found: [RecordShape] = []
    func visit(_ shape: Shape) {
      switch shape {
      case .record(let record):
        guard links.records[record.name] == nil, !found.contains(where: { $0.name == record.name }) else { return }
        found.append(record)
        for field in record.fields { visit(field.shape) }
      case .list(let item): visit(item)
      case .mapping(_, let values): visit(values)
      case .either(let shapes): for shape in shapes { visit(shape) }
      case .nullable(let shape): visit(shape)
      case .text, .anyText, .identifier, .reference, .choice, .flag, .count, .number, .day, .time, .timeSpan,
        .weeklyRate, .due,
        .deadlineSpan, .fingerprint, .described:
        break
      }
    }
    visit(shape)
    return found
  }

  private func section(of record: RecordShape) -> [String] {
    var rows = ["| key | value | required | meaning |", "|---|---|---|---|"]
    for field in record.fields {
      let value = Words(field.shape, links: links).one
      rows.append("| `\(field.key)` | \(cell(value)) |\(field.isRequired ? " yes" : "") | \(cell(field.doc)) |")
    }
    if let others = record.others { rows.append("| any other | | | \(cell(others)) |") }
    let restated =
      record.isRestatable && record.fields.contains(where: \.isRequired)
      ? ["What the base of a set states may be left out where it is restated."] : []
    return ["## \(heading(record.name))", record.doc] + [record.besides].compactMap { $0 } + restated
      + [rows.joined(separator: "\n")] + words(of: record)
  }

  /// The words of the record's choices with what they mean; keys with the same words share a list.
  private func words(of record: RecordShape) -> [String] {
    var groups: [(keys: [String], words: [Shape.Word], isOrdered: Bool)] = []
    for field in record.fields where !field.shape.words.isEmpty {
      let words = field.shape.words
      if let same = groups.firstIndex(where: { $0.words.map(\.word) == words.map(\.word) }) {
        groups[same].keys.append(field.key)
      } else {
        groups.append(([field.key], words, field.shape.isOrdered))
      }
    }
    return groups.map { group in
      let keys = joined(group.keys.map { "`\($0)`" }, by: "and")
      let title = "Words of \(keys)\(group.isOrdered ? ", in their order" : ""):"
      return title + "\n\n" + group.words.map { "- `\($0.word)`: \($0.doc)" }.joined(separator: "\n")
    }
  }

  /// A table of how the values are written that are one word or text.
  package static var valueTable: String {
    let rows = Shape.scalars.map { shape in
      "| \(ScalarName(shape)?.one ?? "") | \(cell(sentence(shape.expected ?? ""))) |"
    }
    return (["| value | how it is written |", "|---|---|"] + rows).joined(separator: "\n")
  }
}

/// What a shape is called in a table: one of it, and several.
private struct Words {
  let one: String
  let many: String

  init(_ shape: Shape, links: ReferencePage.Links) {
    switch shape {
    case .anyText: self.init(one: "a text", many: "texts")
    case .nullable(let shape):
      let words = Words(shape, links: links)
      self.init(one: "\(words.one), or `null`", many: "\(words.many), or `null`")
    case .text, .flag, .count, .number, .day, .time, .timeSpan, .weeklyRate, .due, .deadlineSpan, .fingerprint,
      .identifier:
      let name = ScalarName(shape)
      let one = name?.one ?? ""
      let article = one.hasPrefix("`") ? "" : one.hasPrefix("id") ? "an " : "a "
      self.init(one: article + "[\(one)](\(links.values))", many: "[\(name?.many ?? "")](\(links.values))")
    case .reference(_, let words):
      let sections = joined(
        shape.sections.map { section in links.sections[section].map { "[`\(section)`](\($0))" } ?? "`\(section)`" },
        by: "or")
      let others = words.map { ", or `\($0)`" }.joined()
      self.init(one: "an id of \(sections)\(others)", many: "ids of \(sections)\(others)")
    case .choice(let words, _):
      let words = joined(words.map { "`\($0.word)`" }, by: "or")
      self.init(one: words, many: words)
    case .list(let item):
      let items = Words(item, links: links).many
      self.init(one: "a list of \(items)", many: "lists of \(items)")
    case .mapping(let keys, let values):
      let entries = "from \(Words(keys, links: links).many) to \(Words(values, links: links).many)"
      self.init(one: "a mapping \(entries)", many: "mappings \(entries)")
    case .record(let record):
      let link = "[\(record.name)](\(links.records[record.name] ?? "#" + anchor(record.name)))"
      self.init(one: "a mapping: \(link)", many: "mappings: \(link)")
    case .either(let shapes):
      let words = shapes.map { Words($0, links: links) }
      self.init(
        one: words.map(\.one).joined(separator: ", or "), many: words.map(\.many).joined(separator: ", or "))
    case .described(let name, _, _):
      let link = links.records[name].map { "[\(name)](\($0))" } ?? name
      self.init(one: "a \(link)", many: "\(link)s")
    }
  }

  private init(one: String, many: String) {
    self.one = one
    self.many = many
  }
}

/// What a value of one word or text is called, without an article.
private struct ScalarName {
  let one: String
  let many: String

  init?(_ shape: Shape) {
    switch shape {
    case .text(lines: false): self.init("text of one line", "texts of one line")
    case .text(lines: true): self.init("text", "texts")
    case .identifier(dots: false): self.init("id", "ids")
    case .identifier(dots: true): self.init("id with dots", "ids with dots")
    case .flag: self.init("`true` or `false`", "`true` or `false`")
    case .count: self.init("whole number", "whole numbers")
    case .number: self.init("number", "numbers")
    case .day: self.init("date", "dates")
    case .time: self.init("time", "times")
    case .timeSpan(months: true): self.init("duration", "durations")
    case .timeSpan(months: false): self.init("duration without months", "durations without months")
    case .weeklyRate: self.init("rate", "rates")
    case .due: self.init("deadline", "deadlines")
    case .deadlineSpan: self.init("span", "spans")
    case .fingerprint: self.init("fingerprint", "fingerprints")
    case .anyText, .nullable, .reference, .choice, .list, .mapping, .record, .either, .described: return nil
    }
  }

  private init(_ one: String, _ many: String) {
    self.one = one
    self.many = many
  }
}

extension Shape {
  /// One of each value that is one word or text and means the same in every place.
  fileprivate static let scalars: [Shape] = [
    .text(lines: false), .text(lines: true), .identifier(dots: false), .identifier(dots: true), .flag, .count, .number,
    .day, .time, .timeSpan(months: true), .timeSpan(months: false), .weeklyRate, .due, .deadlineSpan, .fingerprint,
  ]

  fileprivate var isOrdered: Bool {
    switch self {
    case .choice(_, let isOrdered): isOrdered
    case .list(let item): item.isOrdered
    case .nullable(let shape): shape.isOrdered
    case .text, .anyText, .identifier, .reference, .flag, .count, .number, .day, .time, .timeSpan, .weeklyRate, .due,
      .deadlineSpan, .fingerprint, .mapping, .record, .either, .described:
      false
    }
  }
}

private func heading(_ name: String) -> String { name.prefix(1).uppercased() + name.dropFirst() }

/// The anchor that a Markdown renderer gives to a heading of plain words.
private func anchor(_ name: String) -> String { name.lowercased().split(separator: " ").joined(separator: "-") }

/// A bar would end the cell.
private func cell(_ text: String) -> String {
  text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
}

/// "`a`, `b` or `c`".
private func joined(_ words: [String], by last: String) -> String {
  guard let final = words.last, words.count > 1 else { return words.first ?? "" }
  return words.dropLast().joined(separator: ", ") + " \(last) " + final
}
