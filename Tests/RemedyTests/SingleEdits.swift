import PolicyBasics
import PolicyChecker
import SourceText

/// Every single edit of the kinds of S60, by brute force, and what it comes to: each id left out, each near value, each
/// signature that anybody of the policy could give. What bears on one reason is tried once for all reasons of its kind.
struct SingleEdits {
  struct Tried {
    var words: String
    var after: Set<ReasonID>
  }

  let example: RemedyCase
  let decision: Decision
  let policy: CompiledPolicy
  private var known: [Kind: [Tried]] = [:]

  private enum Kind: Hashable { case fields, approvals, reviews(step: String?), attestations(duty: String) }

  init(_ example: RemedyCase, _ decision: Decision, _ policy: CompiledPolicy) {
    (self.example, self.decision, self.policy) = (example, decision, policy)
  }

  /// What could bear on a reason. Of one about a signature it is signatures alone: no way around them is shown (R46).
  mutating func tried(for reason: ReasonID) -> [Tried] {
    switch reason.code {
    case "approval": tried(.approvals)
    case "review":
      tried(.reviews(step: nil)) + tried(.reviews(step: reason.subject?.split(separator: "/").last.map { String($0) }))
    case "dual-role": tried(.approvals) + tried(.reviews(step: nil))
    case "duty": tried(.attestations(duty: reason.subject ?? ""))
    default: tried(.fields)
    }
  }

  private mutating func tried(_ kind: Kind) -> [Tried] {
    if let known = known[kind] { return known }
    // Without optimisation a few of them must do.
    let some = RemedyCase.isRelease ? remedies(kind)[...] : remedies(kind).prefix(60)
    let tried = some.compactMap { remedy in
      example.proposal.applying([remedy])
        .map { Tried(words: "\(remedy)", after: policy.reasons(of: $0, example.asOf)) }
    }
    known[kind] = tried
    return tried
  }

  private func remedies(_ kind: Kind) -> [Remedy] {
    let people = policy.tables.people.elements.map(\.id)
    let roles = policy.tables.roles.elements.map(\.named.id)
    func byEverybody(_ remedy: (_ role: String, _ person: String) -> Remedy) -> [Remedy] {
      roles.flatMap { role in people.map { remedy(role, $0) } }
    }
    switch kind {
    case .fields: return fields
    case .approvals:
      return byEverybody {
        .addApproval(role: $0, holders: [$1], acting: [], on: decision.asOf, content: decision.content)
      }
    case .reviews(let step):
      guard example.proposal.kind == .action else { return [] }
      return byEverybody { .addReview(role: $0, holders: [$1], acting: [], step: step) }
    case .attestations(let duty):
      return people.map { .attest(duty: duty, role: nil, holders: [$0], acting: [], on: decision.asOf) }
    }
  }

  private var fields: [Remedy] {
    let proposal = example.proposal
    var result: [Remedy] = []
    func add(_ remedy: Remedy) { result.append(remedy) }
    let lists = [
      ("data", proposal.data), ("elements", proposal.elements), ("materials", proposal.materials),
      ("audiences", proposal.audiences), ("sites", proposal.sites),
    ]
    for (field, ids) in lists { for id in ids ?? [] { add(.removeValue(field: field, value: id.value)) } }
    for word in Autonomy.allCases { add(.setField(field: "autonomy", value: word.rawValue)) }
    for word in Impact.allCases { add(.setField(field: "impact", value: word.rawValue)) }
    for count in 0...40 { add(.setField(field: "participants", value: String(count))) }
    for days in stride(from: -150, through: 150, by: 3) {
      // Nothing begins or ends on a day that is over (R121).
      if let starts = proposal.starts?.value.adding(days: days), starts >= decision.asOf {
        add(.setField(field: "starts", value: starts.description))
      }
      if let ends = proposal.ends?.value.adding(days: days), ends >= decision.asOf {
        add(.setField(field: "ends", value: ends.description))
      }
    }
    for attribute in policy.tables.attributes.elements {
      let field = attribute.named.id
      switch attribute.kind {
      case .level: for word in attribute.words { add(.setField(field: field, value: word)) }
      case .count, .number: for count in 0...40 { add(.setField(field: field, value: String(count))) }
      case .date:
        for days in stride(from: -400, through: 400, by: 10) {
          add(.setField(field: field, value: decision.asOf.adding(days: days).description))
        }
      case .choices: for word in attribute.words { add(.removeValue(field: field, value: word)) }
      case .yesNo, .choice, .duration: break
      }
    }
    return result
  }
}
