import PolicyBasics
import Testing

@Suite struct DayTests {
  @Test func `a day is read and written as it stands`() {
    for text in ["0001-01-01", "1970-01-01", "2026-08-01", "2028-02-29", "9999-12-31"] {
      #expect(Day(text)?.description == text)
    }
    for text in ["2027-02-30", "2027-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "0000-01-01", "2026/08/01", ""] {
      #expect(Day(text) == nil, "\(text)")
    }
  }

  @Test func `S5: months end on the last day where the same day is none`() throws {
    let day = try #require(Day("2026-01-31"))
    #expect(day.adding(months: 1).description == "2026-02-28")
    #expect(day.adding(months: 25).description == "2028-02-29")
    #expect(day.adding(months: 12).description == "2027-01-31")
  }

  @Test func `every day follows the one before it`() {
    var day = Day(number: -800_000)
    day = Day.earliest
    var previous = day.calendar
    for _ in 0..<200_000 {
      day = day.adding(days: 1)
      let next = day.calendar
      let sameMonth = next.year == previous.year && next.month == previous.month && next.day == previous.day + 1
      let newMonth = next.day == 1 && (next.month == previous.month + 1 || (next.month == 1 && previous.month == 12))
      #expect(sameMonth || newMonth)
      #expect(Day(year: next.year, month: next.month, day: next.day) == day)
      previous = next
    }
  }
}
