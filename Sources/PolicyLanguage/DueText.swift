package import DocumentTree
package import Description
package import PolicyBasics
package import PolicyChecker
package import SourceText

/// When a duty is due (S46): before a stage, or a span before or after a day.
package enum Due: ScalarValue, Hashable {
  case before(Stage)
  case span(DeadlineSpan, before: Bool, anchor: String)

  /// The days that a span may be counted from; any other word is a `date` attribute of the proposal.
  package static let anchors = ["use", "release", "start", "end", "agreement-end"]

  package static var shape: Shape { .due }
  package static var expected: DiagnosticText { Shape.expectedDue }
  package static func help(for text: String) -> DiagnosticText {
    if let stage = Stage(rawValue: text), stage != .after { return "write `before \(text: text)`" }
    if DeadlineSpan(bytes: ArraySlice(text.utf8)) != nil {
      return "say what it is counted from, such as \(name: text + " after use")"
    }
    return "write a number, its unit, `before` or `after`, and one of \(list: anchors, joinedBy: "or")"
  }

  package init?(scalar bytes: ArraySlice<UInt8>, form: Node.Form) {
    let words = bytes.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    if words.count == 2, words[0] == "before", let stage = Stage(rawValue: words[1]), stage != .after {
      self = .before(stage)
      return
    }
    guard words.count == 4, words[2] == "before" || words[2] == "after",
      identifierProblem(words[3], dots: false) == nil,
      let span = DeadlineSpan(bytes: ArraySlice("\(words[0]) \(words[1])".utf8))
    else { return nil }
    self = .span(span, before: words[2] == "before", anchor: words[3])
  }
}

extension DeadlineSpan: ScalarValue {
  package static var shape: Shape { .deadlineSpan }
  package static var expected: DiagnosticText { Shape.expectedDeadlineSpan }
  package static func help(for text: String) -> DiagnosticText {
    "write a number and `business-days`, `days`, `weeks`, `months` or `hours`"
  }
  package init?(scalar bytes: ArraySlice<UInt8>, form: Node.Form) { self.init(bytes: bytes) }
}
