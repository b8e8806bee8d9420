/// The suggestions of one run. How much it compares in all is bounded: where thousands of unknown words meet thousands of
/// ids, the later ones get no suggestion, and the run ends in time.
package struct Suggester: Sendable {
  /// Letters of the words that are typed, once for each name that one is compared with.
  private var lettersLeft = 4_000_000

  package init() {}

  /// The nearest of some names, while there is room; they are not even listed afterwards.
  package mutating func nearest(to name: String, among candidates: @autoclosure () -> [String]) -> String? {
    guard lettersLeft > 0 else { return nil }
    let candidates = candidates()
    lettersLeft -= candidates.count * min(name.utf8.count, 256)
    return SourceText.nearest(to: name, among: candidates)
  }
}

/// The nearest of the known names, where one is near: at most a third of the letters differ, rounded up where the first
/// three agree.
///
/// A name with letters that only look alike (Cyrillic `а`) counts as near: each such letter is one difference.
package func nearest(to name: String, among candidates: some Sequence<String>) -> String? {
  // What is typed wrongly is short; distances over long names cost time and help nobody.
  let typed = Array(name.unicodeScalars.prefix(200))
  guard typed.count < 200 else { return nil }
  var best: (name: String, distance: Int)?
  for candidate in candidates {
    let letters = Array(candidate.unicodeScalars)
    let beginsAlike = typed.count >= 3 && letters.count >= 3 && typed[..<3] == letters[..<3]
    let most = max(1, (max(typed.count, letters.count) + (beginsAlike ? 2 : 0)) / 3)
    guard abs(letters.count - typed.count) <= most else { continue }
    let limit = min(most, best.map(\.distance) ?? most)
    guard let distance = editDistance(typed, letters, atMost: limit), distance < max(letters.count, 2) else { continue }
    if let known = best {
      if distance > known.distance || (distance == known.distance && known.name <= candidate) { continue }
    }
    best = (candidate, distance)
  }
  return best?.name
}

/// Insertions, deletions, replacements and swaps of neighbours; `nil` above `limit`.
private func editDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar], atMost limit: Int) -> Int? {
  if a == b { return 0 }
  var beforePrevious: [Int] = []
  var previous = Array(0...b.count)
  for i in a.indices {
    var current = [i + 1]
    current.reserveCapacity(b.count + 1)
    for j in b.indices {
      var cost = min(previous[j + 1] + 1, current[j] + 1, previous[j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, beforePrevious[j - 1] + 1) }
      current.append(cost)
    }
    if (current.min() ?? 0) > limit { return nil }
    beforePrevious = previous
    previous = current
  }
  guard let distance = previous.last, distance <= limit else { return nil }
  return distance
}
