import PolicyBasics
package import PolicyChecker

/// How much a policy set holds: every summary says it, so that nothing is green because nothing was checked.
package struct SetSize: Hashable, Sendable {
  package let rules: Int
  package let redLines: Int

  package init(rules: Int, redLines: Int) {
    self.rules = rules
    self.redLines = redLines
  }

  /// Of a policy that was read from bytes.
  package init(_ policy: CompiledPolicy) {
    let redLines = policy.tables.rules.elements.count(where: \.isInvariant)
    self.init(rules: policy.tables.rules.count - redLines, redLines: redLines)
  }

  /// In words, such as `31 rules and 4 red lines`.
  package var words: String {
    let rules = "\(rules) rule\(rules == 1 ? "" : "s")"
    return redLines == 0 ? rules : rules + " and \(redLines) red line\(redLines == 1 ? "" : "s")"
  }
}
