import PolicyBasics
import SourceText

/// Looks for the least list of edits that removes a reason and brings no new one (S60, S61): each list is applied to the
/// proposal and judged for real.
struct RemedySearch {
  /// S61: so many edits in one remedy, so many trials for one decision.
  static let mostEdits = 3
  static let mostTrials = 10_000

  let policy: CompiledPolicy.Storage
  let prepared: PreparedProposal
  let judgement: Judgement
  private(set) var trials: Int
  private let weight: Int
  private var known: [[Edit]: Set<ReasonKey>] = [:]

  /// What an edited proposal comes to.
  struct Trial {
    let prepared: PreparedProposal
    let judgement: Judgement
    /// Without the fields that the edits state: whether they are missing is not asked any more.
    let reasons: Set<ReasonKey>
    var isInvalid: Bool { reasons.contains(ReasonKey(.gate(.invalid))) }
  }

  init(
    _ policy: CompiledPolicy.Storage, _ prepared: PreparedProposal, _ judgement: Judgement,
    trials: Int = RemedySearch.mostTrials
  ) {
    self.policy = policy
    self.prepared = prepared
    self.judgement = judgement
    self.trials = trials
    weight = RemedySearch.weight(policy, prepared, judgement)
  }

  private var tables: PolicyTables { policy.tables }
  var kind: ProposalKind { prepared.facts.kind }

  // MARK: Trials

  /// The reasons that an edited proposal has; `nil` once the trials are used up.
  mutating func reasons(after edits: [Edit]) -> Set<ReasonKey>? {
    if let reasons = known[edits] { return reasons }
    guard trials > 0 else { return nil }
    let reasons = attempt(edits)?.reasons
    known[edits] = reasons
    return reasons
  }

  /// Applies edits and judges; `nil` once the trials are used up.
  mutating func attempt(_ edits: [Edit]) -> Trial? {
    guard trials > 0 else { return nil }
    trials -= weight
    let edited = edit(edits)
    let judged = Judgement(policy, edited, asOf: judgement.asOf, today: judgement.asOf)
    return Trial(
      prepared: edited, judgement: judged,
      reasons: Set(judged.reasons.keys.filter { !RemedySearch.isStated($0, by: edits, tables, kind) }))
  }

  /// A trial of a large proposal takes as long as several of a small one, and counts for so many: on each of the days
  /// between which an answer can change, every guard is asked, every reason kept, and every signature judged at every
  /// site under the choices of roles that there are (S36).
  private static func weight(
    _ policy: CompiledPolicy.Storage, _ prepared: PreparedProposal, _ judgement: Judgement
  ) -> Int {
    let (facts, proposal) = (prepared.facts, prepared.proposal)
    let ids = [proposal.data, proposal.elements, proposal.materials, proposal.audiences, proposal.sites]
      .reduce(0) { $0 + ($1?.count ?? 0) }
    let stated = ids + facts.signatures.count + facts.attestations.count + proposal.attributes.count
    // At most five persons in four roles each, of which any two may combine (S37).
    let choices = facts.severalRoles.reduce(1) { $0 * min($1.roles.count * $1.roles.count, 16) }
    let days = Changes(policy).segments(of: judgement.days, for: prepared).count
    let places = max(facts.sites?.count ?? 0, 1)
    let perDay =
      EditCandidates(policy, prepared, asOf: judgement.asOf).guards.count + 4 * judgement.reasons.count
      + (places + 3) * (facts.signatures.count + facts.attestations.count) + min(choices, 10_000)
    return 1 + (8 * stated + days * perDay) / RemedySearch.workOfOneTrial
  }

  /// The work, in steps of about 70 nanoseconds where it was measured, that one of the trials of S61 stands for.
  private static let workOfOneTrial = 1_000

  /// The proposal as it would be with the edits.
  func edit(_ edits: [Edit]) -> PreparedProposal {
    Preparation(tables, policy.names).prepare(prepared.proposal.applying(edits), isRegistered: false)
  }

  /// Of the trials no more than these are left.
  mutating func limit(to trials: Int) { self.trials = min(self.trials, trials) }

  /// A field that is stated is not missing, nor are its parts.
  static func isStated(_ key: ReasonKey, by edits: [Edit], _ tables: PolicyTables, _ kind: ProposalKind) -> Bool {
    guard case .missing(let fact) = key.code else { return false }
    let field = tables.field(fact, kind: kind)
    return edits.contains { edit in
      if case .state(let stated, _) = edit { field == stated || field.hasPrefix(stated + ".") } else { false }
    }
  }

  // MARK: Search

  /// What was found, and whether any edit was open at all.
  struct Finding {
    var edits: [Edit]?
    var wasOpen: Bool
  }

  /// The least remedy of each reason. Fewer edits are tried for all of them before more are tried for one, so that what
  /// nothing helps takes no trials from what one edit helps.
  mutating func remedies(for keys: [ReasonKey]) -> [ReasonKey: Finding] {
    var result: [ReasonKey: Finding] = [:]
    for most in 1...RemedySearch.mostEdits {
      for key in keys where result[key] == nil { result[key] = remedy(for: key, most: most) }
    }
    return result
  }

