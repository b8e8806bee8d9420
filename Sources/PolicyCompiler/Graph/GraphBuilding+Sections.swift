import Description
import PolicyBasics
import PolicyChecker
import PolicyLanguage
import ProposalCoding
import SourceText

// What each section says of others, as edges.

extension RuleGraph {
  /// The graph of a set, and the ids that something names and nothing declares.
  static func of(
    _ names: Names, isComplete: Bool, suggester: inout Suggester, diagnostics: inout Diagnostics
  ) -> RuleGraph {
    var building = GraphBuilding(names, isComplete: isComplete, suggester: suggester)
    building.addTrees()
    building.addPeople()
    building.addTools()
    building.addWorkflows()
    building.addRules()
    building.addRegister()
    building.addTests()
    building.addDemands()
    diagnostics.merge(building.diagnostics)
    suggester = building.suggester
    return building.graph
  }
}

extension GraphBuilding {
  fileprivate mutating func addTrees() {
    for id in names.data.table.ids {
      let value = names.data.table[id].value
      link(.within, from: node(id), to: value.within)
      link(.also, from: node(id), to: value.also)
    }
    for id in names.audiences.table.ids {
      let value = names.audiences.table[id].value
      link(.within, from: node(id), to: value.within)
      link(.also, from: node(id), to: value.also)
    }
    for id in names.sites.table.ids { link(.within, from: node(id), to: names.sites.table[id].value.within) }
    for id in names.materials.table.ids {
      let value = names.materials.table[id].value
      link(.owns, from: value.owner, to: node(id))
      link(.holds, from: node(id), to: value.data)
    }
    for id in names.tiers.table.ids {
      if let when = names.tiers.table[id].value.when { mention(when, by: node(id), as: .covers) }
    }
  }

  fileprivate mutating func addPeople() {
    for id in names.roles.table.ids {
      let value = names.roles.table[id].value
      link(.includes, from: node(id), to: value.includes)
      mention(value.separateFrom)
      mention(value.mayCombine)
    }
    for id in names.committees.table.ids {
      let value = names.committees.table[id].value
      link(.includes, from: node(id), to: value.members)
      mention(value.chair.map { [$0] })
    }
    for id in names.people.table.ids {
      let value = names.people.table[id].value
      for holding in value.holds ?? [] {
        link(.holds, from: node(id), to: holding.role)
        mention(holding.site.map { [$0] })
      }
      for delegation in value.delegates ?? [] {
        let role = target(delegation.role)
        let person = target(delegation.to)
        if let role, let person { connect(.holds, person, role, at: delegation.role.span) }
      }
      mention(value.conflicts)
    }
  }

  fileprivate mutating func addTools() {
    for id in names.tools.table.ids {
      let value = names.tools.table[id].value
      addApproval(value.approved, of: node(id))
      link(.covers, from: node(id), to: value.agreement?.data)
      link(.covers, from: node(id), to: value.agreement?.purposes)
      if let liftedBy = value.liftedBy, let by = signer(liftedBy) {
        connect(.approves, by, node(id), at: liftedBy.span)
      }
    }
  }

  /// Who approved it, on which evidence.
  private mutating func addApproval(_ approved: ApprovalOnRecord?, of node: NodeID) {
    guard let approved else { return }
    if let by = signer(approved.by) { connect(.approves, by, node, at: approved.by.span) }
    link(.extends, from: node, to: approved.evidence)
  }

  fileprivate mutating func addWorkflows() {
    for id in names.workflows.table.ids {
      let value = names.workflows.table[id].value
      let node = node(id)
      addApproval(value.approved, of: node)
      link(.owns, from: value.owner, to: node)
      link(.uses, from: value.usedBy, to: node)
      link(.allows, from: node, to: value.tier)
      link(.uses, from: node, to: value.purpose)
      link(.allows, from: node, to: value.data?.classes)
      link(.uses, from: node, to: value.materials?.references)
      link(.allows, from: node, to: value.audiences)
      link(.uses, from: node, to: value.tools?.references)
      link(.allows, from: node, to: value.sites)
      link(.obliges, from: node, to: value.ifWrong?.tell)
      if let liftedBy = value.liftedBy, let by = signer(liftedBy) { connect(.approves, by, node, at: liftedBy.span) }
    }
  }

