package import PolicyBasics

/// What lies within what: data classes, audiences or sites as a tree, with what else each counts as (S9, S10).
///
/// Cycles are refused by the compiler and by the reader of compiled policies. Every walk ends all the same, after as many
/// steps as there are members: a cycle that was missed covers nothing and hangs nobody.
package struct Hierarchy<ID: DenseID>: Sendable, Hashable {
  package struct Member: Sendable, Hashable {
    package var within: ID?
    package var also: [ID]
    package var namedOnly: Bool

    package init(within: ID? = nil, also: [ID] = [], namedOnly: Bool = false) {
      self.within = within
      self.also = also
      self.namedOnly = namedOnly
    }
  }

  package let members: Table<ID, Member>
  private let children: Table<ID, [ID]>

  package init(_ members: Table<ID, Member>) {
    self.members = members
    var children = Table<ID, [ID]>(repeating: [], count: members.count)
    for id in members.ids { if let parent = members[id].within { children[parent].append(id) } }
    self.children = children
  }

  package func isLeaf(_ id: ID) -> Bool { children[id].isEmpty }

  /// S9: the list names the member, or an ancestor such that nothing from the member up to it is named-only.
  package func isCovered(_ id: ID, by list: IDSet<ID>) -> Bool {
    var current = id
    for _ in 0..<members.count {
      if list.contains(current) { return true }
      guard !members[current].namedOnly, let parent = members[current].within else { return false }
      current = parent
    }
    return false
  }

  /// Whether `id` is `other` or lies within it, named-only or not.
  package func isWithin(_ id: ID, _ other: ID) -> Bool {
    var current = id
    for _ in 0..<members.count {
      if current == other { return true }
      guard let parent = members[current].within else { return false }
      current = parent
    }
    return false
  }

  /// S10: the members, what each covers, and whatever a touched one is within or also, on and on.
  package func touched(by own: IDSet<ID>) -> IDSet<ID> {
    var result = own
    var open: [ID] = Array(own)
    while let id = open.popLast() {
      for child in children[id] where !members[child].namedOnly && !result.contains(child) {
        result.insert(child)
        open.append(child)
      }
    }
    open = Array(result)
    func touch(_ id: ID) {
      guard !result.contains(id) else { return }
      result.insert(id)
      open.append(id)
    }
    while let id = open.popLast() {
      if let parent = members[id].within { touch(parent) }
      for other in members[id].also { touch(other) }
    }
    return result
  }

  /// S11: the members without children that are, or lie within, the given ones.
  package func leaves(of own: IDSet<ID>) -> IDSet<ID> {
    var result = IDSet<ID>()
    var seen = own
    var open: [ID] = Array(own)
    while let id = open.popLast() {
      if children[id].isEmpty { result.insert(id) }
      for child in children[id] where !seen.contains(child) {
        seen.insert(child)
        open.append(child)
      }
    }
    return result
  }
}
