import Description
import DocumentTree
import PolicyBasics
import PolicyChecker
import PolicyLanguage
import ProposalCoding
package import SourceText

extension DiagnosticKind {
  package static let heldTogether = DiagnosticKind(
    code: "held-together", severity: .error,
    explanation:
      "Roles that are separate from each other are never held by one person on one day, be it by a holding, by what a role includes or by a delegation.",
    bad: """
      roles:
        privacy-officer: {title: Privacy officer, separate-from: [technology-director]}
        technology-director: {title: Director of technology}
      people:
        m.diaz:
          holds:
            - {role: technology-director, from: 2024-07-01}
            - {role: 1️⃣privacy-officer, from: 2026-12-01, until: 2027-02-28}
      """,
    good: """
      roles:
        privacy-officer: {title: Privacy officer, separate-from: [technology-director]}
        technology-director: {title: Director of technology}
      people:
        m.diaz:
          holds:
            - {role: technology-director, from: 2024-07-01, until: 2026-11-30}
            - {role: privacy-officer, from: 2026-12-01, until: 2027-02-28}
      """)
}

extension Message {
  static func heldTogether(_ person: String, _ role: String, _ other: String, on day: Day?) -> Message {
    let from: DiagnosticText = day.map { " on \($0)" } ?? ""
    return Message(
      .heldTogether,
      "\(name: person) holds \(name: role) and \(name: other)\(from), and they are separate", label: "held as well",
      help: "end one before the other begins, or let another person hold it")
  }

  static func separateFromIncluded(_ role: String, _ other: String) -> Message {
    Message(
      .heldTogether, "\(name: role) is separate from \(name: other), and whoever holds one holds the other",
      label: "held with it", help: "take it out, or out of `includes`")
  }
}

extension Message {
  static func tooManyHoldings(_ name: StaticString, _ most: Int) -> Message {
    Message(
      .limit, "the limit \(name: name.description) of \(most) is exceeded: who holds which role was not worked out",
      label: "too many", help: "let fewer roles include one another, or list fewer holdings")
  }
}

extension GraphChecks {
  /// S27.
  mutating func findRolesHeldTogether() {
    var held = HeldRoles(names)
    defer { reportLimit(of: held) }
    var separate: [RoleID: [(other: RoleID, span: SourceSpan)]] = [:]
    for id in names.roles.table.ids {
      for reference in names.roles.table[id].value.separateFrom ?? [] {
        if let other = names.resolve(reference) { separate[id, default: []].append((other, reference.span)) }
      }
    }
    guard !separate.isEmpty else { return }
    for id in names.roles.table.ids {
      for (other, span) in separate[id] ?? []
      where held.included(by: id).contains(other) || held.included(by: other).contains(id) {
        report(.separateFromIncluded(names.roles.table[id].id, names.roles.table[other].id), at: span)
      }
    }
    let concerned = IDSet(separate.flatMap { [$0.key] + $0.value.map(\.other) })
    let received = delegations(&held, of: concerned)
    for person in names.people.table.ids {
      // Counted, not kept: of so many mistakes nobody reads all.
      guard diagnostics.counts[.error, default: 0] < Diagnostics.mostKept else { return }
      check(person, received[person], &held, concerned, separate)
    }
  }

  /// Said once: what was found is then not all, and nothing compiles.
  mutating func reportLimit(of held: HeldRoles) {
    guard let limit = held.exceededLimit, let role = names.roles.table.elements.first else { return }
    report(.tooManyHoldings(limit.name, limit.most), at: role.span, cause: "\(limit.name)")
  }

  /// What each person has of the given roles by delegations.
  private func delegations(
    _ held: inout HeldRoles, of concerned: IDSet<RoleID>
  ) -> Table<PersonID, [HeldRoles.Held]> {
    var result = Table<PersonID, [HeldRoles.Held]>(repeating: [], count: names.people.table.count)
    for person in names.people.table.ids {
      for delegation in names.people.table[person].value.delegates ?? [] {
        guard let role = names.resolve(delegation.role), concerned.contains(role),
          let to = names.resolve(delegation.to), to != person
        else { continue }
        for days in held.days(of: delegation, by: person) {
          result[to].append(HeldRoles.Held(role: role, days: days, span: delegation.role.span))
        }
      }
    }
    return result
  }

  private mutating func check(
    _ person: PersonID, _ received: [HeldRoles.Held], _ held: inout HeldRoles, _ concerned: IDSet<RoleID>,
    _ separate: [RoleID: [(other: RoleID, span: SourceSpan)]]
  ) {
    let own = held.holdings(of: person)
    // One holding of a role that includes two separate ones is the roles' own mistake.
    guard own.count + received.count > 1 else { return }
    var roles = received
    for holding in own {
      guard held.spend(held.included(by: holding.role).words.count * 64) else { return }
      for role in held.included(by: holding.role) where concerned.contains(role) {
        roles.append(HeldRoles.Held(role: role, days: holding.days, span: holding.span))
      }
    }
    check(names.people.table[person].id, roles, separate)
  }

  private mutating func check(
    _ person: String, _ roles: [HeldRoles.Held], _ separate: [RoleID: [(other: RoleID, span: SourceSpan)]]
  ) {
    var byRole: [RoleID: [HeldRoles.Held]] = [:]
    for held in roles { byRole[held.role, default: []].append(held) }
    var reported = Set<[RoleID]>()
    for role in byRole.keys.sorted() {
      for (other, _) in separate[role] ?? [] {
        guard let both = firstOverlap(byRole[role] ?? [], byRole[other] ?? []),
          reported.insert([min(role, other), max(role, other)]).inserted
        else { continue }
        let inOrder = both.0.span.precedes(both.1.span)
        let (first, second) = inOrder ? (both.0, both.1) : (both.1, both.0)
        report(
          .heldTogether(
            person, names.roles.table[second.role].id, names.roles.table[first.role].id, on: both.2.from),
          at: second.span, notes: [Note("the other role is held here", at: first.span)])
      }
    }
  }

  /// Two holdings, not one and the same, that share a day.
  private func firstOverlap(
    _ a: [HeldRoles.Held], _ b: [HeldRoles.Held]
  ) -> (HeldRoles.Held, HeldRoles.Held, Period)? {
    // Merged by their first days: each is compared with the one of the other role that lasts longest so far.
    let all = (a.map { ($0, true) } + b.map { ($0, false) })
      .sorted { ($0.0.days.from ?? .earliest, $0.0.span.start) < ($1.0.days.from ?? .earliest, $1.0.span.start) }
    var last: [Bool: HeldRoles.Held] = [:]
    for (held, isFirst) in all {
      if let other = last[!isFirst], other.span != held.span, let days = other.days.intersection(held.days) {
        return isFirst ? (held, other, days) : (other, held, days)
      }
      if let known = last[isFirst], known.days.until ?? .latest >= held.days.until ?? .latest { continue }
      last[isFirst] = held
    }
    return nil
  }
}
