import Description
package import SourceText

extension DiagnosticKind {
  package static let impossibleDemand = DiagnosticKind(
    code: "impossible-demand", severity: .error,
    explanation:
      "A demand for no signature reads like a safeguard and is none; one for more signatures than roles can never be met.",
    bad: """
      roles: {superintendent: {title: Superintendent}, board-chair: {title: Chair of the Board}}
      rules:
        two-sign:
          require: [pilot]
          approvals: [{at-least: 1️⃣3, of: [superintendent, board-chair]}]
          because: Two people look at every pilot.
          source: [Board policy 3245]
      """,
    good: """
      roles: {superintendent: {title: Superintendent}, board-chair: {title: Chair of the Board}}
      rules:
        two-sign:
          require: [pilot]
          approvals: [{at-least: 2, of: [superintendent, board-chair]}]
          because: Two people look at every pilot.
          source: [Board policy 3245]
      """)
}

extension Message {
  package static func demandsNothing() -> Message {
    Message(
      .impossibleDemand, "`at-least: 0` demands nothing of any of them", label: "no safeguard",
      help: "demand at least 1, or take the demand out")
  }

  package static func demandOfSigner(_ id: String) -> Message {
    Message(
      .wrongShape, "a role or committee is expected, a mapping stands here", label: "no id",
      help: "write \(name: id) alone")
  }

  package static func demandsTooMany(_ count: Int, of roles: Int) -> Message {
    Message(
      .impossibleDemand, "at least \(count) of \(roles) can never sign", label: "more than \(roles)",
      help: "demand at most \(roles), or name more roles")
  }
}
