import Description
import PolicyBasics
import PolicyChecker
package import PolicyLanguage
import SourceText

/// A policy set as it is declared, every id a name: what the sentences of `docs/language.md` speak of.
///
/// It shares with the compiler the declarations alone.
package final class ReferencePolicy {
  let isAttested: Bool
  let allowsUnbound: Bool
  let approvalsLapse: ReferenceSpan?
  let holidays: Set<Day>
  let zone: ReferenceZone

  let data: ReferenceTree
  let sensitivity: [String: String]
  let holders: [String: [String]]
  let audiences: ReferenceTree
  let sites: ReferenceTree
  let materials: [String: ReferenceMaterial]
  let hasPurposes: Bool
  let roles: [String: ReferenceRole]
  let committees: [String: ReferenceCommittee]
  let people: [String: ReferencePerson]
  /// Lowest first.
  let tierOrder: [String]
  let attributes: [String: ReferenceAttribute]
  let pilotIDs: Set<String>

  private(set) var tiers: [ReferenceTier] = []
  private(set) var tools: [String: ReferenceTool] = [:]
  private(set) var workflows: [String: ReferenceWorkflow] = [:]
  private(set) var rules: [ReferenceRule] = []
  private(set) var dutyRules: [String: ReferenceRule] = [:]
  private(set) var invariants: [ReferenceInvariant] = []
  /// Steps of review of tiers and rules: any action's review may name them (S35).
  private(set) var generalSteps: Set<String> = []
  private(set) var pilots: [String: ReferenceProposal] = [:]

  package init(_ set: PolicySet) {
    let head = set.heads.first?.value ?? PolicyHead()
    isAttested = head.roleHolders != nil
    allowsUnbound = head.unboundApprovals != nil
    approvalsLapse = head.approvalsLapse.map { ReferenceSpan($0.value) }
    holidays = Set((head.holidays ?? []).map(\.value))
    zone = ReferenceZone(head.timeZone.value.text)

    func index<Value, Made>(_ declarations: [Declaration<Value>], _ make: (Declaration<Value>) -> Made) -> [String:
      Made]
    { Dictionary(declarations.map { ($0.id, make($0)) }, uniquingKeysWith: { first, _ in first }) }
    data = ReferenceTree(
      members: index(set.data.all) {
        ReferenceTree.Member(
          within: $0.value.within?.id, also: ($0.value.also ?? []).map(\.id),
          namedOnly: $0.value.namedOnly?.value ?? false)
      })
    audiences = ReferenceTree(
      members: index(set.audiences.all) {
        ReferenceTree.Member(
          within: $0.value.within?.id, also: ($0.value.also ?? []).map(\.id),
          namedOnly: $0.value.namedOnly?.value ?? false)
      })
    sites = ReferenceTree(members: index(set.sites.all) { ReferenceTree.Member(within: $0.value.within?.id) })

    // S11: a class without `sensitivity` has its parent's.
    let stated = index(set.data.all) { $0.value.sensitivity?.value.rawValue }
    let tree = data
    sensitivity = index(set.data.all) { declaration in
      tree.upwards(from: declaration.id).lazy.compactMap { stated[$0] ?? nil }.first ?? "prohibited"
    }
    var holders: [String: [String]] = [:]
    for declaration in set.data.all {
      for element in declaration.value.elements ?? [] {
        holders[element.value.text, default: []].append(declaration.id)
      }
    }
    self.holders = holders
    materials = index(set.materials.all) {
      ReferenceMaterial(data: $0.value.data.map(\.id), until: $0.value.until?.value)
    }
    hasPurposes = !set.purposes.all.isEmpty
    let includes = index(set.roles.all) { ($0.value.includes ?? []).map(\.id) }
    roles = index(set.roles.all) { declaration in
      var all: Set<String> = [declaration.id]
      while true {
        let next = all.union(all.flatMap { includes[$0] ?? [] })
        if next == all { break }
        all = next
      }
      return ReferenceRole(includes: all, mayCombine: Set((declaration.value.mayCombine ?? []).map(\.id)))
    }
    committees = index(set.committees.all) {
      ReferenceCommittee(
        members: Set($0.value.members.map(\.id)), quorum: $0.value.quorum.value, threshold: $0.value.threshold.value)
    }
    people = index(set.people.all) { ReferencePerson($0.id, among: set.people.all) }
    tierOrder = set.tiers.all.sorted { $0.value.rank.value < $1.value.rank.value }.map(\.id)
    attributes = index(set.attributes.all) {
      ReferenceAttribute(
        on: Set($0.value.on.map(\.value)), type: $0.value.type.value, values: ($0.value.values ?? []).map(\.value.text))
    }

    pilotIDs = Set(set.pilots.all.map(\.id))

    tools = index(set.tools.all) { ReferenceTool($0, self) }
    workflows = index(set.workflows.all) { ReferenceWorkflow($0, self) }
    tiers = tierOrder.compactMap { id in
      set.tiers.all.first { $0.id == id }.map { ReferenceTier($0, self) }
    }
    let exceptions = set.exceptions.all.map { ReferenceException($0, self) }
    rules = set.rules.all.map { rule in ReferenceRule(rule, exceptions.filter { $0.rule == rule.id }, self) }
    dutyRules = Dictionary(
      rules.filter { $0.duty != nil }.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    invariants = set.invariants.all.map { ReferenceInvariant($0, self) }
    generalSteps = Set(tiers.flatMap { $0.steps.compactMap(\.demand.step) })
      .union(set.rules.all.flatMap { ($0.value.review ?? []).compactMap { $0.id?.value.text } })
    pilots = index(set.pilots.all) { declaration in
      // S45: a registered pilot under id x is the proposal with `pilot: x`.
      let document = StatedDocument(declaration.node.map { StatedTree($0) } ?? .nothing)
      return ReferenceProposal(document, in: self, registeredAs: declaration.id)
    }
  }
}

struct ReferenceMaterial: Sendable {
  var data: [String]
  var until: Day?
}

struct ReferenceRole: Sendable {
  /// Itself and all that it includes.
  var includes: Set<String>
  var mayCombine: Set<String>
}

struct ReferenceCommittee: Sendable {
  var members: Set<String>
  var quorum: Int
  var threshold: Int
}

struct ReferenceAttribute: Sendable {
  var on: Set<AttributeOwner>
  var type: AttributeType
  var values: [String]
}

/// Days from one to another, both included; a bound left out does not bind.
struct ReferencePeriod: Sendable {
  var from: Day?
  var until: Day?

  init(_ days: EffectiveDays?) {
    from = days?.from?.value
    until = days?.until?.value
  }

  init(from: Day?, until: Day?) {
    self.from = from
    self.until = until
  }

  func contains(_ day: Day) -> Bool { (from.map { day >= $0 } ?? true) && (until.map { day <= $0 } ?? true) }
}

/// What must be signed (S34): so many of these roles and committees.
struct ReferenceDemand: Hashable, Sendable {
  enum Kind: Sendable { case approval, review }
  var kind: Kind
  /// Sorted.
  var signers: [String]
  var atLeast: Int
  var step: String?

  init(_ kind: Kind, _ signers: [String], atLeast: Int = 1, step: String? = nil) {
    self.kind = kind
    self.signers = signers.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    self.atLeast = atLeast
    self.step = step
  }

  init(_ demand: PolicyLanguage.Demand) {
    switch demand {
    case .one(let reference): self.init(.approval, [reference.id])
    case .atLeast(let count, let of, _): self.init(.approval, of.map(\.id), atLeast: count.value)
    }
  }

  /// As decisions show it.
  var text: String {
    let who = signers.count == 1 ? signers[0] : "\(atLeast) of \(signers.joined(separator: ", "))"
    return step.map { "\(who)/\($0)" } ?? who
  }
}

/// A step of review: a demand, and the stage that it comes before (S35).
struct ReferenceStep: Sendable {
  var demand: ReferenceDemand
  var before: String

  init(_ step: ReviewStep) {
    demand = ReferenceDemand(.review, [step.by.id], step: step.id?.value.text)
    before = step.before?.value.rawValue ?? "release"
  }
}

final class ReferenceTier: Sendable {
  let id: String
  let when: ReferenceCondition?
  let steps: [ReferenceStep]
  let approvals: [ReferenceDemand]

  init(_ tier: Declaration<Tier>, _ policy: ReferencePolicy) {
    id = tier.id
    when = tier.value.when.map(policy.read)
    steps = (tier.value.review ?? []).map(ReferenceStep.init)
    approvals = (tier.value.approvals ?? []).map { ReferenceDemand($0) }
  }
}

final class ReferenceRule: Sendable {
  enum Effect: Sendable {
    case deny, duty
    case review([ReferenceStep])
    case approvals([ReferenceDemand])
  }

  let id: String
  let kinds: Set<ProposalKind>
  let effective: ReferencePeriod
  let effect: Effect
  /// S17: `when` and not `unless`, for `require … that` also and not `that`.
  let formula: ReferenceCondition
  let isAbsentAllowed: Bool
  let trialUntil: Day?
  let exceptions: [ReferenceException]
  let duty: ReferenceDuty?

  init(_ rule: Declaration<Rule>, _ exceptions: [ReferenceException], _ policy: ReferencePolicy) {
    id = rule.id
    let value = rule.value
    kinds = Set((value.deny ?? value.require ?? value.oblige)?.value.map(\.value) ?? [])
    effective = ReferencePeriod(value.effective)
    var parts: [ReferenceCondition] = []
    if let when = value.when { parts.append(policy.read(when)) }
    if let unless = value.unless { parts.append(.not(policy.read(unless))) }
    if let that = value.that { parts.append(.not(policy.read(that))) }
    formula = .all(parts)
    isAbsentAllowed = value.whenAbsent != nil
    trialUntil = value.trial?.until.value
    self.exceptions = exceptions
    duty = value.oblige == nil ? nil : ReferenceDuty(value)
    if value.oblige != nil {
      effect = .duty
    } else if let review = value.review {
      effect = .review(review.map(ReferenceStep.init))
    } else if let approvals = value.approvals {
      effect = .approvals(approvals.map { ReferenceDemand($0) })
    } else {
      effect = .deny
    }
  }
}

/// S46.
struct ReferenceDuty: Sendable {
  enum Deadline: Sendable {
    case before(String)
    case span(count: Int, unit: DeadlineSpan.Unit, backwards: Bool, anchor: String)
  }

  var by: String?
  var deadline: Deadline
  var lasts: ReferenceSpan?

  init(_ rule: Rule) {
    by = rule.by?.id
    lasts = rule.lasts.map { ReferenceSpan($0.value) }
    switch rule.due?.value ?? .before(.release) {
    case .before(let stage): deadline = .before(stage.rawValue)
    case .span(let span, let before, let anchor):
      deadline = .span(count: span.count, unit: span.unit, backwards: before, anchor: anchor)
    }
  }
}

final class ReferenceException: Sendable {
  let id: String
  let rule: String
  let sites: [String]
  let effective: ReferencePeriod
  let when: ReferenceCondition?
  let instead: ReferenceCondition?

  init(_ exception: Declaration<Exception>, _ policy: ReferencePolicy) {
    id = exception.id
    rule = exception.value.rule.id
    sites = exception.value.sites.map(\.id)
    effective = ReferencePeriod(exception.value.effective)
    when = exception.value.when.map(policy.read)
    instead = exception.value.instead.map(policy.read)
  }
}

final class ReferenceInvariant: Sendable {
  let id: String
  let kinds: Set<ProposalKind>
  let when: ReferenceCondition
  /// S51: with `without`, demands; `nil`: a deny rule.
  let without: [ReferenceDemand]?

  init(_ invariant: Declaration<Invariant>, _ policy: ReferencePolicy) {
    id = invariant.id
    kinds = Set(invariant.value.never.map(\.value))
    when = invariant.value.when.map(policy.read) ?? .all([])
    without = invariant.value.without.map { without in
      (without.review ?? []).map { ReferenceDemand(.review, [$0.id]) }
        + (without.approvals ?? []).map { ReferenceDemand(.approval, [$0.id]) }
    }
  }
}
