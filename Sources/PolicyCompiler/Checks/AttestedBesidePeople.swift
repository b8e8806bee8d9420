import Description
import PolicyBasics
import PolicyLanguage
package import SourceText

extension DiagnosticKind {
  package static let attestedBesidePeople = DiagnosticKind(
    code: "attested-beside-people", severity: .error,
    explanation:
      "`role-holders: attested` believes whoever states a role. Beside a list of who holds which role it would make that list worth nothing.",
    bad: .set(
      .init(
        "policy.yaml",
        """
        policy:
          id: example
          title: Example district
          version: 1.0.0
          language: 1
          time-zone: America/Los_Angeles
          role-holders: 1️⃣attested
        roles: {clerk: {title: Clerk}}
        people: {j.lee: {holds: [{role: clerk}]}}

        """)),
    good: .set(
      .init(
        "policy.yaml",
        """
        policy:
          id: example
          title: Example district
          version: 1.0.0
          language: 1
          time-zone: America/Los_Angeles
        roles: {clerk: {title: Clerk}}
        people: {j.lee: {holds: [{role: clerk}]}}

        """)))
}

extension Message {
  static func attestedBesidePeople() -> Message {
    Message(
      .attestedBesidePeople, "`role-holders: attested` stands beside `people`", label: "one of the two",
      help: "take it out, or take `people` out")
  }
}

extension GraphChecks {
  /// S28.
  mutating func findAttestedBesidePeople() {
    guard let attested = head?.roleHolders, let person = names.people.table.elements.first else { return }
    report(
      .attestedBesidePeople(), at: attested.span ?? .nowhere, notes: [Note("a person is listed here", at: person.span)])
  }
}
