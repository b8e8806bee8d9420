package import DocumentTree
package import PolicyBasics
package import SourceText

// What can be wrong with the shape of a declaration: each kind next to its wording.

extension DiagnosticKind {
  package static let unknownKey = DiagnosticKind(
    code: "unknown-key", severity: .error,
    explanation:
      "A key that the language does not know would be dropped without a word, and with it what somebody decided.",
    bad: """
      rules:
        no-health-data:
          deny: [pilot, action]
          when: {data: student-health}
          1️⃣wavable: false
          because: Health records stay out of AI tools.
          source: [Board policy 3245]
      data: {student-health: {title: Health records, sensitivity: restricted}}
      """,
    good: """
      rules:
        no-health-data:
          deny: [pilot, action]
          when: {data: student-health}
          waivable: false
          because: Health records stay out of AI tools.
          source: [Board policy 3245]
      data: {student-health: {title: Health records, sensitivity: restricted}}
      """)

  package static let missingKey = DiagnosticKind(
    code: "missing-key", severity: .error,
    explanation: "What is required is required: no default stands in for a decision that nobody took.",
    bad: """
      tools:
        1️⃣district-assistant: {title: District Assistant}
      """,
    good: """
      tools:
        district-assistant: {title: District Assistant, status: requested}
      """)

  package static let nothing = DiagnosticKind(
    code: "nothing", severity: .error,
    explanation:
      "An empty value, `~` or `null` says nothing where something is meant: a rule without its condition, a section whose rules are all commented out.",
    bad: """
      1️⃣purposes:
      """,
    good: """
      purposes: {family-communication: {title: Writing to families}}
      rules:
        families-only:
          require: [pilot]
          that: {purpose: family-communication}
          because: Only this purpose has been discussed.
          source: [Board policy 3245]
      """)

  package static let empty = DiagnosticKind(
    code: "empty", severity: .error,
    explanation:
      "An empty list or mapping in a policy reads like a decision and is none: a condition that holds for everything, a list that allows nothing.",
    bad: """
      data: {published-content: {title: Published, sensitivity: public, law: 1️⃣[]}}
      """,
    good: """
      data: {published-content: {title: Published, sensitivity: public}}
      """)

  package static let wrongShape = DiagnosticKind(
    code: "wrong-shape", severity: .error,
    explanation:
      "One obvious way to say each thing: a list is a list even with one item, a section is a mapping from ids to declarations.",
    bad: """
      rules:
        no-pilots:
          deny: 1️⃣pilot
          always: true
          because: No pilots this year.
          source: [Board policy 3245]
      """,
    good: """
      rules:
        no-pilots:
          deny: [pilot]
          always: true
          because: No pilots this year.
          source: [Board policy 3245]
      """)

  package static let wrongValue = DiagnosticKind(
    code: "wrong-value", severity: .error,
    explanation:
      "What a value means is said by its place: where a date is declared only a date is one, and nothing is guessed from its looks.",
    bad: """
      materials:
        handbook: {title: Handbook, data: [published-content], until: 1️⃣08/01/2026}
      data: {published-content: {title: Published, sensitivity: public}}
      """,
    good: """
      materials:
        handbook: {title: Handbook, data: [published-content], until: 2027-08-01}
      data: {published-content: {title: Published, sensitivity: public}}
      """)

  package static let unknownWord = DiagnosticKind(
    code: "unknown-word", severity: .error,
    explanation: "Where the language has a closed list of words, any other word is a mistake.",
    bad: """
      tools: {assistant: {title: Assistant, status: 1️⃣aproved}}
      """,
    good: """
      tools: {assistant: {title: Assistant, status: requested}}
      """)

  package static let badIdentifier = DiagnosticKind(
    code: "bad-id", severity: .error,
    explanation: "Ids are ASCII kebab-case of at most 64 characters, so that no two look alike on the page.",
    bad: """
      data: {1️⃣Student-Health: {title: Health records, sensitivity: restricted}}
      """,
    good: """
      data: {student-health: {title: Health records, sensitivity: restricted}}
      """)

