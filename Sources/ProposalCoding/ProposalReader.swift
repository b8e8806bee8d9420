package import Description
package import DocumentTree
package import PolicyChecker
package import SourceText

extension Proposal: FieldValue {
  package static var shape: Shape {
    .either([.record(ProposalRecords.pilot.shape), .record(ProposalRecords.action.shape)])
  }

  /// Reads a pilot or an action; what is wrong is in the decoder's diagnostics. `nil` where its kind is unclear.
  package static func read(_ node: Node, with decoder: inout NodeDecoder) -> Proposal? {
    guard decoder.isStated(node) else { return nil }
    guard node.form == .mapping else {
      decoder.report(node.form == .list ? .listOfProposals() : .notAMapping(node, keys: []), at: node.span)
      return nil
    }
    var proposal = Proposal()
    proposal.span = node.span
    if node.entry(for: "action") != nil {
      proposal.kind = .action
      ProposalRecords.action.decode(node, into: &proposal, with: &decoder)
      proposal.attributes.removeAll { attribute in
        let isPilotField = ProposalRecords.pilot.fields.contains { $0.key == attribute.key.value }
        if isPilotField, let span = attribute.key.span {
          decoder.report(.bothKinds(attribute.key.value), at: span, cause: "a field of pilots")
        }
        return isPilotField
      }
    } else if node.entry(for: "pilot") != nil {
      proposal.kind = .pilot
      ProposalRecords.pilot.decode(node, into: &proposal, with: &decoder)
    } else if !node.isComplete {
      // The kind may stand behind the error.
      return nil
    } else {
      // What is a field itself is no misspelt one: `actor` is near `action`.
      let fields = Set((ProposalRecords.pilot.fields + ProposalRecords.action.fields).map(\.key))
      let misspelt = node.entries.first {
        !fields.contains($0.key.text) && nearest(to: $0.key.text, among: ["pilot", "action"]) != nil
      }?.key
      let kind = misspelt.flatMap { nearest(to: $0.text, among: ["pilot", "action"]) }
      decoder.report(.neitherKind(nearest: kind), at: misspelt?.span ?? decoder.context ?? node.span)
      return nil
    }
    return proposal
  }

  /// A pilot of the register: the same fields under its id, and what came of it.
  package static func readRegistered(_ node: Node, id: Located<String>, with decoder: inout NodeDecoder) -> Proposal? {
    guard decoder.isStated(node) else { return nil }
    guard node.form == .mapping else {
      decoder.report(.notAMapping(node, keys: []), at: node.span)
      return nil
    }
    if node.count == 0 {
      if node.isComplete { decoder.report(.empty("mapping"), at: node.span) }
      return nil
    }
    var proposal = Proposal()
    proposal.span = id.span ?? node.span
    proposal.kind = .pilot
    proposal.name = id
    ProposalRecords.registered.decode(node, into: &proposal, with: &decoder)
    return proposal
  }
}
