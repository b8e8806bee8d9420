import Description
import PolicyBasics
import PolicyChecker
import PolicyLanguage
import ProposalCoding
import SourceText

/// What a matcher's field is: what it reads, and the type of what stands there (S15).
struct ConditionField {
  var reads: MatchedField
  var type: FieldType

  /// The type of a field's value: how a word is read, and which words of a matcher fit.
  enum FieldType {
    /// Ids of a section, touched and covered.
    case set(Vocabulary)
    /// The sensitivities of the touched classes: a set in an order.
    case orderedSet([String])
    /// One id of a section.
    case one(Vocabulary)
    /// One of some words without order.
    case choice([String])
    /// One of some words in order, lowest first.
    case level([String])
    case flag, count, number, day
    /// A length of time, in the units that its values are known to have; none where each proposal chooses its own.
    case span(Set<SpanUnit>)

    var isSet: Bool {
      switch self {
      case .set, .orderedSet: true
      case .one, .choice, .level, .flag, .count, .number, .day, .span: false
      }
    }

    var isOrdered: Bool {
      switch self {
      case .orderedSet, .level, .count, .number, .day, .span: true
      case .set, .one, .choice, .flag: false
      }
    }

    /// Whether values of the two types may be compared.
    func compares(with other: FieldType) -> Bool {
      switch (self, other) {
      case (.count, .count), (.count, .number), (.number, .count), (.number, .number), (.day, .day), (.span, .span):
        true
      case (.level(let a), .level(let b)): a == b
      case (.set, _), (.orderedSet, _), (.one, _), (.choice, _), (.level, _), (.flag, _), (.count, _), (.number, _),
        (.day, _), (.span, _):
        false
      }
    }
  }

  /// Lengths of time in one unit do not compare with those in another (S5).
  enum SpanUnit {
    case days, hours, months

    init(_ span: TimeSpan) {
      self =
        switch span {
        case .days: .days
        case .seconds: .hours
        case .months: .months
        }
    }
  }

  /// Words of a field and their numbers.
  struct Vocabulary {
    /// Where the words are declared, for messages.
    var section: String
    var number: (String) -> UInt32?
    /// Known words, for suggestions.
    var words: () -> [String]
  }
}

/// Finds what a field's name means in a set.
struct ConditionFields {
  private let names: Names
  private let actions: [String: ActionID]

  init(_ names: Names, actions: [String: ActionID]) {
    self.names = names
    self.actions = actions
  }

  private func vocabulary<ID, Value>(_ section: Names.Section<ID, Value>) -> ConditionField.Vocabulary {
    ConditionField.Vocabulary(
      section: section.name, number: { section[$0]?.rawValue }, words: { Array(section.ids) })
  }

  private func words<Word: RawRepresentable<String> & CaseIterable>(_: Word.Type) -> [String] {
    Word.allCases.map(\.rawValue)
  }

  /// The field of a matcher; `nil` where the language has none of that name.
  func field(_ name: String) -> ConditionField? {
    if name.contains(".") { return path(name) }
    let result: (MatchedField, ConditionField.FieldType)? =
      switch ProposalField(rawValue: name) {
      case .data: (.data, .set(vocabulary(names.data)))
      case .audiences: (.audiences, .set(vocabulary(names.audiences)))
      case .sites: (.sites, .set(vocabulary(names.sites)))
      case .materials: (.materials, .set(vocabulary(names.materials)))
      case .sensitivity: (.sensitivity, .orderedSet(words(Sensitivity.self)))
      case .roles: (.roles, .set(vocabulary(names.roles)))
      case .tool: (.tool, .one(unlisted(vocabulary(names.tools))))
      case .workflow: (.workflow, .one(unlisted(vocabulary(names.workflows))))
      case .purpose: (.purpose, .one(vocabulary(names.purposes)))
      case .tier: (.tier, .level(names.tiers.table.elements.map(\.id)))
      case .autonomy: (.autonomy, .level(words(Autonomy.self)))
      case .impact: (.impact, .level(words(Impact.self)))
      case .person: (.person, .one(vocabulary(names.people)))
      case .duration: (.duration, .span([.days]))
      case .starts: (.starts, .day)
      case .ends: (.ends, .day)
      case .participants: (.participants, .count)
      case .siteCount: (.siteCount, .count)
      case .action:
        (
          .action,
          .one(
            ConditionField.Vocabulary(
              section: "actions", number: { actions[$0]?.rawValue }, words: { Array(actions.keys) }))
        )
      case .stage: (.stage, .level(words(Stage.self)))
      case .inPilot: (.inPilot, .flag)
      case nil: nil
      }
    if let result { return ConditionField(reads: result.0, type: result.1) }
    guard let id = names.attributes[name] else { return nil }
    return ConditionField(reads: .attribute(id), type: type(of: names.attributes.table[id].value))
  }