  package static let commentBehindText = DiagnosticKind(
    code: "comment-behind-text", severity: .error,
    explanation: "Behind a text without quotes a `#` begins a comment: the text would lose its end without a word.",
    bad: """
      purposes: {minutes: {title: Minutes}}
      rules:
        one:
          deny: [pilot]
          when: {purpose: minutes}
          because: See item 1️⃣#4 of the minutes
          source: [Board policy 3245]
      """,
    good: """
      purposes: {minutes: {title: Minutes}}
      rules:
        one:
          deny: [pilot]
          when: {purpose: minutes}
          because: "See item #4 of the minutes"
          source: [Board policy 3245]
      """)

  package static let lineBreak = DiagnosticKind(
    code: "line-break", severity: .error,
    explanation: "A title is one line: in a build log a second one could be a command of its own.",
    bad: """
      purposes: {minutes: {title: 1️⃣"Mi\\nnutes"}}
      """,
    good: """
      purposes: {minutes: {title: Minutes}}
      """)

  package static let blankText = DiagnosticKind(
    code: "blank-text", severity: .error,
    explanation: "A text of blanks says nothing.",
    bad: """
      purposes: {minutes: {title: 1️⃣" "}}
      """,
    good: """
      purposes: {minutes: {title: Minutes}}
      """)

  package static let invisibleInText = DiagnosticKind(
    code: "invisible-character", severity: .warning,
    explanation: "A character that nobody sees on the page is in the text all the same.",
    bad: """
      purposes: {minutes: {title: 1️⃣"Min\\u200butes"}}
      """,
    good: """
      purposes: {minutes: {title: Minutes}}
      """)
}

extension Message {
  /// - Parameter misplaced: what to do, where the key belongs elsewhere.
  package static func unknownKey(
    _ key: String, of owner: String, among keys: [String], nearest: String?, misplaced: DiagnosticText? = nil
  ) -> Message {
    let help: DiagnosticText
    if key == "<<" {
      help = "merge keys are not read: write out what is meant"
    } else if let strange = strangeCharacter(in: key) {
      help = strangeHelp(strange, nearest: nearest)
    } else if let misplaced {
      help = misplaced
    } else if let nearest {
      help = "the nearest key is \(name: nearest)"
    } else if key.contains(" ") {
      help = "where a comma inside braces ends a text, put the text in quotes"
    } else if keys.count > 12 {
      help = "the reference lists the keys of \(name: owner)"
    } else {
      help = "the keys are \(list: keys.sorted())"
    }
    return Message(.unknownKey, "\(name: owner) has no key \(name: key)", label: "not known", help: help)
  }

  private static func strangeHelp(_ strange: Unicode.Scalar, nearest: String?) -> DiagnosticText {
    if let nearest { return "it contains \(character: strange); the nearest key is \(name: nearest)" }
    return isTypographicQuote(strange)
      ? "it contains \(character: strange): a text in quotes stands in straight ones, `\"` or `'`"
      : "it contains \(character: strange), which no word of the language has"
  }

  package static func missingKey(_ key: String, of owner: String) -> Message {
    Message(.missingKey, "the key \(name: key) is missing", label: "lacks \(name: key)", help: "add \(name: key)")
  }

  /// - Parameter strange: a character of the key that looks like another one, or like nothing.
  package static func nothing(behind strange: Unicode.Scalar? = nil) -> Message {
    Message(
      .nothing, "nothing stands where a value is expected", label: "no value",
      help: strange.map { "the key contains the character \($0): behind the colon stands a blank, so type it anew" }
        ?? "write a value, or leave the key out; the word itself stands in quotes")
  }

  /// A key of a declaration that stands where the ids of declarations stand.
  package static func keyInPlaceOfID(_ key: String, of owner: String) -> Message {
    Message(
      .wrongShape, "the key \(name: key) of a \(name: owner) stands where an id is expected", label: "too far left",
      help: "indent it under the id that it belongs to")
  }

  package static func empty(_ what: StaticString) -> Message {
    Message(
      .empty, "an empty \(what) stands where something is meant", label: "empty", help: "leave the key out, or fill it")
  }

  package static func notAList(_ found: Node) -> Message {
    guard found.form.isScalar else {
      return Message(
        .wrongShape, "a list is expected, \(describe(found)) stands here", help: "begin each item with `- `")
    }
    return Message(
      .wrongShape, "a list is expected, \(describe(found)) stands here", label: "no list",
      help: "write `[\(text: cut(found.text, to: 64))]`")
  }

