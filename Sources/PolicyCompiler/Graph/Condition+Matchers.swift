import Description
import PolicyLanguage
import SourceText

extension Condition {
  /// Each matcher, with whether a change of it from false to true could only make the whole condition true: `not` turns
  /// that round. Expressions have none.
  ///
  /// Conditions nest no deeper than documents do (the limit `nesting`).
  func forEachMatcher(isUpright: Bool = true, _ body: (Matcher, _ isUpright: Bool) -> Void) {
    switch self {
    case .all(let parts, _), .any(let parts, _):
      for part in parts { part.forEachMatcher(isUpright: isUpright, body) }
    case .not(let part, _): part.forEachMatcher(isUpright: !isUpright, body)
    case .matcher(let matcher): body(matcher, isUpright)
    case .expression: break
    }
  }
}

extension Matcher {
  /// The words that it compares with, in their order.
  var words: [Located<String>] {
    switch operand {
    case .word(let word), .comparison(_, let word): [word]
    case .list(let words), .set(_, let words): words
    }
  }
}
