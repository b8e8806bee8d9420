extension Proposal {
  /// The keys of a kind's fields, in the order in which proposals describe them (S61); attributes stand after them.
  ///
  /// The description itself is above this room: a test compares the two.
  package static func fieldNames(of kind: ProposalKind) -> [String] {
    let subject = ["workflow", "tool", "autonomy", "impact", "data", "elements", "materials", "audiences", "sites"]
    let remarks = ["title", "notes", "because", "source"]
    switch kind {
    case .pilot:
      return ["pilot", "reference"] + remarks + ["submitted", "follows", "requested-by", "owner"] + subject + [
        "participants", "starts", "ends", "measures", "stop-when", "approvals", "attested",
      ]
    case .action:
      return ["action", "reference"] + remarks + ["at", "actor", "pilot"] + subject + [
        "approvals", "attested", "reviewed-by",
      ]
    }
  }
}
