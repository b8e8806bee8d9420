extension TimeZoneDatabase {
  /// The name that was probably meant; `nil` where none is near, or where zones that differ are equally near.
  ///
  /// Near is: at most a third of the letters differ. Upper and lower case are the same, so are spaces and underscores. A name
  /// without `/` is also compared with the last part of others: `Los Angeles` gives `America/Los_Angeles`.
  package static func nearestName(to name: String) -> String? {
    let wanted = folded(name)
    // No name of the database has half as many letters; what is longer is not a name, and the comparison is quadratic.
    guard !wanted.isEmpty, wanted.count <= 64 else { return nil }
    let slash = UInt8(ascii: "/")
    let isWhole = wanted.contains(slash)
    var least = wanted.count / 3
    var nearest: [(name: String, target: String)] = []
    for candidate in text.names {
      let letters = folded(candidate.name)
      var distance = editDistance(wanted[...], letters[...], atMost: least)
      if !isWhole, let last = letters.lastIndex(of: slash) {
        distance = min(distance, editDistance(wanted[...], letters[(last + 1)...], atMost: least))
      }
      guard distance <= least else { continue }
      if distance < least { nearest = [] }
      least = distance
      nearest.append(candidate)
    }
    guard let first = nearest.first, nearest.allSatisfy({ $0.target == first.target }) else { return nil }
    return nearest.contains { $0.name == first.target } ? first.target : nearest.map(\.name).min()
  }

  private static func folded(_ name: String) -> [UInt8] {
    name.utf8.map { byte in
      switch byte {
      case UInt8(ascii: " "): UInt8(ascii: "_")
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
      default: byte
      }
    }
  }

  /// How many letters must be put in, taken out or replaced (Levenshtein); some number above `most` where it is above `most`.
  private static func editDistance(_ a: ArraySlice<UInt8>, _ b: ArraySlice<UInt8>, atMost most: Int) -> Int {
    guard abs(a.count - b.count) <= most else { return most + 1 }
    var row = Array(0...b.count)
    for (line, left) in a.enumerated() {
      var diagonal = row[0]
      row[0] = line + 1
      for (column, right) in b.enumerated() {
        let replaced = diagonal + (left == right ? 0 : 1)
        diagonal = row[column + 1]
        row[column + 1] = min(replaced, diagonal + 1, row[column] + 1)
      }
      guard row.contains(where: { $0 <= most }) else { return most + 1 }
    }
    return row[b.count]
  }
}
