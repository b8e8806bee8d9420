import Description
import PolicyLanguage
import SourceText

extension PolicySet {
  /// The fields of tools and workflows that some condition reads, such as `tool.agreement.until`, and where (S64).
  var fieldsRead: [String: SourceSpan] {
    var conditions: [Condition?] = []
    for rule in rules.all { conditions += [rule.value.when, rule.value.unless, rule.value.that] }
    for tier in tiers.all { conditions.append(tier.value.when) }
    for exception in exceptions.all { conditions += [exception.value.when, exception.value.instead] }
    for invariant in invariants.all { conditions.append(invariant.value.when) }
    var result: [String: SourceSpan] = [:]
    for condition in conditions { condition?.noteReads(in: &result) }
    return result
  }
}

extension Condition {
  fileprivate func noteReads(in result: inout [String: SourceSpan]) {
    switch self {
    case .all(let parts, _), .any(let parts, _): for part in parts { part.noteReads(in: &result) }
    case .not(let part, _): part.noteReads(in: &result)
    case .expression: break
    case .matcher(let matcher):
      note(matcher.field.value, matcher.span, in: &result)
      if case .comparison(_, let bound) = matcher.operand { note(bound.value, bound.span ?? matcher.span, in: &result) }
    }
  }

  private func note(_ word: String, _ span: SourceSpan, in result: inout [String: SourceSpan]) {
    // The stage of an action is what its workflow says.
    let path = word == "stage" ? "workflow.actions" : word
    guard path.hasPrefix("tool.") || path.hasPrefix("workflow."), result[path].map({ span.precedes($0) }) ?? true
    else { return }
    result[path] = span
  }
}
