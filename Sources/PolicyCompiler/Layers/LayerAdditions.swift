import Description
import PolicyLanguage
import SourceText

/// What a lower set declares beside what its base declares, and would add to proposals that know nothing of it: naming a
/// class names what lies within it, too. More entries can only bring proposals into a condition (S19), unless its rule says
/// `when-absent: allow`: then such an addition is refused (S64).
struct LayerAdditions {
  private let context: LayerContext
  private var diagnostics = Diagnostics()

  /// What in a lower set would get proposals out of a condition of its base.
  static func check(_ lower: PolicySet, _ context: LayerContext) -> Diagnostics {
    var additions = LayerAdditions(context)
    additions.checkClasses(lower)
    additions.checkMaterials(lower)
    additions.checkTrees(lower)
    additions.checkTiers(lower)
    return additions.diagnostics
  }

  private init(_ context: LayerContext) { self.context = context }

  private mutating func checkClasses(_ lower: PolicySet) {
    let known = Set(context.base.data.all.map(\.id))
    let elements = Set(context.base.data.all.flatMap { ($0.value.elements ?? []).map(\.value.text) })
    for declaration in lower.data.all where !known.contains(declaration.id) {
      let (id, value) = (declaration.id, declaration.value)
      // Who states an element states each class that holds it; who states a class touches what it covers.
      let isStated = (value.elements ?? []).contains { elements.contains($0.value.text) }
      let isTouched = context.data.isCovered(id, by: known)
      if isStated || isTouched && value.also != nil {
        refuse(id, "data", "sensitivity", at: declaration.span)
      } else if isTouched, value.sensitivity != nil {
        // Saying nothing, it is as sensitive as what it lies within, which is touched as well.
        refuse(id, "sensitivity", at: declaration.span)
      }
    }
  }

  /// Who states a material states the classes in it.
  private mutating func checkMaterials(_ lower: PolicySet) {
    let known = Dictionary(
      context.base.materials.all.map { ($0.id, Set($0.value.data.map(\.id))) }, uniquingKeysWith: { first, _ in first })
    for declaration in lower.materials.all {
      guard let classes = known[declaration.id],
        let new = declaration.value.data.first(where: { !classes.contains($0.id) })
      else { continue }
      refuse(new.id, "data", "sensitivity", at: new.span)
    }
  }

  private mutating func checkTrees(_ lower: PolicySet) {
    let audiences = Set(context.base.audiences.all.map(\.id))
    for declaration in lower.audiences.all where !audiences.contains(declaration.id) && declaration.value.also != nil {
      if context.audiences.isCovered(declaration.id, by: audiences) {
        refuse(declaration.id, "audiences", at: declaration.span)
      }
    }
    let sites = Set(context.base.sites.all.map(\.id))
    for declaration in lower.sites.all where !sites.contains(declaration.id) {
      if context.sites.isCovered(declaration.id, by: sites) {
        refuse(declaration.id, "site-count", at: declaration.span)
      }
    }
  }

  private mutating func checkTiers(_ lower: PolicySet) {
    let known = Set(context.base.tiers.all.map(\.id))
    for declaration in lower.tiers.all where !known.contains(declaration.id) {
      refuse(declaration.id, "tier", at: declaration.span)
    }
  }

  /// Refuses what adds to fields, if a condition of the base can be evaded by that.
  private mutating func refuse(_ id: String, _ fields: String..., at span: SourceSpan) {
    let reads = context.reads
    guard let matcher = fields.lazy.compactMap({ reads.evadable(by: $0) }).first else { return }
    diagnostics.report(.addsToACondition(id, matcher.field.value), at: span, notes: [.condition(matcher)])
  }
}
