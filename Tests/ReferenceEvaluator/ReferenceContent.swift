import Crypto
import Description
import PolicyBasics
import PolicyChecker
import PolicyLanguage
import SourceText

/// A value on its way to its canonical text (S43).
indirect enum ReferenceContent: Sendable {
  case text(String)
  case number(ReferenceNumber)
  case flag(Bool)
  case list([ReferenceContent])
  case object([String: ReferenceContent])

  static func texts(_ texts: [String]) -> ReferenceContent { .list(texts.map { .text($0) }) }

  /// JSON without blanks; keys sorted by their bytes, the items of every list by the bytes of their canonical texts.
  var canonical: String {
    func sorted(_ texts: [String]) -> [String] { texts.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } }
    switch self {
    case .text(let text): return "\"\(ReferenceContent.escaped(text))\""
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

  /// Every end of a line is `\n`.
  private static func escaped(_ text: String) -> String {
    // Nearly all are ids.
    if text.utf8.allSatisfy({ $0 > 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }) { return text }
    var result = ""
    var last: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n" where last == "\r": break
      case "\n", "\r": result += "\\n"
      case "\t": result += "\\t"
      case "\\", "\"": result += "\\\(scalar)"
      default: result.unicodeScalars.append(scalar)
      }
      last = scalar
    }
    return result
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
    case .one(.day(let day)): self = .text(ReferenceCalendar.text(of: day))
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
    if let minimumAge { fields["minimum-age"] = .number(ReferenceNumber(minimumAge.value)) }
    if let liftedBy { fields["lifted-by"] = .text(liftedBy.id) }
    if let on { fields["on"] = .text(ReferenceCalendar.text(of: on.value)) }
    return ReferenceContent.object(["tool": .object(fields)]).fingerprint
  }
}

extension Agreement {
  func referenceFields(days: Bool) -> [String: ReferenceContent] {
    var fields: [String: ReferenceContent] = [:]
    if days, let from { fields["from"] = .text(ReferenceCalendar.text(of: from.value)) }
    if days, let until { fields["until"] = .text(ReferenceCalendar.text(of: until.value)) }
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
    text("on", on.map { ReferenceCalendar.text(of: $0.value) })
    if let effective {
      var days: [String: ReferenceContent] = [:]
      if let from = effective.from { days["from"] = .text(ReferenceCalendar.text(of: from.value)) }
      if let until = effective.until { days["until"] = .text(ReferenceCalendar.text(of: until.value)) }
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
            .object(["at-least": .number(ReferenceNumber(count.value)), "of": .texts(of.map(\.id))])
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
      if let sites = limits.sites { entry["sites"] = .number(ReferenceNumber(sites.value)) }
      if let participants = limits.participants { entry["participants"] = .number(ReferenceNumber(participants.value)) }
      fields["limits"] = .object(entry)
    }
    return .object(fields)
  }
}

// MARK: Proposals

extension StatedProposal {
  /// P of S44: all fields but signatures, remarks and what came of it.
  func content(_ attributes: [String: ReferenceAttributeValue]) -> ReferenceContent {
    var fields = attributes.mapValues { ReferenceContent($0) }
    func text(_ key: String, _ text: String?) { if let text { fields[key] = .text(text) } }
    func texts(_ key: String, _ texts: [String]?) { if let texts { fields[key] = .texts(texts) } }
    func day(_ key: String, _ day: Day?) { text(key, day.map { ReferenceCalendar.text(of: $0) }) }
    text(kind == .pilot ? "pilot" : "action", name)
    text("title", title)
    text("workflow", workflow)
    text("tool", tool)
    text("autonomy", autonomy)
    text("impact", impact)
    texts("data", data)
    texts("elements", elements)
    texts("materials", materials)
    texts("audiences", audiences)
    texts("sites", sites)
    day("submitted", submitted)
    text("follows", follows)
    text("owner", owner)
    day("starts", starts)
    day("ends", ends)
    text("stop-when", stopWhen)
    if let participants { fields["participants"] = .number(ReferenceNumber(participants)) }
    if kind == .action { text("pilot", pilot) }
    text("at", at?.text)
    if let requester {
      var entry: [String: ReferenceContent] = [:]
      if let person = requester.person { entry["person"] = .text(person) }
      if let roles = requester.roles { entry["roles"] = .texts(roles) }
      fields[kind == .pilot ? "requested-by" : "actor"] = .object(entry)
    }
    if let measures { fields["measures"] = .list(measures.map(\.content)) }
    return .object(fields)
  }
}

extension StatedProposal.Measure {
  fileprivate var content: ReferenceContent {
    var fields: [String: ReferenceContent] = [:]
    if let metric { fields["metric"] = .text(metric) }
    if let baseline { fields["baseline"] = .number(baseline) }
    if let target { fields["target"] = .number(target) }
    if let measured {
      var days: [String: ReferenceContent] = [:]
      if let from = measured.from { days["from"] = .text(ReferenceCalendar.text(of: from)) }
      if let until = measured.until { days["until"] = .text(ReferenceCalendar.text(of: until)) }
      fields["measured"] = .object(days)
    }
    return .object(fields)
  }
}
