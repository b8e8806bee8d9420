import Description
import PolicyBasics
import PolicyLanguage
package import SourceText

extension DiagnosticKind {
  package static let noSensitivity = DiagnosticKind(
    code: "no-sensitivity", severity: .error,
    explanation:
      "A class of data has its parent's sensitivity where it states none. One that lies within no other has nobody to take it from.",
    bad: """
      data:
        1️⃣board-minutes: {title: Minutes of the board}
      rules:
        no-minutes:
          deny: [pilot, action]
          when: {data: board-minutes}
          because: Minutes are written by people.
          source: [Board policy 3245]
      """,
    good: """
      data:
        board-minutes: {title: Minutes of the board, sensitivity: public}
      rules:
        no-minutes:
          deny: [pilot, action]
          when: {data: board-minutes}
          because: Minutes are written by people.
          source: [Board policy 3245]
      """)
}

extension Message {
  static func noSensitivity(_ id: String) -> Message {
    Message(
      .noSensitivity, "\(name: id) lies within no other class and states no sensitivity", label: "how sensitive?",
      help: "add `sensitivity`: `public`, `internal`, `confidential`, `restricted` or `prohibited`")
  }
}

extension GraphChecks {
  /// S11: a root states its sensitivity.
  mutating func findRootsWithoutSensitivity() {
    for declaration in names.data.table.elements
    where declaration.value.within == nil && declaration.value.sensitivity == nil
      && !declaration.states("sensitivity") && !declaration.states("within")
    {
      report(.noSensitivity(declaration.id), at: declaration.span)
    }
  }
}
