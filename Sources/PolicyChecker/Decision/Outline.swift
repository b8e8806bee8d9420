package import PolicyBasics
import SourceText

extension CompiledPolicy {
  /// Decides without words: effect, class, reasons by code, subject and days, duties, exceptions, trials, how long it
  /// holds. No message, place, fact or remedy is made.
  package func outline(_ prepared: PreparedProposal, asOf: Day? = nil, withHolds: Bool = true) -> Decision {
    Explanation(storage, prepared, judge(prepared, asOf: asOf)).outline(withHolds: withHolds)
  }
}

extension Explanation {
  func outline(withHolds: Bool) -> Decision {
    var decision = Decision()
    decision.kind = facts.kind
    decision.name = proposal.name.value
    decision.asOf = judgement.asOf
    decision.effect = judgement.effect
    decision.reasonClass = judgement.reasonClass
    decision.reasons = judgement.reasons.map { key, holding in
      Decision.Reason(
        code: tables.code(of: key.code, kind: facts.kind), reasonClass: holding.reasonClass,
        subject: tables.text(of: key.subject), message: "", notes: [], source: [], from: holding.first,
        until: holding.last,
        facts: [], remedies: [])
    }
    decision.exceptions = exceptions()
    decision.trials = trials()
    guard prepared.isValid else { return decision }
    decision.timeline = facts.kind == .pilot ? timeline() : []
    if withHolds { decision.holds = holds() }
    if decision.effect == .allow { decision.obligations = obligations() }
    return decision
  }
}
