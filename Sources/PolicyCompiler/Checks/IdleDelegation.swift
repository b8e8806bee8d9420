import Description
import PolicyBasics
import PolicyChecker
import PolicyLanguage
import ProposalCoding
package import SourceText

extension DiagnosticKind {
  package static let idleDelegation = DiagnosticKind(
    code: "idle-delegation", severity: .error,
    explanation:
      "Somebody can lend a role only to another person, and only on days on which they hold it by a holding of their own: this delegation would never give anybody anything.",
    bad: """
      roles: {technology-director: {title: Director of technology}, clerk: {title: Clerk}}
      people:
        m.diaz:
          holds: [{role: clerk, from: 2024-07-01}]
          delegates: [{role: 1️⃣technology-director, to: k.ng, from: 2026-10-05, until: 2026-10-09}]
        k.ng: {holds: [{role: clerk, from: 2025-01-01}]}
      """,
    good: """
      roles: {technology-director: {title: Director of technology}, clerk: {title: Clerk}}
      people:
        m.diaz:
          holds: [{role: technology-director, from: 2024-07-01}]
          delegates: [{role: technology-director, to: k.ng, from: 2026-10-05, until: 2026-10-09}]
        k.ng: {holds: [{role: clerk, from: 2025-01-01}]}
      """)
}

extension Message {
  static func delegatedToOneself(_ person: String) -> Message {
    Message(
      .idleDelegation, "\(name: person) delegates a role to themselves", label: "the same person",
      help: "name the person who holds it meanwhile")
  }

  static func delegatedNotHeld(_ person: String, _ role: String) -> Message {
    Message(
      .idleDelegation, "\(name: person) holds \(name: role) on none of these days", label: "not held",
      help: "correct the role or the days, or add the holding; what was received by a delegation is not passed on")
  }
}

extension GraphChecks {
  /// S27.
  mutating func findIdleDelegations() {
    var held = HeldRoles(names)
    defer { reportLimit(of: held) }
    for id in names.people.table.ids {
      let person = names.people.table[id]
      for delegation in person.value.delegates ?? [] {
        if names.resolve(delegation.to) == id {
          report(.delegatedToOneself(person.id), at: delegation.to.span)
          continue
        }
        guard names.resolve(delegation.role) != nil, delegation.from.span != nil, delegation.until.span != nil,
          delegation.from.value <= delegation.until.value
        else { continue }
        let isIdle = held.days(of: delegation, by: id).isEmpty
        guard held.exceededLimit == nil else { return }
        if isIdle { report(.delegatedNotHeld(person.id, delegation.role.id), at: delegation.role.span) }
      }
    }
  }
}
