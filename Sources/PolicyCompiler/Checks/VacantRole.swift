import Description
import PolicyBasics
import PolicyChecker
import PolicyLanguage
import ProposalCoding
package import SourceText

extension DiagnosticKind {
  package static let vacantRole = DiagnosticKind(
    code: "vacant-role", severity: .warning,
    explanation:
      "A role that answers for a workflow or reviews its outputs is held by somebody on each of its days; on a day without one nothing that needs it can be released.",
    bad: exampleWorkflow(["owner": "1️⃣clerk"], until: "2026-12-31"),
    good: exampleWorkflow())
}

extension Message {
  static func vacantRole(_ role: String, of workflow: String, on day: Day) -> Message {
    Message(
      .vacantRole, "nobody holds \(name: role) on \(day), a day of the workflow \(name: workflow)",
      label: "vacant from \(day)", help: "add who holds it then under `people`, acting where nobody is appointed yet")
  }
}

extension GraphChecks {
  /// Of each workflow that is approved or in pilot, the first day from the day of the check on that somebody who owns or
  /// reviews is missing, by a step of its own or by one that all its actions owe; at whatever site. A delegation adds nothing: the delegator holds the role on its days.
  mutating func findVacantRoles() {
    guard let asOf, !names.people.isEmpty else { return }
    var held = [RoleID: [Period]]()
    for person in names.people.table.elements {
      for holding in person.value.holds ?? [] {
        guard let role = names.resolve(holding.role) else { continue }
        held[role, default: []].append(Period(from: holding.from?.value, until: holding.until?.value))
      }
    }
    var days: [RoleID: [Period]] = [:]
    let always = names.rules.table.elements.map(\.value).filter(\.reviewsEveryAction).flatMap { $0.review ?? [] }
    for workflow in names.workflows.table.elements where workflow.value.isOpenToProposals {
      let effective = workflow.value.effective?.period ?? .always
      guard let judged = effective.intersection(Period(from: asOf)) else { continue }
      var asked = Set<RoleID>()
      let steps = (workflow.value.review ?? []) + stepsOfTiers(of: workflow.value) + always
      for reference in [workflow.value.owner].compactMap({ $0 }) + steps.map(\.by) {
        guard let role = names.resolve(reference), asked.insert(role).inserted else { continue }
        let holders = days[role] ?? including(role).flatMap { held[$0] ?? [] }
        days[role] = holders
        if let day = HeldRoles.firstDay(of: judged, outside: holders) {
          // A step of a tier or rule is asked for by many workflows: said once.
          report(
            .vacantRole(reference.id, of: workflow.id, on: day), at: reference.span,
            cause: "\(reference.span.source.rawValue):\(reference.span.start)")
        }
      }
    }
  }

  /// Those that the tier which holds for all asks for, and the workflow's own.
  private func stepsOfTiers(of workflow: Workflow) -> [ReviewStep] {
    let own = workflow.tier.flatMap { names.resolve($0) }
    return names.tiers.table.ids.filter { $0 == own || names.tiers.table[$0].value.when == nil }
      .flatMap { names.tiers.table[$0].value.review ?? [] }
  }

  /// The role and those that include it, on and on.
  private func including(_ role: RoleID) -> [RoleID] {
    var seen: Set<NodeID> = [graph.node(role)]
    var open = [graph.node(role)]
    while let node = open.popLast() {
      for edge in graph.edges(to: node) where graph.edges[edge].kind == .includes {
        let other = graph.edges[edge].from
        if graph.nodes[other].kind == .role, seen.insert(other).inserted { open.append(other) }
      }
    }
    let base = graph.node(RoleID(rawValue: 0)).rawValue
    return seen.map { RoleID(rawValue: $0.rawValue - base) }.sorted()
  }
}
