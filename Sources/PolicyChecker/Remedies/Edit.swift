import PolicyBasics
import SourceText

/// One change of a proposal that a remedy may make (S60).
///
/// There is no edit that adds an id, or that changes requester, actor, `at`, kind, pilot or workflow.
enum Edit: Hashable {
  case leaveOut(ListField, String)
  /// Move an ordered value; `distance` says how far from the stated one.
  case move(OrderedField, text: String, distance: Int128)
  /// State a field that is absent. Its value is up to whoever knows it; the stand-in lets what else is asked be tried.
  case state(String, StandIn)
  case approve(role: String, by: String, on: Day)
  case vote(committee: String, yes: [Seat], on: Day)
  case review(role: String, step: String?, by: String)
  case attest(duty: String, by: String, on: Day)

  /// The lists out of which ids may be left.
  enum ListField: Hashable {
    case data, elements, materials, audiences, sites
    /// An attribute of type `choices`.
    case attribute(String)
  }

  /// The values that have an order.
  enum OrderedField: Hashable {
    case autonomy, impact, participants, starts, ends
    case attribute(String)
  }

  /// What stands for a fact that nobody has stated yet, while other edits are tried.
  enum StandIn: Hashable {
    case nothing
    case requester(String)
    case requesterPerson(String)
    case tool(String)
    case stopWhen
    case measure(metric: String, until: Day?)
    /// The value of an attribute.
    case value(Proposal.StatedValue)
    /// A list that states that there are none.
    case emptyList
    case site(String)
    /// The least of an ordered value.
    case least
    case count(Int)
    /// A registered pilot.
    case pilot(String)
  }

  /// A yes in a vote.
  struct Seat: Hashable {
    var role: String
    var by: String
  }

  /// Whether the result depends on a value that nobody knows yet.
  var isStatement: Bool {
    if case .state = self { return true }
    return false
  }
}

extension Edit {
  /// Whether it adds what somebody signs; a committee's vote stands in place of its earlier one.
  var isSignature: Bool {
    switch self {
    case .approve, .review: true
    case .leaveOut, .move, .state, .vote, .attest: false
    }
  }
}

// MARK: Order

extension Edit {
  /// The key of the field that it changes.
  var field: String {
    switch self {
    case .leaveOut(let list, _): list.key
    case .move(let field, _, _): field.key
    case .state(let field, _): field
    case .approve, .vote: "approvals"
    case .review: "reviewed-by"
    case .attest: "attested"
    }
  }

  /// S61: fields in the order of the reference, then the nearest value, then bytes.
  func precedes(_ other: Edit, kind: ProposalKind) -> Bool {
    let (own, theirs) = (place(kind), other.place(kind))
    if own != theirs { return own < theirs }
    if field != other.field { return field.precedes(other.field) }
    if distance != other.distance { return distance < other.distance }
    return bytes.precedes(other.bytes)
  }

  private func place(_ kind: ProposalKind) -> Int {
    let places = kind == .pilot ? Self.placesOfPilots : Self.placesOfActions
    return places[field] ?? places[String(field.prefix { $0 != "." })] ?? places.count
  }

  private static let placesOfPilots = places(of: .pilot)
  private static let placesOfActions = places(of: .action)

  private static func places(of kind: ProposalKind) -> [String: Int] {
    Dictionary(Proposal.fieldNames(of: kind).enumerated().map { ($0.element, $0.offset) }) { first, _ in first }
  }

  private var distance: Int128 {
    if case .move(_, _, let distance) = self { return distance }
    return 0
  }

  private var bytes: String {
    switch self {
    case .leaveOut(_, let id): id
    case .move(_, let text, _): text
    case .state(_, let standIn): "\(standIn)"
    case .approve(let role, let by, _): "\(role) \(by)"
    case .vote(let committee, let yes, _): "\(committee) \(yes.map { "\($0.role) \($0.by)" })"
    case .review(let role, let step, let by): "\(step ?? "") \(role) \(by)"
    case .attest(let duty, let by, _): "\(duty) \(by)"
    }
  }

  /// What an edit changes: two edits of one slot exclude each other.
  private enum Slot: Hashable {
    case item(ListField, String)
    case value(OrderedField)
    case fact(String)
    case approval(role: String, by: String?)
    case vote(String)
    case review(role: String, step: String?, by: String?)
    case duty(String)
  }

  private func slot(byPerson: Bool) -> Slot {
    switch self {
    case .leaveOut(let list, let id): .item(list, id)
    case .move(let field, _, _): .value(field)
    case .state(let field, _): .fact(field)
    case .approve(let role, let by, _): .approval(role: role, by: byPerson ? by : nil)
    case .vote(let committee, _, _): .vote(committee)
    case .review(let role, let step, let by): .review(role: role, step: step, by: byPerson ? by : nil)
    case .attest(let duty, _, _): .duty(duty)
    }
  }

  /// Whether two edits say two things about one place.
  func contradicts(_ other: Edit) -> Bool { slot(byPerson: true) == other.slot(byPerson: true) }

  /// Whether what stands already is enough: the same field moved, the same role's signature.
  func isInPlace(of standing: Edit) -> Bool {
    // A review that names no step counts for every step by the role.
    if case .review(let role, nil, _) = standing, case .review(role, _, _) = self { return true }
    return slot(byPerson: false) == standing.slot(byPerson: false)
  }
}

