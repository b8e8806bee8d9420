import Description
import DocumentTree
import DocumentTreeYAML
import PolicyBasics
import PolicyChecker
import PolicyCompiler
import PolicyLanguage
import ProposalCoding
import SourceText
import Testing

/// Fields by key, in the order of their keys.
func pairs(_ fields: [String: String]) -> [(key: String, value: String)] { fields.sorted { $0.key < $1.key } }

/// A policy as text and what it decides: the one way in for tests that say more than a test of a set can.
struct Subject {
  let policy: CompiledPolicy

  /// - Parameter text: sections that join the vocabulary of `Tests/Sentences/policy.yaml`.
  init(_ text: String) throws {
    let vocabulary = try #require(SentenceSet.vocabulary)
    let compilation = PolicyCompilation([vocabulary, SourceFile(name: "own.yaml", bytes: Array(text.utf8))])
    let findings = compilation.diagnostics.all.filter { $0.kind.severity == .error }.map(\.message.text.description)
    #expect(findings == [])
    policy = try #require(compilation.policy)
  }

  func decide(_ proposal: String, on asOf: String? = nil, isJSON: Bool = false) throws -> Decision {
    let day = try asOf.map { try #require(Day($0)) }
    return policy.explain(policy.prepare(Subject.proposal(proposal, isJSON: isJSON)), asOf: day)
  }

  func prepare(_ proposal: String) -> PreparedProposal { policy.prepare(Subject.proposal(proposal)) }

  /// The codes of what speaks against a set: the vocabulary with these sections.
  static func findings(_ text: String) throws -> [String] {
    let vocabulary = try #require(SentenceSet.vocabulary)
    let compilation = PolicyCompilation([vocabulary, SourceFile(name: "own.yaml", bytes: Array(text.utf8))])
    #expect((compilation.policy == nil) == compilation.diagnostics.hasErrors)
    return Set(compilation.diagnostics.all.filter { $0.kind.severity == .error }.map(\.kind.code)).sorted()
  }

  /// The same with the text that each of them points at, in the order of the file.
  static func places(_ text: String) throws -> [(code: String, text: String)] {
    let vocabulary = try #require(SentenceSet.vocabulary)
    let compilation = PolicyCompilation([vocabulary, SourceFile(name: "own.yaml", bytes: Array(text.utf8))])
    return compilation.diagnostics.all.filter { $0.kind.severity == .error }.sorted { $0.span.start < $1.span.start }
      .map { finding in
        let bytes = compilation.sources.files[finding.span.source].bytes
        return (finding.kind.code, String(decoding: bytes[finding.span.range], as: UTF8.self))
      }
  }

  /// A proposal, in which `content: this` stands for the right fingerprint.
  static func proposal(_ text: String, isJSON: Bool = false) -> Proposal {
    let file = SourceFile(name: isJSON ? "proposal.json" : "proposal.yaml", bytes: Array(text.utf8))
    let reading = ProposalReading(
      file, as: isJSON ? .json(.one) : .yaml, limits: .standard, knowsThisContent: true)
    return reading.proposals.first ?? .unread()
  }

  // MARK: Proposals

  /// An action that the vocabulary allows on 2026-10-01, with these fields in place of its own; empty: left out.
  static func action(_ changes: some Sequence<(key: String, value: String)> = KeyValuePairs<String, String>()) -> String
  {
    fields(
      [
        ("action", "write"), ("at", "2026-10-01T09:00:00-07:00"), ("actor", "{person: t.reed, roles: [teacher]}"),
        ("workflow", "letters"), ("tool", "assistant"), ("autonomy", "assist-draft"), ("impact", "none"),
        ("data", "[published]"), ("materials", "[]"), ("audiences", "[staff]"), ("sites", "[lincoln]"),
      ], changes)
  }

  /// A pilot that the vocabulary allows from 2026-10-05 to 2026-10-30.
  static func pilot(_ changes: some Sequence<(key: String, value: String)> = KeyValuePairs<String, String>()) -> String
  {
    fields(
      [
        ("pilot", "try-it"), ("requested-by", "{person: t.reed, roles: [teacher]}"), ("owner", "technology"),
        ("workflow", "letters"), ("tool", "assistant"), ("autonomy", "assist-draft"), ("impact", "none"),
        ("data", "[published]"), ("materials", "[]"), ("audiences", "[staff]"), ("sites", "[lincoln]"),
        ("starts", "2026-10-05"), ("ends", "2026-10-30"),
      ], changes)
  }

  private static func fields(_ own: [(String, String)], _ changes: some Sequence<(key: String, value: String)>)
    -> String
  {
    let changed = Set(changes.map(\.key))
    let all = own.filter { !changed.contains($0.0) } + changes.map { ($0.key, $0.value) }
    return all.filter { !$0.1.isEmpty }.map { "\($0.0): \($0.1)\n" }.joined()
  }

  /// A workflow like `letters`, with these fields besides or in place of its own.
  static func workflow(
    _ id: String, _ changes: some Sequence<(key: String, value: String)> = KeyValuePairs<String, String>()
  ) -> String {
    let body = fields(
      [
        ("title", id), ("status", "approved"), ("approved", "{by: council, on: 2026-06-18}"), ("owner", "technology"),
        ("autonomy", "human-approves-each"), ("impact", "determines"), ("tier", "high"),
        ("criteria", "{common: Weekly., measurable: Hours., low-risk: A person reads it., painful: Hours.}"),
        ("purpose", "writing"), ("data", "[published, staff-notes, records]"), ("materials", "[handbook, roster]"),
        ("audiences", "[community, staff]"), ("tools", "[assistant]"),
        ("actions", "{note: {stage: use}, write: {stage: draft}, send: {stage: release}, look-back: {stage: after}}"),
      ], changes)
    return "  \(id):\n" + body.split(separator: "\n").map { "    \($0)\n" }.joined()
  }

  /// A tool whose agreement has no end.
  static let endless = """
    tools:
      endless:
        title: Endless
        status: approved
        approved: {by: council, on: 2026-06-18}
        agreement: {data: [published, staff-notes, records], purposes: [writing]}

    """
}

extension Decision {
  /// Each reason with its subject and days, sorted as the decision has them.
  var outline: [String] {
    reasons.map { reason in
      let subject = reason.subject.map { " of \($0)" } ?? ""
      return "\(reason.code)\(subject) \(reason.from) to \(reason.until)"
    }
  }

  var codes: [String] { Array(Set(reasons.map(\.code))).sorted() }

  /// Until when the answer holds, and what ends it.
  var held: String? {
    holds.map { holds in
      let ends = holds.ends.isEmpty ? "" : ": \(holds.ends.joined(separator: ", "))"
      return "\(holds.from) to \(holds.until?.description ?? "open")\(ends)"
    }
  }

  var duties: [String] {
    obligations.map { "\($0.rule) \($0.state.rawValue)\($0.due.map { " until \($0)" } ?? "")" }
  }

  var runs: [String] {
    timeline.map { run in
      "\(run.from) to \(run.until) \(run.effect.rawValue)"
        + (run.reasons.isEmpty ? "" : ": \(run.reasons.joined(separator: ", "))")
    }
  }
}
