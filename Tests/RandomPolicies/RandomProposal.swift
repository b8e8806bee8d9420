import PolicyBasics
import TestKit
import ReferenceEvaluator

// Proposals that are nearly allowed: within their workflow, properly signed.

extension RandomPolicy {
  package mutating func proposal() -> Draft { random.chance(50) ? pilot() : action() }

  /// Registers some pilots: as they would be proposed, with what came of them; mostly such as are allowed.
  package mutating func makeRegister() {
    let policy = try? PolicyCase(tree)
    for index in 0..<random.number(0...3) {
      let id = "g\(index + 1)"
      var draft = pilot()
      for _ in 0..<(random.chance(85) ? 12 : 0) {
        guard let policy else { break }
        let starts = draft.tree["starts"]?.text.flatMap { Day($0) }
        var named = draft.tree
        named["pilot"] = .text(id)
        if policy.decide(Draft(tree: named, asOf: starts)).isAllowed { break }
        draft = pilot()
      }
      draft.tree["pilot"] = nil
      if random.chance(12) { draft.tree["stopped"] = .text(keyDay().description) }
      if random.chance(60) { draft.tree["verdict"] = .text(random.pick(["scale", "revise", "narrow", "stop"])) }
      if random.chance(20) { draft.tree["results"] = [["metric": "h1", "value": "2"]] }
      pilots.append(id)
      add("pilots", id, draft.tree)
    }
  }

  // MARK: Pilots

  private mutating func pilot() -> Draft {
    var value: Tree = ["pilot": .text("pilot-\(random.number(1...9))")]
    let workflow = subject(&value, kind: "pilot", inside: nil)
    let limits = workflow["pilots-need"]?["limits"]
    value["owner"] = .text(random.pick(roles))
    let asOf = Self.base.adding(days: random.pick([-31, -3, 0, 1, 2, 10]))
    let starts = random.chance(85) ? asOf.adding(days: random.pick([0, 1, 3, 10])) : keyDay()
    let most = limits?["duration"]?.text == "30 days" ? 30 : 45
    value["starts"] = .text(starts.description)
    value["ends"] = .text(starts.adding(days: random.number(2...most) - 1).description)
    if random.chance(80) {
      value["participants"] = limits?["participants"] ?? .text(random.pick(["10", "20", "24"]))
    }
    if random.chance(30) { value["submitted"] = .text(asOf.description) }
    if !pilots.isEmpty, random.chance(30) { value["follows"] = .text(random.pick(pilots)) }
    if random.chance(85) {
      value["measures"] = [
        [
          "metric": .text(random.pick(["h1", "h2"])), "baseline": "26", "target": "8.5",
          "measured": [
            "from": .text(starts.adding(days: -20).description), "until": .text(starts.adding(days: -1).description),
          ],
        ]
      ]
    }
    if random.chance(85) { value["stop-when"] = "Two errors." }
    sign(&value, on: asOf, kind: "pilot")
    return Draft(tree: value, asOf: asOf)
  }

  // MARK: Actions

  private mutating func action() -> Draft {
    var inside: (id: String, tree: Tree)?
    if !pilots.isEmpty, random.chance(45) {
      let id = random.pick(pilots)
      if let tree = tree["pilots"]?[id] { inside = (id, tree) }
    }
    var day = Self.base.adding(days: random.pick([-30, 0, 1, 2, 7, 13, 29]))
    if let inside, random.chance(90) {
      let edge = random.chance(50) ? inside.tree["starts"] : inside.tree["ends"]
      day = edge?.text.flatMap { Day($0) } ?? day
    }
    var value: Tree = ["action": "use"]
    let workflow = subject(&value, kind: "action", inside: inside?.tree)
    if let inside { value["pilot"] = .text(inside.id) }
    let actions = workflow["actions"]?.keys ?? ["use", "draft", "release"]
    value["action"] = .text(random.pick(actions))
    let clock = random.pick(["00:30:00Z", "12:00:00Z", "23:45:00Z", "14:03:00-07:00", "09:00:00+05:30"])
    value["at"] = .text("\(day)T\(clock)")
    sign(&value, on: day, kind: "action")
    let asOf: Day? = random.chance(75) ? nil : day
    return Draft(tree: value, asOf: asOf)
  }

  // MARK: What it is about

