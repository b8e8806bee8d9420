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
      if isThat, case .word = matcher.operand, !["tier", "site-count"].contains(matcher.field.value) { return }
      guard let grows = growth(of: matcher), grows != (isUpright ? .onlyTrue : .onlyFalse) else { return }
      report(
        .evadableByAdding(
          matcher.field.value, matcher.words.map(\.value), should: isUpright ? .turnTrue : .turnFalse),
        at: matcher.field.span ?? matcher.span)
    }
  }

  /// `nil` where the field is no list that a proposal adds to.
  private func growth(of matcher: Matcher) -> Matcher.Growth? {
    let field = matcher.field.value
    switch field {
    case "data", "audiences", "materials", "sites", "sensitivity", "site-count", "tier": return matcher.growth
    default:
      guard let id = names.attributes[field], names.attributes.table[id].value.type.value == .choices else {
        return nil
      }
      return matcher.growth
    }
  }
}

extension Matcher {
  /// What one more entry can do to a matcher.
  enum Growth { case onlyTrue, onlyFalse, both }

  /// Of a matcher on a list that a proposal adds to, or on what is counted or ranked by it.
  var growth: Growth? {
    let isSingle = field.value == "tier" || field.value == "site-count"
    switch operand {
    case .set(.any, _), .set(.all, _): return isSingle ? .both : .onlyTrue
    case .set(.none, _), .set(.only, _): return isSingle ? .both : .onlyFalse
    case .comparison(.atLeast, _), .comparison(.after, _): return .onlyTrue
    case .comparison(.atMost, _), .comparison(.before, _): return .onlyFalse
    // A bare word of a tier means that one or a higher one; of a count, exactly so many.
    case .word: return field.value == "site-count" ? .both : .onlyTrue
    // Of a set that is an error of its own.
    case .list: return isSingle ? .both : nil
    }
  }
}
