import PolicyBasics
package import TestKit

/// A random policy set on its way: small vocabularies, so that edges are met; it compiles, but for rare slips.
package struct RandomPolicy {
  package var random: SeededGenerator
  /// The sections, as one file holds them. `content: this` stands for right fingerprints.
  package internal(set) var tree: Tree = [:]

  struct Forest {
    var ids: [String] = []
    var parent: [String: String] = [:]
    var namedOnly: Set<String> = []

    /// S9.
    func covers(_ name: String, _ id: String) -> Bool {
      var here = id
      while here != name {
        guard !namedOnly.contains(here), let up = parent[here] else { return false }
        here = up
      }
      return true
    }
  }

  struct Attribute {
    var id: String
    var type: String
    var on: Set<String>
    var values: [String]
  }

  enum Holders { case people, attested, nobody }

  var holders = Holders.people
  var data = Forest()
  var prohibited: Set<String> = []
  var elements: [String] = []
  var audiences = Forest()
  var sites = Forest()
  var materials: [String] = []
  var purposes: [String] = []
  var roles: [String] = []
  var people: [String] = []
  /// Somebody for each role, everywhere and on nearly all days.
  var seats: [String: String] = [:]
  var committees: [String] = []
  var tiers: [String] = []
  var tools: [String] = []
  var workflows: [String] = []
  var attributes: [Attribute] = []
  var actionWords: [String] = []
  var stepIDs: [String] = []
  var pilots: [String] = []
  var duties: [String] = []
  var waivable: [(rule: String, kinds: Set<String>)] = []

  /// The middle of everything: most days of a set are a few days from one of these.
  static let base = Day(number: 20_697)  // 2026-09-01
  private static let offsets = [-60, -30, -1, 0, 1, 7, 14, 29, 30, 31, 45, 60, 90, 91, 120]

  mutating func keyDay() -> Day { Self.base.adding(days: random.pick(Self.offsets)) }
  /// Days from one to another; one of the two may be left out.
  mutating func period(_ fromPercent: Int, _ untilPercent: Int) -> Tree {
    var result: Tree = [:]
    let from = random.chance(60) ? early() : .text(keyDay().description)
    var until = late()
    // Days are written so that their texts are in their order.
    if let first = from.text, let last = until.text, last < first { until = from }
    if random.chance(fromPercent) { result["from"] = from }
    if random.chance(untilPercent) || result.entries.isEmpty { result["until"] = until }
    return result
  }

  mutating func early() -> Tree { .text(Self.base.adding(days: -random.pick([61, 90, 200, 400])).description) }
  mutating func late() -> Tree {
    .text(Self.base.adding(days: random.pick([30, 60, 90, 120, 120, 200, 300, 500])).description)
  }

  /// Without `when-absent` and `unbound-approvals`: S57 holds for it.
  let isLawful: Bool

  package init(seed: UInt64, isLawful: Bool = false) {
    self.isLawful = isLawful
    random = SeededGenerator(seed: seed)
    makeVocabulary()
    makePeople()
    makeTiers()
    makeTools()
    makeWorkflows()
    makeRules()
    makeHead()
  }

  mutating func add(_ section: String, _ id: String, _ value: Tree) {
    var all = tree[section] ?? [:]
    all[id] = value
    tree[section] = all
  }

  private mutating func makeHead() {
    var head: Tree = [
      "id": "random", "title": "Random", "version": "1", "language": "1",
      "time-zone": .text(random.pick(["America/Los_Angeles", "UTC", "Asia/Kolkata", "Pacific/Auckland"])),
    ]
    if random.chance(70) {
      head["holidays"] = .texts(
        Set((0..<9).map { _ in Self.base.adding(days: random.number(-10...40)).description }).sorted())
    }
    if holders == .attested { head["role-holders"] = "attested" }
    if !isLawful, random.chance(10) { head["unbound-approvals"] = "allow" }
    if random.chance(45) {
      head["approvals-lapse"] = .text(random.pick(["30 days", "20 days", "9 weeks", "1 months", "3 months"]))
    }
    tree["policy"] = head
  }

  // MARK: Vocabulary

  private mutating func forest(_ prefix: String, _ count: Int, _ section: String, also: Bool, namedOnly: Bool) -> Forest
  {
    var forest = Forest()
    for index in 0..<count {
      let id = "\(prefix)\(index + 1)"
      var value: Tree = ["title": .text(id)]
      if index > 0, random.chance(65) {
        let parent = random.pick(forest.ids)
        forest.parent[id] = parent
        value["within"] = .text(parent)
      }
      if also, index > 1, random.chance(25) { value["also"] = .texts(random.some(forest.ids, random.number(1...2))) }
      if namedOnly, forest.parent[id] != nil, random.chance(25) {
        forest.namedOnly.insert(id)
        value["named-only"] = "true"
      }
      forest.ids.append(id)
      add(section, id, value)
    }
    return forest
  }

  private mutating func makeVocabulary() {
    data = forest("d", random.number(5...8), "data", also: true, namedOnly: true)
    for id in data.ids {
      var value = tree["data"]?[id] ?? [:]
      let parent = data.parent[id]
      // A prohibited class stands apart, or below one that does: no list may cover it (S11).
      let canBeProhibited = parent.map { data.namedOnly.contains(id) || prohibited.contains($0) } ?? true
      if let parent, !random.chance(30) {
        if prohibited.contains(parent) { prohibited.insert(id) }
      } else {
        let isProhibited =
          parent.map(prohibited.contains) ?? false || canBeProhibited && id != "d1" && random.chance(18)
        if isProhibited { prohibited.insert(id) }
        value["sensitivity"] = .text(isProhibited ? "prohibited" : random.pick(Array(Words.sensitivity.prefix(4))))
      }
      // What is also a prohibited class is prohibited.
      if !prohibited.contains(id), (value["also"]?.texts ?? []).contains(where: prohibited.contains) {
        value["also"] = nil
      }
      if random.chance(45) {
        let element = random.chance(20) && !elements.isEmpty ? random.pick(elements) : "el.\(id)"
        value["elements"] = .texts([element])
        if !elements.contains(element) { elements.append(element) }
      }
      add("data", id, value)
    }
    audiences = forest("a", random.number(3...5), "audiences", also: true, namedOnly: true)
    if random.chance(88) { sites = forest("s", random.number(3...6), "sites", also: false, namedOnly: false) }
    if random.chance(65) {
      for index in 1...random.number(2...3) {
        let allowed = data.ids.filter { !prohibited.contains($0) }
        var value: Tree = ["title": "m", "data": .texts(random.some(allowed, random.number(1...2)))]
        if random.chance(45) { value["until"] = .text(keyDay().adding(days: random.pick([0, 60])).description) }
        materials.append("m\(index)")
        add("materials", "m\(index)", value)
      }
    }
    if random.chance(55) {
      purposes = ["p1", "p2", "p3"]
      for id in purposes { add("purposes", id, ["title": .text(id)]) }
    }
    let types: [(String, String, [String])] = [
      ("ready", "yes-no", []), ("youngest", "count", []), ("score", "number", []), ("due-on", "date", []),
      ("length", "duration", []), ("consent", "choice", ["all", "some", "no"]),
      ("topics", "choices", ["t1", "t2", "t3"]), ("risk", "level", ["low", "middle", "high"]),
    ]
    for (id, type, values) in types where random.chance(60) {
      var on: Set<String> = random.chance(70) ? ["pilot", "action"] : [random.pick(["pilot", "action"])]
      if random.chance(50) { on.insert("tool") }
      if random.chance(40) { on.insert("workflow") }
      attributes.append(Attribute(id: id, type: type, on: on, values: values))
      var value: Tree = ["on": .texts(on.sorted()), "type": .text(type)]
      if !values.isEmpty { value["values"] = .texts(values) }
      add("attributes", id, value)
    }
  }

  /// A value of an attribute's type.
  mutating func value(of attribute: Attribute) -> Tree {
    switch attribute.type {
    case "yes-no": .text(random.pick(["yes", "no"]))
    case "count": .text(random.pick(["12", "13", "14", "18"]))
    case "number": .text(random.pick(["1", "1.5", "2", "2.5", "3", "-1"]))
    case "date": .text(keyDay().description)
    case "duration": .text(random.pick(["30 days", "5 weeks", "60 days", "20 days", "40 hours"]))
    case "choices": .texts(random.some(attribute.values, random.number(0...2)))
    default: .text(random.pick(attribute.values))
    }
  }

  /// As ``value(of:)``, for tools and workflows, where an empty list is an error.
  private mutating func declaredValue(of attribute: Attribute) -> Tree {
    switch attribute.type {
    case "choices": .texts(random.some(attribute.values, 2))
    // In one unit, or what compares them would not compile.
    case "duration": .text(random.pick(["30 days", "5 weeks", "60 days", "20 days"]))
    default: value(of: attribute)
    }
  }

  // MARK: People

  private mutating func makePeople() {
    let count = random.number(4...5)
    roles = (1...count).map { "r\($0)" }
    for (index, id) in roles.enumerated() {
      var value: Tree = ["title": .text(id)]
      if index > 0, random.chance(25) { value["includes"] = .texts([random.pick(Array(roles[..<index]))]) }
      if random.chance(30) { value["may-combine"] = .texts([random.pick(roles.filter { $0 != id })]) }
      add("roles", id, value)
    }
    add("roles", "r-vacant", ["title": "Nobody holds it"])
    holders = random.chance(78) ? .people : random.chance(70) ? .attested : .nobody
    let names = (1...(count + 3)).map { "p.\($0)" }
    for (role, name) in zip(roles, names) { seats[role] = name }
    if holders == .people {
      people = names
      for (index, name) in names.enumerated() {
        var holds: [Tree] = []
        if index < roles.count {
          var holding: Tree = ["role": .text(roles[index]), "from": early()]
          if random.chance(30) { holding["until"] = late() }
          if random.chance(10), !sites.ids.isEmpty { holding["site"] = .text(random.pick(sites.ids)) }
          holds.append(holding)
        }
        if index >= roles.count || random.chance(45) {
          for role in random.some(roles, random.number(1...2)) where !(index < roles.count && roles[index] == role) {
            var holding: Tree = ["role": .text(role)]
            if random.chance(50) {
              for entry in period(70, 40).entries { holding[entry.key] = entry.value }
            }
            if random.chance(25), !sites.ids.isEmpty { holding["site"] = .text(random.pick(sites.ids)) }
            if random.chance(10) { holding["acting"] = "true" }
            holds.append(holding)
          }
        }
        var value: Tree = ["title": .text("P")]
        if !holds.isEmpty { value["holds"] = .list(holds) }
        if index < roles.count, random.chance(40) {
          let from = Self.base.adding(days: random.pick([-60, -40, -20, -12, 0, 14]))
          value["delegates"] = [
            [
              "role": .text(roles[index]), "to": .text(random.pick(names.filter { $0 != name })),
              "from": .text(from.description),
              "until": .text(from.adding(days: random.pick([10, 12, 14, 20, 30, 60, 120])).description),
            ]
          ]
        }
        if random.chance(22) { value["conflicts"] = .texts(random.some(["k1", "k2", "k3"], 1)) }
        add("people", name, value)
      }
    }
    for index in 1...2 where random.chance(60) {
      let members = random.some(roles, random.number(3...4))
      committees.append("c\(index)")
      add(
        "committees", "c\(index)",
        [
          "title": "C", "members": .texts(members), "quorum": .text("\(random.number(1...members.count))"),
          "threshold": .text("\(random.number(1...members.count))"),
        ])
    }
  }

  mutating func demand() -> Tree {
    let signers = roles + committees + committees
    if random.chance(65) { return .text(random.pick(signers)) }
    let of = random.some(roles + committees, random.number(2...3))
    return ["at-least": .text("\(random.number(1...of.count))"), "of": .texts(of)]
  }

  /// None twice.
  private mutating func demands(_ count: Int) -> Tree {
    var result: [Tree] = []
    for _ in 0..<count {
      let demand = demand()
      if !result.contains(demand) { result.append(demand) }
    }
    return .list(result)
  }

  /// Ids are needed where a role has two of the steps (R7).
  mutating func steps(_ count: Int, prefix: String) -> Tree {
    var result: [Tree] = []
    for index in 0..<count {
      var step: Tree = ["what": "it", "by": .text(random.pick(roles))]
      if count > 1 || random.chance(50) {
        let id = random.chance(15) && !stepIDs.isEmpty && count == 1 ? random.pick(stepIDs) : "\(prefix)-\(index + 1)"
        step["id"] = .text(id)
        if !stepIDs.contains(id) { stepIDs.append(id) }
      }
      if random.chance(60) { step["before"] = .text(random.pick(["use", "draft", "release"])) }
      result.append(step)
    }
    return .list(result)
  }

  private mutating func makeTiers() {
    guard random.chance(55) else { return }
    let count = random.number(2...3)
    let ids = (0..<count).map { "tier-\($0)" }
    // Any of them may be the one that holds for all.
    for (rank, id) in ids.enumerated() {
      var value: Tree = ["title": .text(id), "rank": .text("\(rank * 2)")]
      if rank > 0 {
        value["when"] = condition(Place(kinds: ["pilot", "action"], polarity: .positive, inTier: true))
      }
      if random.chance(45) { value["review"] = steps(1, prefix: id) }
      if random.chance(45) { value["approvals"] = .list([demand()]) }
      add("tiers", id, value)
    }
    tiers = ids
  }

  // MARK: Tools and workflows

  /// Classes that a list may name: none of them covers a prohibited one.
  private var coverable: [String] {
    data.ids.filter { name in !prohibited.contains { data.covers(name, $0) } }
  }

  private mutating func makeTools() {
    tools = ["k1", "k2", "k3"] + (random.chance(40) ? ["k4"] : [])
    let coverable = coverable
    for id in tools {
      if id == "k4" {
        add("tools", id, ["title": "K", "status": "refused", "on": "2026-01-01", "because": "It is not for us."])
        continue
      }
      let status =
        id == "k3"
        ? random.pick(["requested", "in-review", "suspended", "retired", "pilot-only"])
        : random.chance(75) ? "approved" : "pilot-only"
      var value: Tree = ["title": "K", "status": .text(status)]
      if status == "suspended" { value["lifted-by"] = .text(random.pick(roles)) }
      if status == "approved" || random.chance(30) {
        var approved: Tree = ["by": .text(random.pick(roles)), "on": .text(keyDay().description)]
        if random.chance(17) { approved["content"] = .text(random.chance(70) ? "this" : Self.wrongContent) }
        value["approved"] = approved
      }
      if random.chance(96) {
        var agreement = period(50, 75)
        if random.chance(97), !coverable.isEmpty {
          agreement["data"] = .texts(random.some(coverable, max(2, coverable.count - random.number(0...1))))
        }
        if !purposes.isEmpty, random.chance(95) {
          agreement["purposes"] = .texts(random.some(purposes, random.chance(80) ? 3 : 2))
        }
        if random.chance(60) { agreement["training"] = .text(random.pick(Words.training)) }
        if random.chance(60) {
          agreement["retention"] = .text(random.pick(["30 days", "60 days"]))
        }
        value["agreement"] = agreement
      }
      if random.chance(60) { value["minimum-age"] = .text(random.pick(["12", "13", "14", "24"])) }
      for attribute in attributes where attribute.on.contains("tool") && random.chance(80) {
        value[attribute.id] = declaredValue(of: attribute)
      }
      add("tools", id, value)
    }
  }

  private mutating func makeWorkflows() {
    workflows = ["w1", "w2", "w3"] + (random.chance(40) ? ["w4"] : [])
    var words: Set<String> = ["use", "draft", "release"]
    for id in workflows {
      if id == "w4" {
        add(
          "workflows", id,
          [
            "title": "W", "status": "refused", "on": "2026-01-01", "because": "A person does it.",
            "source": ["Minutes"],
          ])
        continue
      }
      let status =
        id == "w3"
        ? random.pick(["proposed", "suspended", "retired", "pilot"]) : random.chance(75) ? "approved" : "pilot"
      let value = workflow(id, status)
      words.formUnion(value["actions"]?.keys ?? [])
      add("workflows", id, value)
    }
    actionWords = words.sorted()
  }

  private mutating func workflow(_ id: String, _ status: String) -> Tree {
    var value: Tree = [
      "title": "W", "status": .text(status), "autonomy": .text(random.pick(Array(Words.autonomy.suffix(3)))),
      "impact": .text(random.pick(Array(Words.impact.suffix(3)))),
    ]
    if status == "suspended" { value["lifted-by"] = .text(random.pick(roles)) }
    if status == "approved" || status == "pilot" {
      value["criteria"] = ["common": "Often", "measurable": "Yes", "low-risk": "Yes", "painful": "Yes"]
    }
    if status == "approved" || random.chance(30) {
      var approved: Tree = ["by": .text(random.pick(roles)), "on": .text(keyDay().description)]
      if random.chance(15) { approved["content"] = .text(random.chance(70) ? "this" : Self.wrongContent) }
      value["approved"] = approved
    }
    if random.chance(85) { value["owner"] = .text(random.pick(roles)) }
    if random.chance(45) {
      value["effective"] = period(50, 80)
    }
    if random.chance(30) { value["used-by"] = .texts(random.some(roles, random.number(2...3))) }
    if !tiers.isEmpty { value["tier"] = .text(random.chance(75) ? tiers[tiers.count - 1] : random.pick(tiers)) }
    if !purposes.isEmpty { value["purpose"] = .text(random.pick(Array(purposes.prefix(2)))) }
    let coverable = coverable
    if random.chance(97), !coverable.isEmpty {
      let list = random.some(coverable, max(2, coverable.count - random.number(0...2)))
      value["data"] = random.chance(85) ? .texts(list) : .map(list.map { Tree.Entry($0, "to read") })
    }
    if random.chance(97) { value["audiences"] = .texts(random.some(audiences.ids, random.number(1...3))) }
    if !materials.isEmpty, random.chance(92) {
      value["materials"] = .texts(random.some(materials, random.number(1...2)))
    }
    if random.chance(97) { value["tools"] = .texts(random.some(["k1", "k2", "k3"], random.number(2...3))) }
    if !sites.ids.isEmpty, random.chance(45) { value["sites"] = .texts(random.some(sites.ids, random.number(1...2))) }
    if random.chance(50) {
      var actions: Tree = [:]
      for index in 0..<random.number(2...3) {
        actions["\(id)-do\(index)"] = ["stage": .text(index == 0 ? "release" : random.pick(Words.stages))]
      }
      value["actions"] = actions
    }
    if random.chance(60) {
      let count = random.chance(50) ? 1 : 2
      value["review"] = steps(count, prefix: id)
    }
    if random.chance(40) { value["metrics"] = ["h1": ["title": "Hours"], "h2": ["title": "Errors"]] }
    if random.chance(80) {
      var need: Tree = [:]
      if random.chance(70) { need["approvals"] = demands(random.number(1...3)) }
      if random.chance(45) {
        var measures: Tree = ["required": .text(random.chance(90) ? "true" : "false")]
        if measures["required"]?.text == "true", random.chance(60) {
          measures["baseline"] = .text(random.pick(["required", "before-start"]))
        }
        need["measures"] = measures
      }
      if random.chance(50) { need["stop-when"] = "required" }
      if random.chance(75) {
        var limits: Tree = [:]
        if random.chance(70) { limits["duration"] = .text(random.pick(["30 days", "60 days", "9 weeks"])) }
        if random.chance(55), !sites.ids.isEmpty { limits["sites"] = .text(random.pick(["1", "1", "2", "3"])) }
        if random.chance(50) { limits["participants"] = .text(random.pick(["20", "24", "30"])) }
        if !limits.entries.isEmpty { need["limits"] = limits }
      }
      if !need.entries.isEmpty { value["pilots-need"] = need }
    }
    for attribute in attributes where attribute.on.contains("workflow") && random.chance(80) {
      value[attribute.id] = declaredValue(of: attribute)
    }
    return value
  }

  static let wrongContent = "0123456789abcdef0123456789abcdef01234567"
}
