import PolicyBasics
import SourceText

// The facts that mattered: what the proposal says in the fields that were read, and what the policy says there.

extension Explanation {
  func shows(_ fields: MatchedField..., reason: inout Decision.Reason) {
    reason.facts += fields.compactMap { shown($0) }
  }
  func shows(_ field: MatchedField, _ reason: inout Decision.Reason) { shows(field, reason: &reason) }

  /// The fields that a rule's formulas read, each once, in the order of the reference: in which order a condition names
  /// them means nothing (S58).
  func factsRead(by id: RuleID) -> [Decision.FactShown] {
    var fields: [MatchedField] = []
    for rule in tables.guards.elements where rule.origin == .rule(id) {
      switch rule.test {
      case .formula(let formula, _), .duty(let formula?), .demand(let formula?, _, _): collectFields(formula, &fields)
      case .always, .duty(nil), .demand(nil, _, _), .uncovered, .owed, .lapsed, .unknownElements, .rolesHeld,
        .ownerHeld, .measures, .stopWhen, .pilotDays, .pilotAllowed:
        break
      }
    }
    var seen = Set<Decision.FactShown>()
    return ordered(fields.compactMap { shown($0) }.filter { seen.insert($0).inserted })
  }

  /// The proposal's own by field, in the order of the reference, then the policy's; what is alike by bytes.
  func ordered(_ facts: [Decision.FactShown]) -> [Decision.FactShown] {
    let names = Proposal.fieldNames(of: self.facts.kind)
    func rank(_ fact: Decision.FactShown) -> Int {
      guard fact.standing == .attested else { return names.count + 1 }
      return fact.field.split(separator: ".").first.flatMap { names.firstIndex(of: String($0)) } ?? names.count
    }
    return facts.map { (rank: rank($0), fact: $0) }.sorted { a, b in
      if a.rank != b.rank { return a.rank < b.rank }
      if a.fact.field != b.fact.field { return a.fact.field.precedes(b.fact.field) }
      return a.fact.value.precedes(b.fact.value)
    }.map(\.fact)
  }

  private func collectFields(_ formula: FormulaID, _ fields: inout [MatchedField]) {
    let node = tables.formulas[formula]
    guard node.operation == .test else {
      for part in node.first..<(node.first + node.count) { collectFields(FormulaID(rawValue: part), &fields) }
      return
    }
    let test = tables.tests[TestID(rawValue: node.first)]
    fields.append(test.field)
    switch test.relation {
    case .atLeast(.path(let path)), .atMost(.path(let path)), .before(.path(let path)), .after(.path(let path)):
      fields.append(.path(path))
    case .any, .all, .none, .only, .isOne, .isNone, .atLeast, .atMost, .before, .after: break
    }
  }

  func shown(_ field: MatchedField) -> Decision.FactShown? {
    // The order of items carries no meaning, so it is none that a decision shows (S58).
    func list(_ name: String, _ values: [Located<String>]?) -> Decision.FactShown? {
      values.map { values in
        let first = values.compactMap(\.span).min { $0.precedes($1) }
        return fact(name, values.isEmpty ? "none" : inOrder(values.map(\.value)).joined(separator: ", "), first)
      }
    }
    let requester = facts.kind == .pilot ? "requested-by" : "actor"
    switch field {
    case .data, .sensitivity:
      return list(proposal.elements == nil ? "data" : "elements", proposal.elements ?? proposal.data)
    case .audiences: return list("audiences", proposal.audiences)
    case .sites, .siteCount: return list("sites", proposal.sites)
    case .materials: return list("materials", proposal.materials)
    case .roles: return list(requester + ".roles", proposal.requester?.roles)
    case .person: return proposal.requester?.person.map { fact(requester + ".person", $0.value, $0.span) }
    case .tool: return proposal.tool.map { fact("tool", $0.value, $0.span) }
    case .workflow, .purpose: return proposal.workflow.map { fact("workflow", $0.value, $0.span) }
    case .autonomy: return proposal.autonomy.map { fact("autonomy", $0.value.rawValue, $0.span) }
    case .impact: return proposal.impact.map { fact("impact", $0.value.rawValue, $0.span) }
    case .starts: return proposal.starts.map { fact("starts", $0.value.description, $0.span) }
    case .ends: return proposal.ends.map { fact("ends", $0.value.description, $0.span) }
    case .duration:
      guard let starts = facts.starts, let ends = facts.ends else { return nil }
      return fact("ends", "\(ends), \(TimeSpan.days(ends - starts + 1)) from \(starts) on", proposal.ends?.span)
    case .participants: return proposal.participants.map { fact("participants", String($0.value), $0.span) }
    case .action, .stage: return facts.kind == .action ? fact("action", proposal.name.value, proposal.name.span) : nil
    case .inPilot: return fact("pilot", proposal.pilot?.value ?? "none", proposal.pilot?.span)
    case .attribute(let id):
      let name = tables.attributes[id].named.id
      return proposal.attributes.first { $0.key.value == name }.map { fact(name, $0.value.value.shown, $0.value.span) }
    case .path(let path): return verified(tables.paths[path])
    case .tier: return tier(on: judgement.days.lowerBound).map { ofPolicy("tier", tables.tiers[$0].named.id) }
    case .day: return nil
    }
  }

