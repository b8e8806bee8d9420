import Description
import DocumentTree
import DocumentTreeYAML
package import PolicyBasics
package import PolicyChecker
import PolicyLanguage
import ProposalCoding
package import SourceText

/// What a built-in reason of a decision means, what helps, and a proposal that has it.
package struct ReasonKind: Sendable {
  package let gate: Gate
  /// The classes that it can have, hardest first.
  package let classes: [ReasonClass]
  package let meaning: String
  /// What helps, for whoever proposes.
  package let help: String
  /// A proposal that has the reason, as changes of one that has none.
  package let example: ReasonExample

  /// As it stands in a decision; behind `missing` a dot and the field.
  package var code: String { gate.rawValue }

  /// All of them, in the order in which the language lists the gates.
  package static let all = Gate.allCases.map { ReasonKind($0) }
}

/// A proposal and a policy, as changes of the ones that all examples begin with.
package struct ReasonExample: Sendable {
  /// Which proposal is changed: each of the two is allowed as it stands.
  package enum Subject: Sendable { case pilot, action }

  /// A part of the policy or of the proposal, and what stands in its place.
  package struct Change: Sendable {
    package let isOfPolicy: Bool
    package let from: String
    package let to: String

    static func policy(_ from: String, _ to: String) -> Change { Change(isOfPolicy: true, from: from, to: to) }
    static func proposal(_ from: String, _ to: String) -> Change { Change(isOfPolicy: false, from: from, to: to) }
    /// A line of the proposal that is left out.
    static func without(_ line: String) -> Change { Change(isOfPolicy: false, from: line + "\n", to: "") }
  }

  package let subject: Subject
  /// The day of the check; `nil`: that of the examples, for an action its own.
  package let asOf: Day?
  package let changes: [Change]
  /// Reasons that the same changes bring besides.
  package let besides: [Gate]

  static func pilot(_ changes: Change..., asOf: Day? = nil, besides: [Gate] = []) -> ReasonExample {
    ReasonExample(subject: .pilot, asOf: asOf, changes: changes, besides: besides)
  }

  static func action(_ changes: Change..., asOf: Day? = nil, besides: [Gate] = []) -> ReasonExample {
    ReasonExample(subject: .action, asOf: asOf, changes: changes, besides: besides)
  }

  /// The same without its changes: it is allowed.
  package var unchanged: ReasonExample { ReasonExample(subject: subject, asOf: nil, changes: [], besides: []) }

  // MARK: What it comes to

  package var policyText: String { changed(ReasonExample.policy, isPolicy: true) }
  package var proposalText: String {
    changed(subject == .pilot ? ReasonExample.pilotProposal : ReasonExample.actionProposal, isPolicy: false)
  }

  private func changed(_ text: String, isPolicy: Bool) -> String {
    changes.filter { $0.isOfPolicy == isPolicy }.reduce(text) { text, change in
      guard let range = text.place(of: change.from) else { return text }
      return text.replacingSubrange(range, with: change.to)
    }
  }

  /// The findings of the policy, and the decision where it compiles.
  package func decide() -> (diagnostics: Diagnostics, decision: Decision?) {
    let file = SourceFile(name: "policy.yaml", bytes: Array(policyText.utf8))
    let compilation = PolicyCompilation([file], asOf: ExampleReading.day)
    guard let policy = compilation.policy else { return (compilation.diagnostics, nil) }
    let proposalFile = SourceFile(name: "proposal.yaml", bytes: Array(proposalText.utf8))
    let limits = InputLimits.standard
    var budget = NodeBudget(limits)
    let document = YAMLReader.read(proposalFile, as: SourceID(rawValue: 0), limits: limits, budget: &budget)
    guard let root = document.documents.first?.root else { return (document.diagnostics, nil) }
    var decoder = NodeDecoder()
    // So that an example needs no other fingerprint when the text of the policy changes.
    decoder.knowsThisContent = true
    var proposal = Proposal.read(root, with: &decoder) ?? Proposal()
    proposal.origin = proposalFile
    proposal.diagnostics.append(document.diagnostics)
    proposal.diagnostics.append(decoder.diagnostics)
    let day = asOf ?? (subject == .pilot ? ExampleReading.day : nil)
    return (compilation.diagnostics, policy.explain(policy.prepare(proposal), asOf: day))
  }
}

extension String {
  /// The text with something else in place of a part.
  fileprivate func replacingSubrange(_ range: Range<String.Index>, with text: String) -> String {
    self[..<range.lowerBound] + text + self[range.upperBound...]
  }

  /// The first place of a text within this one, by its bytes.
  fileprivate func place(of text: String) -> Range<String.Index>? {
    let (own, part) = (Array(utf8), Array(text.utf8))
    guard !part.isEmpty, own.count >= part.count else { return nil }
    for start in 0...(own.count - part.count) where own[start..<(start + part.count)].elementsEqual(part) {
      let lower = utf8.index(utf8.startIndex, offsetBy: start)
      return lower..<utf8.index(lower, offsetBy: part.count)
    }
    return nil
  }
}
