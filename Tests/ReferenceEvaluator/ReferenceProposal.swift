import PolicyLanguage
import Description
import PolicyBasics
package import PolicyChecker
import ProposalCoding
import SourceText

/// A proposal by the names that it states, and whether it decodes (S6 to S11, S35, S37, S38, S41).
final class ReferenceProposal {
  let proposal: Proposal
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

  var starts: Day? { proposal.starts?.value }
  var ends: Day? { proposal.ends?.value }

  init(_ proposal: Proposal, in policy: ReferencePolicy, isRegistered: Bool = false) {
    self.proposal = proposal
    kind = proposal.kind
    var problems: [String] = proposal.diagnostics.hasErrors ? ["does not read"] : []
    func check(_ isRight: Bool, _ problem: @autoclosure () -> String) { if !isRight { problems.append(problem()) } }
    func names(_ list: [Located<String>]?, _ isKnown: (String) -> Bool) -> [String]? {
      guard let list = list?.map(\.value) else { return nil }
      check(Set(list).count == list.count, "named twice")
      for name in list { check(isKnown(name), "unknown \(name)") }
      return list
    }

    // S6, S7
    workflow = proposal.workflow?.value
    tool = proposal.tool?.value
    if let workflow { check(workflow == "unlisted" || policy.workflows[workflow] != nil, "unknown \(workflow)") }
    if let tool { check(tool == "unlisted" || policy.tools[tool] != nil, "unknown \(tool)") }
    let declared = workflow.flatMap { policy.workflows[$0] }
    openWorkflow = declared?.isOpen == true ? declared : nil
    let declaredTool = tool.flatMap { policy.tools[$0] }
    openTool = declaredTool?.isOpen == true ? declaredTool : nil
    autonomy = proposal.autonomy?.value.rawValue
    impact = proposal.impact?.value.rawValue

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
    person = proposal.requester?.person?.value
    let roles = names(proposal.requester?.roles) { policy.roles[$0] != nil }
    statedRoles = roles == [] ? nil : roles

    // S8
    var attributes: [String: ReferenceAttributeValue] = [:]
    for field in proposal.attributes {
      let key = field.key.value
      let owner: Bool
      if let attribute = policy.attributes[key] {
        owner = attribute.on.contains(proposal.kind == .pilot ? .pilot : .action)
        let value = ReferenceAttributeValue(field.value.value, as: attribute)
        if owner {
          check(value != nil, "wrong \(key)")
          check(attributes[key] == nil, "\(key) twice")
          attributes[key] = value
        }
      } else {
        owner = false
      }
      check(owner, "no field \(key)")
    }
    self.attributes = attributes

    // S6: pilots.
    if let starts = proposal.starts?.value, let ends = proposal.ends?.value {
      check(ends >= starts, "ends before starts")
      check(ends.number - starts.number < 400, "too long")
    }
    if let owner = proposal.owner?.value { check(policy.roles[owner] != nil, "unknown \(owner)") }
    if let follows = proposal.follows?.value { check(policy.pilotIDs.contains(follows), "unknown \(follows)") }
    if let metrics = openWorkflow?.metrics {
      for result in proposal.results ?? [] {
        check(metrics.contains(result.metric.value), "unknown \(result.metric.value)")
      }
      for measure in proposal.measures ?? [] {
        if let metric = measure.metric?.value { check(metrics.contains(metric), "unknown \(metric)") }
      }
    }
    if !isRegistered {
      check(proposal.results == nil && proposal.verdict == nil && proposal.stopped == nil, "of the register")
    }

    // S6, S41: actions.
    actionDay = proposal.kind == .action ? proposal.at.map { policy.zone.day(of: $0.value) } : nil
    if proposal.kind == .action {
      if let pilot = proposal.pilot?.value { check(policy.pilotIDs.contains(pilot), "unknown \(pilot)") }
      if let openWorkflow {
        check(openWorkflow.actions[proposal.name.value] != nil, "no action \(proposal.name.value)")
        stage = openWorkflow.actions[proposal.name.value] ?? "after"
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
        $0.value == "this" || $0.value.prefix(40) == content ? ReferenceSignature.Content.right : .wrong
      }
      if let committee = approval.committee?.value {
        check(policy.committees[committee] != nil, "unknown \(committee)")
        check(!votes.contains { $0.committee == committee }, "two votes of \(committee)")
        let lists: [(ReferenceSignature.Part, [Proposal.Seat]?)] = [
          (.yes, approval.yes), (.no, approval.no), (.abstain, approval.abstain), (.recused, approval.recused),
        ]
        votes.append(ReferenceVote(committee: committee, isWhole: lists.allSatisfy { $0.1 != nil }))
        let seats = lists.flatMap { $0.1 ?? [] }
        let seatRoles = seats.compactMap { $0.role?.value }
        let persons = seats.compactMap { $0.by?.value }
        check(Set(seatRoles).count == seatRoles.count, "a seat twice")
        check(Set(persons).count == persons.count, "a person twice")
        for (part, seats) in lists {
          for seat in seats ?? [] {
            signatures.append(
              ReferenceSignature(
                kind: .seat(votes.count - 1, part), role: seat.role?.value, person: seat.by?.value,
                on: approval.on?.value, content: state))
          }
        }
      } else {
        signatures.append(
          ReferenceSignature(
            kind: .approval, role: approval.role?.value, person: approval.by?.value, on: approval.on?.value,
            content: state))
      }
    }
    let steps = Set(openWorkflow?.steps.compactMap(\.demand.step) ?? []).union(policy.generalSteps)
    for review in proposal.reviewedBy ?? [] {
      if let step = review.step?.value { check(steps.contains(step), "unknown step \(step)") }
      signatures.append(
        ReferenceSignature(
          kind: .review(step: review.step?.value), role: review.role?.value, person: review.by?.value, on: nil,
          content: nil))
    }
    for role in signatures.compactMap(\.role) { check(policy.roles[role] != nil, "unknown \(role)") }
    for attestation in proposal.attested ?? [] {
      check(policy.dutyRules[attestation.duty.value] != nil, "no duty \(attestation.duty.value)")
    }
    // S37: the limit.
    let several = ReferenceSignature.severalRoles(signatures)
    check(several.count <= 5 && several.allSatisfy { $0.value.count <= 4 }, "too many signers")
    self.signatures = signatures
    self.votes = votes
    self.problems = problems
  }

