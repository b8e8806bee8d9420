/// What lies within what, by names (S9 to S11).
struct ReferenceTree: Sendable {
  struct Member: Sendable {
    var within: String?
    var also: [String] = []
    var namedOnly = false
  }

  var members: [String: Member] = [:]

  func parent(of id: String) -> String? { members[id]?.within }
  func children(of id: String) -> [String] { members.filter { $0.value.within == id }.map(\.key) }

  /// The id and everything above it, lowest first.
  func upwards(from id: String) -> [String] {
    var result = [id]
    while let last = result.last, let parent = parent(of: last) { result.append(parent) }
    return result
  }

  /// S9: the list names the class, or an ancestor of it such that neither the class nor any class between the two is
  /// `named-only`.
  func covers(_ list: [String], _ id: String) -> Bool {
    let way = upwards(from: id)
    return list.contains { name in
      guard let index = way.firstIndex(of: name) else { return false }
      return way[..<index].allSatisfy { members[$0]?.namedOnly != true }
    }
  }

  /// Whether `id` is `other` or lies within it.
  func isWithin(_ id: String, _ other: String) -> Bool { upwards(from: id).contains(other) }

  /// S10: the classes, every class that one of them covers, and every class that a touched one is `within` or is `also`,
  /// on and on.
  func touched(by own: [String]) -> Set<String> {
    var result = Set(own)
    for id in members.keys where own.contains(where: { covers([$0], id) }) { result.insert(id) }
    while true {
      var next = result
      for id in result {
        if let parent = parent(of: id) { next.insert(parent) }
        next.formUnion(members[id]?.also ?? [])
      }
      if next == result { return result }
      result = next
    }
  }

  /// S11: those without children that are, or lie within, the given ones.
  func leaves(of own: [String]) -> [String] {
    members.keys.filter { id in children(of: id).isEmpty && own.contains { isWithin(id, $0) } }
  }
}
