import Description
import PolicyBasics
import PolicyChecker
import PolicyLanguage
import ProposalCoding
package import SourceText

extension DiagnosticKind {
  package static let prohibitedAllowed = DiagnosticKind(
    code: "prohibited-allowed", severity: .error,
    explanation:
      "A prohibited class of data cannot be allowed by any workflow or agreement, neither by its own name nor by that of a class that it lies within.",
    bad: """
      data:
        student-pii: {title: Student records, sensitivity: restricted}
        student-health: {title: Health records, within: student-pii, sensitivity: prohibited}
      tools:
        assistant:
          title: Assistant
          status: requested
          agreement: {until: 2027-06-30, data: [1️⃣student-pii]}
      """,
    good: """
      data:
        student-pii: {title: Student records, sensitivity: restricted}
        student-health: {title: Health records, within: student-pii, sensitivity: prohibited, named-only: true}
      rules:
        no-records:
          deny: [pilot, action]
          when: {data: student-pii}
          because: Records stay in the office.
          source: [Board policy 3245]
      tools:
        assistant:
          title: Assistant
          status: requested
          agreement: {until: 2027-06-30, data: [student-pii]}
      """)
}

extension Message {
  static func prohibitedAllowed(_ id: String, covers prohibited: String) -> Message {
    id == prohibited
      ? Message(
        .prohibitedAllowed, "\(name: id) is prohibited, and is allowed here", label: "prohibited",
        help: "take it out of the list")
      : Message(
        .prohibitedAllowed, "\(name: id) covers \(name: prohibited), which is prohibited", label: "covers it",
        help: "mark \(name: prohibited) as `named-only: true`, or name the other classes one by one")
  }
}

extension GraphChecks {
  /// S11: a workflow or agreement covers no prohibited class.
  mutating func findProhibitedData() {
    // For each class the first prohibited one that naming it covers: each prohibited class marks the way up.
    var covers: [DataClassID: DataClassID] = [:]
    let sensitivities = names.sensitivities()
    for id in names.data.table.ids where sensitivities[id] == .prohibited {
      var current: DataClassID? = id
      // Where somebody has marked the way on, the rest of it is marked too; so each step is taken once.
      while let here = current, covers[here] == nil {
        covers[here] = id
        let value = names.data.table[here].value
        current = value.namedOnly?.value == true ? nil : value.within.flatMap { names.resolve($0) }
      }
    }
    guard !covers.isEmpty else { return }
    let workflows = names.workflows.table.elements.map { $0.value.data?.classes ?? [] }
    let agreements = names.tools.table.elements.map { $0.value.agreement?.data ?? [] }
    for list in workflows + agreements {
      for reference in list {
        guard let id = names.resolve(reference), let prohibited = covers[id] else { continue }
        let declaration = names.data.table[prohibited]
        report(
          .prohibitedAllowed(reference.id, covers: declaration.id), at: reference.span,
          notes: [Note("\(name: declaration.id) is declared here", at: declaration.span)])
      }
    }
  }
}
