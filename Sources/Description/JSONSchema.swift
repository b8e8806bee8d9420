package import PolicyBasics

/// The JSON Schema (draft 2020-12) of a document, for editors and for checks without `policyc`.
///
/// It is never stricter than the decoder: what the language accepts the schema accepts (but for a list with two ids that
/// YAML takes for one number, `10` and `1e1`). It is laxer where a schema
/// cannot see (does somebody declare this id? does the calendar have this day?).
package enum JSONSchema {
  /// In which notation the documents are that are checked.
  package enum Notation: Sendable {
    /// YAML, or JSON where both are accepted. Whoever reads YAML for a schema gives each scalar the type that it looks
    /// like (`version: 3.10` is a number, `title: true` a boolean), and the language gives it the type of its place:
    /// so a text may be a number or a boolean here, and a number a text.
    case yaml
    /// JSON alone, where a number is a number and a text is a text.
    case json
  }

  /// A whole schema: its title, what the document says, and the definitions that it needs, sorted by name.
  package static func document(_ shape: Shape, title: String, doc: String, notation: Notation) -> JSONValue {
    var builder = Builder(notation: notation)
    let root: Schema
    // The document's own record stands at the top, where editors look for its keys.
    if case .record(let record) = shape {
      root = builder.keys(of: record, allowsEmpty: record.allowsEmpty)
    } else {
      root = builder.schema(of: shape, allowsEmpty: false)
    }
    let definitions = builder.definitions.sorted { $0.key.precedes($1.key) }
    return .object(
      [
        ("$schema", "https://json-schema.org/draft/2020-12/schema"),
        ("$comment", "Made by `make generate`."),
        ("title", .string(title)),
        ("description", .string(doc)),
      ] + root + [("$defs", .object(definitions.map { ($0.key, .object($0.value)) }))])
  }
}

/// The members of a schema, in the order in which they are written.
private typealias Schema = [(String, JSONValue)]

private struct Builder {
  let notation: JSONSchema.Notation
  var definitions: [String: Schema] = [:]

  init(notation: JSONSchema.Notation) { self.notation = notation }

