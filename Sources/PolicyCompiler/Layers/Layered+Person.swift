import Description
import DocumentTree
import PolicyBasics
import PolicyLanguage
import ProposalCoding
import SourceText

extension Person: Layered {
  static var layering: [LayeredField<Person>] {
    remarks + [
      LayeredField(key: "holds") { merged, stated, restatement in
        // Whom the person has lent a role loses it with them.
        merged.holds = restatement.ended(merged.holds, stated.holds, lent: merged.delegates ?? [])
      },
      LayeredField(key: "delegates") { merged, stated, restatement in
        merged.delegates = restatement.ended(merged.delegates, stated.delegates, lent: [])
      },
      .more("conflicts", \.conflicts),
    ]
  }
}

/// A holding or a delegation of a person: what a lower set may only end earlier.
private protocol Term {
  /// All of it but its end.
  var subject: String { get }
  /// Its last day; the latest there is for one that goes on.
  var end: Day { get }
  var endSpan: SourceSpan? { get }
  var role: Reference<Roles> { get }
}

extension Person.Holding: Term {
  fileprivate var subject: String {
    "\(role.id) at \(site?.id ?? "") from \(from.map(\.value.description) ?? "") acting \(acting ?? false)"
  }
  fileprivate var end: Day { until?.value ?? .latest }
  fileprivate var endSpan: SourceSpan? { until?.span }
}

extension Person.Delegation: Term {
  fileprivate var subject: String { "\(role.id) to \(to.id) from \(from.value)" }
  fileprivate var end: Day { until.value }
  fileprivate var endSpan: SourceSpan? { until.span }
}

extension Restatement {
  /// The base's terms, each with the end that the lower set states; nothing is added, nothing left out.
  fileprivate mutating func ended<Item: Term>(
    _ old: [Item]?, _ new: [Item]?, lent: [Person.Delegation]
  ) -> [Item]? {
    guard let new else { return old }
    // The base's terms by what they are, those that end last first.
    var left = Dictionary(grouping: old ?? [], by: \.subject).mapValues { $0.sorted { $0.end > $1.end } }
    var isRefused = false
    for term in new.sorted(by: { $0.end > $1.end }) {
      guard let latest = left[term.subject]?.first else {
        isRefused = true
        refuse(.notCovered(term.role.id, field, of: id), at: term.role.span)
        continue
      }
      left[term.subject]?.removeFirst()
      if term.end > latest.end {
        isRefused = true
        refuse(.loosened(field, of: id, "end earlier"), at: term.endSpan ?? term.role.span)
      } else if term.end < latest.end, let matcher = reader(of: term.role.id, lent: lent) {
        isRefused = true
        refuse(
          .endsPastACondition(term.role.id, of: id), at: term.endSpan ?? term.role.span, notes: [.condition(matcher)])
      }
    }
    for term in left.values.joined().sorted(by: { $0.role.span.precedes($1.role.span) }) {
      isRefused = true
      refuse(.leavesOut(term.role.id, field, of: id), at: key.span)
    }
    return isRefused ? old : new
  }

  /// A matcher of the base that somebody would get out of by holding the role no longer.
  private func reader(of role: String, lent: [Person.Delegation]) -> Matcher? {
    let included = context.roles.included(in: role)
    let lost = Set(lent.map(\.role.id).filter(included.contains)).union([role])
    return context.reads.loosened("roles") { $0.change(losing: lost, including: included) }
  }
}
