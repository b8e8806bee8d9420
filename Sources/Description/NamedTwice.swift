import DocumentTree
package import SourceText

extension DiagnosticKind {
  package static let namedTwice = DiagnosticKind(
    code: "named-twice", severity: .error,
    explanation: "An id that stands twice in a list counts once: somebody meant another one.",
    bad: """
      roles: {superintendent: {title: Superintendent}, board-chair: {title: Chair of the Board}}
      rules:
        two-sign:
          require: [pilot]
          approvals: [{at-least: 2, of: [superintendent, 1️⃣superintendent]}]
          because: Two people look at every pilot.
          source: [Board policy 3245]
        chair-signs:
          require: [pilot]
          approvals: [board-chair]
          because: The board knows of every pilot.
          source: [Board policy 3245]
      """,
    good: """
      roles: {superintendent: {title: Superintendent}, board-chair: {title: Chair of the Board}}
      rules:
        two-sign:
          require: [pilot]
          approvals: [{at-least: 2, of: [superintendent, board-chair]}]
          because: Two people look at every pilot.
          source: [Board policy 3245]
      """)
}

extension Message {
  package static func namedTwice(_ id: String) -> Message {
    Message(.namedTwice, "\(name: id) stands twice in one list", label: "the second one", help: "keep one of the two")
  }
}

extension NodeDecoder {
  /// Reports what stands in a list for the second time. In proposals that is invalid, and found where they are prepared.
  package mutating func reportRepeated(_ items: [(name: String, span: SourceSpan)]) {
    guard items.count > 1, !allowsEmpty else { return }
    var seen: [String: SourceSpan] = [:]
    for item in items {
      if let first = seen[item.name] {
        report(.namedTwice(item.name), at: item.span, notes: [Note("the first one stands here", at: first)])
      } else {
        seen[item.name] = item.span
      }
    }
  }
}