  /// - Returns: the workflow's declaration.
  private mutating func subject(_ value: inout Tree, kind: String, inside pilot: Tree?) -> Tree {
    let workflowID: String
    if let pilot, random.chance(96), let id = pilot["workflow"]?.text {
      workflowID = id
    } else {
      workflowID = random.chance(92) ? random.pick(["w1", "w2"]) : random.pick(workflows + ["unlisted"])
    }
    value["workflow"] = .text(workflowID)
    let workflow = tree["workflows"]?[workflowID] ?? [:]
    func among(_ list: [String], _ count: Int, _ random: inout SeededGenerator) -> Tree {
      .texts(random.some(list, count))
    }

    let usable = (workflow["tools"]?.texts ?? tools).filter { id in
      let status = tree["tools"]?[id]?["status"]?.text
      return status == "approved" || (status == "pilot-only" && (kind == "pilot" || pilot != nil))
    }
    let toolID =
      pilot?["tool"]?.text
      ?? (random.chance(93) && !usable.isEmpty ? random.pick(usable) : random.pick(tools + ["unlisted"]))
    value["tool"] = .text(toolID)
    for (field, words) in [("autonomy", Words.autonomy), ("impact", Words.impact)] {
      let most = (pilot?[field] ?? workflow[field])?.text.flatMap { words.firstIndex(of: $0) } ?? 1
      value[field] = .text(words[random.number(0...most)])
    }

    let declared = workflow["data"]?.texts ?? []
    let allowed = declared.isEmpty ? workflow["data"]?.keys ?? [] : declared
    let agreed = tree["tools"]?[toolID]?["agreement"]?["data"]?.texts ?? []
    var fit = pilot?["data"]?.texts ?? allowed.filter { id in agreed.contains { data.covers($0, id) } }
    if fit.isEmpty { fit = allowed }
    let held = elements.filter { element in fit.contains { holds($0, element) } }
    if pilot?["data"] == nil, !held.isEmpty, random.chance(15) {
      value["elements"] = .texts(random.some(held, random.number(1...2)))
    } else {
      value["data"] = random.chance(8) ? [] : .texts(random.some(fit, random.number(1...2)))
    }
    if !materials.isEmpty {
      let list = (pilot ?? workflow)["materials"]?.texts ?? []
      value["materials"] = .texts(random.some(list, random.number(0...2)))
    }
    let seen = (pilot ?? workflow)["audiences"]?.texts ?? []
    value["audiences"] = .texts(random.some(seen, random.number(1...2)))
    if !sites.ids.isEmpty {
      let list = pilot?["sites"]?.texts ?? workflow["sites"]?.texts ?? sites.ids
      value["sites"] = .texts(random.some(list.isEmpty ? sites.ids : list, random.chance(75) ? 1 : 2))
    }
    for attribute in attributes where attribute.on.contains(kind) && random.chance(85) {
      value[attribute.id] = self.value(of: attribute)
    }
    requester(&value, kind: kind, workflow)
    return workflow
  }

  private func holds(_ id: String, _ element: String) -> Bool {
    tree["data"]?[id]?["elements"]?.texts.contains(element) ?? false
  }

  private mutating func requester(_ value: inout Tree, kind: String, _ workflow: Tree) {
    let role = random.pick(workflow["used-by"]?.texts ?? roles)
    var who: Tree = [:]
    if random.chance(35) || people.isEmpty {
      who["person"] = "x.y"
    } else {
      let others = people.filter { name in
        !seats.values.contains(name) && holdings(of: name).contains { $0["role"]?.text == role }
      }
      who["person"] = .text(others.isEmpty || random.chance(8) ? random.pick(people) : random.pick(others))
    }
    if kind == "action", value["autonomy"]?.text == "autonomous", random.chance(50) { who["person"] = nil }
    who["roles"] = .texts([role])
    value[kind == "pilot" ? "requested-by" : "actor"] = who
  }

  func holdings(of name: String) -> [Tree] { tree["people"]?[name]?["holds"]?.items ?? [] }

  // MARK: Signatures