  fileprivate mutating func addRules() {
    for id in names.rules.table.ids {
      let value = names.rules.table[id].value
      let kind: EdgeKind = value.oblige != nil ? .obliges : value.require != nil ? .requires : .denies
      for condition in [value.when, value.unless, value.that].compactMap({ $0 }) {
        mention(condition, by: node(id), as: kind)
      }
      link(.obliges, from: node(id), to: value.by)
      if case .span(_, _, let anchor)? = value.due?.value, let attribute = names.attributes[anchor] {
        markRead(attribute)
      }
    }
    for id in names.invariants.table.ids {
      if let when = names.invariants.table[id].value.when { mention(when, by: node(id), as: .denies) }
    }
    for id in names.exceptions.table.ids {
      let value = names.exceptions.table[id].value
      link(.waives, from: node(id), to: value.rule)
      link(.covers, from: node(id), to: value.sites)
      if let by = signer(value.grantedBy) { connect(.approves, by, node(id), at: value.grantedBy.span) }
      for condition in [value.when, value.instead].compactMap({ $0 }) {
        mention(condition, by: node(id), as: .covers)
      }
    }
  }

  /// Ids of proposals are checked where proposals are prepared.
  fileprivate mutating func addRegister() {
    for id in names.pilots.table.ids {
      let proposal = names.pilots.table[id].value.proposal
      let node = node(id)
      stated(.owns, node, proposal.owner.map { [$0] }, names.roles, isReversed: true)
      stated(.uses, node, proposal.workflow.map { [$0] }, names.workflows)
      stated(.uses, node, proposal.tool.map { [$0] }, names.tools)
      stated(.uses, node, proposal.materials, names.materials)
      stated(.covers, node, proposal.data, names.data)
      stated(.covers, node, proposal.audiences, names.audiences)
      stated(.covers, node, proposal.sites, names.sites)
      stated(.extends, node, proposal.follows.map { [$0] }, names.pilots)
      for approval in proposal.approvals ?? [] {
        stated(.approves, node, approval.role.map { [$0] }, names.roles, isReversed: true)
        stated(.approves, node, approval.committee.map { [$0] }, names.committees, isReversed: true)
      }
    }
  }

  private mutating func stated<ID: GraphedID, Value>(
    _ kind: EdgeKind, _ node: NodeID, _ words: [Located<String>]?, _ section: Names.Section<ID, Value>,
    isReversed: Bool = false
  ) {
    for word in words ?? [] {
      guard let id = section[word.value] else { continue }
      let other = mark(self.node(id))
      let span = word.span ?? .nowhere
      if isReversed { connect(kind, other, node, at: span) } else { connect(kind, node, other, at: span) }
    }
  }

  /// A test is no use of what it names: it leaves nothing marked.
  fileprivate mutating func addTests() {
    for id in names.tests.table.ids {
      let test = names.tests.table[id].value
      func find(_ word: Located<String>?, _ found: NodeID?) -> (NodeID, SourceSpan)? {
        word.flatMap { word in found.map { ($0, word.span ?? .nowhere) } }
      }
      let proposal = test.proposal
      let subjects = [
        find(proposal?.workflow, proposal?.workflow.flatMap { names.workflows[$0.value] }.map { node($0) }),
        find(proposal?.tool, proposal?.tool.flatMap { names.tools[$0.value] }.map { node($0) }),
        find(proposal?.pilot, proposal?.pilot.flatMap { names.pilots[$0.value] }.map { node($0) }),
      ]
      for (subject, span) in subjects.compactMap({ $0 }) { connect(.tests, node(id), subject, at: span) }
      for reason in (test.reasons ?? []) + (test.reasonsInclude ?? []) {
        let found =
          names.rules[reason.value.text].map { node($0) } ?? names.invariants[reason.value.text].map { node($0) }
        if let found { connect(.tests, node(id), found, at: reason.span ?? .nowhere) }
      }
      link(.tests, from: node(id), to: test.obligations)
    }
  }

  // MARK: Demands

  /// Steps of review first, then approvals: the nodes of a kind stand together.
  fileprivate mutating func addDemands() {
    for id in names.workflows.table.ids { addSteps(names.workflows.table[id].value.review, of: node(id)) }
    for id in names.tiers.table.ids { addSteps(names.tiers.table[id].value.review, of: node(id)) }
    for id in names.rules.table.ids { addSteps(names.rules.table[id].value.review, of: node(id)) }
    for id in names.invariants.table.ids {
      for role in names.invariants.table[id].value.without?.review ?? [] {
        let step = add(node: demand(.reviewStep, of: node(id), role.id, title: role.id, at: role.span))
        connect(.requires, node(id), step, at: role.span)
        link(.reviews, from: role, to: step)
      }
    }
    beginApprovals()
    for id in names.workflows.table.ids {
      addApprovals(names.workflows.table[id].value.pilotsNeed?.approvals, of: node(id))
    }
    for id in names.tiers.table.ids { addApprovals(names.tiers.table[id].value.approvals, of: node(id)) }
    for id in names.rules.table.ids { addApprovals(names.rules.table[id].value.approvals, of: node(id)) }
    for id in names.invariants.table.ids {
      for role in names.invariants.table[id].value.without?.approvals ?? [] {
        let approval = add(node: demand(.approval, of: node(id), role.id, title: role.id, at: role.span))
        connect(.requires, node(id), approval, at: role.span)
        link(.approves, from: role, to: approval)
      }
    }
  }