extension Edit.ListField {
  var key: String {
    switch self {
    case .data: "data"
    case .elements: "elements"
    case .materials: "materials"
    case .audiences: "audiences"
    case .sites: "sites"
    case .attribute(let name): name
    }
  }
}

extension Edit.OrderedField {
  var key: String {
    switch self {
    case .autonomy: "autonomy"
    case .impact: "impact"
    case .participants: "participants"
    case .starts: "starts"
    case .ends: "ends"
    case .attribute(let name): name
    }
  }
}

// MARK: Applying

extension Proposal {
  /// The proposal as it would then be. A signature that an edit adds is given for just that text.
  func applying(_ edits: [Edit]) -> Proposal {
    var result = self
    for edit in edits { result.apply(edit) }
    return result
  }

  private mutating func apply(_ edit: Edit) {
    switch edit {
    case .leaveOut(let list, let id): leaveOut(id, of: list)
    case .move(let field, let text, _): move(field, to: text)
    case .state(let field, let standIn): state(field, standIn)
    case .approve(let role, let by, let on):
      var approval = Approval()
      approval.role = Located(role)
      approval.by = Located(by)
      approval.on = Located(on)
      approval.content = Located("this")
      approvals = (approvals ?? []) + [approval]
    case .vote(let committee, let yes, let on):
      var vote = Approval()
      vote.committee = Located(committee)
      vote.on = Located(on)
      vote.content = Located("this")
      vote.yes = yes.map { seat in
        var entry = Seat()
        entry.role = Located(seat.role)
        entry.by = Located(seat.by)
        return entry
      }
      // A committee votes once: the new vote stands in place of an earlier one, in which some have stepped aside.
      let earlier = approvals?.first { $0.committee?.value == committee }
      let recused = earlier?.recused?.filter { seat in !yes.contains { $0.role == seat.role?.value } }
      (vote.no, vote.abstain, vote.recused) = ([], [], recused ?? [])
      approvals = (approvals ?? []).filter { $0.committee?.value != committee } + [vote]
    case .review(let role, let step, let by):
      var review = ReviewEntry()
      review.role = Located(role)
      review.step = step.map { Located($0) }
      review.by = Located(by)
      reviewedBy = (reviewedBy ?? []) + [review]
    case .attest(let duty, let by, let on):
      var attestation = Attestation()
      attestation.duty = Located(duty)
      attestation.by = Located(by)
      attestation.on = Located(on)
      attested = (attested ?? []) + [attestation]
    }
  }

  private mutating func leaveOut(_ id: String, of list: Edit.ListField) {
    func without(_ stated: [Located<String>]?) -> [Located<String>]? { stated?.filter { $0.value != id } }
    switch list {
    case .data: data = without(data)
    case .elements: elements = without(elements)
    case .materials: materials = without(materials)
    case .audiences: audiences = without(audiences)
    case .sites: sites = without(sites)
    case .attribute(let name):
      for index in attributes.indices where attributes[index].key.value == name {
        guard case .list(let words) = attributes[index].value.value else { continue }
        attributes[index].value = Located(.list(words.filter { $0 != id }))
      }
    }
  }

  private mutating func move(_ field: Edit.OrderedField, to text: String) {
    switch field {
    case .autonomy: autonomy = Autonomy(rawValue: text).map { Located($0) } ?? autonomy
    case .impact: impact = Impact(rawValue: text).map { Located($0) } ?? impact
    case .participants: participants = wholeNumber(text.utf8).map { Located($0) } ?? participants
    case .starts: starts = Day(text).map { Located($0) } ?? starts
    case .ends: ends = Day(text).map { Located($0) } ?? ends
    case .attribute(let name):
      for index in attributes.indices where attributes[index].key.value == name {
        attributes[index].value = Located(.word(text))
      }
    }
  }

  private mutating func state(_ field: String, _ standIn: Edit.StandIn) {
    switch standIn {
    case .nothing: break
    case .requester(let person):
      requester = Requester()
      requester?.person = Located(person)
    case .requesterPerson(let person): requester?.person = Located(person)
    case .tool(let id): tool = Located(id)
    case .stopWhen: stopWhen = Located("stated")
    case .value(let value): attributes.append(StatedAttribute(key: Located(field), value: Located(value)))
    case .emptyList:
      switch field {
      case "data": data = []
      case "materials": materials = []
      case "audiences": audiences = []
      default: break
      }
    case .site(let id): sites = [Located(id)]
    case .least:
      if field == "autonomy" { autonomy = Autonomy.allCases.first.map { Located($0) } }
      if field == "impact" { impact = Impact.allCases.first.map { Located($0) } }
    case .count(let count): participants = Located(count)
    case .pilot(let id): pilot = Located(id)
    case .measure(let metric, let until):
      var measure = Measure()
      measure.metric = Located(metric)
      measure.target = Located(Decimal(0))
      measure.baseline = Located(Decimal(0))
      if let until {
        var days = MeasuredDays()
        days.from = Located(until)
        days.until = Located(until)
        measure.measured = days
      }
      measures = (measures ?? []) + [measure]
    }
  }
}
