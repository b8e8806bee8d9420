import PolicyBasics
import SourceText

// From fields to a proposal: what has not the shape of its field is refused at the door.

extension ProposalBuilder {
  /// The proposal as it stands; the same as one that was read from JSON with these fields.
  ///
  /// - Throws: ``ProposalError`` for the first field that has not the shape of its kind.
  public func proposal() throws(ProposalError) -> Proposal {
    try refuseOtherKind()
    var proposal = Proposal()
    proposal.kind = kind
    proposal.name = Located(try id(name, kind.rawValue))
    proposal.title = try text(title, "title")
    proposal.reference = try text(reference, "reference").map { Located($0) }
    proposal.notes = try text(notes, "notes", lines: true)
    proposal.requester = try built(requester)
    proposal.workflow = try listed(workflow, "workflow")
    proposal.tool = try listed(tool, "tool")
    proposal.autonomy = autonomy.map { Located($0) }
    proposal.impact = impact.map { Located($0) }
    proposal.data = try ids(data, "data")
    proposal.elements = try ids(elements, "elements", dots: true)
    proposal.materials = try ids(materials, "materials")
    proposal.audiences = try ids(audiences, "audiences")
    proposal.sites = try ids(sites, "sites")
    if let approvals {
      proposal.approvals = try approvals.map { (approval) throws(ProposalError) in try built(approval) }
    }
    if let attested { proposal.attested = try attested.map { (entry) throws(ProposalError) in try built(entry) } }
    for (key, value) in attributes.sorted(by: { $0.key < $1.key }) {
      proposal.attributes.append(
        Proposal.StatedAttribute(key: Located(try id(key, key)), value: Located(try built(value, key))))
    }
    try buildAction(&proposal)
    try buildPilot(&proposal)
    return proposal
  }

  private func refuseOtherKind() throws(ProposalError) {
    let others: [(String, Bool)] =
      switch kind {
      case .action:
        [
          ("submitted", submitted != nil), ("follows", follows != nil), ("owner", owner != nil),
          ("participants", participants != nil), ("starts", starts != nil), ("ends", ends != nil),
          ("measures", measures != nil), ("stop-when", stopWhen != nil),
        ]
      case .pilot: [("at", at != nil), ("pilot", inPilot != nil), ("reviewed-by", reviewedBy != nil)]
      }
    for (field, isStated) in others where isStated { throw .notOfThisKind(field: field) }
  }

  private func buildAction(_ proposal: inout Proposal) throws(ProposalError) {
    proposal.at = at.map { Located($0) }
    proposal.pilot = try id(inPilot, "pilot")
    guard let reviewedBy else { return }
    proposal.reviewedBy = try reviewedBy.map { (review) throws(ProposalError) in
      var entry = Proposal.ReviewEntry()
      entry.step = try id(review.step, "reviewed-by.step")
      entry.role = Located(try id(review.role, "reviewed-by.role"))
      entry.by = Located(try id(review.by, "reviewed-by.by", dots: true))
      return entry
    }
  }

  private func buildPilot(_ proposal: inout Proposal) throws(ProposalError) {
    proposal.submitted = submitted.map { Located($0) }
    proposal.follows = try id(follows, "follows")
    proposal.owner = try id(owner, "owner")
    if let participants { proposal.participants = Located(try count(participants, "participants")) }
    proposal.starts = starts.map { Located($0) }
    proposal.ends = ends.map { Located($0) }
    proposal.stopWhen = try text(stopWhen, "stop-when", lines: true).map { Located($0) }
    guard let measures else { return }
    proposal.measures = try measures.map { (measure) throws(ProposalError) in
      var entry = Proposal.Measure()
      entry.metric = try text(measure.metric, "measures.metric").map { Located($0) }
      entry.baseline = try number(measure.baseline, "measures.baseline")
      entry.target = try number(measure.target, "measures.target")
      if let measured = measure.measured {
        var days = Proposal.MeasuredDays()
        days.from = Located(measured.lowerBound)
        days.until = Located(measured.upperBound)
        entry.measured = days
      }
      return entry
    }
  }

  // MARK: Parts

  private func built(_ requester: Requester?) throws(ProposalError) -> Proposal.Requester? {
    guard let requester else { return nil }
    let field = kind == .pilot ? "requested-by" : "actor"
    var result = Proposal.Requester()
    result.person = try id(requester.person, field + ".person", dots: true)
    result.roles = try ids(requester.roles, field + ".roles")
    return result
  }

