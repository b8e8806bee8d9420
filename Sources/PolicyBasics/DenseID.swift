/// A small number that stands for a declared id; a type of its own for each section.
@usableFromInline
package protocol DenseID: Hashable, Comparable, Sendable {
  var rawValue: UInt32 { get }
  init(rawValue: UInt32)
}

extension DenseID {
  @inlinable package static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
  @inlinable package var index: Int { Int(rawValue) }
}

/// Values that are indexed by the ids of one section and by nothing else.
@usableFromInline
package struct Table<ID: DenseID, Element: Sendable>: Sendable {
  @usableFromInline package var elements: ContiguousArray<Element>

  @inlinable package init() { elements = [] }

  @inlinable package init(_ elements: some Sequence<Element>) {
    self.elements = ContiguousArray(elements)
  }

  @inlinable package init(repeating element: Element, count: Int) {
    elements = ContiguousArray(repeating: element, count: count)
  }

  @inlinable package var count: Int { elements.count }
  @inlinable package var ids: some RandomAccessCollection<ID> {
    (0..<elements.count).lazy.map { ID(rawValue: UInt32(truncatingIfNeeded: $0)) }
  }

  @inlinable package func contains(_ id: ID) -> Bool { id.index < elements.count }

  @inlinable package subscript(id: ID) -> Element {
    get { elements[id.index] }
    set { elements[id.index] = newValue }
  }

  @inlinable @discardableResult
  package mutating func append(_ element: Element) -> ID {
    elements.append(element)
    return ID(rawValue: UInt32(truncatingIfNeeded: elements.count - 1))
  }
}

extension Table: Equatable where Element: Equatable {}
extension Table: Hashable where Element: Hashable {}

/// A set of ids of one section, as bits.
@usableFromInline
package struct IDSet<ID: DenseID>: Hashable, Sendable {
  /// 64 ids a word; without zero words at the end, so that equal sets are equal values.
  @usableFromInline package private(set) var words: ContiguousArray<UInt64>

  @inlinable package init() { words = [] }

  @inlinable package init(_ ids: some Sequence<ID>) {
    words = []
    for id in ids { insert(id) }
  }

  /// From words as `words` gives them; zero words at the end are dropped.
  package init(words: some Sequence<UInt64>) {
    self.words = ContiguousArray(words)
    trim()
  }

  @inlinable package func contains(_ id: ID) -> Bool {
    let word = id.index >> 6
    return word < words.count && words[word] & (1 << UInt64(id.rawValue & 63)) != 0
  }

  @inlinable package mutating func insert(_ id: ID) {
    let word = id.index >> 6
    while words.count <= word { words.append(0) }
    words[word] |= 1 << UInt64(id.rawValue & 63)
  }

  package mutating func remove(_ id: ID) {
    guard contains(id) else { return }
    words[id.index >> 6] &= ~(1 << UInt64(id.rawValue & 63))
    trim()
  }

  private mutating func trim() {
    while words.last == 0 { words.removeLast() }
  }

  @inlinable package mutating func formUnion(_ other: IDSet) {
    while words.count < other.words.count { words.append(0) }
    for index in other.words.indices { words[index] |= other.words[index] }
  }

  @inlinable package func union(_ other: IDSet) -> IDSet {
    var result = self
    result.formUnion(other)
    return result
  }

  @inlinable package func isDisjoint(with other: IDSet) -> Bool {
    for index in 0..<Swift.min(words.count, other.words.count) where words[index] & other.words[index] != 0 {
      return false
    }
    return true
  }

  @inlinable package func isSubset(of other: IDSet) -> Bool {
    for index in words.indices {
      let theirs = index < other.words.count ? other.words[index] : 0
      if words[index] & ~theirs != 0 { return false }
    }
    return true
  }

  @inlinable package var isEmpty: Bool { words.isEmpty }

  package var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }
}

extension IDSet: Sequence {
  /// In ascending order.
  @inlinable package func makeIterator() -> Iterator { Iterator(words: words) }

  @usableFromInline
  package struct Iterator: IteratorProtocol {
    @usableFromInline let words: ContiguousArray<UInt64>
    @usableFromInline var word = 0
    @usableFromInline var rest: UInt64

    @usableFromInline init(words: ContiguousArray<UInt64>) {
      self.words = words
      rest = words.first ?? 0
    }

    @inlinable package mutating func next() -> ID? {
      while rest == 0 {
        word += 1
        guard word < words.count else { return nil }
        rest = words[word]
      }
      let bit = rest.trailingZeroBitCount
      rest &= rest - 1
      return ID(rawValue: UInt32(truncatingIfNeeded: word * 64 + bit))
    }
  }
}
