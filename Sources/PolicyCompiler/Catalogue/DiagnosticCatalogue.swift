import PolicyBasics
import Description
import DocumentTree
import DocumentTreeYAML
import PolicyChecker
import PolicyLanguage
import ProposalCoding
package import SourceText

extension DiagnosticKind {
  /// The findings of this room, those of the rule graph last.
  package static let policyCompiler: [DiagnosticKind] =
    [
      .declaredTwice, .expressionNotRead, .extends, .head, .loosened, .nameTaken, .newWorkflow, .restatedDifferently,
      .unheardHead, .unknownLanguage, .unknownMatcher, .unknownTimeZone, .wrongAttribute, .wrongFile, .wrongMatcher,
    ] + GraphChecks.all.map(\.kind)

  /// The findings of all rooms, each once, by their codes.
  package static let all: [DiagnosticKind] =
    (documentTree + documentTreeYAML + description + policyChecker + proposalCoding + policyLanguage + policyCompiler)
    .sorted { $0.code.precedes($1.code) }
}
