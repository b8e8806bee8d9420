import Description
package import PolicyBasics
package import PolicyLanguage
package import SourceText

/// The checks of the rule graph: each is linear, and all run every time.
///
/// What contradicts itself or could never happen is an error, what is missing or weak a warning. What depends on a day is
/// a warning: no day turns a set that compiled into one that does not.
package struct GraphChecks {
  package let names: Names
  package let graph: RuleGraph
  package let head: PolicyHead?
  /// The day of the check; without one, what depends on a day is not asked.
  package let asOf: Day?
  package private(set) var diagnostics = Diagnostics()
  var suggester: Suggester

  /// - Parameter isComplete: whether all files were read whole. Else what is missing may be declared behind an error, and
  ///   findings that conclude from its absence are not asked for.
  package init(
    _ names: Names, _ graph: RuleGraph, head: PolicyHead?, asOf: Day?, isComplete: Bool, suggester: Suggester
  ) {
    self.names = names
    self.graph = graph
    self.head = head
    self.asOf = asOf
    self.suggester = suggester
    for finding in GraphChecks.all where isComplete || !finding.needsWholeSet { finding.report(&self) }
  }

  mutating func report(_ message: Message, at span: SourceSpan, notes: [Note] = [], cause: String? = nil) {
    diagnostics.report(message, at: span, notes: notes, cause: cause)
  }
}

/// One check: what it may find, and the function that looks for it.
package struct GraphCheck: Sendable {
  private let makeKind: @Sendable () -> DiagnosticKind
  package var kind: DiagnosticKind { makeKind() }
  /// Whether it concludes from what is not there.
  let needsWholeSet: Bool
  let report: @Sendable (inout GraphChecks) -> Void

  /// The kind is made when somebody asks for it: most runs find nothing.
  init(
    _ kind: @autoclosure @escaping @Sendable () -> DiagnosticKind, needsWholeSet: Bool = false,
    report: @escaping @Sendable (inout GraphChecks) -> Void
  ) {
    makeKind = kind
    self.needsWholeSet = needsWholeSet
    self.report = report
  }
}

extension GraphChecks {
  /// All of them, in the order in which they run: errors, then warnings. A new one takes a file and its line here.
  package static let all: [GraphCheck] = [
    // What contradicts itself, or could never happen.
    GraphCheck(.cycle) { $0.findCycles() },
    GraphCheck(.noSensitivity) { $0.findRootsWithoutSensitivity() },
    GraphCheck(.prohibitedAllowed) { $0.findProhibitedData() },
    GraphCheck(.withinProhibited) { $0.findClassesWithinProhibited() },
    GraphCheck(.unclearTiers, needsWholeSet: true) { $0.findUnclearTiers() },
    GraphCheck(.workflowWithoutTier) { $0.findWorkflowsWithoutTier() },
    GraphCheck(.noPurpose) { $0.findMissingPurposes() },
    GraphCheck(.acceptedRisk, needsWholeSet: true) { $0.findAcceptedRisk() },
    GraphCheck(.attestedBesidePeople) { $0.findAttestedBesidePeople() },
    GraphCheck(.heldTogether) { $0.findRolesHeldTogether() },
    GraphCheck(.neverCombined) { $0.findNeverCombined() },
    GraphCheck(.idleDelegation, needsWholeSet: true) { $0.findIdleDelegations() },
    GraphCheck(.impossibleCommittee) { $0.findImpossibleCommittees() },
    GraphCheck(.unclearStep) { $0.findUnclearSteps() },
    GraphCheck(.reviewOfPilots) { $0.findReviewsOfPilots() },
    GraphCheck(.fieldOfOtherKind) { $0.findFieldsOfOtherKinds() },
    GraphCheck(.evadableByAdding) { $0.findEvadableByAdding() },
    GraphCheck(.wrongAnchor, needsWholeSet: true) { $0.findWrongAnchors() },
    GraphCheck(.unwaivable) { $0.findUnwaivable() },
    GraphCheck(.impossibleTest, needsWholeSet: true) { $0.findImpossibleTests() },
    // What is missing or weak.
    GraphCheck(.noPeople, needsWholeSet: true) { $0.findNoPeople() },
    GraphCheck(.workflowWithoutOwner) { $0.findWorkflowsWithoutOwner() },
    GraphCheck(.workflowWithoutTool) { $0.findWorkflowsWithoutTool() },
    GraphCheck(.criterionNotBorneOut) { $0.findCriteriaNotBorneOut() },
    GraphCheck(.vacantRole, needsWholeSet: true) { $0.findVacantRoles() },
    GraphCheck(.reviewOverload) { $0.findReviewOverload() },
    GraphCheck(.reviewOutweighsSaving) { $0.findReviewsThatCostMore() },
    GraphCheck(.tooManyPilots) { $0.findTooManyPilots() },
    GraphCheck(.agreementEndsFirst) { $0.findAgreementsThatEndFirst() },
    GraphCheck(.unmentionedData, needsWholeSet: true) { $0.findUnmentionedData() },
    GraphCheck(.unused, needsWholeSet: true) { $0.findUnused() },
    // What depends on the day of the check.
    GraphCheck(.expiredException) { $0.findExpiredExceptions() },
    GraphCheck(.lapsedMaterial) { $0.findLapsedMaterials() },
    GraphCheck(.trialEndsSoon) { $0.findTrialsThatEndSoon() },
    GraphCheck(.reviewOverdue) { $0.findOverdueReview() },
  ]
}
