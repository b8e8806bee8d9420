import PolicyBasics
import TestKit

// Edits that bring a proposal to an edge, and over it.

extension RandomPolicy {
  /// The proposal with so many things changed.
  package mutating func edited(_ draft: Draft, count: Int) -> Draft {
    var draft = draft
    for _ in 0..<count { edit(&draft) }
    return draft
  }

  private mutating func edit(_ draft: inout Draft) {
    let kind = draft.tree["action"] != nil ? "action" : "pilot"
    switch random.number(0...99) {
    case 0..<8: leaveOut(&draft.tree, kind)
    case 8..<21: addItem(&draft.tree)
    case 21..<25: removeItem(&draft.tree)
    case 25..<41: moveDay(&draft, kind)
    case 41..<59: spoilSignature(&draft.tree)
    case 59..<68: mergeSigners(&draft.tree)
    case 68..<73: attestation(&draft.tree)
    case 73..<78: attribute(&draft.tree, kind)
    default: value(&draft.tree, kind)
    }
  }

  /// With some of the owed facts left out (S7).
  package mutating func incomplete(_ draft: Draft, facts: Int) -> Draft {
    var draft = draft
    for _ in 0..<facts { leaveOut(&draft.tree, draft.tree["action"] != nil ? "action" : "pilot") }
    // Without any day it is invalid, and nothing that is missing is named.
    if draft.tree["at"] == nil, random.chance(80) { draft.asOf = draft.asOf ?? Self.base }
    return draft
  }

  private mutating func leaveOut(_ tree: inout Tree, _ kind: String) {
    let requester = kind == "pilot" ? "requested-by" : "actor"
    var keys = ["workflow", "tool", "autonomy", "impact", "data", "audiences", "sites", "materials"]
    keys += kind == "pilot" ? ["owner", "starts", "ends", "participants"] : ["at", "pilot", "at", "at"]
    keys += [requester] + ["person", "person", "roles", "roles"].map { "\(requester).\($0)" }
    if random.chance(15) { keys = tree.keys.filter { $0 != kind } }
    let key = random.pick(keys)
    if key.hasPrefix("\(requester).") {
      guard var who = tree[requester] else { return }
      if key.hasSuffix("person") { who["person"] = nil } else { who["roles"] = random.chance(50) ? nil : [] }
      tree[requester] = who.entries.isEmpty ? nil : who
    } else {
      tree[key] = nil
    }
  }

  /// Somebody signs in another's place besides their own: in two roles.
  @discardableResult
  private mutating func mergeSigners(_ tree: inout Tree, onlyIfAsked: Bool = false) -> Bool {
    let both = seats.flatMap { role, person in
      holdings(of: person).compactMap { $0["role"]?.text }.filter { $0 != role }.map { ($0, person) }
    }.sorted { $0 < $1 }
    // Best both roles are asked for.
    let asked = askedRoles(of: tree["workflow"]?.text, kind: tree["action"] == nil ? "pilot" : "action")
    let best = both.filter { role, person in
      asked.contains(role) && seats.contains { $0.value == person && asked.contains($0.key) }
    }
    // Who holds the role somewhere or for some days alone signs for nothing elsewhere.
    let open = best.filter { role, person in
      holdings(of: person).contains {
        $0["role"]?.text == role && $0["site"] == nil && $0["until"] == nil
          && ($0["from"]?.text ?? "") < Self.base.adding(days: -60).description
      }
    }
    let pairs = !open.isEmpty && random.chance(75) ? open : best.isEmpty && !onlyIfAsked ? both : best
    guard let (role, person) = pairs.isEmpty ? nil : random.pick(pairs) else { return false }
    func replaced(_ tree: Tree) -> Tree {
      switch tree {
      case .text: return tree
      case .list(let items): return .list(items.map(replaced))
      case .map(let entries):
        var map = Tree.map(entries.map { Tree.Entry($0.key, replaced($0.value)) })
        if map["role"]?.text == role, map["by"] != nil { map["by"] = .text(person) }
        return map
      }
    }
    // A vote holds a person once.
    func isOnce(_ vote: Tree) -> Bool {
      let persons = ["yes", "no", "abstain", "recused"].flatMap { vote[$0]?.items ?? [] }.compactMap { $0["by"]?.text }
      return Set(persons).count == persons.count
    }
    if let approvals = tree["approvals"]?.items {
      tree["approvals"] = .list(
        approvals.map { approval in
          let next = replaced(approval)
          return isOnce(next) ? next : approval
        })
    }
    if let reviews = tree["reviewed-by"] { tree["reviewed-by"] = replaced(reviews) }
    return true
  }

