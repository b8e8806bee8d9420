import Foundation
import DocumentTree
import PolicyChecker
import PolicyCompiler
import SourceText
import TestKit
import Testing

/// Policies and proposals that the tests of the byte form share.
enum Samples {
  /// The sample district.
  static func district() throws -> CompiledPolicy { try #require(SampleDistrict.compilation.policy) }

  /// The proposals beside it, as the command line reads them, by the names of their files.
  static let proposals: [(name: String, proposal: Proposal)] = {
    let folder = Golden.root.appending(path: "policies/proposals")
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
    return names.compactMap { name in SampleDistrict.proposal("../proposals/\(name)").map { (name, $0) } }
  }()

  /// Compiles one file.
  static func compile(_ text: String) throws -> CompiledPolicy {
    let file = SourceFile(name: "policy.yaml", bytes: Array(text.utf8))
    let compilation = PolicyCompilation([file], commit: "0bac049fea56")
    let findings = compilation.diagnostics.all.map { $0.message.text.description }
    return try #require(compilation.policy, "\(findings)")
  }

  /// A policy with something in each table, which never changes: its bytes are a golden file.
  static let small = """
    policy:
      id: small-usd
      title: Small district
      version: 1.0.0
      language: 1
      time-zone: America/Los_Angeles
      holidays: [2026-11-11, 2026-11-26]
      approvals-lapse: 12 months
      unbound-approvals: allow
    data:
      published: {title: Published, sensitivity: public}
      pii: {title: About students, sensitivity: restricted}
      health: {title: Health, within: pii, named-only: true, elements: [exhibit-b.medical]}
      recording: {title: Recordings, within: pii, also: [health]}
    roles:
      director: {title: Director, includes: [writer], may-combine: [translator]}
      writer: {title: Writer}
      translator: {title: Translator}
    committees:
      board: {title: Board, members: [director, translator], quorum: 2, threshold: 1}
      council: {title: Council, members: [writer], quorum: 1, threshold: 1}
    sites:
      district: {title: District}
      lincoln: {title: Lincoln, within: district}
    audiences:
      families: {title: Families}
      staff: {title: Staff, within: families, named-only: true}
      board-members: {title: Board, also: [staff]}
    materials:
      handbook: {title: Handbook, data: [published], until: 2027-06-30}
    purposes:
      letters: {title: Letters}
    people:
      a.kim: {holds: [{role: director, from: 2025-01-01}], delegates: [{role: director, to: j.lee, from: 2026-10-05, until: 2026-10-09}]}
      j.lee: {holds: [{role: writer, site: lincoln, until: 2027-12-31, acting: true}], conflicts: [old-tool]}
    attributes:
      youngest: {on: [pilot, action], type: count, title: Youngest}
      consent: {on: [pilot, action], type: choice, values: [all, not-needed], title: Consent}
      topics: {on: [action], type: choices, values: [grades, behaviour], title: Topics}
      handed-in: {on: [pilot, action], type: date, title: Handed in}
      level: {on: [action, tool], type: level, values: [low, high], title: Level}
      waiting: {on: [action], type: duration, title: Waiting}
    tiers:
      routine: {rank: 0, title: Routine}
      external:
        rank: 1
        when: {audiences: families}
        review: [{id: text, what: every text, by: director, before: release}]
        approvals: [{at-least: 1, of: [director, board]}]
    tools:
      assistant:
        title: Assistant
        status: approved
        approved: {by: board, on: 2026-06-18, minutes: item 4}
        level: low
        agreement: {from: 2026-07-01, until: 2027-06-30, data: [published, pii], purposes: [letters], training: none, retention: 30 days}
      halted-tool: {title: Halted, status: suspended, lifted-by: board}
      old-tool: {title: Old, status: refused, on: 2026-01-05, because: It keeps everything., source: [Minutes 3]}
    workflows:
      replies:
        title: Replies
        status: approved
        effective: {from: 2026-08-01, until: 2027-06-30}
        owner: director
        used-by: [writer]
        autonomy: human-approves-each
        impact: informs
        criteria: {common: Often., measurable: Hours., low-risk: Read first., painful: Hours lost.}
        purpose: letters
        tier: external
        data: [published, pii]
        materials: [handbook]
        audiences: [families]
        tools: [assistant]
        sites: [district]
        actions: {draft-reply: {stage: draft}, send-reply: {stage: release}}
        review: [{id: reply, what: every reply, by: director, before: release}, {id: tone, what: its tone, by: director}]
        approved: {by: board, on: 2026-07-14, minutes: item 2}
        because: Replies took days.
        source: [Minutes 2]
        metrics: {hours: {title: Hours, better: lower, kind: time}}
        pilots-need:
          approvals: [{at-least: 2, of: [director, translator, board]}]
          measures: {required: true, baseline: before-start}
          stop-when: required
          limits: {duration: 120 days, sites: 3, participants: 30}
      halted: {title: Halted, status: suspended, lifted-by: board, owner: director, autonomy: assist-draft, impact: none, purpose: letters, tier: routine}
      trial-run:
        title: Trial run
        status: proposed
        owner: director
        autonomy: assist-draft
        impact: none
        purpose: letters
        tier: routine
    pilots:
      spring:
        title: Spring
        workflow: replies
        tool: assistant
        requested-by: {person: j.lee, roles: [writer]}
        owner: director
        autonomy: human-approves-each
        impact: informs
        data: [published]
        materials: [handbook]
        audiences: [families]
        sites: [lincoln]
        participants: 4
        starts: 2026-09-01
        ends: 2026-12-01
        youngest: 9
        measures: [{metric: hours, baseline: 9.5, measured: {from: 2026-08-01, until: 2026-08-20}, target: 3}]
        stop-when: Two wrong replies.
        approvals:
          - {role: translator, by: a.kim, on: 2026-08-24, content: 9f2c41d07ab35e18c7704be2a1d95f3360b8e4aa}
          - {committee: board, on: 2026-08-20, content: 9f2c41d07ab35e18c7704be2a1d95f3360b8e4aa, yes: [{role: director, by: a.kim}], no: [{role: translator, by: b.ray}], abstain: [{role: writer, by: c.cho}], recused: []}
          - {committee: council, on: 2026-08-21, yes: [], no: [], abstain: [], recused: [{role: director, by: a.kim}]}
        results: [{metric: hours, value: 4.25, from: 2026-09-01, until: 2026-12-01, by: director}]
        verdict: scale
        submitted: 2026-08-20
        notes: Asked for by two schools.
        because: Replies take days.
        source: [Minutes 4]
        attested: [{duty: report, by: a.kim, on: 2026-08-25}]
        consent: all
      summer:
        title: Summer
        workflow: replies
        tool: assistant
        follows: spring
        requested-by: {person: j.lee, roles: [writer]}
        owner: director
        autonomy: assist-draft
        impact: none
        elements: [exhibit-b.medical]
        materials: []
        audiences: [families]
        sites: [lincoln]
        starts: 2027-01-10
        ends: 2027-02-01
        stopped: 2027-01-20
    rules:
      no-health:
        title: No health records
        deny: [pilot, action]
        when: {data: health}
        unless: {audiences: {only: [staff]}}
        because: Health records stay out.
        source: [FERPA 34 CFR 99.3]
        waivable: true
        trial: {until: 2026-09-30}
      inside-the-agreement:
        require: [pilot]
        that: {ends: {at-most: tool.agreement.until}}
        because: The agreement holds on every day.
        source: [Board policy 3245]
      old-enough:
        require: [action]
        when: {any-of: [{topics: {any: [grades]}}, {not: {consent: all}}, {sensitivity: restricted}], tool.level: low}
        that: {youngest: {at-least: 13}}
        when-absent: allow
        because: Children do not.
        source: [COPPA]
      not-too-late:
        deny: [action]
        when: {all-of: [{waiting: {at-least: 2 days}}, {starts-late: yes}]}
        because: Old questions are answered by people.
        source: [Board policy 1112]
        effective: {from: 2026-08-01, until: 2027-06-30}
      say-so:
        oblige: [action]
        when: {audiences: families}
        do: Say that AI helped.
        by: writer
        due: before release
        lasts: 12 months
        because: Families are told.
        source: [Board policy 1112]
      report:
        oblige: [pilot]
        do: Report to the board.
        due: 5 business-days after handed-in
        because: The board hears of it.
        source: [Board policy 1112]
      translated:
        require: [action]
        when: {materials: handbook}
        review: [{id: words, what: the words, by: translator, before: release}]
        because: Translations are read.
        source: [Board policy 1112]
    exceptions:
      one-autumn: {title: One autumn, rule: no-health, sites: [lincoln], effective: {from: 2026-09-01, until: 2026-11-30}, when: {workflow: replies}, granted-by: board, because: Lincoln tries it.}
    invariants:
      people-decide: {never: [pilot, action], when: {impact: determines}, because: A person decides.}
      read-first: {never: [action], when: {stage: {at-least: release}}, without: {review: [director]}, because: Somebody reads it.}
    """.replacing("{starts-late: yes}", with: "{in-pilot: yes}")
}

/// Everything that a value is made of, a line each, but for the places and findings that the byte form leaves behind.
func contents(of value: Any, at path: String = "") -> [String] {
  let mirror = Mirror(reflecting: value)
  guard !mirror.children.isEmpty else { return ["\(path) = \(String(reflecting: value))"] }
  var lines: [String] = []
  for (index, child) in mirror.children.enumerated() {
    let label = child.label ?? "\(index)"
    if ["span", "origin", "diagnostics"].contains(label) { continue }
    lines += contents(of: child.value, at: path + "." + label)
  }
  return lines
}
