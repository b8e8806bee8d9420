package import SourceText

extension DiagnosticKind {
  /// The findings of this room.
  package static let documentTree: [DiagnosticKind] = [
    .duplicateKey, .fileEncoding, .hazardousCharacter, .jsonComment, .jsonEscape, .jsonNumber, .jsonQuotes,
    .jsonSecondValue, .jsonSyntax, .jsonTrailingComma, .jsonUnclosed, .keyIsNoText, .limit, .notUTF8,
  ]
}