  /// The least remedy of a reason; signatures before any way around them.
  ///
  /// - Parameter most: how many edits are tried.
  /// - Returns: `nil` where more edits than these may help.
  private mutating func remedy(for key: ReasonKey, most: Int) -> Finding? {
    let candidates = EditCandidates(policy, prepared, asOf: judgement.asOf)
    // A fact that is missing is stated, whatever else its value may then bring.
    if key.code == .missing(.pilot) { return Finding(edits: [pilot(for: key, candidates)], wasOpen: true) }
    if let statement = candidates.statement(for: key) { return Finding(edits: [statement], wasOpen: true) }
    // Nobody signs for a day that is over, and there is no way around that either.
    if key.isAboutSignature, candidates.signers.isTooLate { return Finding(edits: nil, wasOpen: false) }
    let absent = AbsentFacts(candidates, for: key)
    // What is asked for only because a fact is absent is not asked for before the fact is stated.
    if let statement = first(of: absent.statements, for: key) { return Finding(edits: [statement], wasOpen: true) }
    var wasOpen = false
    for source in [Source.signatures, .statements, .fields] {
      let first = edits(source, for: key, in: prepared, wide: true)
      guard !first.isEmpty else { continue }
      if source != .statements { wasOpen = true }
      if let found = search(key, source, most: most) { return Finding(edits: found, wasOpen: true) }
      // What is tried next is taken only where these cannot help.
      guard most == RemedySearch.mostEdits else { return nil }
    }
    if let untried = absent.untried.first { return Finding(edits: [untried], wasOpen: true) }
    return Finding(edits: nil, wasOpen: wasOpen)
  }

  /// The first of these that alone removes the reason and brings no new one.
  private mutating func first(of edits: [Edit], for key: ReasonKey) -> Edit? {
    let base = Set(judgement.reasons.keys)
    for edit in sorted(edits) {
      guard let reasons = reasons(after: [edit]) else { return nil }
      if !reasons.contains(key), reasons.isSubset(of: base) { return edit }
    }
    return nil
  }

  /// Which pilot it is, nobody but the actor knows; one that would do stands in.
  private mutating func pilot(for key: ReasonKey, _ candidates: EditCandidates) -> Edit {
    first(of: candidates.pilots, for: key) ?? .state(tables.field(.pilot, kind: kind), .nothing)
  }

  /// Where edits come from.
  private enum Source { case signatures, statements, fields }

  private func edits(_ source: Source, for key: ReasonKey, in state: PreparedProposal, wide: Bool) -> [Edit] {
    let candidates = EditCandidates(policy, state, asOf: judgement.asOf)
    switch source {
    case .signatures: return candidates.signatures(for: key)
    case .statements: return AbsentFacts(candidates, for: key).statements
    case .fields: return candidates.signatures(for: key) + candidates.edits(for: key, wide: wide)
    }
  }

  private struct State {
    var edits: [Edit]
    var reasons: Set<ReasonKey>
  }

  private mutating func search(_ key: ReasonKey, _ source: Source, most: Int) -> [Edit]? {
    let base = Set(judgement.reasons.keys)
    var frontier = [State(edits: [], reasons: base)]
    for count in 1...most {
      var lists = Set<[Edit]>()
      for state in frontier {
        // The reason itself, or the first of those that its removal brought: one of the edits must remove that.
        let open = state.reasons.contains(key) ? key : first(of: state.reasons.subtracting(base))
        guard let open, trials > 0 else { continue }
        // What could be tried is looked for in the edited proposal: that takes as long as a trial.
        if count > 1 { trials -= weight }
        let more = edits(open == key ? source : .fields, for: open, in: edit(state.edits), wide: count == 1)
        for edit in more where !state.edits.contains(where: edit.contradicts) {
          lists.insert(sorted(state.edits + [edit]))
        }
      }
      frontier = []
      for list in sorted(lists) {
        guard let reasons = reasons(after: list) else { return nil }
        if !reasons.contains(key), reasons.isSubset(of: base) { return list }
        if !reasons.contains(ReasonKey(.gate(.invalid))) { frontier.append(State(edits: list, reasons: reasons)) }
      }
    }
    return nil
  }

  private func first(of keys: Set<ReasonKey>) -> ReasonKey? { tables.sorted(keys, kind: kind).first }

  // MARK: Order

  func sorted(_ edits: [Edit]) -> [Edit] { edits.sorted { $0.precedes($1, kind: kind) } }

  /// S61: lists of one length by their fields, then by their values. Edits are compared once, lists by their ranks.
  private func sorted(_ lists: Set<[Edit]>) -> [[Edit]] {
    var rank: [Edit: (field: Int, value: Int)] = [:]
    var field = -1
    var last: String?
    for (value, edit) in sorted(Array(lists.reduce(into: Set<Edit>()) { $0.formUnion($1) })).enumerated() {
      if edit.field != last { field += 1 }
      last = edit.field
      rank[edit] = (field, value)
    }
    return lists.map { list in (list: list, ranks: list.compactMap { rank[$0] }) }
      .sorted { a, b in
        for (own, theirs) in zip(a.ranks, b.ranks) where own.field != theirs.field { return own.field < theirs.field }
        for (own, theirs) in zip(a.ranks, b.ranks) where own.value != theirs.value { return own.value < theirs.value }
        return a.list.count < b.list.count
      }
      .map(\.list)
  }
}

extension ReasonKey {
  /// Whether what is missing is somebody's signature or attestation.
  var isAboutSignature: Bool {
    switch code {
    case .gate(.approval), .gate(.review), .gate(.dualRole), .gate(.duty): true
    case .gate, .rule, .missing: false
    }
  }
}

extension PolicyTables {
  /// Reasons in an order that does not depend on the run: by code, then by subject.
  func sorted(_ keys: some Sequence<ReasonKey>, kind: ProposalKind) -> [ReasonKey] {
    keys.map { (key: $0, code: code(of: $0.code, kind: kind), subject: text(of: $0.subject) ?? "") }
      .sorted { a, b in
        a.code != b.code
          ? a.code.precedes(b.code)
          : a.subject.precedes(b.subject)
      }
      .map(\.key)
  }
}
