import PolicyBasics
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
      refuseFieldsOfPilots(in: &proposal, with: &decoder)
    } else if node.entry(for: "pilot") != nil {
      proposal.kind = .pilot
      ProposalRecords.pilot.decode(node, into: &proposal, with: &decoder)
    } else if !node.isComplete {
      // The kind may stand behind the error.
      return nil
    } else {
      // What is a field itself is no misspelt one: `actor` is near `action`.
      let fields = Set((ProposalRecords.pilot.fields + ProposalRecords.action.fields).map(\.key))
      let misspelt = node.entries.map(\.key).filter {
        !fields.contains($0.text) && nearest(to: $0.text, among: ["pilot", "action"]) != nil
      }.min { $0.text.precedes($1.text) }
      let kind = misspelt.flatMap { nearest(to: $0.text, among: ["pilot", "action"]) }
      decoder.report(.neitherKind(nearest: kind), at: misspelt?.span ?? decoder.context ?? node.span)
      return nil
    }
    return proposal
  }

  /// What only pilots have reads as an attribute in an action. One is reported for all of them, and it is the same one in
  /// whichever order they stand (S58).
  private static func refuseFieldsOfPilots(in action: inout Proposal, with decoder: inout NodeDecoder) {
    guard !action.attributes.isEmpty else { return }
    let fields = ProposalRecords.pilot.fields.map(\.key)
    let keys = action.attributes.map(\.key)
    if let key = fields.lazy.compactMap({ field in keys.first { $0.value == field } }).first, let span = key.span {
      decoder.report(.bothKinds(key.value), at: span)
    }
    action.attributes.removeAll { fields.contains($0.key.value) }
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
