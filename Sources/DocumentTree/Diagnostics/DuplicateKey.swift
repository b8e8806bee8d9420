package import SourceText

extension DiagnosticKind {
  package static let duplicateKey = DiagnosticKind(
    code: "duplicate-key", severity: .error,
    explanation: "Of two values under one key a reader might take either, and the page shows both.",
    bad: .document(
      """
      data:
        published-content: {title: Published, sensitivity: public, 1️⃣title: Printed}
      """),
    good: .document(
      """
      data:
        published-content: {title: Published, sensitivity: public}
      """))
}

extension Message {
  package static func duplicateKey(_ key: String) -> Message {
    Message(
      .duplicateKey, "the key \(name: key) stands twice", label: "the second one",
      help: "keep one of the two")
  }
}
