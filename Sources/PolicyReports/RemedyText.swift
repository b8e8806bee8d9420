import PolicyBasics
import PolicyChecker
import SourceText

/// What would make a denied proposal allowed, or would help, with the lines to add and who can give what is missing.
struct RemedyText {
  private let decision: Decision
  private let paint: Paint

  init(_ decision: Decision, paint: Paint) {
    self.decision = decision
    self.paint = paint
  }

  /// A remedy in words, and what to paste where.
  private struct Entry {
    var words: String
    var lines: [String] = []
  }

  func add(to paragraphs: inout Paragraphs) {
    guard decision.effect == .deny, decision.reasonClass != .invalid else { return }
    if let together = decision.together, together.then == .allow {
      addWhole(together, to: &paragraphs)
    } else {
      addByReason(to: &paragraphs)
    }
  }

  // MARK: All at once

  private func addWhole(_ together: Decision.Together, to paragraphs: inout Paragraphs) {
    paragraphs.addBlank()
    paragraphs.add(paint.bold("What would make this allowed"), indent: 2)
    for remedy in together.remedies { add(entry(for: remedy), "- ", to: &paragraphs) }
    guard !together.checked else { return }
    let signs = together.remedies.contains { remedy in
      switch remedy {
      case .addApproval, .addVote: true
      case .addReview, .attest, .stateField, .removeValue, .setField, .waitUntil, .askCommittee, .changePolicy, .none:
        false
      }
    }
    paragraphs.add(
      "It depends on what is stated."
        + (signs
          ? " Check again then: signatures are for the text with these facts in it, and take their `content` from there."
          : ""),
      indent: 4)
  }

  // MARK: Reason by reason

  private func addByReason(to paragraphs: inout Paragraphs) {
    var shown: [(numbers: [Int], remedies: [Remedy])] = []
    for (index, reason) in decision.reasons.enumerated() where !reason.remedies.isEmpty {
      if let same = shown.firstIndex(where: { $0.remedies == reason.remedies }) {
        shown[same].numbers.append(index + 1)
      } else {
        shown.append(([index + 1], reason.remedies))
      }
    }
    guard !shown.isEmpty else { return }
    paragraphs.addBlank()
    paragraphs.add(paint.bold("What would help"), indent: 2)
    for group in shown {
      let numbers = group.numbers.map { String($0) }.joined(separator: ", ")
      if group.remedies.count == 1 {
        add(entry(for: group.remedies[0]), "\(numbers): ", to: &paragraphs)
      } else {
        paragraphs.add("\(numbers): all of these together", indent: 4)
        for remedy in group.remedies { add(entry(for: remedy), "- ", indent: 6, to: &paragraphs) }
      }
    }
    for vacant in decision.missing.approvals where vacant.isVacant {
      let who = vacant.holders.isEmpty ? "Nobody" : "Not everybody who is needed"
      paragraphs.add("\(who) can sign as `\(visible(vacant.role))` today.", indent: 4)
    }
  }

  private func add(_ entry: Entry, _ mark: String, indent: Int = 4, to paragraphs: inout Paragraphs) {
    paragraphs.add(mark + entry.words, indent: indent, hanging: mark.count)
    for line in entry.lines { paragraphs.addVerbatim(line, indent: indent + 4) }
  }

  // MARK: One remedy

  private func entry(for remedy: Remedy) -> Entry {
    switch remedy {
    case .addApproval(let role, let holders, let acting, let on, let content):
      return Entry(
        words: "the approval of \(name(role)), \(held(holders, acting)); under `approvals`:",
        lines: ["- {role: \(visible(role)), by: …, on: \(on), content: \(content ?? "…")}"])
    case .addVote(let committee, let yes, let recused, let on, let content, let replaces):
      let seats = yes.map { "{role: \(visible($0.role)), by: …}" }.joined(separator: ", ")
      let aside = recused.map { "{role: \(visible($0.role)), by: \(visible($0.by))}" }.joined(separator: ", ")
      let who = yes.map { "\(name($0.role)) (\(people($0.holders, $0.acting)))" }
      return Entry(
        words:
          "a vote of \(name(committee)) that carries, for instance with yes from \(who.joined(separator: ", ")); under `approvals`\(replaces ? ", in place of the earlier vote" : ""):",
        lines: [
          "- committee: \(visible(committee))", "  on: \(on)", "  content: \(content ?? "…")", "  yes: [\(seats)]",
          // Who stepped aside from the earlier vote does not come back by a remedy.
          "  no: []", "  abstain: []", "  recused: [\(aside)]",
        ])
    case .addReview(let role, let holders, let acting, let step):
      let named = step.map { "step: \(visible($0)), " } ?? ""
      return Entry(
        words: "the review by \(name(role)), \(held(holders, acting)); under `reviewed-by`:",
        lines: ["- {\(named)role: \(visible(role)), by: …}"])
    case .attest(let duty, let role, let holders, let acting, let on):
      let who = role.map { " (\(name($0)), \(held(holders, acting)))" } ?? ""
      return Entry(
        words: "do what the duty \(name(duty)) asks for\(who), and say so under `attested`:",
        lines: ["- {duty: \(visible(duty)), by: …, on: \(on)}"])
    case .stateField(let field):
      return Entry(words: field == "measures" ? "state in `measures` what is asked for" : "state \(name(field))")
    case .removeValue(let field, let value): return Entry(words: "leave \(name(value)) out of \(name(field))")
    case .setField(let field, let value): return Entry(words: "set \(name(field)) to \(visible(value))")
    case .waitUntil(let day):
      return Entry(words: decision.kind == .action ? "wait until \(day)" : "propose it again on \(day)")
    case .askCommittee(let field, let value, let workflow):
      let what = value.map { asked(field, $0) } ?? "what the policy leaves open: \(name(field))"
      return Entry(words: "ask the committee about \(what)\(workflow.map { " in the workflow \(name($0))" } ?? "")")
    case .changePolicy(let by):
      return Entry(
        words:
          "no change of the proposal helps, only one of the policy\(by.map { "; \(name($0)) can decide it" } ?? "")")
    case .none(let because):
      return Entry(
        words: because.map { "no change was found that helps: \(visible($0))" }
          ?? "no change of up to three fields or signatures was found that helps")
    }
  }

  private func name(_ text: String) -> String { "`\(visible(text))`" }

  /// A value that nobody has decided on, with what it is.
  private func asked(_ field: String, _ value: String) -> String {
    switch (field, value) {
    case ("tool", "unlisted"): "a tool that the policy does not know"
    case ("workflow", "unlisted"): "a use that the policy does not know"
    case ("data", _): "the class \(name(value))"
    case ("elements", _): "the element \(name(value))"
    case ("audiences", _): "the audience \(name(value))"
    case ("materials", _): "the material \(name(value))"
    case ("sites", _): "the site \(name(value))"
    default: "the \(visible(field)) \(name(value))"
    }
  }

  private func held(_ holders: [String], _ acting: [String]) -> String {
    holders.isEmpty ? "whoever holds the role" : "held today by \(people(holders, acting))"
  }

  private func people(_ holders: [String], _ acting: [String]) -> String {
    holders.map { acting.contains($0) ? "\(visible($0)) (acting)" : visible($0) }.joined(separator: ", ")
  }
}
