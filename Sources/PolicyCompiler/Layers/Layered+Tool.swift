import Description
import DocumentTree
import PolicyChecker
import PolicyLanguage
import ProposalCoding
import SourceText

extension Tool: Layered {
  static var root: String? { "tool" }
  static var ownFields: WritableKeyPath<Tool, [OtherField]>? { \Tool.attributes }
  static var standsWhereRestated: Bool { true }

  static var layering: [LayeredField<Tool>] {
    var fields = LayeredField.remarks(\Tool.status, speaksAgainst: ToolStatus.isAgainst)
    fields.append(.withStatus("on", \Tool.on, \Tool.status))
    fields.append(.withStatus("lifted-by", \Tool.liftedBy, \Tool.status))
    fields.append(.only("status", \Tool.status, ToolStatus.mayBecome, ToolStatus.isAsTight))
    fields.append(.fields("agreement", \Tool.agreement, leftOut: .allowsNothing, Agreement.layering))
    return fields
  }
}

extension ToolStatus {
  fileprivate static let mayBecome: DiagnosticText =
    "go from `approved` to `pilot-only` to any other, and from there to `refused`"

  fileprivate static func isAgainst(_ status: ToolStatus) -> Bool {
    switch status {
    case .approved, .pilotOnly: false
    case .requested, .inReview, .suspended, .refused, .retired: true
    }
  }

  fileprivate static func isAsTight(_ new: ToolStatus, as old: ToolStatus, _: LayerContext) -> Bool {
    switch old {
    case .approved: true
    case .pilotOnly: new != .approved
    case .requested, .inReview, .suspended, .refused, .retired: new == old || new == .refused
    }
  }
}

extension Agreement {
  fileprivate static var layering: [LayeredField<Agreement>] {
    [
      .later("from", \Agreement.from), .earlier("until", \Agreement.until),
      .covered("data", \Agreement.data, leftOut: .allowsNothing, by: LayerContext.covers(data:by:)),
      LayeredField(key: "purposes") { merged, stated, restatement in
        // Where the base declares no purposes, its agreements are for any.
        let leftOut: LeftOut = restatement.context.base.purposes.all.isEmpty ? .bindsNothing : .allowsNothing
        let list = LayeredField.covered("purposes", \Agreement.purposes, leftOut: leftOut, by: LayerContext.lists)
        list.restate(&merged, stated, &restatement)
      },
    ]
  }
}

extension LayeredField where Owner: Remarked {
  /// Words for people. `because` and `source` are the reason of a decision while the status speaks against what it is
  /// about: then they are the base's, unless the lower set changes it.
  static func remarks<Status: Equatable>(
    _ status: WritableKeyPath<Owner, Located<Status>>, speaksAgainst: @escaping (Status) -> Bool
  ) -> [LayeredField] {
    [
      .free("title", \Owner.remarks.title),
      .quoted("because", \Owner.remarks.because, status, speaksAgainst),
      .quoted("source", \Owner.remarks.source, status, speaksAgainst),
      .free("notes", \Owner.remarks.notes),
    ]
  }

  private static func quoted<Value, Status: Equatable>(
    _ key: String, _ path: WritableKeyPath<Owner, Value>, _ status: WritableKeyPath<Owner, Located<Status>>,
    _ speaksAgainst: @escaping (Status) -> Bool
  ) -> LayeredField {
    // Stands before the status in the table: what is merged still has the base's.
    LayeredField(key: key) { merged, stated, restatement in
      let (old, new) = (merged[keyPath: status].value, stated[keyPath: status])
      let isChanged = new.span != nil && new.value != old
      guard isChanged || !speaksAgainst(old) else { return restatement.same() }
      merged[keyPath: path] = stated[keyPath: path]
    }
  }
}

extension LayeredField {
  /// What goes with a status: it may be stated anew where that changes.
  static func withStatus<Value, Status: Equatable>(
    _ key: String, _ path: WritableKeyPath<Owner, Value>, _ status: WritableKeyPath<Owner, Located<Status>>
  ) -> LayeredField {
    // Stands before the status in the table: what is merged still has the base's.
    LayeredField(key: key) { merged, stated, restatement in
      let new = stated[keyPath: status]
      guard new.span != nil, new.value != merged[keyPath: status].value else { return restatement.same() }
      merged[keyPath: path] = stated[keyPath: path]
    }
  }
}
