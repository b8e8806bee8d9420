package import SourceText

extension DiagnosticKind {
  package static let fileEncoding = DiagnosticKind(
    code: "file-encoding", severity: .error,
    explanation: "Files are UTF-8. In UTF-16 or UTF-32 the same bytes would say something else, or nothing.",
    // `data` in UTF-16, the lower byte first.
    bad: .bytes([0xFF, 0xFE, 0x64, 0, 0x61, 0, 0x74, 0, 0x61, 0], mark: 0),
    good: .document("data: {published-content: {title: Published, sensitivity: public}}\n"))
}

extension Message {
  package static func fileEncoding(_ found: StaticString) -> Message {
    Message(
      .fileEncoding, "the file is written in \(found), files are UTF-8", label: "the file begins here",
      help: "save the file as UTF-8")
  }

  package static func fileOfProgram(_ found: StaticString) -> Message {
    Message(
      .fileEncoding, "the file is \(found), files are plain text", label: "the file begins here",
      help: "save it as plain text in UTF-8, with a name that ends in `.yaml`")
  }
}
