import PolicyBasics
import PolicyChecker
import PolicyLanguage

/// A proposal by the names that it states, and whether it decodes (S6 to S11, S35, S37, S38, S41).
final class ReferenceProposal {
  let proposal: StatedProposal
  let kind: ProposalKind
  /// Why it is invalid; empty where it decodes.
  private(set) var problems: [String] = []

  let workflow: String?
  let tool: String?
  /// The declaration, unless it is refused: then nothing else of it is read (S23).
  let openWorkflow: ReferenceWorkflow?
  let openTool: ReferenceTool?
  let autonomy: String?
  let impact: String?

  /// `data` or `elements` is stated.
  let dataIsKnown: Bool
  /// S9: stated classes or those that hold the elements, and those of the materials.
  let ownData: [String]
  let touchedData: Set<String>
  /// Of the touched classes.
  let sensitivities: Set<String>
  let unknownElements: [String]
  let materials: [String]?
  let audiences: [String]?
  let touchedAudiences: Set<String>
  let sites: [String]?
  let touchedSites: Set<String>
  let siteCount: Int

  let person: String?
  /// `nil` where absent or empty (S7).
  let statedRoles: [String]?
  let attributes: [String: ReferenceAttributeValue]
  /// The action's day (S1).
  let actionDay: Day?
  /// S41.
  let stage: String
  let signatures: [ReferenceSignature]
  let votes: [ReferenceVote]

  var starts: Day? { proposal.starts }
  var ends: Day? { proposal.ends }

