public import PolicyBasics
package import SourceText

/// A proposal whose ids are resolved against one policy, with its fingerprint: prepared once, decided many times.
///
/// It belongs to the policy that prepared it; asked of another one, the decision is a denial of class invalid.
public struct PreparedProposal: Sendable {
  package let proposal: Proposal
  /// The digest of the policy that it was prepared for.
  package let policyDigest: String
  /// Why it cannot be decided upon; empty for a proposal that decodes.
  package let diagnostics: Diagnostics
  package let facts: ProposalFacts
  /// What the fingerprint covers.
  package let parts: ProposalContent

  /// Whether it decodes: a proposal that does not is denied as invalid.
  public var isValid: Bool { !diagnostics.hasErrors }
  /// The content's fingerprint (S45): 40 digits, `-`, 24 digits. Empty for an invalid proposal.
  public var content: String { facts.content }
  /// An action's day, in the policy's time zone (S1); `nil` for a pilot, and for an action without `at`.
  public var actionDay: Day? { facts.actionDay }
}

/// What is known of an id that may be stated as `unlisted`.
package enum StatedID<ID: DenseID>: Hashable, Sendable {
  case absent
  case unlisted
  case listed(ID)

  package var id: ID? {
    if case .listed(let id) = self { return id }
    return nil
  }
  package var isAbsent: Bool { self == .absent }
}

/// The facts of a proposal as the checker reads them: dense ids and sets; `nil` where a fact is absent.
package struct ProposalFacts: Sendable {
  package var kind = ProposalKind.action
  package var workflow = StatedID<WorkflowID>.absent
  package var tool = StatedID<ToolID>.absent
  /// The declared workflow, unless it is refused: then nothing else of it is read (S23).
  package var openWorkflow: WorkflowID?
  package var openTool: ToolID?
  package var autonomy: Autonomy?
  package var impact: Impact?

  /// Stated, or of the stated elements and materials; `nil` where `data` and `elements` are both absent.
  package var dataIsKnown = false
  package var ownData = IDSet<DataClassID>()
  package var touchedData = IDSet<DataClassID>()
  package var sensitivities: UInt8 = 0
  package var unknownElements: [String] = []
  package var audiences: IDSet<AudienceID>?
  package var touchedAudiences = IDSet<AudienceID>()
  package var sites: IDSet<SiteID>?
  package var touchedSites = IDSet<SiteID>()
  package var siteCount = 0
  package var materials: IDSet<MaterialID>?

  package var starts: Day?
  package var ends: Day?
  package var participants: Int?
  package var owner: RoleID?
  package var follows: PilotID?
  package var hasStopWhen = false
  package var measures: [Measure] = []

  package var at: Instant?
  /// The calendar day of `at` in the policy's zone.
  package var actionDay: Day?
  package var action: ActionID?
  package var stage = Stage.after
  package var pilot: PilotID?

  package var requesterIsStated = false
  package var person: PersonRef?
  /// `nil` where absent or empty (S7).
  package var roles: IDSet<RoleID>?
  package var touchedRoles = IDSet<RoleID>()

  package var attributes: [AttributeFact] = []
  package var signatures: [Signature] = []
  package var votes: [Vote] = []
  package var attestations: [AttestationFact] = []
  /// Persons who sign in more than one role, with the roles.
  package var severalRoles: [SeveralRoles] = []
  package var content = ""

  package init() {}

  package struct Measure: Hashable, Sendable {
    package var hasMetricAndTarget: Bool
    package var hasBaseline: Bool
    package var measuredUntil: Day?
  }

  package struct AttributeFact: Hashable, Sendable {
    package var attribute: AttributeID
    package var value: AttributeValue
  }

  package enum AttributeValue: Hashable, Sendable {
    case scalar(Scalar)
    case set([UInt32])
  }

  package struct SeveralRoles: Hashable, Sendable {
    package var person: PersonRef
    package var roles: [RoleID]
  }
}

/// Somebody who is named: listed among the people of the set, or not.
package struct PersonRef: Hashable, Sendable {
  package var name: String
  package var listed: PersonID?
}

/// An approval, a vote's seat or a review: who signs, as what, when (S29).
package struct Signature: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case approval
    /// For one step, or for those by the role.
    case review(step: String?)
    /// A seat of a vote, by its place among the votes.
    case seat(vote: Int, SeatPart)
  }

  package enum SeatPart: Hashable, Sendable { case yes, no, abstain, recused }

  package enum Content: Hashable, Sendable { case absent, right, wrong, notAsked }

  package var kind: Kind
  package var role: RoleID?
  package var person: PersonRef?
  /// `nil` for reviews: theirs is the action's day.
  package var on: Day?
  package var content: Content
  /// Which entry of the proposal it is.
  package var entry: Int
}

/// The vote of a committee (S38).
package struct Vote: Hashable, Sendable {
  package var committee: CommitteeID
  /// All four lists are stated.
  package var isWhole: Bool
  package var entry: Int
}

/// A duty that somebody attests.
package struct AttestationFact: Hashable, Sendable {
  package var rule: RuleID
  package var person: PersonRef?
  package var on: Day?
}
