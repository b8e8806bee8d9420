import PolicyBasics
import SourceText

/// What would help a denied proposal: for each reason, and all at once (S60 to S63).
struct RemedyPlan {
  private(set) var remedies: [ReasonKey: [Remedy]] = [:]
  private(set) var together: Decision.Together?

  private let policy: CompiledPolicy.Storage
  private let prepared: PreparedProposal
  private let judgement: Judgement
  private var tables: PolicyTables { policy.tables }

  /// - Parameter keys: the reasons, in the order in which they are shown.
  init(_ policy: CompiledPolicy.Storage, _ prepared: PreparedProposal, _ judgement: Judgement, keys: [ReasonKey]) {
    self.policy = policy
    self.prepared = prepared
    self.judgement = judgement
    var search = RemedySearch(policy, prepared, judgement)
    var others = PolicyRemedies(policy, prepared, judgement)
    var found: [[Edit]] = []
    let findings = search.remedies(for: keys)
    for key in keys {
      if let edits = findings[key]?.edits {
        found.append(edits)
        let edited = search.edit(edits)
        let isOpen = edits.contains(where: \.isStatement)
        remedies[key] = edits.map { remedy(for: $0, of: edited, content: isOpen ? nil : edited.facts.content) }
      } else {
        remedies[key] = [others.remedy(for: key, wasOpen: findings[key]?.wasOpen ?? false)]
      }
    }
    let all = RemediesTogether(found, &search)
    let edited = search.edit(all.edits)
    together = Decision.Together(
      remedies: all.edits.map { remedy(for: $0, of: edited, content: all.content) }
        + (all.waitUntil.map { [.waitUntil(day: $0)] } ?? []),
      then: all.effect, checked: all.isDecided)
  }

  /// An edit as people and services read it: who could sign, not who was tried.
  private func remedy(for edit: Edit, of edited: PreparedProposal, content: String?) -> Remedy {
    let signers = Signers(policy, edited, asOf: judgement.asOf)
    let today = Signers(policy, prepared, asOf: judgement.asOf)
    // First the one who was tried: with these, all that is named fits together.
    func holders(_ role: String, tried: String) -> [String] {
      policy.names.roles[role].map { signers.alternatives(to: tried, as: $0, before: today) } ?? []
    }
    func acting(_ holders: [String], _ role: String) -> [String] {
      policy.names.roles[role].map { today.acting(among: holders, as: .role($0)) } ?? []
    }
    switch edit {
    case .leaveOut(let list, let id): return .removeValue(field: list.key, value: id)
    case .move(let field, let text, _): return .setField(field: field.key, value: text)
    case .state(let field, _): return .stateField(field: field)
    case .approve(let role, let by, let on):
      let holders = holders(role, tried: by)
      return .addApproval(role: role, holders: holders, acting: acting(holders, role), on: on, content: content)
    case .vote(let committee, let yes, let on):
      let recused = policy.names.committees[committee].map(today.recused) ?? []
      let seats = yes.map { seat in
        let holders = holders(seat.role, tried: seat.by).filter { !recused.contains($0) }
        return Remedy.Seat(role: seat.role, holders: holders, acting: acting(holders, seat.role))
      }
      let vote = edited.proposal.approvals?.first { $0.committee?.value == committee }
      let aside = (vote?.recused ?? []).compactMap { seat -> Remedy.Recusal? in
        guard let role = seat.role?.value, let by = seat.by?.value else { return nil }
        return Remedy.Recusal(role: role, by: by)
      }
      return .addVote(
        committee: committee, yes: seats, recused: aside, on: on, content: content,
        replaces: prepared.facts.votes.contains { tables.committees[$0.committee].named.id == committee })
    case .review(let role, let step, let by):
      let holders = holders(role, tried: by)
      return .addReview(role: role, holders: holders, acting: acting(holders, role), step: step)
    case .attest(let duty, _, let on):
      let role = policy.names.duties[duty].flatMap { dutyRole($0, edited) }
      let holders = tables.switches.roleHoldersAttested ? [] : role.map { signers.dutyHolders(of: $0) } ?? []
      return .attest(
        duty: duty, role: role.map { tables.roles[$0].named.id }, holders: holders,
        acting: role.map { today.acting(among: holders, as: .role($0)) } ?? [], on: on)
    }
  }

  private func dutyRole(_ id: RuleID, _ edited: PreparedProposal) -> RoleID? {
    tables.rules[id].duty?.by ?? edited.facts.openWorkflow.flatMap { tables.workflows[$0].owner }
  }
}
