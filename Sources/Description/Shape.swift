package import PolicyBasics
package import SourceText

/// What may stand at a place of a document: from it come the JSON Schema, the reference page and the words of a message.
package indirect enum Shape: Sendable {
  /// Prose; `lines` where it may have more than one.
  case text(lines: Bool)
  /// What a program writes for people, perhaps nothing; never read.
  case anyText
  /// The value, or `null` where there is none: in what a program writes.
  case nullable(Shape)
  /// A word that is declared here. Persons and elements may have dots in theirs.
  case identifier(dots: Bool)
  /// A word that a section declares, named as in a policy: `data`, `roles or committees`.
  case reference(to: String, words: [String] = [])
  /// One word of a list; `isOrdered` where one comes before another.
  case choice([Word], isOrdered: Bool = false)
  case flag
  case count
  case number
  case day
  case time
  case timeSpan(months: Bool)
  case weeklyRate
  /// When a duty is due: `before release`, `3 business-days after start`.
  case due
  /// How soon: `20 business-days`, `2 weeks`.
  case deadlineSpan
  case fingerprint
  case list(Shape)
  /// A mapping whose keys are ids.
  case mapping(keys: Shape, values: Shape)
  case record(RecordShape)
  case either([Shape])
  /// Described in words, with a JSON Schema of its own, where a table of keys would hide what is meant (conditions). The
  /// schema stands under `$defs` and may refer to itself by its name.
  case described(name: String, doc: String, schema: JSONValue)

  /// A word of the language and what it means.
  package struct Word: Sendable {
    package let word: String
    package let doc: String

    package init(_ word: String, _ doc: String) {
      self.word = word
      self.doc = doc
    }
  }
}

extension Shape {
  /// How a deadline is written.
  package static let expectedDue: DiagnosticText =
    "a deadline such as `before release`, `5 business-days after use` or `2 weeks before end`"
  /// How a span is written that no word follows.
  package static let expectedDeadlineSpan: DiagnosticText = "a span such as `20 business-days` or `2 weeks`"

  /// How a value of one word or text is written: "a date such as `2026-08-01`"; `nil` for lists and mappings, and for
  /// words of a closed list.
  package var expected: String? {
    switch self {
    case .anyText: "a text, perhaps empty"
    case .nullable(let shape): shape.expected
    case .text(lines: false): "a text of one line"
    case .text(lines: true): "a text of one or more lines"
    case .identifier(dots: false):
      "an id such as `student-health`: small letters, digits and single hyphens between, at most 64 characters"
    case .identifier(dots: true): "an id in which dots may stand between too, such as `j.lee`"
    case .reference: "an id that is declared elsewhere"
    case .flag: Bool.expected.description
    case .count: Int.expected.description
    case .number: Decimal.expected.description
    case .day: Day.expected.description
    case .time: Instant.expected.description
    case .timeSpan(months: true): TimeSpan.expected.description
    case .timeSpan(months: false): FixedSpan.expected.description
    case .weeklyRate: WeeklyRate.expected.description
    case .due: Shape.expectedDue.description
    case .deadlineSpan: Shape.expectedDeadlineSpan.description
    case .fingerprint: Fingerprint.expected.description
    case .choice, .list, .mapping, .record, .either, .described: nil
    }
  }
}

extension Shape {
  /// The words that may stand there, itself or in a list.
  package var words: [Word] {
    switch self {
    case .choice(let words, _): words
    case .list(let item): item.words
    case .either(let shapes): shapes.flatMap(\.words)
    case .nullable(let shape): shape.words
    case .text, .anyText, .identifier, .reference, .flag, .count, .number, .day, .time, .timeSpan, .weeklyRate, .due,
      .deadlineSpan, .fingerprint, .mapping, .record, .described:
      []
    }
  }

  /// The sections whose ids may stand there, itself, in a list or as keys; each once.
  package var sections: [String] {
    switch self {
    case .reference(let sections, _): sections.split(separator: " ").filter { $0 != "or" }.map { String($0) }
    case .list(let item): item.sections
    case .mapping(let keys, _): keys.sections
    case .either(let shapes):
      shapes.flatMap(\.sections).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    case .nullable(let shape): shape.sections
    case .text, .anyText, .identifier, .choice, .flag, .count, .number, .day, .time, .timeSpan, .weeklyRate, .due,
      .deadlineSpan,
      .fingerprint, .record, .described:
      []
    }
  }
}

extension Shape {
  /// Whether keys may stand there.
  var isOfKeys: Bool {
    switch self {
    case .mapping, .record, .described: true
    case .either(let shapes): shapes.contains { $0.isOfKeys }
    case .nullable(let shape): shape.isOfKeys
    case .text, .anyText, .identifier, .reference, .choice, .flag, .count, .number, .day, .time, .timeSpan, .weeklyRate,
      .due, .deadlineSpan, .fingerprint, .list:
      false
    }
  }

  /// The shape of what a section declares.
  var restatable: Shape {
    guard case .record(var record) = self else { return self }
    record.isRestatable = true
    return .record(record)
  }
}

/// A mapping with known keys.
package struct RecordShape: Sendable {
  /// What one of them is called in messages: `rule`, `review step`. No two records of a language share a name.
  package let name: String
  package let doc: String
  /// What must hold between the keys, in words.
  package let besides: String?
  package let fields: [FieldShape]
  /// Other keys that may stand there, in words; `nil` where there are none.
  package let others: String?
  /// Whether in it, however deep, an empty list states that there are none; else it is an error.
  package let allowsEmpty: Bool
  /// Whether a set that extends another one may leave out required keys that its base states.
  package fileprivate(set) var isRestatable = false

  package init(
    _ name: String, doc: String, besides: String? = nil, others: String? = nil, allowsEmpty: Bool = false,
    fields: [FieldShape]
  ) {
    self.name = name
    self.doc = doc
    self.besides = besides
    self.fields = fields
    self.others = others
    self.allowsEmpty = allowsEmpty
  }
}

/// A key of a mapping, its value's shape and what it means.
package struct FieldShape: Sendable {
  package let key: String
  package let shape: Shape
  package let isRequired: Bool
  package let doc: String

  package static func required(_ key: String, _ shape: Shape, doc: String) -> FieldShape {
    FieldShape(key: key, shape: shape, isRequired: true, doc: doc)
  }

  package static func optional(_ key: String, _ shape: Shape, doc: String) -> FieldShape {
    FieldShape(key: key, shape: shape, isRequired: false, doc: doc)
  }
}
