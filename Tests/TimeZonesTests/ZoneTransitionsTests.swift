import PolicyBasics
import Testing

@Suite struct ZoneTransitionsTests {
  @Test func `any instant has an offset`() throws {
    let last = ZoneTransitions.horizon - 1
    let transitions = try #require(ZoneTransitions(initialOffset: 1, instants: [-5, 10, last], offsets: [2, 3, 4]))
    for (instant, offset) in [
      (.min, 1), (-6, 1), (-5, 2), (0, 2), (9, 2), (10, 3), (last - 1, 3), (last, 4), (last + 1, 3),
      (last + ZoneTransitions.cycle - 1, 3), (last + ZoneTransitions.cycle, 4), (last + ZoneTransitions.cycle + 1, 3),
      (.max, 3),
    ] as [(Int64, Int32)] {
      #expect(transitions.offset(at: instant) == offset, "\(instant)")
    }
    for instant in [Int64.min, 0, .max] { #expect(ZoneTransitions().offset(at: instant) == 0) }
  }

  @Test(
    arguments: [
      (0, [1], []), (0, [], [1]), (0, [2, 1], [0, 0]), (0, [1, 1], [0, 0]), (93_600, [], []), (0, [1], [-90_000]),
      (0, [ZoneTransitions.horizon], [0]), (.min, [], []),
    ] as [(Int32, [Int64], [Int32])])
  func `tables that are none are refused`(initialOffset: Int32, instants: [Int64], offsets: [Int32]) {
    #expect(ZoneTransitions(initialOffset: initialOffset, instants: instants, offsets: offsets) == nil)
  }
}
