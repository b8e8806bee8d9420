import Description
import Foundation
import PolicyBasics
import PolicyChecker
import PolicyLanguage
import ProposalCoding
import SourceText

/// The calendar day of an instant in a zone, by Foundation: no table of ours.
struct ReferenceZone: Sendable {
  private let zone: Foundation.TimeZone

  init(_ name: String) { zone = Foundation.TimeZone(identifier: name) ?? .gmt }

  func day(of instant: Instant) -> Day {
    let date = Date(timeIntervalSince1970: TimeInterval(instant.seconds))
    let local = Int(instant.seconds) + zone.secondsFromGMT(for: date)
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
  init?(_ stated: Proposal.StatedValue, as attribute: ReferenceAttribute) {
    func isWhole(_ text: String) -> Bool {
      !text.isEmpty && text.count <= 15 && text.utf8.allSatisfy { $0 >= 48 && $0 <= 57 }
        && (text == "0" || !text.hasPrefix("0"))
    }
    switch (attribute.type, stated) {
    case (.yesNo, .flag(let flag)): self = .one(.flag(flag))
    case (.yesNo, .word("yes")): self = .one(.flag(true))
    case (.yesNo, .word("no")): self = .one(.flag(false))
    case (.count, .word(let text)):
      guard isWhole(text), let count = Int(text) else { return nil }
      self = .one(.number(Decimal(count)))
    case (.count, .number(let number)):
      guard let count = number.whole, count >= 0 else { return nil }
      self = .one(.number(number))
    case (.number, .word(let text)):
      guard let number = Decimal(bytes: ArraySlice(text.utf8)) else { return nil }
      self = .one(.number(number))
    case (.number, .number(let number)): self = .one(.number(number))
    // In JSON a number is a number and `yes` is `true`: a text is neither.
    case (.date, .word(let text)), (.date, .text(let text)):
      guard let day = Day(text) else { return nil }
      self = .one(.day(day))
    case (.duration, .word(let text)), (.duration, .text(let text)):
      switch ReferenceSpan(text) {
      case .days(let count)?: self = .one(.span(.days(count)))
      case .seconds(let count)?: self = .one(.span(.seconds(count)))
      case .months?, nil: return nil
      }
    case (.choice, .word(let text)), (.choice, .text(let text)), (.level, .word(let text)), (.level, .text(let text)):
      guard attribute.values.contains(text) else { return nil }
      self = .one(.word(text))
    case (.choices, .list(let words)):
      guard words.allSatisfy(attribute.values.contains), Set(words).count == words.count else { return nil }
      self = .many(words)
    case (.yesNo, _), (.count, _), (.number, _), (.date, _), (.duration, _), (.choice, _), (.level, _), (.choices, _):
      return nil
    }
  }

  static func read(_ fields: [OtherField], _ policy: ReferencePolicy) -> [String: ReferenceAttributeValue] {
    var result: [String: ReferenceAttributeValue] = [:]
    for field in fields {
      guard let attribute = policy.attributes[field.key] else { continue }
      result[field.key] = ReferenceAttributeValue(Proposal.StatedValue(field), as: attribute)
    }
    return result
  }
}
