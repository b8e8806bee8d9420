package import PolicyBasics
import SourceText

/// A compiled policy as tables: everything a decision and its reasons need, nothing of YAML.
package struct PolicyTables: Sendable {
  package var identity = Identity()
  package var switches = Switches()
  package var zone = ZoneTransitions()
  /// The holidays of the set and of each set below it; rules name theirs (S65).
  package var calendars: [BusinessCalendar] = []

  package var data = Table<DataClassID, Named>()
  package var dataTree = Hierarchy<DataClassID>(Table())
  package var sensitivities = Table<DataClassID, Sensitivity>()
  /// The class that holds each element; sorted by the element's name.
  package var elements: [ElementHolder] = []
  package var audiences = Table<AudienceID, Named>()
  package var audienceTree = Hierarchy<AudienceID>(Table())
  package var sites = Table<SiteID, Named>()
  package var siteTree = Hierarchy<SiteID>(Table())
  package var materials = Table<MaterialID, MaterialEntry>()
  package var purposes = Table<PurposeID, Named>()
  package var roles = Table<RoleID, RoleEntry>()
  package var committees = Table<CommitteeID, CommitteeEntry>()
  package var people = Table<PersonID, PersonEntry>()
  package var tiers = Table<TierID, TierEntry>()
  package var tools = Table<ToolID, ToolEntry>()
  package var workflows = Table<WorkflowID, WorkflowEntry>()
  package var actions = Table<ActionID, String>()
  package var attributes = Table<AttributeID, AttributeEntry>()
  package var pilots = Table<PilotID, PilotEntry>()
  package var rules = Table<RuleID, RuleEntry>()
  package var exceptions = Table<ExceptionID, ExceptionEntry>()
  package var demands = Table<DemandID, Demand>()
  /// The ids of the steps of review of tiers and rules: any action's review may name them.
  package var stepIDs: [String] = []

  package var formulas = Table<FormulaID, Formula>()
  package var tests = Table<TestID, Test>()
  package var paths = Table<PathID, PolicyPath>()
  package var guards = Table<GuardID, Guard>()
  package var index = GuardIndex()
  /// The days on which something of the policy begins, and those after something ended; in order, each once.
  package var changes: [Day] = []
  /// The files that places name.
  package var files: [String] = []

  package init() {}
}

/// What a policy set is called.
package struct Identity: Hashable, Sendable {
  package var id = ""
  package var title = ""
  package var version = ""
  package var language = 0
  /// SHA-256 of the sources, 64 hexadecimal digits.
  package var digest = ""
  /// The commit of the sources, where the compiler was told.
  package var commit: String?
  package init() {}
}

/// What holds for the whole set.
package struct Switches: Hashable, Sendable {
  package var roleHoldersAttested = false
  package var unboundApprovals = false
  package var approvalsLapse: TimeSpan?
  package var asksSites = false
  package var asksMaterials = false
  package var listsPeople = false
  package var hasTiers = false
  package init() {}
}

/// Where something stands: a file of the set, line and column from 1.
package struct Place: Hashable, Sendable {
  package var file: UInt32
  package var line: UInt32
  package var column: UInt32

  package init(file: UInt32, line: UInt32, column: UInt32) {
    self.file = file
    self.line = line
    self.column = column
  }

  package static let unknown = Place(file: .max, line: 0, column: 0)
}

/// An id, what people call it, and where it is declared.
package struct Named: Hashable, Sendable {
  package var id: String
  package var title: String
  package var place: Place

  package init(id: String, title: String, place: Place) {
    self.id = id
    self.title = title
    self.place = place
  }
}

package struct ElementHolder: Hashable, Sendable {
  package var element: String
  package var holders: [DataClassID]
  package init(element: String, holders: [DataClassID]) {
    self.element = element
    self.holders = holders
  }
}

