import PolicyBasics

// Guards and the conditions that they test.

extension KindSet: ByteCoded {
  static var blank: KindSet { [] }
  mutating func code(_ coder: inout ByteCoder) throws(CompiledPolicyError) {
    var byte = rawValue
    try coder.code(byte: &byte)
    self = KindSet(rawValue: byte)
    guard isSubset(of: .both) else { throw coder.malformed("a kind of proposal is not known") }
  }
}

extension Guard: ByteCoded {
  static var blank: Guard { Guard(.gate(.blank), test: .blank) }
  mutating func code(_ coder: inout ByteCoder) throws(CompiledPolicyError) {
    try origin.code(&coder)
    try kinds.code(&coder)
    try effective.code(&coder)
    try test.code(&coder)
  }
}

extension Guard.Origin: CodedChoice {
  static var blank: Guard.Origin { .gate(.blank) }

  func write(to coder: inout ByteCoder) throws(CompiledPolicyError) {
    switch self {
    case .gate(let gate): try coder.put(0, gate)
    case .rule(let rule): try coder.put(1, rule)
    case .tier(let tier): try coder.put(2, tier)
    }
  }

  static func read(_ tag: UInt8, from coder: inout ByteCoder) throws(CompiledPolicyError) -> Guard.Origin? {
    switch tag {
    case 0: .gate(try coder.take())
    case 1: .rule(try coder.take())
    case 2: .tier(try coder.take())
    default: nil
    }
  }
}

extension GuardTest: CodedChoice {
  static var blank: GuardTest { .unknownElements }

  func write(to coder: inout ByteCoder) throws(CompiledPolicyError) {
    switch self {
    case .always(let reasonClass): try coder.put(0, reasonClass)
    case .formula(let formula, let reasonClass): try coder.put(1, formula, reasonClass)
    case .uncovered(let field, let list, let reasonClass): try coder.put(2, field, list, reasonClass)
    case .owed(let fact): try coder.put(3, fact)
    case .demand(let formula, let demand, let before): try coder.put(4, formula, demand, before)
    case .duty(let formula): try coder.put(5, formula)
    case .lapsed(let material, let formula): try coder.put(6, material, formula)
    case .unknownElements: try coder.put(7)
    case .rolesHeld: try coder.put(8)
    case .ownerHeld: try coder.put(9)
    case .measures(let baseline, let beforeStart): try coder.put(10, baseline, beforeStart)
    case .stopWhen: try coder.put(11)
    case .pilotDays(let pilot): try coder.put(12, pilot)
    case .pilotAllowed(let pilot): try coder.put(13, pilot)
    }
  }

  static func read(_ tag: UInt8, from coder: inout ByteCoder) throws(CompiledPolicyError) -> GuardTest? {
    switch tag {
    case 0: .always(try coder.take())
    case 1: .formula(try coder.take(), try coder.take())
    case 2: .uncovered(try coder.take(), try coder.take(), try coder.take())
    case 3: .owed(try coder.take())
    case 4: .demand(try coder.take(), try coder.take(), before: try coder.take())
    case 5: .duty(try coder.take())
    case 6: .lapsed(try coder.take(), try coder.take())
    case 7: .unknownElements
    case 8: .rolesHeld
    case 9: .ownerHeld
    case 10: .measures(baseline: try coder.take(), beforeStart: try coder.take())
    case 11: .stopWhen
    case 12: .pilotDays(try coder.take())
    case 13: .pilotAllowed(try coder.take())
    default: nil
    }
  }
}

/// Which table its ids are of, its field says: `TableCheck` looks.
extension IDList: ByteCoded {
  static var blank: IDList { IDList([]) }
  mutating func code(_ coder: inout ByteCoder) throws(CompiledPolicyError) {
    try ids.code(&coder)
    guard zip(ids, ids.dropFirst()).allSatisfy({ $0 <= $1 }) else {
      throw coder.malformed("a list is not in its order")
    }
  }
}

extension Fact: CodedChoice {
  static var blank: Fact { .workflow }

  /// The facts of every set, in the order of their numbers; the list only grows at its end.
  static let plain: [Fact] = [
    .workflow, .tool, .autonomy, .impact, .data, .audiences, .sites, .materials, .starts, .ends, .owner, .participants,
    .at, .pilot, .requester, .requesterPerson, .requesterRoles,
  ]

