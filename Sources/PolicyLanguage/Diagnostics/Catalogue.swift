package import SourceText

extension DiagnosticKind {
  /// The findings of this room.
  package static let policyLanguage: [DiagnosticKind] = [
    .approvedByNobody, .daysSwapped, .impossibleDemand, .misplacedKey, .ruleWithoutSource, .unclearRule, .unclearTest,
    .wrongCondition, .wrongUnit,
  ]
}
