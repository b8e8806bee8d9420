import Description
import DocumentTree
import PolicyChecker
import PolicyLanguage
import ProposalCoding
import SourceText

/// What a section declares, as a lower set may restate it (S64): the table of the language, a section at a time.
protocol Layered: SectionDeclaration {
  /// The fields that may be tightened, and how. Every other one stays the same, word for word.
  static var layering: [LayeredField<Self>] { get }
  /// The name under which conditions read its fields.
  static var root: String? { get }
  /// Its keys; `nil` where another record reads them.
  static var keys: Set<String>? { get }
  /// Where the district's own fields are kept.
  static var ownFields: WritableKeyPath<Self, [OtherField]>? { get }
  /// Whether reasons that speak of it point to the lowest set that restates it: they are about its lists and limits. Those
  /// of rules point to where the rule is declared.
  static var standsWhereRestated: Bool { get }
  /// Checks what holds between the keys of both sets together; what the base has wrong is known.
  func recheck(in restatement: inout Restatement, known: Diagnostics)
}

extension Layered {
  static var layering: [LayeredField<Self>] { [] }
  static var root: String? { nil }
  static var keys: Set<String>? { nil }
  static var ownFields: WritableKeyPath<Self, [OtherField]>? { nil }
  static var standsWhereRestated: Bool { false }
  func recheck(in restatement: inout Restatement, known: Diagnostics) {}
}

extension Layered where Self: Remarked {
  static var layering: [LayeredField<Self>] { remarks }
  static var keys: Set<String>? { Set(record.fields.map(\.key)) }

  func recheck(in restatement: inout Restatement, known: Diagnostics) { restatement.recheck(self, known: known) }

  /// Words that a decision repeats as those of the base: a lower set may add notes and nothing else.
  static var quoted: [LayeredField<Self>] { [.free("notes", \Self.remarks.notes)] }

  /// Words for people: no decision and no fingerprint reads them.
  static var remarks: [LayeredField<Self>] {
    [
      .free("title", \Self.remarks.title), .free("because", \Self.remarks.because),
      .free("source", \Self.remarks.source), .free("notes", \Self.remarks.notes),
    ]
  }
}

// MARK: Sections in which words for people may differ, and nothing else

extension Site: Layered {}
extension Audience: Layered {}
extension Purpose: Layered {}
extension PolicyTest: Layered {}

extension RegisteredPilot: Layered {}

extension Attribute: Layered {
  static var layering: [LayeredField<Attribute>] {
    remarks + [
      LayeredField(key: "values") { merged, _, restatement in
        // The words of a level stand in an order.
        restatement.same(isOrdered: merged.type.value == .level)
      }
    ]
  }
}

// MARK: Sections whose words a decision repeats

extension Invariant: Layered {
  static var layering: [LayeredField<Invariant>] { quoted }
}

// MARK: Sections with fields that may be tightened

extension DataClass: Layered {
  static var layering: [LayeredField<DataClass>] {
    remarks + [
      LayeredField(key: "sensitivity") { merged, stated, restatement in
        guard let new = stated.sensitivity else { return }
        let context = restatement.context
        let known = context.data.line(from: restatement.id).compactMap { context.sensitivities[$0]?.sensitivity }.first
        if let known, new.value < known.value {
          // What its parent says is said elsewhere than where it is declared.
          let parents = merged.sensitivity == nil ? known.span : nil
          return restatement.refuse(
            .loosened("sensitivity", of: restatement.id, "become higher"), at: new.span,
            notes: parents.map { [Note("it is \(name: known.value.rawValue) by this", at: $0)] } ?? [])
        }
        if let known, new.value != known.value,
          let matcher = context.reads.loosened("sensitivity", by: { $0.change(raising: known.value, to: new.value) })
        {
          return restatement.refuse(.raisedPastACondition(restatement.id), at: new.span, notes: [.condition(matcher)])
        }
        merged.sensitivity = new
      }
    ]
  }
}

extension Role: Layered {
  static var layering: [LayeredField<Role>] { remarks + [.more("separate-from", \Role.separateFrom)] }
}

extension Committee: Layered {
  static var layering: [LayeredField<Committee>] {
    remarks + [.atLeast("quorum", \Committee.quorum), .atLeast("threshold", \Committee.threshold)]
  }
}

extension Material: Layered {
  static var standsWhereRestated: Bool { true }
  static var layering: [LayeredField<Material>] {
    remarks + [.free("owner", \Material.owner), .earlier("until", \Material.until), .more("data", \Material.data)]
  }
}

extension Tier: Layered {
  static var layering: [LayeredField<Tier>] {
    remarks + [.steps("review", \Tier.review), .demands("approvals", \Tier.approvals)]
  }
}

extension Rule: Layered {
  static var layering: [LayeredField<Rule>] {
    quoted + [
      LayeredField(key: "waivable") { merged, stated, restatement in
        guard let new = stated.waivable else { return }
        // Left out, it is false.
        guard !new.value || merged.waivable?.value == true else {
          return restatement.refuse(.loosened("waivable", of: restatement.id, "become `false`"), at: new.span)
        }
        merged.waivable = new
      },
      .fields("trial", \Rule.trial, leftOut: .allowsNothing, [.earlier("until", \Trial.until)]),
    ]
  }
}

extension Exception: Layered {
  static var layering: [LayeredField<Exception>] {
    quoted + [.fields("effective", \Exception.effective, [.earlier("until", \EffectiveDays.until)])]
  }
}
