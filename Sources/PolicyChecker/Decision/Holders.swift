import PolicyBasics

/// Who holds which role, where and when (S26 to S28).
struct Holders {
  let policy: CompiledPolicy.Storage
  private var tables: PolicyTables { policy.tables }

  /// How somebody holds a role.
  enum Hold: Equatable {
    case no
    /// By a holding of their own.
    case own
    /// By delegation, from any of these.
    case delegated([PersonID])
  }

  /// Where a role must be held.
  enum Where: Hashable {
    /// By holdings that name no site (S36, where no site is stated).
    case anywhereStated
    /// At whatever site.
    case somewhere
    case at(SiteID)
  }

  func holds(_ person: PersonID, _ role: RoleID, _ place: Where, on day: Day) -> Hold {
    if holdsOwn(person, role, place, on: day) { return .own }
    let delegators = tables.people[person].delegations.filter { delegation in
      lends(delegation, role) && isOpen(delegation, on: day)
        && (holdsOwn(delegation.from, role, place, on: day)
          || policy.faults.contains(.delegatesKeepWhatDelegatorsLose))
    }
    return delegators.isEmpty ? .no : .delegated(delegators.map(\.from))
  }

  /// S27: that very role, not what it includes.
  private func lends(_ delegation: DelegationEntry, _ role: RoleID) -> Bool {
    delegation.role == role
      || (policy.faults.contains(.delegatesHoldWhatIsIncluded)
        && tables.roles[delegation.role].includes.contains(role))
  }

  private func isOpen(_ delegation: DelegationEntry, on day: Day) -> Bool {
    delegation.days.contains(day)
      || (policy.faults.contains(.delegationsEndADayLate) && delegation.days.until == day.adding(days: -1))
  }

  /// S26: a holding of that role, or of one that includes it.
  func holdsOwn(_ person: PersonID, _ role: RoleID, _ place: Where, on day: Day) -> Bool {
    tables.people[person].holdings.contains { holding in
      holding.days.contains(day) && tables.roles[holding.role].includes.contains(role) && covers(holding.site, place)
    }
  }

  /// Whether somebody holds a role at one of the places by holdings of their own that are all until somebody is appointed
  /// (S26, R136).
  func isActing(_ person: PersonID, _ role: RoleID, at places: [Where], on day: Day) -> Bool {
    places.contains { place in
      let own = tables.people[person].holdings.filter { holding in
        holding.days.contains(day) && tables.roles[holding.role].includes.contains(role) && covers(holding.site, place)
      }
      return !own.isEmpty && own.allSatisfy(\.acting)
    }
  }

  private func covers(_ site: SiteID?, _ place: Where) -> Bool {
    guard let site else { return true }
    return switch place {
    case .somewhere: true
    case .anywhereStated: false
    case .at(let here): tables.siteTree.isWithin(here, site)
    }
  }

  /// The roles that a listed person holds on a day, at whatever site: what they are, and with what they include.
  func roles(of person: PersonID, on day: Day) -> (own: IDSet<RoleID>, touched: IDSet<RoleID>) {
    var own = IDSet<RoleID>()
    var touched = IDSet<RoleID>()
    for holding in tables.people[person].holdings where holding.days.contains(day) {
      own.insert(holding.role)
      touched.formUnion(tables.roles[holding.role].includes)
    }
    for delegation in tables.people[person].delegations
    where delegation.days.contains(day) && holdsOwn(delegation.from, delegation.role, .somewhere, on: day) {
      // A delegate holds that very role, not what it includes (S27).
      own.insert(delegation.role)
      touched.insert(delegation.role)
    }
    return (own, touched)
  }

  /// Whether anybody holds a role on a day, at whatever site.
  func isHeld(_ role: RoleID, on day: Day) -> Bool {
    tables.people.ids.contains { holds($0, role, .somewhere, on: day) != .no }
  }
}

extension ProposalFacts {
  /// Where whoever signs must hold the role (S36): at every stated site; without stated sites once, by holdings without a
  /// site.
  var places: [Holders.Where] {
    guard let sites, !sites.isEmpty else { return [.anywhereStated] }
    return sites.map { .at($0) }
  }
}
