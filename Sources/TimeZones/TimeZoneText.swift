import PolicyBasics

/// The text of a database in the compact form of zic's input, the time-zone compiler's (`tzdata.zi`; man page zic(8)).
///
/// `R` lines are rules, `Z` lines begin a zone, lines that begin otherwise continue it, `L` lines are links. Fields are parted
/// by one space. A question is answered by going through the lines; only those that matter are taken apart.
struct TimeZoneText: Sendable {
  /// How often a link may lead to a link.
  private static let mostLinks = 8

  private let source: String

  init(_ source: String) { self.source = source }

  /// The zone with this name or link, its rules worked out; `nil` for a name that stands nowhere.
  func zone(named name: String) throws(TimeZoneDataError) -> TimeZone? {
    guard var definition = definition(of: name) else { return nil }
    var canonicalName = name
    for _ in 0..<TimeZoneText.mostLinks {
      guard case .link(let target) = definition else { break }
      guard let next = self.definition(of: target) else { throw .noZone(named: target) }
      definition = next
      canonicalName = target
    }
    guard case .zone(let lines) = definition else { throw .noZone(named: canonicalName) }

    var eras: [ZoneEra] = []
    for line in lines {
      guard let era = ZoneEra(fields: line) else { throw .unreadable(line: line.joined(separator: " ")) }
      eras.append(era)
    }
    let history = ZoneHistory(eras: eras, rules: try rules(of: eras))
    guard let transitions = history.transitions() else { throw .unfinished(zone: canonicalName) }
    return TimeZone(name: name, canonicalName: canonicalName, transitions: transitions)
  }

  /// What a name stands for.
  enum Definition {
    /// The fields of each line, those of the first without `Z` and the name.
    case zone([[Substring]])
    /// The name that it is a link to.
    case link(String)
  }

  func definition(of name: String) -> Definition? {
    let bytes = source.utf8.span
    let wanted = Array(name.utf8)
    // A space would let the name go on into the fields behind it.
    guard !wanted.isEmpty, !wanted.contains(space) else { return nil }
    var position = 0
    while let line = nextLine(of: bytes, from: &position) {
      switch bytes[line.lowerBound] {
      case UInt8(ascii: "Z"):
        guard field(from: line.lowerBound + 2, in: line, of: bytes, is: wanted) else { continue }
        var lines = [Array(fields(of: line).dropFirst(2))]
        while let last = lines.last, ZoneEra.continues(fields: last), let next = nextLine(of: bytes, from: &position) {
          lines.append(fields(of: next))
        }
        return .zone(lines)
      case UInt8(ascii: "L"):
        // `L target name`; from the end, where the name stands.
        let start = line.upperBound - wanted.count
        guard start > line.lowerBound, bytes[start - 1] == space, field(from: start, in: line, of: bytes, is: wanted),
          case let fields = fields(of: line), fields.count == 3
        else { continue }
        return .link(String(fields[1]))
      default: continue
      }
    }
    return nil
  }

  /// The rules that these parts of a zone's history follow, by name; in one pass, whatever their number.
  private func rules(of eras: [ZoneEra]) throws(TimeZoneDataError) -> [String: [ZoneRule]] {
    var found: [(name: String, bytes: [UInt8], rules: [ZoneRule])] = []
    for era in eras {
      guard case .rules(let name) = era.saving, !found.contains(where: { $0.name == name }) else { continue }
      found.append((name, Array(name.utf8), []))
    }
    guard !found.isEmpty else { return [:] }
    let bytes = source.utf8.span
    var position = 0
    while let line = nextLine(of: bytes, from: &position) {
      guard bytes[line.lowerBound] == UInt8(ascii: "R") else { continue }
      for index in found.indices where field(from: line.lowerBound + 2, in: line, of: bytes, is: found[index].bytes) {
        let fields = fields(of: line)
        guard let rule = ZoneRule(fields: fields) else { throw .unreadable(line: fields.joined(separator: " ")) }
        found[index].rules.append(rule)
      }
    }
    var rules: [String: [ZoneRule]] = [:]
    for (name, _, lines) in found {
      guard !lines.isEmpty else { throw .noRules(named: name) }
      rules[name] = lines
    }
    return rules
  }

