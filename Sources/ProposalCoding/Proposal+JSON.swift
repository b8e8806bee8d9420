import Description
import DocumentTree
public import PolicyChecker
import SourceText

extension Proposal {
  /// The most bytes of a proposal that are read unless another limit is given: 1 MiB.
  public static let mostBytes = 1 << 20

  /// Reads a pilot or an action from JSON (RFC 8259), the same fields as in YAML.
  ///
  /// Never fails: what cannot be read, has too many bytes or says nothing is a proposal too, and every policy denies it
  /// as invalid. The reason's message says what is wrong with it. Linear in the number of bytes; nested at most 64 deep.
  ///
  /// - Parameters:
  ///   - json: one JSON object.
  ///   - mostBytes: a proposal of more bytes is invalid.
  public init(json: [UInt8], mostBytes: Int = Proposal.mostBytes) {
    var limits = InputLimits.standard
    limits.fileBytes = mostBytes
    var budget = NodeBudget(limits)
    let file = SourceFile(name: "proposal", bytes: json)
    let reading = JSONReader.read(file, as: SourceID(rawValue: 0), limits: limits, budget: &budget)
    var decoder = NodeDecoder()
    decoder.isJSON = true
    let root = reading.documents.first?.root
    let read = root.flatMap { Proposal.read($0, with: &decoder) }
    self = read ?? Proposal()
    bytes = json
    diagnostics.append(reading.diagnostics)
    diagnostics.append(decoder.diagnostics)
    // What is no proposal at all is never taken for one that has nothing to hide.
    if read == nil, !diagnostics.hasErrors {
      diagnostics.report(.neitherKind(nearest: nil), at: SourceSpan(source: SourceID(rawValue: 0), start: 0, end: 0))
    }
  }

  /// Reads a pilot or an action from JSON in bytes that are borrowed; as ``init(json:mostBytes:)``.
  public init(json: Span<UInt8>, mostBytes: Int = Proposal.mostBytes) {
    // One byte more than is read is enough to know that there are too many.
    let count = min(json.count, max(0, mostBytes) + 1)
    self.init(json: unsafe json.withUnsafeBufferPointer { unsafe Array($0.prefix(count)) }, mostBytes: mostBytes)
  }
}
