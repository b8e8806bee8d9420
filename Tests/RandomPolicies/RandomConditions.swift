import PolicyBasics
import TestKit

// Random conditions that compile: every matcher of S15, in the polarity that S19 allows.

extension RandomPolicy {
  /// How a condition stands in a formula (S19).
  enum Polarity {
    /// `when`: adding an item must not make it false.
    case positive
    /// `unless`, `that`, the conditions of an exception: adding an item must not make it true.
    case negative
    /// Under `when-absent: allow`.
    case any

    var turned: Polarity {
      switch self {
      case .positive: .negative
      case .negative: .positive
      case .any: .any
      }
    }
  }

  struct Place {
    var kinds: Set<String>
    var polarity: Polarity
    /// S14: no bare word for sets.
    var isThat = false
    /// S25: a tier's condition does not read the tier.
    var inTier = false
  }

  mutating func condition(_ place: Place, depth: Int = 0) -> Tree {
    var result: [Tree.Entry] = []
    let count = random.chance(55) ? 1 : random.chance(70) ? 2 : 3
    for _ in 0..<count {
      if depth < 2, random.chance(18) {
        let word = random.pick(["any-of", "all-of", "not"])
        guard !result.contains(where: { $0.key == word }) else { continue }
        if word == "not" {
          var inner = place
          inner.polarity = place.polarity.turned
          result.append(Tree.Entry(word, condition(inner, depth: depth + 1)))
        } else {
          result.append(
            Tree.Entry(word, .list((0..<random.number(1...3)).map { _ in condition(place, depth: depth + 1) })))
        }
        continue
      }
      let entry = matcher(place)
      if !result.contains(where: { $0.key == entry.key }) { result.append(entry) }
    }
    return result.isEmpty ? .map([matcher(place)]) : .map(result)
  }

  private enum Kind {
    case ids([String])
    case sensitivity
    case word([String])
    case level([String])
    case flag
    case number([Int])
    case day
    case span
  }

  /// What a condition in this place may read.
  private func fields(_ place: Place) -> [(name: String, kind: Kind, isGrowing: Bool)] {
    var fields: [(name: String, kind: Kind, isGrowing: Bool)] = [
      ("data", .ids(data.ids), true), ("data", .ids(data.ids), true), ("audiences", .ids(audiences.ids), true),
      ("sensitivity", .sensitivity, true), ("tool", .word(tools + ["unlisted"]), false),
      ("workflow", .word(workflows + ["unlisted"]), false), ("autonomy", .level(Words.autonomy), false),
      ("impact", .level(Words.impact), false), ("roles", .ids(roles), false),
      ("tool.status", .word(["approved", "pilot-only", "requested", "suspended"]), false),
      ("tool.minimum-age", .number([12, 13, 18]), false), ("tool.agreement.until", .day, false),
      ("tool.agreement.from", .day, false), ("tool.agreement.training", .level(Words.training), false),
      ("tool.agreement.retention", .span, false), ("tool.agreement.data", .ids(data.ids), false),
      ("tool.approved.on", .day, false), ("tool.approved.by", .word(roles + committees), false),
      ("workflow.status", .word(["approved", "pilot", "proposed", "suspended"]), false),
      ("workflow.autonomy", .level(Words.autonomy), false), ("workflow.impact", .level(Words.impact), false),
      ("workflow.owner", .word(roles), false), ("workflow.effective.until", .day, false),
      ("workflow.effective.from", .day, false), ("workflow.approved.on", .day, false),
      ("workflow.data", .ids(data.ids), false), ("workflow.audiences", .ids(audiences.ids), false),
      ("workflow.used-by", .ids(roles), false), ("workflow.pilots-need.limits.duration", .span, false),
      ("workflow.pilots-need.limits.sites", .number([1, 2, 3]), false),
      ("workflow.pilots-need.limits.participants", .number([20, 24, 30]), false),
    ]
    if !sites.ids.isEmpty {
      fields += [("sites", .ids(sites.ids), true), ("workflow.sites", .ids(sites.ids), false)]
    }
    if !tools.isEmpty { fields.append(("workflow.tools", .ids(tools), false)) }
    if !materials.isEmpty {
      fields += [("materials", .ids(materials), true), ("workflow.materials", .ids(materials), false)]
    }
    if !purposes.isEmpty {
      fields += [
        ("purpose", .word(purposes), false), ("workflow.purpose", .word(purposes), false),
        ("tool.agreement.purposes", .ids(purposes), false),
      ]
    }
    if !tiers.isEmpty, !place.inTier { fields.append(("tier", .level(tiers), true)) }
    if !tiers.isEmpty { fields.append(("workflow.tier", .level(tiers), false)) }
    if !people.isEmpty { fields.append(("person", .word(people), false)) }
    if place.kinds == ["pilot"] {
      fields += [
        ("duration", .span, false), ("duration", .span, false), ("starts", .day, false), ("ends", .day, false),
        ("ends", .day, false), ("participants", .number([10, 20, 24, 30]), false),
      ]
      if !sites.ids.isEmpty { fields.append(("site-count", .number([1, 2, 3]), true)) }
    }
    if place.kinds == ["action"] {
      fields += [
        ("action", .word(actionWords), false), ("stage", .level(Words.stages), false),
        ("stage", .level(Words.stages), false), ("in-pilot", .flag, false),
      ]
    }
    for attribute in attributes {
      let kind: Kind =
        switch attribute.type {
        case "yes-no": .flag
        case "count": .number([12, 13, 14])
        case "number": .number([1, 2, 3])
        case "date": .day
        case "duration": .span
        case "choice": .word(attribute.values)
        case "choices": .ids(attribute.values)
        default: .level(attribute.values)
        }
      if place.kinds.isSubset(of: attribute.on) {
        let count = attribute.type == "duration" ? 4 : 2
        for _ in 0..<count { fields.append((attribute.id, kind, attribute.type == "choices")) }
      }
      if attribute.on.contains("tool") { fields.append(("tool.\(attribute.id)", kind, false)) }
      if attribute.on.contains("workflow") { fields.append(("workflow.\(attribute.id)", kind, false)) }
    }
    return fields
  }

