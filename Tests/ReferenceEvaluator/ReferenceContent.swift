import Crypto
import Description
import PolicyBasics
import PolicyChecker
import PolicyLanguage
import ProposalCoding
import SourceText

/// A value on its way to its canonical text (S43).
indirect enum ReferenceContent: Sendable {
  case text(String)
  case number(Decimal)
  case flag(Bool)
  case list([ReferenceContent])
  case object([String: ReferenceContent])

  static func texts(_ texts: [String]) -> ReferenceContent { .list(texts.map { .text($0) }) }

  /// JSON without blanks; keys sorted by their bytes, the items of every list by the bytes of their canonical texts.
  var canonical: String {
    func sorted(_ texts: [String]) -> [String] { texts.sorted { Array($0.utf8).lexicographicallyPrecedes($1.utf8) } }
    switch self {
    case .text(let text):
      let lines = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
      let escaped = lines.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
        .replacing("\t", with: "\\t")
      return "\"\(escaped)\""
    case .number(let number): return number.description
    case .flag(let flag): return flag ? "true" : "false"
    case .list(let items): return "[" + sorted(items.map(\.canonical)).joined(separator: ",") + "]"
    case .object(let fields):
      let members = sorted(Array(fields.keys)).map { key in
        ReferenceContent.text(key).canonical + ":" + (fields[key]?.canonical ?? "")
      }
      return "{" + members.joined(separator: ",") + "}"
    }
  }

  /// S45: 40 digits of the SHA-256 of `policyc content 1`, LF, canonical text.
  var fingerprint: String {
    let digest = SHA256.hash(data: Array("policyc content 1\n\(canonical)".utf8))
    let digits = Array("0123456789abcdef")
    return String(digest.flatMap { [digits[Int($0 / 16)], digits[Int($0 % 16)]] }.prefix(40))
  }
}

extension ReferenceContent {
  init(_ value: ReferenceAttributeValue) {
    switch value {
    case .one(.word(let word)): self = .text(word)
    case .one(.flag(let flag)): self = .flag(flag)
    case .one(.number(let number)): self = .number(number)
    case .one(.day(let day)): self = .text(day.description)
    case .one(.span(let span)): self = .text(span.canonical)
    case .many(let words): self = .texts(words)
    }
  }
}

// MARK: Declarations

extension Tool {
  /// T of S44, R19: the four fields flat.
  var referenceContent: ReferenceContent { .object(agreement?.referenceFields(days: false) ?? [:]) }

  /// S45: the declaration without `approved`, `title`, `because`, `source`, `notes`.
  func referenceFingerprint(_ attributes: [String: ReferenceAttributeValue]) -> String {
    var fields = attributes.mapValues { ReferenceContent($0) }
    fields["status"] = .text(status.value.rawValue)
    if let agreement { fields["agreement"] = .object(agreement.referenceFields(days: true)) }
    if let minimumAge { fields["minimum-age"] = .number(Decimal(minimumAge.value)) }
    if let liftedBy { fields["lifted-by"] = .text(liftedBy.id) }
    if let on { fields["on"] = .text(on.value.description) }
    return ReferenceContent.object(["tool": .object(fields)]).fingerprint
  }
}

extension Agreement {
  func referenceFields(days: Bool) -> [String: ReferenceContent] {
    var fields: [String: ReferenceContent] = [:]
    if days, let from { fields["from"] = .text(from.value.description) }
    if days, let until { fields["until"] = .text(until.value.description) }
    if let data { fields["data"] = .texts(data.map(\.id)) }
    if let purposes { fields["purposes"] = .texts(purposes.map(\.id)) }
    if let training { fields["training"] = .text(training.value.rawValue) }
    if let retention { fields["retention"] = .text(ReferenceSpan(retention.value).canonical) }
    return fields
  }
}

extension Workflow {
  /// W of S44.
  var referenceContent: ReferenceContent {
    let covered = [
      "purpose", "data", "materials", "audiences", "tools", "sites", "tier", "autonomy", "impact", "used-by", "actions",
      "effective", "pilots-need", "review",
    ]
    return .object(referenceFields.filter { covered.contains($0.key) })
  }

  /// S45: the declaration without what no fingerprint covers.
  func referenceFingerprint(_ attributes: [String: ReferenceAttributeValue]) -> String {
    var fields = referenceFields
    for (key, value) in attributes { fields[key] = ReferenceContent(value) }
    return ReferenceContent.object(["workflow": .object(fields)]).fingerprint
  }

  private var referenceFields: [String: ReferenceContent] {
    var fields: [String: ReferenceContent] = ["status": .text(status.value.rawValue)]
    func text(_ key: String, _ text: String?) { if let text { fields[key] = .text(text) } }
    func texts(_ key: String, _ texts: [String]?) { if let texts { fields[key] = .texts(texts) } }
    text("owner", owner?.id)
    texts("used-by", usedBy?.map(\.id))
    text("autonomy", autonomy?.value.rawValue)
    text("impact", impact?.value.rawValue)
    text("tier", tier?.id)
    text("purpose", purpose?.id)
    texts("data", data?.classes.map(\.id))
    texts("audiences", audiences?.map(\.id))
    texts("sites", sites?.map(\.id))
    switch materials {
    case .open?: text("materials", "open")
    case .these(let references)?: texts("materials", references.map(\.id))
    case nil: break
    }
    switch tools {
    case .open?: text("tools", "open")
    case .these(let references)?: texts("tools", references.map(\.id))
    case nil: break
    }
    text("lifted-by", liftedBy?.id)
    text("on", on?.value.description)
    if let effective {
      var days: [String: ReferenceContent] = [:]
      if let from = effective.from { days["from"] = .text(from.value.description) }
      if let until = effective.until { days["until"] = .text(until.value.description) }
      fields["effective"] = .object(days)
    }
    if let actions {
      var all: [String: ReferenceContent] = [:]
      for action in actions.all {
        var entry: [String: ReferenceContent] = ["stage": .text(action.value.stage.value.rawValue)]
        if let title = action.value.title { entry["title"] = .text(title.text) }
        all[action.id] = .object(entry)
      }
      fields["actions"] = .object(all)
    }
    if let review {
      fields["review"] = .list(
        review.map { step in
          // Without `effort`.
          var entry: [String: ReferenceContent] = ["what": .text(step.what.text), "by": .text(step.by.id)]
          if let id = step.id { entry["id"] = .text(id.value.text) }
          if let before = step.before { entry["before"] = .text(before.value.rawValue) }
          if let against = step.against { entry["against"] = .text(against.text) }
          return .object(entry)
        })
    }
    if let ifWrong {
      var entry: [String: ReferenceContent] = ["tell": .text(ifWrong.tell.id)]
      if let due = ifWrong.due { entry["due"] = .text(due.value.referenceText) }
      fields["if-wrong"] = .object(entry)
    }
    if let pilotsNeed { fields["pilots-need"] = pilotsNeed.referenceContent }
    return fields
  }
}

