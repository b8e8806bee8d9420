package import Description
import DocumentTree
package import PolicyBasics
package import PolicyChecker
package import ProposalCoding
package import SourceText

/// A proposal with the decision that is expected (S54).
package struct PolicyTest: Remarked, SectionDeclaration {
  package var remarks = Remarks()
  package var asOf: Located<Day>?
  package var proposal: Proposal? {
    get { ownProposal?.value }
    set { ownProposal = newValue.map { Boxed($0) } }
  }
  package var file: Located<Title>?
  package var expect = Located(Effect.deny)
  package var expectedClass: Located<ReasonClass>?
  package var reasons: [Located<Title>]?
  package var reasonsInclude: [Located<Title>]?
  package var obligations: [Reference<Rules>]?
  /// A proposal is large, and tests are sorted and merged before one is read.
  private var ownProposal: Boxed?
  package init() {}

  private final class Boxed: Sendable {
    let value: Proposal
    init(_ value: Proposal) { self.value = value }
  }

  package static let record = RecordDescription<PolicyTest>(
    "test", doc: "A proposal with the decision that is expected.",
    besides:
      "An `as-of` is required but for an action that states `at`. It has exactly one of `proposal` and `file`, and of `reasons` and `reasons-include` at most one.",
    fields: [
      .optional(
        "as-of", { $0.asOf = $1 }, doc: "The day of the check; left out, the action's own day; a pilot has none."),
      .optional(
        "proposal", { $0.proposal = $1 }, reading: TestProposal.self, as: { $0.proposal },
        doc: "The proposal; `content: this` stands for the right fingerprint."),
      .optional(
        "file", { $0.file = $1 }, doc: "In place of `proposal`: a file that holds one, relative to the set's folder."),
      .required("expect", { $0.expect = $1 }, doc: "The decision."),
      .optional(
        "class", { $0.expectedClass = $1 },
        doc:
          "The class of the denial; without `invalid` here or among the reasons, a proposal that cannot be read fails the test."
      ),
      .optional(
        "reasons", { $0.reasons = $1 }, doc: "Exactly these reasons: gate codes, rule ids, `missing.` and a field."),
      .optional("reasons-include", { $0.reasonsInclude = $1 }, doc: "At least these."),
      .optional("obligations", { $0.obligations = $1 }, doc: "Exactly these duties."),
    ] + remarkFields())

  package static let example = """
    tests:
      health-records-in-a-free-chatbot:
        as-of: 2026-10-01
        proposal:
          action: use
          workflow: unlisted
          tool: unlisted
          at: 2026-10-01T09:30:00-07:00
          actor: {person: j.lee, roles: [school-nurse]}
          autonomy: assist-draft
          impact: informs
          data: [student-health]
          audiences: [staff]
        expect: deny
        class: forbidden
        reasons-include: [no-health-data-in-ai]
    rules:
      no-health-data-in-ai:
        deny: [pilot, action]
        when: {data: student-health}
        because: Student health records stay out of AI tools.
        source: [Board policy 3245]
    audiences: {staff: {title: Staff}}
    data: {student-health: {title: Student health records, sensitivity: restricted}}
    roles: {school-nurse: {title: School nurse}}
    """

  package func check(at span: SourceSpan, with decoder: inout NodeDecoder) {
    if (proposal != nil && file != nil) || ["proposal", "file"].allSatisfy({ decoder.lacks($0) }) {
      decoder.report(.oneProposal(), at: span)
    }
    // Without a day of its own a test would pass today and fail tomorrow.
    if let proposal, proposal.at == nil { decoder.reportMissing("as-of", of: "test", at: span) }
    if reasons != nil { decoder.reportMisplaced("reasons-include", belongsTo: "tests without `reasons`") }
  }
}

/// A proposal in a test: its fingerprints may be the word `this`.
private struct TestProposal: FieldValue {
  var proposal: Proposal

  static var shape: Shape { Proposal.shape }
  static func read(_ node: Node, with decoder: inout NodeDecoder) -> TestProposal? {
    let outer = decoder.knowsThisContent
    decoder.knowsThisContent = true
    defer { decoder.knowsThisContent = outer }
    return Proposal.read(node, with: &decoder).map { TestProposal(proposal: $0) }
  }
}

extension Effect: Choice {
  package var doc: String { self == .allow ? "Allowed." : "Denied." }
}

extension ReasonClass: Choice {
  package var doc: String {
    switch self {
    case .invalid: "It does not decode."
    case .forbidden: "A rule or a gate forbids it."
    case .notCovered: "Nobody has approved or refused it: the committee can be asked."
    case .missingInformation: "A fact is missing."
    case .missingApproval: "Nothing else stands in the way of those who can approve."
    }
  }
}