  private mutating func matcher(_ place: Place) -> Tree.Entry {
    var fields = fields(place)
    // Paths are many: half of the time something of the proposal's own.
    if random.chance(60) { fields.removeAll { $0.name.contains(".") } }
    let (name, kind, isGrowing) = random.pick(fields)
    return Tree.Entry(name, operand(name, kind, isGrowing: isGrowing, place))
  }

  /// One matcher, each field as often as another.
  mutating func probe(_ place: Place) -> Tree {
    let fields = fields(place)
    let all = Set(fields.map(\.name)).sorted()
    let own = all.filter { !$0.contains(".") }
    let paths = all.filter { $0.contains(".") }
    // What few sets have, oftener.
    let rare = own.filter {
      ["tier", "purpose", "person", "materials"].contains($0) || attributes.map(\.id).contains($0)
    }
    // What can be asked in more ways, oftener.
    let wide = own.filter { name in
      switch fields.first(where: { $0.name == name })?.kind {
      case .number, .day, .span, .level, .sensitivity: true
      case .ids, .word, .flag, nil: false
      }
    }
    let ofAttributes = paths.filter { path in attributes.contains { path.hasSuffix(".\($0.id)") } }
    let lists = [own, rare, wide, wide, wide, paths, ofAttributes].filter { !$0.isEmpty }
    let name = random.pick(random.pick(lists))
    guard let field = fields.first(where: { $0.name == name }) else { return [:] }
    return .map([Tree.Entry(name, operand(name, field.kind, isGrowing: field.isGrowing, place))])
  }

