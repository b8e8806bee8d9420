import Description
import PolicyBasics
import PolicyChecker
package import PolicyLanguage
import ProposalCoding
import SourceText

// What fingerprints cover of declarations (S44, S45).

extension Workflow {
  /// W of S44: what an approval of a proposal is bound to.
  func proposalContent(_ names: Names) -> String {
    let covered: Set<String> = [
      "purpose", "data", "materials", "audiences", "tools", "sites", "tier", "autonomy", "impact", "used-by", "actions",
      "effective", "pilots-need", "review",
    ]
    return CanonicalValue.object(canonicalFields(names).filter { covered.contains($0.key) }).text
  }

  /// The fingerprint of the declaration, as `approved.content` states it.
  package func declarationFingerprint(_ names: Names) -> String {
    fingerprint(of: CanonicalValue.object(["workflow": .object(canonicalFields(names))]).text)
  }

  /// All fields but those that no fingerprint covers.
  private func canonicalFields(_ names: Names) -> [String: CanonicalValue] {
    var fields = attributes.canonical(names)
    func put(_ key: String, _ value: CanonicalValue?) { if let value { fields[key] = value } }
    put("status", .text(status.value.rawValue))
    put("effective", effective?.canonical)
    put("owner", owner?.canonical)
    put("used-by", usedBy?.canonical)
    put("autonomy", (autonomy?.value.rawValue).map { .text($0) })
    put("impact", (impact?.value.rawValue).map { .text($0) })
    put("tier", tier?.canonical)
    put("purpose", purpose?.canonical)
    put("data", data?.classes.canonical)
    put("materials", materials?.canonical)
    put("audiences", audiences?.canonical)
    put("tools", tools?.canonical)
    put("sites", sites?.canonical)
    put("review", review.map { .list($0.map(\.canonical)) })
    put("lifted-by", liftedBy?.canonical)
    put("on", (on?.value.description).map { .text($0) })
    if let actions {
      let entries = actions.all.map { action -> (String, CanonicalValue) in
        var entry: [String: CanonicalValue] = ["stage": .text(action.value.stage.value.rawValue)]
        if let title = action.value.title { entry["title"] = .text(title.text) }
        return (action.id, .object(entry))
      }
      put("actions", .object(Dictionary(entries, uniquingKeysWith: { first, _ in first })))
    }
    if let ifWrong {
      var entry: [String: CanonicalValue] = ["tell": ifWrong.tell.canonical]
      if let due = ifWrong.due { entry["due"] = .text(due.value.canonical) }
      put("if-wrong", .object(entry))
    }
    put("pilots-need", pilotsNeed?.canonical)
    return fields
  }
}

extension Tool {
  /// T of S44: of its agreement, what an approval of a proposal is bound to.
  func proposalContent(_ names: Names) -> String {
    let covered: Set<String> = ["data", "purposes", "training", "retention"]
    return CanonicalValue.object((agreement?.canonicalFields ?? [:]).filter { covered.contains($0.key) }).text
  }

  /// The fingerprint of the declaration, as `approved.content` states it.
  package func declarationFingerprint(_ names: Names) -> String {
    var fields = attributes.canonical(names)
    fields["status"] = .text(status.value.rawValue)
    if let agreement { fields["agreement"] = .object(agreement.canonicalFields) }
    if let minimumAge { fields["minimum-age"] = .number(Decimal(minimumAge.value)) }
    if let liftedBy { fields["lifted-by"] = liftedBy.canonical }
    if let on { fields["on"] = .text(on.value.description) }
    return fingerprint(of: CanonicalValue.object(["tool": .object(fields)]).text)
  }
}

extension Agreement {
  fileprivate var canonicalFields: [String: CanonicalValue] {
    var fields: [String: CanonicalValue] = [:]
    if let from { fields["from"] = .text(from.value.description) }
    if let until { fields["until"] = .text(until.value.description) }
    if let data { fields["data"] = data.canonical }
    if let purposes { fields["purposes"] = purposes.canonical }
    if let training { fields["training"] = .text(training.value.rawValue) }
    if let retention { fields["retention"] = .text(retention.value.canonical) }
    return fields
  }
}

extension EffectiveDays {
  fileprivate var canonical: CanonicalValue {
    var fields: [String: CanonicalValue] = [:]
    if let from { fields["from"] = .text(from.value.description) }
    if let until { fields["until"] = .text(until.value.description) }
    return .object(fields)
  }
}

extension ReviewStep {
  /// Without `effort`: how long it takes is no part of what was approved.
  fileprivate var canonical: CanonicalValue {
    var fields: [String: CanonicalValue] = ["what": .text(what.text), "by": by.canonical]
    if let id { fields["id"] = .text(id.value.text) }
    if let before { fields["before"] = .text(before.value.rawValue) }
    if let against { fields["against"] = .text(against.text) }
    return .object(fields)
  }
}

extension PilotsNeed {
  fileprivate var canonical: CanonicalValue {
    var fields: [String: CanonicalValue] = [:]
    if let approvals { fields["approvals"] = .list(approvals.map(\.canonical)) }
    if let measures {
      var entry: [String: CanonicalValue] = ["required": .flag(measures.required.value)]
      if let baseline = measures.baseline { entry["baseline"] = .text(baseline.value.rawValue) }
      fields["measures"] = .object(entry)
    }
    if let stopWhen { fields["stop-when"] = .text(stopWhen.rawValue) }
    if let limits {
      var entry: [String: CanonicalValue] = [:]
      if let duration = limits.duration { entry["duration"] = .text(duration.value.span.canonical) }
      if let sites = limits.sites { entry["sites"] = .number(Decimal(sites.value)) }
      if let participants = limits.participants { entry["participants"] = .number(Decimal(participants.value)) }
      fields["limits"] = .object(entry)
    }
    return .object(fields)
  }
}

extension PolicyLanguage.Demand {
  fileprivate var canonical: CanonicalValue {
    switch self {
    case .one(let reference): reference.canonical
    case .atLeast(let count, let of, _): .object(["at-least": .number(Decimal(count.value)), "of": of.canonical])
    }
  }
}

extension OpenList {
  fileprivate var canonical: CanonicalValue {
    switch self {
    case .open: .text("open")
    case .these(let references): references.canonical
    }
  }
}

extension Reference {
  fileprivate var canonical: CanonicalValue { .text(id) }
}

extension Array where Element: CanonicalReference {
  fileprivate var canonical: CanonicalValue { .list(map { .text($0.id) }) }
}

/// A reference of any section.
private protocol CanonicalReference { var id: String { get } }
extension Reference: CanonicalReference {}

extension [OtherField] {
  /// Attributes under their own names, as their types read them.
  fileprivate func canonical(_ names: Names) -> [String: CanonicalValue] {
    var fields: [String: CanonicalValue] = [:]
    for field in self {
      guard let id = names.attributes[field.key],
        case .value(_, let value) = AttributeReading.read(
          Proposal.StatedValue(field), as: AttributeEntry(names.attributes.table[id]))
      else { continue }
      fields[field.key] = value
    }
    return fields
  }
}

extension DeadlineSpan {
  /// `2 business-days`, else as a duration.
  fileprivate var canonical: String {
    switch unit {
    case .businessDays: "\(count) business-days"
    case .days: TimeSpan.days(count).canonical
    case .months: TimeSpan.months(count).canonical
    case .hours: TimeSpan.seconds(count * 3600).canonical
    }
  }
}
