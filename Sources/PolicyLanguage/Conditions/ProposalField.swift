package import PolicyChecker

/// A field of proposals that conditions read by its name (S15): the language's own, and not the district's attributes.
package enum ProposalField: String, CaseIterable, Sendable {
  case data, audiences, sites, materials, sensitivity, roles, tool, workflow, purpose, tier, autonomy, impact, person
  case duration, starts, ends, participants
  case siteCount = "site-count"
  case action, stage
  case inPilot = "in-pilot"

  /// What it reads, in words.
  package var doc: String {
    switch self {
    case .data: "the data classes that it touches, of its materials too"
    case .audiences: "the audiences that it touches"
    case .sites: "the sites that it touches"
    case .materials: "its materials"
    case .sensitivity: "the sensitivities of the classes that it touches"
    case .roles: "the requester's or actor's roles, with those that they include"
    case .tool: "its tool"
    case .workflow: "its workflow"
    case .purpose: "the purpose of its workflow"
    case .tier: "the highest tier that it is in"
    case .autonomy: "how far the tool acts by itself"
    case .impact: "what it bears on decisions about people"
    case .person: "the requester or actor"
    case .duration: "`starts` to `ends`, both days counted"
    case .starts: "its first day"
    case .ends: "its last day"
    case .participants: "how many take part"
    case .siteCount: "how many sites without further sites in them it covers"
    case .action: "the action's name"
    case .stage: "the stage that the workflow gives the action"
    case .inPilot: "whether the action names a registered pilot"
    }
  }

  /// The kinds of proposal that have it.
  package var kinds: Set<ProposalKind> {
    switch self {
    case .duration, .starts, .ends, .participants, .siteCount: [.pilot]
    case .action, .stage, .inPilot: [.action]
    case .data, .audiences, .sites, .materials, .sensitivity, .roles, .tool, .workflow, .purpose, .tier, .autonomy,
      .impact, .person:
      Set(ProposalKind.allCases)
    }
  }

  /// What one more entry in a list of the proposal can do to what it reads (S19).
  package enum Growth: Sendable {
    /// Nothing.
    case nothing
    /// One more id or word is there.
    case more
    /// Its one value becomes a higher one.
    case higher
    /// There is one more to count.
    case oneMore
  }

  package var growth: Growth {
    switch self {
    case .data, .audiences, .sites, .materials, .sensitivity: .more
    case .tier: .higher
    case .siteCount: .oneMore
    case .roles, .tool, .workflow, .purpose, .autonomy, .impact, .person, .duration, .starts, .ends, .participants,
      .action, .stage, .inPilot:
      .nothing
    }
  }
}
