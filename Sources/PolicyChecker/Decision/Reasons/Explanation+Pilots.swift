import PolicyBasics
import SourceText

// Gates of pilots: their limits, what they measure, and the register.

extension Explanation {
  func explainPilot(_ gate: Gate, _ subject: Subject, _ reason: inout Decision.Reason) {
    if let workflow = facts.workflow.id { reason.place = place(tables.workflows[workflow].named.place) }
    switch gate {
    case .limitDuration:
      shows(.duration, &reason)
      let stated = facts.starts.flatMap { starts in facts.ends.map { TimeSpan.days($0 - starts + 1).description } }
      explainLimit("the pilot lasts \(stated ?? "too long")", gate, &reason)
    case .limitSites:
      shows(.sites, &reason)
      explainLimit("the pilot runs at \(facts.siteCount) sites", gate, &reason)
    case .limitParticipants:
      shows(.participants, &reason)
      explainLimit("the pilot has \(facts.participants ?? 0) participants", gate, &reason)
    case .measures: explainMeasures(&reason)
    case .stopWhen:
      reason.message = "`stop-when` is not stated: a pilot of \(workflowName) says what would stop it early"
    case .follows:
      let name = quoted(proposal.follows?.value ?? "")
      let pilot = facts.follows.map { tables.pilots[$0] }
      if let pilot { reason.place = place(pilot.named.place) }
      if let stopped = pilot?.proposal.stopped?.value {
        reason.message = "the pilot \(name), on which this one builds, was stopped on \(stopped)"
      } else if let verdict = pilot?.proposal.verdict?.value {
        reason.message =
          "the pilot \(name), on which this one builds, ended with the verdict \(quoted(verdict.rawValue))"
      } else {
        reason.message = "the pilot \(name), on which this one builds, has no verdict yet"
      }
      reason.facts = proposal.follows.map { [fact("follows", $0.value, $0.span)] } ?? []
    case .pilotBounds: explainBounds(subject, &reason)
    case .pilotDenied:
      if let pilot = facts.pilot { reason.place = place(tables.pilots[pilot].named.place) }
      reason.message = "the registered pilot \(quoted(proposal.pilot?.value ?? "")) is itself denied on this day"
      reason.notes = deniedPilot(on: reason.from)
      shows(.inPilot, &reason)
    case .pilotOver:
      reason.place = nil
      reason.message = "the pilot ended on \(facts.ends?.description ?? ""), before \(judgement.asOf)"
      shows(.ends, &reason)
    case .workflowStatus, .workflowEdited, .workflowDates, .workflowSites, .usedBy, .data, .audience, .material, .tool,
      .element, .materialLapsed, .autonomy, .impact, .tier, .toolStatus, .toolEdited, .agreementDates, .agreementData,
      .agreementPurpose, .ownerVacant, .roleNotHeld, .dualRole, .dayDiffers, .review, .approval, .duty, .evaluation,
      .invalid, .missing:
      break
    }
  }

  /// Why the registered pilot is denied: its own reasons, by code and subject.
  private func deniedPilot(on day: Day) -> [String] {
    guard let pilot = facts.pilot else { return [] }
    let denial = judged(on: day).denial(of: pilot)
    let reasons = tables.sorted(denial.keys, kind: .pilot).map { key in
      quoted(tables.code(of: key.code, kind: .pilot)) + (tables.text(of: key.subject).map { " of \(quoted($0))" } ?? "")
    }
    let shown = reasons.prefix(Explanation.mostListed).joined(separator: ", ")
    let more = reasons.count > Explanation.mostListed ? " and \(reasons.count - Explanation.mostListed) more" : ""
    return ["the pilot's own reasons are \(shown)\(more)"]
  }

  private func explainLimit(_ stated: String, _ gate: Gate, _ reason: inout Decision.Reason) {
    let most: String =
      switch self.most(of: gate) {
      case .number(let number)?: number.description
      case .span(let span)?: span.description
      case .word?, .flag?, .day?, nil: "fewer"
      }
    reason.message = "\(stated), and the workflow \(workflowName) allows \(most)"
  }

