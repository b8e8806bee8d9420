package import SourceText

extension DiagnosticKind {
  package static let anchor = DiagnosticKind(
    code: "anchor", severity: .error,
    explanation: """
      An anchor lets another place repeat what stands here: what a rule says could then not be read on its page.
      """,
    bad: .document(
      """
      data:
        student-pii: {title: Student records, sensitivity: restricted, law: 1️⃣&ferpa [FERPA]}
      """),
    good: .document(
      """
      data:
        student-pii: {title: Student records, sensitivity: restricted, law: [FERPA]}
      """))

  package static let alias = DiagnosticKind(
    code: "alias", severity: .error,
    explanation: """
      An alias stands for something that is written elsewhere: what a rule says could then not be read on its page.
      """,
    bad: .document(
      """
      data:
        student-pii: {title: Student records, sensitivity: restricted, law: 1️⃣*ferpa}
      """),
    good: .document(
      """
      data:
        student-pii: {title: Student records, sensitivity: restricted, law: [FERPA]}
      """))
}

extension Message {
  package static func anchor(_ name: String) -> Message {
    Message(
      .anchor, "the anchor \(name: name) lets another place repeat what stands here", label: "an anchor",
      help: "remove it, and write out what is meant wherever it is meant")
  }

  package static func alias(_ name: String) -> Message {
    Message(
      .alias, "the alias \(name: name) stands for something written elsewhere", label: "an alias",
      help: "write out what is meant; a text that begins with \(name: "*") stands in quotes")
  }
}
