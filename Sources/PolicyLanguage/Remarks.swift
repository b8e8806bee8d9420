package import Description
import SourceText

/// What every declaration may carry: words for people, without effect on a decision.
package struct Remarks: Sendable {
  package var title: Title?
  package var because: Prose?
  package var source: [Title]?
  package var notes: Prose?
  package init() {}
}

/// A declaration that carries remarks.
package protocol Remarked: Record {
  var remarks: Remarks { get set }
}

extension Remarked {
  /// `title`, `because`, `source` and `notes`, for the record's list of fields.
  package static func remarkFields(besides own: [String] = [], needsBecause: Bool = false) -> [Field<Self>] {
    let fields: [Field<Self>] = [
      .optional("title", { $0.remarks.title = $1 }, doc: "What people call it, in a line."),
      .optional(
        "because", { $0.remarks.because = $1 }, isRequired: needsBecause, doc: "Why it is so, as it was voted on."),
      .optional("source", { $0.remarks.source = $1 }, doc: "The law, board policy or minutes behind it."),
      .optional("notes", { $0.remarks.notes = $1 }, doc: "Remarks for those who read the file."),
    ]
    return fields.filter { !own.contains($0.key) }
  }
}