  private func explainMeasures(_ reason: inout Decision.Reason) {
    var asksBaseline = false
    var beforeStart = false
    for rule in facts.openWorkflow.map({ tables.index.workflow[$0] }) ?? [] {
      if case .measures(let baseline, let before) = tables.guards[rule].test {
        (asksBaseline, beforeStart) = (baseline, before)
      }
    }
    let baseline =
      beforeStart
      ? ", a target and a baseline from before its start" : asksBaseline ? ", a target and a baseline" : " and a target"
    reason.message = "`measures` lacks what a pilot of \(workflowName) needs: a metric\(baseline)"
    var measures: [Decision.FactShown] = []
    for measure in proposal.measures ?? [] {
      guard let metric = measure.metric else { continue }
      var parts: [String] = []
      if measure.target == nil { parts.append("no target") }
      if asksBaseline, measure.baseline == nil { parts.append("no baseline") }
      if beforeStart, measure.baseline != nil {
        parts.append(measure.measured?.until.map { "baseline measured until \($0.value)" } ?? "no days of measuring")
      }
      measures.append(
        fact("measures", metric.value + (parts.isEmpty ? "" : " (\(parts.joined(separator: ", ")))"), metric.span))
    }
    reason.facts += measures.sorted { $0.value.precedes($1.value) }
  }

  private func explainBounds(_ subject: Subject, _ reason: inout Decision.Reason) {
    let name = quoted(proposal.pilot?.value ?? "")
    guard let pilot = facts.pilot else { return }
    let entry = tables.pilots[pilot]
    reason.place = place(entry.named.place)
    reason.facts = proposal.pilot.map { [fact("pilot", $0.value, $0.span)] } ?? []
    switch subject {
    case .item(.data, _):
      reason.message = "the data class \(quoted(reason.subject ?? "")) is not in the registered pilot \(name)"
      showOrigin(of: subject, &reason)
    case .item(.audiences, _):
      reason.message = "the audience \(quoted(reason.subject ?? "")) is not in the registered pilot \(name)"
      shows(.audiences, &reason)
    case .item(.materials, _):
      reason.message = "the material \(quoted(reason.subject ?? "")) is not in the registered pilot \(name)"
      shows(.materials, &reason)
    case .item(.sites, _):
      reason.message = "the site \(quoted(reason.subject ?? "")) is not in the registered pilot \(name)"
      shows(.sites, &reason)
    case .none, .element, .role, .demand, .rule, .tier:
      let what = differences(from: entry.proposal)
      reason.message =
        "the action is not inside the registered pilot \(name)"
        + (what.isEmpty ? "" : ": \(what.joined(separator: ", "))")
    }
  }

  /// What of an action lies outside the registered pilot, of all that is one value.
  private func differences(from pilot: Proposal) -> [String] {
    let day = judgement.days.lowerBound
    var result: [String] = []
    if let stopped = pilot.stopped?.value, stopped <= day { result.append("it was stopped on \(stopped)") }
    if let starts = pilot.starts?.value, day < starts { result.append("it starts on \(starts)") }
    if let ends = pilot.ends?.value, day > ends { result.append("it ended on \(ends)") }
    if let tool = proposal.tool, tool != pilot.tool {
      result.append("its tool is \(quoted(pilot.tool?.value ?? "none"))")
    }
    if let workflow = proposal.workflow, workflow != pilot.workflow {
      result.append("its workflow is \(quoted(pilot.workflow?.value ?? "none"))")
    }
    if let autonomy = facts.autonomy, pilot.autonomy.map({ autonomy > $0.value }) ?? true {
      result.append("its autonomy is \(quoted(pilot.autonomy?.value.rawValue ?? "not stated"))")
    }
    if let impact = facts.impact, pilot.impact.map({ impact > $0.value }) ?? true {
      result.append("its impact is \(quoted(pilot.impact?.value.rawValue ?? "not stated"))")
    }
    return result
  }
}
