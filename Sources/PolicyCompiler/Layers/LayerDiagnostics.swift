import PolicyLanguage
package import SourceText

extension DiagnosticKind {
  package static let extends = DiagnosticKind(
    code: "extends", severity: .error,
    explanation:
      "A set that extends another one holds on top of it: without it all that it denies would be lost without a word.",
    bad: .set(.lower("", extends: "1️⃣../state")),
    good: .set(.lower(""), .base("")))

  package static let loosened = DiagnosticKind(
    code: "loosened", severity: .error,
    explanation:
      "A lower set tightens what its base says, and never loosens it: whoever reads the base can rely on it.",
    bad: .set(
      .lower("data: {staff-notes: {sensitivity: 1️⃣public}}"),
      .base("data: {staff-notes: {title: Notes of the staff, sensitivity: internal}}")),
    good: .set(
      .lower("data: {staff-notes: {sensitivity: restricted}}"),
      .base("data: {staff-notes: {title: Notes of the staff, sensitivity: internal}}")))

  package static let restatedDifferently = DiagnosticKind(
    code: "restated-differently", severity: .error,
    explanation:
      "What a lower set restates and may not tighten it says word for word, so that one id means one thing in both.",
    bad: .set(
      .lower("audiences: {parents: {within: 1️⃣staff}}"),
      .base(audiences)),
    good: .set(
      .lower("audiences: {parents: {within: families}}"),
      .base(audiences)))

  package static let newWorkflow = DiagnosticKind(
    code: "new-workflow", severity: .error,
    explanation:
      "A base that declares workflows decides which there are, unless its head says `more-workflows: allow`.",
    bad: .set(.lower(seating("1️⃣seating")), .base(grading)),
    good: .set(.lower(seating("seating")), .base(grading, head: ", more-workflows: allow")))

  package static let unheardHead = DiagnosticKind(
    code: "unheard-head", severity: .warning,
    explanation:
      "A switch of the head holds where every layer says so, and a bound where no layer below has a tighter one: what a lower set says besides has no effect, and whoever reads it there alone is misled.",
    bad: .set(
      .lower("", extends: "../state, role-holders: 1️⃣attested"),
      .base("")),
    good: .set(
      .lower("", extends: "../state, role-holders: attested"),
      .base("", head: ", role-holders: attested")))

  private static let audiences = """
    audiences:
      families: {title: Families}
      staff: {title: Staff}
      parents: {title: Parents, within: families}
    """

  private static let grading = """
    workflows:
      grading:
        title: Grading essays
        status: refused
        on: 2026-06-18
        because: A teacher grades.
        source: [Board minutes of 2026-06-18]
    """

  private static func seating(_ id: String) -> String {
    """
    workflows:
      \(id):
        title: Seating plans
        status: refused
        on: 2026-07-14
        because: A teacher knows the class.
        source: [Board minutes of 2026-07-14]
    """
  }
}

extension Example.File {
  /// A set that extends the other one of the example.
  fileprivate static func lower(_ text: String, extends: String = "../state") -> Example.File {
    Example.File("policy.yaml", head("example", "Example district", ", extends: \(extends)") + text)
  }

  /// The set that is extended.
  fileprivate static func base(_ text: String, head rest: String = "") -> Example.File {
    Example.File("../state/policy.yaml", head("state", "State model policy", rest) + text)
  }

  private static func head(_ id: String, _ title: String, _ rest: String) -> String {
    """
    policy: {id: \(id), title: \(title), version: 1.0.0, language: 1,
      time-zone: America/Los_Angeles\(rest)}

    """
  }
}

extension Message {
  // MARK: The chain

  package static func extendsUnread(_ path: String) -> Message {
    Message(
      .extends, "`extends` names \(name: path), which was not read", label: "not read",
      help: "compile the set together with the set that it extends")
  }

  package static func extendsAbsent(_ path: String, at name: String) -> Message {
    Message(
      .extends, "`extends` names \(name: path), and no folder \(name: name) is there", label: "no such folder",
      help: "name the folder of the base, relative to this set's own")
  }

  package static func extendsNoSet(_ path: String) -> Message {
    Message(
      .extends, "`extends` names \(name: path), which is no policy set: it has no `policy.yaml`",
      label: "no policy set",
      help: "name the folder that holds the base's `policy.yaml`")
  }

  package static func extendsURL(_ path: String) -> Message {
    Message(
      .extends, "`extends` names the address \(name: path): checking works offline", label: "no folder",
      help: "put a copy of the base beside this set, and name its folder, such as `../state`")
  }

  package static func extendsAbsolute(_ path: String) -> Message {
    Message(
      .extends, "`extends` names \(name: path), which is no relative path", label: "not relative",
      help: "name the folder of the base as seen from this set's own, such as `../state`")
  }

  package static func extendsLink(_ path: String, at name: String) -> Message {
    Message(
      .extends, "`extends` names \(name: path), and \(name: name) is a symbolic link: links are not followed",
      label: "over a link", help: "name the folder itself")
  }

  package static func extendsItself(_ path: String) -> Message {
    Message(
      .extends, "`extends` names \(name: path), which is the set itself", label: "itself",
      help: "name the folder of the base, or take `extends` out")
  }

