import PolicyBasics
package import SourceText

// Why a proposal does not decode against a policy (S6, S8, S37, S38).

extension DiagnosticKind {
  package static let unknownReference = DiagnosticKind(
    code: "unknown-reference", severity: .error,
    explanation:
      "A rule about an id that no file declares would never apply, unseen; a proposal that names one says nothing that can be judged.",
    bad: """
      data: {published-content: {title: Published, sensitivity: public}}
      materials: {handbook: {title: Handbook, data: [1️⃣publishd-content]}}
      """,
    good: """
      data: {published-content: {title: Published, sensitivity: public}}
      materials: {handbook: {title: Handbook, data: [published-content]}}
      """)

  package static let contradictoryProposal = DiagnosticKind(
    code: "contradictory-proposal", severity: .error,
    explanation:
      "A proposal that contradicts itself, or names something twice, does not decode and is denied as invalid.",
    bad: .proposal(
      """
      pilot: minutes-autumn
      workflow: unlisted
      starts: 2026-12-18
      ends: 1️⃣2026-09-08

      """, against: ""),
    good: .proposal(
      """
      pilot: minutes-autumn
      workflow: unlisted
      starts: 2026-09-08
      ends: 2026-12-18

      """, against: ""))
}

extension Message {
  /// - Parameters:
  ///   - section: where it would be declared, as in a policy.
  ///   - nearest: the nearest id that is declared, where one is near.
  ///   - inProposal: whoever writes a proposal declares nothing.
  ///   - declared: the ids that it may have meant, for a proposal.
  ///   - inCondition: whether a matcher asks for it.
  ///   - isSectionAbsent: whether no file of the set has anything under the section.
  package static func unknownReference(
    to id: String, section: String, nearest: String?, inProposal: Bool = false, declared: [String] = [],
    inCondition: Bool = false, isSectionAbsent: Bool = false
  ) -> Message {
    let strange = id.unicodeScalars.first { $0.value > 0x7E || $0.value < 0x20 }
    let several = severalIDs(id)
    let bullet = bullet(beginning: id)
    let help: DiagnosticText? =
      switch (strange, nearest) {
      case _ where DiagnosticText.help(forUnfilled: id) != nil: .help(forUnfilled: id)
      case _ where bullet != nil: bullet.map { "begin each item of a list with `- ` in place of \(name: $0)" }
      case (let strange?, let nearest?):
        "it contains \(character: strange); the nearest id that is declared is \(name: nearest)"
      case (let strange?, nil): "it contains \(character: strange), which no id has"
      case (nil, nil) where several.count > 1:
        inCondition
          ? "write \(name: "[\(several.joined(separator: ", "))]"), behind `any:` where the field is a set"
          : "write the ids apart, with commas between: \(name: several.joined(separator: ", "))"
      case (nil, let nearest?): "the nearest id that is declared is \(name: nearest)"
      case (nil, nil):
        if isSectionAbsent {
          "no file has \(name: section): declare it there, or see whether the name of its file ends in `.yaml`"
        } else if !inProposal {
          "declare it under \(name: section)"
        } else if declared.isEmpty {
          "name one that the policy declares"
        } else {
          "name one that the policy declares: \(list: declared, joinedBy: "or")"
        }
      }
    return Message(
      .unknownReference, "no file declares \(name: id) under \(name: section)", label: "declared nowhere", help: help)
  }

  /// The ids that somebody put into one, with `;`, `or`, `and` or dashes between, perhaps behind `any`.
  private static func severalIDs(_ text: String) -> [String] {
    guard text.utf8.count <= 200 else { return [] }
    let words = text.split { $0 == " " || $0 == ";" || $0 == "," || $0 == "/" }.map { String($0) }
    guard
      text.contains(";") || text.contains(",") || text.contains("/")
        || words.contains(where: { $0 == "or" || $0 == "and" || $0 == "-" })
    else { return [] }
    let ids = words.enumerated().filter { place, word in
      word != "or" && word != "and" && word != "-" && !(place == 0 && word == "any")
    }.map(\.element)
    return ids.allSatisfy { identifierProblem($0, dots: true) == nil } ? ids : []
  }

