package import Description
package import PolicyChecker
package import ProposalCoding
package import SourceText

/// A class of data (S9 to S11).
package struct DataClass: Remarked, SectionDeclaration {
  package var remarks = Remarks()
  package var within: Reference<DataClasses>?
  package var also: [Reference<DataClasses>]?
  package var sensitivity: Located<Sensitivity>?
  package var namedOnly: Located<Bool>?
  package var law: [Title]?
  package var elements: [Located<Identifier<DottedKey>>]?
  package init() {}

  package static let record = RecordDescription<DataClass>(
    "data class", doc: "A class of data, as people speak of it.",
    fields: [
      .optional(
        "within", { $0.within = $1 },
        doc: "The class that it is part of: a rule on that one catches it, a list that allows that one allows it."),
      .optional(
        "also", { $0.also = $1 }, doc: "What else it counts as: rules on those catch it; it is never allowed by them."),
      .optional(
        "sensitivity", { $0.sensitivity = $1 }, doc: "How sensitive it is; left out, as its parent. A root states one."),
      .optional("named-only", { $0.namedOnly = $1 }, doc: "`true`: allowed only where it is named itself."),
      .optional("law", { $0.law = $1 }, doc: "The laws that protect it."),
      .optional("elements", { $0.elements = $1 }, doc: "The elements of the standard schedule that it holds."),
    ] + remarkFields())

  package static let example = """
    data:
      published-content: {title: Content the district has already published, sensitivity: public}
      student-pii:
        title: Personally identifiable student information
        sensitivity: restricted
        law: [FERPA 34 CFR 99.3]
      student-health:
        title: Student health records
        within: student-pii
        sensitivity: prohibited
        named-only: true
        elements: [exhibit-b.medical]
      biometric: {title: "Voices, faces and fingerprints", sensitivity: prohibited}
      iep-recording:
        title: Recordings of IEP meetings
        within: student-pii
        also: [biometric]
        sensitivity: prohibited
    """
}

extension Sensitivity: Choice {
  package var doc: String {
    switch self {
    case .public: "Published, or fit to be."
    case .internal: "For staff."
    case .confidential: "For some of the staff."
    case .restricted: "Protected by law."
    case .prohibited: "No workflow and no agreement may cover it."
    }
  }
}