package struct MaterialEntry: Hashable, Sendable {
  package var named: Named
  package var classes: IDSet<DataClassID>
  package var until: Day?
  package init(named: Named, classes: IDSet<DataClassID>, until: Day?) {
    self.named = named
    self.classes = classes
    self.until = until
  }
}

package struct RoleEntry: Hashable, Sendable {
  package var named: Named
  /// The role and all that it includes.
  package var includes: IDSet<RoleID>
  package var mayCombine: IDSet<RoleID>
  package init(named: Named, includes: IDSet<RoleID>, mayCombine: IDSet<RoleID>) {
    self.named = named
    self.includes = includes
    self.mayCombine = mayCombine
  }
}

package struct CommitteeEntry: Hashable, Sendable {
  package var named: Named
  package var members: IDSet<RoleID>
  package var quorum: Int
  package var threshold: Int
  package init(named: Named, members: IDSet<RoleID>, quorum: Int, threshold: Int) {
    self.named = named
    self.members = members
    self.quorum = quorum
    self.threshold = threshold
  }
}

package struct PersonEntry: Hashable, Sendable {
  package var id: String
  package var holdings: [Holding]
  /// Delegations that the person has received.
  package var delegations: [DelegationEntry]
  package var conflicts: IDSet<ToolID>
  package init(id: String, holdings: [Holding], delegations: [DelegationEntry], conflicts: IDSet<ToolID>) {
    self.id = id
    self.holdings = holdings
    self.delegations = delegations
    self.conflicts = conflicts
  }
}

package struct Holding: Hashable, Sendable {
  package var role: RoleID
  package var site: SiteID?
  package var days: Period
  package var acting: Bool
  package init(role: RoleID, site: SiteID?, days: Period, acting: Bool) {
    self.role = role
    self.site = site
    self.days = days
    self.acting = acting
  }
}

package struct DelegationEntry: Hashable, Sendable {
  package var role: RoleID
  package var from: PersonID
  package var days: Period
  package init(role: RoleID, from: PersonID, days: Period) {
    self.role = role
    self.from = from
    self.days = days
  }
}

package struct TierEntry: Hashable, Sendable {
  package var named: Named
  package var rank: Int
  package var formula: FormulaID?
  package init(named: Named, rank: Int, formula: FormulaID?) {
    self.named = named
    self.rank = rank
    self.formula = formula
  }
}

package struct ToolEntry: Hashable, Sendable {
  package var named: Named
  package var status: ToolStatus
  package var because: String?
  package var sources: [String]
  package var approvedBy: String?
  package var liftedBy: String?
  package var agreementEnds: Day?
  /// The canonical text of the part of the agreement that a proposal's fingerprint covers (S44).
  package var content: String
  package init(named: Named, status: ToolStatus) {
    self.named = named
    self.status = status
    sources = []
    content = ""
  }

  /// S23: of a refused tool nothing else is read.
  package var isOpen: Bool { status != .refused }
}

package struct WorkflowEntry: Hashable, Sendable {
  package var named: Named
  package var status: WorkflowStatus
  package var because: String?
  package var sources: [String]
  package var approvedBy: String?
  package var liftedBy: String?
  package var owner: RoleID?
  package var purpose: PurposeID?
  package var tier: TierID?
  /// The stages of its actions (S41).
  package var actions: [ActionStage]
  /// Whether it declares metrics: then a measure's metric is one of them (S6).
  package var metrics: [String]?
  /// Its own steps of review by a role that has two: an entry that names no step counts for neither (S35).
  package var ambiguousSteps: IDSet<DemandID>
  package var stepIDs: [String]
  package var content: String
  package init(named: Named, status: WorkflowStatus) {
    self.named = named
    self.status = status
    sources = []
    actions = []
    ambiguousSteps = IDSet()
    stepIDs = []
    content = ""
  }

  package var isOpen: Bool { status != .refused }
}

package struct ActionStage: Hashable, Sendable {
  package var action: ActionID
  package var stage: Stage
  package init(action: ActionID, stage: Stage) {
    self.action = action
    self.stage = stage
  }
}