  /// Everybody signs in the one role that they hold for it: every approval, vote, review and duty that may be asked for.
  private mutating func sign(_ value: inout Tree, on day: Day, kind: String) {
    func signed(_ random: inout SeededGenerator) -> Tree {
      .text(day.adding(days: -random.pick([0, 0, 1, 3, 10, 19, 20])).description)
    }
    func content(_ random: inout SeededGenerator) -> Tree { .text(random.chance(99) ? "this" : Self.wrongContent) }
    var approvals: [Tree] = []
    for role in roles {
      guard let person = signer(role) else { continue }
      approvals.append(
        ["role": .text(role), "by": .text(person), "on": signed(&random), "content": content(&random)])
    }
    for committee in committees {
      let members = tree["committees"]?[committee]?["members"]?.texts ?? []
      var vote: Tree = ["committee": .text(committee), "on": signed(&random), "content": content(&random)]
      var lists: [String: [Tree]] = ["yes": [], "no": [], "abstain": [], "recused": []]
      for member in members {
        let part = random.chance(88) ? "yes" : random.pick(["no", "abstain", "recused"])
        lists[part, default: []].append(["role": .text(member), "by": .text(seats[member] ?? "p.1")])
      }
      for part in ["yes", "no", "abstain", "recused"] { vote[part] = .list(lists[part] ?? []) }
      approvals.append(vote)
    }
    value["approvals"] = .list(approvals)
    var attested: [Tree] = []
    for duty in duties where random.chance(90) {
      // What is due in some days from somewhere never denies: often it is not done.
      let due = tree["rules"]?[duty]?["due"]?.text ?? "before release"
      if !due.hasPrefix("before"), random.chance(80) { continue }
      let role = tree["rules"]?[duty]?["by"]?.text ?? workflowOwner(value) ?? "r1"
      let on = day.adding(days: -(kind == "pilot" || random.chance(10) ? random.pick([0, 1, 9, 10, 11, 30]) : 0))
      attested.append(["duty": .text(duty), "by": .text(seats[role] ?? "p.1"), "on": .text(on.description)])
    }
    if !attested.isEmpty { value["attested"] = .list(attested) }
    guard kind == "action" else { return }
    var reviews: [Tree] = []
    for role in roles {
      guard let person = signer(role) else { continue }
      reviews.append(["role": .text(role), "by": .text(person)])
    }
    for (step, role) in knownSteps(of: value["workflow"]?.text) where random.chance(92) {
      reviews.append(["step": .text(step), "role": .text(role), "by": .text(seats[role] ?? "p.1")])
    }
    value["reviewed-by"] = .list(reviews)
  }

  /// Now and then somebody to whom the role is lent.
  private mutating func signer(_ role: String) -> String? {
    let lent = delegates(of: role)
    return !lent.isEmpty && random.chance(18) ? random.pick(lent) : seats[role]
  }

  /// The roles that a workflow, tiers and rules ask for on a proposal of the kind.
  func askedRoles(of workflow: String?, kind: String) -> Set<String> {
    let declared = workflow.flatMap { tree["workflows"]?[$0] }
    let tiers = tree["tiers"]?.entries.map(\.value) ?? []
    let rules = (tree["rules"]?.entries.map(\.value) ?? []).filter { $0["require"]?.texts.contains(kind) == true }
    let isPilot = kind == "pilot"
    let reviews = isPilot ? [] : [declared ?? [:]] + tiers + rules
    let approvals = (isPilot ? [declared?["pilots-need"] ?? [:]] + tiers : []) + rules
    let steps = reviews.flatMap { $0["review"]?.items ?? [] }.compactMap { $0["by"]?.text }
    let demands = approvals.flatMap { $0["approvals"]?.items ?? [] }
    return Set(steps + demands.flatMap { $0["of"]?.texts ?? [$0.text ?? ""] })
  }

  private func workflowOwner(_ value: Tree) -> String? {
    value["workflow"]?.text.flatMap { tree["workflows"]?[$0]?["owner"]?.text }
  }

  /// The steps with ids that a review may name, with their roles.
  private func knownSteps(of workflow: String?) -> [(String, String)] {
    let lists =
      [workflow.flatMap { tree["workflows"]?[$0]?["review"] }]
      + (tree["tiers"]?.entries.map { $0.value["review"] } ?? [])
      + (tree["rules"]?.entries.map { $0.value["review"] } ?? [])
    return lists.flatMap { $0?.items ?? [] }.compactMap { step in
      guard let id = step["id"]?.text, let by = step["by"]?.text else { return nil }
      return (id, by)
    }
  }
}
