import Description
import PolicyBasics
import PolicyChecker
import PolicyLanguage
import ProposalCoding
import SourceText

/// Who holds which role on which days, at whatever site (S26, S27).
struct HeldRoles {
  private let names: Names
  private let inclusion: RoleInclusion
  private var steps = 0

  /// `holdings`: how many of them are looked at, each with each role that it includes and each delegation.
  static let mostSteps = 10_000_000

  /// Whether there is room for so many more.
  mutating func spend(_ count: Int) -> Bool {
    steps += count
    return steps <= HeldRoles.mostSteps
  }

  init(_ names: Names) {
    self.names = names
    inclusion = RoleInclusion(names)
  }

  /// The limit that a set exceeds, by its name; what was found is then not all.
  var exceededLimit: (name: StaticString, most: Int)? {
    if !inclusion.isComplete { return ("included-roles", RoleInclusion.mostWords) }
    return steps > HeldRoles.mostSteps ? ("holdings", HeldRoles.mostSteps) : nil
  }

  /// A role and the days on which somebody has it, with the place that says so.
  struct Held {
    var role: RoleID
    var days: Period
    var span: SourceSpan
  }

  /// The role and what it includes, on and on.
  func included(by role: RoleID) -> IDSet<RoleID> { inclusion.included[role] }

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
    let own = holdings(of: delegator)
    guard spend(own.count) else { return [] }
    for held in own where included(by: held.role).contains(role) {
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