  func write(to coder: inout ByteCoder) throws(CompiledPolicyError) {
    switch self {
    case .attribute(let attribute): try coder.put(0, attribute)
    case .policy(let name): try coder.put(1, name)
    case .workflow, .tool, .autonomy, .impact, .data, .audiences, .sites, .materials, .starts, .ends, .owner,
      .participants, .at, .pilot, .requester, .requesterPerson, .requesterRoles:
      try coder.put(2 + UInt8(clamping: Fact.plain.firstIndex(of: self) ?? 255))
    }
  }

  static func read(_ tag: UInt8, from coder: inout ByteCoder) throws(CompiledPolicyError) -> Fact? {
    switch tag {
    case 0: .attribute(try coder.take())
    case 1: .policy(try coder.take())
    default: plain.indices.contains(Int(tag) - 2) ? plain[Int(tag) - 2] : nil
    }
  }
}

extension GuardIndex: ByteCoded {
  static var blank: GuardIndex { GuardIndex() }
  mutating func code(_ coder: inout ByteCoder) throws(CompiledPolicyError) {
    var all = AscendingIDs(ids: general)
    try all.code(&coder)
    general = all.ids
    try GuardIndex.code(&workflow, &coder)
    try GuardIndex.code(&tool, &coder)
    try GuardIndex.code(&material, &coder)
    try GuardIndex.code(&pilot, &coder)
    try GuardIndex.code(&follows, &coder)
  }

  private static func code<ID: TableID>(
    _ lists: inout Table<ID, [GuardID]>, _ coder: inout ByteCoder
  ) throws(CompiledPolicyError) {
    var ascending = Table<ID, AscendingIDs<GuardID>>(lists.elements.map { AscendingIDs(ids: $0) })
    try ascending.code(&coder)
    lists = Table(ascending.elements.map(\.ids))
  }
}

extension Gate: CodedWord {
  static var blank: Gate { .invalid }
}
extension ItemField: CodedWord {
  static var blank: ItemField { .data }
}
extension ReasonClass: CodedWord {
  static var blank: ReasonClass { .invalid }
}

// MARK: Conditions

extension Formula: ByteCoded {
  static var blank: Formula { Formula(.any, first: 0, count: 0) }
  mutating func code(_ coder: inout ByteCoder) throws(CompiledPolicyError) {
    try operation.code(&coder)
    try first.code(&coder)
    try count.code(&coder)
  }
}

extension Formula.Operation: CodedWord {
  static var blank: Formula.Operation { .any }
}

extension Test: ByteCoded {
  static var blank: Test { Test(.data, .blank) }
  mutating func code(_ coder: inout ByteCoder) throws(CompiledPolicyError) {
    try field.code(&coder)
    try relation.code(&coder)
  }
}

extension MatchedField: CodedChoice {
  static var blank: MatchedField { .data }

  /// The fields of every set, in the order of their numbers; the list only grows at its end.
  static let plain: [MatchedField] = [
    .data, .audiences, .sites, .materials, .sensitivity, .roles, .tool, .workflow, .purpose, .tier, .autonomy, .impact,
    .person, .duration, .starts, .ends, .participants, .siteCount, .action, .stage, .inPilot, .day,
  ]

  func write(to coder: inout ByteCoder) throws(CompiledPolicyError) {
    switch self {
    case .attribute(let attribute): try coder.put(0, attribute)
    case .path(let path): try coder.put(1, path)
    case .data, .audiences, .sites, .materials, .sensitivity, .roles, .tool, .workflow, .purpose, .tier, .autonomy,
      .impact, .person, .duration, .starts, .ends, .participants, .siteCount, .action, .stage, .inPilot, .day:
      try coder.put(2 + UInt8(clamping: MatchedField.plain.firstIndex(of: self) ?? 255))
    }
  }

  static func read(_ tag: UInt8, from coder: inout ByteCoder) throws(CompiledPolicyError) -> MatchedField? {
    switch tag {
    case 0: .attribute(try coder.take())
    case 1: .path(try coder.take())
    default: plain.indices.contains(Int(tag) - 2) ? plain[Int(tag) - 2] : nil
    }
  }
}

