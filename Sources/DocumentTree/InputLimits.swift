/// The limits on what is read: each has a name, which its diagnostic gives, and a default.
package struct InputLimits: Sendable {
  /// `file-bytes`: of one file; never more than `mostFileBytes`.
  package var fileBytes = 16 * 1024 * 1024
  /// `nesting`: how deep mappings and lists stand in one another.
  package var nesting = 64
  /// `nodes`: mappings, lists, keys and scalars of all files together.
  package var nodes = 1_000_000
  /// `scalar-bytes`: of one text.
  package var scalarBytes = 1024 * 1024
  /// `key-bytes`: of one key. YAML allows no more than 1,024 characters on a line of its own.
  package var keyBytes = 1024
  /// `layers`: how many sets extend one another.
  package var layers = 8
  /// `files`: of one policy set.
  package var files = 20_000

  package init() {}

  package static let standard = InputLimits()

  /// Positions have 32 bits, and a text without its escapes may be longer than with them.
  package static let mostFileBytes = 1 << 30
}

/// How many nodes may still be read: one budget for all files of a set.
package struct NodeBudget: Sendable {
  package private(set) var left: Int
  package let limit: Int
  /// Whether the end of the budget was reported: once is enough for all files that share it.
  var isReported = false

  package init(_ limits: InputLimits) {
    left = limits.nodes
    limit = limits.nodes
  }

  /// Whether there was room for one more.
  package mutating func spend() -> Bool {
    guard left > 0 else { return false }
    left -= 1
    return true
  }

  /// Whether there was room for so many more, which a copy of this budget has spent.
  package mutating func spend(asIn copy: NodeBudget, of start: NodeBudget) -> Bool {
    let spent = start.left - copy.left
    guard spent <= left, !copy.isReported else { return false }
    left -= spent
    return true
  }
}