  /// Somebody's word: what the proposal says.
  func fact(_ field: String, _ value: String, _ span: SourceSpan?) -> Decision.FactShown {
    Decision.FactShown(field: field, value: value, place: span.flatMap { place($0) }, standing: .attested)
  }

  /// When an action happens, by the clock of the policy's time zone: its day is that clock's (S1).
  var timeShown: [Decision.FactShown] {
    guard let at = proposal.at else { return [] }
    let (day, second) = at.value.local(offset: tables.zone.offset(at: at.value.seconds))
    func padded(_ value: Int32) -> String { value < 10 ? "0\(value)" : "\(value)" }
    return [fact("at", "\(day), \(padded(second / 3600)):\(padded(second / 60 % 60))", at.span)]
  }

  /// What the policy says: nobody's word.
  func ofPolicy(_ field: String, _ value: String) -> Decision.FactShown {
    Decision.FactShown(field: field, value: value, place: nil, standing: .verified)
  }

  private func verified(_ path: PolicyPath) -> Decision.FactShown? {
    let index = path.root == .tool ? facts.openTool?.index : facts.openWorkflow?.index
    guard let index, path.values.indices.contains(index) else { return nil }
    switch path.values[index] {
    case .absent: return nil
    case .set(let numbers):
      let words = numbers.compactMap { word($0, of: path.name) }
      return ofPolicy(path.name, words.isEmpty ? "none" : inOrder(words).joined(separator: ", "))
    case .scalar(let scalar):
      switch scalar {
      case .word(let number): return word(number, of: path.name).map { ofPolicy(path.name, $0) }
      case .flag(let flag): return ofPolicy(path.name, flag ? "yes" : "no")
      case .number(let number): return ofPolicy(path.name, number.description)
      case .day(let day): return ofPolicy(path.name, day.description)
      case .span(let span): return ofPolicy(path.name, span.description)
      }
    }
  }

  /// The word that a path's number stands for.
  private func word(_ number: UInt32, of path: String) -> String? {
    let words: [String]
    switch path {
    case "tool.status": words = ToolStatus.allCases.map(\.rawValue)
    case "tool.agreement.training": words = Training.allCases.map(\.rawValue)
    case "workflow.status": words = WorkflowStatus.allCases.map(\.rawValue)
    case "workflow.autonomy": words = Autonomy.allCases.map(\.rawValue)
    case "workflow.impact": words = Impact.allCases.map(\.rawValue)
    case "workflow.tier": words = tables.tiers.elements.map(\.named.id)
    case "workflow.owner", "workflow.used-by": words = tables.roles.elements.map(\.named.id)
    case "workflow.data", "tool.agreement.data": words = tables.data.elements.map(\.id)
    case "workflow.audiences": words = tables.audiences.elements.map(\.id)
    case "workflow.sites": words = tables.sites.elements.map(\.id)
    case "tool.agreement.purposes": words = tables.purposes.elements.map(\.id)
    default:
      let key = path.split(separator: ".", maxSplits: 1).last.map { String($0) }
      words = key.flatMap { policy.names.attributes[$0] }.map { tables.attributes[$0].words } ?? []
    }
    return words.indices.contains(Int(number)) ? words[Int(number)] : nil
  }
}

extension Proposal.StatedValue {
  /// For people.
  fileprivate var shown: String {
    switch self {
    case .word(let text), .text(let text): text
    case .number(let number): number.description
    case .flag(let flag): flag ? "yes" : "no"
    case .list(let words): words.isEmpty ? "none" : inOrder(words).joined(separator: ", ")
    case .other: ""
    }
  }
}
