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
  ///
  /// - Parameter fields: tables of what can be matched.
  package static func referencePage(fields: String) -> String {
    func table(_ title: String, _ rows: [(word: String, doc: String)]) -> String {
      (["| \(title) | holds where |", "|---|---|"] + rows.map { "| `\($0.word)` | \($0.doc) |" })
        .joined(separator: "\n")
    }
    return """
      \(ReferencePage.mark)

      # Conditions

      A condition is a mapping of matchers, all of which hold. A matcher asks one thing of one field and has the field's
      name: `{data: student-health}`. Conditions written as expressions, a text in place of a mapping, are no part of this
      version: they are refused.

      ```yaml
      \(example)
      ```

      ## Matchers

      Of a field with a single value `field: word` means that it is this one, `field: [word, word]` that it is one of
      these, and `field: {none: [word, word]}` that it is none of these. Of a set `field: word` means that this one is
      touched; under `that` it says which of the words below is meant. `sensitivity: word` and `tier: word` mean this one
      **or a higher one**. Sets are asked with one of these words and a list:

      \(table("of a set", SetWord.allCases.map { ($0.rawValue, $0.doc) }))

      Values that have an order are asked with one of these and a bound, which may be a path to a value of the same type:

      \(table("of a value", ComparisonWord.allCases.map { ($0.rawValue, $0.doc) }))

      A matcher has one of these words; two bounds are two matchers under `all-of`.

      ## Combinations

      \(table("of conditions", CombinationWord.allCases.map { ($0.rawValue, $0.doc) }))

      ## Fields

      \(fields)

      """
  }
}
