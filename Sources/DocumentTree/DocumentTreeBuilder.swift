package import SourceText

/// Builds a tree from what a reader meets, in order, and holds every limit that acts while it is read.
///
/// Both readers use it, so limits, duplicate keys and keys that are no text are found alike in YAML and JSON.
package struct DocumentTreeBuilder {
  private let source: SourceID
  private let bytes: [UInt8]
  private let limits: InputLimits
  private var unfolded: [UInt8] = []
  private var records: ContiguousArray<DocumentTree.Record> = []
  /// The innermost list or mapping that is open, or the document; not in an array, since each scalar changes it.
  private var innermost = Container()
  /// Those around it, the document first.
  private var outer: ContiguousArray<Container> = []
  /// The keys of all open mappings, those of the innermost one last.
  private var keys: ContiguousArray<Key> = []
  /// Of the open mappings that have many keys, that of the innermost one last.
  private var tables: [KeyTable] = []
  /// Where the last scalar, list or mapping that was closed ends.
  private var lastEnd = 0
  /// Whether something was refused that the tree would hold.
  private var hasGaps = false
  /// How many findings of a kind were worded.
  private var worded: [DiagnosticKind: Int] = [:]
  package private(set) var budget: NodeBudget
  package var diagnostics = Diagnostics()

  private struct Container {
    var record: UInt32 = 0
    /// Entries or items so far.
    var count: UInt32 = 0
    /// The record of the last key, whatever stands in its place.
    var key: UInt32 = 0
    /// Where its keys begin among those of all open mappings.
    var firstKey: UInt32 = 0
    var isMapping = false
    /// A mapping that has read a key waits for its value.
    var awaitsValue = false
    /// Whether the last of the tables is its own.
    var hasTable = false
  }

  private struct Key {
    var record: UInt32
    /// Equal for equal texts, and seldom else.
    var fingerprint: UInt32
  }

  /// Reading ends here, and why has been reported: a limit was met, or what follows cannot be read.
  package struct ReadingEnded: Error {
    package init() {}
  }

  /// Up to so many keys of one mapping are compared one by one, which is faster than a table.
  private static let fewKeys = 32
  /// Up to so many findings of a kind are worded; the rest are counted as repetitions of the next one.
  private static let mostWorded = 100

  /// Where a file holds one document, `isWholeFile` reserves memory for all of it at once.
  package init(source: SourceID, bytes: [UInt8], limits: InputLimits, budget: NodeBudget, isWholeFile: Bool = false) {
    self.source = source
    self.bytes = bytes
    self.limits = limits
    self.budget = budget
    if isWholeFile { records.reserveCapacity(min(bytes.count / 8, budget.left) + 8) }
  }

  /// Whether the next scalar is a key.
  package var expectsKey: Bool { innermost.isMapping && !innermost.awaitsValue }
  /// Whether anything was read.
  package var isBegun: Bool { !records.isEmpty }
  /// Where the lists and mappings begin that are not closed yet, the innermost one last.
  package var openStarts: [Int] {
    (outer.dropFirst() + (outer.isEmpty ? [] : [innermost])).map { Int(records[Int($0.record)].start) }
  }
  /// What was read last, where it is a scalar; a place where nothing stands is none.
  package var lastScalar: (form: DocumentTree.Form, range: Range<Int>)? {
    guard let last = records.last(where: { $0.form != .plain || $0.start < $0.end }), last.form.isScalar else {
      return nil
    }
    return (last.form, Int(last.start)..<Int(last.end))
  }

  package func span(_ range: Range<Int>) -> SourceSpan {
    SourceSpan(source: source, start: range.lowerBound, end: range.upperBound)
  }

  /// A list or mapping begins; it ends where `end(at:)` says.
  package mutating func begin(_ form: DocumentTree.Form, at range: Range<Int>) throws(ReadingEnded) {
    guard outer.count < min(limits.nesting, InputLimits.mostNesting) else {
      throw met(.limit("nesting", "levels", min(limits.nesting, InputLimits.mostNesting)), at: range)
    }
    if expectsKey {
      report(.keyIsNoText(), cause: "", at: range)
      hasGaps = true
    }
    try place(record(form, range, first: 0, last: 0))
    outer.append(innermost)
    innermost = Container(
      record: UInt32(truncatingIfNeeded: records.count - 1), firstKey: UInt32(truncatingIfNeeded: keys.count),
      isMapping: form == .mapping)
  }

  /// The innermost list or mapping ends here; without a place of its own, as in YAML's blocks, where the last thing in
  /// it ends.
  package mutating func end(at offset: Int? = nil) {
    guard let container = outer.popLast() else { return }
    let record = Int(innermost.record)
    lastEnd = max(offset ?? lastEnd, Int(records[record].start))
    records[record].end = UInt32(clamping: lastEnd)
    records[record].first = innermost.count
    records[record].last = UInt32(clamping: records.count)
    while keys.count > Int(innermost.firstKey) { keys.removeLast() }
    if innermost.hasTable { tables.removeLast() }
    innermost = container
  }

  /// A scalar that stands in the source as it is.
  package mutating func scalar(
    _ form: DocumentTree.Form, at range: Range<Int>, text: Range<Int>
  ) throws(ReadingEnded) {
    try scalar(form, at: range, first: text.lowerBound, last: text.upperBound)
  }

  /// A scalar whose text is another than the source's.
  package mutating func scalar(
    _ form: DocumentTree.Form, at range: Range<Int>, unfolded text: [UInt8]
  ) throws(ReadingEnded) {
    let first = bytes.count + unfolded.count
    unfolded.append(contentsOf: text)
    try scalar(form, at: range, first: first, last: first + text.count)
  }

  @inline(__always)
  private mutating func scalar(
    _ form: DocumentTree.Form, at range: Range<Int>, first: Int, last: Int
  ) throws(ReadingEnded) {
    let isKey = expectsKey
    guard last - first <= (isKey ? limits.keyBytes : limits.scalarBytes) else {
      throw met(
        isKey ? .limit("key-bytes", "bytes", limits.keyBytes) : .limit("scalar-bytes", "bytes", limits.scalarBytes),
        at: range)
    }
    try place(record(form, range, first: first, last: last))
    if isKey { checkDuplicate(first: first, last: last) }
  }

  /// Something that the caller has refused, with an error, stands in the place of a scalar.
  package mutating func unread(at range: Range<Int>) throws(ReadingEnded) {
    try place(record(.unread, range, first: 0, last: 0))
    hasGaps = true
  }

  /// Keys are compared by their text: quoting makes no other key.
  private mutating func checkDuplicate(first: Int, last: Int) {
    let key = Key(
      record: UInt32(truncatingIfNeeded: records.count - 1), fingerprint: fingerprint(first: first, last: last))
    // Keys of a large mapping are found by their hash.
    let hash = innermost.hasTable ? self.hash(of: key.record) : 0
    if let known = earlier(key, hash: hash) {
      let cause = String(known)
      if repeats(.duplicateKey, cause: cause) { return }
      let note = Note("the first one stands here", at: span(range(of: known)))
      report(.duplicateKey(text(of: key.record)), cause: cause, at: range(of: key.record), notes: [note])
      return
    }
    keys.append(key)
    if innermost.hasTable {
      tables[tables.count - 1].insert(key.record, hash: hash)
    } else if keys.count - Int(innermost.firstKey) > DocumentTreeBuilder.fewKeys {
      var table = KeyTable()
      for key in keys[Int(innermost.firstKey)...] { table.insert(key.record, hash: self.hash(of: key.record)) }
      tables.append(table)
      innermost.hasTable = true
    }
  }

  /// The first key of the innermost mapping with the text of this one.
  @inline(__always)
  private func earlier(_ key: Key, hash: Int) -> UInt32? {
    if innermost.hasTable, let table = tables.last { return table.first(hash: hash) { isSameText($0, key.record) } }
    for index in Int(innermost.firstKey)..<keys.count where keys[index].fingerprint == key.fingerprint {
      if isSameText(keys[index].record, key.record) { return keys[index].record }
    }
    return nil
  }

  /// Of the length and of bytes at the start, in the middle and at the end: ids often have a start in common.
  @inline(__always)
  private func fingerprint(first: Int, last: Int) -> UInt32 {
    guard first < last else { return 0 }
    let marks = UInt32(byte(first)) << 24 | UInt32(byte(first + (last - first) / 2)) << 16 | UInt32(byte(last - 1)) << 8
    return marks ^ UInt32(truncatingIfNeeded: last - first)
  }

  private func isSameText(_ a: UInt32, _ b: UInt32) -> Bool {
    let (a, b) = (records[Int(a)], records[Int(b)])
    guard a.last - a.first == b.last - b.first else { return false }
    for index in 0..<Int(a.last - a.first) where byte(Int(a.first) + index) != byte(Int(b.first) + index) {
      return false
    }
    return true
  }

  /// Seeded anew in each process: nobody can choose keys that collide.
  private func hash(of key: UInt32) -> Int {
    let record = records[Int(key)]
    var hasher = Hasher()
    var word: UInt64 = 0
    for index in 0..<Int(record.last - record.first) {
      word = word << 8 | UInt64(byte(Int(record.first) + index))
      if index % 8 == 7 { hasher.combine(word) }
    }
    hasher.combine(word)
    hasher.combine(record.last - record.first)
    return hasher.finalize()
  }

  private func byte(_ address: Int) -> UInt8 {
    address < bytes.count ? bytes[address] : unfolded[address - bytes.count]
  }

  private func text(of key: UInt32) -> String {
    let record = records[Int(key)]
    return String(decoding: (record.first..<record.last).map { byte(Int($0)) }, as: UTF8.self)
  }

  private func range(of key: UInt32) -> Range<Int> { Int(records[Int(key)].start)..<Int(records[Int(key)].end) }

  /// One more node in the innermost list or mapping.
  @inline(__always)
  private mutating func place(_ record: DocumentTree.Record) throws(ReadingEnded) {
    guard budget.spend() else {
      if budget.isReported { throw ReadingEnded() }
      budget.isReported = true
      throw met(.limit("nodes", "nodes", budget.limit), at: Int(record.start)..<Int(record.end))
    }
    if innermost.awaitsValue {
      innermost.awaitsValue = false
    } else {
      innermost.count += 1
      innermost.awaitsValue = innermost.isMapping
      innermost.key = UInt32(truncatingIfNeeded: records.count)
    }
    records.append(record)
    lastEnd = Int(record.end)
  }

  private mutating func met(_ message: Message, at range: Range<Int>) -> ReadingEnded {
    diagnostics.report(message, at: span(range))
    return ReadingEnded()
  }

  /// Reports each cause once. A flood of causes is worded in part and counted whole, so that it costs little: whoever
  /// asks `repeats` first spares the wording.
  package mutating func report(_ message: Message, cause: String, at range: Range<Int>, notes: [Note] = []) {
    if repeats(message.kind, cause: cause) { return }
    let isFlood = worded[message.kind, default: 0] >= DocumentTreeBuilder.mostWorded
    worded[message.kind, default: 0] += 1
    diagnostics.report(
      message, at: span(range), notes: notes, cause: isFlood ? DocumentTreeBuilder.anyFurther : cause)
  }

  /// Counts one more place of a finding with this cause, or of a flood; false where it is to be reported.
  package mutating func repeats(_ kind: DiagnosticKind, cause: String) -> Bool {
    if diagnostics.repeats(kind, cause: cause) { return true }
    guard worded[kind, default: 0] > DocumentTreeBuilder.mostWorded else { return false }
    return diagnostics.repeats(kind, cause: DocumentTreeBuilder.anyFurther)
  }

  /// The cause of all findings of a kind that follow the hundredth: no text of a file, since files hold no NUL.
  private static let anyFurther = "\u{0}"

  private func record(
    _ form: DocumentTree.Form, _ range: Range<Int>, first: Int, last: Int
  ) -> DocumentTree.Record {
    DocumentTree.Record(
      form: form, start: UInt32(clamping: range.lowerBound), end: UInt32(clamping: range.upperBound),
      first: UInt32(clamping: first), last: UInt32(clamping: last))
  }

  /// The tree of what was read. Where reading ended early, what was open is closed, and a key that had no value yet is
  /// dropped.
  package consuming func finish(isComplete: Bool, certainEnd: Int = .max) -> DocumentTree {
    while !outer.isEmpty {
      if innermost.awaitsValue {
        records.removeLast(records.count - Int(innermost.key))
        innermost.count -= 1
      }
      end()
    }
    return DocumentTree(
      source: source, bytes: bytes, unfolded: unfolded, records: records, isComplete: isComplete && !hasGaps,
      certainEnd: certainEnd)
  }
}
