import Description
import PolicyBasics
import PolicyChecker
import PolicyLanguage
import SourceText

// What conditions read on a judged day (S12 to S15, S28).

/// What stands in a field.
enum ReferenceReading {
  /// Not there; by the name that a `missing.` reason gives it, `nil` where none does (R4).
  case absent(String?)
  case one(ReferenceValue)
  /// What is touched, and whether each of the proposal's own is covered by a list.
  case many(touched: Set<String>, own: [String], covers: (_ list: [String], _ own: String) -> Bool)
}

extension ReferenceDay {
  func answer(_ condition: ReferenceCondition) -> Answer {
    switch condition {
    case .all(let parts): return .and(parts.map(answer))
    case .any(let parts): return .or(parts.map(answer))
    case .not(let part): return answer(part).negated
    case .matcher(let matcher):
      let answer = answer(matcher)
      if let coverage { for name in matcher.names { coverage.note(name, answer) } }
      return answer
    }
  }

  private func answer(_ matcher: ReferenceMatcher) -> Answer {
    switch read(matcher.field) {
    case .absent: return .unknown
    case .many(let touched, let own, let covers):
      func rank(_ bound: ReferenceMatcher.Bound) -> Int {
        guard case .value(.word(let word)) = bound else { return 0 }
        return ReferencePolicy.sensitivityOrder.firstIndex(of: word) ?? 0
      }
      let ranks = { touched.map { ReferencePolicy.sensitivityOrder.firstIndex(of: $0) ?? 0 } }
      // S14: `any`, `all`, `none` ask what is touched, `only` whether each of the proposal's own ids is covered; of the
      // touched sensitivities `at-least` asks whether one is, `at-most` whether all are.
      switch matcher.question {
      case .any(let list): return Answer(list.contains { touched.contains($0) })
      case .all(let list): return Answer(list.allSatisfy { touched.contains($0) })
      case .none(let list): return Answer(!list.contains { touched.contains($0) })
      case .only(let list): return Answer(own.allSatisfy { covers(list, $0) })
      case .atLeast(let bound): return Answer(ranks().contains { $0 >= rank(bound) })
      case .after(let bound): return Answer(ranks().contains { $0 > rank(bound) })
      case .atMost(let bound): return Answer(ranks().allSatisfy { $0 <= rank(bound) })
      case .before(let bound): return Answer(ranks().allSatisfy { $0 < rank(bound) })
      case .isOne, .isNone: return .failed
      }
    case .one(let value):
      switch matcher.question {
      case .isOne(let values): return Answer(values.contains(value))
      case .isNone(let values): return Answer(!values.contains(value))
      case .atLeast(let bound): return compare(value, bound, matcher.type) { $0 >= 0 }
      case .atMost(let bound): return compare(value, bound, matcher.type) { $0 <= 0 }
      case .before(let bound): return compare(value, bound, matcher.type) { $0 < 0 }
      case .after(let bound): return compare(value, bound, matcher.type) { $0 > 0 }
      case .any, .all, .none, .only: return .failed
      }
    }
  }

  /// S15: `before` and `after` are strict, `at-least` and `at-most` are not. Days and hours do not compare (S5).
  private func compare(
    _ value: ReferenceValue, _ bound: ReferenceMatcher.Bound, _ type: ReferenceType, _ holds: (Int) -> Bool
  ) -> Answer {
    var other: ReferenceValue
    switch bound {
    case .value(let constant): other = constant
    case .path(let path):
      guard case .one(let read) = read(path) else { return .unknown }
      other = read
    }
    func order<Value: Comparable>(_ a: Value, _ b: Value) -> Int { a < b ? -1 : a == b ? 0 : 1 }
    switch (value, other) {
    case (.number(let a), .number(let b)): return Answer(holds(order(a, b)))
    case (.day(let a), .day(let b)): return Answer(holds(order(a, b)))
    case (.span(.days(let a)), .span(.days(let b))): return Answer(holds(order(a, b)))
    case (.span(.seconds(let a)), .span(.seconds(let b))): return Answer(holds(order(a, b)))
    case (.word(let a), .word(let b)):
      guard case .level(let words) = type, let a = words.firstIndex(of: a), let b = words.firstIndex(of: b) else {
        return .failed
      }
      return Answer(holds(order(a, b)))
    case (.number, _), (.day, _), (.span, _), (.word, _), (.flag, _): return .failed
    }
  }

