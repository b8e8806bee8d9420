import DocumentTree
import PolicyBasics
import PolicyCompiler
import SourceText
import Testing

/// What the checks of the whole set find in a set and what it extends.
@Suite struct LayerFindingTests {
  private static let state =
    State.head + """
      data: {published: {title: Published, sensitivity: public}}
      roles: {clerk: {title: Clerk}}
      materials: {handbook: {title: Handbook, data: [published], until: 2026-09-30}}
      rules:
        handbook:
          deny: [action]
          when: {materials: handbook}
          because: It is read again first.
          source: [Act 1]

      """

  /// Codes and places of all findings on a day.
  private static func findings(_ texts: String...) -> [String] {
    let files = zip(texts, ["policy.yaml", "../state/policy.yaml"]).map { text, name in
      SourceFile(name: name, bytes: Array(text.utf8))
    }
    return PolicyCompilation(files, asOf: Day("2026-10-05")).findings.map { finding in
      "\(finding.code) \(finding.place?.file ?? ""):\(finding.place?.line ?? 0)"
    }
  }

  @Test func `S65: what is wrong in a base's file is said once, by the check of a lower set too`() {
    #expect(Self.findings(Self.state) == ["unused policy.yaml:10", "lapsed-material policy.yaml:11"])
    #expect(Self.findings(State.districtHead, Self.state) == ["lapsed-material ../state/policy.yaml:11"])
  }

  @Test func `S65: a set need not use what its base declares; what it declares itself it does`() {
    let own = "roles: {aide: {title: Aide}}\n"
    #expect(
      Self.findings(State.districtHead + own, Self.state)
        == ["lapsed-material ../state/policy.yaml:11", "unused policy.yaml:9"])
  }

  @Test func `S64: a key that is misspelt in a lower set is reported as that and lacks nowhere`() {
    for district in [
      "exceptions: {camp-for-a-year: {effective: {untl: 2027-06-30}}}\n",
      "rules: {own: {deny: [action], always: true, becuase: No., source: [Act 9]}}\n",
    ] {
      #expect(Layers.on(district).findings.map { $0.prefix(11) } == ["unknown-key"])
    }
  }

  @Test func `S64: what a rule of the language asks for may stand in either set, and must stand in one`() {
    #expect(Layers.on("tools: {bare: {because: Not here., status: refused}}\n").findings == [])
    #expect(
      Layers.on("tools: {bare: {status: refused}}\n").findings.map { $0.prefix(11) } == ["missing-key"])
    // The base says who approved it.
    #expect(Layers.on("tools: {assistant: {status: approved}}\n").findings == [])
  }
}
