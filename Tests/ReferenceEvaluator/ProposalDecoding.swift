import PolicyBasics
import PolicyChecker

/// Reads a proposal from the tree that it was written as ("Proposals", "Small print", S6, S8), and says what in it does
/// not decode. What ids name is asked elsewhere.
struct ProposalDecoding {
  private(set) var proposal = StatedProposal()
  /// Empty where every field reads.
  private(set) var problems: [String] = []
  private let isJSON: Bool

  private typealias Fields = [String: StatedTree]

  private static let both = [
    "title", "notes", "because", "source", "workflow", "tool", "autonomy", "impact", "data", "elements", "materials",
    "audiences", "sites", "approvals", "attested",
  ]
  private static let ofPilots = [
    "submitted", "follows", "requested-by", "owner", "participants", "starts", "ends", "measures", "stop-when",
  ]
  private static let ofRegister = ["results", "verdict", "stopped"]
  private static let ofActions = ["action", "pilot", "at", "actor", "reviewed-by", "reference"]

  /// - Parameter id: of a registered pilot, under which its fields stand (S45).
  init(_ document: StatedDocument, registeredAs id: String? = nil) {
    isJSON = document.isJSON
    guard case .map(let entries) = document.root else {
      problems.append("no mapping")
      return
    }
    // S6: with `action` it is an action, with `pilot` alone a pilot.
    let isAction = id == nil && entries.contains { $0.key == "action" }
    guard id != nil || isAction || entries.contains(where: { $0.key == "pilot" }) else {
      problems.append("neither pilot nor action")
      return
    }
    proposal.kind = isAction ? .action : .pilot
    let own =
      isAction ? Self.ofActions : id == nil ? Self.ofPilots + ["pilot", "reference"] : Self.ofPilots + Self.ofRegister
    let fields = record(.map(entries), Self.both + own, "proposal", keepsOthers: true)
    readBoth(fields)
    if isAction { readAction(fields) } else { readPilot(fields) }
    if let id { proposal.name = id }
  }

  private mutating func readBoth(_ fields: Fields) {
    proposal.title = text(fields, "title")
    _ = text(fields, "notes", ofLines: true)
    _ = text(fields, "because", ofLines: true)
    for item in list(fields, "source") ?? [] { _ = text(item, "source") }
    _ = text(fields, "reference")
    proposal.workflow = word(fields, "workflow")
    proposal.tool = word(fields, "tool")
    proposal.autonomy = word(fields, "autonomy", among: ReferencePolicy.autonomyOrder)
    proposal.impact = word(fields, "impact", among: ReferencePolicy.impactOrder)
    proposal.data = words(fields, "data")
    proposal.elements = list(fields, "elements").map { $0.compactMap { id($0, "elements", dots: true) } }
    proposal.materials = words(fields, "materials")
    proposal.audiences = words(fields, "audiences")
    proposal.sites = words(fields, "sites")
    proposal.approvals = list(fields, "approvals").map { $0.compactMap { approval($0) } }
    proposal.attested = list(fields, "attested").map { items in
      items.compactMap { item in
        guard let fields = mapping(item, ["duty", "by", "on"], "attested") else { return nil }
        check(fields["duty"] != nil, "attested without duty")
        return StatedProposal.Attestation(
          duty: id(fields, "duty", dots: false), by: id(fields, "by", dots: true), on: day(fields, "on"))
      }
    }
  }

  private mutating func readPilot(_ fields: Fields) {
    proposal.name = id(fields, "pilot", dots: false) ?? ""
    proposal.submitted = day(fields, "submitted")
    proposal.follows = word(fields, "follows")
    proposal.requester = requester(fields, "requested-by")
    proposal.owner = word(fields, "owner")
    proposal.participants = fields["participants"].flatMap { count($0, "participants") }
    proposal.starts = day(fields, "starts")
    proposal.ends = day(fields, "ends")
    proposal.measures = list(fields, "measures").map { $0.compactMap { measure($0) } }
    proposal.stopWhen = text(fields, "stop-when", ofLines: true)
    // What stands there alone in the register.
    for item in list(fields, "results") ?? [] {
      guard let result = mapping(item, ["metric", "value", "from", "until", "by"], "results") else { continue }
      check(result["metric"] != nil && result["value"] != nil, "results without metric or value")
      if let metric = text(result, "metric") { proposal.resultMetrics.append(metric) }
      _ = (number(result, "value"), day(result, "from"), day(result, "until"))
      _ = word(result, "by")
    }
    proposal.verdict = word(fields, "verdict", among: ["scale", "narrow", "revise", "stop"])
    proposal.stopped = day(fields, "stopped")
  }

