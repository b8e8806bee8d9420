import PolicyBasics
import TimeZones

/// Compares the database with what another implementation says, line by line: `America/Los_Angeles 1775000000 -25200`.
///
/// `Tests/Independent/zones.py` writes such lines. Lines with `#` say what they come from; they are kept in `remarks`.
struct ZoneComparison: Sendable {
  /// How many lines were compared, those that disagree included: nothing compared is nothing shown.
  private(set) var comparisons = 0
  /// How many zones they name.
  private(set) var zones = 0
  /// How many of them disagree.
  private(set) var disagreements = 0
  /// The first lines that disagree, each with what was found, up to the limit.
  private(set) var examples: [String] = []
  private(set) var remarks: [String] = []

  private let mostExamples: Int
  private var current: (name: String, zone: TimeZone?)?

  init(mostExamples: Int = 100) {
    self.mostExamples = mostExamples
  }

  /// Takes one line; one that has another form counts as a disagreement.
  mutating func compare(line: String) {
    guard !line.hasPrefix("#") else { return remarks.append(line) }
    comparisons += 1
    let fields = line.split(separator: " ", omittingEmptySubsequences: false)
    guard fields.count == 3, let instant = Int64(fields[1]), let expected = Int32(fields[2]) else {
      return disagree("\(line): expected a zone, seconds since 1970 and seconds east of UTC")
    }
    let name = String(fields[0])
    if current?.name != name {
      current = (name, TimeZoneDatabase.zone(named: name))
      zones += 1
    }
    guard let zone = current?.zone else { return disagree("\(line): no zone has this name") }
    let found = zone.transitions.offset(at: instant)
    if found != expected { disagree("\(line): found \(found)") }
  }

  private mutating func disagree(_ text: String) {
    disagreements += 1
    if examples.count < mostExamples { examples.append(text) }
  }
}
