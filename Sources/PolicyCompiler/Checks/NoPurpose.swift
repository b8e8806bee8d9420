import Description
import PolicyBasics
import PolicyChecker
import PolicyLanguage
package import SourceText

extension DiagnosticKind {
  package static let noPurpose = DiagnosticKind(
    code: "no-purpose", severity: .error,
    explanation:
      "Where a set has purposes, a tool is used for those of its agreement: a workflow that states none could never be used.",
    bad: """
      purposes: {board-support: {title: Preparing the meetings of the board}}
      rules:
        for-the-board:
          deny: [action]
          when: {purpose: board-support, autonomy: autonomous}
          because: A person prepares the meetings of the board.
          source: [Board policy 3245]
      workflows:
        1️⃣minutes: {title: Minutes, status: proposed, autonomy: assist-draft, impact: none}
      """,
    good: """
      purposes: {board-support: {title: Preparing the meetings of the board}}
      workflows:
        minutes: {title: Minutes, status: proposed, autonomy: assist-draft, impact: none, purpose: board-support}
      """)
}

extension Message {
  static func noPurpose(_ id: String, purposes: [String]) -> Message {
    Message(
      .noPurpose, "the workflow \(name: id) states no purpose, and the set has purposes",
      label: "what for?", help: "add `purpose`: \(list: purposes, joinedBy: "or")")
  }
}

extension GraphChecks {
  /// S23: a workflow states `purpose` where the set declares purposes; a refused one carries nothing and needs none.
  mutating func findMissingPurposes() {
    let purposes = names.purposes.table.elements
    guard let first = purposes.map(\.span).min(by: { $0.precedes($1) }) else { return }
    for workflow in names.workflows.table.elements
    where workflow.value.purpose == nil && workflow.value.status.value != .refused {
      report(
        .noPurpose(workflow.id, purposes: purposes.map(\.id)), at: workflow.span,
        notes: [Note("the purposes are declared here", at: first)])
    }
  }
}
