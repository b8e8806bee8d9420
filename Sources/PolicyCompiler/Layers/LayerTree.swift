import Description

/// Which ids a list covers, over the declarations of two sets (S9): by their names, before these are resolved.
struct LayerTree {
  private var parents: [String: String] = [:]
  private var namedOnly: Set<String> = []

  /// - Parameter declarations: those of the base first; what is restated counts as the base says it.
  init<Value>(_ declarations: [Declaration<Value>], within: (Value) -> String?, namedOnly: (Value) -> Bool) {
    var known: Set<String> = []
    for declaration in declarations where known.insert(declaration.id).inserted {
      parents[declaration.id] = within(declaration.value)
      if namedOnly(declaration.value) { self.namedOnly.insert(declaration.id) }
    }
  }

  /// Whether a list names the id, or an ancestor of it with nothing between that must be named itself.
  func isCovered(_ id: String, by list: Set<String>) -> Bool {
    var current = id
    // A cycle is an error of its own; it is walked once.
    for _ in 0...parents.count {
      if list.contains(current) { return true }
      guard !namedOnly.contains(current), let parent = parents[current] else { return false }
      current = parent
    }
    return false
  }

  /// The id and what it lies within, nearest first.
  func line(from id: String) -> [String] {
    var result = [id]
    while let parent = parents[result[result.count - 1]], result.count <= parents.count { result.append(parent) }
    return result
  }
}

/// What roles include, over the declarations of two sets.
struct LayerRoles {
  private var includes: [String: [String]] = [:]

  init(_ declarations: [(id: String, includes: [String])]) {
    for declaration in declarations where includes[declaration.id] == nil {
      includes[declaration.id] = declaration.includes
    }
  }

  /// Whether a role is one of the list, or includes one.
  func isOrIncludes(_ id: String, anyOf list: Set<String>) -> Bool { !included(in: id).isDisjoint(with: list) }

  /// The role and all that it includes.
  func included(in id: String) -> Set<String> {
    var open = [id]
    var seen: Set<String> = [id]
    while let role = open.popLast() {
      for included in includes[role] ?? [] where seen.insert(included).inserted { open.append(included) }
    }
    return seen
  }
}
