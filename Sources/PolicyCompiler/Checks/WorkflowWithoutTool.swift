import Description
import PolicyBasics
import PolicyLanguage
import ProposalCoding
package import SourceText

extension DiagnosticKind {
  package static let workflowWithoutTool = DiagnosticKind(
    code: "workflow-without-tool", severity: .warning,
    explanation:
      "A list that a workflow leaves out allows nothing: without a tool no proposal can follow it. Only a proposed workflow needs none.",
    bad: exampleWorkflow(
      mark: "1️⃣", without: "tools",
      besides: """
        rules:
          assistant-for-staff:
            deny: [pilot]
            when: {tool: assistant, autonomy: autonomous}
            because: A person stays with it.
            source: [Board policy 3245]
        """),
    good: exampleWorkflow())
}

extension Message {
  static func workflowWithoutTool(_ id: String) -> Message {
    Message(
      .workflowWithoutTool, "the workflow \(name: id) names no tool, so no proposal can follow it",
      label: "with which tool?",
      help: "add `tools`, or leave the workflow `proposed` until there is one")
  }
}

extension GraphChecks {
  mutating func findWorkflowsWithoutTool() {
    for workflow in names.workflows.table.elements
    where workflow.value.isOpenToProposals && workflow.value.tools == nil && !states("tools", workflow) {
      report(.workflowWithoutTool(workflow.id), at: workflow.span)
    }
  }
}