  /// S44, S45. It is asked for only where a signature states it.
  private static func content(
    of proposal: Proposal, attributes: [String: ReferenceAttributeValue], workflow: ReferenceWorkflow?,
    tool: ReferenceTool?, isWanted: Bool
  ) -> String {
    guard isWanted, proposal.approvals?.contains(where: { $0.content != nil }) == true else { return "" }
    return fingerprint(of: proposal, attributes, workflow, tool)
  }

  static func fingerprint(
    of proposal: Proposal, _ attributes: [String: ReferenceAttributeValue], _ workflow: ReferenceWorkflow?,
    _ tool: ReferenceTool?
  ) -> String {
    var content: [String: ReferenceContent] = ["proposal": proposal.referenceContent(attributes)]
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
  /// The fingerprint of a proposal (S45), 40 digits: what a signature states as `content`.
  package func fingerprint(of proposal: Proposal) -> String {
    var attributes: [String: ReferenceAttributeValue] = [:]
    for field in proposal.attributes {
      guard let attribute = self.attributes[field.key.value] else { continue }
      attributes[field.key.value] = ReferenceAttributeValue(field.value.value, as: attribute)
    }
    return ReferenceProposal.fingerprint(
      of: proposal, attributes, proposal.workflow.flatMap { workflows[$0.value] },
      proposal.tool.flatMap { tools[$0.value] })
  }
}

extension ReferencePolicy {
  /// The fingerprint of a registered pilot (S45); `nil` where none is declared.
  package func fingerprint(ofPilot id: String) -> String? { pilots[id].map { fingerprint(of: $0.proposal) } }
  /// The fingerprint of a tool's declaration, as `approved.content` states it.
  package func fingerprint(ofTool id: String) -> String? { tools[id]?.fingerprint }
  /// The fingerprint of a workflow's declaration.
  package func fingerprint(ofWorkflow id: String) -> String? { workflows[id]?.fingerprint }
}
