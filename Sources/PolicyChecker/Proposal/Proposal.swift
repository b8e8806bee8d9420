package import PolicyBasics
package import SourceText

/// A proposed pilot or action as somebody states it: ids and values, nothing of the policy in it.
///
/// What is absent is `nil`; an empty list states that there are none. Ids are checked against a policy by
/// ``CompiledPolicy/prepare(_:)``.
public struct Proposal: Sendable {
  /// What it is; an action may name a registered pilot besides (S6).
  package var kind: ProposalKind = .action
  /// The word after `pilot` or `action`.
  package var name = Located("")
  /// Where the proposal begins.
  package var span: SourceSpan?
  /// The file that it was read from: spans are places in it.
  package var origin: SourceFile?

  package var title: String?
  package var notes: String?
  package var because: String?
  package var source: [String]?
  package var reference: Located<String>?

  package var workflow: Located<String>?
  package var tool: Located<String>?
  package var autonomy: Located<Autonomy>?
  package var impact: Located<Impact>?
  package var data: [Located<String>]?
  package var elements: [Located<String>]?
  package var materials: [Located<String>]?
  package var audiences: [Located<String>]?
  package var sites: [Located<String>]?
  package var approvals: [Approval]?
  package var attested: [Attestation]?
  package var attributes: [StatedAttribute] = []

  // Pilots.
  package var submitted: Located<Day>?
  package var follows: Located<String>?
  package var owner: Located<String>?
  package var participants: Located<Int>?
  package var starts: Located<Day>?
  package var ends: Located<Day>?
  package var measures: [Measure]?
  package var stopWhen: Located<String>?

  // Pilots in the register.
  package var results: [PilotResult]?
  package var verdict: Located<Verdict>?
  package var stopped: Located<Day>?

  // Actions.
  package var at: Located<Instant>?
  package var pilot: Located<String>?
  package var reviewedBy: [ReviewEntry]?

  /// The requester of a pilot or the actor of an action.
  package var requester: Requester?

  package init() {}

  /// What could not be read: a proposal with an error here is denied as invalid, whatever else it says.
  package var diagnostics = Diagnostics()

  /// Who asks: `requested-by` of a pilot, `actor` of an action.
  package struct Requester: Sendable {
    package var person: Located<String>?
    package var roles: [Located<String>]?
    package var span: SourceSpan?
    package init() {}
  }

  /// What a pilot measures.
  package struct Measure: Sendable {
    package var metric: Located<String>?
    package var baseline: Located<Decimal>?
    package var measured: MeasuredDays?
    package var target: Located<Decimal>?
    package init() {}
  }

  /// The days over which a baseline was measured.
  package struct MeasuredDays: Sendable {
    package var from: Located<Day>?
    package var until: Located<Day>?
    package init() {}
  }

  /// What came of a registered pilot.
  package struct PilotResult: Sendable {
    package var metric = Located("")
    package var value = Located(Decimal(0))
    package var from: Located<Day>?
    package var until: Located<Day>?
    package var by: Located<String>?
    package init() {}
  }

  /// An approval by a role, or the vote of a committee (S38).
  package struct Approval: Sendable {
    package var role: Located<String>?
    package var by: Located<String>?
    package var committee: Located<String>?
    package var on: Located<Day>?
    /// 40 hexadecimal digits, perhaps followed by `-` and 24 (S45).
    package var content: Located<String>?
    package var yes: [Seat]?
    package var no: [Seat]?
    package var abstain: [Seat]?
    package var recused: [Seat]?
    package var span: SourceSpan?
    package init() {}
  }

  /// A member's part in a vote.
  package struct Seat: Sendable {
    package var role: Located<String>?
    package var by: Located<String>?
    package init() {}
  }

  /// A review of an action's output.
  package struct ReviewEntry: Sendable {
    package var step: Located<String>?
    package var role: Located<String>?
    package var by: Located<String>?
    package var span: SourceSpan?
    package init() {}
  }

  /// A duty done: the rule's id, by whom, when.
  package struct Attestation: Sendable {
    package var duty = Located("")
    package var by: Located<String>?
    package var on: Located<Day>?
    package init() {}
  }

  /// A field of the district's own, typed when the policy is known (S8).
  package struct StatedAttribute: Sendable {
    package var key: Located<String>
    package var value: Located<StatedValue>
    package init(key: Located<String>, value: Located<StatedValue>) {
      self.key = key
      self.value = value
    }
  }

  /// A value as it was written, before its type is known.
  package enum StatedValue: Hashable, Sendable {
    /// A text that its type reads.
    case word(String)
    /// A number of JSON.
    case number(Decimal)
    /// `true` or `false` of JSON.
    case flag(Bool)
    case list([String])
    /// Nothing that any type reads.
    case other
    /// A text of JSON, which is no number there and no `yes` or `no`.
    case text(String)
  }
}