  private func demand(
    _ kind: NodeKind, of owner: NodeID, _ own: String, title: String, at span: SourceSpan
  ) -> RuleGraph.Node {
    RuleGraph.Node(kind: kind, id: "\(id(of: owner))/\(own)", title: title, span: span)
  }

  private mutating func addSteps(_ steps: [ReviewStep]?, of owner: NodeID) {
    for (index, step) in (steps ?? []).enumerated() {
      let own = step.id?.value.text ?? String(index + 1)
      let node = add(node: demand(.reviewStep, of: owner, own, title: step.what.text, at: step.span))
      connect(.requires, owner, node, at: step.span)
      link(.reviews, from: step.by, to: node)
    }
  }

  private mutating func addApprovals(_ demands: [PolicyLanguage.Demand]?, of owner: NodeID) {
    for (index, stated) in (demands ?? []).enumerated() {
      let title: String
      let signers: [Reference<RolesAndCommittees>]
      let span: SourceSpan
      switch stated {
      case .one(let reference):
        title = reference.id
        signers = [reference]
        span = reference.span
      case .atLeast(let count, let of, let place):
        title = "\(count.value) of \(of.map(\.id).joined(separator: ", "))"
        signers = of
        span = place
      }
      let node = add(node: demand(.approval, of: owner, String(index + 1), title: title, at: span))
      connect(.requires, owner, node, at: span)
      for reference in signers {
        if let signer = signer(reference) { connect(.approves, signer, node, at: reference.span) }
      }
    }
  }

  // MARK: Conditions

  /// An edge for each id that a condition names; ids that nothing declares are reported where it is lowered.
  private mutating func mention(_ condition: Condition, by owner: NodeID, as kind: EdgeKind) {
    condition.forEachMatcher { matcher, _ in
      markPath(matcher.field.value)
      if let attribute = names.attributes[matcher.field.value] { markRead(attribute) }
      for word in matcher.words {
        markPath(word.value)
        let found =
          ProposalField(rawValue: matcher.field.value).map { node(word.value, of: $0) }
          ?? node(word.value, behind: matcher.field.value)
        if let found { connect(kind, owner, mark(found), at: word.span ?? matcher.span) }
      }
    }
  }

  /// What an id names in a matcher on a field; `nil` where the field has no ids, or nothing declares this one.
  private func node(_ id: String, of field: ProposalField) -> NodeID? {
    switch field {
    case .data: names.data[id].map { node($0) }
    case .audiences: names.audiences[id].map { node($0) }
    case .sites: names.sites[id].map { node($0) }
    case .materials: names.materials[id].map { node($0) }
    case .roles: names.roles[id].map { node($0) }
    case .person: names.people[id].map { node($0) }
    case .tool: names.tools[id].map { node($0) }
    case .workflow: names.workflows[id].map { node($0) }
    case .purpose: names.purposes[id].map { node($0) }
    case .tier: names.tiers[id].map { node($0) }
    case .sensitivity, .autonomy, .impact, .duration, .starts, .ends, .participants, .siteCount, .action, .stage,
      .inPilot:
      nil
    }
  }

  /// The same for a path to a field of the tool or the workflow.
  private func node(_ id: String, behind path: String) -> NodeID? {
    switch path {
    case "workflow.purpose", "tool.agreement.purposes": node(id, of: .purpose)
    case "workflow.tier": node(id, of: .tier)
    case "workflow.data", "tool.agreement.data": node(id, of: .data)
    case "workflow.audiences": node(id, of: .audiences)
    case "workflow.sites": node(id, of: .sites)
    case "workflow.materials": node(id, of: .materials)
    case "workflow.tools": node(id, of: .tool)
    case "workflow.owner", "workflow.used-by": node(id, of: .roles)
    case "tool.approved.by", "tool.lifted-by", "workflow.approved.by", "workflow.lifted-by":
      node(id, of: .roles) ?? names.committees[id].map { node($0) }
    default: nil
    }
  }

  /// A path to an attribute of a tool or workflow reads it.
  private mutating func markPath(_ path: String) {
    for root in ["tool.", "workflow."] where path.hasPrefix(root) {
      if let attribute = names.attributes[String(path.dropFirst(root.count))] { markRead(attribute) }
    }
  }
}
