import Description
import PolicyCompiler
import PolicyLanguage
import ProposalCoding

extension Generator {
  /// The reference: a page a section, one for proposals, one for conditions, and an index.
  static let reference = Generator(folder: "docs/reference", mark: ReferencePage.mark) { _ in
    let proposals = ReferencePage(
      title: "Proposals",
      doc:
        "A proposal is a pilot, with `pilot`, or an action, with `action`; an action may name the registered pilot that it belongs to. An empty list states that there are none; what is left out counts against the proposal.",
      examples: [ProposalRecords.pilotExample, ProposalRecords.actionExample],
      shape: .either([.record(ProposalRecords.pilot.shape), .record(ProposalRecords.action.shape)]),
      links: links(besides: ["condition": "conditions.md"]))
    let decisions = ReferencePage(
      title: "Decisions",
      doc:
        "What is written about a decision in JSON. Every key is always there, in this order; what is absent is `null`. `docs/decisions.md` has an example, and says what to build on.",
      examples: [], shape: DecisionShape.document, links: links(besides: [:]))
    let pages = PolicySet.sections.map { section in
      let page = ReferencePage(
        title: "`\(section.key)`", doc: section.doc, examples: [section.example], shape: section.shape,
        links: links(besides: [
          "condition": "conditions.md", "pilot": "proposals.md#pilot", "action": "proposals.md#action",
        ]))
      return (name: "\(section.key).md", text: page.markdown)
    }
    return
      (pages + [
        ("proposals.md", proposals.markdown), ("decisions.md", decisions.markdown),
        ("conditions.md", Condition.referencePage(fields: ConditionReference.markdown)),
        ("README.md", index),
      ])
      .map { GeneratedFile(path: "docs/reference/\($0.name)", text: $0.text) }
  }

  private static func links(besides records: [String: String]) -> ReferencePage.Links {
    ReferencePage.Links(
      sections: Dictionary(
        PolicySet.sections.map { ($0.key, "\($0.key).md") }, uniquingKeysWith: { first, _ in first }),
      records: records, values: "README.md#values")
  }

  private static var index: String {
    let sections = PolicySet.sections.map { "| [`\($0.key)`](\($0.key).md) | \($0.doc) |" }.joined(separator: "\n")
    return """
      \(ReferencePage.mark)

      # Reference

      A policy set is a folder with `policy.yaml` at its root and any number of `*.yaml` files below it. Each file holds
      any of the sections; files and order carry no meaning. Proposals stand in files of their own, in YAML or JSON.

      | section | declares |
      |---|---|
      \(sections)

      - [Proposals](proposals.md): pilots and actions, and how approvals, votes and reviews are written.
      - [Decisions](decisions.md): what `--format json` and the library write.
      - [Conditions](conditions.md): what `when`, `unless`, `that` and `instead` may say.

      ## Values

      What a scalar means is said by its place; nothing is guessed from its looks. An empty value, `~` and `null` are
      errors. So are empty lists and mappings in a policy; in a proposal an empty list states that there are none.

      \(ReferencePage.valueTable)

      """
  }
}
