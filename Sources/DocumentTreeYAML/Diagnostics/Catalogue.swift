package import SourceText

extension DiagnosticKind {
  /// The findings of this room.
  package static let documentTreeYAML: [DiagnosticKind] = [
    .alias, .anchor, .behindValue, .blockHeader, .colonInText, .directive, .emptyItem, .indentation, .mergeKey,
    .misplacedItem, .missingColon, .missingComma, .missingSpace, .reservedStart, .secondDocument, .strayBracket,
    .tabIndentation, .tag, .unclosedBracket, .unclosedQuote, .unknownEscape, .yamlSyntax,
  ]
}
