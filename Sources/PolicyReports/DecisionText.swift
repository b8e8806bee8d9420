import PolicyBasics
package import PolicyChecker
import SourceText

/// A decision as a person of the committee reads it: the verdict first, then what stands in the way in order of hardness,
/// last what would make it allowed.
package struct DecisionText {
  private let decision: Decision
  private let paint: Paint
  private var paragraphs: Paragraphs

  package init(_ decision: Decision, paint: Paint, width: Int) {
    self.decision = decision
    self.paint = paint
    paragraphs = Paragraphs(width: width)
  }

  package consuming func text() -> String {
    addVerdict()
    for (index, reason) in decision.reasons.prefix(DecisionText.mostReasons).enumerated() {
      add(reason, number: index + 1)
    }
    addReasonsNotShown()
    addObligations()
    addExceptions()
    addTimeline()
    addRemedies()
    return paragraphs.text
  }

  /// More than a person reads: JSON has them all.
  private static let mostReasons = 100

  private mutating func addReasonsNotShown() {
    let left = decision.reasons.count - DecisionText.mostReasons
    guard left > 0 else { return }
    paragraphs.addBlank()
    paragraphs.add("\(left) more reasons not shown", indent: 2)
  }

  // MARK: Verdict

  private mutating func addVerdict() {
    let what = "\(decision.kind.rawValue) \(visible(decision.name))"
    let reference = decision.reference.map { " · \(visible($0))" } ?? ""
    let file = decision.file.map { " · \(visible($0))" } ?? ""
    let verdict: String =
      switch (decision.effect, decision.reasonClass) {
      case (.allow, _): paint.good("ALLOWED")
      case (.deny, .missingApproval?): paint.soft("DENIED")
      case (.deny, _): paint.bad("DENIED")
      }
    paragraphs.addVerbatim("\(verdict)  \(what)\(reference)\(file)")
    switch decision.reasonClass {
    case nil: paragraphs.add(holds, indent: 2)
    case .invalid?: paragraphs.add("Invalid: the proposal cannot be read as one.", indent: 2)
    case .forbidden?: paragraphs.add("Forbidden, as of \(decision.asOf).", indent: 2)
    case .notCovered?:
      paragraphs.add(
        "Not covered, as of \(decision.asOf): nobody has approved or refused it. The committee can be asked.", indent: 2
      )
    case .missingInformation?: paragraphs.add("Information is missing, as of \(decision.asOf).", indent: 2)
    case .missingApproval?:
      paragraphs.add("Approval is missing, as of \(decision.asOf); nothing else stands in the way.", indent: 2)
    }
  }

  private var holds: String {
    guard let holds = decision.holds else { return "As of \(decision.asOf)." }
    guard let until = holds.until else { return "From \(holds.from) on; nothing that is known ends it." }
    let end = holds.ends.isEmpty ? "" : "; then: \(holds.ends.map { visible($0) }.joined(separator: ", "))"
    return "From \(holds.from) until \(until)\(end)."
  }

  // MARK: Reasons

  private mutating func add(_ reason: Decision.Reason, number: Int) {
    paragraphs.addBlank()
    let subject = reason.subject.map { reason.rule == $0 ? "" : " (\(visible($0)))" } ?? ""
    let title = reason.title.map { ": \(visible($0))" } ?? ""
    paragraphs.add("\(number). \(paint.bold(visible(reason.code)))\(subject)\(title)", indent: 2, hanging: 3)
    if let because = reason.because { paragraphs.add(visible(because), indent: 5) }
    if reason.message != reason.because { paragraphs.add(visible(reason.message), indent: 5) }
    let facts = reason.facts.map { fact in
      let standing = fact.standing == .verified ? " (policy)" : fact.place.map { " (line \($0.line))" } ?? ""
      return "\(fact.field): \(visible(fact.value))\(standing)"
    }
    if !facts.isEmpty { paragraphs.add(facts.joined(separator: " · "), indent: 5) }
    var origin: [String] = []
    if let place = reason.place { origin.append("\(visible(place.file)):\(place.line)") }
    origin += reason.source.map { visible($0) }
    if !origin.isEmpty { paragraphs.add("stands in " + origin.joined(separator: " · "), indent: 5) }
    if decision.kind == .pilot, decision.reasonClass != .invalid, reason.from != reason.until {
      paragraphs.add("from \(reason.from) to \(reason.until)", indent: 5)
    }
  }

  // MARK: What goes with it

  private mutating func addObligations() {
    guard !decision.obligations.isEmpty else { return }
    paragraphs.addBlank()
    paragraphs.add("Duties:", indent: 2)
    for duty in decision.obligations {
      let by = duty.by.map { " by \(visible($0))" } ?? ""
      let due = duty.due.map { " (\($0))" } ?? ""
      paragraphs.add(
        "- \(duty.state.rawValue): \(visible(duty.task)) \(duty.deadline)\(due)\(by) [\(visible(duty.rule))]",
        indent: 4, hanging: 2)
    }
  }

  private mutating func addExceptions() {
    for exception in decision.exceptions {
      paragraphs.addBlank()
      let until = exception.until.map { " until \($0)" } ?? ""
      paragraphs.add(
        "The exception \(visible(exception.id)), granted by \(visible(exception.grantedBy)), lifts \(visible(exception.rule))\(until).",
        indent: 2)
    }
    for trial in decision.trials {
      paragraphs.addBlank()
      paragraphs.add("On trial until \(trial.until): \(visible(trial.rule)) would speak against it.", indent: 2)
    }
  }

  private mutating func addTimeline() {
    guard decision.timeline.count > 1 else { return }
    paragraphs.addBlank()
    paragraphs.add("Day by day:", indent: 2)
    for run in decision.timeline {
      let why = run.reasons.isEmpty ? "" : ": \(run.reasons.map { visible($0) }.joined(separator: ", "))"
      paragraphs.add(
        "\(run.from) to \(run.until) \(run.effect == .allow ? "allowed" : "denied")\(why)", indent: 4, hanging: 2)
    }
  }

  // MARK: Remedies

  private mutating func addRemedies() {
    guard decision.effect == .deny else { return }
    let remedies = decision.together?.remedies ?? decision.reasons.flatMap(\.remedies)
    let lines = remedies.compactMap { line(for: $0) }
    guard !lines.isEmpty else { return }
    paragraphs.addBlank()
    paragraphs.add(decision.together?.then == .allow ? "What would make this allowed:" : "What would help:", indent: 2)
    var seen = Set<String>()
    for (words, verbatim) in lines.prefix(DecisionText.mostReasons) where seen.insert(words + (verbatim ?? "")).inserted
    {
      paragraphs.add("- \(words)", indent: 4, hanging: 2)
      if let verbatim { paragraphs.addVerbatim(verbatim, indent: 6) }
    }
  }

  private func line(for remedy: Remedy) -> (String, String?)? {
    switch remedy {
    case .addApproval(let role, let holders, let on, let content):
      return (
        "add the approval of \(visible(role))\(held(holders)):",
        "- {role: \(visible(role)), by: …, on: \(on), content: \(content)}"
      )
    case .addReview(let role, let holders, let step):
      let named = step.map { "step: \(visible($0)), " } ?? ""
      return ("add the review of \(visible(role))\(held(holders)):", "- {\(named)role: \(visible(role)), by: …}")
    case .attest(let duty, let role, let on):
      return (
        "do what \(visible(duty)) asks for\(role.map { " (as \(visible($0)))" } ?? "") and attest it:",
        "- {duty: \(visible(duty)), by: …, on: \(on)}"
      )
    case .stateField(let field): return ("state \(visible(field))", nil)
    case .removeValue(let field, let value): return ("leave \(visible(value)) out of \(visible(field))", nil)
    case .setField(let field, let value): return ("set \(visible(field)) to \(visible(value))", nil)
    case .waitUntil(let day): return ("propose it again on \(day)", nil)
    case .askCommittee(let about): return ("ask the committee about \(visible(about))", nil)
    case .changePolicy(let by):
      return ("only a change of the policy helps\(by.map { "; \(visible($0)) can decide it" } ?? "")", nil)
    case .none: return ("no change of the proposal was found that helps", nil)
    }
  }

  private func held(_ holders: [String]) -> String {
    holders.isEmpty ? "" : ", held today by \(holders.map { visible($0) }.joined(separator: ", "))"
  }
}
