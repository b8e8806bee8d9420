import Description
import DocumentTree
import PolicyBasics
import PolicyChecker
import PolicyLanguage
import ProposalCoding
import SourceText

extension Workflow: Layered {
  static var root: String? { "workflow" }
  static var ownFields: WritableKeyPath<Workflow, [OtherField]>? { \Workflow.attributes }
  static var standsWhereRestated: Bool { true }

  static var layering: [LayeredField<Workflow>] {
    var fields = LayeredField.remarks(\Workflow.status, speaksAgainst: WorkflowStatus.isAgainst)
    fields += [
      .free("owner", \Workflow.owner), .fields("criteria", \Workflow.criteria, Criteria.layering),
      .free("volume", \Workflow.volume), .fields("effort", \Workflow.effort, Effort.layering),
    ]
    fields.append(.withStatus("on", \Workflow.on, \Workflow.status))
    fields.append(.withStatus("lifted-by", \Workflow.liftedBy, \Workflow.status))
    fields.append(.only("status", \Workflow.status, WorkflowStatus.mayBecome, WorkflowStatus.isAsTight))
    fields.append(.fields("effective", \Workflow.effective, EffectiveDays.layering))
    fields += [
      .atMost("autonomy", \Workflow.autonomy), .atMost("impact", \Workflow.impact), tierField, purposeField,
      actionsField,
    ]
    fields += lists
    fields.append(.steps("review", \Workflow.review))
    fields.append(.fields("pilots-need", \Workflow.pilotsNeed, PilotsNeed.layering))
    return fields
  }

  private static var tierField: LayeredField<Workflow> {
    LayeredField(key: "tier") { merged, stated, restatement in
      guard let new = stated.tier else { return }
      if let old = merged.tier, old != new {
        let ranks = restatement.context.tierRanks
        guard let newRank = ranks[new.id], let oldRank = ranks[old.id], newRank <= oldRank else {
          return restatement.refuse(.loosened("tier", of: restatement.id, "become lower"), at: new.span)
        }
      }
      merged.tier = new
    }
  }

  /// The base's; what it leaves out, since it declares no purposes, the lower set may state.
  private static var purposeField: LayeredField<Workflow> {
    LayeredField(key: "purpose") { merged, stated, restatement in
      guard merged.purpose == nil else { return restatement.same() }
      merged.purpose = stated.purpose
    }
  }

  private static var actionsField: LayeredField<Workflow> {
    LayeredField(key: "actions") { merged, stated, restatement in
      if let actions = stated.actions { restatement.restate(&merged.actions, by: actions) }
    }
  }

  private static var lists: [LayeredField<Workflow>] {
    [
      .covered("used-by", \Workflow.usedBy, leftOut: .bindsNothing, by: LayerContext.covers(role:by:)),
      .covered("audiences", \Workflow.audiences, leftOut: .allowsNothing, by: LayerContext.covers(audience:by:)),
      .covered("sites", \Workflow.sites, leftOut: .bindsNothing, by: LayerContext.covers(site:by:)),
      LayeredField(key: "data") { merged, stated, restatement in
        guard let new = stated.data else { return }
        let old = merged.data?.classes
        let covers = LayerContext.covers(data:by:)
        if restatement.accepts(new.classes, within: old, leftOut: .allowsNothing, by: covers) { merged.data = new }
      },
      .open("materials", \Workflow.materials), .open("tools", \Workflow.tools),
    ]
  }
}

extension WorkflowStatus {
  fileprivate static let mayBecome: DiagnosticText =
    "go from `approved` to `pilot` to any other, and from there to `refused`"

  fileprivate static func isAgainst(_ status: WorkflowStatus) -> Bool {
    switch status {
    case .approved, .pilot: false
    case .proposed, .suspended, .refused, .retired: true
    }
  }

  fileprivate static func isAsTight(_ new: WorkflowStatus, as old: WorkflowStatus, _: LayerContext) -> Bool {
    switch old {
    case .approved: true
    case .pilot: new != .approved
    case .proposed, .suspended, .refused, .retired: new == old || new == .refused
    }
  }
}

extension Criteria {
  fileprivate static var layering: [LayeredField<Criteria>] {
    [
      .free("common", \Criteria.common), .free("measurable", \Criteria.measurable),
      .free("low-risk", \Criteria.lowRisk), .free("accepted-risk", \Criteria.acceptedRisk),
      .free("painful", \Criteria.painful),
    ]
  }
}

extension Effort {
  fileprivate static var layering: [LayeredField<Effort>] {
    [.free("today", \Effort.today), .free("with-ai", \Effort.withAI)]
  }
}

extension EffectiveDays {
  fileprivate static var layering: [LayeredField<EffectiveDays>] {
    [.later("from", \EffectiveDays.from), .earlier("until", \EffectiveDays.until)]
  }
}

extension PilotsNeed {
  fileprivate static var layering: [LayeredField<PilotsNeed>] {
    [
      .demands("approvals", \PilotsNeed.approvals),
      .fields("measures", \PilotsNeed.measures, empty: { MeasuresNeed.none }, MeasuresNeed.layering),
      // There is one word for it: to ask for it is all that a lower set can do.
      .free("stop-when", \PilotsNeed.stopWhen),
      .fields("limits", \PilotsNeed.limits, PilotLimits.layering),
    ]
  }
}

