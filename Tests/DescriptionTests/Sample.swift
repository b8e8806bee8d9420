import Description
import DocumentTree
import PolicyBasics
import SourceText

/// A record with a key of each kind.
struct Sample: Record {
  var title = Title()
  var because: Prose?
  var law: [Title]?
  var seats: Int?
  var share: Decimal?
  var isOpen: Bool?
  var since: Day?
  var lasts: TimeSpan?
  var kind: Located<Kind>?
  var owner: Reference<Owners>?
  var rooms: Declarations<PlainKey, Room>?
  var others: [OtherField] = []

  static let record = RecordDescription<Sample>(
    "sample", doc: "A record with a key of each kind.",
    fields: [
      .required("title", \.title, doc: "What people call it."),
      .optional("because", \.because, doc: "Why."),
      .optional("law", \.law, doc: "The laws."),
      .optional("seats", \.seats, doc: "How many."),
      .optional("share", \.share, doc: "How much."),
      .optional("open", \.isOpen, doc: "Whether it is open."),
      .optional("since", \.since, doc: "The first day."),
      .optional("lasts", \.lasts, doc: "How long."),
      .optional("kind", \.kind, doc: "Of which kind."),
      .optional("owner", \.owner, doc: "Who answers for it."),
      .optional("rooms", \.rooms, doc: "What is in it."),
    ])

  enum Kind: String, Choice {
    case small, large
    var doc: String { self == .small ? "Not large." : "Not small." }
  }

  enum Owners: ReferenceTarget { static var section: String { "roles" } }
}

/// A record within; its reason is required though the language can hold one without.
struct Room: Record {
  var because: Prose?

  static let record = RecordDescription<Room>(
    "room", doc: "A part of it.",
    fields: [.required("because", \.because, doc: "Why it is there.")])
}

/// The same as in a proposal: an empty list states that there are none, other keys are kept.
struct OpenSample: Record {
  var law: [Title]?
  var rooms: [Inner]?
  var others: [OtherField] = []

  static let record = RecordDescription<OpenSample>(
    "open sample", doc: "As in a proposal.", others: (\.others, "The district's own fields."), allowsEmpty: true,
    fields: [
      .optional("law", \.law, doc: "The laws."),
      .optional("rooms", \.rooms, doc: "What is in it."),
    ])

  struct Inner: Record {
    var law: [Title]?

    static let record = RecordDescription<Inner>(
      "inner", doc: "A part of it.", fields: [.optional("law", \.law, doc: "The laws.")])
  }
}