  private mutating func operand(_ name: String, _ kind: Kind, isGrowing: Bool, _ place: Place) -> Tree {
    /// Of words that ask more as something is added, and words that ask less.
    func choose(_ up: [String], _ down: [String], _ random: inout SeededGenerator) -> String {
      guard isGrowing else { return random.pick(up + down) }
      switch place.polarity {
      case .positive: return random.pick(up)
      case .negative: return random.pick(down)
      case .any: return random.pick(up + down)
      }
    }
    func compared(_ word: String, _ constant: String, _ paths: [String]) -> Tree {
      !paths.isEmpty && random.chance(35) ? [word: .text(random.pick(paths))] : [word: .text(constant)]
    }
    switch kind {
    case .ids(let ids):
      let words = place.isThat ? ["any", "all"] : ["word", "any", "all"]
      let word = choose(words, ["none", "only"], &random)
      let list = random.some(ids, word == "only" ? random.number(1...3) : random.number(1...2))
      return word == "word" ? .text(list[0]) : .map([Tree.Entry(word, .texts(list))])
    case .sensitivity:
      let up = ["any", "all", "at-least", "after"] + (place.isThat ? [] : ["word"])
      let word = choose(up, ["none", "only", "at-most", "before"], &random)
      switch word {
      case "word": return .text(random.pick(Words.sensitivity))
      case "at-least", "after", "at-most", "before":
        return .map([Tree.Entry(word, .text(random.pick(Words.sensitivity)))])
      default:
        return .map([
          Tree.Entry(word, .texts(random.some(Words.sensitivity, word == "only" ? 3 : random.number(1...2))))
        ])
      }
    case .word(let words):
      switch random.number(0...2) {
      case 0: return .text(random.pick(words))
      case 1: return .texts(random.some(words, 2))
      default: return ["none": .texts(random.some(words, random.number(1...2)))]
      }
    case .level(let words):
      let word = choose(["at-least", "after"] + (name == "tier" ? ["word"] : []), ["at-most", "before"], &random)
      if word == "word" { return .text(random.pick(words)) }
      if !isGrowing, random.chance(30) {
        return random.chance(50)
          ? .texts(random.some(words, 2))
          : random.chance(50)
            ? .text(random.pick(words)) : ["none": .texts(random.some(words, 1))]
      }
      let paths: [String] =
        switch name {
        case "tier": ["workflow.tier"]
        case "autonomy": ["workflow.autonomy"]
        case "impact": ["workflow.impact"]
        default: attributePaths(name)
        }
      return compared(word, random.pick(words), paths)
    case .flag:
      let word = random.pick(["yes", "no"])
      return random.pick([.text(word), [.text(word)], ["none": [.text(word)]]])
    case .number(let numbers):
      let word = choose(["at-least", "after"], ["at-most", "before"], &random)
      let constant = String(random.pick(numbers))
      if !isGrowing, random.chance(25) {
        let some = Tree.texts(random.some(numbers, 2).map { String($0) })
        return random.chance(50) ? some : ["none": some]
      }
      let paths: [String] =
        switch name {
        case "participants": ["workflow.pilots-need.limits.participants", "tool.minimum-age"]
        case "site-count": ["workflow.pilots-need.limits.sites"]
        default: attributePaths(name) + (name.contains(".") ? [] : ["tool.minimum-age"])
        }
      return compared(word, constant, paths)
    case .day:
      let word = choose(["at-least", "after"], ["at-most", "before"], &random)
      let paths = name.contains(".") ? [] : ["tool.agreement.until", "tool.agreement.from", "workflow.effective.until"]
      if random.chance(20) {
        // Many of them: the days of proposals are spread.
        let near = (0..<12).map { _ in Self.base.adding(days: random.number(-31...45)) } + (0..<4).map { _ in keyDay() }
        let days = Tree.texts(Set(near).sorted().map(\.description))
        return random.chance(50) ? days : ["none": days]
      }
      return compared(word, keyDay().description, paths + attributePaths(name))
    case .span:
      let word = choose(["at-least", "after"], ["at-most", "before"], &random)
      // What the policy says is in days: another unit would not compile.
      let isOfPolicy = name == "duration" || name.contains(".")
      let days = ["10 days", "20 days", "30 days", "5 weeks", "60 days"]
      let constant = !isOfPolicy && random.chance(8) ? "36 hours" : random.pick(days)
      if random.chance(20) {
        let some = random.some(days + (isOfPolicy ? [] : ["36 hours"]), 3)
        let more = name == "duration" ? (0..<12).map { _ in "\(random.number(2...45)) days" } : []
        let spans = Tree.texts(Set(some + more).sorted())
        return random.chance(50) ? spans : ["none": spans]
      }
      let paths = name.contains(".") ? [] : ["workflow.pilots-need.limits.duration", "tool.agreement.retention"]
      return compared(word, constant, paths)
    }
  }

  /// Where a tool or workflow states the same attribute.
  private func attributePaths(_ name: String) -> [String] {
    guard let attribute = attributes.first(where: { $0.id == name }) else { return [] }
    return ["tool", "workflow"].filter(attribute.on.contains).map { "\($0).\(name)" }
  }
}

/// The words of the language that have an order.
enum Words {
  static let autonomy = ["assist-draft", "human-approves-each", "human-samples", "autonomous"]
  static let impact = ["none", "informs", "materially-influences", "determines"]
  static let sensitivity = ["public", "internal", "confidential", "restricted", "prohibited"]
  static let training = ["none", "deidentified", "identified"]
  static let stages = ["use", "draft", "release", "after"]

  /// Those that an id may be equal to, and that are not renamed with it.
  static let all: [String] =
    autonomy + impact + sensitivity + training + stages + [
      "no", "yes", "all", "some", "any", "only", "true", "false", "pilot", "action", "pilots", "actions", "tool",
      "workflow", "approved", "proposed", "suspended", "retired", "refused", "requested", "in-review", "pilot-only",
      "scale", "narrow", "revise", "stop", "allow", "deny", "attested", "open", "required", "before-start", "review",
      "approvals", "data", "audiences", "sites", "materials", "purpose", "tier", "roles", "person", "duration",
      "starts",
      "ends", "participants", "before", "days", "weeks", "months", "hours", "start", "end", "agreement-end", "status",
      "owner", "measures", "limits", "content", "duty", "step", "title", "on", "by",
    ]
}
