public import PolicyBasics

/// A proposal in the making, field by field: for services that have facts, not documents.
///
/// What is left `nil` is absent, and counts against the proposal where it is owed; an empty list states that there are
/// none. The shape of ids, texts and numbers is checked by ``proposal()``; whether a policy declares them, by
/// ``CompiledPolicy/prepare(_:)``.
public struct ProposalBuilder: Sendable {
  let kind: ProposalKind
  let name: String

  // MARK: Both kinds

  /// What it is, in a line. Part of what is fingerprinted.
  public var title: String?
  /// The service's own number, echoed in the decision.
  public var reference: String?
  /// Remarks; they change no decision and no fingerprint.
  public var notes: String?
  /// Who asks for a pilot, or acts.
  public var requester: Requester?
  /// The workflow's id; `unlisted` states that the policy knows none.
  public var workflow: String?
  /// The tool's id; `unlisted` states that the policy knows none.
  public var tool: String?
  /// How much the tool does on its own.
  public var autonomy: Autonomy?
  /// How far the output bears on what is decided about a person.
  public var impact: Impact?
  /// The classes of data that go into the tool.
  public var data: [String]?
  /// In place of ``data``: elements of the standard schedule.
  public var elements: [String]?
  /// The approved source materials that are used.
  public var materials: [String]?
  /// Who sees the output or is affected by it.
  public var audiences: [String]?
  /// Where it happens; never empty.
  public var sites: [String]?
  /// Approvals and votes.
  public var approvals: [Approval]?
  /// Duties done.
  public var attested: [Attestation]?
  /// The district's own fields, by name.
  public var attributes: [String: Attribute] = [:]

  // MARK: Actions

  /// When; its day is the calendar day in the policy's time zone.
  public var at: Instant?
  /// The registered pilot that the action belongs to.
  public var inPilot: String?
  /// Who has reviewed the output.
  public var reviewedBy: [Review]?

  // MARK: Pilots

  /// The day on which it was handed in.
  public var submitted: Day?
  /// The registered pilot that it builds on.
  public var follows: String?
  /// The role that answers for the pilot.
  public var owner: String?
  /// How many people use the tool in it.
  public var participants: Int?
  /// The first day.
  public var starts: Day?
  /// The last day.
  public var ends: Day?
  /// What is measured.
  public var measures: [Measure]?
  /// When the pilot is stopped before its end.
  public var stopWhen: String?

  /// An action, by one of the words that its workflow names.
  public init(action: String) {
    kind = .action
    name = action
  }

  /// A pilot, under the id that it will have in the register.
  public init(pilot: String) {
    kind = .pilot
    name = pilot
  }

  // MARK: Parts

  /// Who asks or acts.
  public struct Requester: Hashable, Sendable {
    /// The person's id.
    public var person: String?
    /// The roles in which they ask or act.
    public var roles: [String]?
    /// A requester or actor; what is left out is absent.
    public init(person: String? = nil, roles: [String]? = nil) {
      self.person = person
      self.roles = roles
    }
  }

  /// A member's part in a vote.
  public struct Seat: Hashable, Sendable {
    /// The seat.
    public var role: String
    /// The person who sits on it.
    public var by: String
    /// A seat and who sits on it.
    public init(role: String, by: String) {
      self.role = role
      self.by = by
    }
  }

  /// What somebody has signed before the proposal is made.
  public enum Approval: Hashable, Sendable {
    /// The approval of a role's holder. `content` is the fingerprint of what was approved.
    case role(String, by: String, on: Day, content: String?)
    /// The vote of a committee; every list is stated, perhaps empty.
    case vote(
      String, on: Day, content: String?, yes: [Seat], no: [Seat] = [], abstain: [Seat] = [], recused: [Seat] = [])
  }

  /// A review of an action's output.
  public struct Review: Hashable, Sendable {
    /// The role that reviewed.
    public var role: String
    /// The person who holds it.
    public var by: String
    /// The id of the step that it is for; `nil`: for the steps by that role.
    public var step: String?
    /// A review by a role's holder.
    public init(role: String, by: String, step: String? = nil) {
      self.role = role
      self.by = by
      self.step = step
    }
  }

  /// A duty done.
  public struct Attestation: Hashable, Sendable {
    /// The rule that asks for it.
    public var duty: String
    /// Who did it.
    public var by: String
    /// When.
    public var on: Day
    /// A duty, who did it and when.
    public init(duty: String, by: String, on: Day) {
      self.duty = duty
      self.by = by
      self.on = on
    }
  }

  /// What a pilot measures.
  public struct Measure: Hashable, Sendable {
    /// A metric of the workflow; where it declares none, what is measured in words.
    public var metric: String
    /// The value before the pilot.
    public var baseline: Double?
    /// The days over which the baseline was measured, both included.
    public var measured: ClosedRange<Day>?
    /// The value that the pilot is to reach.
    public var target: Double?
    /// A metric with its values; what is left out is absent.
    public init(metric: String, baseline: Double? = nil, measured: ClosedRange<Day>? = nil, target: Double? = nil) {
      self.metric = metric
      self.baseline = baseline
      self.measured = measured
      self.target = target
    }
  }

  /// The value of one of the district's own fields; its type must be the declared one (S8).
  public enum Attribute: Hashable, Sendable {
    /// `yes` or `no`.
    case yesNo(Bool)
    /// A whole number, not negative.
    case count(Int)
    /// A number.
    case number(Double)
    /// A day.
    case date(Day)
    /// A duration in days.
    case days(Int)
    /// A duration in minutes.
    case minutes(Int)
    /// A word of a `choice` or `level`.
    case word(String)
    /// Some words of `choices`.
    case words([String])
  }
}
