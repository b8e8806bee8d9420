public import PolicyBasics

/// An edit of a proposal, or what else would help; a closed set of verbs (S60 to S63).
///
/// Holders are those who could sign today; with the first of each, all remedies of a list fit together. Acting are those of
/// them who hold the role until somebody is appointed.
public enum Remedy: Sendable, Hashable {
  /// Add the approval of a role. The content is the one with which it counts; `nil` where that depends on what is still to
  /// be stated.
  case addApproval(role: String, holders: [String], acting: [String], on: Day, content: String?)
  /// Add the vote of a committee, with at least these members saying yes; in place of an earlier vote, where it has voted:
  /// who stepped aside from that one stays aside (S40).
  case addVote(committee: String, yes: [Seat], recused: [Recusal], on: Day, content: String?, replaces: Bool)
  /// Add a review; without a step it counts for every step by the role.
  case addReview(role: String, holders: [String], acting: [String], step: String?)
  /// Do what a duty asks for, and attest it.
  case attest(duty: String, role: String?, holders: [String], acting: [String], on: Day)
  /// State a field that is missing.
  case stateField(field: String)
  /// Leave out an id.
  case removeValue(field: String, value: String)
  /// Move a count, a day or an ordered value to the nearest that is allowed.
  case setField(field: String, value: String)
  /// Do it on a later day, or propose it again then.
  case waitUntil(day: Day)
  /// Nobody has decided: the committee can be asked about this value of the field, in the workflow where it stands in the
  /// way of that one alone. Without a value the field is one that the policy leaves open.
  case askCommittee(field: String, value: String?, workflow: String?)
  /// Only a change of the policy helps; who can decide it.
  case changePolicy(by: String?)
  /// None was found; why, where that is known.
  case none(because: String?)

  /// A seat of a committee in a vote, with who could sit on it.
  public struct Seat: Sendable, Hashable {
    /// The member's role.
    public package(set) var role: String
    /// Who holds it today, and could vote.
    public package(set) var holders: [String]
    /// Those of them who hold it until somebody is appointed.
    public package(set) var acting: [String]
  }

  /// Who stepped aside from a vote.
  public struct Recusal: Sendable, Hashable {
    /// The member's role.
    public package(set) var role: String
    /// The person.
    public package(set) var by: String
  }

  /// The verb, as it is written in JSON.
  public var verb: String {
    switch self {
    case .addApproval, .addVote: "add-approval"
    case .addReview: "add-review"
    case .attest: "attest"
    case .stateField: "state-field"
    case .removeValue: "remove-value"
    case .setField: "set-field"
    case .waitUntil: "wait-until"
    case .askCommittee: "ask-committee"
    case .changePolicy: "change-policy"
    case .none: "none"
    }
  }
}
