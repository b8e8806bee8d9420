import Testing

@testable import policyc_generate

@Suite struct ZoneComparisonTests {
  @Test func `what agrees is counted, what does not is shown`() {
    var comparison = ZoneComparison(mostExamples: 4)
    for line in [
      "# tzdata 2025b", "America/Los_Angeles 1775000000 -25200", "America/Los_Angeles 1775000000 -28800",
      "America/Los_Angeles 1775000000 -18000", "Etc/UTC 0 0", "Nowhere 0 0", "Etc/UTC 0", "Etc/UTC 0 0.5", "",
    ] {
      comparison.compare(line: line)
    }
    #expect(comparison.remarks == ["# tzdata 2025b"])
    #expect(comparison.comparisons == 8)
    #expect(comparison.disagreements == 6)
    #expect(
      comparison.examples == [
        "America/Los_Angeles 1775000000 -28800: found -25200",
        "America/Los_Angeles 1775000000 -18000: found -25200", "Nowhere 0 0: no zone has this name",
        "Etc/UTC 0: expected a zone, seconds since 1970 and seconds east of UTC",
      ])
  }
}