  /// Edges that random edits seldom meet.
  package enum Target {
    case participants, duration, element, impact, autonomy, site, audience, merge, owner, at, person, attested
    case material, delegation, sites, over, usedBy, hours

    /// What is seldom met otherwise: of each set.
    static let always: [Target] = [
      .merge, .merge, .merge, .merge, .merge, .participants, .participants, .duration, .attested, .material,
      .delegation, .sites, .over, .usedBy, .hours,
    ]
    static let sometimes: [Target] = [
      .duration, .element, .impact, .autonomy, .site, .audience, .owner, .at, .person,
    ]
  }

  /// Over the edge, or on it; `nil` where the proposal has no such edge.
  package mutating func aimed(_ draft: Draft, at target: Target) -> Draft? {
    var draft = draft
    let isPilot = draft.tree["action"] == nil
    let workflow = draft.tree["workflow"]?.text.flatMap { tree["workflows"]?[$0] }
    let limits = workflow?["pilots-need"]?["limits"]
    switch target {
    case .participants:
      guard isPilot, let most = limits?["participants"]?.text.flatMap({ Int($0) }) else { return nil }
      draft.tree["participants"] = .text("\(most + random.pick([0, 1, 1]))")
    case .duration:
      guard isPilot, let limit = limits?["duration"]?.text,
        let starts = draft.tree["starts"]?.text.flatMap({ Day($0) })
      else { return nil }
      let most = ["30 days": 30, "60 days": 60, "9 weeks": 63][limit] ?? 30
      draft.tree["ends"] = .text(starts.adding(days: most - random.pick([0, 0, 1])).description)
    case .merge: guard mergeSigners(&draft.tree, onlyIfAsked: true) else { return nil }
    case .element:
      draft.tree["elements"] = .texts((draft.tree["elements"]?.texts ?? []).filter { $0 != "el.none" } + ["el.none"])
      draft.tree["data"] = nil
    case .impact: draft.tree["impact"] = "determines"
    case .hours:
      // Hours do not compare with days: what asks fails (S5, S12).
      let isOfKind = attributes.contains { $0.id == "length" && $0.on.contains(isPilot ? "pilot" : "action") }
      guard isOfKind, isAsked("length") else { return nil }
      draft.tree["length"] = "40 hours"
    case .sites:
      guard isPilot, limits?["sites"] != nil else { return nil }
      draft.tree["sites"] = .texts(random.chance(40) ? [sites.ids[0]] : random.some(sites.ids, random.number(2...4)))
    case .over:
      guard isPilot, let ends = draft.tree["ends"]?.text.flatMap({ Day($0) }) else { return nil }
      draft.asOf = ends.adding(days: random.number(0...1))
    case .usedBy:
      guard let own = workflow?["used-by"]?.texts, let other = roles.first(where: { !own.contains($0) }) else {
        return nil
      }
      draft.tree[isPilot ? "requested-by" : "actor"] = ["person": "x.y", "roles": [.text(other)]]
    case .autonomy: draft.tree["autonomy"] = "autonomous"
    case .attested:
      guard draft.tree["attested"] != nil else { return nil }
      draft.tree["attested"] = nil
    case .material:
      let inside = workflow?["materials"]?.texts ?? []
      guard let material = materials.first(where: { !inside.contains($0) }) else { return nil }
      draft.tree["materials"] = .texts([material])
    case .delegation:
      // Signed on the last day of a delegation, or on the day after it.
      guard var approvals = draft.tree["approvals"]?.items else { return nil }
      let until = { (delegation: Tree) in delegation["until"]?.text.flatMap { Day($0) } ?? .latest }
      for index in approvals.indices {
        guard let role = approvals[index]["role"]?.text, let on = approvals[index]["on"]?.text.flatMap({ Day($0) }),
          let over = delegations(of: role).first(where: { until($0) < on })
        else { continue }
        approvals[index]["by"] = over["to"]
        approvals[index]["on"] = .text(until(over).adding(days: random.number(0...1)).description)
      }
      draft.tree["approvals"] = .list(approvals)
    case .at:
      guard !isPilot else { return nil }
      draft.tree["at"] = nil
      if random.chance(80) { draft.asOf = draft.asOf ?? Self.base }
    case .person:
      guard !isPilot, draft.tree["autonomy"]?.text != "autonomous" else { return nil }
      draft.tree["actor"]?["person"] = nil
    case .site:
      guard let inside = workflow?["sites"]?.texts, let site = sites.ids.first(where: { !inside.contains($0) }) else {
        return nil
      }
      draft.tree["sites"] = .texts([site])
    case .audience:
      let inside = workflow?["audiences"]?.texts ?? []
      guard let audience = audiences.ids.first(where: { !inside.contains($0) }) else { return nil }
      draft.tree["audiences"] = .texts([audience])
    case .owner:
      guard isPilot else { return nil }
      draft.tree["owner"] = "r-vacant"
    }
    return draft
  }

