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
  private var open: [Container] = []
  package var diagnostics = Diagnostics()

  private struct Container {
    var record: Int
    var isMapping: Bool
    /// Entries or items so far.
    var count: UInt32 = 0
    /// A mapping that has read a key waits for its value.
    var awaitsValue = false
    var keys: [ArraySlice<UInt8>: SourceSpan] = [:]
  }

  /// Reading ends here: a limit was met.
  package struct LimitMet: Error {}

  package init(source: SourceID, bytes: [UInt8], limits: InputLimits) {
    self.source = source
    self.bytes = bytes
    self.limits = limits
  }

  package var depth: Int { open.count }
  /// Whether the next scalar is a key.
  package var expectsKey: Bool { open.last.map { $0.isMapping && !$0.awaitsValue } ?? false }
  /// Whether a whole value stands at the top.
  package var isWhole: Bool { open.isEmpty && !records.isEmpty }

  package func span(_ range: Range<Int>) -> SourceSpan {
    SourceSpan(source: source, start: range.lowerBound, end: range.upperBound)
  }

  package mutating func begin(
    _ form: DocumentTree.Form, at range: Range<Int>, budget: inout NodeBudget
  ) throws(LimitMet) {
    if expectsKey { diagnostics.report(.keyIsNoText(), at: span(range)) }
    try count(range, budget: &budget)
    guard open.count < limits.nesting else {
      diagnostics.report(.limit("nesting", "levels", limits.nesting), at: span(range))
      throw LimitMet()
    }
    open.append(Container(record: records.count, isMapping: form == .mapping))
    records.append(record(form, range, first: 0, last: 0))
  }

  package mutating func end(at offset: Int) {
    guard let container = open.popLast() else { return }
    records[container.record].end = UInt32(clamping: max(offset, Int(records[container.record].start)))
    records[container.record].first = container.count
    records[container.record].last = UInt32(clamping: records.count)
  }

  /// A scalar that stands in the source as it is.
  package mutating func scalar(
    _ form: DocumentTree.Form, at range: Range<Int>, text: Range<Int>, budget: inout NodeBudget
  ) throws(LimitMet) {
    try scalar(form, at: range, bytes: bytes[text], first: text.lowerBound, budget: &budget)
  }

  /// A scalar whose text is another than the source's.
  package mutating func scalar(
    _ form: DocumentTree.Form, at range: Range<Int>, unfolded text: some Collection<UInt8>, budget: inout NodeBudget
  ) throws(LimitMet) {
    let first = unfolded.count
    unfolded.append(contentsOf: text)
    try scalar(form, at: range, bytes: unfolded[first...], first: bytes.count + first, budget: &budget)
  }

  private mutating func scalar(
    _ form: DocumentTree.Form, at range: Range<Int>, bytes text: ArraySlice<UInt8>, first: Int,
    budget: inout NodeBudget
  ) throws(LimitMet) {
    if expectsKey {
      guard text.count <= limits.keyBytes else {
        diagnostics.report(.limit("key-bytes", "bytes", limits.keyBytes), at: span(range))
        throw LimitMet()
      }
      checkDuplicate(text, at: range)
    } else if text.count > limits.scalarBytes {
      diagnostics.report(.limit("scalar-bytes", "bytes", limits.scalarBytes), at: span(range))
      throw LimitMet()
    }
    try count(range, budget: &budget)
    records.append(record(form, range, first: first, last: first + text.count))
  }

  /// Keys are compared by their text: quoting makes no other key.
  private mutating func checkDuplicate(_ key: ArraySlice<UInt8>, at range: Range<Int>) {
    guard let container = open.indices.last else { return }
    let here = span(range)
    if let first = open[container].keys[key] {
      let name = String(decoding: key, as: UTF8.self)
      diagnostics.report(
        .duplicateKey(name), at: here, notes: [Note("the first one stands here", at: first)],
        cause: "\(open[container].record) \(name)")
    } else {
      open[container].keys[key] = here
    }
  }

  private mutating func count(_ range: Range<Int>, budget: inout NodeBudget) throws(LimitMet) {
    guard budget.spend() else {
      diagnostics.report(.limit("nodes", "nodes", budget.limit), at: span(range))
      throw LimitMet()
    }
    guard let container = open.indices.last else { return }
    if open[container].isMapping {
      open[container].awaitsValue.toggle()
      if open[container].awaitsValue { open[container].count += 1 }
    } else {
      open[container].count += 1
    }
  }

  private func record(
    _ form: DocumentTree.Form, _ range: Range<Int>, first: Int, last: Int
  ) -> DocumentTree.Record {
    DocumentTree.Record(
      form: form, start: UInt32(clamping: range.lowerBound), end: UInt32(clamping: range.upperBound),
      first: UInt32(clamping: first), last: UInt32(clamping: last))
  }

  /// The tree of what was read; `isComplete` is false where reading ended early. What was open is closed; a key that
  /// had no value yet is dropped.
  package consuming func finish(isComplete: Bool) -> DocumentTree {
    while let container = open.last {
      if container.isMapping, container.awaitsValue {
        records.removeLast()
        open[open.count - 1].count -= 1
      }
      end(at: Int(records.last?.end ?? 0))
    }
    return DocumentTree(source: source, bytes: bytes, unfolded: unfolded, records: records, isComplete: isComplete)
  }
}
