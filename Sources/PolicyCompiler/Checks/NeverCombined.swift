import Description
import PolicyBasics
import PolicyLanguage
import ProposalCoding
package import SourceText

extension DiagnosticKind {
  package static let neverCombined = DiagnosticKind(
    code: "never-combined", severity: .error,
    explanation:
      "`may-combine` lets one person count in two roles for one proposal. Of roles that are kept separate, and of a role and itself, that contradicts what else is said.",
    bad: """
      roles:
        privacy-officer:
          title: Privacy officer
          separate-from: [technology-director]
          may-combine: [1️⃣technology-director]
        technology-director: {title: Director of technology}
      """,
    good: """
      roles:
        privacy-officer: {title: Privacy officer, separate-from: [technology-director], may-combine: [records-officer]}
        technology-director: {title: Director of technology}
        records-officer: {title: Records officer}
      """)
}

extension Message {
  static func combinedWithSeparate(_ role: String, _ other: String) -> Message {
    Message(
      .neverCombined, "\(name: role) may combine with \(name: other), and the two are separate", label: "separate",
      help: "take it out here, or out of `separate-from`")
  }

  static func combinedWithItself(_ role: String) -> Message {
    Message(
      .neverCombined, "\(name: role) may combine with itself", label: "the role itself",
      help: "name the role that may count together with it")
  }
}

extension GraphChecks {
  /// S27, S36: roles are separate although only one of the two says so.
  mutating func findNeverCombined() {
    let roles = names.roles.table
    for id in roles.ids {
      for reference in roles[id].value.mayCombine ?? [] {
        guard let other = names.resolve(reference) else { continue }
        if other == id {
          report(.combinedWithItself(roles[id].id), at: reference.span)
          continue
        }
        let separate =
          roles[id].value.separateFrom?.first { $0.id == roles[other].id }
          ?? roles[other].value.separateFrom?.first { $0.id == roles[id].id }
        if let separate {
          report(
            .combinedWithSeparate(roles[id].id, roles[other].id), at: reference.span,
            notes: [Note("that they are separate stands here", at: separate.span)])
        }
      }
    }
  }
}
