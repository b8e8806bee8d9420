import PolicyBasics

// The entries of the tables, a line a field.

extension Place: ByteCoded {
  static var blank: Place { .unknown }
  mutating func code(_ coder: inout ByteCoder) throws(CompiledPolicyError) {
    var isKnown = self != .unknown
    try isKnown.code(&coder)
    guard isKnown else {
      self = .unknown
      return
    }
    if !coder.isWriting { self = Place(file: 0, line: 0, column: 0) }
    try file.code(&coder)
    try line.code(&coder)
    try column.code(&coder)
    guard Int(file) < coder.sizes[.files] else { throw coder.malformed("it stands in a file that is not there") }
  }
}

extension Named: ByteCoded {
  static var blank: Named { Named(id: "", title: "", place: .unknown) }
  mutating func code(_ coder: inout ByteCoder) throws(CompiledPolicyError) {
    try id.code(&coder)
    try title.code(&coder)
    try place.code(&coder)
  }
}

extension Identity: ByteCoded {
  static var blank: Identity { Identity() }
  mutating func code(_ coder: inout ByteCoder) throws(CompiledPolicyError) {
    try id.code(&coder)
    try title.code(&coder)
    try version.code(&coder)
    try language.code(&coder)
    try digest.code(&coder)
    try commit.code(&coder)
  }
}

extension Switches: ByteCoded {
  static var blank: Switches { Switches() }
  mutating func code(_ coder: inout ByteCoder) throws(CompiledPolicyError) {
    try roleHoldersAttested.code(&coder)
    try unboundApprovals.code(&coder)
    try approvalsLapse.code(&coder)
    try asksSites.code(&coder)
    try asksMaterials.code(&coder)
    try listsPeople.code(&coder)
    try hasTiers.code(&coder)
  }
}

extension ElementHolder: ByteCoded {
  static var blank: ElementHolder { ElementHolder(element: "", holders: []) }
  mutating func code(_ coder: inout ByteCoder) throws(CompiledPolicyError) {
    try element.code(&coder)
    try holders.code(&coder)
  }
}

extension MaterialEntry: ByteCoded {
  static var blank: MaterialEntry { MaterialEntry(named: .blank, classes: .blank, until: nil) }
  mutating func code(_ coder: inout ByteCoder) throws(CompiledPolicyError) {
    try named.code(&coder)
    try classes.code(&coder)
    try until.code(&coder)
  }
}

extension RoleEntry: ByteCoded {
  static var blank: RoleEntry { RoleEntry(named: .blank, includes: .blank, mayCombine: .blank) }
  mutating func code(_ coder: inout ByteCoder) throws(CompiledPolicyError) {
    try named.code(&coder)
    try includes.code(&coder)
    try mayCombine.code(&coder)
  }
}

extension CommitteeEntry: ByteCoded {
  static var blank: CommitteeEntry { CommitteeEntry(named: .blank, members: .blank, quorum: 0, threshold: 0) }
  mutating func code(_ coder: inout ByteCoder) throws(CompiledPolicyError) {
    try named.code(&coder)
    try members.code(&coder)
    try quorum.code(&coder)
    try threshold.code(&coder)
  }
}

extension PersonEntry: ByteCoded {
  static var blank: PersonEntry { PersonEntry(id: "", holdings: [], delegations: [], conflicts: .blank) }
  mutating func code(_ coder: inout ByteCoder) throws(CompiledPolicyError) {
    try id.code(&coder)
    try holdings.code(&coder)
    try delegations.code(&coder)
    try conflicts.code(&coder)
  }
}

extension Holding: ByteCoded {
  static var blank: Holding { Holding(role: .blank, site: nil, days: .blank, acting: false) }
  mutating func code(_ coder: inout ByteCoder) throws(CompiledPolicyError) {
    try role.code(&coder)
    try site.code(&coder)
    try days.code(&coder)
    try acting.code(&coder)
  }
}

extension DelegationEntry: ByteCoded {
  static var blank: DelegationEntry { DelegationEntry(role: .blank, from: .blank, days: .blank) }
  mutating func code(_ coder: inout ByteCoder) throws(CompiledPolicyError) {
    try role.code(&coder)
    try from.code(&coder)
    try days.code(&coder)
  }
}

extension TierEntry: ByteCoded {
  static var blank: TierEntry { TierEntry(named: .blank, rank: 0, formula: nil) }
  mutating func code(_ coder: inout ByteCoder) throws(CompiledPolicyError) {
    try named.code(&coder)
    try rank.code(&coder)
    try formula.code(&coder)
  }
}

extension ToolEntry: ByteCoded {
  static var blank: ToolEntry { ToolEntry(named: .blank, status: .requested) }
  mutating func code(_ coder: inout ByteCoder) throws(CompiledPolicyError) {
    try named.code(&coder)
    try status.code(&coder)
    try because.code(&coder)
    try sources.code(&coder)
    try approvedBy.code(&coder)
    try liftedBy.code(&coder)
    try agreementEnds.code(&coder)
    try content.code(&coder)
  }
}

extension WorkflowEntry: ByteCoded {
  static var blank: WorkflowEntry { WorkflowEntry(named: .blank, status: .proposed) }
  mutating func code(_ coder: inout ByteCoder) throws(CompiledPolicyError) {
    try named.code(&coder)
    try status.code(&coder)
    try because.code(&coder)
    try sources.code(&coder)
    try approvedBy.code(&coder)
    try liftedBy.code(&coder)
    try owner.code(&coder)
    try purpose.code(&coder)
    try tier.code(&coder)
    try actions.code(&coder)
    try metrics.code(&coder)
    try ambiguousSteps.code(&coder)
    try stepIDs.code(&coder)
    try content.code(&coder)
  }
}

