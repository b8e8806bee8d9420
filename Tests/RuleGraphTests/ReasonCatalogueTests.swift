import PolicyBasics
import PolicyChecker
import PolicyCompiler
import PolicyReports
import SourceText
import TestKit
import Testing

/// Each built-in reason has a page, and its example is its test.
@Suite struct ReasonCatalogueTests {
  @Test(arguments: ReasonKind.all.map(\.code))
  func `S23, S24: the example of a reason has it, and without its changes it is allowed`(code: String) throws {
    let kind = try #require(ReasonKind.all.first { $0.code == code })
    let (findings, decision) = kind.example.decide()
    #expect(!findings.hasErrors, "\(findings.all.map(\.message.text.description))")
    let changed = try #require(decision)
    #expect(changed.effect == .deny)
    let codes = Set(changed.reasons.map { $0.code.hasPrefix("missing.") ? "missing" : $0.code })
    #expect(codes == Set([code] + kind.example.besides.map(\.rawValue)))
    for reason in changed.reasons where reason.code.hasPrefix(code) {
      #expect(kind.classes.contains(reason.reasonClass))
    }
    #expect(kind.classes == kind.classes.sorted())
    // Each change changes something, and something that stands once.
    #expect(
      kind.example.changes.isEmpty || kind.example.policyText != ReasonExample.policy
        || kind.example.proposalText != kind.example.unchanged.proposalText)
  }

  @Test(arguments: ReasonKind.all.map(\.code)) func `what an example changes is there`(code: String) throws {
    let example = try #require(ReasonKind.all.first { $0.code == code }).example
    for change in example.changes {
      let text = change.isOfPolicy ? ReasonExample.policy : example.unchanged.proposalText
      #expect(text.contains(change.from), "\(change.from)")
    }
  }

  @Test func `the proposals of the examples are allowed, and the policy has no finding`() throws {
    for example in [ReasonKind(.duty).example.unchanged, ReasonKind(.approval).example.unchanged] {
      let (findings, decision) = example.decide()
      #expect(findings.all.map(\.message.text.description) == [])
      #expect(try #require(decision).reasons.map(\.code) == [])
    }
  }

  @Test func `each code is that of one page`() {
    let codes = CodePage.all.map(\.code)
    #expect(Set(codes).count == codes.count)
    #expect(CodePage.find("missing.tool.agreement")?.code == "missing")
    #expect(CodePage.find("missing.") == nil)
    #expect(CodePage.find("nothing-of-the-kind") == nil)
    #expect(CodePage.nearest(to: "unknown-kye") == "unknown-key")
  }

  @Test(arguments: CodePage.all.map(\.code)) func `explain reads as committed`(code: String) throws {
    let page = try #require(CodePage.find(code))
    let text = page.text(paint: Paint(isOn: false), width: 100)
    #expect(Golden.difference(text, from: "explain/\(code).txt") == nil)
    #expect(!text.unicodeScalars.contains { ($0.value < 0x20 && $0 != "\n") || (0x7F...0x9F).contains($0.value) })
  }

  @Test func `the list of codes reads as committed`() {
    let text = CodePage.list(paint: Paint(isOn: false), width: 100)
    #expect(Golden.difference(text, from: "explain-list.txt") == nil)
  }
}