  /// S17: every absent field that a condition reads, whether or not it would decide.
  func absentFields(in condition: ReferenceCondition) -> [String] {
    condition.fields.compactMap { field in
      if case .absent(let name) = read(field) { return name }
      return nil
    }
  }

  // MARK: Fields

  func read(_ field: String) -> ReferenceReading {
    func stated(_ word: String?, _ name: String) -> ReferenceReading { word.map { .one(.word($0)) } ?? .absent(name) }
    func plain(_ words: [String]) -> ReferenceReading {
      .many(touched: Set(words), own: words) { list, own in list.contains(own) }
    }
    let requester = facts.kind == .pilot ? "requested-by" : "actor"
    switch field {
    case "data":
      // S12: unknown if `data` and `elements` are both absent; it names `data`.
      guard facts.dataIsKnown else { return .absent("data") }
      return .many(touched: facts.touchedData, own: facts.ownData) { [policy] in policy.data.covers($0, $1) }
    case "sensitivity":
      guard facts.dataIsKnown else { return .absent("data") }
      return plain(Array(facts.sensitivities))
    case "audiences":
      guard let own = facts.audiences else { return .absent("audiences") }
      return .many(touched: facts.touchedAudiences, own: own) { [policy] in policy.audiences.covers($0, $1) }
    case "sites":
      guard let own = facts.sites else { return .absent("sites") }
      return .many(touched: facts.touchedSites, own: own) { [policy] list, site in
        list.contains { policy.sites.isWithin(site, $0) }
      }
    case "materials":
      guard let own = facts.materials else { return .absent("materials") }
      return plain(own)
    case "roles":
      guard let roles else {
        return .absent(facts.proposal.requester == nil ? requester : "\(requester).roles")
      }
      return .many(touched: roles.touched, own: roles.own) { list, own in list.contains(own) }
    case "person":
      if let person = facts.person { return .one(.word(person)) }
      return .absent(facts.proposal.requester == nil ? requester : "\(requester).person")
    case "tool": return stated(facts.tool, "tool")
    case "workflow": return stated(facts.workflow, "workflow")
    case "purpose":
      guard let workflow = facts.openWorkflow else { return .absent(facts.workflow == nil ? "workflow" : nil) }
      return stated(workflow.purpose, "workflow.purpose")
    case "tier": return tier.map { .one(.word($0)) } ?? .absent(nil)
    case "autonomy": return stated(facts.autonomy, "autonomy")
    case "impact": return stated(facts.impact, "impact")
    case "duration":
      guard let starts = facts.starts else { return .absent("starts") }
      guard let ends = facts.ends else { return .absent("ends") }
      // S5: both ends count.
      return .one(.span(.days(Int(ends.number) - Int(starts.number) + 1)))
    case "starts": return facts.starts.map { .one(.day($0)) } ?? .absent("starts")
    case "ends": return facts.ends.map { .one(.day($0)) } ?? .absent("ends")
    case "participants":
      return facts.proposal.participants.map { .one(.number(ReferenceNumber($0))) } ?? .absent("participants")
    case "site-count": return facts.sites == nil ? .absent("sites") : .one(.number(ReferenceNumber(facts.siteCount)))
    case "action": return .one(.word(facts.proposal.name))
    case "stage": return .one(.word(facts.stage))
    case "in-pilot": return .one(.flag(facts.proposal.pilot != nil))
    default: break
    }
    if field.hasPrefix("tool.") {
      if facts.tool == nil { return .absent("tool") }
      guard let tool = facts.openTool else { return .absent(nil) }
      return read(String(field.dropFirst("tool.".count)), of: tool)
    }
    guard field.hasPrefix("workflow.") else { return facts.attributes[field].map(reading) ?? .absent(field) }
    if facts.workflow == nil { return .absent("workflow") }
    guard let workflow = facts.openWorkflow else { return .absent(nil) }
    return read(String(field.dropFirst("workflow.".count)), of: workflow)
  }

  private func reading(_ value: ReferenceAttributeValue) -> ReferenceReading {
    switch value {
    case .one(let value): .one(value)
    case .many(let words): .many(touched: Set(words), own: words) { list, own in list.contains(own) }
    }
  }

