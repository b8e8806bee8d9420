import Description
import PolicyBasics
import PolicyLanguage
package import SourceText

extension DiagnosticKind {
  package static let reviewOverdue = DiagnosticKind(
    code: "review-overdue", severity: .warning,
    explanation: "The committee set itself a day by which it looks at the whole set again, and that day is over.",
    bad: head(reviewBy: "1️⃣2026-09-30"),
    good: head(reviewBy: "2027-05-14"))

  private static func head(reviewBy: String) -> Example {
    .set(
      .init(
        "policy.yaml",
        """
        policy:
          id: example
          title: Example district
          version: 1.0.0
          language: 1
          time-zone: America/Los_Angeles
          review-by: \(reviewBy)

        """))
  }
}

extension Message {
  static func reviewOverdue(_ day: Day) -> Message {
    Message(
      .reviewOverdue, "the committee was to review the whole set by \(day)", label: "over",
      help: "review it, and set the next `review-by`")
  }
}

extension GraphChecks {
  mutating func findOverdueReview() {
    guard let asOf, let reviewBy = head?.reviewBy, reviewBy.value < asOf else { return }
    report(.reviewOverdue(reviewBy.value), at: reviewBy.span ?? .nowhere)
  }
}
