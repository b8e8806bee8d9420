import Description
import PolicyBasics
import PolicyChecker
import ProposalCoding

/// The JSON Schemas that follow from the description of the language; a new one takes a case and its line here.
package enum LanguageSchema: String, CaseIterable, Sendable {
  case policySet = "policy-set"
  case proposal
  case decision

  /// The schema as a file has it.
  package var text: String {
    let document =
      switch self {
      case .policySet:
        JSONSchema.document(
          PolicySet.shape, title: "policyc policy set",
          doc: "A file of a policy set: any of its sections. The files and their order carry no meaning.",
          notation: .yaml)
      case .proposal:
        JSONSchema.document(
          Proposal.shape, title: "policyc proposal", doc: "A proposed pilot or action, in YAML or JSON.",
          notation: .yaml)
      case .decision:
        JSONSchema.document(
          DecisionShape.document, title: "policyc decision",
          doc: "A decision, as the library writes it, or the report of `policyc check --format json` with several.",
          notation: .json)
      }
    return document.text(.indented) + "\n"
  }
}
