import PolicyChecker
import PolicyCompiler
import SourceText

extension CodePage {
  /// What a generated page says near its top.
  package static let mark = "<!-- Made by `make generate`. -->"

  /// The page under `docs/diagnostics/` or `docs/reasons/`.
  package var markdown: String {
    var parts = [CodePage.mark, "# `\(code)`", "\(kind.prefix(1).uppercased() + kind.dropFirst()). \(meaning)"]
    switch self {
    case .diagnostic(let kind):
      let isJSON = kind.bad.files.last?.name.hasSuffix(".json") == true
      let language = isJSON ? "json" : "yaml"
      parts += [
        "## Reported", fenced(kind.bad.shown(comment: "#"), language),
        fenced(ExampleReading(kind.bad).rendered(kind), "text"), "## Clean",
        fenced(kind.good.shown(comment: "#"), language),
      ]
    case .reason(let kind):
      parts += ["**What helps:** \(kind.help)", "## A decision that has it", kind.example.introduction]
      if !kind.example.changesShown.isEmpty { parts.append(fenced(kind.example.changesShown, "diff")) }
      parts += [
        fenced(kind.example.decisionText(width: 100), "text"), "## Without the change",
        fenced(kind.example.unchanged.decisionText(width: 100), "text"),
        "The policy and the proposals of the examples stand in the [index](README.md#the-examples).",
      ]
    }
    return parts.joined(separator: "\n\n") + "\n"
  }

  private func fenced(_ text: String, _ language: String) -> String {
    "```\(language)\n\(text.hasSuffix("\n") ? String(text.dropLast()) : text)\n```"
  }

  /// The index of `docs/diagnostics/`.
  package static var diagnosticIndex: String {
    let rows = DiagnosticKind.all.map { kind in
      "| [`\(kind.code)`](\(kind.code).md) | \(kind.severity.rawValue) | \(kind.since) | \(cell(kind.explanation)) |"
    }
    return """
      \(mark)

      # Diagnostics

      What policyc says of a policy set or a proposal that it cannot read, that contradicts itself or that is weak. Errors
      leave nothing compiled. Below the language number that it is an error from, a finding is a warning that says so.
      `policyc explain CODE` prints a page.

      | code | severity | since | why |
      |---|---|---|---|
      \(rows.joined(separator: "\n"))

      """
  }

  /// The checks of the rule graph, for the index of findings in the reference.
  package static var findingIndex: String {
    let rows = GraphChecks.all.map { finding in
      let kind = finding.kind
      return "| [`\(kind.code)`](\(kind.code).md) | \(kind.severity.rawValue) | \(cell(kind.explanation)) |"
    }
    return """
      \(mark)

      # Findings of the rule graph

      The checks that run each time a set is compiled, in their order. What contradicts itself or could never happen is an
      error, what is missing or weak a warning. What depends on the day of the check is a warning.

      | code | severity | why |
      |---|---|---|
      \(rows.joined(separator: "\n"))

      """
  }

  /// The index of `docs/reasons/`, with what the examples begin with.
  package static var reasonIndex: String {
    let rows = ReasonKind.all.map { kind in
      let classes = kind.classes.map(\.words).joined(separator: ", ")
      return "| [`\(kind.code)`](\(kind.code).md) | \(classes) | \(cell(kind.meaning)) |"
    }
    return """
      \(mark)

      # Reasons

      Why a proposal is denied. A reason's code is one of these, or the id of a rule or red line of the policy, which says
      why itself. Codes only ever grow within a language number. `policyc explain CODE` prints a page.

      | code | class | means |
      |---|---|---|
      \(rows.joined(separator: "\n"))

      ## The examples

      Each page changes a part of this policy or of one of these two proposals, which are allowed as of 2026-10-01.

      ```yaml
      \(ReasonExample.policy)```

      ```yaml
      \(ReasonExample.actionProposal)```

      ```yaml
      \(ReasonExample.pilotProposal)```

      """
  }

  private static func cell(_ text: String) -> String {
    String(text.flatMap { $0 == "|" ? ["\\", "|"] : [$0] })
  }
}
