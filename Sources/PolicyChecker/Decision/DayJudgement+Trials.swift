import PolicyBasics
import SourceText

// S20: a rule on trial is listed with what it would have done, and not decided upon.

extension DayJudgement {
  /// What a rule on trial would do, but for whether the signatures that it asks for are there.
  func tryOut(
    _ asker: GuardID, _ test: GuardTest, of id: RuleID, _ truth: Truth, _ context: DayFacts, _ result: inout DayReasons
  ) {
    func would(_ codes: some Sequence<ReasonCode>) { result.trials[id, default: []].formUnion(codes) }
    guard truth != .failed else { return would([.gate(.evaluation)]) }
    switch test {
    case .formula(let formula, _):
      let absent = truth == .yes ? [] : context.absentFacts(in: formula)
      if truth == .yes { would([.rule(id)]) }
      if !absent.isEmpty { would(absent.map { .missing($0) }) }
    case .always: would([.rule(id)])
    case .demand(_, let demand, let before):
      if let asking = asking(asker, demand, before) { result.askingOnTrial[id, default: []].append(asking) }
    case .duty: if !isDone(id, on: day) { would(isDue(tables.rules[id]) ? [.gate(.duty)] : []) }
    case .uncovered, .owed, .lapsed, .unknownElements, .rolesHeld, .ownerHeld, .measures, .stopWhen, .pilotDays,
      .pilotAllowed:
      break
    }
  }
}