  private mutating func readAction(_ fields: Fields) {
    proposal.name = id(fields, "action", dots: false) ?? ""
    proposal.requester = requester(fields, "actor")
    proposal.pilot = word(fields, "pilot")
    if let at = fields["at"] {
      proposal.at = scalar(at, "at").flatMap { ReferenceInstant($0) }
      check(proposal.at != nil, "at")
    }
    proposal.reviewedBy = list(fields, "reviewed-by").map { items in
      items.compactMap { item in
        guard let fields = mapping(item, ["step", "role", "by"], "reviewed-by") else { return nil }
        return StatedProposal.Review(
          step: word(fields, "step"), role: word(fields, "role"), by: id(fields, "by", dots: true))
      }
    }
  }

  // MARK: Parts

  private mutating func requester(_ fields: Fields, _ key: String) -> StatedProposal.Requester? {
    guard let value = fields[key], let who = mapping(value, ["person", "roles"], key) else { return nil }
    return StatedProposal.Requester(person: id(who, "person", dots: true), roles: words(who, "roles"))
  }

  private mutating func measure(_ item: StatedTree) -> StatedProposal.Measure? {
    guard let fields = mapping(item, ["metric", "baseline", "measured", "target"], "measures") else { return nil }
    var measure = StatedProposal.Measure(
      metric: text(fields, "metric"), baseline: number(fields, "baseline"), target: number(fields, "target"))
    if let value = fields["measured"], let days = mapping(value, ["from", "until"], "measured") {
      measure.measured = ReferencePeriod(from: day(days, "from"), until: day(days, "until"))
    }
    return measure
  }

  private mutating func approval(_ item: StatedTree) -> StatedProposal.Approval? {
    let votes = ["yes", "no", "abstain", "recused"]
    guard let fields = mapping(item, ["role", "by", "committee", "on", "content"] + votes, "approvals") else {
      return nil
    }
    check(fields["role"] == nil || fields["committee"] == nil, "role and committee")
    check(fields["by"] == nil || fields["committee"] == nil, "by and committee")
    check(fields["role"] == nil || votes.allSatisfy { fields[$0] == nil }, "role and seats")
    var approval = StatedProposal.Approval(
      role: word(fields, "role"), by: id(fields, "by", dots: true), committee: word(fields, "committee"),
      on: day(fields, "on"))
    if let content = fields["content"] {
      approval.content = scalar(content, "content")
      check(approval.content.map(Self.isFingerprint) ?? false, "content")
    }
    for vote in votes {
      approval.seats[vote] = list(fields, vote).map { seats in
        seats.compactMap { seat in
          guard let fields = mapping(seat, ["role", "by"], vote) else { return nil }
          return StatedProposal.Seat(role: word(fields, "role"), by: id(fields, "by", dots: true))
        }
      }
    }
    return approval
  }

  private static let digits = Set("0123456789abcdef".utf8)
  private static let letters = Set("abcdefghijklmnopqrstuvwxyz0123456789".utf8)

  /// S45: 40 hexadecimal digits, after which `-` and 24 may stand.
  private static func isFingerprint(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    return parts.allSatisfy { $0.utf8.allSatisfy(digits.contains) }
      && (parts.map(\.count) == [40] || parts.map(\.count) == [40, 24])
  }

  // MARK: Shapes

  private mutating func check(_ isRight: Bool, _ problem: @autoclosure () -> String) {
    if !isRight { problems.append(problem()) }
  }

  /// The fields of a mapping that is not empty, each stated once; other keys are none of its fields.
  private mutating func mapping(_ tree: StatedTree, _ keys: [String], _ name: String) -> Fields? {
    guard case .map(let entries) = tree, !entries.isEmpty else {
      problems.append("no mapping \(name)")
      return nil
    }
    return record(tree, keys, name, keepsOthers: false)
  }

