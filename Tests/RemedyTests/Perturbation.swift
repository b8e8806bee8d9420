import PolicyBasics
import PolicyChecker
import SourceText
import TestKit

/// Small changes of a proposal, drawn from a seed: what a hurried person leaves out, adds or mistypes.
struct Perturbation {
  private var generator: SeededGenerator
  private let tables: PolicyTables

  init(seed: UInt64, _ policy: CompiledPolicy) {
    generator = SeededGenerator(seed: seed)
    tables = policy.tables
  }

  private mutating func next(_ count: Int) -> Int { generator.number(0...(max(1, count) - 1)) }

  mutating func perturb(_ proposal: Proposal) -> Proposal {
    var result = proposal
    for _ in 0...next(3) { change(&result) }
    return result
  }

  private mutating func pick<Element>(_ elements: [Element]) -> Element { elements[next(elements.count)] }

  private mutating func change(_ proposal: inout Proposal) {
    switch next(16) {
    case 0: add(tables.data.elements.map(\.id), to: &proposal.data)
    case 1: add(tables.audiences.elements.map(\.id), to: &proposal.audiences)
    case 2: add(tables.sites.elements.map(\.id), to: &proposal.sites)
    case 3: add(tables.materials.elements.map(\.named.id), to: &proposal.materials)
    case 4: proposal.autonomy = Located(pick(Autonomy.allCases))
    case 5: proposal.impact = Located(pick(Impact.allCases))
    case 6 where proposal.kind == .pilot: proposal.participants = Located(next(60))
    case 7: proposal.ends = proposal.ends.map { Located($0.value.adding(days: next(200) - 60)) }
    case 8: proposal.starts = proposal.starts.map { Located($0.value.adding(days: next(90) - 60)) }
    case 9: drop(&proposal.approvals)
    case 10: drop(&proposal.reviewedBy)
    case 11: drop(&proposal.attested)
    case 12: drop(&proposal.measures)
    case 13: dropField(&proposal)
    case 14:
      guard !proposal.attributes.isEmpty else { break }
      proposal.attributes.remove(at: next(proposal.attributes.count))
    default:
      guard !tables.people.elements.isEmpty else { break }
      proposal.requester?.person = Located(pick(Array(tables.people.elements)).id)
    }
  }

  private mutating func add(_ ids: [String], to list: inout [Located<String>]?) {
    let id = pick(ids)
    guard list?.contains(where: { $0.value == id }) == false else { return }
    list?.append(Located(id))
  }

  private mutating func drop<Element>(_ list: inout [Element]?) {
    guard let count = list?.count, count > 0 else { return }
    list?.remove(at: next(count))
  }

  private mutating func dropField(_ proposal: inout Proposal) {
    switch next(8) {
    case 0: proposal.impact = nil
    case 1: proposal.materials = nil
    case 2: proposal.requester = nil
    case 3: proposal.stopWhen = nil
    case 4: proposal.audiences = nil
    case 5: proposal.requester?.roles = []
    case 6: proposal.tool = nil
    default: proposal.sites = nil
    }
  }
}
