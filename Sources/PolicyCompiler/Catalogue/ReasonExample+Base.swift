extension ReasonExample {
  /// A small district: what all examples of reasons begin with.
  package static let policy = """
    policy:
      id: example
      title: Example district
      version: 1.0.0
      language: 1
      time-zone: America/Los_Angeles
    data:
      published-content: {title: Published content, sensitivity: public}
      staff-notes: {title: Notes of the staff, sensitivity: internal}
    audiences:
      families: {title: Families}
      students: {title: Students}
    sites:
      lincoln: {title: Lincoln School}
      cedar: {title: Cedar School}
      harbor: {title: Harbor School}
    roles:
      director: {title: Director of communications}
      privacy-officer: {title: Privacy officer}
      clerk: {title: Clerk}
      assistant-clerk: {title: Assistant clerk}
    people:
      a.kim: {holds: [{role: director, from: 2023-07-01}]}
      r.ortiz: {holds: [{role: privacy-officer, from: 2024-07-01}]}
      j.lee: {holds: [{role: clerk, from: 2024-08-01}]}
    tiers:
      routine: {rank: 0}
      external: {rank: 1, when: {audiences: families}}
    materials:
      handbook: {title: Family handbook, owner: director, data: [published-content], until: 2027-06-30}
      calendar: {title: School calendar, owner: director, data: [published-content], until: 2027-06-30}
    purposes:
      family-communication: {title: Writing to families}
      reporting: {title: Writing reports}
    tools:
      assistant:
        title: District Assistant
        status: approved
        approved: {by: director, on: 2026-06-18}
        agreement:
          from: 2026-07-01
          until: 2027-06-30
          data: [published-content, staff-notes]
          purposes: [family-communication]
          training: none
      writer:
        title: Report Writer
        status: approved
        approved: {by: director, on: 2026-06-19}
        agreement:
          from: 2026-07-02
          until: 2027-06-30
          data: [published-content]
          purposes: [family-communication, reporting]
          training: none
    workflows:
      replies:
        title: Replies to families
        status: approved
        approved: {by: director, on: 2026-07-14}
        effective: {from: 2026-08-01, until: 2027-06-30}
        owner: director
        used-by: [clerk, assistant-clerk]
        autonomy: human-approves-each
        impact: informs
        tier: external
        criteria:
          common: About 40 questions a week.
          measurable: Hours from question to reply.
          low-risk: Published content only; a person reads each reply.
          painful: Eight hours a week.
        volume: 40 per week
        effort: {today: 12 minutes, with-ai: 4 minutes}
        purpose: family-communication
        data: [published-content]
        materials: [handbook]
        audiences: [families]
        tools: [assistant]
        sites: [lincoln, cedar]
        review: [{id: reply, what: every reply, by: director, before: release, effort: 2 minutes}]
        metrics: {hours: {title: Hours from question to reply, better: lower, kind: time}}
        pilots-need:
          approvals: [privacy-officer]
          measures: {required: true, baseline: required}
          stop-when: required
          limits: {duration: 120 days, sites: 1, participants: 30}
    pilots:
      replies-spring:
        title: Replies, spring 2026
        requested-by: {person: j.lee, roles: [clerk]}
        owner: director
        workflow: replies
        tool: assistant
        autonomy: human-approves-each
        impact: informs
        data: [published-content]
        materials: [handbook]
        audiences: [families]
        sites: [lincoln]
        starts: 2026-03-02
        ends: 2026-05-29
        verdict: stop
      replies-autumn:
        title: Replies at Lincoln, autumn 2026
        requested-by: {person: j.lee, roles: [clerk]}
        owner: director
        workflow: replies
        tool: assistant
        autonomy: human-approves-each
        impact: informs
        data: [published-content]
        materials: [handbook]
        audiences: [families]
        sites: [lincoln]
        participants: 8
        starts: 2026-09-14
        ends: 2026-12-04
        measures: [{metric: hours, baseline: 26, target: 10}]
        stop-when: Two corrected replies in one week.
        approvals: [{role: privacy-officer, by: r.ortiz, on: 2026-09-07, content: dd7b9d646080d5bbdb5370bf8afd3c3a437c0242}]
    rules:
      disclosed:
        oblige: [action]
        do: Say in the reply that AI helped to draft it.
        by: clerk
        because: Families are told when AI helped to write to them.
        source: [Board policy 3245]
      short:
        require: [pilot]
        that: {duration: {at-most: 90 days}}
        because: A pilot ends within a term.
        source: [Board policy 3245]
      not-alone:
        deny: [action]
        when: {autonomy: autonomous, any-of: [{tool: writer}, {audiences: students}, {materials: calendar}]}
        because: Reports, dates and what students read have a person beside them.
        source: [Board policy 3245]

    """

  /// An action that is allowed on its day.
  package static let actionProposal = """
    action: release
    at: 2026-10-01T10:00:00-07:00
    actor: {person: j.lee, roles: [clerk]}
    workflow: replies
    tool: assistant
    autonomy: human-approves-each
    impact: informs
    data: [published-content]
    materials: [handbook]
    audiences: [families]
    sites: [lincoln]
    reviewed-by: [{step: reply, role: director, by: a.kim}]
    attested: [{duty: disclosed, by: j.lee, on: 2026-10-01}]

    """

  /// A pilot that is allowed as of 2026-10-01; `content: this` stands for its fingerprint.
  package static let pilotProposal = """
    pilot: replies-winter
    requested-by: {person: j.lee, roles: [clerk]}
    owner: director
    workflow: replies
    tool: assistant
    autonomy: human-approves-each
    impact: informs
    data: [published-content]
    materials: [handbook]
    audiences: [families]
    sites: [lincoln]
    participants: 8
    starts: 2026-10-05
    ends: 2026-12-18
    measures: [{metric: hours, baseline: 26, target: 10}]
    stop-when: Two corrected replies in one week.
    approvals: [{role: privacy-officer, by: r.ortiz, on: 2026-09-28, content: this}]

    """
}
