import PolicyBasics
import Testing

@testable import TimeZones

/// zic's input as man page zic(8) has it, each part in the smallest database that shows it.
@Suite struct ZoneHistoryTests {
  /// The offset before the first change and the changes of the zone `Z`, as `instant offset`.
  private func check(_ lines: String, is expected: [String], location: SourceLocation = #_sourceLocation) throws {
    let zone = try TimeZoneText("# version 2026x\n\(lines)\n").zone(named: "Z")
    let transitions = try #require(zone?.transitions, sourceLocation: location)
    let changes = zip(transitions.instants, transitions.offsets).map { "\(Instant(seconds: $0)) \($1)" }
    #expect(["\(transitions.initialOffset)"] + changes == expected, sourceLocation: location)
  }

  @Test func `a zone without rules never changes`() throws {
    try check("Z Z -3:30 - X", is: ["-12600"])
    try check("Z Z -3 1 X", is: ["-7200"])
  }

  @Test func `a line ends at the time of its own wall, standard or universal clock`() throws {
    for (end, expected) in [
      ("2000", "2000-01-01T00:00:00Z"), ("2000 F", "2000-02-01T00:00:00Z"), ("2000 F 2", "2000-02-02T00:00:00Z"),
      ("2000 F 2 3", "2000-02-02T03:00:00Z"), ("2000 F 2 3s", "2000-02-02T04:00:00Z"),
      ("2000 F 2 3u", "2000-02-02T05:00:00Z"), ("2000 F lastSu 24", "2000-02-28T00:00:00Z"),
    ] {
      // Two hours ahead, of which one is saved: 0:00 of the wall clock is 22:00 of UTC.
      let instant = try #require(Instant(expected)).seconds - 7200
      try check("Z Z 1 1 X \(end)\n0 - Y", is: ["7200", "\(Instant(seconds: instant)) 0"])
    }
  }

  @Test func `rules change what the next rule's wall clock shows`() throws {
    try check(
      """
      R r 2000 o - Mar lastSu 2 1 D
      R r 2000 o - O lastSu 2 0 S
      R r 2001 2002 - May 1 2s 1 D
      R r 2001 2002 - Jun 1 2s 0 D
      Z Z -8 r X
      """,
      is: [
        "-28800", "2000-03-26T10:00:00Z -25200", "2000-10-29T09:00:00Z -28800", "2001-05-01T10:00:00Z -25200",
        "2001-06-01T10:00:00Z -28800", "2002-05-01T10:00:00Z -25200", "2002-06-01T10:00:00Z -28800",
      ])
  }

  @Test func `what rules did before a line begins counts in it`() throws {
    try check(
      """
      R r 1990 o - Jul 1 0 1 D
      Z Z 1 - X 2000
      3 r Y
      """, is: ["3600", "1999-12-31T23:00:00Z 14400"])
    // Not so what they do afterwards, nor what was saved in the line before.
    try check(
      """
      R r 2005 o - Jul 1 0 1 D
      Z Z 1 1 X 2000
      3 r Y
      """, is: ["7200", "1999-12-31T22:00:00Z 10800", "2005-06-30T21:00:00Z 14400"])
  }

  @Test func `the end of a line is read with what its rules have in force`() throws {
    try check(
      """
      R r 2000 o - Mar 1 0 1 D
      Z Z 0 r X 2000 Jul 1
      5 - Y
      """, is: ["0", "2000-03-01T00:00:00Z 3600", "2000-06-30T23:00:00Z 18000"])
    // The second rule comes after the end of the line, though before the end as it would be without the first.
    try check(
      """
      R r 2000 o - Mar 1 0 1 D
      R r 2000 o - Jun 30 23:30u 0 S
      Z Z 0 r X 2000 Jul 1
      5 - Y
      """, is: ["0", "2000-03-01T00:00:00Z 3600", "2000-06-30T23:00:00Z 18000"])
  }

