import Description
import PolicyBasics
import PolicyLanguage
package import SourceText

extension DiagnosticKind {
  package static let unclearTiers = DiagnosticKind(
    code: "unclear-tiers", severity: .error,
    explanation:
      "Tiers stand in one order, and one of them, which has no `when`, holds for every proposal: else it would be open which tier a proposal is in.",
    bad: """
      audiences: {families: {title: Families}}
      tiers:
        routine: {rank: 0}
        external: {rank: 1️⃣0, when: {audiences: families}}
      """,
    good: """
      audiences: {families: {title: Families}}
      tiers:
        routine: {rank: 0}
        external: {rank: 1, when: {audiences: families}}
      """)
}

extension Message {
  static func sameRank(_ id: String, as other: String, rank: Int) -> Message {
    Message(
      .unclearTiers, "the tiers \(name: other) and \(name: id) both have the rank \(rank)", label: "the same rank",
      help: "give each tier a rank of its own, the lowest risk the lowest")
  }

  static func noLowestTier() -> Message {
    Message(
      .unclearTiers, "each tier has a `when`, and none holds for every proposal", label: "none for all",
      help: "take the `when` of the lowest tier out, or declare one below it")
  }

  static func secondLowestTier(_ id: String, besides other: String) -> Message {
    Message(
      .unclearTiers, "the tiers \(name: other) and \(name: id) both have no `when`", label: "for all as well",
      help: "say with `when` what puts a proposal in it")
  }

  static func tierReadsTier() -> Message {
    Message(
      .unclearTiers, "a tier's `when` reads `tier`, which it decides on itself", label: "not here",
      help: "say what puts a proposal in it with other fields")
  }
}

extension GraphChecks {
  /// S25: ranks differ, exactly one tier has no `when`, and none reads `tier`.
  mutating func findUnclearTiers() {
    let tiers = names.tiers.table.elements
    guard let first = tiers.first else { return }
    // In the order of their ranks, so equal ones stand together.
    for (tier, next) in zip(tiers, tiers.dropFirst())
    where tier.value.rank.value == next.value.rank.value && tier.value.rank.span != nil {
      let (first, second) = tier.span.precedes(next.span) ? (tier, next) : (next, tier)
      guard let place = second.value.rank.span else { continue }
      report(
        .sameRank(second.id, as: first.id, rank: second.value.rank.value), at: place,
        notes: first.value.rank.span.map { [Note("\(name: first.id) has its rank here", at: $0)] } ?? [])
    }
    let lowest = tiers.filter { $0.value.when == nil }
    if lowest.isEmpty { report(.noLowestTier(), at: first.span) }
    for tier in lowest.dropFirst() {
      report(
        .secondLowestTier(tier.id, besides: lowest[0].id), at: tier.span,
        notes: [Note("\(name: lowest[0].id) is declared here", at: lowest[0].span)])
    }
    for tier in tiers {
      tier.value.when?.forEachMatcher { matcher, _ in
        if matcher.field.value == "tier" { report(.tierReadsTier(), at: matcher.field.span ?? matcher.span) }
      }
    }
  }
}
