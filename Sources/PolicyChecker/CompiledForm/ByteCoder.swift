import SourceText

/// A value that says once what it is made of; how it is written and how it is read both follow from that.
///
/// A new field of an entry is one line in `code`; whoever forgets it fails the test that compares a policy with what is
/// read back from its bytes.
protocol ByteCoded {
  /// A value to read into.
  static var blank: Self { get }
  /// Writes the value, or reads it in place: each part in the same order.
  mutating func code(_ coder: inout ByteCoder) throws(CompiledPolicyError)
}

/// Writes a compiled policy, or reads one: the direction is chosen once, and the parts of each type are the same.
///
/// Everything is checked in both directions, so that nothing is written that would not be read. The bytes are canonical:
/// one value has one form. Numbers are LEB128 with no byte too many, signed ones zigzag; sets and ordered lists are
/// written as the gaps between their items, so that no order but the right one can be written down.
struct ByteCoder {
  private(set) var bytes: [UInt8]
  private var offset: Int
  let isWriting: Bool
  /// How many entries each table has: stated first, so that each id is checked where it is read.
  var sizes: TableSizes
  /// Where in the tables the coder is, for errors.
  var table = ""
  var entry: Int?
  /// Words of bit sets so far: a few bytes can name the last id of a large table.
  private var setWords = 0

  /// The most words of bit sets in a policy: 32 MiB.
  static let mostSetWords = 1 << 22

  init(writing sizes: TableSizes) {
    bytes = []
    offset = 0
    isWriting = true
    self.sizes = sizes
  }

  init(reading bytes: [UInt8], from offset: Int) {
    self.bytes = bytes
    self.offset = offset
    isWriting = false
    sizes = TableSizes()
  }

  /// Bytes that are still to be read.
  var remaining: Int { bytes.count - offset }

  func malformed(_ what: String) -> CompiledPolicyError {
    let place = entry.map { "\(table), entry \($0 + 1)" } ?? table
    return .malformed(place.isEmpty ? what : "\(place): \(what)")
  }

  // MARK: Bytes

  mutating func code(byte: inout UInt8) throws(CompiledPolicyError) {
    guard !isWriting else {
      bytes.append(byte)
      return
    }
    guard offset < bytes.count else { throw malformed("it ends in the midst") }
    byte = bytes[offset]
    offset += 1
  }

