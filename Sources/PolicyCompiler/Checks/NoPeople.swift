import Description
import PolicyBasics
import PolicyLanguage
package import SourceText

extension DiagnosticKind {
  package static let noPeople = DiagnosticKind(
    code: "no-people", severity: .warning,
    explanation:
      "Without `people` nobody holds a role, so nobody can sign, and nothing is asked about who does: vacancies, separate roles, delegations.",
    isOfWholeSets: true,
    bad: """
      roles: {1️⃣superintendent: {title: Superintendent}}
      rules:
        superintendent-signs:
          require: [pilot]
          approvals: [superintendent]
          because: Somebody answers for each pilot.
          source: [Board policy 3245]
      """,
    good: """
      roles: {superintendent: {title: Superintendent}}
      people: {e.vasquez: {holds: [{role: superintendent, from: 2023-07-01}]}}
      rules:
        superintendent-signs:
          require: [pilot]
          approvals: [superintendent]
          because: Somebody answers for each pilot.
          source: [Board policy 3245]
      """)
}

extension Message {
  /// - Parameter isLayered: whether the set extends another one, whose head has to say the same.
  static func noPeople(isLayered: Bool) -> Message {
    Message(
      .noPeople, "the set has roles and no people: nobody holds one, and nothing was asked about holders",
      label: "held by nobody",
      help: isLayered
        ? "add `people`, or have every layer's head say `role-holders: attested`"
        : "add `people`, or say `role-holders: attested` in the head")
  }
}

extension GraphChecks {
  /// One warning for the set; a head that says `role-holders: attested` has decided to do without.
  mutating func findNoPeople() {
    guard names.people.isEmpty, head?.roleHolders == nil else { return }
    let roles = names.roles.table.elements.map(\.span) + names.committees.table.elements.map(\.span)
    if let first = roles.min(by: { $0.precedes($1) }) { report(.noPeople(isLayered: head?.extends != nil), at: first) }
  }
}
