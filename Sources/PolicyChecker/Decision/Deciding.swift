public import PolicyBasics
import SourceText

/// What a decision comes to, without words: effect, class and the ids of the reasons.
public struct Ruling: Sendable, Hashable {
  /// Allow or deny.
  public let effect: Effect
  /// The hardest class among the reasons; `nil` for an allow.
  public let reasonClass: ReasonClass?
  /// The codes of the reasons, sorted, each once.
  public let reasons: [String]
}

extension CompiledPolicy {
  /// Decides, and says no more than which reasons there are.
  ///
  /// - Parameter asOf: the as-of day (S1); `nil` for the action's own day. A pilot, or an action without `at`, needs one:
  ///   without it, it is denied as invalid, since the library reads no clock.
  public func decide(_ prepared: PreparedProposal, asOf: Day? = nil) -> Ruling {
    let judgement = judge(prepared, asOf: asOf)
    return Ruling(
      effect: judgement.effect, reasonClass: judgement.reasonClass,
      reasons: Set(judgement.reasons.keys.map { code(of: $0.code, kind: prepared.facts.kind) }).sorted())
  }

  /// Decides and explains: reasons with rules, places, sources, facts and days, duties, exceptions, how long it holds, and
  /// of a denial what would make it allowed.
  ///
  /// Remedies are looked for by trying edits, at most 10,000 (S61): where only the effect is asked for, ``decide(_:asOf:)``
  /// is the faster one.
  ///
  /// - Parameter asOf: as for ``decide(_:asOf:)``.
  public func explain(_ prepared: PreparedProposal, asOf: Day? = nil) -> Decision {
    explain(prepared, asOf: asOf, remedies: true)
  }

  /// - Parameter remedies: whether to look for what would help, which takes longer than the rest.
  package func explain(_ prepared: PreparedProposal, asOf: Day?, remedies: Bool) -> Decision {
    Explanation(storage, prepared, judge(prepared, asOf: asOf)).decision(remedies: remedies)
  }

  func judge(_ prepared: PreparedProposal, asOf: Day?) -> Judgement {
    var prepared = prepared
    if prepared.policyDigest != digest || (asOf == nil && prepared.facts.actionDay == nil) {
      var diagnostics = prepared.diagnostics
      diagnostics.report(
        prepared.policyDigest != digest ? .preparedForAnother() : .noDay(), at: prepared.proposal.span ?? .nowhere)
      prepared = PreparedProposal(
        proposal: prepared.proposal, policyDigest: digest, diagnostics: diagnostics, facts: prepared.facts,
        parts: prepared.parts)
    }
    return Judgement(storage, prepared, asOf: asOf, today: Day.earliest)
  }

  func code(of code: ReasonCode, kind: ProposalKind) -> String { storage.tables.code(of: code, kind: kind) }
}

extension PolicyTables {
  /// A reason's code as it is written.
  func code(of code: ReasonCode, kind: ProposalKind) -> String {
    switch code {
    case .gate(let gate): gate.rawValue
    case .rule(let rule): rules[rule].named.id
    case .missing(let fact): "missing." + field(fact, kind: kind)
    }
  }

  /// A fact's field as it is written in a proposal of the kind, or its path in the policy.
  func field(_ fact: Fact, kind: ProposalKind) -> String {
    let requester = kind == .pilot ? "requested-by" : "actor"
    return switch fact {
    case .workflow: "workflow"
    case .tool: "tool"
    case .autonomy: "autonomy"
    case .impact: "impact"
    case .data: "data"
    case .audiences: "audiences"
    case .sites: "sites"
    case .materials: "materials"
    case .starts: "starts"
    case .ends: "ends"
    case .owner: "owner"
    case .participants: "participants"
    case .at: "at"
    case .pilot: "pilot"
    case .requester: requester
    case .requesterPerson: requester + ".person"
    case .requesterRoles: requester + ".roles"
    case .attribute(let attribute): attributes[attribute].named.id
    case .policy(let name): name
    }
  }

  /// What a reason is about, in words that do not change.
  func text(of subject: Subject) -> String? {
    switch subject {
    case .none: nil
    case .item(.data, let id): data[DataClassID(rawValue: id)].id
    case .item(.audiences, let id): audiences[AudienceID(rawValue: id)].id
    case .item(.materials, let id): materials[MaterialID(rawValue: id)].named.id
    case .item(.sites, let id): sites[SiteID(rawValue: id)].id
    case .element(let element): element
    case .role(let role): roles[role].named.id
    case .demand(let demand): text(of: demands[demand])
    case .rule(let rule): rules[rule].named.id
    case .tier(let tier): tiers[tier].named.id
    }
  }

  /// `privacy-officer`, `privacy-officer/reply` for a step, `2 of board-chair, superintendent`.
  func text(of demand: Demand) -> String {
    let signers = inOrder(demand.signers.map { text(of: $0) })
    let who = signers.count == 1 ? signers[0] : "\(demand.atLeast) of \(signers.joined(separator: ", "))"
    return demand.step.map { "\(who)/\($0)" } ?? who
  }

  func text(of signer: Demand.Signer) -> String {
    switch signer {
    case .role(let role): roles[role].named.id
    case .committee(let committee): committees[committee].named.id
    }
  }
}
