import PolicyBasics
import PolicyChecker
import PolicyLanguage
import SourceText

/// S12: a condition is true, false, unknown or failed.
enum Answer: Sendable {
  case yes, no, unknown, failed

  init(_ value: Bool) { self = value ? .yes : .no }

  /// S13: false if a part is false, else failed if one is, else unknown if one is, else true.
  static func and(_ parts: [Answer]) -> Answer {
    if parts.contains(.no) { return .no }
    if parts.contains(.failed) { return .failed }
    if parts.contains(.unknown) { return .unknown }
    return .yes
  }

  /// S13: *or* is its mirror image.
  static func or(_ parts: [Answer]) -> Answer {
    if parts.contains(.yes) { return .yes }
    if parts.contains(.failed) { return .failed }
    if parts.contains(.unknown) { return .unknown }
    return .no
  }

  /// S13: *not* swaps true and false.
  var negated: Answer {
    switch self {
    case .yes: .no
    case .no: .yes
    case .unknown, .failed: self
    }
  }
}

/// A value of a field.
enum ReferenceValue: Hashable, Sendable {
  case word(String)
  case flag(Bool)
  case number(ReferenceNumber)
  case day(Day)
  case span(ReferenceSpan)
}

/// The type of a field (S8, S15).
enum ReferenceType: Sendable {
  /// Ids or words, several of them.
  case set
  case sensitivity
  /// One word without order.
  case word
  /// One word in an order, lowest first.
  case level([String])
  case flag, number, day, span

  func value(of word: String) -> ReferenceValue {
    switch self {
    case .set, .sensitivity, .word, .level: .word(word)
    case .flag: .flag(word == "yes")
    case .number: ReferenceNumber(word).map { .number($0) } ?? .word(word)
    case .day: ReferenceCalendar.day(word).map { .day($0) } ?? .word(word)
    case .span: ReferenceSpan(word).map { .span($0) } ?? .word(word)
    }
  }
}

/// A condition with its words read by their types.
indirect enum ReferenceCondition: Sendable {
  case all([ReferenceCondition])
  case any([ReferenceCondition])
  case not(ReferenceCondition)
  case matcher(ReferenceMatcher)

  /// Every field that it reads, bounds included.
  var fields: [String] {
    switch self {
    case .all(let parts), .any(let parts): parts.flatMap(\.fields)
    case .not(let part): part.fields
    case .matcher(let matcher): [matcher.field] + (matcher.boundPath.map { [$0] } ?? [])
    }
  }
}

/// One question about one field (S14, S15).
struct ReferenceMatcher: Sendable {
  enum Question: Sendable {
    case any([String]), all([String]), none([String]), only([String])
    case isOne([ReferenceValue]), isNone([ReferenceValue])
    case atLeast(Bound), atMost(Bound), before(Bound), after(Bound)
  }

  enum Bound: Sendable {
    case value(ReferenceValue)
    case path(String)
  }

  var field: String
  var type: ReferenceType
  var question: Question
  /// What the table of coverage counts it as.
  var names: [String]

  var boundPath: String? {
    switch question {
    case .atLeast(.path(let path)), .atMost(.path(let path)), .before(.path(let path)), .after(.path(let path)): path
    case .any, .all, .none, .only, .isOne, .isNone, .atLeast, .atMost, .before, .after: nil
    }
  }
}

extension ReferencePolicy {
  static let autonomyOrder = ["assist-draft", "human-approves-each", "human-samples", "autonomous"]
  static let impactOrder = ["none", "informs", "materially-influences", "determines"]
  static let sensitivityOrder = ["public", "internal", "confidential", "restricted", "prohibited"]
  static let trainingOrder = ["none", "deidentified", "identified"]
  static let stageOrder = ["use", "draft", "release", "after"]

