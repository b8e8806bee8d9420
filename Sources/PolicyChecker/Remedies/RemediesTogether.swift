import PolicyBasics
import SourceText

/// All remedies applied at once and decided again, at most three rounds (S63).
struct RemediesTogether {
  static let rounds = 3

  /// In the order of the fields.
  let edits: [Edit]
  /// The content that signatures are then for; `nil` where it depends on what is still to be stated.
  let content: String?
  let effect: Effect
  /// Whether that was decided; not where it depends on a value that nobody has stated yet.
  let isDecided: Bool
  /// For an action that these edits do not help today: the first day on which it would be allowed with them (S55).
  let waitUntil: Day?

  /// - Parameter remedies: of each reason that has one, in the order of the reasons.
  init(_ remedies: [[Edit]], _ search: inout RemedySearch) {
    var edits = RemediesTogether.merged(remedies, onto: [])
    var trial = search.attempt(search.sorted(edits))
    var round = 1
    while let current = trial, !current.reasons.isEmpty, round < RemediesTogether.rounds {
      round += 1
      var next = RemedySearch(search.policy, current.prepared, current.judgement, trials: search.trials)
      let keys = search.policy.tables.sorted(current.reasons, kind: search.kind)
      let findings = next.remedies(for: keys)
      let more = keys.compactMap { findings[$0]?.edits }
      search.limit(to: next.trials)
      let merged = RemediesTogether.merged(more, onto: edits)
      guard Set(merged) != Set(edits) else { break }
      edits = merged
      trial = search.attempt(search.sorted(edits))
    }
    self.edits = search.sorted(edits)
    let isOpen = edits.contains(where: \.isStatement)
    guard let trial, !trial.isInvalid else {
      (content, effect, isDecided, waitUntil) = (nil, .deny, false, nil)
      return
    }
    content = isOpen ? nil : trial.prepared.facts.content
    if trial.reasons.isEmpty {
      (effect, isDecided, waitUntil) = (.allow, !isOpen, nil)
    } else if !isOpen, let day = RemediesTogether.firstAllowedDay(of: trial, search.policy) {
      (effect, isDecided, waitUntil) = (.allow, true, day)
    } else {
      (effect, isDecided, waitUntil) = (.deny, !isOpen, nil)
    }
  }

  /// Each place once. Of two values for one field the farther one counts: what is near enough for one reason may be too
  /// near for another.
  ///
  /// - Parameter known: the edits of earlier rounds. A signature that is missing with these is one more.
  private static func merged(_ remedies: [[Edit]], onto known: [Edit]) -> [Edit] {
    var result = known
    for remedy in remedies {
      // One remedy may ask several people to sign as one role, each for sites of their own.
      let before = result.indices
      for edit in remedy {
        let standing = before.first { index in
          index < known.count && edit.isSignature
            ? edit.contradicts(result[index]) : edit.isInPlace(of: result[index])
        }
        guard let index = standing else {
          if !result.contains(where: edit.contradicts) { result.append(edit) }
          continue
        }
        if case .move(_, _, let near) = result[index], case .move(_, _, let distance) = edit, distance > near {
          result[index] = edit
        }
        // Where another remedy was tried with something that stands for the fact, it stands for it here too.
        if case .state(_, .nothing) = result[index], case .state = edit { result[index] = edit }
      }
    }
    return result
  }

  /// S55, for an action as it was edited.
  private static func firstAllowedDay(of trial: RemedySearch.Trial, _ policy: CompiledPolicy.Storage) -> Day? {
    guard trial.prepared.facts.kind == .action, trial.judgement.reasons[ReasonKey(.gate(.dayDiffers))] == nil else {
      return nil
    }
    return LaterDays(policy, trial.prepared, after: trial.judgement.days.lowerBound).days.first {
      $0.reasons.isEmpty
    }?.day
  }
}

/// An action moved to the days after its own on which something changes, as-of day and all (S55).
struct LaterDays {
  /// How far one looks ahead.
  static let most = 400

  let days: [(day: Day, reasons: Set<ReasonKey>)]

  init(_ policy: CompiledPolicy.Storage, _ prepared: PreparedProposal, after first: Day) {
    days = Changes(policy).changes(after: first, through: first.adding(days: LaterDays.most), for: prepared)
      .map { day in
        (day, Set(DayJudgement(policy: policy, prepared: prepared, asOf: day, day: day).judge().reasons.keys))
      }
  }
}
