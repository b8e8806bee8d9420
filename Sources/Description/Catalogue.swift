package import SourceText

extension DiagnosticKind {
  /// The findings of this room.
  package static let description: [DiagnosticKind] = [
    .badIdentifier, .blankText, .commentBehindText, .empty, .invisibleInText, .lineBreak, .missingKey, .namedTwice,
    .nothing,
    .unknownKey, .unknownWord, .wrongShape, .wrongValue,
  ]
}