  /// `unlisted` is a word of its own: it states that the set knows none.
  private func unlisted(_ vocabulary: ConditionField.Vocabulary) -> ConditionField.Vocabulary {
    ConditionField.Vocabulary(
      section: vocabulary.section, number: { $0 == "unlisted" ? UInt32.max : vocabulary.number($0) },
      words: vocabulary.words)
  }

  func type(of attribute: Attribute) -> ConditionField.FieldType {
    let words = (attribute.values ?? []).map(\.value.text)
    let vocabulary = ConditionField.Vocabulary(
      section: "the attribute's values", number: { words.firstIndex(of: $0).map { UInt32($0) } }, words: { words })
    return switch attribute.type.value {
    case .yesNo: .flag
    case .count: .count
    case .number: .number
    case .date: .day
    case .duration: .span([])
    case .choice: .choice(words)
    case .choices: .set(vocabulary)
    case .level: .level(words)
    }
  }

  /// The names that a matcher may have, for suggestions.
  var known: [String] {
    ProposalField.allCases.map(\.rawValue) + CombinationWord.allCases.map(\.rawValue) + names.attributes.ids
      + knownPaths
  }

  /// The paths that the language itself has, in order.
  var paths: [String] {
    Self.toolPaths.keys.sorted().map { "tool.\($0)" } + Self.workflowPaths.keys.sorted().map { "workflow.\($0)" }
  }

  var knownPaths: [String] {
    toolKeys.map { "tool.\($0)" } + workflowKeys.map { "workflow.\($0)" }
  }

  /// What a condition can read of a tool, behind `tool.`.
  var toolKeys: [String] { Array(Self.toolPaths.keys) + attributes(of: .tool) }
  var workflowKeys: [String] { Array(Self.workflowPaths.keys) + attributes(of: .workflow) }

  private func attributes(of owner: AttributeOwner) -> [String] {
    names.attributes.table.elements.filter { $0.value.on.contains { $0.value == owner } }.map(\.id)
  }

  // MARK: Paths

  /// A field of a tool and how each tool states it.
  typealias PathReading<Owner> = @Sendable (Owner, Names) -> PolicyPath.Value
  struct PathField<Owner>: Sendable {
    var type: @Sendable (Names) -> ConditionField.FieldType
    var read: PathReading<Owner>
  }

  private func path(_ name: String) -> ConditionField? {
    pathType(name).map { ConditionField(reads: .path(PathID(rawValue: .max)), type: $0) }
  }

  func pathType(_ name: String) -> ConditionField.FieldType? {
    if name.hasPrefix("tool.") {
      let key = String(name.dropFirst("tool.".count))
      if let field = Self.toolPaths[key] { return field.type(names) }
      return attribute(key, of: .tool).map { type(of: names.attributes.table[$0].value) }
    }
    guard name.hasPrefix("workflow.") else { return nil }
    let key = String(name.dropFirst("workflow.".count))
    if let field = Self.workflowPaths[key] { return field.type(names) }
    return attribute(key, of: .workflow).map { type(of: names.attributes.table[$0].value) }
  }

