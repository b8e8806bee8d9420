package import SourceText

extension DiagnosticKind {
  /// The findings of this room.
  package static let proposalCoding: [DiagnosticKind] = [.unclearProposal]
}
