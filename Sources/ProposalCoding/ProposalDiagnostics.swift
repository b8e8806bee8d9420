package import SourceText

extension DiagnosticKind {
  package static let unclearProposal = DiagnosticKind(
    code: "unclear-proposal", severity: .error,
    explanation:
      "A proposal is a pilot or an action, each field says one thing, and what contradicts itself is denied as invalid.",
    bad: .proposal("1️⃣workflow: unlisted\ntool: unlisted\n", against: ""),
    good: .proposal("action: use\nworkflow: unlisted\ntool: unlisted\n", against: ""))
}

extension Message {
  package static func roleAndCommittee() -> Message {
    Message(
      .unclearProposal, "an approval names a role and a committee", label: "one of the two",
      help: "write two entries: the approval of the role and the vote of the committee")
  }

  package static func fileWithErrors() -> Message {
    Message(
      .unclearProposal, "an error elsewhere in the file leaves open where this proposal begins and ends",
      label: "uncertain", help: "correct the file, or write each proposal in a file of its own")
  }

  package static func listOfProposals() -> Message {
    Message(
      .unclearProposal, "a list stands where one proposal is expected", label: "a list",
      help: "write each proposal in a file of its own, in JSON each on a line of its own (NDJSON), in YAML behind `---`"
    )
  }

  package static func neitherKind(nearest: String?) -> Message {
    Message(
      .unclearProposal, "the proposal states neither `pilot` nor `action`", label: "of no kind",
      help: nearest.map { "the nearest key is \(name: $0)" }
        ?? "begin a pilot with `pilot:` and the id that it will have, an action with `action:` and one of the workflow's actions"
    )
  }

  package static func bothKinds(_ key: String) -> Message {
    Message(
      .unclearProposal,
      "an action has no field \(name: key): with `action` a proposal is an action, and `pilot` names the registered pilot that it belongs to",
      label: "a field of pilots",
      help: "take out `action` where a pilot is proposed, or \(name: key) where an action is")
  }
}
