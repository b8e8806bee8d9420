import Description
import PolicyChecker
import PolicyLanguage
import SourceText

/// What the conditions of a set read, so that a set on top of it changes nothing there that would loosen one (S64).
struct ConditionReads {
  /// The fields of tools and workflows, such as `tool.agreement.until`, and where they are read first.
  private(set) var paths: [String: SourceSpan] = [:]
  /// The matchers by what they read, in the order of their places.
  private var matchers: [String: [StandingMatcher]] = [:]

  init(_ set: PolicySet) {
    for rule in set.rules.all.map(\.value) {
      note(rule.when, isUpright: true)
      note(rule.unless, isUpright: false)
      note(rule.that, isUpright: false)
    }
    for exception in set.exceptions.all.map(\.value) {
      note(exception.when, isUpright: false)
      note(exception.instead, isUpright: false)
    }
    for invariant in set.invariants.all { note(invariant.value.when, isUpright: true) }
    // Where a condition is loosened by a higher tier, whatever puts a proposal into one loosens it too.
    let isTurned = evadable(by: "tier") != nil
    for tier in set.tiers.all {
      note(tier.value.when, isUpright: true)
      if isTurned { note(tier.value.when, isUpright: false) }
    }
    matchers = matchers.mapValues { $0.sorted { $0.matcher.span.precedes($1.matcher.span) } }
  }

  /// The first matcher on a field whose change could loosen the condition that it stands in.
  func loosened(_ field: String, by change: (Matcher) -> MatcherChange) -> Matcher? {
    matchers[field]?.first { standing in
      standing.isUpright ? change(standing.matcher).loses : change(standing.matcher).gains
    }?.matcher
  }

  /// The first matcher on a list that one more entry gets a proposal out of (S19): only a rule that says
  /// `when-absent: allow` has one.
  func evadable(by field: String) -> Matcher? {
    loosened(field) { matcher in
      switch matcher.growth {
      case .onlyTrue: MatcherChange(loses: false, gains: true)
      case .onlyFalse: MatcherChange(loses: true, gains: false)
      case .both, nil: .unknown
      }
    }
  }

  private mutating func note(_ condition: Condition?, isUpright: Bool) {
    condition?.forEachMatcher(isUpright: isUpright) { matcher, isUpright in
      matchers[matcher.field.value, default: []].append(StandingMatcher(matcher: matcher, isUpright: isUpright))
      note(matcher.field.value, matcher.span)
      if case .comparison(_, let bound) = matcher.operand { note(bound.value, bound.span ?? matcher.span) }
    }
  }

  private mutating func note(_ word: String, _ span: SourceSpan) {
    let path =
      switch word {
      // The stage of an action, and the purpose, are what the workflow says.
      case "stage": "workflow.actions"
      case "purpose": "workflow.purpose"
      default: word
      }
    guard path.hasPrefix("tool.") || path.hasPrefix("workflow."), paths[path].map({ span.precedes($0) }) ?? true
    else { return }
    paths[path] = span
  }
}

/// A matcher, and whether the base would be loosened by its becoming false, or, where it is turned round, true.
private struct StandingMatcher {
  let matcher: Matcher
  let isUpright: Bool
}

/// What a change in the policy can do to a matcher: make a true one false, or a false one true.
struct MatcherChange {
  let loses: Bool
  let gains: Bool

  static let unknown = MatcherChange(loses: true, gains: true)
}

extension Matcher {
  /// What it can do to a matcher on `sensitivity` that a class becomes more sensitive. Other classes may be as sensitive
  /// as it was, or as it becomes, or not.
  func change(raising old: Sensitivity, to new: Sensitivity) -> MatcherChange {
    let words = words.map { Sensitivity(rawValue: $0.value) }
    let (hasOld, hasNew) = (words.contains(old), words.contains(new))
    /// Whether the class passes the bound.
    func crosses(_ passes: (Sensitivity) -> Bool) -> Bool { words.allSatisfy { $0.map(passes) ?? true } }
    switch operand {
    case .set(.any, _), .set(.only, _): return MatcherChange(loses: hasOld && !hasNew, gains: hasNew && !hasOld)
    case .set(.all, _): return MatcherChange(loses: hasOld, gains: hasNew)
    case .set(.none, _): return MatcherChange(loses: hasNew && !hasOld, gains: hasOld && !hasNew)
    case .word, .comparison(.atLeast, _):
      return MatcherChange(loses: false, gains: crosses { old < $0 && $0 <= new })
    case .comparison(.after, _): return MatcherChange(loses: false, gains: crosses { old <= $0 && $0 < new })
    case .comparison(.atMost, _): return MatcherChange(loses: crosses { old <= $0 && $0 < new }, gains: false)
    case .comparison(.before, _): return MatcherChange(loses: crosses { old < $0 && $0 <= new }, gains: false)
    // Of a set that is an error of its own.
    case .list: return .unknown
    }
  }

  /// What it can do to a matcher on `roles` that somebody holds some of them no longer.
  ///
  /// - Parameter included: the roles and what they include.
  func change(losing roles: Set<String>, including included: Set<String>) -> MatcherChange {
    let words = Set(words.map(\.value))
    switch operand {
    case .word, .list, .set(.any, _), .set(.all, _):
      return MatcherChange(loses: !words.isDisjoint(with: included), gains: false)
    case .set(.none, _): return MatcherChange(loses: false, gains: !words.isDisjoint(with: included))
    case .set(.only, _): return MatcherChange(loses: false, gains: !roles.isSubset(of: words))
    case .comparison: return .unknown
    }
  }
}
