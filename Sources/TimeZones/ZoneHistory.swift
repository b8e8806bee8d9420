import PolicyBasics

/// A zone's lines with the rules that each of them follows, and what they amount to.
struct ZoneHistory {
  /// In the order of time; the last goes on for ever.
  var eras: [ZoneEra]
  /// By the names that eras give.
  var rules: [String: [ZoneRule]]

  /// The changes of offset up to `ZoneTransitions.horizon`; `nil` where they are not in order, or a day is not in the calendar.
  ///
  /// After `outzone` of zic itself (zic.c of tzcode): a line begins with nothing saved, then all counts that its rules did
  /// before; its end is read with what is in force then.
  func transitions() -> ZoneTransitions? {
    guard let first = eras.first, let last = eras.last, last.until == nil else { return nil }
    var initial = first.standard
    if case .fixed(let saving) = first.saving { initial += saving }
    var changes: [Change] = []
    var start: Int64?
    for era in eras {
      guard let stretch = stretch(of: era, from: start) else { return nil }
      changes += stretch.changes
      start = stretch.end
    }
    return table(initial: initial, changes: changes)
  }

  private struct Change {
    var at: Int64
    var offset: Int64
  }

  /// The changes from `start` on, the one at `start` included, and the end of the line; `nil` without a day in the calendar.
  private func stretch(of era: ZoneEra, from start: Int64?) -> (changes: [Change], end: Int64?)? {
    var saving: Int64 = 0
    var rules: [ZoneRule] = []
    switch era.saving {
    case .fixed(let fixed): saving = fixed
    case .rules(let name):
      guard let named = self.rules[name] else { return nil }
      rules = named
    }
    var offsetAtStart = era.standard + saving
    var changes: [Change] = []
    var pending: [(rule: ZoneRule, clockSeconds: Int64)] = []
    for year in ZoneHistory.years(of: era, rules: rules) {
      // What came too late for the line's end.
      pending.removeAll(keepingCapacity: true)
      for rule in rules where rule.years.contains(year) {
        guard let clockSeconds = rule.clockSeconds(inYear: year) else { return nil }
        pending.append((rule, clockSeconds))
      }
      rules.removeAll { $0.years.upperBound <= year }
      // Each rule changes what the wall clock shows, and so when the next one comes.
      while !pending.isEmpty {
        func instant(_ index: Int) -> Int64 {
          pending[index].clockSeconds - pending[index].rule.time.offset(standard: era.standard, saving: saving)
        }
        var next = 0
        for index in pending.indices where instant(index) < instant(next) { next = index }
        let at = instant(next)
        if let until = era.until, at >= until.instant(standard: era.standard, saving: saving) { break }
        saving = pending.remove(at: next).rule.saving
        if let start, at <= start {
          offsetAtStart = era.standard + saving
        } else {
          changes.append(Change(at: at, offset: era.standard + saving))
        }
      }
    }
    if let start { changes.insert(Change(at: start, offset: offsetAtStart), at: 0) }
    return (changes, era.until?.instant(standard: era.standard, saving: saving))
  }

  /// The years in which rules change something, up to the last one of the table.
  private static func years(of era: ZoneEra, rules: [ZoneRule]) -> Range<Int> {
    guard let first = rules.map(\.years.lowerBound).min(), let last = rules.map(\.years.upperBound).max() else {
      return 0..<0
    }
    let end = min(era.until?.year ?? Int.max, last, 2500)
    return first..<max(first, end + 1)
  }

  /// Without changes that change nothing and those that lie behind the horizon.
  ///
  /// Where a change comes before the wall clock has passed what it showed at the change before, the two are one, at the
  /// earlier instant, as zic has it (`writezone`, "Optimize"). Argentina, 1999-10-03: a new standard time at 0:00, and
  /// daylight-saving time at 0:00 of that; nobody set a clock twice.
  private func table(initial: Int64, changes: [Change]) -> ZoneTransitions? {
    guard let initialOffset = Int32(exactly: initial) else { return nil }
    var instants: [Int64] = []
    var offsets: [Int32] = []
    for change in changes where change.at < ZoneTransitions.horizon {
      guard let offset = Int32(exactly: change.offset) else { return nil }
      let last = instants.count - 1
      let before = last > 0 ? offsets[last - 1] : initialOffset
      if last >= 0, change.at + Int64(offsets[last]) <= instants[last] + Int64(before) {
        offsets[last] = offset
        if offset == before {
          instants.removeLast()
          offsets.removeLast()
        }
      } else if offset != (last >= 0 ? offsets[last] : initialOffset) {
        instants.append(change.at)
        offsets.append(offset)
      }
    }
    return ZoneTransitions(initialOffset: initialOffset, instants: instants, offsets: offsets)
  }
}
