import PolicyBasics

/// Faults planted on purpose, so that tests prove that they would be found. Nothing but tests can switch one on: the only
/// way is an initialiser of a compiled policy that the package alone sees.
package struct Faults: OptionSet, Sendable {
  package let rawValue: UInt64
  package init(rawValue: UInt64) { self.rawValue = rawValue }
  private init(_ bit: UInt64) { rawValue = 1 << bit }

  package static let recusedArePresent = Faults(0)
  package static let recusalLowersQuorum = Faults(1)
  package static let abstentionsAreYes = Faults(2)
  package static let agreementsEndADayLate = Faults(3)
  package static let approvalsLapseADayLate = Faults(4)
  package static let delegationsEndADayLate = Faults(5)
  package static let namedOnlyIsIgnored = Faults(6)
  package static let alsoIsIgnored = Faults(7)
  package static let conflictsAreIgnored = Faults(8)
  package static let requestersMaySign = Faults(9)
  package static let delegatesHoldWhatIsIncluded = Faults(10)
  package static let unknownIsFalseForDeny = Faults(11)
  package static let unknownUnlessLifts = Faults(12)
  package static let exceptionsLiftWithoutSites = Faults(13)
  package static let tiersOweTheirOwnAlone = Faults(14)
  package static let nothingCombines = Faults(15)
  package static let personsCountInAllRoles = Faults(16)
  package static let stepsAreDueAStageLate = Faults(17)
  package static let suspendedIsApproved = Faults(18)
  package static let trialsEndADayEarly = Faults(19)
  package static let anybodyAttests = Faults(20)
  package static let dayDiffersIsIgnored = Faults(21)
  package static let pilotsAreJudgedOnTheirFirstDay = Faults(22)
  package static let thresholdIsStrict = Faults(23)
  package static let otherContentCounts = Faults(24)
  package static let oneSiteSuffices = Faults(25)
  package static let voteListsMayLack = Faults(26)
  package static let reviewsFillApprovals = Faults(27)
  package static let exceptionsEndADayLate = Faults(28)
  package static let delegatorsConflictsAreIgnored = Faults(29)
  package static let attestationsLastADayLonger = Faults(30)
  package static let holidaysAreIgnored = Faults(31)
  package static let anyStepIsFilled = Faults(32)
  package static let whenAbsentIsIgnored = Faults(33)
  package static let materialsOfPilotsAreIgnored = Faults(34)
  package static let delegatesKeepWhatDelegatorsLose = Faults(35)

  /// Each one alone, with its name.
  package static let all: [(name: String, fault: Faults)] = [
    ("recused are present", .recusedArePresent), ("recusal lowers the quorum", .recusalLowersQuorum),
    ("abstentions are yes", .abstentionsAreYes), ("agreements end a day late", .agreementsEndADayLate),
    ("approvals lapse a day late", .approvalsLapseADayLate), ("delegations end a day late", .delegationsEndADayLate),
    ("named-only is ignored", .namedOnlyIsIgnored), ("also is ignored", .alsoIsIgnored),
    ("conflicts are ignored", .conflictsAreIgnored), ("requesters may sign", .requestersMaySign),
    ("delegates hold what is included", .delegatesHoldWhatIsIncluded),
    ("unknown is false for deny", .unknownIsFalseForDeny), ("an unknown unless lifts", .unknownUnlessLifts),
    ("exceptions lift without sites", .exceptionsLiftWithoutSites),
    ("tiers owe their own alone", .tiersOweTheirOwnAlone), ("nothing combines", .nothingCombines),
    ("persons count in all roles", .personsCountInAllRoles), ("steps are due a stage late", .stepsAreDueAStageLate),
    ("suspended is approved", .suspendedIsApproved), ("trials end a day early", .trialsEndADayEarly),
    ("anybody attests", .anybodyAttests), ("day-differs is ignored", .dayDiffersIsIgnored),
    ("pilots are judged on their first day", .pilotsAreJudgedOnTheirFirstDay),
    ("the threshold is strict", .thresholdIsStrict), ("other content counts", .otherContentCounts),
    ("one site suffices", .oneSiteSuffices), ("vote lists may lack", .voteListsMayLack),
    ("reviews fill approvals", .reviewsFillApprovals), ("exceptions end a day late", .exceptionsEndADayLate),
    ("delegators' conflicts are ignored", .delegatorsConflictsAreIgnored),
    ("attestations last a day longer", .attestationsLastADayLonger), ("holidays are ignored", .holidaysAreIgnored),
    ("any step is filled", .anyStepIsFilled), ("when-absent is ignored", .whenAbsentIsIgnored),
    ("materials of pilots are ignored", .materialsOfPilotsAreIgnored),
    ("delegates keep what delegators lose", .delegatesKeepWhatDelegatorsLose),
  ]

  /// The tables as they would be lowered with a fault of the trees or the calendar.
  func spoiled(_ tables: PolicyTables) -> PolicyTables {
    guard !isEmpty else { return tables }
    var tables = tables
    tables.dataTree = spoiled(tables.dataTree)
    tables.audienceTree = spoiled(tables.audienceTree)
    if contains(.holidaysAreIgnored) { tables.calendars = tables.calendars.map { _ in BusinessCalendar() } }
    return tables
  }

  private func spoiled<ID>(_ tree: Hierarchy<ID>) -> Hierarchy<ID> {
    Hierarchy(
      Table(
        tree.members.elements.map { member in
          Hierarchy<ID>.Member(
            within: member.within, also: contains(.alsoIsIgnored) ? [] : member.also,
            namedOnly: member.namedOnly && !contains(.namedOnlyIsIgnored))
        }))
  }
}