  private func words(_ words: [String]?, _ name: String) -> ReferenceReading {
    words.map { words in .many(touched: Set(words), own: words) { list, own in list.contains(own) } } ?? .absent(name)
  }

  private func read(_ field: String, of tool: ReferenceTool) -> ReferenceReading {
    switch field {
    case "status": return .one(.word(tool.status.rawValue))
    case "minimum-age": return tool.minimumAge.map { .one(.number(ReferenceNumber($0))) } ?? .absent("tool.minimum-age")
    case "approved.on": return tool.approvedOn.map { .one(.day($0)) } ?? .absent("tool.approved")
    case "approved.by": return tool.approvedBy.map { .one(.word($0)) } ?? .absent("tool.approved")
    case "lifted-by": return tool.liftedBy.map { .one(.word($0)) } ?? .absent("tool.lifted-by")
    default: break
    }
    guard field.hasPrefix("agreement.") else {
      return tool.attributes[field].map(reading) ?? .absent("tool.\(field)")
    }
    guard let agreement = tool.agreement else { return .absent("tool.agreement") }
    let name = "tool.\(field)"
    switch field {
    case "agreement.from": return agreement.from.map { .one(.day($0.value)) } ?? .absent(name)
    case "agreement.until": return agreement.until.map { .one(.day($0.value)) } ?? .absent(name)
    case "agreement.training": return agreement.training.map { .one(.word($0.value.rawValue)) } ?? .absent(name)
    case "agreement.retention":
      return agreement.retention.map { .one(.span(ReferenceSpan($0.value))) } ?? .absent(name)
    case "agreement.data": return words(agreement.data?.map(\.id), name)
    case "agreement.purposes": return words(agreement.purposes?.map(\.id), name)
    default: return .absent(name)
    }
  }

  private func read(_ field: String, of workflow: ReferenceWorkflow) -> ReferenceReading {
    func stated(_ word: String?) -> ReferenceReading { word.map { .one(.word($0)) } ?? .absent("workflow.\(field)") }
    func limit<Value>(_ value: (PilotLimits) -> Located<Value>?, _ read: (Value) -> ReferenceValue) -> ReferenceReading
    {
      guard let need = workflow.need else { return .absent("workflow.pilots-need") }
      guard let limits = need.limits else { return .absent("workflow.pilots-need.limits") }
      return value(limits).map { .one(read($0.value)) } ?? .absent("workflow.\(field)")
    }
    switch field {
    case "status": return .one(.word(workflow.status.rawValue))
    case "autonomy": return stated(workflow.autonomy)
    case "impact": return stated(workflow.impact)
    case "tier": return stated(workflow.tier)
    case "owner": return stated(workflow.owner)
    case "purpose": return stated(workflow.purpose)
    case "lifted-by": return stated(workflow.liftedBy)
    case "volume": return workflow.volume.map { .one(.number(ReferenceNumber($0))) } ?? .absent("workflow.volume")
    case "materials": return words(workflow.statedMaterials, "workflow.materials")
    case "tools": return words(workflow.statedTools, "workflow.tools")
    case "approved.by": return workflow.approvedBy.map { .one(.word($0)) } ?? .absent("workflow.approved")
    case "approved.on": return workflow.approvedOn.map { .one(.day($0)) } ?? .absent("workflow.approved")
    case "effective.from", "effective.until":
      guard let effective = workflow.effective else { return .absent("workflow.effective") }
      let day = field == "effective.from" ? effective.from : effective.until
      return day.map { .one(.day($0.value)) } ?? .absent("workflow.\(field)")
    case "data": return words(workflow.data, "workflow.data")
    case "audiences": return words(workflow.audiences, "workflow.audiences")
    case "sites": return words(workflow.sites, "workflow.sites")
    case "used-by": return words(workflow.usedBy, "workflow.used-by")
    case "pilots-need.limits.duration": return limit(\.duration) { .span(ReferenceSpan($0.span)) }
    case "pilots-need.limits.sites": return limit(\.sites) { .number(ReferenceNumber($0)) }
    case "pilots-need.limits.participants": return limit(\.participants) { .number(ReferenceNumber($0)) }
    default: return workflow.attributes[field].map(reading) ?? .absent("workflow.\(field)")
    }
  }
}
