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
  /// - Parameters:
  ///   - misplaced: what to do, where the key belongs elsewhere.
  ///   - isCutFromText: whether it stands in braces without a value, as what is behind a comma in a text does.
  package static func unknownKey(
    _ key: String, of owner: String, among keys: [String], nearest: String?, misplaced: DiagnosticText? = nil,
    isCutFromText: Bool = false
  ) -> Message {
    let help: DiagnosticText
    if key == "<<" {
      help = "merge keys are not read: write out what is meant"
    } else if let strange = strangeCharacter(in: key) {
      help = strangeHelp(strange, nearest: nearest)
    } else if let whole = keyWithoutBlank(key, among: keys) {
      help = blankHelp(whole)
    } else if let misplaced {
      help = misplaced
    } else if isCutFromText {
      help = "a comma inside braces ends a text: where this belongs to the text before it, put the text in quotes"
    } else if let nearest {
      help = "the nearest key is \(name: nearest)"
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
      : "it contains \(character: strange), which no word of the language has: type the word anew"
  }

  /// - Parameters:
  ///   - part: the key under which it is missing.
  ///   - other: what would do instead of it.
  package static func missingKey(
    _ key: String, of owner: String, under part: String? = nil, orElse other: DiagnosticText? = nil
  ) -> Message {
    let help: DiagnosticText =
      if let part { "add \(name: key) under \(name: part)" } else if let other {
        "add \(name: key), or \(other)"
      } else { "add \(name: key)" }
    return Message(.missingKey, "the key \(name: key) is missing", label: "lacks \(name: key)", help: help)
  }

  /// A key of what stands under another key, which has nothing behind it.
  package static func keyTooFarLeft(_ key: String, under other: String) -> Message {
    Message(
      .wrongShape, "nothing stands under \(name: other), and \(name: key) stands beside it", label: "too far left",
      help: "indent it under \(name: other), and what follows it alike")
  }

  /// A section whose name stands where an id, or a key of a declaration, is expected.
  package static func sectionTooFarRight(_ section: String) -> Message {
    Message(
      .wrongShape, "the section \(name: section) stands within another one", label: "too far right",
      help: "write it at the beginning of its line, and what stands under it alike")
  }

  /// - Parameters:
  ///   - key: what it should stand behind. A character of it may look like another one, or like nothing, or it may hold a
  ///     colon and the value, without a blank between.
  ///   - hasComment: whether a comment stands in its place.
  package static func nothing(under key: String, hasComment: Bool) -> Message {
    let help: DiagnosticText =
      if let strange = strangeCharacter(in: key) {
        "the key contains the character \(strange): behind the colon stands a blank, so type it anew"
      } else if let word = keyWithoutBlank(key) {
        blankHelp(word)
      } else if hasComment {
        "a `#` begins a comment: put the text in quotes where this belongs to it; else write a value, or leave the key out"
      } else {
        "write a value, or leave the key out; the word itself stands in quotes"
      }
    return Message(.nothing, "nothing stands where a value is expected", label: "no value", help: help)
  }

  private static func blankHelp(_ key: Substring) -> DiagnosticText {
    "write a blank behind the colon of \(name: key), such as \(name: "\(key): …")"
  }

  /// A key of a declaration that stands where sections stand, or where keys of what is around it do.
  package static func keyOutside(_ key: String, of owner: String) -> Message {
    Message(
      .wrongShape, "the key \(name: key) of a \(name: owner) stands outside of any \(name: owner)",
      label: "too far left", help: "indent it under the id that it belongs to")
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

  /// - Parameter words: those that may stand in the list, where only some may.
  package static func notAList(_ found: Node, words: [String] = [], isOfIDs: Bool = false) -> Message {
    Message(
      .wrongShape, "a list is expected, \(describe(found)) stands here", label: "no list",
      help: listHelp(found, words: words, isOfIDs: isOfIDs))
  }

  /// The list that a text is, in brackets, where it would be read as that.
  private static func listHelp(_ found: Node, words: [String], isOfIDs: Bool) -> DiagnosticText {
    if let bullet = bullet(beginning: found.form.isScalar ? found.text : found.firstKey?.text ?? "") {
      return "begin each item with `- ` in place of \(name: bullet)"
    }
    guard found.form.isScalar else { return "begin each item with `- `" }
    let text = found.text
    if text.hasPrefix("-") { return "begin each item with a dash and a blank, `- `" }
    guard text.utf8.count <= 200 else { return "write the items in brackets, with commas between" }
    let items = text.split(omittingEmptySubsequences: false) { ",;()[]\n".contains($0) }
      .map { item in String(item.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()) }.filter { !$0.isEmpty }
    if !words.isEmpty, !items.allSatisfy(words.contains) {
      let near = items.compactMap { item in words.contains(item) ? item : nearest(to: item, among: words) }
      let example = near.count == items.count && !near.isEmpty ? near : words
      return "write \(name: "[\(example.prefix(5).joined(separator: ", "))]"), or some of these words"
    }
    if isOfIDs, items.contains(where: { $0.contains(" ") }) {
      return "write the ids in brackets, with commas between"
    }
    let isPlain = items.allSatisfy { item in
      !item.contains { "{}#:\"'&*!|>%@`".contains($0) } && item.first != "-"
    }
    guard isPlain, !items.isEmpty else { return "begin each item with `- `, on a line of its own" }
    return "write `[\(text: cut(items.joined(separator: ", "), to: 64))]`"
  }

  /// - Parameter keys: those that it may have; none where they are ids.
  package static func notAMapping(_ found: Node, keys: [String]) -> Message {
    let text = found.form.isScalar ? found.text : ""
    let help: DiagnosticText =
      if found.form == .list {
        "write each entry as `key: value`, without dash or bracket"
      } else if let key = keyWithoutBlank(text, among: keys) {
        blankHelp(key)
      } else if keys.contains("title"), text.contains(" ") {
        "write each entry as `key: value`, such as \(name: "title: \(text)")"
      } else if !keys.isEmpty, keys.count <= 12 {
        "write each entry as `key: value`; the keys are \(list: keys.sorted())"
      } else {
        "write each entry as `key: value`"
      }
    return Message(
      .wrongShape, "a mapping is expected, \(describe(found)) stands here", label: "no mapping", help: help)
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

  /// - Parameter help: what to do where the value is not one of the general mistakes.
  package static func unexpectedValue(expected: DiagnosticText, found: Node, help: DiagnosticText) -> Message {
    Message(
      .wrongValue, "expected \(expected), found \(describe(found))", label: "found here",
      help: generalHelp(found) ?? help)
  }

  package static func unknownWord(_ found: Node, among words: [String], nearest: String?) -> Message {
    Message(
      .unknownWord, "expected \(.oneOf(words)), found \(describe(found))",
      label: words.count > 1 ? "not among them" : "another word",
      help: nearest.map { "the nearest word is \(name: $0)" } ?? generalHelp(found)
        ?? (found.form == .list && found.count == 1 && found.items.first?.form.isScalar == true
          ? "write the word without brackets" : wordHelp(words)))
  }

  /// What to do where one of these words is meant and none of them is near.
  package static func wordHelp(_ words: [String]) -> DiagnosticText {
    if words.count == 1, let word = words.first { return "write \(name: word), or leave the key out" }
    return "write the one of these words that is meant: the reference says what each means"
  }

  /// What to do where a text goes on in the next line, or was never filled in.
  private static func generalHelp(_ found: Node) -> DiagnosticText? {
    lineHelp(found) ?? .help(forUnfilled: found.text)
  }

  package static func badIdentifier(_ id: String, _ problem: IdentifierProblem, dots: Bool) -> Message {
    switch problem {
    case .notKebabCase:
      Message(
        .badIdentifier, "\(name: id) is no id: ids are small letters, digits and hyphens (kebab-case)", label: "no id",
        help: .help(forUnfilled: id) ?? kebabCase(id, dots: dots).map { "write \(name: $0)" }
          ?? (dots
            ? "write small letters, digits and single hyphens or dots between, such as `j.lee`"
            : "write small letters, digits and single hyphens between, such as `student-health`"))
    case .tooLong:
      Message(.badIdentifier, "\(name: id) is longer than 64 characters", label: "too long", help: "shorten the id")
    case .character(let scalar):
      Message(
        .badIdentifier,
        "\(name: id) contains \(character: scalar): ids are small letters, digits and hyphens (kebab-case)",
        label: "no id", help: strangeIDHelp(id, scalar, dots: dots))
    case .reserved:
      Message(
        .badIdentifier, "`unlisted` is no id: it states that the set knows none", label: "reserved",
        help: "choose another id")
    }
  }

  private static func strangeIDHelp(_ id: String, _ scalar: Unicode.Scalar, dots: Bool) -> DiagnosticText {
    if let help = DiagnosticText.help(forUnfilled: id) { return help }
    if let plain = kebabCase(id, dots: dots) { return "write \(name: plain): ids have the letters a to z" }
    return baseLetter(scalar) != nil
      ? "write the id with the letters a to z"
      : "type the id anew: the character looks like another one, or like nothing"
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

/// The key that somebody wrote together with its value: only a colon with a blank behind it ends a key.
func keyWithoutBlank(_ text: String, among keys: [String]? = nil) -> Substring? {
  guard let colon = text.firstIndex(of: ":"), text.index(after: colon) != text.endIndex,
    !text[colon...].hasPrefix("://")
  else { return nil }
  let word = text[..<colon]
  guard !word.isEmpty, !word.contains(" ") else { return nil }
  return keys.map { $0.contains { $0 == word } } ?? true ? word : nil
}

/// The same words as an id, where blanks, dashes, accents and capital letters alone are in the way.
func kebabCase(_ id: String, dots: Bool) -> String? {
  let words = withoutAccents(id).split {
    $0 == " " || $0 == "_" || $0 == "-" || ("\u{2010}"..."\u{2015}").contains($0) || $0 == "\u{A0}"
  }
  let id = words.joined(separator: "-")
  return identifierProblem(id, dots: dots) == nil ? id : nil
}
