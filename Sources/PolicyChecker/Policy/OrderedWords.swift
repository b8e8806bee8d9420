/// The words of the language that have an order, lowest first, as the lists below give them.
package protocol OrderedWord: RawRepresentable<String>, CaseIterable, Comparable, Hashable, Sendable {}

extension OrderedWord {
  /// The place in the order, from 0.
  package var rank: Int {
    var rank = 0
    for word in Self.allCases {
      if word == self { return rank }
      rank += 1
    }
    return rank
  }

  /// Lower in the order of the list.
  public static func < (a: Self, b: Self) -> Bool { a.rank < b.rank }
}

/// How much a program does on its own, least first.
public enum Autonomy: String, OrderedWord {
  /// It drafts; a person does the work with it.
  case assistDraft = "assist-draft"
  /// It drafts; a person approves each output.
  case humanApprovesEach = "human-approves-each"
  /// A person looks at samples.
  case humanSamples = "human-samples"
  /// Nobody looks before it acts.
  case autonomous
}

/// How far an output bears on what is decided about a person, least first.
public enum Impact: String, OrderedWord {
  /// Nobody's case is touched.
  case none
  /// Somebody who decides reads it.
  case informs
  /// It weighs in the decision.
  case materiallyInfluences = "materially-influences"
  /// It is the decision.
  case determines
}

/// How sensitive a class of data is, least first (S11).
package enum Sensitivity: String, OrderedWord {
  case `public`, `internal`, confidential, restricted, prohibited
}

/// What a vendor may train on, least first (S11).
package enum Training: String, OrderedWord {
  case none, deidentified, identified
}

/// How far an action goes, earliest first (S41).
package enum Stage: String, OrderedWord {
  case use, draft, release, after
}

/// Whether a workflow may carry anything.
package enum WorkflowStatus: String, CaseIterable, Hashable, Sendable {
  case proposed, pilot, approved, suspended, refused, retired
}

/// Whether a tool may be used.
package enum ToolStatus: String, CaseIterable, Hashable, Sendable {
  case requested
  case inReview = "in-review"
  case pilotOnly = "pilot-only"
  case approved, suspended, refused, retired
}

/// What a finished pilot leads to.
package enum Verdict: String, CaseIterable, Hashable, Sendable {
  case scale, narrow, revise, stop
}

/// The two kinds of proposals.
public enum ProposalKind: String, CaseIterable, Hashable, Sendable {
  /// A trial of a workflow over some time.
  case pilot
  /// One use of a tool.
  case action
}