package struct AttributeEntry: Hashable, Sendable {
  package enum Kind: UInt8, CaseIterable, Sendable {
    case yesNo, count, number, date, duration, choice, choices, level
  }
  package var named: Named
  package var kind: Kind
  package var kinds: KindSet
  package var words: [String]
  package init(named: Named, kind: Kind, kinds: KindSet, words: [String]) {
    self.named = named
    self.kind = kind
    self.kinds = kinds
    self.words = words
  }
}

/// A registered pilot: as it was voted on, and prepared.
package struct PilotEntry: Sendable {
  package var named: Named
  package var proposal: Proposal
  package init(named: Named, proposal: Proposal) {
    self.named = named
    self.proposal = proposal
  }
}

/// A rule or an invariant, as reasons show it.
package struct RuleEntry: Hashable, Sendable {
  package var named: Named
  package var because: String
  package var sources: [String]
  package var isInvariant: Bool
  /// With `when-absent: allow` what is unknown is false.
  package var allowsAbsent: Bool
  package var trialUntil: Day?
  package var exceptions: [ExceptionID]
  package var duty: Duty?
  /// Which set's holidays count.
  package var calendar: Int

  package init(named: Named, because: String, sources: [String]) {
    self.named = named
    self.because = because
    self.sources = sources
    isInvariant = false
    allowsAbsent = false
    exceptions = []
    calendar = 0
  }
}

/// What `oblige` asks for (S46).
package struct Duty: Hashable, Sendable {
  package enum Deadline: Hashable, Sendable {
    case before(Stage)
    case span(DeadlineSpan, before: Bool, anchor: Anchor)
  }

  package enum Anchor: Hashable, Sendable {
    case use, release, start, end, agreementEnd
    case attribute(AttributeID)
  }

  package var text: String
  /// Left out, the workflow's owner.
  package var by: RoleID?
  package var deadline: Deadline
  package var lasts: TimeSpan?

  package init(text: String, by: RoleID?, deadline: Deadline, lasts: TimeSpan?) {
    self.text = text
    self.by = by
    self.deadline = deadline
    self.lasts = lasts
  }
}

package struct ExceptionEntry: Hashable, Sendable {
  package var named: Named
  package var rule: RuleID
  package var sites: IDSet<SiteID>
  package var effective: Period
  package var formulas: [FormulaID]
  package var grantedBy: String
  package init(
    named: Named, rule: RuleID, sites: IDSet<SiteID>, effective: Period, formulas: [FormulaID], grantedBy: String
  ) {
    self.named = named
    self.rule = rule
    self.sites = sites
    self.effective = effective
    self.formulas = formulas
    self.grantedBy = grantedBy
  }
}

/// What must be signed; equal demands are one (S34, S35).
package struct Demand: Hashable, Sendable {
  package enum Kind: UInt8, CaseIterable, Sendable { case approval, review }
  package enum Signer: Hashable, Sendable {
    case role(RoleID)
    case committee(CommitteeID)
  }

  package var kind: Kind
  package var signers: [Signer]
  package var atLeast: Int
  /// The id of a step of review.
  package var step: String?

  package init(kind: Kind, signers: [Signer], atLeast: Int, step: String? = nil) {
    self.kind = kind
    self.signers = signers
    self.atLeast = atLeast
    self.step = step
  }
}

/// Which guards could fire for a proposal.
package struct GuardIndex: Hashable, Sendable {
  /// For every proposal.
  package var general: [GuardID] = []
  package var workflow = Table<WorkflowID, [GuardID]>()
  package var tool = Table<ToolID, [GuardID]>()
  package var material = Table<MaterialID, [GuardID]>()
  /// For actions in a registered pilot.
  package var pilot = Table<PilotID, [GuardID]>()
  /// For pilots that build on a registered one.
  package var follows = Table<PilotID, [GuardID]>()
  package init() {}
}