  @Test func `times lie before 0.00 and after 24.00, savings below 0`() throws {
    try check("R r 2000 o - Mar 1 -1:30 1 D\nZ Z 0 r X", is: ["0", "2000-02-29T22:30:00Z 3600"])
    try check("R r 2000 o - Mar 1 49:00:01u 0:20 D\nZ Z 0 r X", is: ["0", "2000-03-03T01:00:01Z 1200"])
    try check("R r 2000 o - Mar 1 0 -1 D\nZ Z 1 r X", is: ["3600", "2000-02-29T23:00:00Z 0"])
    // The suffix says what is standard time; it does not change the offset.
    try check("R r 2000 o - Mar 1 0 -1s D\nZ Z 1 r X", is: ["3600", "2000-02-29T23:00:00Z 0"])
  }

  @Test func `a change that the wall clock has not reached is one with the change before`() throws {
    try check(
      """
      R r 1999 o - O 3 0 1 D
      Z Z -3 - X 1999 O 3
      -4 r Y
      """, is: ["-10800"])
    try check(
      """
      R r 1999 o - O 3 0 2 D
      Z Z -3 - X 1999 O 3
      -4 r Y
      """, is: ["-10800", "1999-10-03T03:00:00Z -7200"])
  }

  @Test func `rules without an end go on to the horizon`() throws {
    let text = "# version 2026x\nR r 2000 ma - Mar 1 0 1 D\nR r 2000 ma - O 1 0u 0 S\nZ Z 0 r X\n"
    let transitions = try #require(try TimeZoneText(text).zone(named: "Z")).transitions
    #expect(transitions.instants.count == 2 * 500)
    #expect(transitions.instants.last.map { Instant(seconds: $0).description } == "2499-10-01T00:00:00Z")
  }

  @Test func `days of the month`() throws {
    for (month, rule, year, expected) in [
      ("Mar", "8", 2026, "2026-03-08"), ("O", "lastSu", 2026, "2026-10-25"), ("F", "lastSa", 2028, "2028-02-26"),
      ("Mar", "Su>=8", 2026, "2026-03-08"), ("Mar", "Su>=9", 2026, "2026-03-15"), ("Ap", "Th>=30", 2027, "2027-05-06"),
      ("O", "Su<=25", 2026, "2026-10-25"), ("O", "Su<=24", 2026, "2026-10-18"), ("Mar", "Su<=2", 2027, "2027-02-28"),
      ("September", "lastMonday", 2026, "2026-09-28"), ("d", "lastm", 2026, "2026-12-28"),
    ] {
      let day = try #require(YearlyDay(month: Substring(month), day: Substring(rule)), "\(month) \(rule)")
      #expect(day.day(inYear: year)?.description == expected, "\(month) \(rule)")
    }
    #expect(YearlyDay(month: "F", day: "29")?.day(inYear: 2027) == nil)
    for (month, rule) in [
      ("Ma", "1"), ("J", "1"), ("", "1"), ("Mar", ""), ("Mar", "0"), ("Mar", "32"), ("Mar", "last"), ("Mar", "lastT"),
      ("Mar", "Su>8"), ("Mar", "Su>="), ("Mar", ">=8"), ("Mar", "S>=8"), ("Mar", "Su=>8"), ("Mar", "-1"), ("Marx", "1"),
    ] {
      #expect(YearlyDay(month: Substring(month), day: Substring(rule)) == nil, "\(month) \(rule)")
    }
  }

  @Test func `times of day`() {
    for (text, seconds, clock) in [
      ("-", 0, .wall), ("2", 7200, .wall), ("2w", 7200, .wall), ("2:45s", 9900, .standard), ("1u", 3600, .universal),
      ("1g", 3600, .universal), ("1z", 3600, .universal), ("24", 86_400, .wall), ("-1", -3600, .wall),
      ("-0:25:21", -1521, .wall), ("167:59:59", 604_799, .wall),
    ] as [(Substring, Int64, ClockTime.Clock)] {
      #expect(ClockTime(text) == ClockTime(seconds: seconds, clock: clock), "\(text)")
    }
    for text in ["", "s", "1:", ":1", "1:60", "168", "1:2:3:4", "--1", "+1", "1.5", "0001", "1 ", "1x"] as [Substring] {
      #expect(ClockTime(text) == nil, "\(text)")
    }
  }
}
