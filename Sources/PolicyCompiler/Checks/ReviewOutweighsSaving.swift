import Description
import PolicyBasics
import PolicyChecker
import PolicyLanguage
import ProposalCoding
package import SourceText

extension DiagnosticKind {
  package static let reviewOutweighsSaving = DiagnosticKind(
    code: "review-outweighs-saving", severity: .warning,
    explanation:
      "A workflow whose reviews take longer than the tool saves costs the district time, whatever else it brings.",
    bad: exampleWorkflow(["effort": "1️⃣{today: 30 minutes, with-ai: 25 minutes}"]),
    good: exampleWorkflow())
}

extension Message {
  static func reviewOutweighsSaving(_ workflow: String, review: TimeSpan, saving: TimeSpan?) -> Message {
    guard let saving else {
      return Message(
        .reviewOutweighsSaving, "one piece of \(name: workflow) takes no less time with the tool than today",
        label: "saves nothing", help: "correct the figures, or say with `because` what the workflow is for")
    }
    return Message(
      .reviewOutweighsSaving, "reviewing one piece of \(name: workflow) takes \(review), and the tool saves \(saving)",
      label: "costs more", help: "shorten the steps of review, or correct the figures")
  }
}

extension GraphChecks {
  /// Volume times (today − with-ai) against volume times the effort of all steps; the volume is the same.
  mutating func findReviewsThatCostMore() {
    for declaration in names.workflows.table.elements where declaration.value.isOpenToProposals {
      let workflow = declaration.value
      guard let effort = workflow.effort, case .seconds(let today)? = effort.today?.value.span,
        case .seconds(let withAI)? = effort.withAI?.value.span
      else { continue }
      let review = (workflow.review ?? []).reduce(0) { sum, step in
        guard case .seconds(let seconds)? = step.effort?.value.span else { return sum }
        let (total, overflow) = sum.addingReportingOverflow(seconds)
        return overflow ? .max : total
      }
      let saving = today - withAI
      guard saving <= 0 || review > saving else { continue }
      report(
        .reviewOutweighsSaving(
          declaration.id, review: .seconds(review), saving: saving > 0 ? .seconds(saving) : nil),
        at: effort.span == .nowhere ? declaration.span : effort.span)
    }
  }
}
