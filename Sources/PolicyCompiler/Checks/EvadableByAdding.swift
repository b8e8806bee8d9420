import Description
import PolicyBasics
import PolicyLanguage
package import SourceText

extension DiagnosticKind {
  package static let evadableByAdding = DiagnosticKind(
    code: "evadable-by-adding", severity: .error,
    explanation:
      "Whoever names one more audience, class of data or site must not get out of a rule by it. This condition could be made false that way.",
    bad: """
      audiences: {families: {title: Families}, staff: {title: Staff}}
      rules:
        people-approve:
          deny: [action]
          when: {autonomy: autonomous}
          unless: {1️⃣audiences: staff}
          because: A person reads what leaves the staff.
          source: [Board policy 3245]
      """,
    good: """
      audiences: {families: {title: Families}, staff: {title: Staff}}
      rules:
        people-approve:
          deny: [action]
          when: {autonomy: autonomous}
          unless: {audiences: {only: [staff]}}
          because: A person reads what leaves the staff.
          source: [Board policy 3245]
      """)
}

extension Message {
  /// - Parameter should: whether adding should make the matcher true where it stands, or false.
  static func evadableByAdding(_ field: String, _ words: [String], should: Effect) -> Message {
    let list = words.joined(separator: ", ")
    let help: DiagnosticText =
      switch (field, should) {
      case ("site-count", .turnTrue): "write `at-least` or `after`, or say `when-absent: allow` where that is meant"
      case ("site-count", .turnFalse): "write `at-most` or `before`, or say `when-absent: allow` where that is meant"
      case ("tier", .turnTrue), ("sensitivity", .turnTrue):
        "write `at-least`, or say `when-absent: allow` where that is meant"
      case ("tier", .turnFalse), ("sensitivity", .turnFalse):
        "write `at-most`, or say `when-absent: allow` where that is meant"
      case (_, .turnTrue):
        "write `{\(text: field): {any: [\(text: list)]}}`, or say `when-absent: allow` where that is meant"
      case (_, .turnFalse):
        "write `{\(text: field): {only: [\(text: list)]}}`, or say `when-absent: allow` where that is meant"
      }
    return Message(
      .evadableByAdding, "one more entry in \(name: field) would get a proposal out of this", label: "evadable",
      help: help)
  }

  /// What one more entry should do to a matcher.
  enum Effect { case turnTrue, turnFalse }
}

extension GraphChecks {
  /// S19, by polarity alone: where a matcher stands upright, one more entry may only make it true; turned round, false.
  mutating func findEvadableByAdding() {
    for rule in names.rules.table.elements.map(\.value) where rule.whenAbsent == nil {
      check(rule.when, isUpright: true)
      check(rule.unless, isUpright: false)
      check(rule.that, isUpright: false, isThat: true)
    }
    for tier in names.tiers.table.elements { check(tier.value.when, isUpright: true) }
    for invariant in names.invariants.table.elements { check(invariant.value.when, isUpright: true) }
    for exception in names.exceptions.table.elements.map(\.value) {
      check(exception.when, isUpright: false)
      check(exception.instead, isUpright: false)
    }
  }

  /// - Parameter isThat: under `that` a bare word of a set is an error of its own (S14).
  private mutating func check(_ condition: Condition?, isUpright: Bool, isThat: Bool = false) {
    condition?.forEachMatcher(isUpright: isUpright) { matcher, isUpright in
      if isThat, case .word = matcher.operand, !matcher.isOnOneValue { return }
      guard let grows = growth(of: matcher), grows != (isUpright ? .onlyTrue : .onlyFalse) else { return }
      report(
        .evadableByAdding(
          matcher.field.value, matcher.words.map(\.value), should: isUpright ? .turnTrue : .turnFalse),
        at: matcher.field.span ?? matcher.span)
    }
  }

  /// `nil` where the field is no list that a proposal adds to.
  private func growth(of matcher: Matcher) -> Matcher.Growth? {
    let name = matcher.field.value
    switch ProposalField(rawValue: name)?.growth {
    case .more, .higher, .oneMore: return matcher.growth
    case .nothing: return nil
    case nil:
      let isList = names.attributes[name].map { names.attributes.table[$0].value.type.value == .choices } ?? false
      return isList ? matcher.growth : nil
    }
  }
}

extension Matcher {
  /// What one more entry can do to a matcher.
  enum Growth { case onlyTrue, onlyFalse, both }

  /// Whether it is on one value that lists of the proposal bear on: the tier, or how many sites there are.
  fileprivate var isOnOneValue: Bool {
    switch ProposalField(rawValue: field.value)?.growth {
    case .higher, .oneMore: true
    case .more, .nothing, nil: false
    }
  }

  /// Of a matcher on a list that a proposal adds to, or on what is counted or ranked by it.
  var growth: Growth? {
    switch operand {
    case .set(.any, _), .set(.all, _): return isOnOneValue ? .both : .onlyTrue
    case .set(.none, _), .set(.only, _): return isOnOneValue ? .both : .onlyFalse
    case .comparison(.atLeast, _), .comparison(.after, _): return .onlyTrue
    case .comparison(.atMost, _), .comparison(.before, _): return .onlyFalse
    // A bare word of a tier means that one or a higher one; of a count, exactly so many.
    case .word: return ProposalField(rawValue: field.value)?.growth == .oneMore ? .both : .onlyTrue
    // Of a set that is an error of its own.
    case .list: return isOnOneValue ? .both : nil
    }
  }
}