  package static func unknownStep(_ id: String, nearest: String?) -> Message {
    Message(
      .unknownReference, "no step of review has the id \(name: id)", label: "no such step",
      help: nearest.map { "the nearest id of a step is \(name: $0)" } ?? "leave `step` out where the role has one step")
  }

  package static func unknownAction(_ id: String, workflow: String, actions: [String]) -> Message {
    Message(
      .unknownReference, "the workflow \(name: workflow) has no action \(name: id)", label: "no such action",
      help: "its actions are \(list: actions.sorted())")
  }

  package static func unknownMetric(_ id: String, nearest: String?) -> Message {
    Message(
      .unknownReference, "the workflow has no metric \(name: id)", label: "no such metric",
      help: nearest.map { "the nearest metric is \(name: $0)" } ?? "name one of the `metrics` of the workflow")
  }

  package static func unknownField(_ key: String, kind: ProposalKind, nearest: String?) -> Message {
    let strange = key.unicodeScalars.first { $0.value > 0x7E || $0.value < 0x20 }
    let text: DiagnosticText =
      kind == .pilot ? "a pilot has no field \(name: key)" : "an action has no field \(name: key)"
    let help: DiagnosticText? =
      if kind == .pilot, key == "actor" { "write `requested-by`: it says who asks for a pilot" } else if let strange {
        "it contains \(character: strange), which no field has"
      } else if let nearest {
        "the nearest field is \(name: nearest)"
      } else { "take it out; `notes` holds remarks, and an attribute is declared by the policy" }
    return Message(.unknownReference, text, label: "not known", help: help)
  }

  package static func wrongAttribute(
    _ key: String, _ found: Proposal.StatedValue, expected: DiagnosticText, help: DiagnosticText
  ) -> Message {
    Message(
      .contradictoryProposal, "the attribute \(name: key) expects \(expected), found \(found.described)",
      label: "not that", help: help)
  }

  package static func statedTwice(_ id: String) -> Message {
    Message(.contradictoryProposal, "\(name: id) stands twice", label: "the second one", help: "keep one of the two")
  }

  package static func noSites() -> Message {
    Message(.contradictoryProposal, "`sites: []` says that it happens nowhere", label: "empty", help: "name the sites")
  }

  package static func dataAndElements() -> Message {
    Message(
      .contradictoryProposal, "`elements` stands in place of `data`, and both are stated", label: "one of the two",
      help: "keep one of them")
  }

  package static func endsBeforeStarts(_ starts: DiagnosticText, _ ends: DiagnosticText) -> Message {
    Message(
      .contradictoryProposal, "`ends` \(ends) is before `starts` \(starts)", label: "before it starts",
      help: "swap the two, or correct the year")
  }

  package static func tooLong(_ days: Int) -> Message {
    Message(
      .contradictoryProposal, "the pilot lasts \(days) days, more than the limit of 400", label: "too long",
      help: "propose a shorter pilot, and another one after it")
  }

  package static func tooManySigners() -> Message {
    Message(
      .contradictoryProposal, "more than 5 persons sign in several roles, or one in more than 4",
      label: "more than the limit",
      help: "let other persons sign")
  }

  package static func tooManyElements(_ most: Int) -> Message {
    Message(
      .contradictoryProposal, "the proposal states more than \(most) elements", label: "more than the limit",
      help: "state the `data` classes that hold them in place of `elements`")
  }

  package static func tooManySignatures(_ most: Int) -> Message {
    Message(
      .contradictoryProposal, "more than \(most) signatures or attestations stand in one proposal",
      label: "more than the limit", help: "leave out those that no rule asks for")
  }

  package static func onlyInRegister(_ key: String) -> Message {
    Message(
      .contradictoryProposal, "\(name: key) belongs to the register", label: "not in a proposal",
      help: "the committee records it under `pilots`")
  }

  package static func noDay() -> Message {
    Message(
      .contradictoryProposal, "neither an as-of day nor the day of an action is given",
      help: "give the day of the check")
  }

  package static func preparedForAnother() -> Message {
    Message(
      .contradictoryProposal, "the proposal was prepared for another policy",
      help: "prepare it with the policy that decides")
  }
}