  /// - Parameter id: of a registered pilot.
  init(_ document: StatedDocument, in policy: ReferencePolicy, registeredAs id: String? = nil) {
    let decoding = ProposalDecoding(document, registeredAs: id)
    let proposal = decoding.proposal
    self.proposal = proposal
    kind = proposal.kind
    var problems = decoding.problems
    func check(_ isRight: Bool, _ problem: @autoclosure () -> String) { if !isRight { problems.append(problem()) } }
    func names(_ list: [String]?, _ isKnown: (String) -> Bool) -> [String]? {
      guard let list else { return nil }
      check(Set(list).count == list.count, "named twice")
      for name in list { check(isKnown(name), "unknown \(name)") }
      return list
    }

    // S6, S7
    workflow = proposal.workflow
    tool = proposal.tool
    if let workflow { check(workflow == "unlisted" || policy.workflows[workflow] != nil, "unknown \(workflow)") }
    if let tool { check(tool == "unlisted" || policy.tools[tool] != nil, "unknown \(tool)") }
    let declared = workflow.flatMap { policy.workflows[$0] }
    openWorkflow = declared?.isOpen == true ? declared : nil
    let declaredTool = tool.flatMap { policy.tools[$0] }
    openTool = declaredTool?.isOpen == true ? declaredTool : nil
    autonomy = proposal.autonomy
    impact = proposal.impact

    // S9 to S11
    materials = names(proposal.materials) { policy.materials[$0] != nil }
    let stated = names(proposal.data) { policy.data.members[$0] != nil }
    let elements = names(proposal.elements) { _ in true }
    check(stated == nil || elements == nil, "data and elements")
    dataIsKnown = stated != nil || elements != nil
    var own = Set(stated ?? [])
    for element in elements ?? [] { own.formUnion(policy.holders[element] ?? []) }
    for material in materials ?? [] { own.formUnion(policy.materials[material]?.data ?? []) }
    ownData = own.filter { policy.data.members[$0] != nil }.sorted()
    touchedData = policy.data.touched(by: ownData)
    sensitivities = Set(touchedData.compactMap { policy.sensitivity[$0] })
    unknownElements = (elements ?? []).filter { policy.holders[$0] == nil }
    audiences = names(proposal.audiences) { policy.audiences.members[$0] != nil }
    touchedAudiences = policy.audiences.touched(by: audiences ?? [])
    sites = names(proposal.sites) { policy.sites.members[$0] != nil }
    check(sites != [], "no sites")
    touchedSites = policy.sites.touched(by: sites ?? [])
    siteCount = policy.sites.leaves(of: sites ?? []).count

    // S7: who asks.
    person = proposal.requester?.person
    let roles = names(proposal.requester?.roles) { policy.roles[$0] != nil }
    statedRoles = roles == [] ? nil : roles

    // S8
    var attributes: [String: ReferenceAttributeValue] = [:]
    for field in proposal.others {
      let attribute = policy.attributes[field.key]
      guard let attribute, attribute.on.contains(kind == .pilot ? .pilot : .action) else {
        check(false, "no field \(field.key)")
        continue
      }
      attributes[field.key] = ReferenceAttributeValue(field.value, as: attribute, isJSON: document.isJSON)
      check(attributes[field.key] != nil, "wrong \(field.key)")
    }
    self.attributes = attributes

    // S6: pilots.
    if let starts = proposal.starts, let ends = proposal.ends {
      check(ends.number >= starts.number, "ends before starts")
      check(ends.number - starts.number < 400, "too long")
    }
    if let owner = proposal.owner { check(policy.roles[owner] != nil, "unknown \(owner)") }
    if let follows = proposal.follows { check(policy.pilotIDs.contains(follows), "unknown \(follows)") }
    if let metrics = openWorkflow?.metrics {
      for metric in (proposal.measures ?? []).compactMap(\.metric) + proposal.resultMetrics {
        check(metrics.contains(metric), "unknown \(metric)")
      }
    }

    // S6, S41: actions.
    actionDay = proposal.kind == .action ? proposal.at.map { policy.zone.day(of: $0) } : nil
    if proposal.kind == .action {
      if let pilot = proposal.pilot { check(policy.pilotIDs.contains(pilot), "unknown \(pilot)") }
      if let openWorkflow {
        check(openWorkflow.actions[proposal.name] != nil, "no action \(proposal.name)")
        stage = openWorkflow.actions[proposal.name] ?? "after"
      } else {
        stage = "after"
      }
    } else {
      stage = "after"
    }

    // S29, S35, S38
    let content = ReferenceProposal.content(
      of: proposal, attributes: attributes, workflow: declared, tool: declaredTool, isWanted: problems.isEmpty)
    var signatures: [ReferenceSignature] = []
    var votes: [ReferenceVote] = []
    for approval in proposal.approvals ?? [] {
      let state = approval.content.map {
        $0.prefix(40) == content ? ReferenceSignature.Content.right : .wrong
      }
      if let committee = approval.committee {
        check(policy.committees[committee] != nil, "unknown \(committee)")
        check(!votes.contains { $0.committee == committee }, "two votes of \(committee)")
        let parts: [(String, ReferenceSignature.Part)] = [
          ("yes", .yes), ("no", .no), ("abstain", .abstain), ("recused", .recused),
        ]
        votes.append(ReferenceVote(committee: committee, isWhole: parts.allSatisfy { approval.seats[$0.0] != nil }))
        let seats = parts.flatMap { approval.seats[$0.0] ?? [] }
        let seatRoles = seats.compactMap(\.role)
        let persons = seats.compactMap(\.by)
        check(Set(seatRoles).count == seatRoles.count, "a seat twice")
        check(Set(persons).count == persons.count, "a person twice")
        for (word, part) in parts {
          for seat in approval.seats[word] ?? [] {
            signatures.append(
              ReferenceSignature(
                kind: .seat(votes.count - 1, part), role: seat.role, person: seat.by, on: approval.on, content: state))
          }
        }
      } else {
        signatures.append(
          ReferenceSignature(
            kind: .approval, role: approval.role, person: approval.by, on: approval.on, content: state))
      }
    }
    let steps = Set(openWorkflow?.steps.compactMap(\.demand.step) ?? []).union(policy.generalSteps)
    for review in proposal.reviewedBy ?? [] {
      if let step = review.step { check(steps.contains(step), "unknown step \(step)") }
      signatures.append(
        ReferenceSignature(
          kind: .review(step: review.step), role: review.role, person: review.by, on: nil, content: nil))
    }
    for role in signatures.compactMap(\.role) { check(policy.roles[role] != nil, "unknown \(role)") }
    for duty in (proposal.attested ?? []).compactMap(\.duty) {
      check(policy.dutyRules[duty] != nil, "no duty \(duty)")
    }
    // S37: the limit.
    let several = ReferenceSignature.severalRoles(signatures)
    check(several.count <= 5 && several.allSatisfy { $0.value.count <= 4 }, "too many signers")
    // R44, R53: so many and no more.
    check(max(signatures.count, proposal.attested?.count ?? 0) <= 200, "too many signatures")
    check((elements ?? []).count <= 200, "too many elements")
    self.signatures = signatures
    self.votes = votes
    self.problems = problems
  }

