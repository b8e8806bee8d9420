import PolicyBasics
import Testing

@testable import TimeZones

@Suite struct TimeZoneDatabaseTests {
  /// Each instant is the first second of its offset, as announced by who sets the clocks.
  @Test(
    arguments: [
      ("America/Los_Angeles", "1883-11-18T20:00:00Z", -28_378, -28_800),
      ("America/Los_Angeles", "1942-02-09T10:00:00Z", -28_800, -25_200),
      ("America/Los_Angeles", "2026-03-08T10:00:00Z", -28_800, -25_200),
      ("America/Los_Angeles", "2026-11-01T09:00:00Z", -25_200, -28_800),
      ("America/Los_Angeles", "2399-03-14T10:00:00Z", -28_800, -25_200),
      ("America/Los_Angeles", "9999-11-07T09:00:00Z", -25_200, -28_800),
      ("America/New_York", "2007-03-11T07:00:00Z", -18_000, -14_400),
      ("America/Phoenix", "1968-01-01T00:00:00Z", -25_200, -25_200),
      ("America/Argentina/Buenos_Aires", "2000-03-03T03:00:00Z", -10_800, -10_800),
      // Winter time is the exception there, and saves -1 hour.
      ("Europe/Dublin", "1968-10-27T00:00:00Z", 3600, 3600), ("Europe/Dublin", "1971-10-31T02:00:00Z", 3600, 0),
      ("Europe/Dublin", "2026-10-25T01:00:00Z", 3600, 0), ("Europe/Berlin", "2026-03-29T01:00:00Z", 3600, 7200),
      ("Africa/Casablanca", "2026-02-15T02:00:00Z", 3600, 0), ("Africa/Casablanca", "2026-03-22T02:00:00Z", 0, 3600),
      // Half an hour, and a quarter of one.
      ("Australia/Lord_Howe", "2026-04-04T15:00:00Z", 39_600, 37_800),
      ("Asia/Kathmandu", "1985-12-31T18:30:00Z", 19_800, 20_700),
      // Days that were left out.
      ("Pacific/Apia", "2011-12-30T10:00:00Z", -36_000, 50_400),
      ("Pacific/Kiritimati", "1994-12-31T10:00:00Z", -36_000, 50_400),
      ("Pacific/Kwajalein", "1993-08-21T12:00:00Z", -43_200, 43_200),
      // -1:00 on the day after: before midnight.
      ("America/Nuuk", "2026-03-29T01:00:00Z", -7200, -3600),
      ("Asia/Gaza", "2026-03-28T00:00:00Z", 7200, 10_800),
    ] as [(String, String, Int32, Int32)])
  func `well-known changes`(name: String, instant: String, before: Int32, after: Int32) throws {
    let transitions = try #require(TimeZoneDatabase.zone(named: name)).transitions
    let seconds = try #require(Instant(instant)).seconds
    #expect(transitions.offset(at: seconds - 1) == before)
    #expect(transitions.offset(at: seconds) == after)
  }

  @Test func `links lead to their zones`() throws {
    let link = try #require(TimeZoneDatabase.zone(named: "US/Pacific"))
    let zone = try #require(TimeZoneDatabase.zone(named: "America/Los_Angeles"))
    #expect(link.name == "US/Pacific")
    #expect(link.canonicalName == "America/Los_Angeles")
    #expect(link.transitions == zone.transitions)
    #expect(zone.canonicalName == zone.name)
    #expect(TimeZoneDatabase.zone(named: "UTC")?.transitions == ZoneTransitions())
  }

  @Test(arguments: [
    "", " ", "Los_Angeles", "america/los_angeles", "America/Los_Angeles ", " America/Los_Angeles", "America/Los_Angele",
    "America/Los_Angeles -7:52:58", "America/Los_Angeles US/Pacific", "Pacific", "u", "R", "Z", "L", "#", "version",
    "Etc/UTC\n", "\n", "\0", "-8", "Europe/Kiév", String(repeating: "a", count: 100_000),
  ])
  func `other names are none`(name: String) {
    #expect(TimeZoneDatabase.zone(named: name) == nil)
    #expect(!TimeZoneDatabase.contains(name))
  }

  @Test func `names are sorted, each once`() {
    let names = TimeZoneDatabase.names
    #expect(names.count > 500)
    #expect(names == Set(names).sorted())
    #expect(names.contains("Africa/Abidjan") && names.contains("US/Pacific"))
  }

  @Test func `the version is the one of the text`() {
    #expect(TimeZoneDatabase.text.version == TimeZoneDatabase.version)
  }

  @Test(
    arguments: [
      ("Los Angeles", "America/Los_Angeles"), ("America/Los_Angelos", "America/Los_Angeles"),
      ("america/new york", "America/New_York"), ("New York", "America/New_York"), ("US/Eastren", "US/Eastern"),
      // A link and its zone are equally near: the zone.
      ("Indianapolis", "America/Indiana/Indianapolis"), ("est5edt", "EST5EDT"),
      // 2 letters of 7, and 3 of 8: a third is 2.
      ("Chixayo", "America/Chicago"), ("Chicabcd", nil),
      // Canada/Pacific and US/Pacific are equally near.
      ("Pacific", nil), ("PST", nil), ("Springfield", nil), ("", nil), ("/", nil),
      (String(repeating: "America/", count: 1000), nil),
    ] as [(String, String?)])
  func `the nearest name is offered where one is near`(name: String, expected: String?) {
    #expect(TimeZoneDatabase.nearestName(to: name) == expected)
  }
}
