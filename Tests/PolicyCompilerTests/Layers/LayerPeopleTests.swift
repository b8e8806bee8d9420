import PolicyCompiler
import SourceText
import Testing

@Suite struct LayerPeopleTests {
  /// The state without attested roles: it lists who holds what.
  private static let state =
    State.head.replacing("  role-holders: attested\n", with: "") + State.sections + """
      people:
        a.kim: {holds: [{role: director, from: 2026-01-01}]}
        d.one: {holds: [{role: director, from: 2026-01-01}]}
        c.two: {holds: [{role: counsel, from: 2026-01-01}]}
        c.clerk: {holds: [{role: clerk, from: 2026-01-01}]}
        r.ortiz: {holds: [{role: officer, from: 2026-01-01}]}
        j.lee: {holds: [{role: specialist, from: 2026-01-01}]}
        s.lane: {holds: [{role: specialist, from: 2026-01-01}]}

      """

  private static func reasons(_ district: String, _ proposal: String) -> [String] {
    let head = State.districtHead.replacing("  role-holders: attested\n", with: "")
    let layers = Layers(head + district + "\n", state)
    return layers.findings.isEmpty ? layers.reasons(proposal) : layers.findings
  }

  @Test(arguments: [
    ("", State.action, []), ("", State.pilot, []),
    ("people: {a.kim: {conflicts: [assistant]}}", State.action, ["review"]),
    ("people: {a.kim: {holds: [{role: director, from: 2026-01-01, until: 2026-10-04}]}}", State.action, ["review"]),
    ("people: {a.kim: {holds: [{role: director, from: 2026-01-01}], notes: Ours.}}", State.action, []),
    (
      "people: {j.lee: {holds: [{role: specialist, from: 2026-01-01, until: 2026-10-04}]}}", State.action,
      ["role-not-held", "used-by"]
    ),
    ("people: {r.ortiz: {holds: [{role: officer, from: 2026-01-01, until: 2026-09-30}]}}", State.pilot, ["approval"]),
    ("people: {d.one: {conflicts: [assistant, second]}}", State.pilot, ["approval"]),
  ]) func `S64: of a base's person more conflict and an earlier end`(
    district: String, proposal: String, reasons: [String]
  ) {
    #expect(Self.reasons(district, proposal) == reasons)
  }

  @Test func `S64: more persons`() {
    let byAnother = State.action.replacing("by: a.kim", with: "by: n.new")
    #expect(Self.reasons("", byAnother) == ["review"])
    #expect(Self.reasons("people: {n.new: {holds: [{role: director, from: 2026-01-01}]}}", byAnother) == [])
  }

  @Test func `S65: a district that lists its people does not take roles by their word, whatever its base does`() {
    let head = State.districtHead.replacing("  role-holders: attested\n", with: "")
    let layers = Layers(
      head + "people: {j.lee: {holds: [{role: specialist, from: 2026-01-01}]}}\n", State.head + State.sections)
    #expect(layers.findings == [])
    #expect(layers.reasons(State.action) == ["review"])
  }
}
