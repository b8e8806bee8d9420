import PolicyBasics

/// How serious a finding is. Errors leave nothing compiled.
public enum Severity: String, Sendable, Comparable, CaseIterable {
  case error, warning, information

  /// As people name so many findings of it.
  package func word(_ count: Int) -> String {
    switch self {
    case .error: count == 1 ? "error" : "errors"
    case .warning: count == 1 ? "warning" : "warnings"
    case .information: count == 1 ? "note" : "notes"
    }
  }

  /// The graver first.
  public static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }
  private var rank: Int {
    switch self {
    case .error: 0
    case .warning: 1
    case .information: 2
    }
  }
}

/// What kind of finding it is: declared once, next to its wording; test, documentation page and `policyc explain` follow.
package struct DiagnosticKind: Sendable {
  /// Stable for good: no code is reused or renamed.
  package let code: String
  package let severity: Severity
  /// The language number from which it has its severity; in older policy sets an error is a warning.
  package let since: Int
  package let explanation: String
  /// Whether a set that is made to show something else may have it too, by being small: "nothing uses this".
  package let isOfWholeSets: Bool
  private let badExample: @Sendable () -> Example
  private let goodExample: @Sendable () -> Example

  /// What has it, at the places marked `1️⃣`; made when it is asked for.
  package var bad: Example { badExample() }
  /// The same, mended.
  package var good: Example { goodExample() }

  package init(
    code: String, severity: Severity, since: Int = 1, explanation: String, isOfWholeSets: Bool = false,
    bad: @autoclosure @escaping @Sendable () -> Example, good: @autoclosure @escaping @Sendable () -> Example
  ) {
    self.code = code
    self.severity = severity
    self.since = since
    self.explanation = explanation
    self.isOfWholeSets = isOfWholeSets
    badExample = bad
    goodExample = good
  }
}

extension DiagnosticKind: Hashable {
  package static func == (a: DiagnosticKind, b: DiagnosticKind) -> Bool { a.code == b.code }
  package func hash(into hasher: inout Hasher) { hasher.combine(code) }
}

/// What is said: one clause, at most four words on the place itself, and what to do.
package struct Message: Sendable {
  package let kind: DiagnosticKind
  package let text: DiagnosticText
  package let label: DiagnosticText?
  package let help: DiagnosticText?

  package init(
    _ kind: DiagnosticKind, _ text: DiagnosticText, label: DiagnosticText? = nil, help: DiagnosticText? = nil
  ) {
    self.kind = kind
    self.text = text
    self.label = label
    self.help = help
  }
}

/// One more fact, at its own place.
package struct Note: Hashable, Sendable {
  package let text: DiagnosticText
  package let span: SourceSpan

  package init(_ text: DiagnosticText, at span: SourceSpan) {
    self.text = text
    self.span = span
  }
}

/// A finding with its place.
package struct Diagnostic: Sendable {
  package var message: Message
  package var span: SourceSpan
  package var notes: [Note]
  /// In how many more places the same cause was met.
  package var repetitions = 0
  /// As it counts for this policy set: an error from a later language number on is a warning here.
  package var severity: Severity
  /// What makes it one with others of its kind.
  fileprivate var cause: String?

  package var kind: DiagnosticKind { message.kind }
}

/// The findings of one run. Counts what it does not keep, so that a cap on what is shown never hides an error.
package struct Diagnostics: Sendable {
  /// How many findings of a severity are kept; more are counted.
  package static let mostKept = 1_000

  package private(set) var all: [Diagnostic] = []
  package private(set) var counts: [Severity: Int] = [:]
  private var causes: [Cause: Int] = [:]

  /// What makes two findings one: the same kind and the same subject.
  private struct Cause: Hashable {
    var kind: DiagnosticKind
    var subject: String
  }

  package init() {}

  package var hasErrors: Bool { counts[.error, default: 0] > 0 }
  package var isEmpty: Bool { all.isEmpty }

  /// Findings of one kind with the same `cause` are reported once, "and in 49 more places"; `repetitions` are those
  /// places where the finder has counted them.
  package mutating func report(
    _ message: Message, at span: SourceSpan, notes: [Note] = [], cause: String? = nil, repetitions: Int = 0
  ) {
    if let cause {
      if repeats(message.kind, cause: cause) { return }
      if counts[message.kind.severity, default: 0] < Diagnostics.mostKept {
        causes[Cause(kind: message.kind, subject: cause)] = all.count
      }
    }
    keep(
      Diagnostic(
        message: message, span: span, notes: notes, repetitions: repetitions, severity: message.kind.severity,
        cause: cause))
  }

  /// Counts one more place of a finding that has this cause; false where there is none yet. Spares the wording of what
  /// is met a million times.
  package mutating func repeats(_ kind: DiagnosticKind, cause: String) -> Bool {
    guard let index = causes[Cause(kind: kind, subject: cause)] else { return false }
    all[index].repetitions += 1
    return true
  }

  /// Takes back the findings of a kind.
  package mutating func remove(_ kind: DiagnosticKind) { remove { $0.kind == kind } }

  /// Takes back findings.
  package mutating func remove(where isRemoved: (Diagnostic) -> Bool) {
    for diagnostic in all where isRemoved(diagnostic) { counts[diagnostic.severity, default: 0] -= 1 }
    all.removeAll(where: isRemoved)
    causes = [:]
  }

  /// Takes over the findings of another part of the run.
  package mutating func append(_ other: Diagnostics) { take(other, mergesCauses: false) }

  /// Takes over the findings of another pass over the same sources; what has the same cause as a finding here is one
  /// more place.
  package mutating func merge(_ other: Diagnostics) { take(other, mergesCauses: true) }

  private mutating func take(_ other: Diagnostics, mergesCauses: Bool) {
    for diagnostic in other.all {
      if mergesCauses, let cause = diagnostic.cause {
        let cause = Cause(kind: diagnostic.kind, subject: cause)
        if let index = causes[cause] {
          all[index].repetitions += diagnostic.repetitions + 1
          continue
        }
        if counts[diagnostic.severity, default: 0] < Diagnostics.mostKept { causes[cause] = all.count }
      }
      keep(diagnostic)
    }
    for (severity, count) in other.counts {
      let kept = other.all.count { $0.severity == severity }
      counts[severity, default: 0] += count - kept
    }
  }

  private mutating func keep(_ diagnostic: Diagnostic) {
    counts[diagnostic.severity, default: 0] += 1
    if counts[diagnostic.severity, default: 0] <= Diagnostics.mostKept { all.append(diagnostic) }
  }

  /// Below the language number from which a finding is an error it is a warning that says so.
  package mutating func apply(language: Int) {
    for index in all.indices where all[index].severity == .error && all[index].kind.since > language {
      all[index].severity = .warning
      counts[.error, default: 0] -= 1
      counts[.warning, default: 0] += 1
    }
  }

  /// Errors first, then by file, place and code: the same whoever read the files in which order.
  package func sorted(in sources: SourceMap) -> [Diagnostic] {
    all.sorted { a, b in
      if a.severity != b.severity { return a.severity < b.severity }
      if a.span.source != b.span.source {
        let names = (name(a.span.source, sources), name(b.span.source, sources))
        if names.0 != names.1 { return names.0.precedes(names.1) }
      }
      if a.span.start != b.span.start { return a.span.start < b.span.start }
      if a.kind.code != b.kind.code { return a.kind.code < b.kind.code }
      return a.message.text.description < b.message.text.description
    }
  }

  private func name(_ source: SourceID, _ sources: SourceMap) -> String {
    sources.files.contains(source) ? sources.files[source].name : ""
  }
}
