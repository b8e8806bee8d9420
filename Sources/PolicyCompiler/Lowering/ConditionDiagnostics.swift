package import PolicyLanguage
package import SourceText

extension DiagnosticKind {
  package static let unknownMatcher = DiagnosticKind(
    code: "unknown-matcher", severity: .error,
    explanation:
      "A matcher has exactly the name of the field that it reads; one that nothing has would never match, unseen.",
    bad: """
      data: {student-pii: {title: Student records, sensitivity: restricted}}
      rules:
        no-records:
          deny: [pilot]
          when: {1️⃣datum: student-pii}
          because: Records stay in the office.
          source: [Board policy 3245]
      """,
    good: """
      data: {student-pii: {title: Student records, sensitivity: restricted}}
      rules:
        no-records:
          deny: [pilot]
          when: {data: student-pii}
          because: Records stay in the office.
          source: [Board policy 3245]
      """)

  package static let wrongMatcher = DiagnosticKind(
    code: "wrong-matcher", severity: .error,
    explanation:
      "What is asked must fit the field: a set is asked for any, all, none or only, an ordered value for its bounds, and a date is compared with a date.",
    bad: """
      rules:
        short-pilots:
          require: [pilot]
          that: {duration: {at-most: 1️⃣2026-12-18}}
          because: A pilot ends within a term.
          source: [Board policy 3245]
      """,
    good: """
      rules:
        short-pilots:
          require: [pilot]
          that: {duration: {at-most: 90 days}}
          because: A pilot ends within a term.
          source: [Board policy 3245]
      """)

  package static let expressionNotRead = DiagnosticKind(
    code: "expression-not-read", severity: .error,
    explanation:
      "A condition in a text is an expression; this version of policyc reads conditions that are written as matchers.",
    bad: """
      rules:
        few:
          require: [pilot]
          that: 1️⃣pilot.participants <= 50
          because: A small pilot is easy to watch.
          source: [Board policy 3245]
      """,
    good: """
      rules:
        few:
          require: [pilot]
          that: {participants: {at-most: 50}}
          because: A small pilot is easy to watch.
          source: [Board policy 3245]
      """)
}

extension Message {
  package static func unknownMatcher(_ field: String, nearest: String?) -> Message {
    let strange = field.unicodeScalars.first { $0.value > 0x7E || $0.value < 0x20 }
    let help: DiagnosticText =
      switch (strange, nearest) {
      case (let strange?, _): "it contains \(character: strange), which no field has"
      case (nil, let nearest?): "the nearest field is \(name: nearest)"
      case (nil, nil): "the reference lists the fields; a field of the district's own is declared under `attributes`"
      }
    let text: DiagnosticText =
      if field.hasPrefix("tool.") {
        "no tool has a field \(name: field.dropFirst("tool.".count)) that a condition can read"
      } else if field.hasPrefix("workflow.") {
        "no workflow has a field \(name: field.dropFirst("workflow.".count)) that a condition can read"
      } else {
        "no proposal has a field \(name: field)"
      }
    return Message(.unknownMatcher, text, label: "not a field", help: help)
  }

  package static func expressionNotRead() -> Message {
    Message(
      .expressionNotRead, "a text stands where a condition is expected: expressions are not read by this version",
      label: "an expression", help: "write matchers, such as `{participants: {at-most: 50}}`")
  }

  package static func wordUnderThat(_ field: String, _ word: String) -> Message {
    Message(
      .wrongMatcher, "under `that` a bare word leaves open what is asked of \(name: field)",
      label: "any, all, none or only?",
      help: "write `{\(text: field): {only: [\(text: word)]}}`, or `any`, `all` or `none` in place of `only`")
  }

  package static func listOfSet(_ field: String, _ words: [String]) -> Message {
    // Somebody may have said it, and put it into the list.
    let said = words.first.flatMap { SetWord(rawValue: $0) }
    let asked = said == nil ? words[...] : words.dropFirst()
    let shown = asked.prefix(5).joined(separator: ", ") + (asked.count > 5 ? ", …" : "")
    let word = said ?? .any
    let written: DiagnosticText = "write `{\(text: field): {\(text: word.rawValue): [\(text: shown)]}}`"
    return Message(
      .wrongMatcher, "a bare list leaves open what is asked of \(name: field)", label: "any, all, none or only?",
      help: said == nil ? "\(written), or `all`, `none` or `only` in place of `any`" : written)
  }

  package static func setWordOfOne(_ field: String, _ word: SetWord) -> Message {
    Message(
      .wrongMatcher, "\(name: field) has one value, and `\(text: word.rawValue)` asks a set", label: "one value",
      help: "write a word or a list of words, or `none`")
  }

  package static func notOrdered(_ field: String, _ word: ComparisonWord) -> Message {
    Message(
      .wrongMatcher, "\(name: field) has no order, and `\(text: word.rawValue)` asks for one", label: "no order",
      help: "write a word or a list of words")
  }

  package static func typesDiffer(_ field: String, _ path: String) -> Message {
    Message(
      .wrongMatcher, "\(name: field) and \(name: path) do not compare", label: "another type",
      help: "compare it with a value or a field of its own type")
  }

  static func unitsDiffer(_ name: String, _ units: Set<ConditionField.SpanUnit>) -> Message {
    if units == [.days] {
      return Message(
        .wrongUnit, "\(name: name) is in days, and days and hours do not compare", label: "no days",
        help: "compare it with days, such as `90 days`")
    }
    if units == [.hours] {
      return Message(
        .wrongUnit, "\(name: name) is in hours, and hours and days do not compare", label: "no hours",
        help: "compare it with hours, such as `36 hours`")
    }
    return units == [.months]
      ? Message(
        .wrongUnit, "\(name: name) is in months, and months compare with nothing", label: "of months",
        help: "state it in days or weeks where it is declared")
      : Message(
        .wrongUnit, "\(name: name) is in several units, which do not compare", label: "in several units",
        help: "state it in days or weeks wherever it is declared")
  }

  package static func notAmong(_ word: String, _ words: [String], nearest: String?) -> Message {
    Message(
      .wrongMatcher, "expected \(.oneOf(words)), found \(name: word)",
      label: words.count > 1 ? "not among them" : "another word",
      help: nearest.map { "the nearest word is \(name: $0)" } ?? .help(forUnfilled: word)
        ?? "write the one of these words that is meant")
  }

  package static func wrongWord(_ word: String, expected: DiagnosticText, help: DiagnosticText) -> Message {
    Message(
      .wrongMatcher, "expected \(expected), found \(name: word)", label: "found here",
      help: .help(forUnfilled: word) ?? help)
  }
}