/// Of which vocabulary its numbers are, its field says: `TableCheck` looks.
extension Relation: CodedChoice {
  static var blank: Relation { .any([]) }

  func write(to coder: inout ByteCoder) throws(CompiledPolicyError) {
    switch self {
    case .any(let ids): try coder.put(0, ids)
    case .all(let ids): try coder.put(1, ids)
    case .none(let ids): try coder.put(2, ids)
    case .only(let ids): try coder.put(3, ids)
    case .isOne(let values): try coder.put(4, values)
    case .isNone(let values): try coder.put(5, values)
    case .atLeast(let bound): try coder.put(6, bound)
    case .atMost(let bound): try coder.put(7, bound)
    case .before(let bound): try coder.put(8, bound)
    case .after(let bound): try coder.put(9, bound)
    }
  }

  static func read(_ tag: UInt8, from coder: inout ByteCoder) throws(CompiledPolicyError) -> Relation? {
    switch tag {
    case 0: .any(try coder.take())
    case 1: .all(try coder.take())
    case 2: .some(.none(try coder.take()))
    case 3: .only(try coder.take())
    case 4: .isOne(try coder.take())
    case 5: .isNone(try coder.take())
    case 6: .atLeast(try coder.take())
    case 7: .atMost(try coder.take())
    case 8: .before(try coder.take())
    case 9: .after(try coder.take())
    default: nil
    }
  }
}

extension Bound: CodedChoice {
  static var blank: Bound { .constant(.blank) }

  func write(to coder: inout ByteCoder) throws(CompiledPolicyError) {
    switch self {
    case .constant(let scalar): try coder.put(0, scalar)
    case .path(let path): try coder.put(1, path)
    }
  }

  static func read(_ tag: UInt8, from coder: inout ByteCoder) throws(CompiledPolicyError) -> Bound? {
    switch tag {
    case 0: .constant(try coder.take())
    case 1: .path(try coder.take())
    default: nil
    }
  }
}

extension Scalar: CodedChoice {
  static var blank: Scalar { .flag(false) }

  func write(to coder: inout ByteCoder) throws(CompiledPolicyError) {
    switch self {
    case .word(let word): try coder.put(0, word)
    case .flag(let flag): try coder.put(1, flag)
    case .number(let number): try coder.put(2, number)
    case .day(let day): try coder.put(3, day)
    case .span(let span): try coder.put(4, span)
    }
  }

  static func read(_ tag: UInt8, from coder: inout ByteCoder) throws(CompiledPolicyError) -> Scalar? {
    switch tag {
    case 0: .word(try coder.take())
    case 1: .flag(try coder.take())
    case 2: .number(try coder.take())
    case 3: .day(try coder.take())
    case 4: .span(try coder.take())
    default: nil
    }
  }
}

extension PolicyPath: ByteCoded {
  static var blank: PolicyPath { PolicyPath(root: .tool, name: "", values: []) }
  mutating func code(_ coder: inout ByteCoder) throws(CompiledPolicyError) {
    try root.code(&coder)
    try name.code(&coder)
    try values.code(&coder)
    let owners = coder.sizes[root == .tool ? .tools : .workflows]
    guard values.count == owners else { throw coder.malformed("it has not a value for each \(root)") }
  }
}

extension PolicyPath.Root: CodedWord {
  static var blank: PolicyPath.Root { .tool }
}

extension PolicyPath.Value: CodedChoice {
  static var blank: PolicyPath.Value { .absent("") }

  func write(to coder: inout ByteCoder) throws(CompiledPolicyError) {
    switch self {
    case .absent(let name): try coder.put(0, name)
    case .scalar(let scalar): try coder.put(1, scalar)
    case .set(let words): try coder.put(2, words)
    }
  }

  static func read(_ tag: UInt8, from coder: inout ByteCoder) throws(CompiledPolicyError) -> PolicyPath.Value? {
    switch tag {
    case 0: .absent(try coder.take())
    case 1: .scalar(try coder.take())
    case 2: .set(try coder.take())
    default: nil
    }
  }
}
