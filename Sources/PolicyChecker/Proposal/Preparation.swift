import PolicyBasics
import SourceText

/// Resolves a proposal against a policy (S6 to S11, S35, S37, S38, S41, S43 to S45).
struct Preparation {
  private let tables: PolicyTables
  private let names: NameIndex
  private var diagnostics = Diagnostics()
  private var facts = ProposalFacts()
  private var attributes: [String: CanonicalValue] = [:]
  private var suggester = Suggester()

  init(_ tables: PolicyTables, _ names: NameIndex) {
    self.tables = tables
    self.names = names
  }

  /// Approvals, reviews and seats of votes together; attestations likewise. Each is judged at every site on every day, and
  /// a service takes proposals from anybody.
  static let mostSignatures = 200
  /// Days of a pilot (S2).
  static let mostDays = 400
  /// Persons who sign in several roles, and roles of one of them (S37).
  static let mostSigners = 5
  static let mostRoles = 4
  /// More elements of the standard schedule in one proposal are invalid (a limit).
  static let mostElements = 200

  consuming func prepare(_ proposal: Proposal, isRegistered: Bool) -> PreparedProposal {
    diagnostics.append(proposal.diagnostics)
    facts.kind = proposal.kind
    if !isRegistered { refuseRegisterFields(proposal) }
    resolveSubject(proposal)
    resolveAttributes(proposal)
    resolveRequester(proposal)
    switch proposal.kind {
    case .pilot: resolvePilot(proposal)
    case .action: resolveAction(proposal)
    }
    let content = ProposalContent(
      proposal, attributes: attributes, workflow: facts.workflow.id.map { tables.workflows[$0].content },
      tool: facts.tool.id.map { tables.tools[$0].content })
    facts.content = content.text
    resolveSignatures(proposal, content: content.fingerprint)
    return PreparedProposal(
      proposal: proposal, policyDigest: tables.identity.digest, diagnostics: diagnostics, facts: facts,
      parts: content)
  }

  private mutating func report(_ message: Message, at span: SourceSpan?, of proposal: Proposal? = nil) {
    diagnostics.report(message, at: span ?? proposal?.span ?? .nowhere)
  }

  // MARK: Ids

  private mutating func resolve<ID>(_ name: Located<String>, in index: NameIndex.IDs<ID>, section: String) -> ID? {
    if let id = index[name.value] { return id }
    // Somebody may have written the name of it as people speak: `Cedar Elementary`.
    let words = withoutAccents(name.value).split { $0 == " " || $0 == "_" }.joined(separator: "-")
    let names = Array(index.names)
    let nearest =
      suggester.nearest(to: name.value, among: names)
      ?? (words == name.value ? nil : suggester.nearest(to: words, among: names))
    report(
      .unknownReference(
        to: name.value, section: section, nearest: nearest, inProposal: true,
        declared: names.count > 40 ? [] : inOrder(names)),
      at: name.span)
    return nil
  }

  /// An id named twice in a list is invalid (S6).
  private mutating func resolve<ID: DenseID>(
    _ names: [Located<String>]?, in index: NameIndex.IDs<ID>, section: String
  ) -> IDSet<ID>? {
    guard let names else { return nil }
    var result = IDSet<ID>()
    for name in names {
      guard let id = resolve(name, in: index, section: section) else { continue }
      if result.contains(id) { report(.statedTwice(name.value), at: name.span) }
      result.insert(id)
    }
    return result
  }

  private mutating func refuseRegisterFields(_ proposal: Proposal) {
    if proposal.results != nil { report(.onlyInRegister("results"), at: proposal.span) }
    if let verdict = proposal.verdict { report(.onlyInRegister("verdict"), at: verdict.span, of: proposal) }
    if let stopped = proposal.stopped { report(.onlyInRegister("stopped"), at: stopped.span, of: proposal) }
  }

  // MARK: Subject