  /// Each zone and link with the zone or link that it stands for, in the order of the text.
  var names: [(name: String, target: String)] {
    let bytes = source.utf8.span
    var names: [(name: String, target: String)] = []
    var position = 0
    while let line = nextLine(of: bytes, from: &position) {
      guard bytes[line.lowerBound] == UInt8(ascii: "Z") || bytes[line.lowerBound] == UInt8(ascii: "L") else { continue }
      let fields = fields(of: line)
      if fields.count > 2 {
        let isLink = fields[0] == "L"
        names.append((String(fields[isLink ? 2 : 1]), String(fields[1])))
      }
    }
    return names
  }

  /// The release that the first line names: `2025b`.
  var version: String? {
    let bytes = source.utf8.span
    var position = 0
    guard let line = nextLine(of: bytes, from: &position), case let fields = fields(of: line), fields.count == 3,
      fields[0] == "#", fields[1] == "version"
    else { return nil }
    return String(fields[2])
  }

  /// Refuses a database with anything in it that this room would read wrongly or pass over.
  func check() throws(TimeZoneDataError) {
    let bytes = source.utf8.span
    for index in bytes.indices {
      guard (0x20...0x7e).contains(bytes[index]) || bytes[index] == lineFeed else { throw .notText(offset: index) }
    }
    guard !bytes.isEmpty, bytes[bytes.count - 1] == lineFeed else { throw .notText(offset: bytes.count) }
    guard version != nil else { throw .noVersion }

    var position = 0
    var continues = false
    while let line = nextLine(of: bytes, from: &position) {
      let fields = fields(of: line)
      let unreadable = TimeZoneDataError.unreadable(line: fields.joined(separator: " "))
      var latest: Int?
      if continues {
        guard let era = ZoneEra(fields: fields) else { throw unreadable }
        continues = ZoneEra.continues(fields: fields)
        latest = era.until?.year
      } else {
        switch fields.first {
        case "R":
          guard let rule = ZoneRule(fields: fields) else { throw unreadable }
          latest = rule.isForEver ? rule.years.lowerBound : rule.years.upperBound
        case "Z":
          guard let era = ZoneEra(fields: Array(fields.dropFirst(2))) else { throw unreadable }
          continues = ZoneEra.continues(fields: Array(fields.dropFirst(2)))
          latest = era.until?.year
        case "L": guard fields.count == 3 else { throw unreadable }
        case "#": break
        default: throw unreadable
        }
      }
      if let latest, latest > ZoneRule.lastYear { throw .lateYear(line: fields.joined(separator: " ")) }
    }
    for (name, _) in names {
      guard try zone(named: name) != nil else { throw .noZone(named: name) }
    }
  }

  /// The fields of a line, parted by one space.
  private func fields(of line: Range<Int>) -> [Substring] {
    let start = source.utf8.index(source.startIndex, offsetBy: line.lowerBound)
    let end = source.utf8.index(start, offsetBy: line.count)
    return source.utf8[start..<end].split(separator: space).map { Substring($0) }
  }
}

private let space = UInt8(ascii: " ")
private let lineFeed = UInt8(ascii: "\n")

/// The next line that is not empty, without its line feed.
private func nextLine(of bytes: Span<UInt8>, from position: inout Int) -> Range<Int>? {
  while position < bytes.count {
    let start = position
    while position < bytes.count, bytes[position] != lineFeed { position += 1 }
    let end = position
    position += 1
    if end > start { return start..<end }
  }
  return nil
}

/// Whether the field that begins there is this one, to its end.
private func field(from start: Int, in line: Range<Int>, of bytes: Span<UInt8>, is wanted: [UInt8]) -> Bool {
  let end = start + wanted.count
  guard end <= line.upperBound, end == line.upperBound || bytes[end] == space else { return false }
  for index in wanted.indices where bytes[start + index] != wanted[index] { return false }
  return true
}
