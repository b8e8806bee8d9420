import Description
import PolicyBasics
import PolicyChecker
import PolicyLanguage
import ProposalCoding
import SourceText

/// Who holds which role on which days, at whatever site (S26, S27).
struct HeldRoles {
  private let names: Names
  private var closures: [RoleID: IDSet<RoleID>] = [:]

  init(_ names: Names) { self.names = names }

  /// A role and the days on which somebody has it, with the place that says so.
  struct Held {
    var role: RoleID
    var days: Period
    var span: SourceSpan
  }

  /// The role and what it includes, on and on.
  mutating func included(by role: RoleID) -> IDSet<RoleID> {
    if let known = closures[role] { return known }
    var result = IDSet([role])
    var open = [role]
    while let next = open.popLast() {
      for included in (names.roles.table[next].value.includes ?? []).compactMap({ names.resolve($0) })
      where !result.contains(included) {
        result.insert(included)
        open.append(included)
      }
    }
    closures[role] = result
    return result
  }

  /// A person's own holdings, each of the role that it names.
  func holdings(of person: PersonID) -> [Held] {
    (names.people.table[person].value.holds ?? []).compactMap { holding in
      names.resolve(holding.role).map {
        Held(role: $0, days: Period(from: holding.from?.value, until: holding.until?.value), span: holding.role.span)
      }
    }
  }

  /// The days of a delegation on which the delegator holds the role by a holding of their own.
  mutating func days(of delegation: Person.Delegation, by delegator: PersonID) -> [Period] {
    guard let role = names.resolve(delegation.role), delegation.from.span != nil, delegation.until.span != nil else {
      return []
    }
    let days = Period(from: delegation.from.value, until: delegation.until.value)
    var result: [Period] = []
    for held in holdings(of: delegator) where included(by: held.role).contains(role) {
      if let both = held.days.intersection(days) { result.append(both) }
    }
    return result
  }

  /// The first day of a period on which none of the given ones is; `nil` where each day is in one.
  static func firstDay(of period: Period, outside held: [Period]) -> Day? {
    var day = period.from ?? .earliest
    for days in held.sorted(by: { ($0.from ?? .earliest) < ($1.from ?? .earliest) }) {
      if let from = days.from, from > day { break }
      guard let until = days.until else { return nil }
      if until >= day { day = until.adding(days: 1) }
      if until == .latest { return nil }
    }
    return day <= (period.until ?? .latest) ? day : nil
  }
}

extension Period {
  /// The days that lie in both; `nil` where there are none.
  func intersection(_ other: Period) -> Period? {
    let from = [self.from, other.from].compactMap { $0 }.max()
    let until = [self.until, other.until].compactMap { $0 }.min()
    if let from, let until, until < from { return nil }
    return Period(from: from, until: until)
  }
}