  private mutating func resolveSubject(_ proposal: Proposal) {
    if let workflow = proposal.workflow {
      if workflow.value == "unlisted" {
        facts.workflow = .unlisted
      } else if let id = resolve(workflow, in: names.workflows, section: "workflows") {
        facts.workflow = .listed(id)
        facts.openWorkflow = tables.workflows[id].isOpen ? id : nil
      }
    }
    if let tool = proposal.tool {
      if tool.value == "unlisted" {
        facts.tool = .unlisted
      } else if let id = resolve(tool, in: names.tools, section: "tools") {
        facts.tool = .listed(id)
        facts.openTool = tables.tools[id].isOpen ? id : nil
      }
    }
    facts.autonomy = proposal.autonomy?.value
    facts.impact = proposal.impact?.value
    facts.materials = resolve(proposal.materials, in: names.materials, section: "materials")
    resolveData(proposal)

    facts.audiences = resolve(proposal.audiences, in: names.audiences, section: "audiences")
    if let audiences = facts.audiences { facts.touchedAudiences = tables.audienceTree.touched(by: audiences) }
    facts.sites = resolve(proposal.sites, in: names.sites, section: "sites")
    if let sites = facts.sites {
      if proposal.sites?.isEmpty == true { report(.noSites(), at: proposal.span) }
      facts.touchedSites = tables.siteTree.touched(by: sites)
      facts.siteCount = tables.siteTree.leaves(of: sites).count
    }
  }

  /// S9, S10: stated classes, or those that hold the stated elements, and those of the materials.
  private mutating func resolveData(_ proposal: Proposal) {
    if proposal.data != nil, let elements = proposal.elements {
      report(.dataAndElements(), at: elements.first?.span, of: proposal)
    }
    facts.dataIsKnown = proposal.data != nil || proposal.elements != nil
    var own = resolve(proposal.data, in: names.data, section: "data") ?? IDSet()
    if let elements = proposal.elements, elements.count > Preparation.mostElements {
      report(.tooManyElements(Preparation.mostElements), at: elements.first?.span, of: proposal)
    }
    var seen = Set<String>()
    for element in (proposal.elements ?? []).prefix(Preparation.mostElements) {
      if !seen.insert(element.value).inserted { report(.statedTwice(element.value), at: element.span) }
      if let holders = names.elements[element.value] {
        for holder in holders { own.insert(holder) }
      } else {
        facts.unknownElements.append(element.value)
      }
    }
    facts.unknownElements.sort { $0.precedes($1) }
    for material in facts.materials ?? IDSet() { own.formUnion(tables.materials[material].classes) }
    facts.ownData = own
    facts.touchedData = tables.dataTree.touched(by: own)
    for touched in facts.touchedData { facts.sensitivities |= 1 << UInt8(tables.sensitivities[touched].rank) }
  }

  private mutating func resolveAttributes(_ proposal: Proposal) {
    var seen = Set<String>()
    let entries = tables.attributes.elements
    for stated in proposal.attributes {
      let key = stated.key.value
      guard let id = names.attributes[key], tables.attributes[id].kinds.contains(KindSet(proposal.kind)) else {
        let nearest = suggester.nearest(
          to: key,
          among: entries.filter { $0.kinds.contains(KindSet(proposal.kind)) }.map(\.named.id)
            + Proposal.fieldNames(of: proposal.kind))
        report(.unknownField(key, kind: proposal.kind, nearest: nearest), at: stated.key.span, of: proposal)
        continue
      }
      if !seen.insert(key).inserted { report(.statedTwice(key), at: stated.key.span, of: proposal) }
      switch AttributeReading.read(stated.value.value, as: tables.attributes[id]) {
      case .value(let value, let canonical):
        facts.attributes.append(ProposalFacts.AttributeFact(attribute: id, value: value))
        attributes[key] = canonical
      case .expected(let expected, let help):
        report(
          .wrongAttribute(key, stated.value.value, expected: expected, help: help), at: stated.value.span, of: proposal)
      }
    }
    facts.attributes.sort { $0.attribute < $1.attribute }
  }

