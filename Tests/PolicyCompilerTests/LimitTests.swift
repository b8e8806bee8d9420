import Description
import PolicyBasics
import PolicyChecker
import PolicyLanguage
import SourceText
import Testing

@testable import PolicyCompiler

/// The limits of the compiler's own, each at n and at n + 1.
@Suite struct LimitTests {
  private static let names: Names = {
    let text = """
      policy: {id: a, title: A, version: "1", language: 1, time-zone: UTC}
      roles: {a: {title: A, includes: [b]}, b: {title: B, includes: [c]}, c: {title: C}}
      """
    return PolicyCompilation([SourceFile(name: "policy.yaml", bytes: Array(text.utf8))]).names
  }()

  /// HeldRoles.mostSteps
  @Test func holdings() {
    var held = HeldRoles(Self.names)
    let isRoom = held.spend(10_000_000)
    #expect(isRoom)
    #expect(held.exceededLimit == nil)
    let isMore = held.spend(1)
    #expect(!isMore)
    #expect(held.exceededLimit?.most == 10_000_000)
    #expect(held.exceededLimit.map { "\($0.name)" } == "holdings")
  }

  /// RoleInclusion.mostWords: two roles include others, each in one word.
  @Test func `included-roles`() {
    #expect(RoleInclusion(Self.names, mostWords: 2).isComplete)
    #expect(!RoleInclusion(Self.names, mostWords: 1).isComplete)
    #expect(RoleInclusion(Self.names).isComplete)
  }

  /// Diagnostics.mostKept
  @Test func `findings are counted, and the first 1,000 of a severity kept`() {
    var diagnostics = Diagnostics()
    for count in 1...1_001 {
      diagnostics.report(.unknownReference(to: "x", section: "data", nearest: nil), at: .nowhere)
      #expect(diagnostics.all.count == min(count, 1_000))
    }
    #expect(diagnostics.counts[.error] == 1_001)
  }
}
