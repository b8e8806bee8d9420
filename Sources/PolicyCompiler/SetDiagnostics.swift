package import PolicyChecker
package import SourceText

extension DiagnosticKind {
  package static let head = DiagnosticKind(
    code: "head", severity: .error,
    explanation:
      "The head says which language and which time zone everything else is written in; without it nothing is known.",
    bad: .set(.init("policy.yaml", "1️⃣roles: {clerk: {title: Clerk}}\n")),
    good: "roles: {clerk: {title: Clerk}}")

  package static let unknownLanguage = DiagnosticKind(
    code: "unknown-language", severity: .error,
    explanation:
      "The language number fixes what a set means for good; a number that this version does not know is not read as another one.",
    bad: .set(.init("policy.yaml", head(language: "1️⃣99"))), good: .set(.init("policy.yaml", head())))

  package static let unknownTimeZone = DiagnosticKind(
    code: "unknown-time-zone", severity: .error,
    explanation: "The zone decides which calendar day it is when an action happens.",
    bad: .set(.init("policy.yaml", head(zone: "1️⃣America/Los_Angelas"))), good: .set(.init("policy.yaml", head())))

  package static let wrongFile = DiagnosticKind(
    code: "wrong-file", severity: .error,
    explanation:
      "A set is all *.yaml below its root. What looks like a part of it and is not read would be lost without a word.",
    bad: .set(.init("policy.yaml", head()), .init("roles.yml", "1️⃣roles: {clerk: {title: Clerk}}\n")),
    good: .set(.init("policy.yaml", head()), .init("roles.yaml", "roles: {clerk: {title: Clerk}}\n")))

  private static func head(language: String = "1", zone: String = "America/Los_Angeles") -> String {
    """
    policy:
      id: example
      title: Example district
      version: 1.0.0
      language: \(language)
      time-zone: \(zone)

    """
  }

  package static let wrongAttribute = DiagnosticKind(
    code: "wrong-attribute", severity: .error,
    explanation: "A tool or workflow states the district's own fields as `attributes` declares them.",
    bad: """
      attributes: {account: {on: [tool], type: choice, values: [district, personal]}}
      tools: {assistant: {title: Assistant, status: requested, account: 1️⃣public}}
      rules:
        own-accounts:
          deny: [action]
          when: {tool.account: personal}
          because: Work is done with accounts of the district.
          source: [Board policy 3245]
      """,
    good: """
      attributes: {account: {on: [tool], type: choice, values: [district, personal]}}
      tools: {assistant: {title: Assistant, status: requested, account: district}}
      rules:
        own-accounts:
          deny: [action]
          when: {tool.account: personal}
          because: Work is done with accounts of the district.
          source: [Board policy 3245]
      """)
}

extension Message {
  package static func headMissing() -> Message {
    Message(
      .head, "`policy.yaml` has no head: the section `policy` is missing", label: "no head",
      help: "add `policy:` with `id`, `title`, `version`, `language` and `time-zone`")
  }

  package static func secondHead() -> Message {
    Message(
      .head, "the section `policy` stands twice in the set", label: "the second one",
      help: "keep the one in `policy.yaml`")
  }

  package static func headElsewhere() -> Message {
    Message(
      .head, "the section `policy` stands in another file than `policy.yaml` at the root", label: "not here",
      help: "move it to `policy.yaml` at the root of the set, or take it out where that has one")
  }

  /// - Parameter alike: a file whose name differs in its letters alone.
  package static func noPolicyFile(alike: String? = nil) -> Message {
    Message(
      .wrongFile, "the folder has no `policy.yaml` at its root",
      help: alike.map { "rename \(name: $0) to `policy.yaml`, in small letters" }
        ?? "name the folder of a policy set, or add `policy.yaml` with the head")
  }

  package static func renameToYAML(_ ending: String) -> Message {
    Message(
      .wrongFile, "only `*.yaml` is read, and this file ends in \(name: ending)", label: "not read",
      help: "rename it, so that it ends in `.yaml`")
  }

  static func oddName() -> Message {
    Message(
      .wrongFile, "the file's name has an empty part, or `.` or `..` where a folder is expected", label: "not read",
      help: "name each file by its folders, seen from the root of the set: `rules/children.yaml`")
  }

  static func sameName() -> Message {
    Message(.wrongFile, "two files have this name", label: "not read", help: "give each file once")
  }

  package static func unknownLanguage(_ number: Int) -> Message {
    Message(
      .unknownLanguage,
      "the language \(number) is not known to this version, which reads language \(CompiledPolicy.newestLanguage)",
      label: "not known",
      help: "write `language: \(CompiledPolicy.newestLanguage)`, or use a later version of policyc")
  }

  package static func unknownTimeZone(_ name: String, nearest: String?) -> Message {
    Message(
      .unknownTimeZone, "no time zone is called \(name: name)", label: "not known",
      help: nearest.map { "the nearest name is \(name: $0)" } ?? "write a name such as `America/Los_Angeles`")
  }

  package static func wrongAttribute(
    _ key: String, _ found: Proposal.StatedValue, expected: DiagnosticText, help: DiagnosticText, owner: StaticString
  ) -> Message {
    Message(
      .wrongAttribute, "the attribute \(name: key) of a \(owner) expects \(expected), found \(found.described)",
      label: "not that", help: help)
  }
}
