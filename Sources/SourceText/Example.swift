/// A source that shows something, with marks at the places where a finding is expected.
///
/// It is a few files of a policy set, or a document that is read for itself, or a proposal against a policy.
package struct Example: Sendable {
  /// A file; a mark `1️⃣` stands directly before its place and is no part of it.
  package struct File: Sendable {
    package let name: String
    package let source: MarkedSource

    package init(_ name: String, _ text: String) {
      self.name = name
      source = MarkedSource(text)
    }

    /// Of bytes that are no text.
    package init(_ name: String, bytes: [UInt8], mark: Int?) {
      self.name = name
      source = MarkedSource(bytes: bytes, mark: mark)
    }
  }

  /// How the files are read.
  package enum Form: Sendable {
    /// All of them as one policy set; those under a folder such as `../state/` as a set that it extends, nearest first.
    case policySet
    /// The one file alone, as YAML or, by its name, as JSON.
    case document
    /// The last file as a proposal against the policy set of the others.
    case proposal
  }

  package let form: Form
  package let files: [File]

  /// One part of a policy set: `policy.yaml`, to which a minimal head is added.
  package static func policy(_ text: String) -> Example {
    Example(form: .policySet, files: [File("policy.yaml", head + text)])
  }

  /// The files of a policy set as they stand.
  package static func set(_ files: File...) -> Example { Example(form: .policySet, files: files) }

  /// A file that is read for itself.
  package static func document(_ text: String, named name: String = "policy.yaml") -> Example {
    Example(form: .document, files: [File(name, text)])
  }

  /// A file of bytes that are no text.
  package static func bytes(_ bytes: [UInt8], mark: Int? = nil) -> Example {
    Example(form: .document, files: [File("policy.yaml", bytes: bytes, mark: mark)])
  }

  /// A proposal, in YAML or, by its name, in JSON.
  package static func proposal(_ text: String, name: String = "proposal.yaml", against policy: String) -> Example {
    Example(form: .proposal, files: [File("policy.yaml", head + policy), File(name, text)])
  }

  /// What every policy set begins with.
  package static let head = """
    policy: {id: example, title: Example district, version: 1.0.0, language: 1, time-zone: America/Los_Angeles}

    """
}

extension Example: ExpressibleByStringInterpolation {
  package init(stringLiteral value: String) { self = .policy(value) }
}

/// A source whose places are marked: `1️⃣`, `2️⃣` and so on stand directly before them and are no part of it.
package struct MarkedSource: Sendable {
  package struct Mark: Hashable, Sendable {
    package var number: Int
    /// In bytes of `text`, UTF-8.
    package var offset: Int
  }

  /// Without the marks.
  package let bytes: [UInt8]
  /// In the order of the source.
  package let marks: [Mark]

  package var text: String { String(decoding: bytes, as: UTF8.self) }

  package init(_ marked: String) {
    var text = ""
    var marks: [Mark] = []
    // A mark is a digit, U+FE0F and U+20E3, and may join what stands around it into one Character.
    let scalars = Array(marked.unicodeScalars)
    var index = 0
    while index < scalars.count {
      if index + 2 < scalars.count, let number = Int(String(scalars[index])), scalars[index + 1] == "\u{FE0F}",
        scalars[index + 2] == "\u{20E3}"
      {
        marks.append(Mark(number: number, offset: text.utf8.count))
        index += 3
      } else {
        text.unicodeScalars.append(scalars[index])
        index += 1
      }
    }
    bytes = Array(text.utf8)
    self.marks = marks
  }

  package init(bytes: [UInt8], mark: Int?) {
    self.bytes = bytes
    marks = mark.map { [Mark(number: 1, offset: $0)] } ?? []
  }

  /// Where a mark stands; the first one with its number.
  package subscript(number: Int) -> Int? { marks.first { $0.number == number }?.offset }
}
