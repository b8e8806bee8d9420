public import PolicyBasics

/// The answer to a proposal on a day: allow or deny, always with reasons.
public struct Decision: Sendable {
  /// The version of this shape.
  public static let format = 1

  /// Which policy decided.
  public package(set) var policy = Policy()
  /// A digest of policy, content and day: the same question has the same id, whoever has signed meanwhile.
  public package(set) var id = ""
  /// The service's own number, echoed.
  public package(set) var reference: String?
  /// Pilot or action. Of a proposal that names neither, and is denied as invalid, `name` is empty and this says nothing.
  public package(set) var kind = ProposalKind.action
  /// The word after `pilot` or `action`; empty where there is none that can be read.
  public package(set) var name = ""
  /// The content's fingerprint (S45); empty where the proposal does not decode.
  public package(set) var content = ""
  /// The file that the proposal was read from, where it was.
  public package(set) var file: String?
  /// The day that it was decided as of.
  public package(set) var asOf = Day.earliest
  /// Allow or deny.
  public package(set) var effect = Effect.deny
  /// The hardest class among the reasons; `nil` for an allow.
  public package(set) var reasonClass: ReasonClass?
  /// How long the answer holds.
  public package(set) var holds: Holds?
  /// Everything that stands in the way, hardest first.
  public package(set) var reasons: [Reason] = []
  /// All remedies at once.
  public package(set) var together: Together?
  /// Whose approval and which fields are missing.
  public package(set) var missing = Missing()
  /// What an allow brings with it.
  public package(set) var obligations: [Obligation] = []
  /// Exceptions that it rests on.
  public package(set) var exceptions: [UsedException] = []
  /// What rules on trial would have done.
  public package(set) var trials: [Trial] = []
  /// For pilots: runs of days with the same reasons.
  public package(set) var timeline: [Run] = []

  package init() {}

  /// The policy that decided, so that the decision can be repeated.
  public struct Policy: Sendable, Hashable {
    /// The set's id.
    public package(set) var id = ""
    /// The version that was voted on.
    public package(set) var version = ""
    /// SHA-256 over the sources.
    public package(set) var digest = ""
    /// The commit of the sources, where the compiler was told.
    public package(set) var commit: String?
    /// The number of the language.
    public package(set) var language = 0

    package init() {}
  }

  /// From when to when an answer holds (S55, S56).
  public struct Holds: Sendable, Hashable {
    /// The first day.
    public package(set) var from: Day
    /// The last day; `nil`: open, as far as one can see (400 days).
    public package(set) var until: Day?
    /// The codes of the reasons that end it; empty for a denial, which an allow ends.
    public package(set) var ends: [String]
  }

  /// One thing that stands in the way.
  public struct Reason: Sendable {
    /// Stable: a gate's code, a rule's id, or `missing.` and a field.
    public package(set) var code: String
    /// How hard it is.
    public package(set) var reasonClass: ReasonClass
    /// What it is about, where a gate can speak of several: a class, a role, a demand.
    public package(set) var subject: String?
    /// The rule's id, where a rule gives it.
    public package(set) var rule: String?
    /// What people call the rule.
    public package(set) var title: String?
    /// Why it is so, as it was voted on.
    public package(set) var because: String?
    /// What is so, with the proposal's own values.
    public package(set) var message: String
    /// What else one should know: exceptions that ended or begin, why a signature does not count, who asks for it.
    public package(set) var notes: [String]
    /// Where it stands in the policy.
    public package(set) var place: PolicyPlace?
    /// The law, board policy or minutes behind it.
    public package(set) var source: [String]
    /// The first judged day on which it holds.
    public package(set) var from: Day
    /// The last one.
    public package(set) var until: Day
    /// The fields of the proposal that mattered.
    public package(set) var facts: [FactShown]
    /// What would remove it.
    public package(set) var remedies: [Remedy]
  }

  /// A line of the policy.
  public struct PolicyPlace: Sendable, Hashable {
    /// Relative to the set's root.
    public package(set) var file: String
    /// From 1.
    public package(set) var line: Int
    /// In Unicode scalars, from 1.
    public package(set) var column: Int
  }

  /// A field of the proposal, and whether it is somebody's word.
  public struct FactShown: Sendable, Hashable {
    /// As it is written in a proposal.
    public package(set) var field: String
    /// Its value, for people.
    public package(set) var value: String
    /// Where it stands, where it was read from a file.
    public package(set) var place: PolicyPlace?
    /// Somebody's word, or checked against the policy.
    public package(set) var standing: Standing
  }

  /// Whether a fact is somebody's word.
  public enum Standing: String, Sendable {
    /// What the proposal says.
    case attested
    /// What the policy confirms.
    case verified
  }

  /// All remedies applied at once and decided again (S63).
  public struct Together: Sendable {
    /// The edits; for an action perhaps a day to wait for besides.
    public package(set) var remedies: [Remedy]
    /// What the proposal would then be. Allow also where nothing but the facts that the remedies name is missing.
    public package(set) var then: Effect
    /// Whether that was decided with these very edits; false where it depends on facts that are still to be stated.
    public package(set) var checked: Bool
  }

  /// What an answer lacks.
  public struct Missing: Sendable {
    /// Approvals by role, with who could give them.
    public package(set) var approvals: [MissingApproval] = []
    /// Fields, as they are written in a proposal; also those for want of which a signature or a duty is asked for.
    public package(set) var fields: [String] = []
  }

  /// A role or committee whose signature is missing: an approval, a vote or a review.
  public struct MissingApproval: Sendable, Hashable {
    /// The role's or committee's id.
    public package(set) var role: String
    /// Who holds the role, or a seat of the committee, today, and could sign.
    public package(set) var holders: [String]
    /// Those of them who hold it until somebody is appointed.
    public package(set) var acting: [String]
    /// Nobody could give it today: the role is held by nobody who may sign, or too few can vote.
    public package(set) var isVacant: Bool
  }

  /// A duty that an allow brings (S48).
  public struct Obligation: Sendable, Hashable {
    /// The rule that asks for it.
    public package(set) var rule: String
    /// What is to be done.
    public package(set) var task: String
    /// The role that does it.
    public package(set) var by: String?
    /// By when, in words.
    public package(set) var deadline: String
    /// The day, where there is one.
    public package(set) var due: Day?
    /// Done, open or overdue.
    public package(set) var state: State

    /// How a duty stands as of the as-of day.
    public enum State: String, Sendable {
      /// Attested.
      case done
      /// Not done, and not too late.
      case open
      /// Its day is over.
      case overdue
    }
  }

  /// An exception that lifted a rule (S49).
  public struct UsedException: Sendable, Hashable {
    /// Its id.
    public package(set) var id: String
    /// The rule that it lifted.
    public package(set) var rule: String
    /// Who granted it.
    public package(set) var grantedBy: String
    /// Its last day.
    public package(set) var until: Day?
  }

  /// A rule on trial, and what it would have done (S20).
  public struct Trial: Sendable, Hashable {
    /// The rule's id.
    public package(set) var rule: String
    /// The last day of the trial.
    public package(set) var until: Day
    /// The codes of the reasons that it would have given; empty: it would have brought a duty that is not due yet.
    public package(set) var reasons: [String]
  }

  /// Judged days with the same reasons (S59).
  public struct Run: Sendable, Hashable {
    /// The first day.
    public package(set) var from: Day
    /// The last one.
    public package(set) var until: Day
    /// Allow or deny on these days.
    public package(set) var effect: Effect
    /// The codes of the reasons.
    public package(set) var reasons: [String]
  }
}
