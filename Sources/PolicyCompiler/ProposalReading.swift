import Description
package import DocumentTree
import DocumentTreeYAML
package import PolicyChecker
import ProposalCoding
package import SourceText

/// The proposals that a file or stream states, as YAML or JSON.
package struct ProposalReading: Sendable {
  package enum Format: Sendable {
    case yaml
    case json(DocumentCount)

    /// By the end of a file's name; `nil` for another one.
    package init?(name: String) {
      if name.hasSuffix(".yaml") || name.hasSuffix(".yml") {
        self = .yaml
      } else if name.hasSuffix(".json") {
        self = .json(.one)
      } else {
        return nil
      }
    }
  }

  /// Each with what was found in it. What could not be read at all is a proposal too: one that is denied as invalid.
  package private(set) var proposals: [Proposal] = []

  package init(_ file: SourceFile, as format: Format, limits: InputLimits) {
    let source = SourceID(rawValue: 0)
    var budget = NodeBudget(limits)
    let reading: Reading
    let isJSON: Bool
    switch format {
    case .yaml:
      isJSON = false
      reading = YAMLReader.read(file, as: source, limits: limits, budget: &budget, documents: .many)
    case .json(let count):
      isJSON = true
      reading = JSONReader.read(file, as: source, limits: limits, budget: &budget, documents: count)
    }
    for document in reading.documents {
      guard let root = document.root else { continue }
      var decoder = NodeDecoder(for: document, isJSON: isJSON)
      let read = Proposal.read(root, with: &decoder)
      var proposal = read ?? Proposal()
      proposal.span = proposal.span ?? root.span
      proposal.origin = file
      if proposals.isEmpty {
        proposal.diagnostics.append(reading.diagnostics)
      } else if reading.diagnostics.hasErrors {
        // Which of the documents an error of the file belongs to, nobody knows.
        proposal.diagnostics.report(.fileWithErrors(), at: root.span)
      }
      proposal.diagnostics.append(decoder.diagnostics)
      // What says nothing is never taken for a proposal that has nothing to hide.
      if read == nil, !proposal.diagnostics.hasErrors {
        proposal.diagnostics.report(.neitherKind(nearest: nil), at: root.span)
      }
      proposals.append(proposal)
    }
    if proposals.isEmpty, reading.diagnostics.hasErrors {
      var proposal = Proposal.unread()
      proposal.diagnostics = reading.diagnostics
      proposals.append(proposal)
    }
  }
}

extension Proposal {
  /// A proposal that could not be read: it is denied as invalid.
  package static func unread(_ why: Message? = nil) -> Proposal {
    var proposal = Proposal()
    let span = SourceSpan(source: SourceID(rawValue: 0), start: 0, end: 0)
    proposal.span = span
    if let why { proposal.diagnostics.report(why, at: span) }
    return proposal
  }
}
