package import PolicyBasics
package import SourceText

extension Diagnostics {
  /// The findings as `--format json` lists them, at most `limit`, in the order of the text.
  package func json(in sources: SourceMap, limit: Int) -> JSONValue {
    let locator = Locator(sources)
    func place(_ span: SourceSpan) -> JSONValue {
      guard span != .nowhere else { return .null }
      let location = locator.location(of: span)
      return .object([
        ("file", .string(location.file)), ("line", .int(location.line)), ("column", .int(location.column)),
      ])
    }
    return .array(
      sorted(in: sources).prefix(limit).map { diagnostic in
        .object([
          ("code", .string(diagnostic.kind.code)), ("severity", .string(diagnostic.severity.rawValue)),
          ("message", .string(diagnostic.message.text.description)),
          ("help", diagnostic.message.help.map { .string($0.description) } ?? .null), ("where", place(diagnostic.span)),
          (
            "notes",
            .array(
              diagnostic.notes.map {
                .object([("message", .string($0.text.description)), ("where", place($0.span))])
              })
          ), ("more-places", .int(diagnostic.repetitions)),
        ])
      })
  }

  /// How many of each severity there are, whether shown or not.
  package var countsJSON: JSONValue {
    .object(
      Severity.allCases.map { severity in
        let name =
          switch severity {
          case .error: "errors"
          case .warning: "warnings"
          case .information: "notes"
          }
        return (name, .int(counts[severity, default: 0]))
      })
  }
}
