/// Why a database cannot be used; seen only by who takes over a new release of it.
package enum TimeZoneDataError: Error, Hashable {
  /// The first line is not `# version …`.
  case noVersion
  /// A byte that is neither a printable ASCII character nor a line feed, or a last line that does not end.
  case notText(offset: Int)
  /// A line that is not of zic's compact form, or uses what no release has used so far.
  case unreadable(line: String)
  /// A zone follows rules that the database does not have.
  case noRules(named: String)
  /// A link leads nowhere, or in a circle.
  case noZone(named: String)
  /// A zone whose last line ends, or whose changes are not in order.
  case unfinished(zone: String)
  /// A year so late that 2100 to 2500 would not repeat for ever (`ZoneTransitions`).
  case lateYear(line: String)
}

extension TimeZoneDataError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .noVersion: "the first line is not `# version` with the release"
    case .notText(let offset): "byte \(offset) is not text of printable ASCII characters and whole lines"
    case .unreadable(let line): "a line of zic's compact form stands otherwise: `\(line)`"
    case .noRules(let name): "no line gives the rules `\(name)`"
    case .noZone(let name): "no line gives the zone `\(name)`"
    case .unfinished(let zone): "the last line of zone `\(zone)` has an end, or its changes are out of order"
    case .lateYear(let line): "a year after \(ZoneRule.lastYear) stands in `\(line)`"
    }
  }
}
