import SourceText
import PolicyLanguage
import PolicyChecker
import Description
import PolicyBasics

// Demands and who fills them (S34 to S40): every choice of roles is tried.

extension ReferenceDay {
  /// A person's one role, or two that combine; a person who is not named signs in one role.
  private typealias Choice = [String: Set<String>]

  /// S37: a reason for each demand that no one choice meets at all sites; `dual-role` if no single choice meets all of
  /// the others together.
  func judgeSignatures(_ demands: [(demand: ReferenceDemand, isStep: Bool)], _ result: inout ReferenceReasons) {
    guard !demands.isEmpty else { return }
    let counting = places.map { place in facts.signatures.map { counts($0, at: place) } }
    let choices = self.choices
    var others: [(demand: ReferenceDemand, isStep: Bool)] = []
    for entry in demands {
      let canBeMet = choices.contains { isMet(entry.demand, entry.isStep, counting, $0) }
      coverage?.note("gate \(entry.demand.kind == .review ? "review" : "approval")", isMet: !canBeMet)
      if canBeMet {
        others.append(entry)
      } else {
        result.add(entry.demand.kind == .review ? "review" : "approval", entry.demand.text, .missingApproval)
      }
    }
    let isOne = choices.contains { choice in others.allSatisfy { isMet($0.demand, $0.isStep, counting, choice) } }
    if !isOne { result.add("dual-role", nil, .missingApproval) }
    coverage?.note("gate dual-role", isOne ? .no : .yes)
  }

  /// S36: a person counts in one role, or in two of which one names the other in `may-combine`.
  private var choices: [Choice] {
    var result: [Choice] = [[:]]
    for (person, roles) in ReferenceSignature.severalRoles(facts.signatures) {
      var options = roles.map { Set([$0]) }
      for a in roles {
        for b in roles where a != b && policy.roles[a]?.mayCombine.contains(b) == true { options.append([a, b]) }
      }
      result = result.flatMap { choice in options.map { choice.merging([person: $0]) { _, new in new } } }
    }
    return result
  }

  /// S36: at every site.
  private func isMet(_ demand: ReferenceDemand, _ isStep: Bool, _ counting: [[Bool]], _ choice: Choice) -> Bool {
    counting.allSatisfy { counts in
      demand.signers.filter { isFilled($0, demand, isStep, counts, choice) }.count >= demand.atLeast
    }
  }

  private func isFilled(
    _ signer: String, _ demand: ReferenceDemand, _ isStep: Bool, _ counts: [Bool], _ choice: Choice
  ) -> Bool {
    func stands(_ index: Int) -> Bool {
      guard counts[index], let person = facts.signatures[index].person, let role = facts.signatures[index].role else {
        return false
      }
      return choice[person].map { $0.contains(role) } ?? true
    }
    if let committee = policy.committees[signer] {
      // S38, S39, S40
      return facts.votes.indices.contains { vote in
        guard facts.votes[vote].committee == signer, facts.votes[vote].isWhole else { return false }
        var present = 0
        var yes = 0
        for (index, signature) in facts.signatures.enumerated() {
          guard case .seat(vote, let part) = signature.kind, let role = signature.role, stands(index),
            committee.members.contains(role)
          else { continue }
          switch part {
          case .yes: (present, yes) = (present + 1, yes + 1)
          case .no, .abstain: present += 1
          case .recused: break
          }
        }
        coverage?.note("quorum", present >= committee.quorum ? .yes : .no)
        coverage?.note("threshold", yes >= committee.threshold ? .yes : .no)
        return present >= committee.quorum && yes >= committee.threshold
      }
    }
    // S34: a role is filled by a counting signature that names that very role: a review's by a review, an approval's by
    // an approval.
    return facts.signatures.indices.contains { index in
      let signature = facts.signatures[index]
      guard signature.role == signer, stands(index) else { return false }
      switch (demand.kind, signature.kind) {
      case (.approval, .approval): return true
      case (.review, .review(let step)): return !isStep || isFor(demand, step)
      case (.approval, .review), (.approval, .seat), (.review, .approval), (.review, .seat): return false
      }
    }
  }

  /// S35: an entry counts for the step that it names alone; one that names none for every step by its role, but where the
  /// workflow has two by that role for neither (R7).
  private func isFor(_ demand: ReferenceDemand, _ step: String?) -> Bool {
    if let step { return demand.step == step }
    let own = (facts.openWorkflow?.steps ?? []).filter { $0.demand.signers == demand.signers }
    return own.count < 2 || !own.contains { $0.demand == demand }
  }
}
