import Description
import PolicyBasics
import PolicyLanguage
package import SourceText

extension DiagnosticKind {
  package static let spanInHours = DiagnosticKind(
    code: "span-in-hours", severity: .error,
    explanation:
      "How long a signature or an attestation counts is counted in days, weeks or months: a signature has a day, and no hour.",
    bad: """
      rules:
        brief:
          oblige: [action]
          do: Read the page on AI.
          lasts: 1️⃣36 hours
          because: Who has read it knows what to look for.
          source: [Board policy 3245]
      """,
    good: """
      rules:
        brief:
          oblige: [action]
          do: Read the page on AI.
          lasts: 2 days
          because: Who has read it knows what to look for.
          source: [Board policy 3245]
      """)
}

extension Message {
  static func spanInHours(_ span: TimeSpan) -> Message {
    Message(
      .spanInHours, "expected days, weeks or months, found \(span)", label: "no days",
      help: "write days, such as `2 days`")
  }
}

extension Findings {
  /// S5, S33, S47: what is counted from a day is counted in days.
  mutating func findSpansInHours() {
    let spans = [head?.approvalsLapse] + names.rules.table.elements.map(\.value.lasts)
    for span in spans.compactMap({ $0 }) {
      guard case .seconds = span.value, let place = span.span else { continue }
      report(.spanInHours(span.value), at: place)
    }
  }
}
