package import PolicyBasics
package import PolicyChecker
package import ReferenceEvaluator

/// A proposal and the day of the check.
package struct Draft: Hashable, Sendable {
  /// How it is written.
  package enum Format: Hashable, Sendable {
    case yaml
    case json
    /// JSON that writes every number and every flag as a text.
    case jsonOfTexts
    /// JSON that writes whatever looks like a number or a flag as one.
    case jsonOfGuesses
  }

  /// `content: this` stands for the right fingerprint.
  package var tree: Tree
  /// `nil` for the action's own day.
  package var asOf: Day?
  package var format = Format.yaml

  package init(tree: Tree, asOf: Day?, format: Format = .yaml) {
    self.tree = tree
    self.asOf = asOf
    self.format = format
  }

  /// Another proposal, checked on the same day and written in the same way.
  package func with(_ tree: Tree) -> Draft { Draft(tree: tree, asOf: asOf, format: format) }
}

/// A proposal as both evaluators have it: as it was written for the one, as it was read for the other.
package struct DraftReading {
  package let stated: StatedDocument
  package let proposal: Proposal
  /// As it was written, each entry of the document on a line of its own.
  package let text: String
}

extension StatedTree {
  /// The tree as a format writes it.
  ///
  /// - Parameter types: of the attributes, by id.
  init(_ tree: Tree, as format: Draft.Format, types: [String: String], key: String = "") {
    switch tree {
    case .text(let text):
      if Tree.isNothing(text) {
        self = .nothing
        return
      }
      let isNumber: Bool
      let isFlag: Bool
      switch format {
      case .yaml, .jsonOfTexts: (isNumber, isFlag) = (false, false)
      case .json:
        isNumber =
          ["participants", "baseline", "target", "value"].contains(key) || ["count", "number"].contains(types[key])
        isFlag = types[key] == "yes-no"
      case .jsonOfGuesses: (isNumber, isFlag) = (true, true)
      }
      if isNumber, let first = text.utf8.first, first == UInt8(ascii: "-") || (0x30...0x39).contains(first),
        text.wholeMatch(of: /-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?/) != nil
      {
        self = .number(text)
      } else if isFlag, text == "yes" || text == "no" {
        self = .flag(text == "yes")
      } else {
        self = .text(text)
      }
    case .list(let items): self = .list(items.map { StatedTree($0, as: format, types: types, key: key) })
    case .map(let entries):
      self = .map(entries.map { Entry($0.key, StatedTree($0.value, as: format, types: types, key: $0.key)) })
    }
  }

  /// As JSON, each entry of the document on a line of its own.
  var json: String {
    guard case .map(let entries) = self else { return value }
    return "{" + entries.map { Tree.quoted($0.key) + ": " + $0.value.value }.joined(separator: ",\n") + "}"
  }

  private var value: String {
    switch self {
    case .text(let text): Tree.quoted(text)
    case .nothing: "null"
    case .number(let digits): digits
    case .flag(let flag): flag ? "true" : "false"
    case .list(let items): "[" + items.map(\.value).joined(separator: ", ") + "]"
    case .map(let entries):
      "{" + entries.map { Tree.quoted($0.key) + ": " + $0.value.value }.joined(separator: ", ") + "}"
    }
  }
}
