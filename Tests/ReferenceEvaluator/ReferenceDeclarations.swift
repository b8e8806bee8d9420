import Description
import Foundation
import PolicyBasics
import PolicyChecker
import PolicyLanguage
import SourceText

/// The calendar day of an instant in a zone, by Foundation: no table of ours.
struct ReferenceZone: Sendable {
  private let zone: Foundation.TimeZone

  init(_ name: String) { zone = Foundation.TimeZone(identifier: name) ?? .gmt }

  func day(of instant: ReferenceInstant) -> Day {
    let date = Date(timeIntervalSince1970: TimeInterval(instant.seconds))
    let local = instant.seconds + zone.secondsFromGMT(for: date)
    return Day(number: Int32((Double(local) / 86_400).rounded(.down)))
  }
}

/// S26, S27: what a person holds, has been lent, and has an interest in.
final class ReferencePerson: Sendable {
  struct Holding: Sendable {
    var role: String
    var site: String?
    var days: ReferencePeriod
  }

  struct Lent: Sendable {
    var role: String
    var from: String
    var days: ReferencePeriod
  }

  let holdings: [Holding]
  let lent: [Lent]
  let conflicts: Set<String>

  init(_ id: String, among people: [Declaration<Person>]) {
    let person = people.first { $0.id == id }?.value
    holdings = (person?.holds ?? []).map {
      Holding(
        role: $0.role.id, site: $0.site?.id, days: ReferencePeriod(from: $0.from?.value, until: $0.until?.value))
    }
    lent = people.flatMap { other in
      (other.value.delegates ?? []).filter { $0.to.id == id }.map {
        Lent(role: $0.role.id, from: other.id, days: ReferencePeriod(from: $0.from.value, until: $0.until.value))
      }
    }
    conflicts = Set((person?.conflicts ?? []).map(\.id))
  }
}

final class ReferenceTool: Sendable {
  let status: ToolStatus
  let agreement: Agreement?
  let minimumAge: Int?
  let approvedOn: Day?
  let approvedBy: String?
  let liftedBy: String?
  let attributes: [String: ReferenceAttributeValue]
  /// S45: `approved.content` is stated and is not the declaration's fingerprint.
  let isEdited: Bool
  let fingerprint: String
  /// T of S44.
  let content: ReferenceContent

  init(_ declaration: Declaration<Tool>, _ policy: ReferencePolicy) {
    let tool = declaration.value
    status = tool.status.value
    agreement = tool.agreement
    minimumAge = tool.minimumAge?.value
    approvedOn = tool.approved?.on.value
    approvedBy = tool.approved?.by.id
    liftedBy = tool.liftedBy?.id
    let attributes = ReferenceAttributeValue.read(tool.attributes, policy)
    self.attributes = attributes
    content = tool.referenceContent
    let fingerprint = tool.referenceFingerprint(attributes)
    self.fingerprint = fingerprint
    isEdited = tool.approved?.content.map { $0.value.digits != fingerprint } ?? false
  }

  /// S23: of a refused tool nothing else is read.
  var isOpen: Bool { status != .refused }
}

final class ReferenceWorkflow: Sendable {
  let status: WorkflowStatus
  let effective: EffectiveDays?
  let owner: String?
  let usedBy: [String]?
  let autonomy: String?
  let impact: String?
  let tier: String?
  let purpose: String?
  let data: [String]?
  let materials: [String]
  let audiences: [String]?
  let tools: [String]
  /// What a condition reads: absent where the workflow says nothing, empty where it says `open` (S66).
  let statedMaterials: [String]?
  let statedTools: [String]?
  let volume: Int?
  let approvedBy: String?
  let liftedBy: String?
  let sites: [String]?
  /// The stage of each action (S41).
  let actions: [String: String]
  let steps: [ReferenceStep]
  let metrics: Set<String>?
  let need: PilotsNeed?
  let approvals: [ReferenceDemand]
  let approvedOn: Day?
  let attributes: [String: ReferenceAttributeValue]
  let isEdited: Bool
  let fingerprint: String
  /// W of S44.
  let content: ReferenceContent