  /// Whether a rule that is not on trial for good reads the attribute.
  private func isAsked(_ attribute: String) -> Bool {
    func reads(_ part: Tree) -> Bool {
      part.keys.contains(attribute) || part.items.contains(where: reads)
        || part.entries.contains { reads($0.value) }
    }
    return (tree["rules"]?.entries ?? []).contains { !$0.key.hasPrefix("probe-") && reads($0.value) }
  }

  private var lists: [(String, [String])] {
    [
      ("data", data.ids), ("audiences", audiences.ids), ("sites", sites.ids), ("sites", sites.ids),
      ("materials", materials), ("materials", materials), ("materials", materials),
      ("elements", elements + ["el.none"]), ("elements", elements + ["el.none"]),
    ].filter { !$0.1.isEmpty }
  }

  private mutating func addItem(_ tree: inout Tree) {
    let (key, ids) = random.pick(lists.filter { $0.0 != "elements" || tree["elements"] != nil || random.chance(80) })
    if key == "elements" { tree["data"] = nil } else if key == "data" { tree["elements"] = nil }
    var items = tree[key]?.texts ?? []
    let id = random.pick(ids)
    if !items.contains(id) || random.chance(3) { items.append(id) }
    tree[key] = .texts(items)
  }

  private mutating func removeItem(_ tree: inout Tree) {
    let keys = lists.map(\.0).filter { tree[$0]?.items.isEmpty == false }
    guard !keys.isEmpty else { return }
    let key = random.pick(keys)
    var items = tree[key]?.items ?? []
    items.remove(at: random.number(0...(items.count - 1)))
    if key == "sites", items.isEmpty, random.chance(90) { tree[key] = nil } else { tree[key] = .list(items) }
  }

  /// The days on which something of the policy begins or ends, and those beside them.
  private mutating func edgeDay(_ tree: Tree) -> Day {
    var days: [Day] = []
    func take(_ tree: Tree?) {
      switch tree {
      case .text(let text)?: if let day = Day(text) { days.append(day) }
      case .list(let items)?: for item in items { take(item) }
      case .map(let entries)?: for entry in entries { take(entry.value) }
      case nil: break
      }
    }
    let policy = self.tree
    let workflow = tree["workflow"]?.text.flatMap { policy["workflows"]?[$0] }
    let tool = tree["tool"]?.text.flatMap { policy["tools"]?[$0] }
    switch random.number(0...5) {
    case 0: take(tool?["agreement"])
    case 1: take(workflow?["effective"])
    case 2: take(policy["exceptions"])
    case 3: take(policy["rules"])
    case 4: take(policy["materials"])
    default: take(policy["people"])
    }
    return days.isEmpty ? keyDay() : random.pick(days).adding(days: random.pick([-1, 0, 0, 1]))
  }

  private mutating func moveDay(_ draft: inout Draft, _ kind: String) {
    if kind == "action" {
      guard let at = draft.tree["at"]?.text, let old = Day(at.prefix(10)) else { return }
      let day = random.chance(60) ? edgeDay(draft.tree) : old.adding(days: random.pick([-1, 1, 30]))
      draft.tree["at"] = .text(day.description + at.dropFirst(10))
      if draft.asOf != nil, random.chance(90) { draft.asOf = day }
      // Reviews have no day; what is signed later counts for nothing, so move the signatures too.
      if random.chance(80) { shiftSignatures(&draft.tree, by: day - old) }
      if random.chance(10) { draft.asOf = day.adding(days: random.pick([-1, 1])) }
      return
    }
    switch random.number(0...5) {
    case 0:
      let day =
        random.chance(60) ? edgeDay(draft.tree) : (draft.asOf ?? Self.base).adding(days: random.pick([-1, 1, 20]))
      if random.chance(70), let old = draft.asOf { shiftSignatures(&draft.tree, by: day - old) }
      draft.asOf = day
    case 1:
      if let ends = draft.tree["ends"]?.text.flatMap({ Day($0) }) {
        draft.tree["ends"] = .text((random.chance(60) ? edgeDay(draft.tree) : ends.adding(days: 1)).description)
      }
    case 2:
      if let starts = draft.tree["starts"]?.text.flatMap({ Day($0) }) {
        draft.tree["starts"] = .text((random.chance(60) ? edgeDay(draft.tree) : starts.adding(days: -1)).description)
      }
    case 3:
      // To its last day, or past it.
      if let ends = draft.tree["ends"]?.text.flatMap({ Day($0) }) {
        draft.asOf = ends.adding(days: random.number(0...1))
      }
    default:
      // To the last day that the workflow's limit allows, or one more.
      guard let starts = draft.tree["starts"]?.text.flatMap({ Day($0) }) else { return }
      let workflow = draft.tree["workflow"]?.text.flatMap { self.tree["workflows"]?[$0] }
      let limit = workflow?["pilots-need"]?["limits"]?["duration"]?.text
      let most = ["30 days": 30, "60 days": 60, "9 weeks": 63][limit ?? ""] ?? 30
      draft.tree["ends"] = .text(starts.adding(days: most - random.pick([0, 0, 1])).description)
    }
  }

