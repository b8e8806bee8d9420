import Description
import PolicyBasics
import PolicyLanguage
package import SourceText

extension DiagnosticKind {
  package static let lapsedMaterial = DiagnosticKind(
    code: "lapsed-material", severity: .warning,
    explanation:
      "A material whose review has run out is not used until its owner has read it again: proposals that name it are denied.",
    bad: """
      data: {published-content: {title: Published, sensitivity: public}}
      materials: {handbook: {title: Handbook, data: [published-content], reviewed: 2025-07-20, until: 1️⃣2026-06-30}}
      """,
    good: """
      data: {published-content: {title: Published, sensitivity: public}}
      materials: {handbook: {title: Handbook, data: [published-content], reviewed: 2026-07-20, until: 2027-06-30}}
      """)
}

extension Message {
  static func lapsedMaterial(_ id: String, on day: Day) -> Message {
    Message(
      .lapsedMaterial, "the review of \(name: id) counted until \(day)", label: "run out",
      help: "review it, and write the new `reviewed` and `until`")
  }
}

extension GraphChecks {
  mutating func findLapsedMaterials() {
    guard let asOf else { return }
    for material in names.materials.table.elements {
      guard let until = material.value.until, until.value < asOf else { continue }
      report(.lapsedMaterial(material.id, on: until.value), at: until.span ?? material.span)
    }
  }
}
