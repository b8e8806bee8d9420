import DocumentTree
package import Description
package import PolicyBasics
package import SourceText

extension DiagnosticKind {
  package static let daysSwapped = DiagnosticKind(
    code: "days-swapped", severity: .error,
    explanation: "The last day is before the first: what is declared would never be in effect.",
    bad: """
      materials: {handbook: {title: Handbook, data: [published-content], reviewed: 2027-06-30, until: 1️⃣2026-11-20}}
      data: {published-content: {title: Published, sensitivity: public}}
      """,
    good: """
      materials: {handbook: {title: Handbook, data: [published-content], reviewed: 2026-07-20, until: 2027-06-30}}
      data: {published-content: {title: Published, sensitivity: public}}
      """)

  package static let unclearRule = DiagnosticKind(
    code: "unclear-rule", severity: .error,
    explanation: "A rule has exactly one effect, or nobody can say what it does.",
    bad: """
      purposes: {minutes: {title: Minutes}}
      rules:
        1️⃣both:
          deny: [pilot]
          oblige: [pilot]
          do: Tell the board.
          when: {purpose: minutes}
          because: Two rules in one.
          source: [Board policy 3245]
      """,
    good: """
      purposes: {minutes: {title: Minutes}}
      rules:
        denied:
          deny: [pilot]
          when: {purpose: minutes}
          because: One rule each.
          source: [Board policy 3245]
      """)

  package static let misplacedKey = DiagnosticKind(
    code: "misplaced-key", severity: .error,
    explanation: "A key that means nothing where it stands reads like a decision and is none.",
    bad: """
      purposes: {minutes: {title: Minutes}}
      roles: {clerk: {title: Clerk}}
      rules:
        denied:
          deny: [pilot]
          when: {purpose: minutes}
          1️⃣by: clerk
          because: Minutes are written by people.
          source: [Board policy 3245]
        told:
          oblige: [pilot]
          do: Tell the board.
          by: clerk
          because: The board knows of every pilot.
          source: [Board policy 3245]
      """,
    good: """
      purposes: {minutes: {title: Minutes}}
      roles: {clerk: {title: Clerk}}
      rules:
        denied:
          deny: [pilot]
          when: {purpose: minutes}
          because: Minutes are written by people.
          source: [Board policy 3245]
        told:
          oblige: [pilot]
          do: Tell the board.
          by: clerk
          because: The board knows of every pilot.
          source: [Board policy 3245]
      """)

  package static let ruleWithoutSource = DiagnosticKind(
    code: "rule-without-source", severity: .warning,
    explanation: "A rule that cites nothing is hard to defend and hard to change.",
    bad: """
      purposes: {minutes: {title: Minutes}}
      rules:
        1️⃣denied: {deny: [pilot], when: {purpose: minutes}, because: Minutes are written by people.}
      """,
    good: """
      purposes: {minutes: {title: Minutes}}
      rules:
        denied: {deny: [pilot], when: {purpose: minutes}, because: Minutes are written by people., source: [Board policy 3245]}
      """)

  package static let approvedByNobody = DiagnosticKind(
    code: "approved-by-nobody", severity: .warning,
    explanation: "Something is approved by somebody on some day; without that nobody can look it up.",
    bad: """
      tools: {assistant: {title: Assistant, status: 1️⃣approved}}
      """,
    good: """
      roles: {board: {title: The board}}
      tools: {assistant: {title: Assistant, status: approved, approved: {by: board, on: 2026-06-18}}}
      """)

  package static let wrongUnit = DiagnosticKind(
    code: "wrong-unit", severity: .error,
    explanation: "Days and hours do not compare, and a count is no length of time.",
    bad: """
      roles: {reviewer: {title: Reviewer, review-hours: 1️⃣6 per week}}
      """,
    good: """
      roles: {reviewer: {title: Reviewer, review-hours: 6 hours per week}}
      """)

  package static let unclearTest = DiagnosticKind(
    code: "unclear-test", severity: .error,
    explanation: "A test has one proposal: written out, or in a file.",
    bad: """
      tests:
        1️⃣nothing: {expect: deny}
      """,
    good: """
      tests:
        nothing-approved:
          as-of: 2026-10-01
          proposal: {action: use, workflow: unlisted}
          expect: deny
      """)
}

extension NodeDecoder {
  /// Reports a last day that is before the first.
  package mutating func checkOrder(from: Located<Day>?, until: Located<Day>?) {
    guard let from, let until, until.value < from.value, let place = until.span, let start = from.span else { return }
    report(
      .daysSwapped(from: from.value, until: until.value), at: place,
      notes: [Note("the first day stands here", at: start)])
  }
}

extension NodeDecoder {
  /// Reports a key that means nothing beside the others, where it stands.
  mutating func reportMisplaced(_ key: String, belongsTo owner: DiagnosticText) {
    if let place = place(of: key) { report(.misplacedKey(key, belongsTo: owner), at: place) }
  }