  private mutating func resolveRequester(_ proposal: Proposal) {
    guard let requester = proposal.requester else { return }
    facts.requesterIsStated = true
    facts.person = requester.person.map { person($0.value) }
    let roles = resolve(requester.roles, in: names.roles, section: "roles")
    facts.roles = roles?.isEmpty == true ? nil : roles
    for role in facts.roles ?? IDSet() { facts.touchedRoles.formUnion(tables.roles[role].includes) }
  }

  private func person(_ name: String) -> PersonRef { PersonRef(name: name, listed: names.people[name]) }

  // MARK: Pilots

  private mutating func resolvePilot(_ proposal: Proposal) {
    facts.starts = proposal.starts?.value
    facts.ends = proposal.ends?.value
    if let starts = proposal.starts, let ends = proposal.ends {
      let days = ends.value - starts.value + 1
      if days < 1 {
        report(.endsBeforeStarts("\(starts.value)", "\(ends.value)"), at: ends.span, of: proposal)
      } else if days > Preparation.mostDays {
        report(.tooLong(days), at: ends.span, of: proposal)
      }
    }
    facts.participants = proposal.participants?.value
    if let owner = proposal.owner { facts.owner = resolve(owner, in: names.roles, section: "roles") }
    if let follows = proposal.follows { facts.follows = resolve(follows, in: names.pilots, section: "pilots") }
    facts.hasStopWhen = proposal.stopWhen != nil
    let metrics = facts.openWorkflow.flatMap { tables.workflows[$0].metrics }
    let named = (proposal.measures ?? []).compactMap(\.metric) + (proposal.results ?? []).map(\.metric)
    for metric in named {
      guard let metrics, !metrics.contains(metric.value) else { continue }
      let nearest = suggester.nearest(to: metric.value, among: metrics)
      report(.unknownMetric(metric.value, nearest: nearest), at: metric.span, of: proposal)
    }
    for measure in proposal.measures ?? [] {
      facts.measures.append(
        ProposalFacts.Measure(
          hasMetricAndTarget: measure.metric != nil && measure.target != nil, hasBaseline: measure.baseline != nil,
          measuredUntil: measure.measured?.until?.value))
    }
  }

  // MARK: Actions

  private mutating func resolveAction(_ proposal: Proposal) {
    if let at = proposal.at?.value {
      facts.at = at
      facts.actionDay = at.local(offset: tables.zone.offset(at: at.seconds)).day
    }
    if let pilot = proposal.pilot { facts.pilot = resolve(pilot, in: names.pilots, section: "pilots") }
    facts.action = names.actions[proposal.name.value]
    guard let workflow = facts.openWorkflow else { return }
    let entry = tables.workflows[workflow]
    if let stage = entry.actions.first(where: { $0.action == facts.action })?.stage {
      facts.stage = stage
    } else {
      let known = entry.actions.map { tables.actions[$0.action] }
      report(
        .unknownAction(proposal.name.value, workflow: entry.named.id, actions: known), at: proposal.name.span,
        of: proposal)
    }
  }

  // MARK: Signatures

  private mutating func resolveSignatures(_ proposal: Proposal, content: String) {
    var votedBy = Set<CommitteeID>()
    for (entry, approval) in (proposal.approvals ?? []).enumerated() {
      let state: Signature.Content =
        approval.content.map { stated in
          stated.value == "this" || stated.value.hasPrefix(content) ? .right : .wrong
        } ?? .absent
      if let committee = approval.committee {
        guard let id = resolve(committee, in: names.committees, section: "committees") else { continue }
        if !votedBy.insert(id).inserted { report(.statedTwice(committee.value), at: committee.span, of: proposal) }
        resolveVote(approval, of: id, entry: entry, content: state, proposal)
      } else {
        let role = approval.role.flatMap { resolve($0, in: names.roles, section: "roles") }
        facts.signatures.append(
          Signature(
            kind: .approval, role: role, person: approval.by.map { person($0.value) }, on: approval.on?.value,
            content: state, entry: entry))
      }
    }
    for (entry, review) in (proposal.reviewedBy ?? []).enumerated() {
      if let step = review.step { checkStep(step, proposal) }
      let role = review.role.flatMap { resolve($0, in: names.roles, section: "roles") }
      facts.signatures.append(
        Signature(
          kind: .review(step: review.step?.value), role: role, person: review.by.map { person($0.value) }, on: nil,
          content: .notAsked, entry: entry))
    }
    for attestation in proposal.attested ?? [] {
      guard let rule = resolve(attestation.duty, in: names.duties, section: "rules that oblige") else { continue }
      facts.attestations.append(
        AttestationFact(rule: rule, person: attestation.by.map { person($0.value) }, on: attestation.on?.value))
    }
    limitRoles(proposal)
  }