  mutating func code(number: inout UInt64) throws(CompiledPolicyError) {
    guard !isWriting else {
      var rest = number
      while rest >= 0x80 {
        bytes.append(UInt8(rest & 0x7F) | 0x80)
        rest >>= 7
      }
      bytes.append(UInt8(rest))
      return
    }
    var result: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      var byte: UInt8 = 0
      try code(byte: &byte)
      let digits = UInt64(byte & 0x7F)
      guard shift < 63 || digits <= 1, byte != 0 || shift == 0 else {
        throw malformed("a number is not written as numbers are")
      }
      result |= digits << shift
      if byte & 0x80 == 0 { break }
      shift += 7
      guard shift <= 63 else { throw malformed("a number is not written as numbers are") }
    }
    number = result
  }

  /// A number of a range; what is outside is refused.
  mutating func code(_ value: inout Int, in range: ClosedRange<Int>) throws(CompiledPolicyError) {
    if isWriting, !range.contains(value) { throw outside(range) }
    var number = UInt64(value < 0 ? 0 : value)
    try code(number: &number)
    guard number <= UInt64(range.upperBound), Int(number) >= range.lowerBound else { throw outside(range) }
    value = Int(number)
  }

  private func outside(_ range: ClosedRange<Int>) -> CompiledPolicyError {
    malformed("a number is not between \(range.lowerBound) and \(range.upperBound)")
  }

  /// How many items follow: each has a byte at least, so a count above what is left is refused before anything is made
  /// room for.
  mutating func code(count: inout Int) throws(CompiledPolicyError) {
    try code(&count, in: 0...Int.max)
    guard isWriting || count <= remaining else { throw malformed("a count is larger than what is left") }
  }

  // MARK: Texts

  /// A text of the policy: UTF-8, without the characters that no policy may hold.
  mutating func code(text: inout String) throws(CompiledPolicyError) {
    try code(name: &text)
    let isPlain = text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F || $0 == 0x0A }
    guard isPlain || !text.unicodeScalars.contains(where: isHazardous) else {
      throw malformed("a text holds a character that no text may hold")
    }
  }

  /// A text that may hold any character: a file's name.
  mutating func code(name: inout String) throws(CompiledPolicyError) {
    var count = name.utf8.count
    try code(count: &count)
    guard !isWriting else {
      bytes += name.utf8
      return
    }
    guard let read = String(validating: bytes[offset..<(offset + count)], as: UTF8.self) else {
      throw malformed("a text is not UTF-8")
    }
    offset += count
    name = read
  }

  // MARK: Sets

  /// Numbers in ascending order, each once, below a bound.
  mutating func code(ascending numbers: inout [UInt32], below bound: Int) throws(CompiledPolicyError) {
    var count = numbers.count
    try code(count: &count)
    var next: UInt64 = 0
    var read: [UInt32] = []
    for index in 0..<count {
      var gap: UInt64 = 0
      if isWriting {
        guard UInt64(numbers[index]) >= next else { throw malformed("a list is not in its order") }
        gap = UInt64(numbers[index]) - next
      }
      try code(number: &gap)
      let (number, overflow) = next.addingReportingOverflow(gap)
      guard !overflow, number < UInt64(bound), let id = UInt32(exactly: number) else {
        throw malformed("a list names what is not there")
      }
      if !isWriting { read.append(id) }
      next = number + 1
    }
    if !isWriting { numbers = read }
  }

  /// Takes words of a bit set out of the budget.
  mutating func spend(setWords count: Int) throws(CompiledPolicyError) {
    setWords += count
    guard setWords <= ByteCoder.mostSetWords else { throw .tooLarge(limit: ByteCoder.mostSetWords) }
  }

  // MARK: Values

  /// Reads a value.
  mutating func take<Value: ByteCoded>(_: Value.Type = Value.self) throws(CompiledPolicyError) -> Value {
    var value = Value.blank
    try value.code(&self)
    return value
  }

  /// Writes a choice: its number and what it carries.
  mutating func put<each Part: ByteCoded>(_ tag: UInt8, _ parts: repeat each Part) throws(CompiledPolicyError) {
    bytes.append(tag)
    repeat try put(part: each parts)
  }

  private mutating func put(part: some ByteCoded) throws(CompiledPolicyError) {
    var part = part
    try part.code(&self)
  }
}

/// A choice whose cases carry values: the two directions stand side by side, since a case is not known before it is read.
protocol CodedChoice: ByteCoded {
  func write(to coder: inout ByteCoder) throws(CompiledPolicyError)
  /// `nil` for a number that no case has.
  static func read(_ tag: UInt8, from coder: inout ByteCoder) throws(CompiledPolicyError) -> Self?
}

extension CodedChoice {
  mutating func code(_ coder: inout ByteCoder) throws(CompiledPolicyError) {
    guard !coder.isWriting else { return try write(to: &coder) }
    var tag: UInt8 = 0
    try coder.code(byte: &tag)
    guard let value = try Self.read(tag, from: &coder) else { throw coder.malformed("a word is not known") }
    self = value
  }
}

/// A word of a closed list, written as its place there. The lists only grow at their ends: a test keeps their order.
protocol CodedWord: ByteCoded, CaseIterable, Equatable where AllCases == [Self] {}

extension CodedWord {
  mutating func code(_ coder: inout ByteCoder) throws(CompiledPolicyError) {
    var tag = UInt8(clamping: Self.allCases.firstIndex(of: self) ?? Int(UInt8.max))
    try coder.code(byte: &tag)
    guard Self.allCases.indices.contains(Int(tag)) else { throw coder.malformed("a word is not known") }
    self = Self.allCases[Int(tag)]
  }
}
