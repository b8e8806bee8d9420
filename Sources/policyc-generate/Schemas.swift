import Description
import PolicyBasics
import PolicyChecker
import PolicyLanguage
import ProposalCoding

extension Generator {
  /// JSON Schemas, for editors and for checks without policyc.
  static let schemas = Generator(folder: "schemas", mark: #""$comment": "Made by `make generate`.""#) {
    [
      GeneratedFile(
        path: "schemas/policy-set.schema.json",
        text: text(
          PolicySet.shape, title: "policyc policy set",
          doc: "A file of a policy set: any of its sections. The files and their order carry no meaning.")),
      GeneratedFile(
        path: "schemas/proposal.schema.json",
        text: text(Proposal.shape, title: "policyc proposal", doc: "A proposed pilot or action, in YAML or JSON.")),
      GeneratedFile(
        path: "schemas/decision.schema.json",
        text: text(
          DecisionShape.document, title: "policyc decision",
          doc: "A decision, as the library writes it, or the report of `policyc check --format json` with several.",
          notation: .json)),
    ]
  }

  private static func text(
    _ shape: Shape, title: String, doc: String, notation: JSONSchema.Notation = .yaml
  ) -> String {
    JSONSchema.document(shape, title: title, doc: doc, notation: notation).text(.indented) + "\n"
  }
}