  package static func extendsInCircle(_ path: String) -> Message {
    Message(
      .extends, "`extends` names \(name: path), which extends this set in turn", label: "a circle",
      help: "take `extends` out of one of the sets")
  }

  package static func extendsAround(_ path: String) -> Message {
    Message(
      .extends,
      "`extends` names \(name: path): of two sets one would lie within the other, and its files be read in both",
      label: "not beside it", help: "put the two folders beside one another")
  }

  package static func unknownPack(_ pack: String, known: [String]) -> Message {
    Message(
      .extends, "the program holds no pack \(name: pack)", label: "not known",
      help: known.isEmpty ? "this version holds no packs: name the folder of a set" : "it holds \(list: known)")
  }

  package static func anotherLanguage(_ number: Int, base: Int) -> Message {
    Message(
      .restatedDifferently, "the set is written in language \(number), its base in language \(base)", label: "differs",
      help: "write both in one language")
  }

  // MARK: What is restated

  static func loosened(_ key: String, of id: String, _ may: DiagnosticText) -> Message {
    Message(
      .loosened, "\(name: key) of \(name: id) is looser than in the base: it may only \(may)",
      label: "looser than the base", help: "leave \(name: key) out, or tighten it")
  }

  static func notCovered(_ item: String, _ key: String, of id: String) -> Message {
    Message(
      .loosened, "\(name: item) is not covered by what the base lists as \(name: key) of \(name: id)",
      label: "not in the base", help: "take it out: a lower set may only list what the base covers")
  }

  static func allowsNothing(_ key: String, of id: String) -> Message {
    Message(
      .loosened, "the base states no \(name: key) for \(name: id), which allows nothing", label: "not in the base",
      help: "take \(name: key) out, or have the base state it")
  }

  static func leavesOut(_ item: String, _ key: String, of id: String) -> Message {
    Message(
      .loosened, "\(name: key) of \(name: id) leaves out \(name: item), which the base lists", label: "shorter list",
      help: "list what the base lists, and more")
  }

  static func notTheSame(_ key: String, of id: String) -> Message {
    Message(
      .restatedDifferently, "\(name: key) of \(name: id) is not what the base says", label: "differs",
      help: "write it word for word as the base does, or leave it out")
  }

  static func leftOutInBase(_ key: String, of id: String) -> Message {
    Message(
      .restatedDifferently, "the base says nothing of \(name: key) for \(name: id), and it may not be added",
      label: "not in the base", help: "take \(name: key) out, or have the base state it")
  }

  static func readByTheBase(_ key: String, of id: String) -> Message {
    Message(
      .restatedDifferently,
      "\(name: key) of \(name: id) is not what the base says, and a condition of the base reads it", label: "differs",
      help: "write it word for word as the base does, or leave it out")
  }

  static func anotherStep(_ step: String, of id: String) -> Message {
    Message(
      .restatedDifferently, "the step \(name: step) of \(name: id) is not the base's step of that name",
      label: "differs", help: "write it word for word as the base does, or give the step a name of its own")
  }

  static func delegatesToTheBase(_ person: String) -> Message {
    Message(
      .loosened, "the base's person \(name: person) gets a role by a delegation that the base does not state",
      label: "one role more", help: "take the delegation out, or have the base state it")
  }

  /// - Parameter silent: the sets whose heads do not allow it, the one that extends nothing first.
  static func newWorkflow(_ id: String, silent: [String]) -> Message {
    Message(
      .newWorkflow, "the base declares workflows, and \(name: id) is none of them", label: "a new workflow",
      help: "have the head of \(list: silent) say `more-workflows: allow`, or take the workflow out")
  }

  static func raisedPastACondition(_ id: String) -> Message {
    Message(
      .loosened, "with another `sensitivity`, \(name: id) would get proposals out of a condition of the base",
      label: "loosens a condition", help: "leave `sensitivity` out, or have the base ask with `at-least` or `at-most`")
  }

  static func endsPastACondition(_ role: String, of person: String) -> Message {
    Message(
      .loosened, "without the role \(name: role), \(name: person) would get out of a condition of the base",
      label: "loosens a condition", help: "let the role end when it ends in the base")
  }

  /// - Parameter field: what the condition reads.
  static func addsToACondition(_ id: String, _ field: String) -> Message {
    Message(
      .loosened, "\(name: id) would get proposals out of a condition of the base, which reads \(name: field)",
      label: "loosens a condition",
      help: "take it out, or have the base write the condition so that more entries change nothing")
  }

  // MARK: The head

  static func unheardSwitch(_ key: String, base: String) -> Message {
    Message(
      .unheardHead, "\(name: key) has no effect: the set \(name: base), which this one extends, does not say it",
      label: "without effect", help: "take it out, or have \(name: base) say it too")
  }

  static func unheardBound(_ key: String, _ value: String, holds: String) -> Message {
    Message(
      .unheardHead, "\(name: key) says \(name: value) and has no effect: on top of the base \(name: holds) holds",
      label: "without effect", help: "take it out, or tighten it")
  }
}

extension Note {
  /// Where the condition of the base stands that a lower set would loosen.
  static func condition(_ matcher: Matcher) -> Note { Note("the condition stands here", at: matcher.span) }
}
