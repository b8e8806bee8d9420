import Description
import PolicyBasics
import PolicyChecker
import PolicyLanguage
import ProposalCoding
package import SourceText

extension DiagnosticKind {
  package static let tooManyPilots = DiagnosticKind(
    code: "too-many-pilots", severity: .warning,
    explanation: "The head says how many pilots may run at once; on some day the register has more.",
    bad: pilots(second: "1️⃣second", starts: "2026-10-12"),
    good: pilots(second: "second", starts: "2026-12-07"))

  private static func pilots(second: String, starts: String) -> Example {
    func pilot(_ id: String, _ starts: String, _ ends: String) -> String {
      """
        \(id):
          requested-by: {person: j.lee, roles: [clerk]}
          owner: clerk
          workflow: unlisted
          tool: unlisted
          autonomy: assist-draft
          impact: none
          data: []
          audiences: []
          starts: \(starts)
          ends: \(ends)
      """
    }
    return .set(
      .init(
        "policy.yaml",
        """
        policy:
          id: example
          title: Example district
          version: 1.0.0
          language: 1
          time-zone: America/Los_Angeles
          pilots-at-once: 1
        roles: {clerk: {title: Clerk}}
        pilots:
        \(pilot("first", "2026-09-14", "2026-12-04"))
        \(pilot(second, starts, "2027-02-26"))

        """))
  }
}

extension Message {
  static func tooManyPilots(_ count: Int, on day: Day, most: Int) -> Message {
    Message(
      .tooManyPilots, "\(count) pilots run on \(day), and the head allows \(most) at once", label: "one too many",
      help: "end or move a pilot, or raise `pilots-at-once`")
  }
}

extension GraphChecks {
  /// At the pilot with which there are too many for the first time; a pilot runs to its end or to the day before it was
  /// stopped.
  mutating func findTooManyPilots() {
    guard let most = head?.pilotsAtOnce?.value else { return }
    var changes: [(day: Day, change: Int, pilot: PilotID)] = []
    for id in names.pilots.table.ids {
      let proposal = names.pilots.table[id].value.proposal
      guard let starts = proposal.starts?.value, let ends = proposal.ends?.value else { continue }
      let end = min(ends.adding(days: 1), proposal.stopped?.value ?? .latest)
      guard end > starts else { continue }
      changes.append((starts, 1, id))
      changes.append((end, -1, id))
    }
    // What ends on a day makes room for what begins on it.
    changes.sort { ($0.day, $0.change, $0.pilot) < ($1.day, $1.change, $1.pilot) }
    var running = 0
    for change in changes {
      running += change.change
      if change.change > 0, running > most {
        report(.tooManyPilots(running, on: change.day, most: most), at: names.pilots.table[change.pilot].span)
        return
      }
    }
  }
}
