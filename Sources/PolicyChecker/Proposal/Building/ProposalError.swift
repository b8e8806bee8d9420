/// Why a proposal cannot be built. The fields are named as they are written in a proposal: `actor.person`.
@nonexhaustive
public enum ProposalError: Error, Hashable, Sendable {
  /// An id is written `[a-z0-9]+(-[a-z0-9]+)*`, at most 64 characters; those of persons and elements may have dots.
  case notAnID(field: String, found: String)
  /// A text says something, on one line where it is a title, without control characters.
  case notAText(field: String)
  /// A number has at most 15 digits, and a count is not negative.
  case notANumber(field: String)
  /// 40 of the digits 0-9 and a-f, then perhaps `-` and 24 more.
  case notAFingerprint(field: String, found: String)
  /// A field of pilots in an action, or of actions in a pilot.
  case notOfThisKind(field: String)
}

extension ProposalError: CustomStringConvertible {
  /// One clause, without a full stop. Quotes nothing that was given.
  public var description: String {
    switch self {
    case .notAnID(let field, _): "`\(field)` expects ids such as `family-handbook`"
    case .notAText(let field): "`\(field)` expects a text without control characters"
    case .notANumber(let field): "`\(field)` expects a number of at most 15 digits"
    case .notAFingerprint(let field, _): "`\(field)` expects 40 of the digits 0-9 and a-f, then perhaps `-` and 24 more"
    case .notOfThisKind(let field): "`\(field)` belongs to the other kind of proposals"
    }
  }
}
