import PolicyBasics
package import PolicyChecker
package import SourceText

/// A decision as a person of the committee reads it: the verdict first, then what stands in the way in order of hardness,
/// last what would make it allowed.
package struct DecisionText {
  private let decision: Decision
  private let paint: Paint
  /// Where it was said already why the proposal cannot be read.
  private let finding: Location?
  private var paragraphs: Paragraphs

  /// - Parameter finding: where a finding stands that was shown directly before and says why the proposal cannot be read;
  ///   it is not said again.
  package init(_ decision: Decision, paint: Paint, width: Int, finding: Location? = nil) {
    self.decision = decision
    self.paint = paint
    self.finding = decision.reasonClass == .invalid ? finding : nil
    paragraphs = Paragraphs(width: width)
  }

  package consuming func text() -> String {
    addVerdict()
    addReasons()
    addObligations()
    addExceptions()
    addTimeline()
    RemedyText(decision, paint: paint).add(to: &paragraphs)
    return paragraphs.text
  }

  /// What stands in the way alone.
  package consuming func reasons() -> String {
    if let seen { paragraphs.add(seen, indent: 2) }
    addReasons()
    return paragraphs.text
  }

  private var seen: String? {
    finding.map { "See the finding above (\(visible($0.file)):\($0.line))." }
  }

  private mutating func addReasons() {
    guard finding == nil else { return }
    for (index, reason) in decision.reasons.prefix(DecisionText.mostReasons).enumerated() {
      add(reason, number: index + 1)
    }
    addReasonsNotShown()
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
    let what = decision.name.isEmpty ? "proposal" : "\(decision.kind.rawValue) \(visible(decision.name))"
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
    case .invalid?:
      let invalid = "Invalid: it cannot be read as a proposal, so nothing else was looked at."
      paragraphs.add([invalid, seen].compactMap(\.self).joined(separator: " "), indent: 2)
    case .forbidden?: paragraphs.add("Forbidden, as of \(decision.asOf).", indent: 2)
    case .notCovered?:
      paragraphs.add(
        "Not covered, as of \(decision.asOf): nobody has approved or refused it. The committee can be asked.", indent: 2
      )
    case .missingInformation?: paragraphs.add("Information is missing, as of \(decision.asOf).", indent: 2)
    case .missingApproval?:
      paragraphs.add("Approval is missing, as of \(decision.asOf). Nothing else stands in the way.", indent: 2)
    }
    if decision.effect == .deny, let until = decision.holds?.until, decision.kind == .action {
      paragraphs.add("As it is, it would be allowed from \(until.adding(days: 1)) on.", indent: 2)
    }
  }

  private var holds: String {
    guard let holds = decision.holds else { return "As of \(decision.asOf)." }
    guard let until = holds.until else { return "From \(holds.from) on; nothing that is known today ends it." }
    let days = until == holds.from ? "On \(until)." : "From \(holds.from) to \(until)."
    guard !holds.ends.isEmpty else { return days }
    let ends = holds.ends.map { visible($0) }.joined(separator: ", ")
    return "\(days) From \(until.adding(days: 1)) on it would be denied: \(ends)."
  }

  // MARK: Reasons

  private mutating func add(_ reason: Decision.Reason, number: Int) {
    paragraphs.addBlank()
    let mark = "\(number). "
    // Under the first words, however wide the number is.
    let indent = 2 + mark.count
    let isRule = reason.rule == reason.code
    var words: [String] = isRule ? [] : [sentence(reason.message)]
    if isRule || reason.rule != nil, let title = reason.title { words.append(sentence(title)) }
    if let because = reason.because { words.append(sentence(because)) }
    if words.isEmpty { words.append(sentence(reason.message)) }
    paragraphs.add(mark + paint.bold(words[0]), indent: 2, hanging: mark.count)
    for word in words.dropFirst() { paragraphs.add(word, indent: indent) }
    for note in reason.notes { paragraphs.add(sentence(note), indent: indent) }
    addFacts("proposal:", reason.facts.filter { $0.standing == .attested }, indent)
    addFacts("policy:", reason.facts.filter { $0.standing == .verified }, indent)
    if hasOwnDays(reason) { paragraphs.add("days: \(reason.from) to \(reason.until)", indent: indent, hanging: 2) }
    var origin = [visible(reason.code)]
    if let rule = reason.rule, rule != reason.code { origin.append(visible(rule)) }
    if let place = reason.place { origin.append("\(visible(place.file)):\(place.line)") }
    origin += reason.source.map { visible($0) }
    paragraphs.add(paint.dim("[\(origin.joined(separator: " · "))]"), indent: indent, hanging: 1)
  }

  private mutating func addFacts(_ title: String, _ facts: [Decision.FactShown], _ indent: Int) {
    guard !facts.isEmpty else { return }
    let shown = facts.map { fact in
      "\(visible(fact.field)) \(visible(fact.value))\(fact.place.map { " (line \($0.line))" } ?? "")"
    }
    paragraphs.add("\(title) \(shown.joined(separator: " · "))", indent: indent, hanging: 2)
  }

  /// Whether a reason of a pilot holds on some of its days alone.
  private func hasOwnDays(_ reason: Decision.Reason) -> Bool {
    guard decision.kind == .pilot, let first = decision.timeline.first, let last = decision.timeline.last else {
      return false
    }
    return reason.from != first.from || reason.until != last.until
  }

  // MARK: What goes with it

  private mutating func addObligations() {
    guard !decision.obligations.isEmpty else { return }
    paragraphs.addBlank()
    paragraphs.add("Duties that come with it", indent: 2)
    for duty in decision.obligations {
      let due = duty.state == .done ? "" : duty.due.map { ", due \($0)" } ?? ""
      let by = duty.by.map { "by \(visible($0)), " } ?? ""
      paragraphs.add(
        "- \(duty.state.rawValue)\(due): \(visible(duty.task)) (\(by)\(visible(duty.deadline)))", indent: 4, hanging: 2)
      paragraphs.add(paint.dim("[\(visible(duty.rule))]"), indent: 6)
    }
  }

  private mutating func addExceptions() {
    for exception in decision.exceptions {
      paragraphs.addBlank()
      let until = exception.until.map { ", until \($0)" } ?? ""
      paragraphs.add(
        "The exception `\(visible(exception.id))`, granted by `\(visible(exception.grantedBy))`, lifts the rule `\(visible(exception.rule))`\(until).",
        indent: 2)
    }
    for trial in decision.trials {
      paragraphs.addBlank()
      paragraphs.add(
        "The rule `\(visible(trial.rule))` is on trial until \(trial.until): it would \(effect(of: trial)), and does not count yet.",
        indent: 2)
    }
  }

  private func effect(of trial: Decision.Trial) -> String {
    guard !trial.reasons.isEmpty else { return "bring a duty here" }
    return "deny this (\(trial.reasons.map { "`\(visible($0))`" }.joined(separator: ", ")))"
  }

  private mutating func addTimeline() {
    guard decision.timeline.count > 1 else { return }
    paragraphs.addBlank()
    paragraphs.add("Day by day", indent: 2)
    for run in decision.timeline {
      let why = run.reasons.isEmpty ? "" : ": \(run.reasons.map { visible($0) }.joined(separator: ", "))"
      paragraphs.add(
        "\(run.from) to \(run.until) \(run.effect == .allow ? "allowed" : "denied")\(why)", indent: 4, hanging: 2)
    }
  }
}

/// A clause as a sentence; a name in backticks at its beginning stays as it is.
func sentence(_ clause: String) -> String {
  // A policy's own words come in lines, and with their own end.
  let words = visible(clause, keepingLines: true).split { $0 == "\n" || $0 == " " }.joined(separator: " ")
  guard let last = words.last else { return "" }
  let end = ".!?".contains(last) ? "" : "."
  return words.prefix(1).uppercased() + words.dropFirst() + end
}
