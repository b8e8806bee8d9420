import Crypto
import PolicyBasics
import SourceText

// The byte form: `policyc` and a zero byte, the format's number (4 bytes), how long the tables are (8 bytes), SHA-256 over
// these and the tables (32 bytes), the tables. Numbers of the head have their lowest byte first.
//
// The checksum is SHA-256 since the checker has it already and no change goes unseen by it; of a policy of a megabyte it
// takes about a millisecond. It finds accidents. It is no signature: who can write the file can write its checksum, so
// what is read is checked as if anybody had written it.

extension CompiledPolicy {
  /// The number of the byte form that this version writes, and the newest that it reads.
  public static let format = 1
  /// The newest language that this version knows.
  public static let newestLanguage = 1
  /// The most bytes of a compiled policy that are read unless another limit is given: 16 MiB, as of a file of YAML.
  public static let mostBytes = 16 << 20

  /// Reads a policy that `policyc compile` wrote.
  ///
  /// Nothing of a file that is cut, altered, newer, or right in its checksum and wrong in its contents is used. What is
  /// read decides exactly as what was compiled did. Linear in the number of bytes.
  ///
  /// - Parameters:
  ///   - bytes: the whole file.
  ///   - mostBytes: a file of more bytes is refused before it is looked at.
  /// - Throws: ``CompiledPolicyError``, which says why nothing is read.
  public init(_ bytes: [UInt8], mostBytes: Int = CompiledPolicy.mostBytes) throws(CompiledPolicyError) {
    guard bytes.count <= mostBytes else { throw .tooLarge(limit: mostBytes) }
    try CompiledForm.checkHead(of: bytes)
    var coder = ByteCoder(reading: bytes, from: CompiledForm.headBytes)
    let tables = try coder.take(PolicyTables.self)
    guard coder.remaining == 0 else { throw .malformed("something stands behind the tables") }
    try TableCheck(tables).check()
    let policy = CompiledPolicy(tables)
    guard !policy.registerDiagnostics.contains(where: \.hasErrors) else {
      throw .malformed("pilots: one of the register does not decode")
    }
    self = policy
  }

  /// Reads a policy that `policyc compile` wrote, from bytes that are borrowed.
  ///
  /// As ``init(_:mostBytes:)``; the bytes are copied.
  ///
  /// - Throws: ``CompiledPolicyError``, which says why nothing is read.
  public init(_ bytes: Span<UInt8>, mostBytes: Int = CompiledPolicy.mostBytes) throws(CompiledPolicyError) {
    guard bytes.count <= mostBytes else { throw .tooLarge(limit: mostBytes) }
    // Copied, so that who lends the bytes may do with them what they like.
    try self.init(unsafe bytes.withUnsafeBufferPointer { unsafe Array($0) }, mostBytes: mostBytes)
  }

  /// The policy as bytes, the same for the same sources; ``init(_:mostBytes:)`` reads them.
  ///
  /// - Throws: ``CompiledPolicyError/malformed(_:)`` or ``CompiledPolicyError/tooLarge(limit:)`` where the bytes could not
  ///   be read again.
  public func bytes() throws(CompiledPolicyError) -> [UInt8] {
    try TableCheck(tables).check()
    return try CompiledForm.file(of: CompiledForm.bytes(of: tables))
  }
}

/// The head of the byte form, and what stands behind it.
package enum CompiledForm {
  /// What every compiled policy begins with.
  package static let magic = Array("policyc\0".utf8)
  private static let digestStart = magic.count + 4 + 8
  package static let headBytes = digestStart + 32

  /// The words of closed lists in the order of their numbers, a list a line: what a number of the bytes means.
  package static var words: [String] {
    func list<Word: CodedWord>(_: Word.Type) -> String {
      "\(String(reflecting: Word.self)): " + Word.allCases.map { "\($0)" }.joined(separator: " ")
    }
    return [
      list(Gate.self), list(ReasonClass.self), list(ItemField.self), list(Formula.Operation.self),
      list(PolicyPath.Root.self), list(Demand.Kind.self), list(AttributeEntry.Kind.self), list(WorkflowStatus.self),
      list(ToolStatus.self), list(Stage.self), list(Sensitivity.self), list(Autonomy.self), list(Impact.self),
      list(Verdict.self), list(DeadlineSpan.Unit.self),
      "Fact: " + Fact.plain.map { "\($0)" }.joined(separator: " "),
      "MatchedField: " + MatchedField.plain.map { "\($0)" }.joined(separator: " "),
    ]
  }

  /// Tables without their head; whether they agree with one another is not looked at.
  package static func bytes(of tables: PolicyTables) throws(CompiledPolicyError) -> [UInt8] {
    var coder = ByteCoder(writing: TableSizes(tables))
    var tables = tables
    try tables.code(&coder)
    return coder.bytes
  }

  /// Tables behind their head, with the checksum that is right for them.
  package static func file(of tables: [UInt8]) -> [UInt8] {
    var file = magic
    for shift in 0..<4 { file.append(UInt8(truncatingIfNeeded: CompiledPolicy.format >> (8 * shift))) }
    for shift in 0..<8 { file.append(UInt8(truncatingIfNeeded: tables.count >> (8 * shift))) }
    file += checksum(head: file[...], tables: tables[...])
    return file + tables
  }

  /// The format is looked at before the length and the checksum: another one may have others.
  static func checkHead(of bytes: [UInt8]) throws(CompiledPolicyError) {
    guard bytes.starts(with: magic.prefix(bytes.count)), !bytes.isEmpty else { throw .notAPolicy }
    guard bytes.count >= headBytes else { throw .truncated }
    func number(_ range: Range<Int>) -> UInt64 {
      range.reversed().reduce(0) { $0 << 8 | UInt64(bytes[$1]) }
    }
    let format = number(magic.count..<(magic.count + 4))
    guard format <= UInt64(CompiledPolicy.format) else {
      throw .newerFormat(found: Int(format), supported: CompiledPolicy.format)
    }
    let length = number((magic.count + 4)..<digestStart)
    let there = UInt64(bytes.count - headBytes)
    guard length <= there else { throw .truncated }
    // One byte too many is a change as any other; no form before the first was ever written.
    guard length == there, format > 0,
      checksum(head: bytes[..<digestStart], tables: bytes[headBytes...]) == bytes[digestStart..<headBytes]
    else { throw .checksum }
  }

  static func checksum(head: ArraySlice<UInt8>, tables: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var hash = SHA256()
    unsafe head.withUnsafeBytes { unsafe hash.update(bufferPointer: $0) }
    unsafe tables.withUnsafeBytes { unsafe hash.update(bufferPointer: $0) }
    return Array(hash.finalize())[...]
  }
}
