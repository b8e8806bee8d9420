import PolicyBasics
import PolicyChecker
import SourceText

// Applies remedies as they are shown, as a reader of the JSON would: nothing here knows how they were found.

extension Proposal {
  /// - Parameters:
  ///   - signer: which of the holders signs.
  ///   - content: what a signature is for whose content the remedy leaves open.
  func applying(_ remedies: [Remedy], signer: Int = 0, content: String? = nil) -> Proposal? {
    var result = self
    // Signatures are for the text with all other edits in it: those come first.
    for remedy in remedies { guard result.apply(remedy, signer: signer, content) else { return nil } }
    return result
  }

  private mutating func apply(_ remedy: Remedy, signer: Int, _ open: String?) -> Bool {
    func someone(_ holders: [String]) -> Located<String>? {
      holders.isEmpty ? nil : Located(holders[min(signer, holders.count - 1)])
    }
    switch remedy {
    case .addApproval(let role, let holders, _, let on, let content):
      var approval = Approval()
      approval.role = Located(role)
      approval.by = someone(holders)
      approval.on = Located(on)
      approval.content = (content ?? open).map { Located($0) }
      approvals = (approvals ?? []) + [approval]
    case .addVote(let committee, let yes, let recused, let on, let content, _):
      var vote = Approval()
      vote.committee = Located(committee)
      vote.on = Located(on)
      vote.content = (content ?? open).map { Located($0) }
      var taken = Set<String>()
      vote.yes = yes.map { member in
        var seat = Seat()
        seat.role = Located(member.role)
        seat.by = member.holders.first { taken.insert($0).inserted }.map { Located($0) }
        return seat
      }
      (vote.no, vote.abstain) = ([], [])
      vote.recused = recused.map { member in
        var seat = Seat()
        (seat.role, seat.by) = (Located(member.role), Located(member.by))
        return seat
      }
      approvals = (approvals ?? []).filter { $0.committee?.value != committee } + [vote]
    case .addReview(let role, let holders, _, let step):
      var review = ReviewEntry()
      review.role = Located(role)
      review.by = someone(holders)
      review.step = step.map { Located($0) }
      reviewedBy = (reviewedBy ?? []) + [review]
    case .attest(let duty, _, let holders, _, let on):
      var attestation = Attestation()
      attestation.duty = Located(duty)
      attestation.by = someone(holders)
      attestation.on = Located(on)
      attested = (attested ?? []) + [attestation]
    case .removeValue(let field, let value): return remove(value, from: field)
    case .setField(let field, let value): return set(field, to: value)
    case .stateField, .waitUntil, .askCommittee, .changePolicy, .none: return false
    }
    return true
  }

  /// The same action on another day, with what was signed for it as it is now signed for that (S55); the same pilot, which
  /// has its own days.
  func moved(from: Day, to day: Day, _ policy: CompiledPolicy) -> Proposal {
    guard kind == .action else { return self }
    var result = self
    result.at = at.map { Located(Instant(seconds: $0.value.seconds + Int64(day - from) * 86_400)) }
    let (before, after) = (policy.content(of: self), policy.content(of: result))
    for index in (result.approvals ?? []).indices where result.approvals?[index].content?.value == before {
      result.approvals?[index].content = Located(after)
    }
    return result
  }

  private mutating func remove(_ value: String, from field: String) -> Bool {
    func without(_ list: inout [Located<String>]?) -> Bool {
      guard let index = list?.firstIndex(where: { $0.value == value }) else { return false }
      list?.remove(at: index)
      return true
    }
    switch field {
    case "data": return without(&data)
    case "elements": return without(&elements)
    case "materials": return without(&materials)
    case "audiences": return without(&audiences)
    case "sites": return without(&sites)
    default:
      guard let index = attributes.firstIndex(where: { $0.key.value == field }),
        case .list(let words) = attributes[index].value.value, words.contains(value)
      else { return false }
      attributes[index].value = Located(.list(words.filter { $0 != value }))
      return true
    }
  }

  /// Only what has an order is set, and only where it was stated.
  mutating func set(_ field: String, to value: String) -> Bool {
    switch field {
    case "autonomy":
      guard autonomy != nil, let word = Autonomy(rawValue: value) else { return false }
      autonomy = Located(word)
    case "impact":
      guard impact != nil, let word = Impact(rawValue: value) else { return false }
      impact = Located(word)
    case "participants":
      guard participants != nil, let count = Int(value) else { return false }
      participants = Located(count)
    case "starts":
      guard starts != nil, let day = Day(value) else { return false }
      starts = Located(day)
    case "ends":
      guard ends != nil, let day = Day(value) else { return false }
      ends = Located(day)
    default:
      guard let index = attributes.firstIndex(where: { $0.key.value == field }) else { return false }
      attributes[index].value = Located(.word(value))
    }
    return true
  }
}

extension CompiledPolicy {
  /// What a signature under the proposal is for.
  func content(of proposal: Proposal) -> String { explain(prepare(proposal), asOf: .earliest, remedies: false).content }
}
