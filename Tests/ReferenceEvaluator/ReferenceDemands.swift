import PolicyBasics
import PolicyChecker

// What must be signed (S21, S35, S51), and what rules on trial would have asked for (S20).

extension ReferenceDay {
  typealias Needed = [(demand: ReferenceDemand, isStep: Bool)]

  private func need(_ demand: ReferenceDemand, isStep: Bool, _ found: inout Needed) {
    if let index = found.firstIndex(where: { $0.demand == demand }) {
      found[index].isStep = found[index].isStep || isStep
    } else {
      found.append((demand, isStep))
    }
  }

  private func need(_ steps: [ReferenceStep], _ found: inout Needed) {
    for step in steps {
      let isDue = rank(step.before) <= rank(facts.stage)
      coverage?.note("step before \(step.before)", isDue ? .yes : .no)
      if isDue { need(step.demand, isStep: true, &found) }
    }
  }

  /// S35, S51: what must be signed, each once, and whether it is a step of review; S20: what each rule on trial would ask
  /// for.
  func demands(_ result: inout ReferenceReasons) -> (inForce: Needed, onTrial: [(rule: String, own: Needed)]) {
    var found: Needed = []
    var onTrial: [(rule: String, own: Needed)] = []
    // S25: its tier and every lower one.
    let owed = tier.flatMap { policy.tierOrder.firstIndex(of: $0) }.map { policy.tiers[...$0] } ?? []
    switch facts.kind {
    case .pilot:
      for demand in facts.openWorkflow?.approvals ?? [] { need(demand, isStep: false, &found) }
      for demand in owed.flatMap(\.approvals) { need(demand, isStep: false, &found) }
    case .action:
      need(facts.openWorkflow?.steps ?? [], &found)
      for tier in owed { need(tier.steps, &found) }
    }
    for rule in policy.rules {
      var own: Needed = []
      switch rule.effect {
      case .review(let steps): if facts.kind == .action { need(steps, &own) }
      case .approvals(let demands): for demand in demands { need(demand, isStep: false, &own) }
      case .deny, .duty: continue
      }
      switch standing(of: rule, &result) {
      case .nothing: break
      case .effect, .unknown: for entry in own { need(entry.demand, isStep: entry.isStep, &found) }
      case .onTrial(.failed): result.trials[rule.id] = ["evaluation"]
      case .onTrial: onTrial.append((rule.id, own))
      }
    }
    for invariant in policy.invariants where invariant.kinds.contains(facts.kind) {
      guard let demands = invariant.without else { continue }
      let answer = answer(invariant.when)
      coverage?.note("invariant without", answer)
      if answer == .failed { result.add("evaluation", invariant.id, .forbidden) }
      guard answer == .yes || answer == .unknown else { continue }
      for demand in demands where demand.kind == .approval || facts.kind == .action {
        need(demand, isStep: false, &found)
      }
    }
    return (found, onTrial)
  }

  /// S20: the reasons for which the demands of a rule on trial would be, beside what is asked for already.
  func tryOut(_ rule: String, _ own: Needed, beside inForce: Needed, _ result: inout ReferenceReasons) {
    var all = inForce
    for entry in own { need(entry.demand, isStep: entry.isStep, &all) }
    var tried = ReferenceReasons()
    ReferenceDay(policy, facts, asOf: asOf, day: day).judgeSignatures(all, &tried)
    var codes = Set<String>()
    for entry in own {
      let code = entry.demand.kind == .review ? "review" : "approval"
      if tried.all[ReferenceReasons.Key(code: code, subject: entry.demand.text)] != nil { codes.insert(code) }
    }
    let dualRole = ReferenceReasons.Key(code: "dual-role", subject: nil)
    if tried.all[dualRole] != nil, result.all[dualRole] == nil { codes.insert("dual-role") }
    if !codes.isEmpty { result.trials[rule] = codes }
  }
}