extension DeadlineSpan {
  fileprivate var referenceText: String {
    switch unit {
    case .days: "\(count)d"
    case .months: "\(count)mo"
    case .hours: "\(count * 3600)s"
    case .businessDays: "\(count) business-days"
    }
  }
}

extension PilotsNeed {
  fileprivate var referenceContent: ReferenceContent {
    var fields: [String: ReferenceContent] = [:]
    if let approvals {
      fields["approvals"] = .list(
        approvals.map { demand in
          switch demand {
          case .one(let reference): .text(reference.id)
          case .atLeast(let count, let of, _):
            .object(["at-least": .number(Decimal(count.value)), "of": .texts(of.map(\.id))])
          }
        })
    }
    if let measures {
      var entry: [String: ReferenceContent] = ["required": .flag(measures.required.value)]
      if let baseline = measures.baseline { entry["baseline"] = .text(baseline.value.rawValue) }
      fields["measures"] = .object(entry)
    }
    if stopWhen != nil { fields["stop-when"] = .text("required") }
    if let limits {
      var entry: [String: ReferenceContent] = [:]
      if let duration = limits.duration { entry["duration"] = .text(ReferenceSpan(duration.value.span).canonical) }
      if let sites = limits.sites { entry["sites"] = .number(Decimal(sites.value)) }
      if let participants = limits.participants { entry["participants"] = .number(Decimal(participants.value)) }
      fields["limits"] = .object(entry)
    }
    return .object(fields)
  }
}

// MARK: Proposals

extension Proposal {
  /// P of S44: all fields but signatures, remarks and what came of it.
  func referenceContent(_ attributes: [String: ReferenceAttributeValue]) -> ReferenceContent {
    var fields = attributes.mapValues { ReferenceContent($0) }
    func text(_ key: String, _ text: String?) { if let text { fields[key] = .text(text) } }
    func texts(_ key: String, _ names: [Located<String>]?) { if let names { fields[key] = .texts(names.map(\.value)) } }
    text(kind == .pilot ? "pilot" : "action", name.value)
    text("title", title)
    text("workflow", workflow?.value)
    text("tool", tool?.value)
    text("autonomy", autonomy?.value.rawValue)
    text("impact", impact?.value.rawValue)
    texts("data", data)
    texts("elements", elements)
    texts("materials", materials)
    texts("audiences", audiences)
    texts("sites", sites)
    text("submitted", submitted?.value.description)
    text("follows", follows?.value)
    text("owner", owner?.value)
    text("starts", starts?.value.description)
    text("ends", ends?.value.description)
    text("stop-when", stopWhen?.value)
    if let participants { fields["participants"] = .number(Decimal(participants.value)) }
    if kind == .action { text("pilot", pilot?.value) }
    text("at", at.map { ReferenceContent.text(of: $0.value) })
    if let requester {
      var entry: [String: ReferenceContent] = [:]
      if let person = requester.person { entry["person"] = .text(person.value) }
      if let roles = requester.roles { entry["roles"] = .texts(roles.map(\.value)) }
      fields[kind == .pilot ? "requested-by" : "actor"] = .object(entry)
    }
    if let measures {
      fields["measures"] = .list(
        measures.map { measure in
          var entry: [String: ReferenceContent] = [:]
          if let metric = measure.metric { entry["metric"] = .text(metric.value) }
          if let baseline = measure.baseline { entry["baseline"] = .number(baseline.value) }
          if let target = measure.target { entry["target"] = .number(target.value) }
          if let measured = measure.measured {
            var days: [String: ReferenceContent] = [:]
            if let from = measured.from { days["from"] = .text(from.value.description) }
            if let until = measured.until { days["until"] = .text(until.value.description) }
            entry["measured"] = .object(days)
          }
          return .object(entry)
        })
    }
    return .object(fields)
  }
}

extension ReferenceContent {
  /// S43: in UTC, trailing zeros of a fraction dropped.
  fileprivate static func text(of instant: Instant) -> String {
    let day = Day(number: Int32((Double(instant.seconds) / 86_400).rounded(.down)))
    let second = Int(instant.seconds) - Int(day.number) * 86_400
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    var text = "\(day)T\(two(second / 3600)):\(two(second % 3600 / 60)):\(two(second % 60))"
    if instant.nanoseconds > 0 {
      var digits = String(String(1_000_000_000 + Int(instant.nanoseconds)).dropFirst())
      while digits.hasSuffix("0") { digits.removeLast() }
      text += "." + digits
    }
    return text + "Z"
  }
}
