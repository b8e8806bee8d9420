package import SourceText

extension DiagnosticKind {
  package static let fileEncoding = DiagnosticKind(
    code: "file-encoding", severity: .error,
    explanation: "Files are UTF-8. In UTF-16 or UTF-32 the same bytes would say something else, or nothing.")
}

extension Message {
  package static func fileEncoding(_ found: StaticString) -> Message {
    Message(
      .fileEncoding, "the file is written in \(found), files are UTF-8", label: "the file begins here",
      help: "save the file as UTF-8")
  }
}
