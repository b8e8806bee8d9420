import Description
package import PolicyBasics
public import PolicyChecker
import PolicyLanguage
public import SourceText

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
    /// Where the test stands.
    public let place: Location
    /// Why its proposal, or its file, cannot be read, where the test fails and does not expect that.
    package let diagnostics: Diagnostics
    /// Where these have their places.
    package let sources: SourceMap

    /// Whether it says what the test expects.
    public var passes: Bool { differences.isEmpty }
    /// Why its proposal, or its file, cannot be read, where the test fails and does not expect that.
    public var findings: [Finding] { Finding.all(of: diagnostics, in: sources) }
  }

  /// In the order of the tests' names; of sets that are extended first.
  public private(set) var outcomes: [Outcome] = []
  /// How many tests did not pass.
  public var failures: Int { outcomes.count { !$0.passes } }

  /// The tests of the set, and those of the sets that it extends, each against its own set (S65).
  ///
  /// - Parameters:
  ///   - proposals: what stands in the files that tests name, by their names.
  ///   - today: the as-of day of a pilot whose test states none.
  package init(_ compilation: PolicyCompilation, _ policy: CompiledPolicy, proposals: [String: TestFile], today: Day) {
    for base in compilation.bases {
      if let policy = base.policy { run(base, policy, proposals: proposals, today: today) }
    }
    run(compilation, policy, proposals: proposals, today: today)
  }

  private mutating func run(
    _ compilation: PolicyCompilation, _ policy: CompiledPolicy, proposals: [String: TestFile], today: Day
  ) {
    let locator = Locator(compilation.sources)
    for declaration in compilation.names.tests.table.elements {
      let test = declaration.value
      var proposal = test.proposal ?? .unread()
      var diagnostics = Diagnostics()
      var differences: [String] = []
      if let file = test.file {
        let name = compilation.root + file.value.text
        switch TestFile.proposal(of: proposals[name], named: name) {
        case .success(let stated): proposal = stated
        case .failure(let refusal):
          proposal = .unread(refusal.message)
          diagnostics.report(refusal.message, at: file.span ?? declaration.span)
          differences = [refusal.message.text.description]
        }
      }
      let prepared = policy.prepare(proposal)
      let asOf = test.asOf?.value ?? (proposal.kind == .action && proposal.at != nil ? nil : today)
      let decision = policy.explain(prepared, asOf: asOf, remedies: false)
      var sources = compilation.sources
      if differences.isEmpty {
        differences = PolicyTesting.differences(decision, expected: test)
        if !differences.isEmpty, decision.reasonClass == .invalid {
          diagnostics = prepared.diagnostics
          if let origin = proposal.origin { sources = SourceMap([origin]) }
        }
      }
      outcomes.append(
        Outcome(
          id: declaration.id, decision: decision, differences: differences,
          place: locator.location(of: declaration.span), diagnostics: diagnostics, sources: sources))
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
    // S54: a slip of the pen denies whatever stands beside it: such a denial proves nothing but where it is meant.
    if decision.reasonClass == .invalid, test.expectedClass == nil, !test.expectsInvalid {
      result.append("it cannot be read as a proposal, and neither class nor reasons expect `invalid`")
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

extension PolicyTest {
  /// Whether its reasons say that the proposal does not decode.
  fileprivate var expectsInvalid: Bool {
    ((reasons ?? []) + (reasonsInclude ?? [])).contains { $0.value.text == Gate.invalid.rawValue }
  }
}
