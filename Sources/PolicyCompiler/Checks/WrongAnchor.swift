import Description
import PolicyBasics
import PolicyChecker
import PolicyLanguage
import ProposalCoding
package import SourceText

extension DiagnosticKind {
  package static let wrongAnchor = DiagnosticKind(
    code: "wrong-anchor", severity: .error,
    explanation:
      "A deadline is counted from a day that each proposal of the rule's kinds has: an action's use or release, a pilot's start or end, the end of the agreement, or a date of the district's own.",
    bad: """
      rules:
        sum-up:
          oblige: [action]
          do: Write down what was learnt.
          due: 1️⃣10 days after end
          because: What nobody sums up has taught nobody anything.
          source: [Board policy 3245]
      """,
    good: """
      rules:
        sum-up:
          oblige: [pilot]
          do: Write down what was learnt.
          due: 10 days after end
          because: What nobody sums up has taught nobody anything.
          source: [Board policy 3245]
      """)
}

extension Message {
  static func wrongAnchor(_ anchor: String, of kind: ProposalKind) -> Message {
    Message(
      .wrongAnchor,
      kind == .pilot
        ? "a pilot has no \(name: anchor) to count from" : "an action has no \(name: anchor) to count from",
      label: "counts from nothing",
      help: kind == .pilot
        ? "count from `start`, `end` or `agreement-end`, or write a rule for each kind"
        : "count from `use`, `release` or `agreement-end`, or write a rule for each kind")
  }

  static func unknownAnchor(_ anchor: String, nearest: String?) -> Message {
    Message(
      .wrongAnchor, "there is no day \(name: anchor) to count from", label: "no such day",
      help: nearest.map { "the nearest day is \(name: $0)" }
        ?? "count from `use`, `release`, `start`, `end`, `agreement-end` or a `date` attribute")
  }

  static func anchorIsNoDate(_ anchor: String) -> Message {
    Message(
      .wrongAnchor, "the attribute \(name: anchor) is no date", label: "no date",
      help: "count from an attribute of type `date`")
  }
}

extension GraphChecks {
  /// S46, S48.
  mutating func findWrongAnchors() {
    let attributes = names.attributes.table.elements
    for rule in names.rules.table.elements.map(\.value) {
      guard let due = rule.due, case .span(_, _, let anchor) = due.value, rule.oblige != nil else { continue }
      let place = due.span ?? .nowhere
      switch anchor {
      case "agreement-end": break
      case "start", "end": if rule.kinds.contains(.action) { report(.wrongAnchor(anchor, of: .action), at: place) }
      case "use", "release": if rule.kinds.contains(.pilot) { report(.wrongAnchor(anchor, of: .pilot), at: place) }
      default:
        guard let id = names.attributes[anchor] else {
          let nearest = suggester.nearest(
            to: anchor, among: Due.anchors + attributes.filter { $0.value.type.value == .date }.map(\.id))
          report(.unknownAnchor(anchor, nearest: nearest), at: place)
          continue
        }
        let attribute = names.attributes.table[id].value
        if attribute.type.value != .date { report(.anchorIsNoDate(anchor), at: place) }
        if let lacking = ProposalKind.allCases.first(where: {
          rule.kinds.contains($0) && !attribute.proposalKinds.contains($0)
        }) {
          report(.wrongAnchor(anchor, of: lacking), at: place)
        }
      }
    }
  }
}