extension PilotLimits {
  fileprivate static var layering: [LayeredField<PilotLimits>] {
    [
      .only("duration", \PilotLimits.duration, "become shorter", isAsShort), .atMost("sites", \PilotLimits.sites),
      .atMost("participants", \PilotLimits.participants),
    ]
  }

  private static func isAsShort(_ new: FixedSpan, as old: FixedSpan, _: LayerContext) -> Bool {
    switch TimeSpan.compare(new.span, old.span) {
    case .less?, .equal?: true
    case .greater?, nil: false
    }
  }
}

extension MeasuresNeed {
  /// Nothing is asked for: what the base says by leaving `measures` out.
  fileprivate static var none: MeasuresNeed {
    var result = MeasuresNeed()
    result.required = Located(false)
    return result
  }

  fileprivate static var layering: [LayeredField<MeasuresNeed>] {
    [
      .only("required", \MeasuresNeed.required, "become `true`") { new, old, _ in new || !old },
      .only("baseline", \MeasuresNeed.baseline, "become `before-start`") { new, old, _ in
        new == old || new == .beforeStart
      },
    ]
  }
}

extension LayeredField {
  /// A list that the base fills, or leaves open to the lower set (S66).
  fileprivate static func open<Target>(_ key: String, _ path: WritableKeyPath<Owner, OpenList<Target>?>) -> LayeredField
  {
    LayeredField(key: key) { merged, stated, restatement in
      switch (stated[keyPath: path], merged[keyPath: path]) {
      case (nil, _), (.open, .open): break
      case (.these(let new), .open): merged[keyPath: path] = .these(new)
      case (.these(let new), .these(let old)):
        if restatement.accepts(new, within: old, leftOut: .allowsNothing, by: LayerContext.lists) {
          merged[keyPath: path] = .these(new)
        }
      case (.open, .these):
        restatement.refuse(
          .loosened(restatement.field, of: restatement.id, "list what the base lists, and is not open any more"))
      case (_, nil): restatement.refuse(.allowsNothing(restatement.field, of: restatement.id), at: restatement.key.span)
      }
    }
  }

  /// Steps of review: the base's, and more.
  static func steps(_ key: String, _ path: WritableKeyPath<Owner, [ReviewStep]?>) -> LayeredField {
    LayeredField(key: key) { merged, stated, restatement in
      var steps = merged[keyPath: path] ?? []
      var known = Dictionary(steps.indices.map { (steps[$0].name, $0) }, uniquingKeysWith: { first, _ in first })
      for new in stated[keyPath: path] ?? [] {
        guard let index = known[new.name] else {
          known[new.name] = steps.count
          steps.append(new)
          continue
        }
        guard steps[index].words == new.words else {
          restatement.refuse(.anotherStep(new.id?.value.text ?? "", of: restatement.id), at: new.span)
          continue
        }
        steps[index].effort = new.effort ?? steps[index].effort
      }
      merged[keyPath: path] = steps
    }
  }

  /// Demands for approvals: the base's, and more.
  static func demands(_ key: String, _ path: WritableKeyPath<Owner, [PolicyLanguage.Demand]?>) -> LayeredField {
    LayeredField(key: key) { merged, stated, _ in
      var demands = merged[keyPath: path] ?? []
      var known = Set(demands.map(\.words))
      for new in stated[keyPath: path] ?? [] where known.insert(new.words).inserted { demands.append(new) }
      merged[keyPath: path] = demands
    }
  }
}

extension ReviewStep {
  /// All that it asks for, but how long it takes.
  fileprivate var words: [String?] {
    [id?.value.text, by.id, (before?.value ?? .release).rawValue, what.text, against?.text]
  }

  /// Its id; a step without one is what it asks for.
  fileprivate var name: [String?] { id.map { [$0.value.text] } ?? words }
}

extension PolicyLanguage.Demand {
  /// Equal for demands that say the same.
  fileprivate var words: String {
    switch self {
    case .one(let reference): reference.id
    case .atLeast(let count, let of, _): "\(count.value) of \(of.map(\.id).sorted().joined(separator: " "))"
    }
  }
}

extension Restatement {
  /// The same actions, each at its stage or a later one; a workflow without `actions` has those of S41.
  fileprivate mutating func restate(
    _ merged: inout Declarations<PlainKey, WorkflowAction>?, by stated: Declarations<PlainKey, WorkflowAction>
  ) {
    let base =
      merged?.all.map { ($0.id, $0.value.stage.value) } ?? Lowering.defaultActions.map { ($0.0, $0.1) }
    let stages = Dictionary(base, uniquingKeysWith: { first, _ in first })
    let found = diagnostics.counts
    for action in stated.all {
      guard let stage = stages[action.id] else {
        refuse(.notCovered(action.id, field, of: id), at: action.span)
        continue
      }
      if action.value.stage.span != nil, action.value.stage.value < stage {
        refuse(
          .loosened("\(field).\(action.id)", of: id, "come at its stage or a later one"), at: action.value.stage.span)
      }
    }
    let names = Set(stated.all.map(\.id))
    for (action, _) in base where !names.contains(action) { refuse(.leavesOut(action, field, of: id), at: key.span) }
    guard diagnostics.counts == found else { return }
    let titles = Dictionary(
      merged?.all.map { ($0.id, $0.value.title) } ?? [], uniquingKeysWith: { first, _ in first })
    var result = stated
    for index in result.all.indices where result.all[index].value.title == nil {
      result.all[index].value.title = titles[result.all[index].id] ?? nil
    }
    merged = result
  }
}
