import PolicyBasics
package import TestKit
package import ReferenceEvaluator

// What the laws S57 and S58 change about policies and proposals.

extension PolicyCase {
  /// The set's declarations spread over several files.
  package func files(splitBy random: inout SeededGenerator) -> [String: String] {
    var parts: [Tree] = [[:], [:], [:]]
    for section in signed.entries {
      if section.key == "policy" {
        parts[0]["policy"] = section.value
        continue
      }
      for declaration in section.value.entries {
        let index = random.number(0...(parts.count - 1))
        var all = parts[index][section.key] ?? [:]
        all[declaration.key] = declaration.value
        parts[index][section.key] = all
      }
    }
    var files: [String: String] = [:]
    for (index, part) in parts.enumerated() where !part.entries.isEmpty {
      files[index == 0 ? "policy.yaml" : "part/z\(index).yaml"] = part.yaml(blocks: 2)
    }
    return files
  }

  /// What rules with `when-absent: allow` read.
  private var fieldsThatMayBeAbsent: Set<String> {
    func keys(_ tree: Tree) -> [String] {
      switch tree {
      case .text: []
      case .list(let items): items.flatMap(keys)
      case .map(let entries): entries.flatMap { [$0.key] + keys($0.value) }
      }
    }
    let rules = (tree["rules"]?.entries ?? []).map(\.value).filter { $0["when-absent"] != nil }
    return Set(rules.flatMap { rule in ["when", "unless", "that"].compactMap { rule[$0] }.flatMap(keys) })
  }

  /// A proposal of which something is left out, to which something is added, or which fewer have signed (S57), and what
  /// was changed. What was signed is signed anew, so that the law is not kept by the fingerprint alone.
  ///
  /// - Parameter all: all of them each time, not a few for most.
  package func weaker(
    _ draft: Draft, _ random: inout SeededGenerator, all: Bool = false
  ) -> [(change: String, draft: Draft)] {
    var result: [(change: String, draft: Draft)] = []
    func add(_ change: String, _ tree: Tree) { result.append((change, draft.with(tree))) }
    // Excepted: withdrawing `pilot` from an action, `follows` from a pilot; rules with `when-absent: allow`.
    let excepted = Set(["action", "pilot", "follows"]).union(fieldsThatMayBeAbsent)
    for key in draft.tree.keys where !excepted.contains(key) {
      var tree = draft.tree
      tree[key] = nil
      add("leaving out \(key)", tree)
    }
    for key in ["requested-by", "actor"] {
      for part in draft.tree[key]?.keys ?? [] {
        var tree = draft.tree
        var who = tree[key] ?? [:]
        who[part] = nil
        tree[key] = who.entries.isEmpty ? nil : who
        add("leaving out \(key).\(part)", tree)
      }
    }
    for (key, section) in [
      ("data", "data"), ("audiences", "audiences"), ("materials", "materials"), ("sites", "sites"),
    ] {
      guard let stated = draft.tree[key]?.texts, let known = self.tree[section]?.keys else { continue }
      for id in known where !stated.contains(id) {
        var tree = draft.tree
        tree[key] = .texts(stated + [id])
        add("adding \(id) to \(key)", tree)
      }
    }
    if let stated = draft.tree["elements"]?.texts {
      let known = self.tree["data"]?.entries.flatMap { $0.value["elements"]?.texts ?? [] } ?? []
      for element in Set(known + ["el.none"]).sorted() where !stated.contains(element) {
        var tree = draft.tree
        tree["elements"] = .texts(stated + [element])
        add("adding \(element) to elements", tree)
      }
    }
    for key in ["approvals", "reviewed-by", "attested"] {
      guard let items = draft.tree[key]?.items else { continue }
      for index in items.indices {
        var rest = items
        rest.remove(at: index)
        var tree = draft.tree
        tree[key] = .list(rest)
        add("removing one of \(key)", tree)
        for part in ["yes", "no", "abstain"] {
          guard let seats = items[index][part]?.items, !seats.isEmpty else { continue }
          var fewer = items
          fewer[index][part] = .list(Array(seats.dropLast()))
          tree[key] = .list(fewer)
          add("removing a seat that says \(part)", tree)
        }
      }
    }
    // All of them for some, a few for most: the law is tried often rather than whole.
    return all || random.chance(10) ? result : random.some(result, 12)
  }
}