  /// The schema of a value at its place, without the description of the place.
  mutating func schema(of shape: Shape, allowsEmpty: Bool) -> Schema {
    switch shape {
    case .anyText: return [("type", "string")]
    case .nullable(let shape):
      return [("anyOf", .array([.object(schema(of: shape, allowsEmpty: allowsEmpty)), ["type": "null"]]))]
    case .text(lines: false):
      return define("title", shape) { $0.text(#"^[^\n\r]*\S[^\n\r]*$"#) }
    case .text(lines: true):
      return define("text", shape) { $0.text(#"\S"#) }
    case .identifier(dots: false):
      return define("id", shape) {
        $0.text("^\(Pattern.word)$") + Pattern.identifierLimits
      }
    case .identifier(dots: true):
      return define("dotted-id", shape) {
        $0.text(Pattern.dottedID) + Pattern.identifierLimits
      }
    case .reference:
      return define("reference", shape) {
        $0.text(Pattern.dottedID) + [("maxLength", 64)]
      }
    case .choice(let words, _):
      return [("enum", .strings(words.map(\.word)))]
    case .flag:
      return define("flag", shape) { $0.typed("boolean", orText: "^(true|false)$") }
    case .count:
      return define("count", shape) {
        $0.typed("integer", orText: "^(0|[1-9][0-9]{0,14})$") + [("minimum", 0), ("maximum", Pattern.most)]
      }
    case .number:
      return define("number", shape) {
        $0.typed("number", orText: #"^-?(0|[1-9][0-9]*)(\.[0-9]+)?$"#)
          + [("minimum", Pattern.least), ("maximum", Pattern.most)]
      }
    case .day:
      return define("day", shape) { _ in
        [("type", "string"), ("format", "date"), ("pattern", .string("^\(Pattern.day)$"))]
      }
    case .time:
      return define("time", shape) { _ in
        [("type", "string"), ("format", "date-time"), ("pattern", .string(Pattern.time))]
      }
    case .timeSpan(months: true):
      return define("duration", shape) { _ in
        [("type", "string"), ("pattern", .string("^\(Pattern.duration("day", "week", "hour", "minute", "month"))$"))]
      }
    case .timeSpan(months: false):
      return define("duration-without-months", shape) { _ in
        [("type", "string"), ("pattern", .string("^\(Pattern.duration("day", "week", "hour", "minute"))$"))]
      }
    case .weeklyRate:
      return define("rate", shape) { _ in
        let amount = "(\(Pattern.whole)|\(Pattern.duration("hour", "minute")))"
        return [("type", "string"), ("pattern", .string("^\(amount) per week$"))]
      }
    case .due:
      return define("due", shape) { _ in
        let stage = "before (use|draft|release)"
        let span = "\(Pattern.longSpan) (before|after) \(Pattern.word)"
        return [("type", "string"), ("pattern", .string("^(\(stage)|\(span))$"))]
      }
    case .deadlineSpan:
      return define("span", shape) { _ in
        [("type", "string"), ("pattern", .string("^\(Pattern.deadlineSpan)$"))]
      }
    case .fingerprint:
      // Forty digits without a letter among them look like a number. In the tests of a policy `this` stands for the right
      // ones; a schema does not see where a test begins.
      return define("fingerprint", shape) { builder in
        switch builder.notation {
        case .yaml: builder.text("^([0-9a-f]{40}(-[0-9a-f]{24})?|this)$")
        case .json: builder.text("^[0-9a-f]{40}(-[0-9a-f]{24})?$")
        }
      }
    case .list(let item):
      let items = ("items", JSONValue.object(schema(of: item, allowsEmpty: allowsEmpty)))
      // In a proposal nothing stands twice either; there a list may be of what a program wrote.
      return [("type", "array"), items]
        + (allowsEmpty ? [] : [("minItems", 1)] + (item.isNamed ? [("uniqueItems", true)] : []))
    case .mapping(let keys, let values):
      return [
        ("type", "object"),
        ("propertyNames", .object(schema(of: keys, allowsEmpty: false))),
        ("additionalProperties", .object(schema(of: values, allowsEmpty: allowsEmpty))),
        ("minProperties", 1),
      ]
    case .record(let record):
      return define(record.name) { builder in
        [("description", .string([record.doc, record.besides].compactMap { $0 }.joined(separator: " ")))]
          + builder.keys(of: record, allowsEmpty: allowsEmpty || record.allowsEmpty)
      }
    case .either(let shapes):
      return either(shapes, allowsEmpty: allowsEmpty)
    case .described(let name, let doc, let schema):
      return define(name) { _ in
        guard case .object(let members) = schema else { return [("description", .string(doc))] }
        return [("description", .string(doc))] + members
      }
    }
  }

  /// What a record's keys may hold.
  mutating func keys(of record: RecordShape, allowsEmpty: Bool) -> Schema {
    let properties = record.fields.map { field in
      (field.key, JSONValue.object(described(field.shape, doc: field.doc, allowsEmpty: allowsEmpty)))
    }
    // Of what a set extends a schema knows nothing: its base may state what is left out.
    let required = record.isRestatable ? [] : record.fields.filter(\.isRequired).map(\.key)
    let others = record.others.map { JSONValue.object([("description", .string($0))]) }
    return [("type", "object"), ("properties", .object(properties))]
      + (required.isEmpty ? [("minProperties", 1)] : [("required", .strings(required))])
      + [("additionalProperties", others ?? false)]
  }

  /// A schema with what its place means: the key's own words, then those of its value that a reader cannot guess.
  private mutating func described(_ shape: Shape, doc: String, allowsEmpty: Bool) -> Schema {
    let sections = shape.sections.isEmpty ? "" : " (`\(shape.sections.joined(separator: "`, `"))`)"
    let words = shape.words.map { "\n- `\($0.word)`: \($0.doc)" }.joined()
    return [("description", .string(doc + sections + words))] + schema(of: shape, allowsEmpty: allowsEmpty)
  }

  /// One of several shapes. What stands there decides by its form which of them it is held against: a validator then
  /// says what is wrong with it, not that it is "none of several".
  private mutating func either(_ shapes: [Shape], allowsEmpty: Bool) -> Schema {
    let records = shapes.compactMap { shape -> RecordShape? in
      if case .record(let record) = shape { record } else { nil }
    }
    if records.count == shapes.count { return either(records, allowsEmpty: allowsEmpty) }

    let nested = shapes.filter { $0.nestedType != nil }
    let words = shapes.filter { $0.nestedType == nil }
    guard words.count <= 1, Set(nested.compactMap(\.nestedType)).count == nested.count,
      let otherwise = words.first ?? nested.first
    else { return [("anyOf", .array(shapes.map { .object(schema(of: $0, allowsEmpty: allowsEmpty)) }))] }
    return (words.isEmpty ? nested.dropFirst() : nested[...]).reduce(schema(of: otherwise, allowsEmpty: allowsEmpty)) {
      otherwise, shape in
      [
        ("if", ["type": .string(shape.nestedType ?? "")]),
        ("then", .object(schema(of: shape, allowsEmpty: allowsEmpty))),
        ("else", .object(otherwise)),
      ]
    }
  }

  /// Mappings are told apart by their required keys, the last kind first. A key that only other kinds have is none of
  /// the district's own.
  private mutating func either(_ records: [RecordShape], allowsEmpty: Bool) -> Schema {
    func branch(_ record: RecordShape) -> Schema {
      var taken = Set(record.fields.map(\.key))
      var refused: Schema = []
      for other in records where record.others != nil {
        for field in other.fields where taken.insert(field.key).inserted {
          refused.append((field.key, ["description": .string("A key of \(other.name)s: \(field.doc)"), "not": [:]]))
        }
      }
      return schema(of: .record(record), allowsEmpty: allowsEmpty)
        + (refused.isEmpty ? [] : [("properties", .object(refused))])
    }
    guard let first = records.first else { return [] }
    return records.dropFirst().reduce(branch(first)) { otherwise, record in
      [
        ("if", ["required": .strings(record.fields.filter(\.isRequired).map(\.key))]),
        ("then", .object(branch(record))),
        ("else", .object(otherwise)),
      ]
    }
  }

  /// A text, whatever YAML takes it for; a pattern asks only texts.
  private func text(_ pattern: String) -> Schema {
    let type: JSONValue =
      switch notation {
      case .yaml: ["string", "number", "boolean"]
      case .json: "string"
      }
    return [("type", type), ("pattern", .string(pattern))]
  }

  /// A value of a type of JSON's, in YAML also in quotes.
  private func typed(_ type: JSONValue, orText pattern: String) -> Schema {
    switch notation {
    case .yaml: [("type", [type, "string"]), ("pattern", .string(pattern))]
    case .json: [("type", type)]
    }
  }

  /// The definition of a value of one word or text.
  private mutating func define(_ name: String, _ shape: Shape, _ body: (inout Builder) -> Schema) -> Schema {
    define(name) { builder in [("description", .string(sentence(shape.expected ?? name)))] + body(&builder) }
  }

  /// A reference to a definition, which is made where there is none yet. Where the name is taken by another (a record
  /// that stands where empty lists are errors and where they are not) it gets a number.
  private mutating func define(_ name: String, _ body: (inout Builder) -> Schema) -> Schema {
    let base = name.split(separator: " ").joined(separator: "-")
    let definition = body(&self)
    let text = JSONValue.object(definition).text()
    var name = base
    var number = 1
    while let other = definitions[name], JSONValue.object(other).text() != text {
      number += 1
      name = "\(base)-\(number)"
    }
    definitions[name] = definition
    return [("$ref", .string("#/$defs/\(name)"))]
  }
}

extension Shape {
  /// Whether a list of these names nothing twice. Two texts may be one number to YAML: `3.10` and `3.1`.
  fileprivate var isNamed: Bool {
    switch self {
    case .identifier, .reference, .choice, .day: true
    case .either(let shapes): shapes.contains(where: \.isNamed)
    case .text, .anyText, .nullable, .flag, .count, .number, .time, .timeSpan, .weeklyRate, .due, .deadlineSpan,
      .fingerprint, .list, .mapping, .record, .described:
      false
    }
  }

  /// The type of JSON that a list or a mapping has; `nil` for a word or text.
  fileprivate var nestedType: String? {
    switch self {
    case .list: "array"
    case .mapping, .record: "object"
    case .text, .anyText, .nullable, .identifier, .reference, .choice, .flag, .count, .number, .day, .time, .timeSpan,
      .weeklyRate, .due,
      .deadlineSpan, .fingerprint, .either, .described:
      nil
    }
  }
}

/// Patterns of ECMAScript, also read by Python and Go: no look-around, no classes of Unicode.
private enum Pattern {
  static let least = JSONValue.int(-999_999_999_999_999)
  static let most = JSONValue.int(999_999_999_999_999)
  static let identifierLimits: Schema = [("maxLength", 64), ("not", ["const": "unlisted"])]
  static let word = "[a-z0-9]+(-[a-z0-9]+)*"
  static let dottedID = "^[a-z0-9]+([-.][a-z0-9]+)*$"
  static let whole = "(0|[1-9][0-9]{0,8})"
  static let day = "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
  static let clock = "([01][0-9]|2[0-3]):[0-5][0-9]"
  static let time = "^\(day)T\(clock):[0-5][0-9](\\.[0-9]{1,9})?(Z|[+-]\(clock))$"
  static let longSpan = "\(whole) (business-day|day|week|hour|month|minute)s?"
  static let deadlineSpan = "(\(longSpan)|\(whole)(d|w|h|mo|min))"

  /// A whole number and one of these units, in its long or short form.
  static func duration(_ units: String...) -> String {
    let short = ["day": "d", "week": "w", "hour": "h", "minute": "min", "month": "mo"]
    return "\(whole)( (\(units.joined(separator: "|")))s?|\(units.compactMap { short[$0] }.joined(separator: "|")))"
  }
}

/// A clause as a sentence.
func sentence(_ clause: String) -> String { clause.prefix(1).uppercased() + clause.dropFirst() + "." }
