import Description
import PolicyBasics
import PolicyChecker
import PolicyLanguage
import ProposalCoding
package import SourceText

extension DiagnosticKind {
  package static let withinProhibited = DiagnosticKind(
    code: "within-prohibited", severity: .error,
    explanation:
      "A prohibited class of data cannot be allowed at all. A part of it, or what also counts as it, is prohibited too: else it could be allowed under another name.",
    bad: """
      data:
        student-health: {title: Health records, sensitivity: prohibited}
        nurse-notes: {title: Notes of the nurse, within: student-health, sensitivity: 1️⃣internal}
      rules:
        no-records:
          deny: [pilot, action]
          when: {data: student-health}
          because: Records stay in the office.
          source: [Board policy 3245]
      """,
    good: """
      data:
        student-health: {title: Health records, sensitivity: prohibited}
        nurse-notes: {title: Notes of the nurse, within: student-health}
      rules:
        no-records:
          deny: [pilot, action]
          when: {data: student-health}
          because: Records stay in the office.
          source: [Board policy 3245]
      """)
}

extension Message {
  static func withinProhibited(_ id: String, within prohibited: String) -> Message {
    Message(
      .withinProhibited, "\(name: id) lies within \(name: prohibited), which is prohibited, and is not",
      label: "not prohibited", help: "say `sensitivity: prohibited`, or let it lie elsewhere")
  }

  static func isAlsoProhibited(_ id: String, also prohibited: String) -> Message {
    Message(
      .withinProhibited, "\(name: id) is also \(name: prohibited), which is prohibited, and is not",
      label: "not prohibited", help: "say `sensitivity: prohibited`, or take \(name: prohibited) out of `also`")
  }
}

extension GraphChecks {
  /// S11: what lies within a prohibited class, or is also one, is prohibited. Asked of each step up: where all of them
  /// agree, the whole way does.
  mutating func findClassesWithinProhibited() {
    let sensitivities = names.sensitivities()
    for id in names.data.table.ids {
      guard let own = sensitivities[id], own != .prohibited else { continue }
      let declaration = names.data.table[id]
      let place = declaration.value.sensitivity?.span ?? declaration.span
      if let up = prohibited(among: [declaration.value.within].compactMap { $0 }, sensitivities) {
        report(.withinProhibited(declaration.id, within: up.id), at: place, notes: [note(up)])
      } else if let up = prohibited(among: declaration.value.also ?? [], sensitivities) {
        report(.isAlsoProhibited(declaration.id, also: up.id), at: place, notes: [note(up)])
      }
    }
  }

  private func prohibited(
    among references: [Reference<DataClasses>], _ sensitivities: Table<DataClassID, Sensitivity?>
  ) -> Declaration<DataClass>? {
    for reference in references {
      if let id = names.resolve(reference), sensitivities[id] == .prohibited { return names.data.table[id] }
    }
    return nil
  }

  private func note(_ prohibited: Declaration<DataClass>) -> Note {
    Note("\(name: prohibited.id) is prohibited", at: prohibited.value.sensitivity?.span ?? prohibited.span)
  }
}