extension Tree {
  /// The set with declarations besides that nothing of it names (S58).
  package var withUnnamedDeclarations: Tree {
    var tree = self
    func add(_ section: String, _ id: String, _ value: Tree) {
      guard var all = tree[section] else { return }
      all[id] = value
      tree[section] = all
    }
    add("data", "zz-alone", ["title": "Alone", "sensitivity": "restricted", "elements": ["el.alone"]])
    add("audiences", "zz-alone", ["title": "Alone"])
    add("sites", "zz-alone", ["title": "Alone"])
    add("materials", "zz-alone", ["title": "Alone", "data": ["zz-alone"], "until": "2026-09-01"])
    add("purposes", "zz-alone", ["title": "Alone"])
    add("roles", "zz-alone", ["title": "Alone"])
    add("people", "zz.alone", ["title": "Alone", "holds": [["role": "zz-alone", "until": "2026-09-02"]]])
    add("committees", "zz-board", ["title": "Alone", "members": ["zz-alone"], "quorum": "1", "threshold": "1"])
    add("tools", "zz-alone", ["title": "Alone", "status": "requested"])
    add(
      "workflows", "zz-alone",
      ["title": "Alone", "status": "proposed", "autonomy": "assist-draft", "impact": "none"])
    add(
      "rules", "zz-alone",
      [
        "deny": ["pilot", "action"], "when": ["tool": "zz-alone"], "because": "It is so.", "source": ["Policy 1"],
      ])
    for key in ["tier", "purpose"] {
      let section = key == "tier" ? "tiers" : "purposes"
      guard let first = tree[section]?.keys.first, var workflows = tree["workflows"] else { continue }
      workflows["zz-alone"]?[key] = .text(first)
      tree["workflows"] = workflows
    }
    return tree
  }
}

/// Other ids for everything that a set declares.
package struct Renaming {
  private var names: [String: String] = [:]

  package init(of policy: Tree, _ random: inout SeededGenerator) {
    var ids: Set<String> = []
    for section in policy.entries where section.key != "policy" {
      ids.formUnion(section.value.keys)
      if section.key == "attributes" {
        for attribute in section.value.entries { ids.formUnion(attribute.value["values"]?.texts ?? []) }
      }
      if section.key == "workflows" {
        for workflow in section.value.entries { ids.formUnion(workflow.value["metrics"]?.keys ?? []) }
      }
    }
    // Words of the language stay what they are.
    ids.subtract(Words.all)
    let order = ids.sorted().shuffled(using: &random)
    for (index, id) in order.enumerated() {
      names[id] = id.contains(".") ? "z.n\(1000 + index)" : "z\(1000 + index)"
    }
  }

  private func renamed(_ text: String) -> String {
    if let name = names[text] { return name }
    // `tool.risk`, `5 days after due-on`, `2 of r1, c1`, `r1/step`.
    for separator in [", ", " ", "/", "."] where text.contains(separator) {
      let parts = text.split(separator: separator, omittingEmptySubsequences: false).map { renamed(String($0)) }
      let joined = parts.joined(separator: separator)
      if joined != text { return joined }
    }
    return text
  }

  package func renamed(_ tree: Tree) -> Tree { tree.mapTexts(renamed) }

  /// The decision as it must be, in the order of ``normal(_:)``.
  package func renamed(_ decision: DecisionSummary) -> DecisionSummary {
    var decision = decision
    decision.reasons = decision.reasons.map {
      var reason = $0
      reason.code = renamed(reason.code)
      reason.subject = reason.subject.map(renamed)
      return reason
    }
    decision.duties = decision.duties.map {
      var duty = $0
      duty.rule = renamed(duty.rule)
      duty.by = duty.by.map(renamed)
      return duty
    }
    decision.exceptions = decision.exceptions.map(renamed)
    decision.trials = decision.trials.map {
      DecisionSummary.Trial(rule: renamed($0.rule), reasons: $0.reasons.map(renamed))
    }
    decision.timeline = decision.timeline.map(renamed)
    decision.holds = decision.holds.map(renamed)
    return normal(decision)
  }

  private func renamed(_ run: DecisionSummary.Run) -> DecisionSummary.Run {
    var run = run
    run.reasons = run.reasons.map(renamed)
    return run
  }

  /// Lists in the order of their bytes, whatever ids they were made from.
  package func normal(_ decision: DecisionSummary) -> DecisionSummary {
    var decision = decision
    decision.reasons = decision.reasons.map { reason in
      var reason = reason
      reason.subject = reason.subject.map {
        $0.split(separator: " ").map { $0.filter { $0 != "," } }.sorted().joined(separator: " ")
      }
      return reason
    }.sorted()
    decision.duties.sort { $0.rule < $1.rule }
    decision.exceptions.sort()
    for index in decision.trials.indices { decision.trials[index].reasons.sort() }
    decision.trials.sort { $0.rule < $1.rule }
    for index in decision.timeline.indices { decision.timeline[index].reasons.sort() }
    decision.holds?.reasons.sort()
    return decision
  }
}
