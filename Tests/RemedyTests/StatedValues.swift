import PolicyBasics
import PolicyChecker
import SourceText

/// What somebody who is asked to state a field could state: values of every sort that the policy tells apart, and not those
/// that the engine tried.
struct StatedValues {
  let policy: CompiledPolicy
  let asOf: Day

  private var tables: PolicyTables { policy.tables }

  /// The proposal with the field stated, in each of the ways.
  func stating(_ field: String, in proposal: Proposal) -> [Proposal] {
    changes(of: field, in: proposal).map { change in
      var result = proposal
      change(&result)
      return result
    }
  }

  /// States several fields, each in the way that leaves the fewest reasons; twice, since one may hang on another.
  func statingBest(_ fields: [String], in proposal: Proposal, _ reasons: (Proposal) -> Int) -> Proposal {
    var result = proposal
    for field in fields + fields {
      let best = stating(field, in: result).map { (proposal: $0, reasons: reasons($0)) }.min { $0.reasons < $1.reasons }
      if let best { result = best.proposal }
    }
    return result
  }

  private typealias Change = (inout Proposal) -> Void

  private func changes(of field: String, in proposal: Proposal) -> [Change] {
    switch field {
    case "workflow": each(tables.workflows.elements.map(\.named.id)) { $0.workflow = $1 }
    case "tool": each(tables.tools.elements.map(\.named.id)) { $0.tool = $1 }
    case "autonomy": Autonomy.allCases.map { word in { $0.autonomy = Located(word) } }
    case "impact": Impact.allCases.map { word in { $0.impact = Located(word) } }
    case "data": lists(tables.data.elements.map(\.id)) { $0.data = $1 }
    case "audiences": lists(tables.audiences.elements.map(\.id)) { $0.audiences = $1 }
    case "materials": lists(tables.materials.elements.map(\.named.id)) { $0.materials = $1 }
    case "sites": lists(tables.sites.elements.map(\.id)) { $0.sites = $1 }
    case "owner": each(tables.roles.elements.map(\.named.id)) { $0.owner = $1 }
    case "participants": (0...40).map { count in { $0.participants = Located(count) } }
    case "starts": days(before: proposal.ends?.value).map { day in { $0.starts = Located(day) } }
    case "ends": days(after: proposal.starts?.value).map { day in { $0.ends = Located(day) } }
    case "pilot": each(tables.pilots.elements.map(\.named.id)) { $0.pilot = $1 }
    case "stop-when": [{ $0.stopWhen = Located("It does harm.") }]
    case "measures": measures(of: proposal)
    case "requested-by", "actor": requesters(of: proposal)
    case "requested-by.person", "actor.person": persons.map { person in { $0.requester?.person = Located(person) } }
    case "requested-by.roles", "actor.roles":
      tables.roles.elements.map { role in { $0.requester?.roles = [Located(role.named.id)] } }
    default: attributes(field)
    }
  }

  private func each(_ ids: [String], _ set: @escaping (inout Proposal, Located<String>) -> Void) -> [Change] {
    ids.map { id in { set(&$0, Located(id)) } }
  }

  /// None, and each one.
  private func lists(_ ids: [String], _ set: @escaping (inout Proposal, [Located<String>]) -> Void) -> [Change] {
    [{ set(&$0, []) }] + ids.map { id in { set(&$0, [Located(id)]) } }
  }

  private func days(before ends: Day?) -> [Day] {
    [asOf, asOf.adding(days: 1), asOf.adding(days: 30)] + (ends.map { [$0, $0.adding(days: -30)] } ?? [])
  }

  private func days(after starts: Day?) -> [Day] {
    [0, 1, 30, 60, 84].map { (starts ?? asOf).adding(days: $0) }
  }

  private func measures(of proposal: Proposal) -> [Change] {
    let workflow = tables.workflows.elements.first { $0.named.id == proposal.workflow?.value }
    let before = (proposal.starts?.value ?? asOf).adding(days: -1)
    return (workflow?.metrics ?? ["minutes"]).map { metric in
      {
        var measure = Proposal.Measure()
        measure.metric = Located(metric)
        (measure.baseline, measure.target) = (Located(Decimal(20)), Located(Decimal(10)))
        var days = Proposal.MeasuredDays()
        (days.from, days.until) = (Located(before.adding(days: -6)), Located(before))
        measure.measured = days
        $0.measures = ($0.measures ?? []) + [measure]
      }
    }
  }

  /// Somebody whom the policy does not list, and everybody whom it does.
  private var persons: [String] { ["not.listed"] + tables.people.elements.map(\.id) }

  private func requesters(of proposal: Proposal) -> [Change] {
    let listed = tables.people.elements.flatMap { person in
      person.holdings.map { (person.id, tables.roles[$0.role].named.id) }
    }
    return (tables.roles.elements.map { ("not.listed", $0.named.id) } + listed).map { person, role in
      {
        var requester = Proposal.Requester()
        requester.person = Located(person)
        requester.roles = [Located(role)]
        $0.requester = requester
      }
    }
  }

  private func attributes(_ field: String) -> [Change] {
    guard let entry = tables.attributes.elements.first(where: { $0.named.id == field }) else { return [] }
    let values: [Proposal.StatedValue]
    switch entry.kind {
    case .yesNo: values = [.word("yes"), .word("no")]
    case .choice, .level: values = entry.words.map { .word($0) }
    case .choices: values = [.list([])] + entry.words.map { .list([$0]) }
    case .count, .number: values = (0...40).map { .word("\($0)") }
    case .date: values = stride(from: -400, through: 400, by: 10).map { .word(asOf.adding(days: $0).description) }
    case .duration: values = ["1 hour", "48 hours", "1 day", "30 days", "365 days"].map { .word($0) }
    }
    return values.map { value in
      { proposal in
        proposal.attributes.removeAll { $0.key.value == field }
        proposal.attributes.append(.init(key: Located(field), value: Located(value)))
      }
    }
  }
}
