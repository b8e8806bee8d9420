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

    /// By the end of a file's name, whatever its case; `nil` for another one.
    package init?(name: String) {
      if FileEnding.ends(name, in: [".yaml", ".yml"]) {
        self = .yaml
      } else if FileEnding.ends(name, in: [".json"]) {
        self = .json(.one)
      } else if Format.isOfLines(name: name) {
        self = .json(.many)
      } else {
        return nil
      }
    }

    /// Whether a file holds a value of JSON on each line, by its name.
    package static func isOfLines(name: String) -> Bool { FileEnding.ends(name, in: [".ndjson", ".jsonl"]) }

    /// Whether a file looks like a proposal by its name and is not read as one: what a text editor adds is no ending.
    package static func isMisnamed(_ name: String) -> Bool {
      FileEnding.ends(name, in: [".yaml.txt", ".yml.txt", ".json.txt", ".ndjson.txt", ".jsonl.txt"])
    }

    /// By the first byte of what is read, a byte order mark and blanks left out.
    package init(beginning bytes: some Collection<UInt8>) {
      let text = bytes.starts(with: Format.byteOrderMark) ? bytes.dropFirst(3) : bytes.dropFirst(0)
      let first = text.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
      self = first == UInt8(ascii: "{") || first == UInt8(ascii: "[") ? .json(.one) : .yaml
    }

    package static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
  }

  /// Each with what was found in it. What could not be read at all is a proposal too: one that is denied as invalid.
  package private(set) var proposals: [Proposal] = []

  /// - Parameter knowsThisContent: whether `content: this` stands for the right fingerprint (S54).
  package init(_ file: SourceFile, as format: Format, limits: InputLimits, knowsThisContent: Bool = false) {
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
      decoder.knowsThisContent = knowsThisContent
      let read = Proposal.read(root, with: &decoder)
      var proposal = read ?? Proposal()
      proposal.span = proposal.span ?? root.span
      proposal.origin = file
      proposal.bytes = file.bytes
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
      proposal.bytes = file.bytes
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
    // What is no proposal at all is never taken for one that leaves its facts out.
    proposal.diagnostics.report(why ?? .neitherKind(nearest: nil), at: span)
    return proposal
  }
}
