import PolicyBasics
import PolicyChecker

/// What a proposal says, in words and days, each as its field reads it; what is absent is `nil`.
struct StatedProposal {
  struct Requester {
    var person: String?
    var roles: [String]?
  }

  struct Measure {
    var metric: String?
    var baseline: ReferenceNumber?
    var target: ReferenceNumber?
    /// `nil` where no days are stated.
    var measured: ReferencePeriod?
  }

  struct Approval {
    var role: String?
    var by: String?
    var committee: String?
    var on: Day?
    var content: String?
    /// Those who voted, by what they said.
    var seats: [String: [Seat]] = [:]
  }

  struct Seat {
    var role: String?
    var by: String?
  }

  struct Review {
    var step: String?
    var role: String?
    var by: String?
  }

  struct Attestation {
    var duty: String?
    var by: String?
    var on: Day?
  }

  var kind = ProposalKind.action
  /// The word after `pilot` or `action`.
  var name = ""
  var title: String?
  var workflow: String?
  var tool: String?
  var autonomy: String?
  var impact: String?
  var data: [String]?
  var elements: [String]?
  var materials: [String]?
  var audiences: [String]?
  var sites: [String]?
  var requester: Requester?
  var approvals: [Approval]?
  var attested: [Attestation]?
  var reviewedBy: [Review]?
  /// Keys that are no field: perhaps attributes (S8).
  var others: [StatedTree.Entry] = []

  var submitted: Day?
  var follows: String?
  var owner: String?
  var participants: Int?
  var starts: Day?
  var ends: Day?
  var measures: [Measure]?
  /// The metrics of `results`.
  var resultMetrics: [String] = []
  var stopWhen: String?
  var verdict: String?
  var stopped: Day?

  var at: ReferenceInstant?
  /// The registered pilot that an action belongs to.
  var pilot: String?
}

/// A point in time by its seconds and the digits behind them.
struct ReferenceInstant: Hashable, Sendable {
  /// Since 1970-01-01T00:00:00Z.
  var seconds: Int
  /// Without zeros at its end.
  var fraction: String

  /// `2026-10-02T14:03:00-07:00`, with up to nine digits of a fraction.
  init?(_ text: String) {
    let characters = Array(text)
    guard characters.count >= 20, let day = ReferenceCalendar.day(String(characters[..<10])), characters[10] == "T",
      characters[13] == ":", characters[16] == ":", let hour = Self.number(characters[11..<13], below: 24),
      let minute = Self.number(characters[14..<16], below: 60),
      let second = Self.number(characters[17..<19], below: 60)
    else { return nil }
    var rest = characters[19...]
    var digits: [Character] = []
    if rest.first == "." {
      digits = Array(rest.dropFirst().prefix { $0.isASCII && $0.isNumber })
      guard (1...9).contains(digits.count) else { return nil }
      rest = rest.dropFirst(1 + digits.count)
    }
    var offset = 0
    if rest != ["Z"] {
      let zone = Array(rest)
      guard zone.count == 6, zone[0] == "+" || zone[0] == "-", zone[3] == ":",
        let hours = Self.number(zone[1..<3], below: 24), let minutes = Self.number(zone[4..<6], below: 60)
      else { return nil }
      offset = (zone[0] == "-" ? -1 : 1) * (hours * 60 + minutes) * 60
    }
    while digits.last == "0" { digits.removeLast() }
    seconds = Int(day.number) * 86_400 + hour * 3600 + minute * 60 + second - offset
    fraction = String(digits)
  }

  private static func number(_ digits: ArraySlice<Character>, below end: Int) -> Int? {
    guard digits.allSatisfy({ $0.isASCII && $0.isNumber }), let number = Int(String(digits)) else { return nil }
    return number < end ? number : nil
  }

  /// S43: in UTC.
  var text: String {
    let day = Day(number: Int32((Double(seconds) / 86_400).rounded(.down)))
    let second = seconds - Int(day.number) * 86_400
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(ReferenceCalendar.text(of: day))T\(two(second / 3600)):\(two(second % 3600 / 60)):\(two(second % 60))"
      + (fraction.isEmpty ? "" : ".\(fraction)") + "Z"
  }
}