  private func shiftSignatures(_ tree: inout Tree, by days: Int) {
    for key in ["approvals", "attested"] {
      guard let list = tree[key] else { continue }
      tree[key] = .list(
        list.items.map { item in
          var item = item
          if let on = item["on"]?.text.flatMap({ Day($0) }) { item["on"] = .text(on.adding(days: days).description) }
          return item
        })
    }
  }

  private mutating func spoilSignature(_ tree: inout Tree) {
    let keys = ["approvals", "reviewed-by"].filter { tree[$0]?.items.isEmpty == false }
    guard !keys.isEmpty else { return }
    let key = random.pick(keys)
    var items = tree[key]?.items ?? []
    let index = random.number(0...(items.count - 1))
    var item = items[index]
    let anybody = (1...(roles.count + 3)).map { "p.\($0)" } + ["x.y"]
    let requester = (tree["actor"] ?? tree["requested-by"])?["person"]?.text
    switch random.number(0...9) {
    case 0, 1: items.remove(at: index)
    case 2:
      let lent = item["role"]?.text.map { delegates(of: $0) } ?? []
      item["by"] = .text(
        !lent.isEmpty && random.chance(70)
          ? random.pick(lent) : random.chance(50) ? requester ?? "x.y" : random.pick(anybody))
    case 3, 4:
      guard item["role"]?.text.map({ !delegates(of: $0).isEmpty }) == true, random.chance(60) else {
        if random.chance(50) {
          item["role"] = item["role"].map { _ in .text(random.pick(roles)) }
        } else if let on = item["on"]?.text.flatMap({ Day($0) }) {
          item["on"] = .text(on.adding(days: random.pick([-31, -20, -1, 1, 30])).description)
        }
        break
      }
      // On the edge of a delegation.
      let lent = item["role"]?.text.map { delegations(of: $0) } ?? []
      // One that is over by the day of signing: a later day would count for nothing.
      let over = lent.filter { ($0["until"]?.text ?? "9") < (item["on"]?.text ?? "") }
      let delegation = random.pick(over.isEmpty ? lent : over)
      item["by"] = delegation["to"]
      let edge = delegation[random.chance(75) ? "until" : "from"]?.text.flatMap { Day($0) } ?? Self.base
      item["on"] = .text(edge.adding(days: random.pick([-1, 0, 1, 1])).description)
    case 5:
      if item["content"] != nil { item["content"] = random.chance(50) ? nil : .text(Self.wrongContent) }
      if item["step"] != nil { item["step"] = random.chance(70) || stepIDs.isEmpty ? nil : .text(random.pick(stepIDs)) }
    case 6, 7:
      guard item["committee"] != nil else {
        item[random.pick(["role", "by", "on"])] = nil
        break
      }
      var parts = ["yes", "no", "abstain", "recused"]
      parts.shuffle(using: &random)
      if random.chance(35) {
        item[parts.first { item[$0]?.items.isEmpty == true } ?? parts[0]] = nil
      } else if let seat = item[parts[0]]?.items.first ?? item["yes"]?.items.first,
        let from = parts.first(where: { item[$0]?.items.contains(seat) == true })
      {
        item[from] = .list(item[from]?.items.filter { $0 != seat } ?? [])
        if random.chance(80) {
          let to = parts.filter { $0 != from }[random.number(0...2)]
          item[to] = .list((item[to]?.items ?? []) + [seat])
        }
      }
    case 8:
      // One more entry by somebody who signs already: two roles.
      item["role"] = item["role"].map { _ in .text(random.pick(roles)) }
      items.append(item)
      item = items[index]
    default:
      let person = random.pick(anybody)
      let role = Tree.text(random.pick(roles))
      if key == "approvals" {
        items.append([
          "role": role, "by": .text(person), "on": item["on"] ?? .text(Self.base.description), "content": "this",
        ])
      } else {
        items.append(["role": role, "by": .text(person)])
      }
    }
    if items.indices.contains(index), items.count >= (tree[key]?.items.count ?? 0) { items[index] = item }
    tree[key] = .list(items)
  }

