/// Which days are business days: Monday to Friday, and no holiday (S5).
package struct BusinessCalendar: Hashable, Sendable {
  /// In order, each once.
  package let holidays: [Day]

  package init(holidays: some Sequence<Day> = []) {
    self.holidays = Set(holidays).sorted()
  }

  package func isBusinessDay(_ day: Day) -> Bool {
    day.weekday < 5 && !isHoliday(day)
  }

  private func isHoliday(_ day: Day) -> Bool {
    var low = 0
    var high = holidays.count
    while low < high {
      let middle = (low + high) / 2
      if holidays[middle] < day { low = middle + 1 } else { high = middle }
    }
    return low < holidays.count && holidays[low] == day
  }

  /// The `count`-th business day after `day`, or before it where `count` is negative; `day` itself for 0.
  package func businessDay(_ count: Int, from day: Day) -> Day {
    let step = count < 0 ? -1 : 1
    var left = abs(count)
    var current = day
    while left > 0, current > Day.earliest, current < Day.latest {
      current = current.adding(days: step)
      if isBusinessDay(current) { left -= 1 }
    }
    return current
  }
}
