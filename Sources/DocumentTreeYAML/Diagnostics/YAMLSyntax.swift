package import SourceText

extension DiagnosticKind {
  package static let yamlSyntax = DiagnosticKind(
    code: "yaml-syntax", severity: .error,
    explanation: "The file cannot be read from here on: what stands here belongs to nothing before it.",
    bad: .document(
      """
      {data: {published-content: {title: Published, sensitivity: public}}}
      1️⃣roles: {clerk: {title: Clerk}}

      """),
    good: .document(
      """
      data: {published-content: {title: Published, sensitivity: public}}
      roles: {clerk: {title: Clerk}}

      """))
}

extension Message {
  package static func yamlSyntax() -> Message {
    Message(
      .yamlSyntax, "what stands here belongs to nothing before it", label: "reading ends here",
      help: "compare it with the lines before it; a text that is no plain word stands in quotes")
  }
}
