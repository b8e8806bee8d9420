package import PolicyBasics

/// A condition, lowered: what the checker and the analysis evaluate (S12 to S15).
///
/// Nodes of all conditions stand in one table; the parts of a node stand side by side.
package struct Formula: Hashable, Sendable {
  package enum Operation: UInt8, CaseIterable, Sendable { case all, any, not, test }

  package var operation: Operation
  /// The first part, or the test.
  package var first: UInt32
  /// How many parts.
  package var count: UInt32

  package init(_ operation: Operation, first: UInt32, count: UInt32) {
    self.operation = operation
    self.first = first
    self.count = count
  }
}

/// One question about one field.
package struct Test: Hashable, Sendable {
  package var field: MatchedField
  package var relation: Relation

  package init(_ field: MatchedField, _ relation: Relation) {
    self.field = field
    self.relation = relation
  }
}

/// What a test reads.
package enum MatchedField: Hashable, Sendable {
  case data, audiences, sites, materials, sensitivity, roles
  case tool, workflow, purpose, tier, autonomy, impact, person
  case duration, starts, ends, participants, siteCount
  case action, stage, inPilot
  /// The judged day itself; gates read it, policies cannot name it.
  case day
  case attribute(AttributeID)
  case path(PathID)
}

/// What a test asks. Ids, words and ranks are numbers of the field's own table.
package enum Relation: Hashable, Sendable {
  case any([UInt32])
  case all([UInt32])
  case none([UInt32])
  case only([UInt32])
  case isOne([Scalar])
  case isNone([Scalar])
  case atLeast(Bound)
  case atMost(Bound)
  case before(Bound)
  case after(Bound)
}

/// What an ordered value is compared with.
package enum Bound: Hashable, Sendable {
  case constant(Scalar)
  /// A field of the proposal's tool or workflow.
  case path(PathID)
}

/// One value of a field.
package enum Scalar: Hashable, Sendable {
  /// An id, a word of a choice, or a place in an order: a number of the field's own table.
  case word(UInt32)
  case flag(Bool)
  case number(Decimal)
  case day(Day)
  case span(TimeSpan)

  /// `nil` where the two do not compare.
  package static func compare(_ a: Scalar, _ b: Scalar) -> Ordering? {
    switch (a, b) {
    case (.word(let a), .word(let b)): Ordering(a, b)
    case (.number(let a), .number(let b)): Ordering(a, b)
    case (.day(let a), .day(let b)): Ordering(a, b)
    case (.span(let a), .span(let b)): TimeSpan.compare(a, b)
    case (.word, _), (.flag, _), (.number, _), (.day, _), (.span, _): nil
    }
  }
}

/// A field of a tool or workflow that conditions read, for each tool or workflow of the set.
package struct PolicyPath: Hashable, Sendable {
  package enum Root: UInt8, CaseIterable, Sendable { case tool, workflow }

  package enum Value: Hashable, Sendable {
    /// Not stated; named at the first part that is absent: `tool.agreement`.
    case absent(String)
    case scalar(Scalar)
    case set([UInt32])
  }

  package var root: Root
  /// As it is written: `tool.agreement.until`.
  package var name: String
  package var values: [Value]

  package init(root: Root, name: String, values: [Value]) {
    self.root = root
    self.name = name
    self.values = values
  }
}

/// True, false, unknown or failed (S12).
package enum Truth: UInt8, Sendable {
  case no, failed, unknown, yes

  package init(_ value: Bool) { self = value ? .yes : .no }

  /// S13: false if a part is false, else failed if one is, else unknown if one is, else true.
  package static func && (a: Truth, b: Truth) -> Truth {
    if a == .no || b == .no { return .no }
    if a == .failed || b == .failed { return .failed }
    return a == .unknown || b == .unknown ? .unknown : .yes
  }

  /// S13: the mirror image of *and*.
  package static func || (a: Truth, b: Truth) -> Truth {
    if a == .yes || b == .yes { return .yes }
    if a == .failed || b == .failed { return .failed }
    return a == .unknown || b == .unknown ? .unknown : .no
  }

  package static prefix func ! (a: Truth) -> Truth {
    switch a {
    case .yes: .no
    case .no: .yes
    case .unknown, .failed: a
    }
  }
}
