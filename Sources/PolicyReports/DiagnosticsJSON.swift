package import PolicyBasics
package import SourceText

extension Diagnostic {
  /// A finding as `--format json` lists it.
  package func json(_ locator: Locator) -> JSONValue {
    func place(_ span: SourceSpan) -> JSONValue {
      guard span != .nowhere else { return .null }
      let location = locator.location(of: span)
      return .object([
        ("file", .string(location.file)), ("line", .int(location.line)), ("column", .int(location.column)),
      ])
    }
    return .object([
      ("code", .string(kind.code)), ("severity", .string(severity.rawValue)),
      ("message", .string(message.text.description)),
      ("help", message.help.map { .string($0.description) } ?? .null), ("where", place(span)),
      (
        "notes",
        .array(notes.map { .object([("message", .string($0.text.description)), ("where", place($0.span))]) })
      ), ("more-places", .int(repetitions)),
    ])
  }
}