  private func attribute(_ key: String, of owner: AttributeOwner) -> AttributeID? {
    guard let id = names.attributes[key] else { return nil }
    return names.attributes.table[id].value.on.contains { $0.value == owner } ? id : nil
  }

  /// What each tool or workflow of the set states under a path.
  func values(of name: String) -> PolicyPath {
    if name.hasPrefix("tool.") {
      let key = String(name.dropFirst("tool.".count))
      let read = Self.toolPaths[key]?.read
      return PolicyPath(
        root: .tool, name: name,
        values: names.tools.table.elements.map { tool in
          read?(tool.value, names) ?? attributeValue(key, tool.value.attributes, root: "tool")
        })
    }
    let key = String(name.dropFirst("workflow.".count))
    let read = Self.workflowPaths[key]?.read
    return PolicyPath(
      root: .workflow, name: name,
      values: names.workflows.table.elements.map { workflow in
        read?(workflow.value, names) ?? attributeValue(key, workflow.value.attributes, root: "workflow")
      })
  }

  private func attributeValue(_ key: String, _ stated: [OtherField], root: String) -> PolicyPath.Value {
    guard let id = names.attributes[key], let field = stated.first(where: { $0.key == key }) else {
      return .absent("\(root).\(key)")
    }
    switch AttributeReading.read(Proposal.StatedValue(field), as: AttributeEntry(names.attributes.table[id])) {
    case .value(.scalar(let scalar), _): return .scalar(scalar)
    case .value(.set(let words), _): return .set(words)
    case .expected: return .absent("\(root).\(key)")
    }
  }

  private static func word<Word: OrderedWord>(_ word: Word) -> PolicyPath.Value { .scalar(.word(UInt32(word.rank))) }
  private static func day(_ day: Located<Day>?, _ name: String) -> PolicyPath.Value {
    day.map { .scalar(.day($0.value)) } ?? .absent(name)
  }
  private static func ids<Target, ID: DenseID>(
    _ references: [Reference<Target>]?, _ name: String, _ resolve: (Reference<Target>) -> ID?
  ) -> PolicyPath.Value {
    references.map { .set($0.compactMap { resolve($0)?.rawValue }.sorted()) } ?? .absent(name)
  }
  private static func vocabulary<ID, Value>(_ section: Names.Section<ID, Value>) -> ConditionField.Vocabulary {
    ConditionField.Vocabulary(section: section.name, number: { section[$0]?.rawValue }, words: { Array(section.ids) })
  }

  /// Roles and committees share one name space: the committees are numbered behind the roles.
  private static func signers(_ names: Names) -> ConditionField.Vocabulary {
    ConditionField.Vocabulary(
      section: RolesAndCommittees.section, number: { number(of: Reference($0), names) },
      words: { names.ids(under: RolesAndCommittees.section) })
  }
  private static func signer(
    _ reference: Reference<RolesAndCommittees>, _ name: String, _ names: Names
  ) -> PolicyPath.Value {
    number(of: reference, names).map { .scalar(.word($0)) } ?? .absent(name)
  }
  private static func number(of signer: Reference<RolesAndCommittees>, _ names: Names) -> UInt32? {
    switch names.resolve(signer) {
    case .role(let role)?: role.rawValue
    case .committee(let committee)?: UInt32(names.roles.table.count) + committee.rawValue
    case nil: nil
    }
  }

