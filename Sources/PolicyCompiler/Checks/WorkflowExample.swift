import Description
import SourceText

extension DiagnosticKind {
  /// A workflow without a finding, and what it needs: a line of it can be left out or put in another's place.
  ///
  /// - Parameters:
  ///   - mark: stands before the workflow's id.
  ///   - key: the key of the line that is left out.
  ///   - lines: lines in place of those with the same keys; a mark may stand in them.
  ///   - role: what is declared of the role `clerk`.
  ///   - until: the last day on which anybody holds it.
  ///   - besides: further sections.
  static func exampleWorkflow(
    mark: String = "", without key: String? = nil, _ lines: [String: String] = [:],
    role: String = "{title: Clerk, review-hours: 5 hours per week}", until: String? = nil, besides: String = ""
  ) -> Example {
    let workflow = exampleLines.compactMap { line -> String? in
      line.key == key ? nil : "    \(line.key): \(lines[line.key] ?? line.value)"
    }
    return .policy(
      """
      workflows:
        \(mark)minutes:
      \(workflow.joined(separator: "\n"))
      data: {published-content: {title: Published, sensitivity: public}}
      roles: {clerk: \(role)}
      people: {j.lee: {holds: [{role: clerk, from: 2024-08-01\(until.map { ", until: \($0)" } ?? "")}]}}
      tools:
        assistant:
          title: Assistant
          status: pilot-only
          agreement: {from: 2026-07-01, until: 2027-06-30, data: [published-content], training: none}
      \(besides)
      """)
  }

  private static var exampleLines: KeyValuePairs<String, String> {
    [
      "title": "Minutes of meetings",
      "status": "pilot",
      "effective": "{from: 2026-08-01, until: 2027-06-30}",
      "owner": "clerk",
      "autonomy": "human-approves-each",
      "impact": "none",
      "criteria":
        "{common: Each week., measurable: Hours a week., low-risk: A person reads each page., painful: Ten hours a week.}",
      "volume": "10 per week",
      "effort": "{today: 60 minutes, with-ai: 20 minutes}",
      "data": "[published-content]",
      "tools": "[assistant]",
      "review": "[{what: every page, by: clerk, effort: 10 minutes}]",
      "metrics": "{hours: {title: Hours a week, better: lower, kind: time}}",
    ]
  }
}