  private mutating func record(_ tree: StatedTree, _ keys: [String], _ name: String, keepsOthers: Bool) -> Fields {
    var fields: Fields = [:]
    guard case .map(let entries) = tree else { return fields }
    var seen: Set<String> = []
    for entry in entries {
      check(seen.insert(entry.key).inserted, "\(entry.key) twice in \(name)")
      if !keys.contains(entry.key) {
        if keepsOthers { proposal.others.append(entry) } else { problems.append("no field \(entry.key) in \(name)") }
        continue
      }
      // Nothing is an error wherever a value is declared.
      check(entry.value != .nothing, "nothing in \(entry.key)")
      if fields[entry.key] == nil { fields[entry.key] = entry.value }
    }
    return fields.filter { $0.value != .nothing }
  }

  /// A list; an empty one states that there are none.
  private mutating func list(_ fields: Fields, _ key: String) -> [StatedTree]? {
    guard let value = fields[key] else { return nil }
    guard case .list(let items) = value else {
      problems.append("no list \(key)")
      return nil
    }
    return items
  }

  /// What a scalar says; of JSON a text.
  private mutating func scalar(_ tree: StatedTree, _ name: String) -> String? {
    if case .text(let text) = tree { return text }
    problems.append("no text \(name)")
    return nil
  }

  private mutating func text(_ fields: Fields, _ key: String, ofLines: Bool = false) -> String? {
    fields[key].flatMap { text($0, key, ofLines: ofLines) }
  }

  /// Words for people: not blank, and of one line unless more are meant.
  private mutating func text(_ tree: StatedTree, _ name: String, ofLines: Bool = false) -> String? {
    guard let text = scalar(tree, name) else { return nil }
    check(text.contains { !$0.isWhitespace }, "blank \(name)")
    check(ofLines || !text.contains(where: \.isNewline), "lines in \(name)")
    return text
  }

  private mutating func word(_ fields: Fields, _ key: String, among words: [String]? = nil) -> String? {
    guard let value = fields[key], let word = scalar(value, key) else { return nil }
    check(words?.contains(word) ?? true, "no word \(word) of \(key)")
    return word
  }

  private mutating func words(_ fields: Fields, _ key: String) -> [String]? {
    list(fields, key).map { $0.compactMap { scalar($0, key) } }
  }

  private mutating func id(_ fields: Fields, _ key: String, dots: Bool) -> String? {
    fields[key].flatMap { id($0, key, dots: dots) }
  }

  /// "Ids": kebab-case of at most 64 characters; those of persons and elements may have dots between. None is `unlisted`.
  private mutating func id(_ tree: StatedTree, _ name: String, dots: Bool) -> String? {
    guard let word = scalar(tree, name) else { return nil }
    let parts = word.split(omittingEmptySubsequences: false) { $0 == "-" || (dots && $0 == ".") }
    let isRight = parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy(Self.letters.contains) }
    check(isRight && word.count <= 64 && word != "unlisted", "no id \(word)")
    return word
  }

  private mutating func day(_ fields: Fields, _ key: String) -> Day? {
    guard let value = fields[key], let text = scalar(value, key) else { return nil }
    let day = ReferenceCalendar.day(text)
    check(day != nil, "no day \(text)")
    return day
  }

  /// Of JSON a number, of YAML its digits.
  private mutating func number(_ fields: Fields, _ key: String) -> ReferenceNumber? {
    guard let value = fields[key] else { return nil }
    let number = ReferenceNumber(stated: value, isJSON: isJSON)
    check(number != nil, "no number \(key)")
    return number
  }

  private mutating func count(_ value: StatedTree, _ name: String) -> Int? {
    let count = ReferenceNumber.count(value, isJSON: isJSON)
    check(count != nil, "no count \(name)")
    return count
  }
}

extension ReferenceNumber {
  /// In JSON a number is a number, not a text.
  init?(stated: StatedTree, isJSON: Bool) {
    switch stated {
    case .text(let text): if isJSON { return nil } else { self.init(text) }
    case .number(let digits): self.init(digits, isJSON: true)
    case .flag, .nothing, .list, .map: return nil
    }
  }

  /// A whole number without sign or point; in JSON whatever is one.
  static func count(_ stated: StatedTree, isJSON: Bool) -> Int? {
    if case .text(let text) = stated, text.hasPrefix("-") || text.contains(".") { return nil }
    return ReferenceNumber(stated: stated, isJSON: isJSON)?.count
  }
}