  private mutating func resolveVote(
    _ approval: Proposal.Approval, of committee: CommitteeID, entry: Int, content: Signature.Content,
    _ proposal: Proposal
  ) {
    let vote = facts.votes.count
    let lists: [([Proposal.Seat]?, Signature.SeatPart)] = [
      (approval.yes, .yes), (approval.no, .no), (approval.abstain, .abstain), (approval.recused, .recused),
    ]
    facts.votes.append(Vote(committee: committee, isWhole: lists.allSatisfy { $0.0 != nil }, entry: entry))
    var seats = Set<RoleID>()
    var persons = Set<String>()
    for (list, part) in lists {
      for seat in list ?? [] {
        let role = seat.role.flatMap { resolve($0, in: names.roles, section: "roles") }
        if let role, !seats.insert(role).inserted {
          report(.statedTwice(seat.role?.value ?? ""), at: seat.role?.span, of: proposal)
        }
        if let by = seat.by, !persons.insert(by.value).inserted {
          report(.statedTwice(by.value), at: by.span, of: proposal)
        }
        facts.signatures.append(
          Signature(
            kind: .seat(vote: vote, part), role: role, person: seat.by.map { person($0.value) }, on: approval.on?.value,
            content: content, entry: entry))
      }
    }
  }

  /// S35: the id of a step of its workflow, of a tier or of a rule.
  private mutating func checkStep(_ step: Located<String>, _ proposal: Proposal) {
    // What the steps of an unknown workflow are nobody knows: it was reported already.
    if proposal.workflow != nil, facts.workflow.isAbsent { return }
    let own = facts.openWorkflow.map { tables.workflows[$0].stepIDs } ?? []
    guard !own.contains(step.value), !tables.stepIDs.contains(step.value) else { return }
    let known = tables.stepIDs
    report(
      .unknownStep(step.value, nearest: suggester.nearest(to: step.value, among: own + known)), at: step.span,
      of: proposal)
  }

  /// S37: more than 5 persons in several roles, or one in more than 4, are invalid. Each limit is shown at the first
  /// signature, or attestation, beyond it.
  private mutating func limitRoles(_ proposal: Proposal) {
    var roles: [PersonRef: Set<RoleID>] = [:]
    var several = 0
    var beyond: Signature?
    for signature in facts.signatures {
      guard let person = signature.person, let role = signature.role,
        roles[person, default: []].insert(role).inserted
      else { continue }
      let count = roles[person]?.count ?? 0
      if count == 2 { several += 1 }
      if several > Preparation.mostSigners || count > Preparation.mostRoles { beyond = beyond ?? signature }
    }
    facts.severalRoles = roles.filter { $0.value.count > 1 }
      .map { ProposalFacts.SeveralRoles(person: $0.key, roles: $0.value.sorted()) }
      .sorted { $0.person.name.precedes($1.person.name) }
    if let beyond { report(.tooManySigners(), at: place(of: beyond, proposal), of: proposal) }
    let most = Preparation.mostSignatures
    if facts.signatures.count > most {
      report(.tooManySignatures(most), at: place(of: facts.signatures[most], proposal), of: proposal)
    }
    if facts.attestations.count > most, let attested = proposal.attested {
      report(.tooManySignatures(most), at: attested[most].duty.span, of: proposal)
    }
  }

  private func place(of signature: Signature, _ proposal: Proposal) -> SourceSpan? {
    switch signature.kind {
    case .approval, .seat: proposal.approvals?[signature.entry].span
    case .review: proposal.reviewedBy?[signature.entry].span
    }
  }
}
