/// Why bytes are not read as a compiled policy. Nothing of such a file is used.
@nonexhaustive
public enum CompiledPolicyError: Error, Hashable, Sendable {
  /// They do not begin as a compiled policy does.
  case notAPolicy
  /// They end before the policy does: the file was cut.
  case truncated
  /// A later version of policyc wrote them, in a form that this one does not know.
  case newerFormat(found: Int, supported: Int)
  /// The policy is written in a later language than this version knows, and is not read as another one.
  case newerLanguage(found: Int, supported: Int)
  /// They are not as they were written: one was changed, or some were added.
  case checksum
  /// They are as they were written, and what is written is no policy: a table contradicts itself or another one.
  ///
  /// The text says which table and what, in words; it quotes nothing that was read.
  case malformed(String)
  /// There are more than the limit that was given, or than a table may hold.
  case tooLarge(limit: Int)
}

extension CompiledPolicyError: CustomStringConvertible {
  /// One clause, without a full stop.
  public var description: String {
    switch self {
    case .notAPolicy: "the file is no compiled policy"
    case .truncated: "the compiled policy is cut short"
    case .newerFormat(let found, let supported):
      "the compiled policy has format \(found), and this version reads format \(supported)"
    case .newerLanguage(let found, let supported):
      "the compiled policy is written in language \(found), and this version knows language \(supported)"
    case .checksum: "the compiled policy was altered: its checksum is not that of its contents"
    case .malformed(let what): "the compiled policy contradicts itself: \(what)"
    case .tooLarge(let limit): "the compiled policy is larger than the limit of \(limit)"
    }
  }
}
