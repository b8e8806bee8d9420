import Description
import PolicyBasics
import PolicyChecker
import PolicyLanguage
import ProposalCoding
package import SourceText

extension DiagnosticKind {
  package static let impossibleTest = DiagnosticKind(
    code: "impossible-test", severity: .error,
    explanation:
      "A test expects reasons by their codes: those of the built-in reasons, the ids of rules and red lines, or `missing.` and a field. No decision gives any other.",
    bad: """
      tests:
        nothing-listed:
          as-of: 2026-10-01
          proposal: {action: use, workflow: unlisted}
          expect: deny
          reasons-include: [1️⃣workflow-statuss]
      """,
    good: """
      tests:
        nothing-listed:
          as-of: 2026-10-01
          proposal: {action: use, workflow: unlisted}
          expect: deny
          reasons-include: [workflow-status]
      """)
}

extension Message {
  static func unknownReason(_ code: String, nearest: String?) -> Message {
    Message(
      .impossibleTest, "no decision gives the reason \(name: code)", label: "no such reason",
      help: nearest.map { "the nearest reason is \(name: $0)" }
        ?? "write the code of a built-in reason, the id of a rule, or `missing.` and a field")
  }

  static func reasonsOfAllow() -> Message {
    Message(
      .impossibleTest, "the test expects an allow, which has no reasons", label: "reasons of an allow",
      help: "expect `deny`, or take this out")
  }
}

extension GraphChecks {
  /// S54: a test that expects a reason which nothing can give could never pass.
  mutating func findImpossibleTests() {
    let names = names
    for test in names.tests.table.elements.lazy.map({ $0.value }) {
      let codes = (test.reasons ?? []) + (test.reasonsInclude ?? [])
      if test.expect.value == .allow, test.expect.span != nil {
        if let place = codes.first?.span ?? test.expectedClass?.span { report(.reasonsOfAllow(), at: place) }
        continue
      }
      for code in codes where !isReason(code.value.text) {
        let nearest = suggester.nearest(
          to: code.value.text,
          among: GraphChecks.builtInReasons + Array(names.rules.ids) + Array(names.invariants.ids))
        report(.unknownReason(code.value.text, nearest: nearest), at: code.span ?? .nowhere, cause: code.value.text)
      }
    }
  }

  private func isReason(_ code: String) -> Bool {
    if code.hasPrefix("missing.") { return isField(String(code.dropFirst("missing.".count))) }
    return GraphChecks.builtInReasons.contains(code) || names.rules[code] != nil || names.invariants[code] != nil
  }

  /// All codes but `missing`, which has a field behind it.
  private static let builtInReasons = Gate.allCases.filter { $0 != .missing }.map(\.rawValue)

  /// A field of a proposal, one part of it, an attribute, or a path into the policy.
  private func isField(_ name: String) -> Bool {
    if name.hasPrefix("tool.") || name.hasPrefix("workflow.") { return true }
    let root = name.prefix { $0 != "." }
    return names.attributes[String(root)] != nil || GraphChecks.proposalFields.contains(String(root))
  }

  private static let proposalFields = Set(
    ProposalRecords.pilot.fields.map(\.key) + ProposalRecords.action.fields.map(\.key))
}
