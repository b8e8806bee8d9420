import Description
import PolicyBasics
import PolicyChecker
import PolicyLanguage
import ProposalCoding
package import SourceText

extension DiagnosticKind {
  package static let fieldOfOtherKind = DiagnosticKind(
    code: "field-of-other-kind", severity: .error,
    explanation:
      "A rule reads only fields that each of its kinds of proposal has: what a kind lacks would be missing in every proposal of that kind.",
    bad: """
      rules:
        short:
          deny: [pilot, action]
          when: {1️⃣duration: {at-least: 121 days}}
          because: A pilot ends within a term.
          source: [Board policy 3245]
      """,
    good: """
      rules:
        short:
          deny: [pilot]
          when: {duration: {at-least: 121 days}}
          because: A pilot ends within a term.
          source: [Board policy 3245]
      """)
}

extension Message {
  static func fieldOfOtherKind(_ field: String, lackedBy kind: ProposalKind) -> Message {
    let text: DiagnosticText =
      kind == .pilot ? "pilots have no field \(name: field)" : "actions have no field \(name: field)"
    return Message(
      .fieldOfOtherKind, text, label: kind == .pilot ? "not of pilots" : "not of actions",
      help: kind == .pilot
        ? "take `pilot` out of the kinds, or write a rule for each kind"
        : "take `action` out of the kinds, or write a rule for each kind")
  }
}

extension GraphChecks {
  /// S15. Tiers hold for both kinds; an exception has the kinds of its rule.
  mutating func findFieldsOfOtherKinds() {
    for rule in names.rules.table.elements.map(\.value) {
      check([rule.when, rule.unless, rule.that], of: asked(rule.kinds))
    }
    for invariant in names.invariants.table.elements.map(\.value) {
      check([invariant.when], of: asked(Set(invariant.never.map(\.value))))
    }
    for tier in names.tiers.table.elements { check([tier.value.when], of: ProposalKind.allCases) }
    for exception in names.exceptions.table.elements.map(\.value) {
      guard let rule = names.resolve(exception.rule) else { continue }
      check([exception.when, exception.instead], of: asked(names.rules.table[rule].value.kinds))
    }
  }

  private func asked(_ kinds: Set<ProposalKind>) -> [ProposalKind] { ProposalKind.allCases.filter(kinds.contains) }

  private mutating func check(_ conditions: [Condition?], of kinds: [ProposalKind]) {
    for condition in conditions.compactMap({ $0 }) {
      condition.forEachMatcher { matcher, _ in
        let field = matcher.field.value
        let owners = self.kinds(having: field)
        guard let lacking = kinds.first(where: { !owners.contains($0) }) else { return }
        report(.fieldOfOtherKind(field, lackedBy: lacking), at: matcher.field.span ?? matcher.span)
      }
    }
  }

  private func kinds(having field: String) -> Set<ProposalKind> {
    if let field = ProposalField(rawValue: field) { return field.kinds }
    guard let id = names.attributes[field] else { return Set(ProposalKind.allCases) }
    return names.attributes.table[id].value.proposalKinds
  }
}

extension Rule {
  /// The kinds of proposal that it speaks of.
  var kinds: Set<ProposalKind> { Set((deny ?? require ?? oblige)?.value.map(\.value) ?? []) }
}

extension Attribute {
  /// The kinds of proposal that it is a field of; none where tools and workflows alone have it.
  var proposalKinds: Set<ProposalKind> {
    Set(
      on.compactMap { owner in
        switch owner.value {
        case .pilot: .pilot
        case .action: .action
        case .tool, .workflow: nil
        }
      })
  }
}
