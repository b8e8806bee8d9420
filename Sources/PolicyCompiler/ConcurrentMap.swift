import Dispatch
import Synchronization

/// The results of `body` for 0 up to `count`, in that order; computed on all cores.
package func concurrentMap<Result: Sendable>(
  _ count: Int, _ body: @escaping @Sendable (Int) -> Result
) -> [Result] {
  let next = Atomic(0)
  let results = Mutex<[(Int, Result)]>([])
  DispatchQueue.concurrentPerform(iterations: min(count, 8)) { _ in
    var own: [(Int, Result)] = []
    while true {
      let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
      guard index < count else { break }
      own.append((index, body(index)))
    }
    results.withLock { $0 += own }
  }
  return results.withLock { $0.sorted { $0.0 < $1.0 }.map(\.1) }
}
