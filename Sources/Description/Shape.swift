/// What may stand at a place of a document: from it come the JSON Schema, the reference page and the words of a message.
package indirect enum Shape: Sendable {
  /// Prose; `lines` where it may have more than one.
  case text(lines: Bool)
  /// A word that is declared here. Persons and elements may have dots in theirs.
  case identifier(dots: Bool)
  /// A word that a section declares, named as in a policy: `data`, `roles or committees`.
  case reference(to: String, words: [String] = [])
  case choice([Word])
  case flag
  case count
  case number
  case day
  case time
  case timeSpan(months: Bool)
  case weeklyRate
  /// When a duty is due: `before release`, `3 business-days after start`.
  case due
  case fingerprint
  case list(Shape)
  /// A mapping whose keys are ids.
  case mapping(keys: Shape, values: Shape)
  case record(RecordShape)
  case either([Shape])
  /// Described in words, where a table would hide what is meant (conditions).
  case described(name: String, schema: String, doc: String)

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

/// A mapping with known keys.
package struct RecordShape: Sendable {
  /// What one of them is called in messages: `rules`, `a measure`.
  package let name: String
  package let doc: String
  package let fields: [FieldShape]
  /// Other keys that may stand there; `nil` where there are none.
  package let others: String?
}

/// A key of a mapping, its value's shape and what it means.
package struct FieldShape: Sendable {
  package let key: String
  package let shape: Shape
  package let isRequired: Bool
  package let doc: String
}
