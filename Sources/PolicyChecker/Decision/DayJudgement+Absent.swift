import PolicyBasics
import SourceText

// S12: an absent fact counts against the proposal, named: where a rule is in force that would perhaps not be, were the fact
// stated, and where no signature counts for want of it (S32).

extension DayJudgement {
  /// The facts for want of which alone a reason stands on the day; once they are stated it may be gone. Those of
  /// `missing.` reasons are not among them: they are the reason.
  func absentFacts(behind key: ReasonKey) -> [Fact] {
    let context = DayFacts(policy, facts, on: day)
    switch (key.code, key.subject) {
    case (.gate(.approval), .demand(let demand)), (.gate(.review), .demand(let demand)):
      let askers = asked().asking.filter { $0.demand == demand }.map { absentFacts(behind: $0.asker, context) }
      // Somebody asks for it whatever is stated.
      let isCertain = askers.contains([])
      return unique((isCertain ? [] : askers.flatMap { $0 }) + unknownToSigners)
    case (.gate(.duty), .rule(let rule)), (.rule(let rule), _):
      return unique(
        guards().filter { tables.guards[$0].origin == .rule(rule) }.flatMap { absentFacts(behind: $0, context) })
    case (.gate(.tier), _):
      guard let most = facts.openWorkflow.flatMap({ tables.workflows[$0].tier }),
        let above = tables.tiers.ids.first(where: { $0 > most })
      else { return [] }
      return unique(context.absentFacts(behind: above))
    case (.gate, _), (.missing, _): return []
    }
  }

  /// The facts for want of which alone a guard asks for a signature or a duty, or a rule's tier is reached.
  func absentFacts(behind asker: GuardID) -> [Fact] {
    absentFacts(behind: asker, DayFacts(policy, facts, on: day))
  }

  private func absentFacts(behind asker: GuardID, _ context: DayFacts) -> [Fact] {
    let guarding = tables.guards[asker]
    if case .tier(let tier) = guarding.origin { return unique(context.absentFacts(behind: tier)) }
    switch guarding.test {
    case .demand(let formula?, _, _), .duty(let formula?), .formula(let formula, _):
      return unique(context.absentFacts(behindTruthOf: formula))
    case .always, .demand(nil, _, _), .duty(nil), .uncovered, .owed, .lapsed, .unknownElements, .rolesHeld, .ownerHeld,
      .measures, .stopWhen, .pilotDays, .pilotAllowed:
      return []
    }
  }

  /// S32: while one of these is absent, no signature counts.
  var unknownToSigners: [Fact] {
    var result: [Fact] = []
    if facts.person == nil { result.append(facts.requesterIsStated ? .requesterPerson : .requester) }
    if facts.tool.isAbsent { result.append(.tool) }
    return result
  }

  private func unique(_ facts: [Fact]) -> [Fact] {
    var seen = Set<Fact>()
    return facts.filter { seen.insert($0).inserted }
  }
}

extension DayFacts {
  /// The facts for want of which alone the proposal is in this tier or a higher one (S25).
  func absentFacts(behind tier: TierID) -> [Fact] {
    if let certainTier, certainTier >= tier { return [] }
    return tables.tiers.ids.filter { $0 >= tier }
      .flatMap { tables.tiers[$0].formula.map { openFacts(in: $0) } ?? [] }
  }

  /// The facts for want of which a formula counts: those that could decide it, where it is unknown, and those of the tiers,
  /// where it holds in this tier alone.
  func absentFacts(behindTruthOf formula: FormulaID) -> [Fact] {
    let own = openFacts(in: formula)
    guard let tier, tier != certainTier, inTier(certainTier).evaluate(formula) == .no else { return own }
    return own + absentFacts(behind: tier)
  }
}