  /// Reports what is said of a workflow or tool that is closed, of one that is not.
  mutating func reportMisplacedWhileOpen(of owners: StaticString) {
    reportMisplaced("lifted-by", belongsTo: "\(owners) that are suspended")
    reportMisplaced("on", belongsTo: "\(owners) that are suspended, refused or retired")
  }

  /// Reports a length of work in days: nobody can say how many hours of work a day has.
  mutating func checkIsOfHours(_ span: Located<FixedSpan>?) {
    if let span, case .days = span.value.span, let place = span.span { report(.workInDays(), at: place) }
  }
}

extension Message {
  /// A declaration that stands where the sections stand.
  package static func declarationWithoutSection(_ id: String, section: String) -> Message {
    Message(
      .wrongShape, "\(name: id) stands where the name of a section is expected", label: "under no section",
      help: "write `\(text: section):` on a line before it, and indent all that belongs to it")
  }

  /// A rule that stands under another section.
  package static func ruleElsewhere(_ id: String) -> Message {
    Message(
      .wrongShape, "the rule \(name: id) stands under another section than `rules`", label: "a rule",
      help: "write `rules:` on a line before it, at its beginning")
  }

  package static func daysSwapped(from: Day, until: Day) -> Message {
    Message(
      .daysSwapped, "the last day \(until) is before the first, \(from)", label: "before the first day",
      help: "swap the two, or correct the year")
  }

  package static func oneEffect(_ found: [String]) -> Message {
    found.isEmpty
      ? Message(
        .unclearRule, "the rule has none of `deny`, `require` and `oblige`", label: "without effect",
        help:
          "write one of them with the kinds of proposal, such as `deny: [pilot, action]`; a key of the rule above stands too far left"
      )
      : Message(
        .unclearRule, "the rule has \(list: found)", label: "more than one effect", help: "write a rule for each")
  }

  package static func oneDemand(_ count: Int) -> Message {
    count == 0
      ? Message(
        .unclearRule, "the rule requires nothing", label: "without demand",
        help: "write one of `that`, `review` and `approvals`")
      : Message(
        .unclearRule, "the rule has more than one of `that`, `review` and `approvals`", label: "more than one demand",
        help: "write a rule for each")
  }

  static func misplacedKey(_ key: String, belongsTo owner: DiagnosticText) -> Message {
    Message(
      .misplacedKey, "the key \(name: key) belongs to \(owner)", label: "has no meaning here", help: "take it out")
  }

  /// - Parameters:
  ///   - effect: what the rule does in place of requiring something.
  ///   - hasWhen: whether it has a condition besides.
  package static func thatWithoutRequire(besides effect: StaticString, hasWhen: Bool) -> Message {
    Message(
      .unclearRule, "`that` says what a rule with `require` requires, and this one has `\(effect)`",
      label: "not of `\(effect)`",
      help: hasWhen ? "take it out, or write a rule with `require`" : "write the condition under `when`")
  }

  package static func ruleWithoutSource() -> Message {
    Message(
      .ruleWithoutSource, "the rule cites no source", label: "without source",
      help: "add `source` with the law, the board policy or the minutes")
  }

  package static func approvedByNobody(_ what: StaticString) -> Message {
    Message(
      .approvedByNobody, "the \(what) is approved, and nothing says by whom and when", label: "by whom?",
      help: "add `approved: {by: …, on: …}`")
  }

  package static func hoursExpected() -> Message {
    Message(
      .wrongUnit, "hours a week are expected, a count stands here", label: "no hours", help: "write `6 hours per week`")
  }

  static func tooManyValues(_ most: Int) -> Message {
    Message(
      .limit, "the limit `attribute-values` of \(most) is exceeded", label: "too many",
      help: "declare fewer words, or divide them over several attributes")
  }

  static func countExpected() -> Message {
    Message(
      .wrongUnit, "a count a week is expected, hours stand here", label: "no count", help: "write `140 per week`")
  }

  static func workInDays() -> Message {
    Message(
      .wrongUnit, "minutes or hours of work are expected, days stand here", label: "no hours",
      help: "write `90 minutes` or `6 hours`")
  }

  package static func daysExpected() -> Message {
    Message(.wrongUnit, "days are expected, hours stand here", label: "no days", help: "write `90 days` or `12 weeks`")
  }

  package static func baselineOfNothing() -> Message {
    Message(
      .wrongUnit, "a baseline is asked for where no measure is required", label: "of what?",
      help: "write `required: true`, or take the baseline out")
  }

  package static func oneProposal() -> Message {
    Message(
      .unclearTest, "the test has not exactly one of `proposal` and `file`", label: "one of the two",
      help: "write one of them")
  }
}
