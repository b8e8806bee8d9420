import PolicyBasics
import SourceText

/// What holds of a proposal over all judged days: reasons with their days, runs of days with the same reasons.
struct Judgement {
  let asOf: Day
  /// First and last judged day.
  let days: ClosedRange<Day>
  /// The longest runs of judged days with the same reasons, in order.
  private(set) var runs: [Run] = []
  /// Each reason once, with its class and the first and last day that it holds on (S4).
  private(set) var reasons: [ReasonKey: Holding] = [:]
  private(set) var exceptions: Set<ExceptionID> = []
  /// Rules on trial, with the codes of the reasons that they would give (S20).
  private(set) var trials: [RuleID: Set<ReasonCode>] = [:]
  private(set) var duties: Set<RuleID> = []

  struct Run {
    var days: ClosedRange<Day>
    var reasons: [ReasonKey: ReasonClass]
  }

  struct Holding {
    var reasonClass: ReasonClass
    var first: Day
    var last: Day
  }

  var effect: Effect { reasons.isEmpty ? .allow : .deny }
  var reasonClass: ReasonClass? { reasons.values.map(\.reasonClass).min() }

  /// - Parameters:
  ///   - asOf: the given as-of day; `nil` for the action's own day, or `today`.
  init(_ policy: CompiledPolicy.Storage, _ prepared: PreparedProposal, asOf given: Day?, today: Day) {
    let facts = prepared.facts
    // S1
    let asOf = given ?? facts.actionDay ?? today
    self.asOf = asOf
    guard prepared.isValid else {
      days = asOf...asOf
      hold(ReasonKey(.gate(.invalid)), .invalid, asOf...asOf)
      return
    }

    // S2
    var extra: [ReasonKey: ReasonClass] = [:]
    switch facts.kind {
    case .action:
      let day = facts.actionDay ?? asOf
      days = day...day
      if day != asOf, !policy.faults.contains(.dayDiffersIsIgnored) {
        extra[ReasonKey(.gate(.dayDiffers))] = .forbidden
      }
    case .pilot:
      if let starts = facts.starts, let ends = facts.ends {
        if max(starts, asOf) <= ends {
          days = max(starts, asOf)...ends
        } else {
          days = asOf...asOf
          extra[ReasonKey(.gate(.pilotOver))] = .forbidden
        }
      } else {
        days = asOf...asOf
      }
    }

    for segment in Changes(policy).segments(of: days, for: prepared) {
      let onlyFirst = policy.faults.contains(.pilotsAreJudgedOnTheirFirstDay)
      let day = onlyFirst ? days.lowerBound : segment.lowerBound
      var judged = DayJudgement(policy: policy, prepared: prepared, asOf: asOf, day: day).judge()
      for (key, reasonClass) in extra { judged.add(key, reasonClass) }
      for (key, reasonClass) in judged.reasons { hold(key, reasonClass, segment) }
      exceptions.formUnion(judged.exceptions)
      trials.merge(judged.trials) { $0.union($1) }
      duties.formUnion(judged.duties)
      if let last = runs.indices.last, runs[last].reasons == judged.reasons {
        runs[last].days = runs[last].days.lowerBound...segment.upperBound
      } else {
        runs.append(Run(days: segment, reasons: judged.reasons))
      }
    }
  }

  private mutating func hold(_ key: ReasonKey, _ reasonClass: ReasonClass, _ days: ClosedRange<Day>) {
    if let known = reasons[key] {
      reasons[key] = Holding(
        reasonClass: min(known.reasonClass, reasonClass), first: min(known.first, days.lowerBound),
        last: max(known.last, days.upperBound))
    } else {
      reasons[key] = Holding(reasonClass: reasonClass, first: days.lowerBound, last: days.upperBound)
    }
  }
}

/// The days on which an answer can change: nothing does between two of them, so one day is judged for all.
struct Changes {
  private let policy: CompiledPolicy.Storage

  init(_ policy: CompiledPolicy.Storage) { self.policy = policy }

  func segments(of days: ClosedRange<Day>, for prepared: PreparedProposal) -> [ClosedRange<Day>] {
    let starts = [days.lowerBound] + changes(after: days.lowerBound, through: days.upperBound, for: prepared)
    return starts.indices.map { index in
      let end = index + 1 < starts.count ? starts[index + 1].adding(days: -1) : days.upperBound
      return starts[index]...end
    }
  }

  /// In order, each once.
  func changes(after first: Day, through last: Day, for prepared: PreparedProposal) -> [Day] {
    guard first < last else { return [] }
    var result = Set(policy.tables.changes.filter { $0 > first && $0 <= last })
    func add(_ facts: ProposalFacts) {
      for day in ownChanges(facts) where day > first && day <= last { result.insert(day) }
    }
    add(prepared.facts)
    if let pilot = prepared.facts.pilot { add(policy.pilots[pilot.index].facts) }
    return result.sorted()
  }

  /// Days of the proposal's own: signatures and what lapses after them, duties and how long they last.
  private func ownChanges(_ facts: ProposalFacts) -> [Day] {
    var result: [Day] = []
    func add(_ day: Day?) { if let day { result += [day, day.adding(days: 1)] } }
    add(facts.starts)
    add(facts.ends)
    for on in Set(facts.signatures.compactMap(\.on)) {
      add(on)
      add(policy.tables.switches.approvalsLapse?.end(after: on))
    }
    for attestation in facts.attestations {
      add(attestation.on)
      if let on = attestation.on { add(policy.tables.rules[attestation.rule].duty?.lasts?.end(after: on)) }
    }
    return result
  }
}
