/// Allow or deny; there is nothing else.
public enum Effect: String, CaseIterable, Hashable, Sendable, Codable {
  /// Nothing stands in the way on any judged day.
  case allow
  /// Something does.
  case deny
}

/// How hard a reason is, hardest first (S24). The class of a denial is the hardest of its reasons'.
public enum ReasonClass: String, CaseIterable, Hashable, Sendable, Codable, Comparable {
  /// The proposal does not decode.
  case invalid
  /// A rule or a gate forbids it.
  case forbidden
  /// Nobody has approved or refused it: the committee can be asked.
  case notCovered = "not-covered"
  /// A fact is missing.
  case missingInformation = "missing-information"
  /// Nothing else stands in the way of those who can approve.
  case missingApproval = "missing-approval"

  /// 0 for the hardest.
  package var rank: Int {
    switch self {
    case .invalid: 0
    case .forbidden: 1
    case .notCovered: 2
    case .missingInformation: 3
    case .missingApproval: 4
    }
  }

  /// The harder one comes first.
  public static func < (a: ReasonClass, b: ReasonClass) -> Bool { a.rank < b.rank }
}
