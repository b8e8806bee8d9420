import PolicyBasics
import TestKit
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
    func isMissing(_ isOf: (Substring) -> Bool) -> Bool {
      decision.reasons.contains { $0.code.hasPrefix("missing.") && isOf($0.code.dropFirst("missing.".count)) }
    }
    let attributes = ["ready", "youngest", "score", "due-on", "length", "consent", "topics", "risk"]
    coverage.note("missing.of an attribute", isMet: isMissing { attributes.contains(String($0)) })
    coverage.note("missing.of the tool", isMet: isMissing { $0.hasPrefix("tool.") })
    coverage.note("missing.of the workflow", isMet: isMissing { $0.hasPrefix("workflow.") })
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
      "participants", "pilot", "of an attribute", "of the tool", "of the workflow",
    ].map { "missing.\($0)" } + ["timeline of several runs", "field tool path", "field workflow path"]
    + matchers.map { "field \($0.key)" }
    + (ones + sets.dropFirst() + bounds + bounds.map { "\($0) path" }).map { "word \($0)" }

  /// Both sides of these are asked for too, a tenth as often: each matcher with each word that fits it, each path.
  private static let finer: [String] =
    ["obligation overdue"] + paths.map { "field \($0)" }
    + matchers.flatMap { field, words in words.map { "matcher \(field) \($0)" } }

  private static let sets = ["word", "any", "all", "none", "only"]
  private static let ones = ["word", "list", "none"]
  private static let bounds = ["at-least", "at-most", "before", "after"]
  private static let bound = bounds + ["path"]

  /// What can be matched, and how it can be asked (S14, S15). A single day, number or length is met too seldom to be
  /// asked for alone: a list of one is the same.
  private static let matchers: KeyValuePairs<String, [String]> = [
    "data": sets, "audiences": sets, "sites": sets, "materials": sets, "roles": sets, "choices": sets,
    "sensitivity": sets + bounds, "tool": ones, "workflow": ones, "purpose": ones, "person": ones, "action": ones,
    "choice": ones, "in-pilot": ones, "yes-no": ones,
    // A list or `none` of tiers or of counts of sites could be evaded (R63).
    "tier": ["word"] + bound, "site-count": bound, "autonomy": ones + bound, "impact": ones + bound,
    "stage": ones + bounds, "level": ones + bound, "participants": ["list", "none"] + bound,
    "count": ["list", "none"] + bound, "number": ["list", "none"] + bound, "duration": ["list", "none"] + bound,
    "length": ["list", "none"] + bound, "starts": ["list", "none"] + bound, "ends": ["list", "none"] + bound,
    "date": ["list", "none"] + bound,
  ]

  /// Fields of tools and workflows: each of them, however it is asked.
  private static let paths =
    [
      "tool.status", "tool.minimum-age", "tool.agreement.until", "tool.agreement.from", "tool.agreement.training",
      "tool.agreement.retention", "tool.agreement.data", "tool.agreement.purposes", "tool.approved.on",
      "workflow.status", "workflow.autonomy", "workflow.impact", "workflow.tier", "workflow.owner",
      "workflow.effective.until", "workflow.effective.from", "workflow.approved.on", "workflow.data",
      "workflow.audiences", "workflow.sites", "workflow.used-by", "workflow.pilots-need.limits.duration",
      "workflow.pilots-need.limits.sites", "workflow.pilots-need.limits.participants",
    ]
    + ["tool", "workflow"].flatMap { owner in
      ["yes-no", "count", "number", "date", "length", "choice", "choices", "level"].map { "\(owner).\($0)" }
    }

  /// What was met too seldom on one side.
  var missing: [String] {
    func below(_ names: [String], _ floor: Int) -> [String] {
      names.compactMap { name in
        let sides = coverage.counts[name] ?? Coverage.Sides()
        return min(sides.yes, sides.no) < floor
          ? "\(name): \(sides.yes) yes, \(sides.no) no, below the floor of \(floor)" : nil
      }
    }
    return below(Self.edges, floor) + below(Self.finer, max(1, floor / 10))
  }

  var text: String {
    func padded(_ number: Int) -> String { String(repeating: " ", count: max(0, 7 - "\(number)".count)) + "\(number)" }
    let rows = coverage.counts.sorted { $0.key < $1.key }.map { name, sides in
      "\(padded(sides.yes)) \(padded(sides.no)) \(padded(sides.unknown)) \(padded(sides.failed))  \(name)"
    }
    return (["    yes      no unknown  failed"] + rows + missing)
      .joined(separator: "\n")
  }
}
