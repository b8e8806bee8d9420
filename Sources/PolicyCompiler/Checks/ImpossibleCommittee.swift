import Description
import PolicyBasics
import PolicyLanguage
import ProposalCoding
package import SourceText

extension DiagnosticKind {
  package static let impossibleCommittee = DiagnosticKind(
    code: "impossible-committee", severity: .error,
    explanation:
      "A committee in which more must be present or say yes than it has seats can never decide; one that needs nobody decides nothing.",
    bad: """
      roles: {counsel: {title: Counsel}, superintendent: {title: Superintendent}}
      committees:
        ai-governance: {members: [counsel, superintendent], quorum: 1️⃣3, threshold: 2}
      """,
    good: """
      roles: {counsel: {title: Counsel}, superintendent: {title: Superintendent}}
      committees:
        ai-governance: {members: [counsel, superintendent], quorum: 2, threshold: 2}
      """)
}

extension Message {
  static func moreThanSeats(_ key: StaticString, _ count: Int, seats: Int) -> Message {
    Message(
      .impossibleCommittee, "the \(key) of \(count) is more than the \(seats) seats of the committee",
      label: "more than \(seats)", help: "lower it to at most \(seats), or add members")
  }

  static func needsNobody(_ key: StaticString) -> Message {
    Message(
      .impossibleCommittee, "a \(key) of 0 asks for nobody", label: "no safeguard", help: "ask for at least 1")
  }

  static func chairIsNoMember(_ id: String) -> Message {
    Message(
      .impossibleCommittee, "the chair \(name: id) is no member of the committee", label: "no member",
      help: "name one of the members, or add \(name: id) to them")
  }
}

extension GraphChecks {
  /// S38, S39: 1 to the number of seats; the chair has one.
  mutating func findImpossibleCommittees() {
    for committee in names.committees.table.elements.map(\.value) where !committee.members.isEmpty {
      let seats = Set(committee.members.map(\.id))
      check("quorum", committee.quorum, seats: seats.count)
      check("threshold", committee.threshold, seats: seats.count)
      if let chair = committee.chair, !seats.contains(chair.id) { report(.chairIsNoMember(chair.id), at: chair.span) }
    }
  }

  private mutating func check(_ key: StaticString, _ count: Located<Int>, seats: Int) {
    guard let place = count.span else { return }
    if count.value == 0 { report(.needsNobody(key), at: place) }
    if count.value > seats { report(.moreThanSeats(key, count.value, seats: seats), at: place) }
  }
}
