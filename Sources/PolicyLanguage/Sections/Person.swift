package import Description
package import PolicyBasics
package import ProposalCoding
package import SourceText

/// Who holds which role, where and when (S26, S27).
package struct Person: Remarked, SectionDeclaration {
  package var remarks = Remarks()
  package var holds: [Holding]?
  package var delegates: [Delegation]?
  package var conflicts: [Reference<Tools>]?
  package init() {}

  package static let record = RecordDescription<Person>(
    "person", doc: "Who holds which role, where and when.",
    fields: [
      .optional(
        "holds", { $0.holds = $1 }, doc: "The roles, each with its days and, where it is bound to one, its site."),
      .optional(
        "delegates", { $0.delegates = $1 }, doc: "Roles that somebody else holds in this person's place for some days."),
      .optional(
        "conflicts", { $0.conflicts = $1 },
        doc: "Tools in which the person has an interest: signatures on them do not count."),
    ] + remarkFields())

  package static let example = """
    people:
      m.diaz:
        holds:
          - {role: technology-director, from: 2024-07-01}
          - {role: privacy-officer, from: 2026-12-01, until: 2027-02-28, acting: true}
        delegates: [{role: technology-director, to: k.ng, from: 2026-10-05, until: 2026-10-09}]
        conflicts: [district-assistant]
      k.ng: {holds: [{role: network-engineer, from: 2025-01-01}]}
      s.lane: {holds: [{role: principal, site: lincoln-es, from: 2023-08-01}]}
    roles:
      technology-director: {title: Director of Technology}
      privacy-officer: {title: Data Privacy Officer}
      network-engineer: {title: Network engineer}
      principal: {title: Principal}
    sites: {lincoln-es: {title: Lincoln Elementary School}}
    tools: {district-assistant: {title: District Assistant, status: requested}}
    """

  /// A role held from one day to another.
  package struct Holding: Record {
    package var role = Reference<Roles>()
    package var site: Reference<Sites>?
    package var from: Located<Day>?
    package var until: Located<Day>?
    package var acting: Bool?
    package init() {}

    package static let record = RecordDescription<Holding>(
      "holding", doc: "A role held from one day to another.",
      fields: [
        .required("role", { $0.role = $1 }, doc: "The role."),
        .optional("site", { $0.site = $1 }, doc: "The site at which it is held; left out, everywhere."),
        .optional("from", { $0.from = $1 }, doc: "The first day."),
        .optional("until", { $0.until = $1 }, doc: "The last day; left out, it goes on."),
        .optional("acting", { $0.acting = $1 }, doc: "`true`: until somebody is appointed. For reports."),
      ])

    package func check(at span: SourceSpan, with decoder: inout NodeDecoder) {
      decoder.checkOrder(from: from, until: until)
    }
  }

  /// A role that somebody else holds for some days.
  package struct Delegation: Record {
    package var role = Reference<Roles>()
    package var to = Reference<People>()
    package var from = Located(Day.earliest)
    package var until = Located(Day.earliest)
    package init() {}

    package static let record = RecordDescription<Delegation>(
      "delegation", doc: "A role that somebody else holds in this person's place for some days.",
      fields: [
        .required("role", { $0.role = $1 }, doc: "The role; not what it includes."),
        .required("to", { $0.to = $1 }, doc: "Who holds it meanwhile."),
        .required("from", { $0.from = $1 }, doc: "The first day."),
        .required("until", { $0.until = $1 }, doc: "The last day."),
      ])

    package func check(at span: SourceSpan, with decoder: inout NodeDecoder) {
      decoder.checkOrder(from: from, until: until)
    }
  }
}
