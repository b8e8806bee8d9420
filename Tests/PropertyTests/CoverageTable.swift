import PolicyBasics
import PolicyChecker
import ReferenceEvaluator

/// What a run of random pairs has met, on each side of its edge, and what it has met too seldom.
struct CoverageTable {
  private let coverage: Coverage
  private let floor: Int

  /// - Parameter pairs: how many were counted; 200 of each in 20,000 are asked for.
  init(_ coverage: Coverage, pairs: Int) {
    self.coverage = coverage
    floor = max(1, 200 * pairs / 20_000)
  }

  /// Notes what is seen on the decision alone.
  static func note(_ decision: DecisionSummary, _ coverage: Coverage) {
    for reasonClass in ReasonClass.allCases {
      coverage.note("class \(reasonClass.rawValue)", isMet: decision.reasonClass == reasonClass)
    }
    coverage.note("gate evaluation", isMet: decision.reasons.contains { $0.code == "evaluation" })
    coverage.note("trial listed", isMet: !decision.trials.isEmpty)
    coverage.note("exception listed", isMet: !decision.exceptions.isEmpty)
    for state in ["done", "open", "overdue"] {
      coverage.note("obligation \(state)", isMet: decision.duties.contains { $0.state == state })
    }
    if decision.timeline.count > 0 { coverage.note("timeline of several runs", isMet: decision.timeline.count > 1) }
    if let holds = decision.holds {
      coverage.note("holds ends", isMet: holds.until < .latest)
    }
  }

  /// Both sides of these are asked for.
  private static let edges: [String] =
    Gate.allCases.filter { $0 != .missing && $0 != .workflowStatus }.map { "gate \($0.rawValue)" }
    + ["gate workflow-status", "quorum", "threshold", "trial", "trial listed", "exception listed", "holds ends"]
    + ReasonClass.allCases.map { "class \($0.rawValue)" }
    + ["effective", "sites", "when", "instead"].map { "exception \($0)" }
    + ["deny", "review", "approvals", "oblige"].map { "rule \($0)" } + ["invariant deny", "invariant without"]
    // What is before use is due on every action.
    + ["draft", "release"].map { "step before \($0)" } + ["done", "open"].map { "obligation \($0)" }
    + [
      "workflow", "tool", "autonomy", "impact", "data", "audiences", "sites", "materials", "owner", "starts", "ends",
      "at", "requested-by", "actor", "requested-by.person", "requested-by.roles", "actor.person", "actor.roles",
      "participants", "pilot",
    ].map { "missing.\($0)" } + ["timeline of several runs"]
    + fields.map { "field \($0)" } + words.map { "word \($0)" }

  /// What can be matched (S15), paths left out.
  private static let fields = [
    "data", "audiences", "sites", "materials", "sensitivity", "tool", "workflow", "purpose", "tier", "autonomy",
    "impact", "roles", "person", "duration", "starts", "ends", "participants", "site-count", "action", "stage",
    "in-pilot", "yes-no", "count", "number", "date", "length", "choice", "choices", "level", "tool path",
    "workflow path",
  ]

  /// How it can be asked (S14, S15).
  private static let words = [
    "word", "list", "any", "all", "none", "only", "at-least", "at-most", "before", "after", "at-least path",
    "at-most path", "before path", "after path",
  ]

  /// What was met too seldom on one side.
  var missing: [String] {
    Self.edges.compactMap { name in
      let sides = coverage.counts[name] ?? Coverage.Sides()
      return min(sides.yes, sides.no) < floor ? "\(name): \(sides.yes) yes, \(sides.no) no" : nil
    }
  }

  var text: String {
    func padded(_ number: Int) -> String { String(repeating: " ", count: max(0, 7 - "\(number)".count)) + "\(number)" }
    let rows = coverage.counts.sorted { $0.key < $1.key }.map { name, sides in
      "\(padded(sides.yes)) \(padded(sides.no)) \(padded(sides.unknown)) \(padded(sides.failed))  \(name)"
    }
    return (["    yes      no unknown  failed"] + rows + missing.map { "below the floor of \(floor): \($0)" })
      .joined(separator: "\n")
  }
}
