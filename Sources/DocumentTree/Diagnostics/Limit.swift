package import SourceText

extension DiagnosticKind {
  package static let limit = DiagnosticKind(
    code: "limit", severity: .error,
    explanation: "What is read has limits, so that no file makes a check hang or run out of memory.",
    // 64 levels are allowed; the mark stands before the 65th.
    bad: .document("data: " + String(repeating: "[", count: 63) + "1️⃣[" + String(repeating: "]", count: 64) + "\n"),
    good: .document("data: {published-content: {title: Published, sensitivity: public}}\n"))
}

extension Message {
  package static func limit(_ name: StaticString, _ unit: StaticString, _ most: Int) -> Message {
    Message(
      .limit, "the limit \(name: name.description) of \(most) \(unit) is exceeded", label: "reading ends here",
      help: "divide what stands here, or raise the limit where the library is called")
  }
}
