import PolicyBasics
import TestKit

// Rules of every shape, exceptions and invariants.

extension RandomPolicy {
  mutating func makeRules() {
    for index in 0..<random.number(3...7) { makeRule("rule-\(index)") }
    for index in 0..<random.number(0...3) where !waivable.isEmpty && !sites.ids.isEmpty {
      makeException("exception-\(index)")
    }
    for index in 0..<random.number(0...2) { makeInvariant("never-\(index)") }
    for index in 0..<36 { makeProbe("probe-\(index)") }
  }

  private mutating func kinds() -> Set<String> {
    random.chance(35) ? ["pilot", "action"] : [random.pick(["pilot", "action"])]
  }

  private mutating func makeRule(_ id: String) {
    let effect = random.pick(["deny", "deny", "that", "that", "review", "approvals", "oblige", "oblige"])
    var kinds = kinds()
    if effect == "review" { kinds = ["action"] }
    let isAbsentAllowed = !isLawful && random.chance(25)
    var place = Place(kinds: kinds, polarity: isAbsentAllowed ? .any : .positive)
    var value: Tree = [:]
    let list = Tree.texts(kinds.sorted())
    switch effect {
    case "deny":
      value["deny"] = list
      if random.chance(97) { value["when"] = condition(place) } else { value["always"] = "true" }
    case "oblige": value["oblige"] = list
    default: value["require"] = list
    }
    if effect != "deny", random.chance(effect == "that" ? 88 : 65) { value["when"] = condition(place) }
    place.polarity = isAbsentAllowed ? .any : .negative
    if random.chance(25) { value["unless"] = condition(place) }
    place.isThat = true
    switch effect {
    case "that": value["that"] = condition(place)
    case "review": value["review"] = steps(random.number(1...2), prefix: id)
    case "approvals": value["approvals"] = .list([demand()])
    case "oblige":
      value["do"] = "Tell them."
      if random.chance(70) { value["by"] = .text(random.pick(roles)) }
      if random.chance(85) { value["due"] = .text(due(kinds)) }
      if random.chance(30) { value["lasts"] = .text(random.pick(["10 days", "1 months", "30 days", "6 weeks"])) }
      duties.append(id)
    default: break
    }
    if random.chance(55) {
      value["waivable"] = "true"
      waivable.append((id, kinds))
    }
    if random.chance(25) {
      value["effective"] = period(60, 60)
    }
    if random.chance(20) { value["trial"] = ["until": .text(keyDay().description)] }
    if isAbsentAllowed { value["when-absent"] = "allow" }
    value["because"] = "It is so."
    value["source"] = ["Board policy 1"]
    add("rules", id, value)
  }

  /// S46; `start` and `end` are a pilot's, `use` and `release` an action's.
  private mutating func due(_ kinds: Set<String>) -> String {
    if random.chance(38) { return "before \(random.pick(["use", "draft", "release"]))" }
    var anchors = ["agreement-end"]
    if kinds == ["action"] { anchors += ["use", "release"] }
    if kinds == ["pilot"] { anchors += ["start", "end"] }
    anchors += attributes.filter { $0.type == "date" && kinds.isSubset(of: $0.on) }.map(\.id)
    let count = random.pick([0, 1, 2, 5, 10, 30])
    let unit = random.pick(["days", "business-days", "business-days", "business-days", "weeks", "months", "hours"])
    return "\(count) \(unit) \(random.pick(["before", "before", "after"])) \(random.pick(anchors))"
  }

  /// A rule on trial for good: decisions say what it would have done, and are not changed by it. It asks one thing.
  private mutating func makeProbe(_ id: String) {
    let kinds: Set<String> = [random.pick(["pilot", "action"])]
    var value: Tree = ["deny": .texts(kinds.sorted())]
    if random.chance(50) {
      value["when"] = probe(Place(kinds: kinds, polarity: .positive))
    } else {
      value["always"] = "true"
      value["unless"] = probe(Place(kinds: kinds, polarity: .negative))
    }
    value["trial"] = ["until": "2030-01-01"]
    value["because"] = "It is so."
    value["source"] = ["Board policy 1"]
    add("rules", id, value)
  }

  private mutating func makeException(_ id: String) {
    let (rule, kinds) = random.pick(waivable)
    // Often over before the proposals are.
    let days: Tree = random.chance(30) ? ["until": .text(keyDay().description)] : period(50, 100)
    var value: Tree = [
      "rule": .text(rule),
      "sites": .texts(random.chance(50) ? [sites.ids[0]] : random.some(sites.ids, random.number(1...2))),
      "effective": days, "granted-by": .text(random.pick(roles)), "because": "For once.",
    ]
    let place = Place(kinds: kinds, polarity: .negative)
    if random.chance(40) { value["when"] = condition(place) }
    if random.chance(45) { value["instead"] = condition(place) }
    add("exceptions", id, value)
  }

  private mutating func makeInvariant(_ id: String) {
    let kinds = kinds()
    var value: Tree = [
      "never": .texts(kinds.sorted()), "when": condition(Place(kinds: kinds, polarity: .positive)),
      "because": "Never.",
    ]
    if random.chance(55) {
      var without: Tree = [:]
      if kinds == ["action"], random.chance(60) { without["review"] = .texts([random.pick(roles)]) }
      if without.entries.isEmpty || random.chance(30) { without["approvals"] = .texts([random.pick(roles)]) }
      value["without"] = without
    }
    add("invariants", id, value)
  }
}
