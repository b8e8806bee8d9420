package import SourceText

extension DiagnosticKind {
  package static let notUTF8 = DiagnosticKind(
    code: "not-utf-8", severity: .error,
    explanation: """
      Files are UTF-8. Bytes that are not (those of an older encoding, parts of a character, a character written longer \
      than it needs) are read by each program in its own way.
      """,
    // "Café" as it is written in Latin-1.
    bad: .bytes(Array("title: Caf".utf8) + [0xE9, 0x0A], mark: 10),
    good: .document("title: Café\n"))
}

extension Message {
  package static func notUTF8(_ bytes: some Collection<UInt8>) -> Message {
    Message(
      .notUTF8, "\(name: visible(bytes: bytes)) is not UTF-8", label: "no character",
      help: "save the file as UTF-8 and write the character anew")
  }
}
