package import SourceText

// What can be wrong with a file whatever it says: declared next to its wording.

extension DiagnosticKind {
  package static let limit = DiagnosticKind(
    code: "limit", severity: .error,
    explanation: "What is read has limits, so that no file makes a check hang or run out of memory.")

  package static let duplicateKey = DiagnosticKind(
    code: "duplicate-key", severity: .error,
    explanation: "Of two values under one key a reader might take either, and the page shows both.",
    bad: """
      data:
        published-content: {title: Published, sensitivity: public, 1️⃣title: Printed}
      """,
    good: """
      data:
        published-content: {title: Published, sensitivity: public}
      """)

  package static let keyIsNoText = DiagnosticKind(
    code: "key-is-no-text", severity: .error,
    explanation: "A key is a word; a list or a mapping in its place can be named by nobody.")
}

extension Message {
  package static func limit(_ name: StaticString, _ unit: StaticString, _ most: Int) -> Message {
    Message(
      .limit, "the limit \(name: name.description) of \(most) \(unit) is exceeded", label: "reading ends here",
      help: "divide what stands here, or raise the limit where the library is called")
  }

  package static func duplicateKey(_ key: String) -> Message {
    Message(
      .duplicateKey, "the key \(name: key) stands twice", label: "the second one",
      help: "keep one of the two")
  }

  package static func keyIsNoText() -> Message {
    Message(.keyIsNoText, "a list or mapping stands where a key is expected", label: "no key", help: "write a word here")
  }
}