  private static let toolPaths: [String: PathField<Tool>] = {
    let agreement = "tool.agreement"
    return [
      "status": PathField(type: { _ in .choice(ToolStatus.allCases.map(\.rawValue)) }) { tool, _ in
        .scalar(.word(UInt32(ToolStatus.allCases.firstIndex(of: tool.status.value) ?? 0)))
      },
      "minimum-age": PathField(type: { _ in .count }) { tool, _ in
        tool.minimumAge.map { .scalar(.number(Decimal($0.value))) } ?? .absent("tool.minimum-age")
      },
      "agreement.from": PathField(type: { _ in .day }) { tool, _ in
        tool.agreement.map { day($0.from, "tool.agreement.from") } ?? .absent(agreement)
      },
      "agreement.until": PathField(type: { _ in .day }) { tool, _ in
        tool.agreement.map { day($0.until, "tool.agreement.until") } ?? .absent(agreement)
      },
      "agreement.training": PathField(type: { _ in .level(Training.allCases.map(\.rawValue)) }) { tool, _ in
        tool.agreement.map { $0.training.map { word($0.value) } ?? .absent("tool.agreement.training") }
          ?? .absent(agreement)
      },
      "agreement.retention": PathField(type: { _ in .span([]) }) { tool, _ in
        tool.agreement.map { $0.retention.map { .scalar(.span($0.value)) } ?? .absent("tool.agreement.retention") }
          ?? .absent(agreement)
      },
      "agreement.data": PathField(type: { .set(vocabulary($0.data)) }) { tool, names in
        tool.agreement.map { ids($0.data, "tool.agreement.data", names.resolve) } ?? .absent(agreement)
      },
      "agreement.purposes": PathField(type: { .set(vocabulary($0.purposes)) }) { tool, names in
        tool.agreement.map { ids($0.purposes, "tool.agreement.purposes", names.resolve) } ?? .absent(agreement)
      },
      "approved.on": PathField(type: { _ in .day }) { tool, _ in
        tool.approved.map { day($0.on, "tool.approved.on") } ?? .absent("tool.approved")
      },
      "approved.by": PathField(type: { .one(signers($0)) }) { tool, names in
        tool.approved.map { signer($0.by, "tool.approved.by", names) } ?? .absent("tool.approved")
      },
      "lifted-by": PathField(type: { .one(signers($0)) }) { tool, names in
        tool.liftedBy.map { signer($0, "tool.lifted-by", names) } ?? .absent("tool.lifted-by")
      },
    ]
  }()

