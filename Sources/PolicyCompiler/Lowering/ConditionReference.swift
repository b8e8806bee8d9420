import Description
import PolicyBasics
import PolicyChecker
import PolicyLanguage
import SourceText

/// The fields that a matcher can read, for the reference: what the compiler itself asks when it reads one.
package enum ConditionReference {
  /// Tables of the fields of proposals, and of the paths to what a tool or workflow declares.
  package static var markdown: String {
    var diagnostics = Diagnostics()
    let fields = ConditionFields(Names(PolicySet(), diagnostics: &diagnostics), actions: [:])
    func row(_ name: String, _ own: ProposalField?) -> String? {
      guard let field = fields.field(name) else { return nil }
      let cells = [
        "`\(name)`", own.map { words($0.kinds) }, own?.doc, values(of: name, field.type), asked(with: field),
      ]
      return "| " + cells.compactMap(\.self).joined(separator: " | ") + " |"
    }
    func table(_ head: [String], _ rows: [String?]) -> String {
      let titles = "| " + head.joined(separator: " | ") + " |"
      return ([titles, "|" + head.map { _ in "---|" }.joined()] + rows.compactMap(\.self)).joined(separator: "\n")
    }
    let own = ProposalField.allCases.map { row($0.rawValue, $0) }
    return """
      \(table(["field", "of", "reads", "values", "asked with"], own))

      An attribute of the district's own is read by its name, with the values of its type. A path reads what the proposal's
      tool or workflow declares, or an attribute that it states (`tool.account`):

      \(table(["path", "values", "asked with"], fields.paths.map { row($0, nil) }))
      """
  }

  private static func words(_ kinds: Set<ProposalKind>) -> String {
    ProposalKind.allCases.filter(kinds.contains).map { "\($0.rawValue)s" }.joined(separator: ", ")
  }

  private static func values(of name: String, _ type: ConditionField.FieldType) -> String {
    func list(_ words: [String], by separator: String) -> String {
      words.map { "`\($0)`" }.joined(separator: separator)
    }
    func ids(_ section: String) -> String {
      if section == "actions" { return "names under `actions` of workflows" }
      // Roles and committees have one name space.
      return "ids of " + section.split(separator: " or ").map { "[`\($0)`](\($0).md)" }.joined(separator: " or ")
    }
    return switch type {
    case .set(let vocabulary), .one(let vocabulary):
      ids(vocabulary.section) + (name == "tool" || name == "workflow" ? ", or `unlisted`" : "")
    case .orderedSet(let words): list(words, by: " < ")
    // The tiers of a set have the order of their ranks.
    case .level(let words): words.isEmpty ? "\(ids("tiers")), by rank" : list(words, by: " < ")
    case .choice(let words): list(words, by: ", ")
    case .flag: "`yes`, `no`"
    case .count: "whole numbers"
    case .number: "numbers"
    case .day: "dates"
    case .span: "durations"
    }
  }

  private static func asked(with field: ConditionField) -> String {
    let sets = field.type.isSet ? SetWord.allCases : [.none]
    let comparisons = field.type.isOrdered ? ComparisonWord.allCases.map(\.rawValue) : []
    let words = (sets.map(\.rawValue) + comparisons).map { "`\($0)`" }
    let bare = field.type.isSet ? ["a word"] : ["a word", "a list"]
    return (bare + words).joined(separator: ", ")
  }
}
