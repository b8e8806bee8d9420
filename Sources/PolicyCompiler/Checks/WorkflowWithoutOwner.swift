import Description
import PolicyBasics
import PolicyChecker
import PolicyLanguage
package import SourceText

extension DiagnosticKind {
  package static let workflowWithoutOwner = DiagnosticKind(
    code: "workflow-without-owner", severity: .warning,
    explanation: "A workflow that nobody answers for is looked after by nobody: its duties fall to no role.",
    bad: exampleWorkflow(mark: "1️⃣", without: "owner"),
    good: exampleWorkflow())
}

extension Message {
  static func workflowWithoutOwner(_ id: String) -> Message {
    Message(
      .workflowWithoutOwner, "the workflow \(name: id) has no owner", label: "whose is it?",
      help: "add `owner` and the role that answers for it")
  }
}

extension GraphChecks {
  mutating func findWorkflowsWithoutOwner() {
    for workflow in names.workflows.table.elements
    where workflow.value.isOpenToProposals && workflow.value.owner == nil && !states("owner", workflow) {
      report(.workflowWithoutOwner(workflow.id), at: workflow.span)
    }
  }
}

extension GraphChecks {
  /// Whether something stands under a key of a workflow, whatever it was read as.
  func states(_ key: String, _ workflow: Declaration<Workflow>) -> Bool {
    workflow.states(key, besides: workflow.value.attributes.isEmpty ? [] : names.attributes.table.elements.map(\.id))
  }
}

extension Workflow {
  /// Whether proposals may follow it: it is approved, or in pilot.
  var isOpenToProposals: Bool {
    switch status.value {
    case .approved, .pilot: true
    case .proposed, .suspended, .refused, .retired: false
    }
  }
}
