import SourceText
import PolicyLanguage
import PolicyChecker
import Description
import PolicyBasics

// Who holds what (S26 to S28), and which signatures count (S29 to S33).

/// Where a role is to be held.
enum ReferencePlace: Hashable {
  /// At whatever site.
  case somewhere
  /// S36: by holdings without `site`.
  case withoutSite
  case at(String)
}

extension ReferencePolicy {
  /// S26: by a holding of that role, or of one that includes it, on whose days the day lies and whose `site`, if any, is
  /// the site or contains it.
  func holdsByOwnHolding(_ person: String, _ role: String, _ place: ReferencePlace, on day: Day) -> Bool {
    (people[person]?.holdings ?? []).contains { holding in
      guard roles[holding.role]?.includes.contains(role) == true, holding.days.contains(day) else { return false }
      guard let site = holding.site else { return true }
      return switch place {
      case .somewhere: true
      case .withoutSite: false
      case .at(let here): sites.isWithin(here, site)
      }
    }
  }

  /// S27: those whose delegation makes the person hold that very role.
  func delegators(of person: String, _ role: String, _ place: ReferencePlace, on day: Day) -> [String] {
    (people[person]?.lent ?? []).filter {
      $0.role == role && $0.days.contains(day) && holdsByOwnHolding($0.from, role, place, on: day)
    }.map(\.from)
  }

  func holds(_ person: String, _ role: String, _ place: ReferencePlace, on day: Day) -> Bool {
    holdsByOwnHolding(person, role, place, on: day) || !delegators(of: person, role, place, on: day).isEmpty
  }
}

extension ReferenceDay {
  /// S28: of a listed requester what they hold on the judged day, stated or not; else what is stated.
  static func roles(
    of facts: ReferenceProposal, in policy: ReferencePolicy, on day: Day
  ) -> (own: [String], touched: Set<String>)? {
    if let person = facts.person, let listed = policy.people[person] {
      let held = listed.holdings.filter { $0.days.contains(day) }.map(\.role)
      let lent = policy.roles.keys.filter { !policy.delegators(of: person, $0, .somewhere, on: day).isEmpty }
      let touched = Set(policy.roles.keys.filter { policy.holds(person, $0, .somewhere, on: day) })
      return (held + lent, touched)
    }
    return facts.statedRoles.map { roles in
      // S14: of roles, those that they include are touched.
      (roles, Set(roles.flatMap { policy.roles[$0]?.includes ?? [] }))
    }
  }

  /// S36: every stated site; without stated sites once.
  var places: [ReferencePlace] {
    guard let sites = facts.sites else { return [.withoutSite] }
    return sites.map { .at($0) }
  }

  /// S3: dated after the as-of day, or after the action's day, it counts for nothing.
  func isInTime(_ signed: Day) -> Bool { signed <= asOf && (facts.kind == .pilot || signed <= day) }

  /// S29 to S33.
  func counts(_ signature: ReferenceSignature, at place: ReferencePlace) -> Bool {
    let isReview: Bool
    switch signature.kind {
    case .review: isReview = true
    case .approval, .seat: isReview = false
    }
    // S30; a review has no date: its day is the action's.
    guard let role = signature.role, let person = signature.person, let on = isReview ? day : signature.on else {
      return false
    }
    guard isInTime(on) else { return false }

    // S32: while requester, actor or tool is absent, none counts.
    guard facts.proposal.requester != nil, let tool = facts.tool else { return false }
    guard facts.person != nil else { return false }
    func isClear(_ who: String) -> Bool {
      who != facts.person && !(policy.people[who]?.conflicts.contains(tool) ?? false)
    }
    guard isClear(person) else { return false }

    // S31; S28: with `role-holders: attested` the stated role is believed.
    if !policy.isAttested {
      guard policy.people[person] != nil, policy.holds(person, role, place, on: on) else { return false }
      if !policy.holdsByOwnHolding(person, role, place, on: on) {
        // S32: one clear delegator is enough.
        guard policy.delegators(of: person, role, place, on: on).contains(where: isClear) else { return false }
      }
    }

    // S33
    if isReview { return true }
    switch signature.content {
    case .right?: break
    case .wrong?: return false
    case nil: guard policy.allowsUnbound else { return false }
    }
    if let lapse = policy.approvalsLapse {
      guard let last = lapse.lastDay(after: on), day <= last else { return false }
    }
    return true
  }
}
