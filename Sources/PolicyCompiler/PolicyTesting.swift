import Description
package import PolicyBasics
public import PolicyChecker
import PolicyLanguage
package import SourceText

/// What came of the tests that a policy set states (S54).
public struct PolicyTesting: Sendable {
  /// A test and what came of it.
  public struct Outcome: Sendable {
    /// As the set calls it.
    public let id: String
    /// What the policy says of the test's proposal.
    public let decision: Decision
    /// What differs from what is expected; empty for a test that passes.
    public let differences: [String]
    package let span: SourceSpan

    /// Whether it says what the test expects.
    public var passes: Bool { differences.isEmpty }
  }

  /// In the order of the tests' names; of sets that are extended first.
  public private(set) var outcomes: [Outcome] = []
  /// How many tests did not pass.
  public var failures: Int { outcomes.count { !$0.passes } }

  /// The tests of the set, and those of the sets that it extends, each against its own set (S65).
  ///
  /// - Parameters:
  ///   - proposals: the proposals of tests that name a file, by that name.
  ///   - today: the as-of day of a pilot whose test states none.
  package init(_ compilation: PolicyCompilation, _ policy: CompiledPolicy, proposals: [String: Proposal], today: Day) {
    for base in compilation.bases {
      if let policy = base.policy { run(base, policy, proposals: proposals, today: today) }
    }
    run(compilation, policy, proposals: proposals, today: today)
  }

  private mutating func run(
    _ compilation: PolicyCompilation, _ policy: CompiledPolicy, proposals: [String: Proposal], today: Day
  ) {
    for declaration in compilation.names.tests.table.elements {
      let test = declaration.value
      let stated = test.proposal ?? test.file.flatMap { proposals[compilation.root + $0.value.text] }
      let proposal = stated ?? .unread()
      let prepared = policy.prepare(proposal)
      let asOf = test.asOf?.value ?? (proposal.kind == .action && proposal.at != nil ? nil : today)
      let decision = policy.explain(prepared, asOf: asOf, remedies: false)
      outcomes.append(
        Outcome(
          id: declaration.id, decision: decision,
          differences: stated == nil
            ? ["its file holds no proposal"] : PolicyTesting.differences(decision, expected: test),
          span: declaration.span))
    }
  }

  /// The files that tests name, relative to the root of the set that is checked; each once.
  package static func files(of compilation: PolicyCompilation) -> [String] {
    let names = (compilation.bases + [compilation]).flatMap { compilation in
      compilation.names.tests.table.elements.compactMap { $0.value.file.map { compilation.root + $0.value.text } }
    }
    return Set(names).sorted()
  }

  private static func differences(_ decision: Decision, expected test: PolicyTest) -> [String] {
    var result: [String] = []
    if decision.effect != test.expect.value {
      result.append("expected \(test.expect.value.rawValue), found \(decision.effect.rawValue)")
    }
    if let expected = test.expectedClass?.value, decision.reasonClass != expected {
      result.append("expected class \(expected.rawValue), found \(decision.reasonClass?.rawValue ?? "none")")
    }
    let codes = Set(decision.reasons.map(\.code))
    func compare(_ what: String, expected: Set<String>, found: Set<String>, exactly: Bool) {
      for code in expected.subtracting(found).sorted() { result.append("\(what) `\(code)` is expected and not found") }
      guard exactly else { return }
      for code in found.subtracting(expected).sorted() { result.append("\(what) `\(code)` is found and not expected") }
    }
    if let reasons = test.reasons {
      compare("the reason", expected: Set(reasons.map(\.value.text)), found: codes, exactly: true)
    }
    if let reasons = test.reasonsInclude {
      compare("the reason", expected: Set(reasons.map(\.value.text)), found: codes, exactly: false)
    }
    if let obligations = test.obligations {
      compare(
        "the obligation", expected: Set(obligations.map(\.id)), found: Set(decision.obligations.map(\.rule)),
        exactly: true)
    }
    return result
  }
}
