import Testing

@testable import TimeZones

@Suite struct TimeZoneDataGeneratorTests {
  private let sound = """
    # version 2026x
    R r 2000 ma - Mar lastSu 1u 1 S
    R r 2000 ma - O lastSu 1u 0 -
    Z Z 0:34:08 - LMT 1890
    1 r X
    L Z Y
    L Y X

    """

  @Test func `a sound database is written whole`() throws {
    let source = try timeZoneDataSource(from: sound)
    #expect(source.hasPrefix("// Written by `make generate` "))
    #expect(source.contains("version: String { \"2026x\" }"))
    for line in sound.split(separator: "\n") { #expect(source.contains("\n    \(line)\n")) }
  }

  /// Sound is: all of its zones and links can be worked out.
  @Test func `the compiled-in database is sound, and is written as it stands`() throws {
    let source = try timeZoneDataSource(from: TimeZoneDatabase.source)
    let text = TimeZoneDatabase.source.split(separator: "\n").map { "    \($0)\n" }.joined()
    #expect(source.contains(text))
  }

  @Test(
    arguments: [
      ("# version 2026x\n", "", .noVersion),
      ("2026x", "2026\"", .noVersion),
      ("LMT", "LMÜ", .notText(offset: 94)),
      ("R r 2000 ma - O", "R r 2000 ma - O\r", .notText(offset: 63)),
      ("Y X\n", "Y X", .notText(offset: 118)),
      ("R r 2000 ma - O", "R r 2000 ma - Oo", .unreadable(line: "R r 2000 ma - Oo lastSu 1u 0 -")),
      ("R r 2000 ma - O", "R r mi ma - O", .unreadable(line: "R r mi ma - O lastSu 1u 0 -")),
      ("R r 2000 ma - O", "R r 2000 1999 - O", .unreadable(line: "R r 2000 1999 - O lastSu 1u 0 -")),
      ("R r 2000 ma - O", "R r 2000 ma even O", .unreadable(line: "R r 2000 ma even O lastSu 1u 0 -")),
      ("1 r X", "1 r X 2000 1", .unreadable(line: "1 r X 2000 1")),
      ("1 r X", "1 r X\n2 r X", .unreadable(line: "2 r X")),
      ("L Z Y", "L Z", .unreadable(line: "L Z")),
      ("L Z Y", "Leap 2016 D 31 23:59:60 + S", .unreadable(line: "Leap 2016 D 31 23:59:60 + S")),
      ("1 r X", "1 q X", .noRules(named: "q")),
      ("L Z Y", "L Zz Y", .noZone(named: "Zz")),
      ("L Z Y", "L X Y", .noZone(named: "Y")),
      ("1 r X\n", "", .unreadable(line: "L Z Y")),
      ("1 r X\nL Z Y\nL Y X\n", "1 r X 2010\n", .unfinished(zone: "Z")),
      ("O lastSu", "F 29", .unfinished(zone: "Z")),
      ("R r 2000 ma - O", "R r 2000 2099 - O", .lateYear(line: "R r 2000 2099 - O lastSu 1u 0 -")),
      ("R r 2000 ma - O", "R r 2099 ma - O", .lateYear(line: "R r 2099 ma - O lastSu 1u 0 -")),
      ("LMT 1890", "LMT 2101", .lateYear(line: "Z Z 0:34:08 - LMT 2101")),
    ] as [(String, String, TimeZoneDataError)])
  func `damage is refused`(part: String, replacement: String, error: TimeZoneDataError) throws {
    let damaged = sound.replacing(part, with: replacement, maxReplacements: 1)
    #expect(damaged != sound)
    #expect(throws: error) { try timeZoneDataSource(from: damaged) }
  }
}
