import Description
import DocumentTree
import PolicyBasics
import PolicyChecker
import PolicyLanguage
import ProposalCoding
package import SourceText

extension DiagnosticKind {
  package static let agreementEndsFirst = DiagnosticKind(
    code: "agreement-ends-first", severity: .warning,
    explanation:
      "Where the vendor's agreement has ended, or there is none, nothing may go into the tool: the workflow that uses it stands still on those days.",
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

  static func agreementBeginsLater(_ tool: String, on start: Day, workflow: String, from day: Day) -> Message {
    Message(
      .agreementEndsFirst,
      "the agreement for \(name: tool) begins on \(start), and the workflow \(name: workflow) is in effect from \(day) on",
      label: "begins later", help: "let the workflow begin with the agreement")
  }

  static func withoutAgreement(_ tool: String, workflow: String) -> Message {
    Message(
      .agreementEndsFirst,
      "\(name: tool) has no agreement, and nothing may go into it for the workflow \(name: workflow)",
      label: "without agreement", help: "add the tool's `agreement`, or name another tool")
  }
}

extension GraphChecks {
  /// Of workflows with a last day; those that have none go on for as long as there are agreements. An agreement that begins
  /// later matters from the day of the check on: one that was renewed began late enough once.
  mutating func findAgreementsThatEndFirst() {
    for workflow in names.workflows.table.elements where workflow.value.isOpenToProposals {
      let effective = workflow.value.effective
      let ahead = asOf.flatMap { effective?.period.intersection(Period(from: $0)) }
      for reference in workflow.value.tools?.references ?? [] {
        guard let id = names.resolve(reference) else { continue }
        let tool = names.tools.table[id].value
        guard let agreement = tool.agreement else {
          // One that could not be read is there all the same.
          let isStated = names.tools.table[id].states("agreement")
          if !isStated, tool.status.value == .approved || tool.status.value == .pilotOnly {
            report(.withoutAgreement(reference.id, workflow: workflow.id), at: reference.span)
          }
          continue
        }
        if let until = effective?.until?.value, let end = agreement.until, end.value < until {
          report(
            .agreementEndsFirst(reference.id, on: end.value, workflow: workflow.id, until: until), at: reference.span,
            notes: end.span.map { [Note("the agreement ends here", at: $0)] } ?? [])
        }
        if effective?.from != nil, let first = ahead?.from, let start = agreement.from, start.value > first {
          report(
            .agreementBeginsLater(reference.id, on: start.value, workflow: workflow.id, from: first),
            at: reference.span, notes: start.span.map { [Note("the agreement begins here", at: $0)] } ?? [])
        }
      }
    }
  }
}

extension Declaration {
  /// Whether something stands under a key, in whatever set.
  fileprivate func states(_ key: String) -> Bool {
    ([node].compactMap { $0 } + below).contains { $0.entry(for: key) != nil }
  }
}