  /// S44, S45. It is asked for only where a signature states it.
  private static func content(
    of proposal: StatedProposal, attributes: [String: ReferenceAttributeValue], workflow: ReferenceWorkflow?,
    tool: ReferenceTool?, isWanted: Bool
  ) -> String {
    guard isWanted, proposal.approvals?.contains(where: { $0.content != nil }) == true else { return "" }
    return fingerprint(of: proposal, attributes, workflow, tool)
  }

  static func fingerprint(
    of proposal: StatedProposal, _ attributes: [String: ReferenceAttributeValue], _ workflow: ReferenceWorkflow?,
    _ tool: ReferenceTool?
  ) -> String {
    var content: [String: ReferenceContent] = ["proposal": proposal.content(attributes)]
    if let workflow { content["workflow"] = workflow.content }
    if let tool { content["tool"] = tool.content }
    return ReferenceContent.object(content).fingerprint
  }
}

/// An approval, a review or a seat of a vote (S29).
struct ReferenceSignature {
  enum Kind {
    case approval
    case review(step: String?)
    case seat(Int, Part)
  }
  enum Part { case yes, no, abstain, recused }
  enum Content { case right, wrong }

  var kind: Kind
  var role: String?
  var person: String?
  var on: Day?
  /// `nil` where none is stated.
  var content: Content?

  /// Who signs in more than one role, and in which.
  static func severalRoles(_ signatures: [ReferenceSignature]) -> [String: Set<String>] {
    var roles: [String: Set<String>] = [:]
    for signature in signatures {
      if let person = signature.person, let role = signature.role { roles[person, default: []].insert(role) }
    }
    return roles.filter { $0.value.count > 1 }
  }
}

/// S38.
struct ReferenceVote {
  var committee: String
  /// None of the four lists is left out.
  var isWhole: Bool
}

extension ReferencePolicy {
  /// Why a proposal is invalid; empty where it decodes.
  package func problems(of document: StatedDocument) -> [String] { ReferenceProposal(document, in: self).problems }

  /// The fingerprint of a proposal (S45), 40 digits: what a signature states as `content`.
  package func fingerprint(of document: StatedDocument) -> String {
    fingerprint(of: ReferenceProposal(document, in: self))
  }

  private func fingerprint(of facts: ReferenceProposal) -> String {
    ReferenceProposal.fingerprint(
      of: facts.proposal, facts.attributes, facts.workflow.flatMap { workflows[$0] },
      facts.tool.flatMap { tools[$0] })
  }

  /// The fingerprint of a registered pilot (S45); `nil` where none is declared.
  package func fingerprint(ofPilot id: String) -> String? { pilots[id].map { fingerprint(of: $0) } }
  /// The fingerprint of a tool's declaration, as `approved.content` states it.
  package func fingerprint(ofTool id: String) -> String? { tools[id]?.fingerprint }
  /// The fingerprint of a workflow's declaration.
  package func fingerprint(ofWorkflow id: String) -> String? { workflows[id]?.fingerprint }
}