  /// To whom a role is lent.
  func delegates(of role: String) -> [String] { delegations(of: role).compactMap { $0["to"]?.text } }

  private func delegations(of role: String) -> [Tree] {
    (tree["people"]?.entries ?? []).flatMap { $0.value["delegates"]?.items ?? [] }.filter { $0["role"]?.text == role }
  }

  private mutating func attestation(_ tree: inout Tree) {
    var items = tree["attested"]?.items ?? []
    guard !items.isEmpty else { return }
    let index = random.number(0...(items.count - 1))
    switch random.number(0...3) {
    case 0: items.remove(at: index)
    case 1: items[index]["by"] = .text("p.\(random.number(1...(roles.count + 3)))")
    case 2:
      if let on = items[index]["on"]?.text.flatMap({ Day($0) }) {
        items[index]["on"] = .text(on.adding(days: random.pick([-31, -30, -10, -1, 1])).description)
      }
    default: items[index][random.pick(["by", "on"])] = nil
    }
    tree["attested"] = .list(items)
  }

  private mutating func attribute(_ tree: inout Tree, _ kind: String) {
    let own = attributes.filter { $0.on.contains(kind) }
    guard !own.isEmpty else { return }
    let attribute = random.pick(own)
    tree[attribute.id] = random.chance(85) ? value(of: attribute) : nil
  }

  private mutating func value(_ tree: inout Tree, _ kind: String) {
    let workflow = tree["workflow"]?.text.flatMap { self.tree["workflows"]?[$0] }
    let limits = workflow?["pilots-need"]?["limits"]
    switch random.number(0...13) {
    case 10:
      guard kind == "pilot", let most = limits?["participants"]?.text.flatMap({ Int($0) }) else { return }
      tree["participants"] = .text("\(most + random.number(0...2))")
    case 11:
      if kind == "pilot" { tree["owner"] = "r-vacant" } else { tree["autonomy"] = "autonomous" }
    case 12:
      guard kind == "pilot" else { return }
      if random.chance(50) { tree["stop-when"] = nil } else { tree["impact"] = "determines" }
    case 13:
      guard kind == "pilot", !sites.ids.isEmpty else { return }
      tree["sites"] = random.chance(50) ? .texts([sites.ids[0]]) : .texts(random.some(sites.ids, 3))
    case 0: tree["workflow"] = .text(random.pick(workflows + ["unlisted"]))
    case 1: tree["tool"] = .text(random.pick(tools + ["unlisted"]))
    case 2: tree["autonomy"] = .text(random.chance(50) ? "autonomous" : random.pick(Words.autonomy))
    case 3: tree["impact"] = .text(random.chance(80) ? "determines" : random.pick(Words.impact))
    case 4:
      if kind == "pilot" {
        tree["owner"] = .text(random.chance(85) ? "r-vacant" : random.pick(roles))
      } else {
        tree["action"] = .text(random.pick(actionWords))
      }
    case 5:
      guard kind == "pilot" else { return }
      let most = limits?["participants"]?.text.flatMap { Int($0) }
      tree["participants"] = .text(
        most.map { "\($0 + random.number(0...2))" } ?? random.pick(["19", "20", "21", "24", "25", "30", "31"]))
    case 6:
      if !pilots.isEmpty { tree[kind == "pilot" ? "follows" : "pilot"] = .text(random.pick(pilots)) }
    case 7:
      guard kind == "pilot", var measures = tree["measures"]?.items, !measures.isEmpty else { return }
      let key = random.pick(["metric", "baseline", "target", "measured"])
      if key == "measured", random.chance(50), let starts = tree["starts"]?.text.flatMap({ Day($0) }) {
        measures[0]["measured"] = ["until": .text(starts.adding(days: random.pick([-1, 0, 1])).description)]
      } else {
        measures[0][key] = nil
      }
      tree["measures"] = .list(measures)
    default:
      let key = kind == "pilot" ? "requested-by" : "actor"
      guard var who = tree[key] else { return }
      if random.chance(50) {
        who["roles"] = .texts(random.some(roles, random.number(1...2)))
      } else {
        who["person"] = .text(random.chance(30) ? "x.y" : "p.\(random.number(1...(roles.count + 3)))")
      }
      tree[key] = who
    }
  }
}
