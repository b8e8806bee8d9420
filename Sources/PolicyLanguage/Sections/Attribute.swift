package import Description
import DocumentTree
import ProposalCoding
package import SourceText

/// A typed field of the district's own (S8).
package struct Attribute: Remarked, SectionDeclaration {
  package var remarks = Remarks()
  package var on: [Located<AttributeOwner>] = []
  package var type = Located(AttributeType.yesNo)
  package var values: [Located<Identifier<PlainKey>>]?
  package init() {}

  /// `attribute-values`: each value that a tool or proposal states is looked for among them.
  package static let mostValues = 1_000

  package static let record = RecordDescription<Attribute>(
    "attribute", doc: "A typed field of the district's own.",
    besides: "`choice`, `choices` and `level` need `values`; no other type has them.",
    fields: [
      .required("on", { $0.on = $1 }, doc: "What it is a field of."),
      .required("type", { $0.type = $1 }, doc: "What it may say."),
      .optional(
        "values", { $0.values = $1 }, doc: "The words of a `choice`, of `choices` or of a `level` (lowest first)."),
    ] + remarkFields())

  package static let example = """
    attributes:
      youngest:
        on: [pilot, action]
        type: count
        title: Age in years of the youngest person who uses the tool
      consent:
        on: [pilot, action]
        type: choice
        values: [obtained-from-all, not-needed]
        title: Written consent of parents
      account: {on: [tool], type: choice, values: [district, personal], title: Who signs in}
    rules:
      consent-under-13:
        require: [pilot, action]
        when: {youngest: {before: 13}}
        that: {consent: obtained-from-all}
        because: Parents decide what a child of that age may use.
        source: [COPPA 16 CFR 312]
    """

  package func check(at span: SourceSpan, with decoder: inout NodeDecoder) {
    if let values, values.count > Attribute.mostValues {
      decoder.report(.tooManyValues(Attribute.mostValues), at: values[Attribute.mostValues].span ?? span)
    }
    guard type.span != nil else { return }
    switch type.value {
    case .choice, .choices, .level:
      decoder.reportMissing("values", of: "attribute of type `\(type.value.rawValue)`", at: span)
    case .yesNo, .count, .number, .date, .duration:
      decoder.reportMisplaced("values", belongsTo: "attributes of type `choice`, `choices` or `level`")
    }
  }
}

/// What an attribute is a field of.
package enum AttributeOwner: String, Choice {
  case pilot, action, tool, workflow

  package var doc: String {
    switch self {
    case .pilot: "Proposed pilots."
    case .action: "Proposed actions."
    case .tool: "Tools."
    case .workflow: "Workflows."
    }
  }
}

/// What an attribute may say; no text, so that nobody is named.
package enum AttributeType: String, Choice {
  case yesNo = "yes-no"
  case count, number, date, duration, choice, choices, level

  package var doc: String {
    switch self {
    case .yesNo: "`yes` or `no`; in JSON `true` or `false`."
    case .count: "A whole number."
    case .number: "A number."
    case .date: "A day."
    case .duration: "A length of time."
    case .choice: "One word of a list."
    case .choices: "Some words of a list."
    case .level: "One word of a list in order, lowest first."
    }
  }
}
