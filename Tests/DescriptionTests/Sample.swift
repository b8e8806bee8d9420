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
      .required("title", { $0.title = $1 }, doc: "What people call it."),
      .optional("because", { $0.because = $1 }, doc: "Why."),
      .optional("law", { $0.law = $1 }, doc: "The laws."),
      .optional("seats", { $0.seats = $1 }, doc: "How many."),
      .optional("share", { $0.share = $1 }, doc: "How much."),
      .optional("open", { $0.isOpen = $1 }, doc: "Whether it is open."),
      .optional("since", { $0.since = $1 }, doc: "The first day."),
      .optional("lasts", { $0.lasts = $1 }, doc: "How long."),
      .optional("kind", { $0.kind = $1 }, doc: "Of which kind."),
      .optional("owner", { $0.owner = $1 }, doc: "Who answers for it."),
      .optional("rooms", { $0.rooms = $1 }, doc: "What is in it."),
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
    fields: [.required("because", { $0.because = $1 }, doc: "Why it is there.")])
}

/// The same as in a proposal: an empty list states that there are none, other keys are kept.
struct OpenSample: Record {
  var law: [Title]?
  var rooms: [Inner]?
  var others: [OtherField] = []

  static let record = RecordDescription<OpenSample>(
    "open sample", doc: "As in a proposal.", others: ({ $0.others.append($1) }, "The district's own fields."),
    allowsEmpty: true,
    fields: [
      .optional("law", { $0.law = $1 }, doc: "The laws."),
      .optional("rooms", { $0.rooms = $1 }, doc: "What is in it."),
    ])

  struct Inner: Record {
    var law: [Title]?

    static let record = RecordDescription<Inner>(
      "inner", doc: "A part of it.", fields: [.optional("law", { $0.law = $1 }, doc: "The laws.")])
  }
}
