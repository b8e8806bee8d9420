import Description

extension Condition {
  /// A set in which each form of a condition is shown; it compiles once a head is added.
  package static let example = """
    rules:
      records-stay-with-staff:
        require: [pilot, action]
        when: {data: {any: [student-pii, staff-records]}}
        that: {audiences: {only: [staff]}}
        because: Records are read by staff alone.
        source: [Board policy 3245]
      large-pilots-of-what-matters:
        deny: [pilot]
        when:
          impact: {at-least: informs}
          any-of:
            - {duration: {at-least: 121 days}}
            - {participants: {at-least: 31}}
        unless: {starts: {before: 2026-09-01}}
        because: What bears on decisions about people is tried with few, and not for long.
        source: [Board policy 3245]
      agreement-covers-the-pilot:
        require: [pilot]
        that: {ends: {at-most: tool.agreement.until}}
        because: The vendor agreement must be in force on every day of the pilot.
        source: [Board policy 3245]
    audiences: {staff: {title: Staff}}
    data:
      staff-records: {title: Personnel records, sensitivity: confidential}
      student-pii: {title: Personally identifiable student information, sensitivity: restricted}
    """

  /// The page on conditions: the sections that have some link to it.
  package static var referencePage: String {
    func table(_ title: String, _ rows: [(word: String, doc: String)]) -> String {
      (["| \(title) | holds where |", "|---|---|"] + rows.map { "| `\($0.word)` | \($0.doc) |" })
        .joined(separator: "\n")
    }
    return """
      \(ReferencePage.mark)

      # Conditions

      A condition is a mapping of matchers, all of which hold. A matcher asks one thing of one field and has the field's
      name: `{data: student-health}`. The fields are those of the proposal, its `workflow`, `tool`, `purpose` and `tier`,
      and paths to what the tool or the workflow declares, such as `tool.agreement.until`.

      ```yaml
      \(example)
      ```

      ## Matchers

      `field: word` means that it is this one, or is touched; of fields with a single value `field: [word, word]` means
      that it is one of these. Sets of ids are asked with one of these words and a list:

      \(table("of a set", SetWord.allCases.map { ($0.rawValue, $0.doc) }))

      Values that have an order are asked with one of these and a bound, which may be a path to a value of the same type:

      \(table("of a value", ComparisonWord.allCases.map { ($0.rawValue, $0.doc) }))

      A matcher has one of these words; two bounds are two matchers under `all-of`.

      ## Combinations

      \(table("of conditions", CombinationWord.allCases.map { ($0.rawValue, $0.doc) }))

      ## Expressions

      In place of a mapping a text is an expression: `that: pilot.participants <= 50`.

      """
  }
}
