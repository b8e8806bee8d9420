import Description
import PolicyBasics
import PolicyChecker
import PolicyLanguage
import ProposalCoding
package import SourceText

extension DiagnosticKind {
  package static let agreementEndsFirst = DiagnosticKind(
    code: "agreement-ends-first", severity: .warning,
    explanation:
      "Once the vendor's agreement has ended, nothing may go into the tool any more: the workflow that uses it would stand still for the rest of its days.",
    bad: exampleWorkflow(["effective": "{from: 2026-08-01, until: 2027-07-31}", "tools": "[1️⃣assistant]"]),
    good: exampleWorkflow())
}

extension Message {
  static func agreementEndsFirst(_ tool: String, on end: Day, workflow: String, until: Day) -> Message {
    Message(
      .agreementEndsFirst,
      "the agreement for \(name: tool) ends on \(end), and the workflow \(name: workflow) goes on until \(until)",
      label: "ends first", help: "renew the agreement, or let the workflow end with it")
  }
}

extension GraphChecks {
  /// Of workflows with a last day; those that have none go on for as long as there are agreements.
  mutating func findAgreementsThatEndFirst() {
    for workflow in names.workflows.table.elements where workflow.value.isOpenToProposals {
      guard let until = workflow.value.effective?.until?.value else { continue }
      for reference in workflow.value.tools?.references ?? [] {
        guard let id = names.resolve(reference) else { continue }
        let tool = names.tools.table[id].value
        guard let end = tool.agreement?.until, end.value < until else { continue }
        report(
          .agreementEndsFirst(reference.id, on: end.value, workflow: workflow.id, until: until), at: reference.span,
          notes: end.span.map { [Note("the agreement ends here", at: $0)] } ?? [])
      }
    }
  }
}