extension ActionStage: ByteCoded {
  static var blank: ActionStage { ActionStage(action: .blank, stage: .use) }
  mutating func code(_ coder: inout ByteCoder) throws(CompiledPolicyError) {
    try action.code(&coder)
    try stage.code(&coder)
  }
}

extension AttributeEntry: ByteCoded {
  static var blank: AttributeEntry { AttributeEntry(named: .blank, kind: .yesNo, kinds: [], words: []) }
  mutating func code(_ coder: inout ByteCoder) throws(CompiledPolicyError) {
    try named.code(&coder)
    try kind.code(&coder)
    try kinds.code(&coder)
    try words.code(&coder)
  }
}

extension PilotEntry: ByteCoded {
  static var blank: PilotEntry { PilotEntry(named: .blank, proposal: .blank) }
  mutating func code(_ coder: inout ByteCoder) throws(CompiledPolicyError) {
    try named.code(&coder)
    try proposal.code(&coder)
  }
}

extension RuleEntry: ByteCoded {
  static var blank: RuleEntry { RuleEntry(named: .blank, because: "", sources: []) }
  mutating func code(_ coder: inout ByteCoder) throws(CompiledPolicyError) {
    try named.code(&coder)
    try because.code(&coder)
    try sources.code(&coder)
    try isInvariant.code(&coder)
    try allowsAbsent.code(&coder)
    try trialUntil.code(&coder)
    try exceptions.code(&coder)
    try duty.code(&coder)
    try calendar.code(&coder)
  }
}

extension Duty: ByteCoded {
  static var blank: Duty { Duty(text: "", by: nil, deadline: .blank, lasts: nil) }
  mutating func code(_ coder: inout ByteCoder) throws(CompiledPolicyError) {
    try text.code(&coder)
    try by.code(&coder)
    try deadline.code(&coder)
    try lasts.code(&coder)
  }
}

extension Duty.Deadline: CodedChoice {
  static var blank: Duty.Deadline { .before(.use) }

  func write(to coder: inout ByteCoder) throws(CompiledPolicyError) {
    switch self {
    case .before(let stage): try coder.put(0, stage)
    case .span(let span, let before, let anchor): try coder.put(1, span, before, anchor)
    }
  }

  static func read(_ tag: UInt8, from coder: inout ByteCoder) throws(CompiledPolicyError) -> Duty.Deadline? {
    switch tag {
    case 0: .before(try coder.take())
    case 1: .span(try coder.take(), before: try coder.take(), anchor: try coder.take())
    default: nil
    }
  }
}

extension Duty.Anchor: CodedChoice {
  static var blank: Duty.Anchor { .use }

  func write(to coder: inout ByteCoder) throws(CompiledPolicyError) {
    switch self {
    case .use: try coder.put(0)
    case .release: try coder.put(1)
    case .start: try coder.put(2)
    case .end: try coder.put(3)
    case .agreementEnd: try coder.put(4)
    case .attribute(let attribute): try coder.put(5, attribute)
    }
  }

  static func read(_ tag: UInt8, from coder: inout ByteCoder) throws(CompiledPolicyError) -> Duty.Anchor? {
    switch tag {
    case 0: .use
    case 1: .release
    case 2: .start
    case 3: .end
    case 4: .agreementEnd
    case 5: .attribute(try coder.take())
    default: nil
    }
  }
}

extension ExceptionEntry: ByteCoded {
  static var blank: ExceptionEntry {
    ExceptionEntry(named: .blank, rule: .blank, sites: .blank, effective: .blank, formulas: [], grantedBy: "")
  }
  mutating func code(_ coder: inout ByteCoder) throws(CompiledPolicyError) {
    try named.code(&coder)
    try rule.code(&coder)
    try sites.code(&coder)
    try effective.code(&coder)
    try formulas.code(&coder)
    try grantedBy.code(&coder)
  }
}

extension Demand: ByteCoded {
  static var blank: Demand { Demand(kind: .approval, signers: [], atLeast: 0) }
  mutating func code(_ coder: inout ByteCoder) throws(CompiledPolicyError) {
    try kind.code(&coder)
    try signers.code(&coder)
    try atLeast.code(&coder)
    try step.code(&coder)
    guard (1...max(1, signers.count)).contains(atLeast), !signers.isEmpty, Set(signers).count == signers.count else {
      throw coder.malformed("a demand asks for more signers than it names, for none, or for one twice")
    }
  }
}

extension Demand.Signer: CodedChoice {
  static var blank: Demand.Signer { .role(.blank) }

  func write(to coder: inout ByteCoder) throws(CompiledPolicyError) {
    switch self {
    case .role(let role): try coder.put(0, role)
    case .committee(let committee): try coder.put(1, committee)
    }
  }

  static func read(_ tag: UInt8, from coder: inout ByteCoder) throws(CompiledPolicyError) -> Demand.Signer? {
    switch tag {
    case 0: .role(try coder.take())
    case 1: .committee(try coder.take())
    default: nil
    }
  }
}

extension Demand.Kind: CodedWord {
  static var blank: Demand.Kind { .approval }
}
extension AttributeEntry.Kind: CodedWord {
  static var blank: AttributeEntry.Kind { .yesNo }
}
extension WorkflowStatus: CodedWord {
  static var blank: WorkflowStatus { .proposed }
}
extension ToolStatus: CodedWord {
  static var blank: ToolStatus { .requested }
}
extension Stage: CodedWord {
  static var blank: Stage { .use }
}
extension Sensitivity: CodedWord {
  static var blank: Sensitivity { .prohibited }
}
