package import PolicyCompiler
package import SourceText

/// What is known of a code: a diagnostic of a policy or proposal, or a built-in reason of a decision.
package enum CodePage: Sendable {
  case diagnostic(DiagnosticKind)
  case reason(ReasonKind)

  /// All of them: diagnostics by their codes, then reasons in the order of the gates.
  package static var all: [CodePage] { DiagnosticKind.all.map { .diagnostic($0) } + ReasonKind.all.map { .reason($0) } }

  package var code: String {
    switch self {
    case .diagnostic(let kind): kind.code
    case .reason(let kind): kind.code
    }
  }

  /// In a line: what it is.
  package var kind: String {
    switch self {
    case .diagnostic(let kind): kind.severity == .information ? "note" : kind.severity.rawValue
    case .reason(let kind): "reason, " + kind.classes.map(\.words).joined(separator: " or ")
    }
  }

  /// In a sentence or two: why it is one, or what it means.
  package var meaning: String {
    switch self {
    case .diagnostic(let kind): kind.explanation
    case .reason(let kind): kind.meaning
    }
  }

  /// The page of a code; of `missing.FIELD` that of `missing`.
  package static func find(_ code: String) -> CodePage? {
    let isMissing = code.hasPrefix("missing.") && code.utf8.count > "missing.".utf8.count
    return all.first { $0.code == (isMissing ? "missing" : code) }
  }

  /// The nearest code, where one is near.
  package static func nearest(to code: String) -> String? { SourceText.nearest(to: code, among: all.map(\.code)) }
}

extension Example {
  /// Its files as they stand, with a line that names each where there are several.
  func shown(comment: String) -> String {
    files.map { file in
      let text = file.source.bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        .map { visible(bytes: $0) }.joined(separator: "\n")
      let trimmed = text.hasSuffix("\n") ? String(text.dropLast()) : text
      return files.count > 1 ? "\(comment) \(file.name)\n\(trimmed)" : trimmed
    }.joined(separator: "\n")
  }
}
