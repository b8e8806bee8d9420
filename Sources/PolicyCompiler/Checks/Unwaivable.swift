import Description
import PolicyBasics
import PolicyLanguage
import ProposalCoding
package import SourceText

extension DiagnosticKind {
  package static let unwaivable = DiagnosticKind(
    code: "unwaivable", severity: .error,
    explanation:
      "An exception lifts a rule that says `waivable: true`, and no other: the committee decides with the rule whether there may be exceptions from it.",
    bad: """
      roles: {superintendent: {title: Superintendent}}
      sites: {lincoln-es: {title: Lincoln}}
      rules:
        short:
          require: [pilot]
          that: {duration: {at-most: 90 days}}
          because: A pilot ends within a term.
          source: [Board policy 3245]
      exceptions:
        library:
          rule: 1️⃣short
          sites: [lincoln-es]
          effective: {until: 2027-04-30}
          granted-by: superintendent
          because: A library shows its worth late.
      """,
    good: """
      roles: {superintendent: {title: Superintendent}}
      sites: {lincoln-es: {title: Lincoln}}
      rules:
        short:
          require: [pilot]
          that: {duration: {at-most: 90 days}}
          waivable: true
          because: A pilot ends within a term.
          source: [Board policy 3245]
      exceptions:
        library:
          rule: short
          sites: [lincoln-es]
          effective: {until: 2027-04-30}
          granted-by: superintendent
          because: A library shows its worth late.
      """)
}

extension Message {
  static func unwaivable(_ rule: String) -> Message {
    Message(
      .unwaivable, "the rule \(name: rule) is not waivable", label: "not waivable",
      help: "write `waivable: true` in the rule where exceptions are meant, or take the exception out")
  }
}

extension GraphChecks {
  /// S50.
  mutating func findUnwaivable() {
    for exception in names.exceptions.table.elements.map(\.value) {
      guard let id = names.resolve(exception.rule) else { continue }
      let rule = names.rules.table[id]
      guard rule.value.waivable?.value != true, rule.value.waivable != nil || !rule.states("waivable") else { continue }
      let place = rule.value.waivable?.span ?? rule.span
      report(.unwaivable(rule.id), at: exception.rule.span, notes: [Note("the rule stands here", at: place)])
    }
  }
}
