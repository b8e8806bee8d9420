package import PolicyBasics

/// What gates and rules become: who it speaks of, on which days, what it tests. The checker knows guards alone.
package struct Guard: Hashable, Sendable {
  package var origin: Origin
  package var kinds: KindSet
  package var effective: Period
  package var test: GuardTest

  package init(_ origin: Origin, kinds: KindSet = .both, effective: Period = .always, test: GuardTest) {
    self.origin = origin
    self.kinds = kinds
    self.effective = effective
    self.test = test
  }

  /// What it was lowered from.
  package enum Origin: Hashable, Sendable {
    case gate(Gate)
    case rule(RuleID)
    case tier(TierID)
  }
}

/// Pilots, actions, or both.
package struct KindSet: OptionSet, Hashable, Sendable {
  package let rawValue: UInt8
  package init(rawValue: UInt8) { self.rawValue = rawValue }

  package static let pilot = KindSet(rawValue: 1)
  package static let action = KindSet(rawValue: 2)
  package static let both: KindSet = [.pilot, .action]

  package init(_ kind: ProposalKind) { self = kind == .pilot ? .pilot : .action }
}

/// What a guard asks of a proposal on a judged day.
package enum GuardTest: Hashable, Sendable {
  /// A reason of this class on every day.
  case always(ReasonClass)
  /// A reason where the formula is true; missing facts where it is unknown.
  case formula(FormulaID, ReasonClass)
  /// A reason for each of the proposal's own ids that the list does not cover.
  case uncovered(ItemField, IDList, ReasonClass)
  /// A fact that every proposal owes (S7).
  case owed(Fact)
  /// Signatures that are needed where the formula is not false.
  ///
  /// A step of review is due at its stage; what is no step of review (approvals, red lines) has no stage, and any
  /// review by the role fills it.
  case demand(FormulaID?, DemandID, before: Stage?)
  /// A duty where the formula is not false.
  case duty(FormulaID?)
  /// S23 `material-lapsed`.
  case lapsed(MaterialID, FormulaID)
  /// S23 `element`.
  case unknownElements
  /// S23 `role-not-held`.
  case rolesHeld
  /// S23 `owner-vacant`.
  case ownerHeld
  /// S23 `measures`.
  case measures(baseline: Bool, beforeStart: Bool)
  /// S23 `stop-when`.
  case stopWhen
  /// S23 `pilot-bounds`, but for what is a list or a formula.
  case pilotDays(PilotID)
  /// S23 `pilot-denied`.
  case pilotAllowed(PilotID)
}

/// The lists of a proposal whose items are covered or not.
package enum ItemField: UInt8, CaseIterable, Sendable { case data, audiences, materials, sites }

/// Ids of an item field's section, as a policy lists them.
package struct IDList: Hashable, Sendable {
  package var ids: [UInt32]
  package init(_ ids: [UInt32]) { self.ids = ids.sorted() }
}

/// A field of a proposal that can be absent (S7), or one of the policy.
package enum Fact: Hashable, Sendable {
  case workflow, tool, autonomy, impact, data, audiences, sites, materials
  case starts, ends, owner, participants
  case at, pilot
  case requester, requesterPerson, requesterRoles
  case attribute(AttributeID)
  /// By the name of its first part that is absent.
  case policy(String)

  package var isOfPolicy: Bool {
    if case .policy = self { return true }
    return false
  }
}

/// The built-in gates of S23, by their codes.
package enum Gate: String, CaseIterable, Hashable, Sendable {
  case workflowStatus = "workflow-status"
  case workflowEdited = "workflow-edited"
  case toolEdited = "tool-edited"
  case workflowDates = "workflow-dates"
  case workflowSites = "workflow-sites"
  case usedBy = "used-by"
  case data, audience, material, tool, element
  case materialLapsed = "material-lapsed"
  case toolStatus = "tool-status"
  case agreementDates = "agreement-dates"
  case agreementData = "agreement-data"
  case agreementPurpose = "agreement-purpose"
  case autonomy, impact, tier
  case limitDuration = "limit-duration"
  case limitSites = "limit-sites"
  case limitParticipants = "limit-participants"
  case ownerVacant = "owner-vacant"
  case measures
  case stopWhen = "stop-when"
  case roleNotHeld = "role-not-held"
  case follows
  case pilotBounds = "pilot-bounds"
  case pilotDenied = "pilot-denied"
  case review, approval
  case dualRole = "dual-role"
  case duty
  case dayDiffers = "day-differs"
  case pilotOver = "pilot-over"
  case evaluation
  case invalid
  /// S7: the prefix of `missing.FIELD`.
  case missing
}
