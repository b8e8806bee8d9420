/// The limits on what is read: each has a name, which its diagnostic gives, and a default.
public struct InputLimits: Sendable {
  /// `file-bytes`: of one file; never more than `mostFileBytes`.
  public var fileBytes = 16 * 1024 * 1024
  /// `nesting`: how deep mappings and lists stand in one another; never more than `mostNesting`.
  public var nesting = 64
  /// `nodes`: mappings, lists, keys and scalars of all files together.
  public var nodes = 1_000_000
  /// `scalar-bytes`: of one text.
  public var scalarBytes = 1024 * 1024
  /// `key-bytes`: of one key. YAML allows no more than 1,024 characters on a line of its own.
  public var keyBytes = 1024
  /// `layers`: how many sets extend one another.
  public var layers = 8
  /// `files`: of one policy set.
  public var files = 20_000

  /// The defaults.
  public init() {}

  /// The defaults.
  public static let standard = InputLimits()

  /// Positions have 32 bits, and a text without its escapes may be longer than with them.
  package static let mostFileBytes = 1 << 30

  /// Each level takes stack, of which a thread of a pool has half a mebibyte.
  package static let mostNesting = 128
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
