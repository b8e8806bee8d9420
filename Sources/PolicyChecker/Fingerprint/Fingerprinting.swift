import Crypto
import PolicyBasics
import SourceText

/// SHA-256 of a text, as lower-case hexadecimal digits.
package func sha256(_ text: String) -> String { sha256(Array(text.utf8)) }

package func sha256(_ bytes: [UInt8]) -> String { sha256(pieces: [bytes]) }

/// Of a text that is given in pieces.
package func sha256(pieces: [[UInt8]]) -> String {
  var hash = SHA256()
  for piece in pieces { unsafe piece.withUnsafeBytes { unsafe hash.update(bufferPointer: $0) } }
  let digits = Array("0123456789abcdef".utf8)
  var result: [UInt8] = []
  for byte in hash.finalize() {
    result.append(digits[Int(byte >> 4)])
    result.append(digits[Int(byte & 15)])
  }
  return String(decoding: result, as: UTF8.self)
}

/// S45: the fingerprint of content, 40 digits.
package func fingerprint(of canonical: String) -> String {
  String(sha256("policyc content 1\n" + canonical).prefix(40))
}

/// What a fingerprint covers (S44), and the twelve groups that say what changed (S45).
package struct ProposalContent: Sendable {
  package let canonical: String
  package let fingerprint: String
  package let groups: [Group]

  /// A part of the content, by the words of the message "what changed".
  package struct Group: Sendable {
    package let name: String
    package let digits: String
  }

  /// 40 digits, `-`, 24 digits.
  package var text: String { fingerprint + "-" + groups.map(\.digits).joined() }

  /// - Parameters:
  ///   - attributes: the district's fields as their types read them.
  ///   - workflow: W of S44, canonical; `nil` where the proposal names none that is declared.
  ///   - tool: T of S44, likewise.
  package init(_ proposal: Proposal, attributes: [String: CanonicalValue], workflow: String?, tool: String?) {
    var fields = proposal.canonicalFields
    fields.merge(attributes) { field, _ in field }
    var content: [String: CanonicalValue] = ["proposal": .object(fields)]
    if let workflow { content["workflow"] = .canonical(workflow) }
    if let tool { content["tool"] = .canonical(tool) }
    canonical = CanonicalValue.object(content).text
    fingerprint = PolicyChecker.fingerprint(of: canonical)

    var groups: [Group] = []
    func add(_ name: String, _ value: CanonicalValue?) {
      groups.append(Group(name: name, digits: String(sha256((value ?? .null).text).prefix(2))))
    }
    func take(_ key: String) -> CanonicalValue { fields.removeValue(forKey: key) ?? .null }
    add(
      "the workflow or the tool's agreement",
      .list([workflow.map { .canonical($0) } ?? .null, tool.map { .canonical($0) } ?? .null]))
    let (data, elements) = (fields.removeValue(forKey: "data"), fields.removeValue(forKey: "elements"))
    add("data", data ?? elements)
    add("materials", take("materials"))
    add("audiences", take("audiences"))
    add("sites", take("sites"))
    add("tool", take("tool"))
    add("autonomy or impact", .list([take("autonomy"), take("impact")]))
    add("starts or ends", .list([take("starts"), take("ends")]))
    add("participants", take("participants"))
    add("measures", take("measures"))
    add("owner or requested-by", .list([take("owner"), take("requested-by")]))
    add("another field", .object(fields))
    self.groups = groups
  }

  /// The names of the groups in which another fingerprint, with its 24 digits, differs.
  package func changes(since other: String) -> [String] {
    guard other.utf8.count == 65, other.hasPrefix(fingerprint) == false else { return [] }
    let digits = Array(other.suffix(24))
    return groups.enumerated().compactMap { index, group in
      String(digits[(2 * index)..<(2 * index + 2)]) == group.digits ? nil : group.name
    }
  }
}

extension Proposal {
  /// P of S44, but for attributes: all fields, without signatures, remarks and what came of it.
  fileprivate var canonicalFields: [String: CanonicalValue] {
    var fields: [String: CanonicalValue] = [:]
    func text(_ key: String, _ value: String?) { if let value { fields[key] = .text(value) } }
    func texts(_ key: String, _ values: [Located<String>]?) {
      if let values { fields[key] = .texts(values.map(\.value)) }
    }
    fields[kind.rawValue] = .text(name.value)
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
    if let participants { fields["participants"] = .number(Decimal(participants.value)) }
    text("starts", starts?.value.description)
    text("ends", ends?.value.description)
    text("stop-when", stopWhen?.value)
    if let measures { fields["measures"] = .list(measures.map(\.canonical)) }
    text("at", at?.value.description)
    if kind == .action { text("pilot", pilot?.value) }
    if let requester { fields[kind == .pilot ? "requested-by" : "actor"] = requester.canonical }
    return fields
  }
}

extension Proposal.Requester {
  fileprivate var canonical: CanonicalValue {
    var fields: [String: CanonicalValue] = [:]
    if let person { fields["person"] = .text(person.value) }
    if let roles { fields["roles"] = .texts(roles.map(\.value)) }
    return .object(fields)
  }
}

extension Proposal.Measure {
  fileprivate var canonical: CanonicalValue {
    var fields: [String: CanonicalValue] = [:]
    if let metric { fields["metric"] = .text(metric.value) }
    if let baseline { fields["baseline"] = .number(baseline.value) }
    if let target { fields["target"] = .number(target.value) }
    if let measured {
      var days: [String: CanonicalValue] = [:]
      if let from = measured.from { days["from"] = .text(from.value.description) }
      if let until = measured.until { days["until"] = .text(until.value.description) }
      fields["measured"] = .object(days)
    }
    return .object(fields)
  }
}
