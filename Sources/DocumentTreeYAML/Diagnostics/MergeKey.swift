package import SourceText

extension DiagnosticKind {
  package static let mergeKey = DiagnosticKind(
    code: "merge-key", severity: .error,
    explanation: """
      A merge key takes over keys that stand elsewhere: what a rule says could then not be read on its page.
      """,
    bad: .document(
      """
      data:
        student-pii:
          1️⃣<<: {sensitivity: restricted}
          title: Student records
      """),
    good: .document(
      """
      data:
        student-pii:
          title: Student records
          sensitivity: restricted
      """))
}

extension Message {
  package static func mergeKey() -> Message {
    Message(
      .mergeKey, "the merge key \(name: "<<") takes over keys that stand elsewhere", label: "a merge key",
      help: "write the keys out here")
  }
}
