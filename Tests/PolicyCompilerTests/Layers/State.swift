import Description
import DocumentTree
import DocumentTreeYAML
import PolicyBasics
import PolicyChecker
import PolicyCompiler
import ProposalCoding
import SourceText
import TestKit

/// A small state whose sets a district extends, and proposals that it allows.
enum State {
  static let head = """
    policy:
      id: state
      title: State model policy
      version: 1.0.0
      language: 1
      time-zone: America/Los_Angeles
      role-holders: attested
      holidays: [2026-10-06]

    """

  static let districtHead = """
    policy:
      id: district
      title: District policy
      version: 1.0.0
      language: 1
      time-zone: America/Los_Angeles
      role-holders: attested
      extends: ../state

    """

  static let sections = """
    data:
      published: {title: Published, sensitivity: public}
      notes: {title: Notes, sensitivity: internal}
      student-pii: {title: Student records, sensitivity: restricted}
      student-grades: {title: Grades, within: student-pii}
      student-health: {title: Health, within: student-pii, named-only: true}
    roles:
      director: {title: Director}
      officer: {title: Privacy officer, separate-from: [clerk]}
      clerk: {title: Clerk}
      counsel: {title: Counsel}
      specialist: {title: Specialist}
      lead: {title: Lead specialist, includes: [specialist]}
    committees:
      board: {title: Board, members: [director, officer, counsel], quorum: 2, threshold: 2}
    sites:
      county: {title: County}
      school: {title: School, within: county}
      camp: {title: Camp, within: county}
    audiences:
      families: {title: Families}
      parents: {title: Parents, within: families}
      staff: {title: Staff}
    tiers:
      routine: {title: Routine, rank: 0}
      external:
        title: Families read it
        rank: 1
        when: {audiences: families}
        review: [{id: outside, what: every text, by: director, before: release}]
        approvals: [officer]
    materials:
      handbook: {title: Handbook, owner: director, data: [published], until: 2027-06-30}
      calendar: {title: Calendar, data: [published]}
    purposes:
      letters: {title: Letters}
      minutes: {title: Minutes}
    attributes:
      account: {on: [tool], type: choice, values: [district, personal]}
      care: {on: [workflow], type: level, values: [low, high]}
    tools:
      assistant:
        title: Assistant
        status: approved
        approved: {by: board, on: 2026-06-01}
        agreement:
          from: 2026-07-01
          until: 2027-06-30
          data: [published, notes, student-pii]
          purposes: [letters, minutes]
          training: none
          retention: 30 days
        account: district
      second:
        title: Second assistant
        status: pilot-only
        agreement: {from: 2026-07-01, until: 2027-06-30, data: [published], purposes: [letters], training: none}
      bare: {title: Without an agreement, status: requested}
    workflows:
      replies:
        title: Replies
        status: approved
        approved: {by: board, on: 2026-06-01}
        effective: {from: 2026-08-01, until: 2027-06-30}
        owner: director
        used-by: [specialist]
        autonomy: human-approves-each
        impact: informs
        tier: external
        criteria: {common: Daily., measurable: Hours., low-risk: Read by a person., painful: Slow.}
        volume: 140 per week
        effort: {today: 12 minutes, with-ai: 4 minutes}
        purpose: letters
        data: [published, notes, student-pii]
        materials: [handbook, calendar]
        audiences: [families, staff]
        tools: [assistant, second]
        sites: [county]
        actions: {prepare: {stage: draft}, send: {stage: release}}
        review: [{id: reply, what: every reply, by: director, effort: 2 minutes}]
        if-wrong: {tell: director, due: 1 business-days}
        metrics: {hours: {title: Hours, better: lower, kind: time}}
        pilots-need:
          approvals: [officer, {at-least: 1, of: [counsel, clerk]}, board]
          limits: {duration: 120 days, sites: 2, participants: 30}
      open-work:
        title: Work with what the district chooses
        status: approved
        approved: {by: board, on: 2026-06-01}
        autonomy: human-approves-each
        impact: informs
        tier: external
        criteria: {common: Daily., measurable: Hours., low-risk: Read by a person., painful: Slow.}
        purpose: letters
        data: [published]
        audiences: [staff]
        materials: open
        tools: open
        care: low
      refused-work:
        title: Refused work
        status: refused
        on: 2026-06-01
        because: A person does that.
        source: [Minutes]
    rules:
      no-restricted-notes:
        deny: [pilot, action]
        when: {data: notes, sensitivity: restricted}
        because: Notes are for staff.
        source: [Act 1]
      no-camp:
        deny: [pilot, action]
        when: {sites: camp}
        waivable: true
        because: Camps come later.
        source: [Act 2]
      minutes-later:
        deny: [pilot, action]
        when: {materials: calendar}
        trial: {until: 2027-12-31}
        because: Tried first.
        source: [Act 3]
      told-in-time:
        oblige: [action]
        when: {audiences: families}
        do: Tell them.
        by: director
        due: 2 business-days after use
        because: They are told.
        source: [Act 4]
    exceptions:
      camp-for-a-year:
        rule: no-camp
        sites: [camp]
        effective: {from: 2026-07-01, until: 2027-06-30}
        granted-by: board
        because: One year.
    invariants:
      people-decide:
        never: [pilot, action]
        when: {impact: determines}
        because: A person decides.
        source: [Act 5]
    pilots:
      earlier:
        workflow: replies
        tool: assistant
        title: An earlier pilot
        verdict: scale
    tests:
      of-the-state:
        as-of: 2026-10-05
        proposal: {action: send, workflow: unlisted}
        expect: deny

    """

