import Description
import PolicyBasics
import PolicyLanguage
import SourceText

extension PolicyHead {
  /// This head on top of another (S65): switches hold where both say so, the shorter lapse holds, and what is counted or
  /// dated holds at its tightest; everything else is as this set says.
  func extending(_ base: PolicyHead) -> PolicyHead {
    var result = self
    if base.roleHolders == nil { result.roleHolders = nil }
    if base.unboundApprovals == nil { result.unboundApprovals = nil }
    if base.moreWorkflows == nil { result.moreWorkflows = nil }
    result.approvalsLapse = tightest(approvalsLapse, base.approvalsLapse) { TimeSpan.shorter($0, $1) }
    result.reviewBy = tightest(reviewBy, base.reviewBy) { min($0, $1) }
    result.pilotsAtOnce = tightest(pilotsAtOnce, base.pilotsAtOnce) { min($0, $1) }
    result.answerWithin = answerWithin ?? base.answerWithin
    return result
  }

  /// What this head says and is not heard: a switch that one of the sets below does not say, a bound wider than theirs.
  ///
  /// - Parameters:
  ///   - base: what holds below.
  ///   - heads: the heads below, each as it stands in its own set, the nearest first.
  func unheard(over base: PolicyHead, heads: [PolicyHead]) -> Diagnostics {
    var result = Diagnostics()
    func check<Value>(_ key: String, _ path: KeyPath<PolicyHead, Located<Value>?>) {
      guard let own = self[keyPath: path], let silent = heads.first(where: { $0[keyPath: path] == nil }) else { return }
      result.report(
        .unheardSwitch(key, base: silent.id.value.text), at: own.span ?? span,
        notes: [Note("this head does not say so", at: silent.id.span ?? silent.span)])
    }
    check("role-holders", \.roleHolders)
    check("unbound-approvals", \.unboundApprovals)
    check("more-workflows", \.moreWorkflows)

    let merged = extending(base)
    func compare<Value: Equatable>(
      _ key: String, _ path: KeyPath<PolicyHead, Located<Value>?>, _ words: (Value) -> String
    ) {
      guard let own = self[keyPath: path], let holds = merged[keyPath: path], own.value != holds.value,
        let below = base[keyPath: path]
      else { return }
      result.report(
        .unheardBound(key, words(own.value), holds: words(holds.value)), at: own.span ?? span,
        notes: [Note("the base says \(name: words(below.value)) here", at: below.span ?? base.span)])
    }
    compare("approvals-lapse", \.approvalsLapse) { $0.description }
    compare("review-by", \.reviewBy) { $0.description }
    compare("pilots-at-once", \.pilotsAtOnce) { String($0) }
    return result
  }

  /// The first where both are the same; where one is left out, the other.
  private func tightest<Value: Equatable>(
    _ own: Located<Value>?, _ base: Located<Value>?, _ choose: (Value, Value) -> Value
  ) -> Located<Value>? {
    guard let own, let base else { return own ?? base }
    let chosen = choose(own.value, base.value)
    return Located(chosen, at: chosen == own.value ? own.span : base.span)
  }
}

extension TimeSpan {
  /// The shorter of two spans that days are counted by. Where days and months would change places from one first day to
  /// another, a span of days that is shorter than both on every day.
  static func shorter(_ a: TimeSpan, _ b: TimeSpan) -> TimeSpan {
    switch (a, b) {
    case (.days(let a), .days(let b)): .days(min(a, b))
    case (.months(let a), .months(let b)): .months(min(a, b))
    case (.days(let days), .months(let months)), (.months(let months), .days(let days)):
      shorter(days: days, months: months)
    // Days are not counted by hours: a head that lapses by them does not compile, which is found out with these.
    case (.seconds, .days), (.seconds, .months): a
    case (.days, .seconds), (.months, .seconds): b
    case (.seconds(let a), .seconds(let b)): .seconds(min(a, b))
    }
  }

  private static func shorter(days: Int, months: Int) -> TimeSpan {
    // The twelve months before 2104-02-29 and after 2096-02-29 begin the runs with the fewest leap days, for 2100 has
    // none; those before 2000-02-29 begin the runs with the most.
    guard let fewest = lengths(of: months, from: Day(year: 2096, month: 3, day: 1)).min(),
      let most = lengths(of: months, from: Day(year: 1999, month: 3, day: 1)).max()
    else { return .days(0) }
    return days <= fewest ? .days(days) : days >= most ? .months(months) : .days(fewest)
  }

  /// How many days so many months are, by each first day of a year.
  private static func lengths(of months: Int, from first: Day?) -> [Int] {
    guard let first else { return [] }
    return (0..<366).map { offset in
      let day = first.adding(days: offset)
      return day.adding(months: months) - day
    }
  }
}