  private func built(_ approval: Approval) throws(ProposalError) -> Proposal.Approval {
    var result = Proposal.Approval()
    switch approval {
    case .role(let role, let by, let on, let content):
      result.role = Located(try id(role, "approvals.role"))
      result.by = Located(try id(by, "approvals.by", dots: true))
      result.on = Located(on)
      result.content = try fingerprint(content, "approvals.content")
    case .vote(let committee, let on, let content, let yes, let no, let abstain, let recused):
      result.committee = Located(try id(committee, "approvals.committee"))
      result.on = Located(on)
      result.content = try fingerprint(content, "approvals.content")
      result.yes = try seats(yes)
      result.no = try seats(no)
      result.abstain = try seats(abstain)
      result.recused = try seats(recused)
    }
    return result
  }

  private func seats(_ seats: [Seat]) throws(ProposalError) -> [Proposal.Seat] {
    try seats.map { (seat) throws(ProposalError) in
      var result = Proposal.Seat()
      result.role = Located(try id(seat.role, "approvals.role"))
      result.by = Located(try id(seat.by, "approvals.by", dots: true))
      return result
    }
  }

  private func built(_ attestation: Attestation) throws(ProposalError) -> Proposal.Attestation {
    var result = Proposal.Attestation()
    result.duty = Located(try id(attestation.duty, "attested.duty"))
    result.by = Located(try id(attestation.by, "attested.by", dots: true))
    result.on = Located(attestation.on)
    return result
  }

  private func built(_ attribute: Attribute, _ field: String) throws(ProposalError) -> Proposal.StatedValue {
    switch attribute {
    case .yesNo(let flag): return .flag(flag)
    case .count(let value): return .number(Decimal(try count(value, field)))
    case .number(let value): return .number(try number(value, field))
    case .date(let day): return .word(day.description)
    case .days(let days): return .word(TimeSpan.days(try units(days, field)).description)
    case .minutes(let minutes): return .word(TimeSpan.seconds(try units(minutes, field) * 60).description)
    case .word(let word): return .word(try id(word, field))
    case .words(let words):
      for word in words { _ = try id(word, field) }
      return .list(words)
    }
  }

  // MARK: Shapes

  private func id(_ id: String, _ field: String, dots: Bool = false) throws(ProposalError) -> String {
    guard identifierProblem(id, dots: dots) == nil else { throw .notAnID(field: field, found: id) }
    return id
  }

  private func id(_ id: String?, _ field: String, dots: Bool = false) throws(ProposalError) -> Located<String>? {
    guard let id else { return nil }
    return Located(try self.id(id, field, dots: dots))
  }

  private func listed(_ id: String?, _ field: String) throws(ProposalError) -> Located<String>? {
    id == "unlisted" ? Located("unlisted") : try self.id(id, field)
  }

  private func ids(_ ids: [String]?, _ field: String, dots: Bool = false) throws(ProposalError) -> [Located<String>]? {
    guard let ids else { return nil }
    return try ids.map { (id) throws(ProposalError) in Located(try self.id(id, field, dots: dots)) }
  }

  private func text(_ text: String?, _ field: String, lines: Bool = false) throws(ProposalError) -> String? {
    guard let text else { return nil }
    let isBroken = !lines && text.unicodeScalars.contains { $0 == "\n" || $0 == "\r" }
    guard !isBroken, !text.allSatisfy(\.isWhitespace), !text.unicodeScalars.contains(where: isHazardous) else {
      throw .notAText(field: field)
    }
    return text
  }

  private func fingerprint(_ content: String?, _ field: String) throws(ProposalError) -> Located<String>? {
    guard let content else { return nil }
    guard isFingerprint(content) else { throw .notAFingerprint(field: field, found: content) }
    return Located(content)
  }

  private func count(_ count: Int, _ field: String) throws(ProposalError) -> Int {
    guard (0..<1_000_000_000_000_000).contains(count) else { throw .notANumber(field: field) }
    return count
  }

  private func units(_ count: Int, _ field: String) throws(ProposalError) -> Int {
    guard (0...TimeSpan.mostUnits).contains(count) else { throw .notANumber(field: field) }
    return count
  }

  /// Exactly what the shortest decimal of a `Double` says.
  private func number(_ value: Double, _ field: String) throws(ProposalError) -> Decimal {
    guard let number = Decimal(bytes: ArraySlice(value.description.utf8), exponents: true) else {
      throw .notANumber(field: field)
    }
    return number
  }

  private func number(_ value: Double?, _ field: String) throws(ProposalError) -> Located<Decimal>? {
    guard let value else { return nil }
    return Located(try number(value, field))
  }
}