  static let action = """
    action: send
    at: 2026-10-05T10:00:00-07:00
    actor: {person: j.lee, roles: [specialist]}
    workflow: replies
    tool: assistant
    autonomy: human-approves-each
    impact: informs
    data: [published, notes]
    materials: [handbook]
    audiences: [parents]
    sites: [school]
    reviewed-by: [{role: director, by: a.kim}]
    """

  static let draft = action.replacing("action: send", with: "action: prepare")
    .replacing("reviewed-by: [{role: director, by: a.kim}]", with: "")
  static let ofTheCamp = action.replacing("sites: [school]", with: "sites: [camp]")
  static let ofTheCalendar = action.replacing("materials: [handbook]", with: "materials: [calendar]")
  static let withTheSecondTool = pilot.replacing("tool: assistant", with: "tool: second")
    .replacing("data: [published, notes]", with: "data: [published]")
  static let byTheLead = action.replacing("roles: [specialist]", with: "roles: [lead]")

  static let pilot = """
    pilot: trial
    requested-by: {person: s.lane, roles: [specialist]}
    owner: director
    workflow: replies
    tool: assistant
    autonomy: human-approves-each
    impact: informs
    data: [published, notes]
    materials: [handbook]
    audiences: [parents]
    sites: [school]
    participants: 20
    starts: 2026-10-05
    ends: 2026-12-18
    approvals:
      - {role: officer, by: r.ortiz, on: 2026-10-01, content: this}
      - {role: clerk, by: c.clerk, on: 2026-10-01, content: this}
      - {committee: board, on: 2026-10-01, content: this, yes: [{role: director, by: d.one}, {role: counsel, by: c.two}], no: [], abstain: [], recused: []}
    """
}

/// Sets on one another, the one that extends nothing last.
struct Layers {
  let compilation: PolicyCompilation
  let sources: SourceMap

  /// - Parameter texts: `policy.yaml` of each set: the one that is checked first.
  init(_ texts: String...) {
    let folders = ["", "../state/", "../nation/"]
    let files = zip(texts, folders).enumerated().map { index, file in
      let (text, folder) = file
      let above = index == 1 ? text.replacing("extends: ../state", with: "extends: ../nation") : text
      return SourceFile(name: folder + "policy.yaml", bytes: Array(above.utf8))
    }
    compilation = PolicyCompilation(files)
    sources = compilation.sources
  }

  /// A district on the state.
  static func on(_ state: String, _ district: String) -> Layers { Layers(State.districtHead + district, state) }
  static func on(_ district: String) -> Layers { on(State.head + State.sections, district) }

  var errors: [Diagnostic] { compilation.diagnostics.all.filter { $0.severity == .error } }
  /// Codes, texts and places of the errors.
  var findings: [String] { errors.map { "\($0.kind.code): \($0.message.text.description) at \(place($0.span))" } }

  func place(_ span: SourceSpan) -> String {
    let location = sources.location(of: span)
    return "\(location.file):\(location.line)"
  }

  /// The line of a place, as it is written.
  func line(_ span: SourceSpan) -> String {
    guard sources.files.contains(span.source) else { return "" }
    let file = sources.files[span.source]
    let table = file.lineTable
    return String(
      decoding: file.bytes[table.range(ofLine: table.line(at: Int(span.start)), in: file.bytes)], as: UTF8.self)
  }

  /// The reasons of a decision, each once; none for an allow.
  func reasons(_ proposal: String, asOf day: String = "2026-10-05") -> [String] {
    guard let policy = compilation.policy else { return ["does not compile"] }
    return Layers.decide(policy, proposal, asOf: day).reasons.map(\.code).reduce(into: []) {
      if !$0.contains($1) { $0.append($1) }
    }
  }

  static func decide(_ policy: CompiledPolicy, _ proposal: String, asOf day: String) -> Decision {
    policy.explain(policy.prepare(read(proposal)), asOf: Day(day))
  }

  /// A proposal whose fingerprints may be the word `this`.
  static func read(_ text: String) -> Proposal {
    let file = SourceFile(name: "proposal.yaml", bytes: Array(text.utf8))
    let reading = ProposalReading(file, as: .yaml, limits: .standard, knowsThisContent: true)
    return reading.proposals.first ?? .unread()
  }
}