  package static func notAMapping(_ found: Node) -> Message {
    Message(
      .wrongShape, "a mapping is expected, \(describe(found)) stands here", label: "no mapping",
      help: found.form == .list
        ? "write each entry as `key: value`, without dash or bracket" : "write each entry as `key: value`")
  }

  package static func notAWord(_ found: Node, section: String) -> Message {
    Message(
      .wrongShape, "a word that \(name: section) declares is expected, \(describe(found)) stands here",
      label: "no word",
      help: "write one id here")
  }

  package static func notAnIdentifier(_ found: Node) -> Message {
    Message(.wrongShape, "an id is expected, \(describe(found)) stands here", label: "no id", help: "write one id here")
  }

  package static func unexpectedValue(expected: DiagnosticText, found: Node) -> Message {
    Message(
      .wrongValue, "expected \(expected), found \(describe(found))", label: "found here", help: lineHelp(found))
  }

  package static func unknownWord(_ found: Node, among words: [String], nearest: String?) -> Message {
    Message(
      .unknownWord, "expected one of \(list: words, joinedBy: "or"), found \(describe(found))", label: "not among them",
      help: nearest.map { "the nearest word is \(name: $0)" } ?? lineHelp(found))
  }

  package static func badIdentifier(_ id: String, _ problem: IdentifierProblem, dots: Bool) -> Message {
    switch problem {
    case .notKebabCase:
      Message(
        .badIdentifier, "\(name: id) is no id: ids are kebab-case", label: "not kebab-case",
        help: kebabCase(id, dots: dots).map { "write \(name: $0)" }
          ?? (dots
            ? "write small letters, digits and single hyphens or dots between, such as `j.lee`"
            : "write small letters, digits and single hyphens between, such as `student-health`"))
    case .tooLong:
      Message(.badIdentifier, "\(name: id) is longer than 64 characters", label: "too long", help: "shorten the id")
    case .character(let scalar):
      Message(
        .badIdentifier, "\(name: id) contains \(scalar): ids are kebab-case of ASCII letters", label: "not kebab-case",
        help: "type the id anew: the character looks like another one, or like nothing")
    case .reserved:
      Message(
        .badIdentifier, "`unlisted` is no id: it states that the set knows none", label: "reserved",
        help: "choose another id")
    }
  }

  /// The same words as an id, where blanks and capital letters alone are in the way.
  private static func kebabCase(_ id: String, dots: Bool) -> String? {
    let words = id.lowercased().split { $0 == " " || $0 == "_" || $0 == "-" }
    let id = words.joined(separator: "-")
    return identifierProblem(id, dots: dots) == nil ? id : nil
  }

  package static func commentBehindText() -> Message {
    Message(
      .commentBehindText, "a comment stands behind a text without quotes", label: "not part of it",
      help: "put the text in quotes where this belongs to it, or move the comment to a line of its own")
  }

  package static func lineBreak(_ end: Unicode.Scalar) -> Message {
    Message(
      .lineBreak, "a text of one line has a line break (\(end))", label: "more than one line",
      help: "write it on one line")
  }

  package static func blankText() -> Message {
    Message(.blankText, "the text is blank", label: "says nothing", help: "write the text, or leave the key out")
  }

  package static func invisibleInText(_ scalar: Unicode.Scalar) -> Message {
    Message(
      .invisibleInText, "the text contains \(scalar), which nobody sees", label: "in here",
      help: "delete it where it has no use")
  }

  /// Where a text without quotes goes on over the end of its line, what was meant as the next item or key is part of it.
  private static func lineHelp(_ found: Node) -> DiagnosticText? {
    found.spansLines ? "the text goes on in the next line, which is indented deeper: indent both alike" : nil
  }

  /// What stands at a place, in the committee's words.
  private static func describe(_ node: Node) -> DiagnosticText {
    switch node.form {
    case .mapping: "a mapping"
    case .list: "a list"
    case .jsonNull, .unread: "nothing"
    case .jsonTrue, .jsonFalse: "\(name: node.text) without quotes"
    case .jsonNumber: "the number \(name: node.text)"
    case .plain, .quoted, .block: "\(name: node.text)"
    }
  }
}