  func type(of field: String) -> ReferenceType {
    switch field {
    case "data", "audiences", "sites", "materials", "roles", "tool.agreement.data", "tool.agreement.purposes",
      "workflow.data", "workflow.audiences", "workflow.sites", "workflow.used-by", "workflow.materials",
      "workflow.tools":
      return .set
    case "sensitivity": return .sensitivity
    case "tool", "workflow", "purpose", "person", "action", "tool.status", "workflow.status", "workflow.owner",
      "workflow.purpose", "tool.approved.by", "tool.lifted-by", "workflow.approved.by", "workflow.lifted-by":
      return .word
    case "tier", "workflow.tier": return .level(tierOrder)
    case "autonomy", "workflow.autonomy": return .level(Self.autonomyOrder)
    case "impact", "workflow.impact": return .level(Self.impactOrder)
    case "stage": return .level(Self.stageOrder)
    case "tool.agreement.training": return .level(Self.trainingOrder)
    case "duration", "tool.agreement.retention", "workflow.pilots-need.limits.duration": return .span
    case "starts", "ends", "tool.agreement.from", "tool.agreement.until", "tool.approved.on", "workflow.effective.from",
      "workflow.effective.until", "workflow.approved.on":
      return .day
    case "participants", "site-count", "tool.minimum-age", "workflow.volume", "workflow.pilots-need.limits.sites",
      "workflow.pilots-need.limits.participants":
      return .number
    case "in-pilot": return .flag
    default:
      let key = field.split(separator: ".").last.map(String.init) ?? field
      guard let attribute = attributes[key] else { return .word }
      return switch attribute.type {
      case .yesNo: .flag
      case .count, .number: .number
      case .date: .day
      case .duration: .span
      case .choice: .word
      case .choices: .set
      case .level: .level(attribute.values)
      }
    }
  }

  /// Reads a condition's words by the types of its fields.
  func read(_ condition: Condition) -> ReferenceCondition {
    switch condition {
    case .all(let parts, _): return .all(parts.map(read))
    case .any(let parts, _): return .any(parts.map(read))
    case .not(let part, _): return .not(read(part))
    case .expression: return .any([])
    case .matcher(let matcher): return .matcher(read(matcher))
    }
  }

  private func read(_ matcher: Matcher) -> ReferenceMatcher {
    let field = matcher.field.value
    let type = type(of: field)
    let isSet =
      switch type {
      case .set, .sensitivity: true
      case .word, .level, .flag, .number, .day, .span: false
      }
    func make(_ word: String, _ question: ReferenceMatcher.Question) -> ReferenceMatcher {
      ReferenceMatcher(field: field, type: type, question: question, names: coverageNames(field, word))
    }
    switch matcher.operand {
    case .word(let word):
      // S14: `sensitivity: x` and `tier: x` mean x or higher; a word of a set means any of that one.
      if case .sensitivity = type { return make("word", .atLeast(.value(.word(word.value)))) }
      if isSet { return make("word", .any([word.value])) }
      if field == "tier" { return make("word", .atLeast(.value(.word(word.value)))) }
      return make("word", .isOne([type.value(of: word.value)]))
    case .list(let words): return make("list", .isOne(words.map { type.value(of: $0.value) }))
    case .set(let kind, let words):
      let names = words.map(\.value)
      switch kind {
      case .any: return make("any", .any(names))
      case .all: return make("all", .all(names))
      case .only: return make("only", .only(names))
      case .none: return isSet ? make("none", .none(names)) : make("none", .isNone(names.map { type.value(of: $0) }))
      }
    case .comparison(let kind, let word):
      let isPath = word.value.hasPrefix("tool.") || word.value.hasPrefix("workflow.")
      let bound: ReferenceMatcher.Bound = isPath ? .path(word.value) : .value(type.value(of: word.value))
      let name = kind.rawValue + (isPath ? " path" : "")
      return switch kind {
      case .atLeast: make(name, .atLeast(bound))
      case .atMost: make(name, .atMost(bound))
      case .before: make(name, .before(bound))
      case .after: make(name, .after(bound))
      }
    }
  }

  /// - Parameter word: `any`, `at-most path`: how it is asked.
  private func coverageNames(_ field: String, _ word: String) -> [String] {
    let name = coverageName(of: field)
    let owner = ["tool", "workflow"].first { field.hasPrefix("\($0).") }
    let isPath = word.hasSuffix(" path")
    return ["field \(name)", "word \(word)"] + (owner.map { ["field \($0) path"] } ?? [])
      + (isPath ? ["matcher \(name) path", "matcher \(word)"] : ["matcher \(name) \(word)"])
  }

  /// Attributes by their type, those of tools and workflows too.
  private func coverageName(of field: String) -> String {
    let parts = field.split(separator: ".").map(String.init)
    func name(_ attribute: ReferenceAttribute) -> String {
      attribute.type == .duration ? "length" : attribute.type.rawValue
    }
    if parts.count == 2, let attribute = attributes[parts[1]] { return "\(parts[0]).\(name(attribute))" }
    return attributes[field].map(name) ?? field
  }
}
