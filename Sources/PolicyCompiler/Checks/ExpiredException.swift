import Description
import PolicyBasics
import PolicyLanguage
package import SourceText

extension DiagnosticKind {
  package static let expiredException = DiagnosticKind(
    code: "expired-exception", severity: .warning,
    explanation:
      "An exception that has ended lifts nothing any more. Kept for a while it tells why something is denied again; then it is a leftover.",
    bad: exception(until: "1️⃣2026-06-30"),
    good: exception(until: "2027-04-30"))

  private static func exception(until: String) -> Example {
    .policy(
      """
      roles: {superintendent: {title: Superintendent}}
      sites: {lincoln-es: {title: Lincoln}}
      rules:
        short:
          require: [pilot]
          that: {duration: {at-most: 90 days}}
          waivable: true
          because: A pilot ends within a term.
          source: [Board policy 3245]
      exceptions:
        library:
          rule: short
          sites: [lincoln-es]
          effective: {from: 2026-01-05, until: \(until)}
          granted-by: superintendent
          because: A library shows its worth late.
      """)
  }
}

extension Message {
  static func expiredException(_ id: String, on day: Day, grantedBy: String) -> Message {
    Message(
      .expiredException, "the exception \(name: id), granted by \(name: grantedBy), ended on \(day)", label: "over",
      help: "grant it anew with a later end, or take it out")
  }
}

extension GraphChecks {
  mutating func findExpiredExceptions() {
    guard let asOf else { return }
    for exception in names.exceptions.table.elements {
      // An end before the beginning is an error of its own.
      let days = exception.value.effective
      guard let until = days.until, until.value < asOf, days.from.map({ $0.value <= until.value }) ?? true else {
        continue
      }
      report(
        .expiredException(exception.id, on: until.value, grantedBy: exception.value.grantedBy.id),
        at: until.span ?? exception.span)
    }
  }
}
