import Description
package import PolicyBasics
package import PolicyLanguage
package import SourceText

/// The checks of the rule graph: each is linear, and all run every time.
///
/// What contradicts itself or could never happen is an error, what is missing or weak a warning. What depends on a day is
/// a warning: no day turns a set that compiled into one that does not.
package struct Findings {
  package let names: Names
  package let graph: RuleGraph
  package let head: PolicyHead?
  /// The day of the check; without one, what depends on a day is not asked.
  package let asOf: Day?
  package private(set) var diagnostics = Diagnostics()

  /// - Parameter isComplete: whether all files were read whole. Else what is missing may be declared behind an error, and
  ///   findings that conclude from its absence are not asked for.
  package init(_ names: Names, _ graph: RuleGraph, head: PolicyHead?, asOf: Day?, isComplete: Bool) {
    self.names = names
    self.graph = graph
    self.head = head
    self.asOf = asOf
    for finding in Findings.all where isComplete || !finding.needsWholeSet { finding.report(&self) }
  }

  mutating func report(_ message: Message, at span: SourceSpan, notes: [Note] = [], cause: String? = nil) {
    diagnostics.report(message, at: span, notes: notes, cause: cause)
  }
}

/// One check: what it may find, and the function that looks for it.
package struct Finding: Sendable {
  private let makeKind: @Sendable () -> DiagnosticKind
  package var kind: DiagnosticKind { makeKind() }
  /// Whether it concludes from what is not there.
  let needsWholeSet: Bool
  let report: @Sendable (inout Findings) -> Void

  /// The kind is made when somebody asks for it: most runs find nothing.
  init(
    _ kind: @autoclosure @escaping @Sendable () -> DiagnosticKind, needsWholeSet: Bool = false,
    report: @escaping @Sendable (inout Findings) -> Void
  ) {
    makeKind = kind
    self.needsWholeSet = needsWholeSet
    self.report = report
  }
}

extension Findings {
  /// All of them, in the order in which they run: errors, then warnings. A new one takes a file and its line here.
  package static let all: [Finding] = [
    // What contradicts itself, or could never happen.
    Finding(.cycle) { $0.findCycles() },
    Finding(.noSensitivity) { $0.findRootsWithoutSensitivity() },
    Finding(.prohibitedAllowed) { $0.findProhibitedData() },
    Finding(.unclearTiers, needsWholeSet: true) { $0.findUnclearTiers() },
    Finding(.workflowWithoutTier) { $0.findWorkflowsWithoutTier() },
    Finding(.acceptedRisk, needsWholeSet: true) { $0.findAcceptedRisk() },
    Finding(.attestedBesidePeople) { $0.findAttestedBesidePeople() },
    Finding(.heldTogether) { $0.findRolesHeldTogether() },
    Finding(.idleDelegation, needsWholeSet: true) { $0.findIdleDelegations() },
    Finding(.impossibleCommittee) { $0.findImpossibleCommittees() },
    Finding(.unclearStep) { $0.findUnclearSteps() },
    Finding(.reviewOfPilots) { $0.findReviewsOfPilots() },
    Finding(.fieldOfOtherKind) { $0.findFieldsOfOtherKinds() },
    Finding(.evadableByAdding) { $0.findEvadableByAdding() },
    Finding(.wrongAnchor, needsWholeSet: true) { $0.findWrongAnchors() },
    Finding(.unwaivable) { $0.findUnwaivable() },
    Finding(.impossibleTest, needsWholeSet: true) { $0.findImpossibleTests() },
    // What is missing or weak.
    Finding(.noPeople, needsWholeSet: true) { $0.findNoPeople() },
    Finding(.workflowWithoutOwner) { $0.findWorkflowsWithoutOwner() },
    Finding(.workflowWithoutTool) { $0.findWorkflowsWithoutTool() },
    Finding(.criterionNotBorneOut) { $0.findCriteriaNotBorneOut() },
    Finding(.vacantRole, needsWholeSet: true) { $0.findVacantRoles() },
    Finding(.reviewOverload) { $0.findReviewOverload() },
    Finding(.reviewOutweighsSaving) { $0.findReviewsThatCostMore() },
    Finding(.tooManyPilots) { $0.findTooManyPilots() },
    Finding(.agreementEndsFirst) { $0.findAgreementsThatEndFirst() },
    Finding(.unmentionedData, needsWholeSet: true) { $0.findUnmentionedData() },
    Finding(.unused, needsWholeSet: true) { $0.findUnused() },
    // What depends on the day of the check.
    Finding(.expiredException) { $0.findExpiredExceptions() },
    Finding(.lapsedMaterial) { $0.findLapsedMaterials() },
    Finding(.trialEndsSoon) { $0.findTrialsThatEndSoon() },
    Finding(.reviewOverdue) { $0.findOverdueReview() },
  ]
}