  init(_ declaration: Declaration<Workflow>, _ policy: ReferencePolicy) {
    let workflow = declaration.value
    status = workflow.status.value
    effective = workflow.effective
    owner = workflow.owner?.id
    usedBy = workflow.usedBy?.map(\.id)
    autonomy = workflow.autonomy?.value.rawValue
    impact = workflow.impact?.value.rawValue
    tier = workflow.tier?.id
    purpose = workflow.purpose?.id
    data = workflow.data?.classes.map(\.id)
    materials = workflow.materials?.references.map(\.id) ?? []
    audiences = workflow.audiences?.map(\.id)
    tools = workflow.tools?.references.map(\.id) ?? []
    statedMaterials = workflow.materials?.references.map(\.id)
    statedTools = workflow.tools?.references.map(\.id)
    if case .count(let count)? = workflow.volume?.value { volume = count } else { volume = nil }
    approvedBy = workflow.approved?.by.id
    liftedBy = workflow.liftedBy?.id
    sites = workflow.sites?.map(\.id)
    // S41: a workflow without `actions` has these three, each of the stage of its name.
    actions =
      workflow.actions.map { actions in
        Dictionary(
          actions.all.map { ($0.id, $0.value.stage.value.rawValue) }, uniquingKeysWith: { first, _ in first })
      } ?? ["use": "use", "draft": "draft", "release": "release"]
    steps = (workflow.review ?? []).map(ReferenceStep.init)
    metrics = workflow.metrics.map { Set($0.all.map(\.id)) }
    need = workflow.pilotsNeed
    approvals = (workflow.pilotsNeed?.approvals ?? []).map { ReferenceDemand($0) }
    approvedOn = workflow.approved?.on.value
    let attributes = ReferenceAttributeValue.read(workflow.attributes, policy)
    self.attributes = attributes
    content = workflow.referenceContent
    let fingerprint = workflow.referenceFingerprint(attributes)
    self.fingerprint = fingerprint
    isEdited = workflow.approved?.content.map { $0.value.digits != fingerprint } ?? false
  }

  var isOpen: Bool { status != .refused }
}

/// An attribute's value as its type reads it (S8).
enum ReferenceAttributeValue: Sendable {
  case one(ReferenceValue)
  case many([String])

  /// `nil`: the type reads no such value.
  init?(_ stated: StatedTree, as attribute: ReferenceAttribute, isJSON: Bool) {
    switch (attribute.type, stated) {
    case (.yesNo, .flag(let flag)): self = .one(.flag(flag))
    case (.yesNo, .text("yes")) where !isJSON: self = .one(.flag(true))
    case (.yesNo, .text("no")) where !isJSON: self = .one(.flag(false))
    case (.count, _):
      guard let count = ReferenceNumber.count(stated, isJSON: isJSON) else { return nil }
      self = .one(.number(ReferenceNumber(count)))
    case (.number, _):
      guard let number = ReferenceNumber(stated: stated, isJSON: isJSON) else { return nil }
      self = .one(.number(number))
    case (.date, .text(let text)):
      guard let day = ReferenceCalendar.day(text) else { return nil }
      self = .one(.day(day))
    case (.duration, .text(let text)):
      switch ReferenceSpan(text) {
      case .days(let count)?: self = .one(.span(.days(count)))
      case .seconds(let count)?: self = .one(.span(.seconds(count)))
      case .months?, nil: return nil
      }
    case (.choice, .text(let text)), (.level, .text(let text)):
      guard attribute.values.contains(text) else { return nil }
      self = .one(.word(text))
    case (.choices, .list(let items)):
      let words = items.compactMap { item in
        if case .text(let word) = item, attribute.values.contains(word) { return word }
        return nil
      }
      guard words.count == items.count, Set(words).count == words.count else { return nil }
      self = .many(words)
    case (.yesNo, _), (.date, _), (.duration, _), (.choice, _), (.level, _), (.choices, _): return nil
    }
  }

  static func read(_ fields: [OtherField], _ policy: ReferencePolicy) -> [String: ReferenceAttributeValue] {
    var result: [String: ReferenceAttributeValue] = [:]
    for field in fields {
      guard let attribute = policy.attributes[field.key] else { continue }
      result[field.key] = ReferenceAttributeValue(StatedTree(field.value), as: attribute, isJSON: false)
    }
    return result
  }
}