  private static let workflowPaths: [String: PathField<Workflow>] = {
    @Sendable func limit(_ workflow: Workflow, _ name: String, _ read: (PilotLimits) -> PolicyPath.Value?)
      -> PolicyPath.Value
    {
      guard let need = workflow.pilotsNeed else { return .absent("workflow.pilots-need") }
      guard let limits = need.limits else { return .absent("workflow.pilots-need.limits") }
      return read(limits) ?? .absent("workflow.pilots-need.limits.\(name)")
    }
    return [
      "status": PathField(type: { _ in .choice(WorkflowStatus.allCases.map(\.rawValue)) }) { workflow, _ in
        .scalar(.word(UInt32(WorkflowStatus.allCases.firstIndex(of: workflow.status.value) ?? 0)))
      },
      "autonomy": PathField(type: { _ in .level(Autonomy.allCases.map(\.rawValue)) }) { workflow, _ in
        workflow.autonomy.map { word($0.value) } ?? .absent("workflow.autonomy")
      },
      "impact": PathField(type: { _ in .level(Impact.allCases.map(\.rawValue)) }) { workflow, _ in
        workflow.impact.map { word($0.value) } ?? .absent("workflow.impact")
      },
      "tier": PathField(type: { .level($0.tiers.table.elements.map(\.id)) }) { workflow, names in
        workflow.tier.flatMap { names.resolve($0) }.map { .scalar(.word($0.rawValue)) } ?? .absent("workflow.tier")
      },
      "owner": PathField(type: { .one(vocabulary($0.roles)) }) { workflow, names in
        workflow.owner.flatMap { names.resolve($0) }.map { .scalar(.word($0.rawValue)) } ?? .absent("workflow.owner")
      },
      "effective.from": PathField(type: { _ in .day }) { workflow, _ in
        workflow.effective.map { day($0.from, "workflow.effective.from") } ?? .absent("workflow.effective")
      },
      "effective.until": PathField(type: { _ in .day }) { workflow, _ in
        workflow.effective.map { day($0.until, "workflow.effective.until") } ?? .absent("workflow.effective")
      },
      "purpose": PathField(type: { .one(vocabulary($0.purposes)) }) { workflow, names in
        workflow.purpose.flatMap { names.resolve($0) }.map { .scalar(.word($0.rawValue)) }
          ?? .absent("workflow.purpose")
      },
      "volume": PathField(type: { _ in .count }) { workflow, _ in
        guard case .count(let count)? = workflow.volume?.value else { return .absent("workflow.volume") }
        return .scalar(.number(Decimal(count)))
      },
      "materials": PathField(type: { .set(vocabulary($0.materials)) }) { workflow, names in
        ids(workflow.materials?.references, "workflow.materials", names.resolve)
      },
      "tools": PathField(type: { .set(vocabulary($0.tools)) }) { workflow, names in
        ids(workflow.tools?.references, "workflow.tools", names.resolve)
      },
      "data": PathField(type: { .set(vocabulary($0.data)) }) { workflow, names in
        ids(workflow.data?.classes, "workflow.data", names.resolve)
      },
      "audiences": PathField(type: { .set(vocabulary($0.audiences)) }) { workflow, names in
        ids(workflow.audiences, "workflow.audiences", names.resolve)
      },
      "sites": PathField(type: { .set(vocabulary($0.sites)) }) { workflow, names in
        ids(workflow.sites, "workflow.sites", names.resolve)
      },
      "used-by": PathField(type: { .set(vocabulary($0.roles)) }) { workflow, names in
        ids(workflow.usedBy, "workflow.used-by", names.resolve)
      },
      "approved.on": PathField(type: { _ in .day }) { workflow, _ in
        workflow.approved.map { day($0.on, "workflow.approved.on") } ?? .absent("workflow.approved")
      },
      "approved.by": PathField(type: { .one(signers($0)) }) { workflow, names in
        workflow.approved.map { signer($0.by, "workflow.approved.by", names) } ?? .absent("workflow.approved")
      },
      "lifted-by": PathField(type: { .one(signers($0)) }) { workflow, names in
        workflow.liftedBy.map { signer($0, "workflow.lifted-by", names) } ?? .absent("workflow.lifted-by")
      },
      "pilots-need.limits.duration": PathField(type: { _ in .span([]) }) { workflow, _ in
        limit(workflow, "duration") { $0.duration.map { .scalar(.span($0.value.span)) } }
      },
      "pilots-need.limits.sites": PathField(type: { _ in .count }) { workflow, _ in
        limit(workflow, "sites") { $0.sites.map { .scalar(.number(Decimal($0.value))) } }
      },
      "pilots-need.limits.participants": PathField(type: { _ in .count }) { workflow, _ in
        limit(workflow, "participants") { $0.participants.map { .scalar(.number(Decimal($0.value))) } }
      },
    ]
  }()
}

extension AttributeEntry {
  /// An attribute as proposals are read by it.
  init(_ declaration: Declaration<Attribute>) {
    let attribute = declaration.value
    let kinds: KindSet = attribute.on.reduce(into: []) { kinds, owner in
      switch owner.value {
      case .pilot: kinds.insert(.pilot)
      case .action: kinds.insert(.action)
      case .tool, .workflow: break
      }
    }
    let kind: Kind =
      switch attribute.type.value {
      case .yesNo: .yesNo
      case .count: .count
      case .number: .number
      case .date: .date
      case .duration: .duration
      case .choice: .choice
      case .choices: .choices
      case .level: .level
      }
    self.init(
      named: Named(id: declaration.id, title: attribute.remarks.title?.text ?? "", place: .unknown), kind: kind,
      kinds: kinds, words: (attribute.values ?? []).map(\.value.text))
  }
}
