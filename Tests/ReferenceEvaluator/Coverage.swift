/// How often each thing was seen on each side of its edge; a pair counts once a side.
package final class Coverage {
  package struct Sides: Equatable, Sendable {
    package var yes = 0
    package var no = 0
    package var unknown = 0
    package var failed = 0
    package init() {}
  }

  package private(set) var counts: [String: Sides] = [:]
  private var seen: Set<Key> = []

  private struct Key: Hashable {
    var name: String
    var answer: Answer
  }

  package init() {}

  package func note(_ name: String, isMet: Bool) { note(name, Answer(isMet)) }

  func note(_ name: String, _ answer: Answer) { seen.insert(Key(name: name, answer: answer)) }

  /// What was counted elsewhere, of other pairs.
  package func add(_ others: [String: Sides]) {
    for (name, sides) in others {
      counts[name, default: Sides()].yes += sides.yes
      counts[name, default: Sides()].no += sides.no
      counts[name, default: Sides()].unknown += sides.unknown
      counts[name, default: Sides()].failed += sides.failed
    }
  }

  /// The pair is over.
  package func finishPair() {
    for key in seen {
      switch key.answer {
      case .yes: counts[key.name, default: Sides()].yes += 1
      case .no: counts[key.name, default: Sides()].no += 1
      case .unknown: counts[key.name, default: Sides()].unknown += 1
      case .failed: counts[key.name, default: Sides()].failed += 1
      }
    }
    seen.removeAll(keepingCapacity: true)
  }
}
