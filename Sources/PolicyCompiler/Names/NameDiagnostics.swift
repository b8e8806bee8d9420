import PolicyChecker
package import SourceText

extension DiagnosticKind {
  package static let declaredTwice = DiagnosticKind(
    code: "declared-twice", severity: .error,
    explanation: "Of two declarations under one id, in one file or two, neither may win.",
    bad: .set(
      .init("policy.yaml", Example.head + "purposes: {minutes: {title: Minutes}}\n"),
      .init("purposes.yaml", "purposes: {1️⃣minutes: {title: Writing minutes}}\n")),
    good: .set(
      .init("policy.yaml", Example.head + "purposes: {minutes: {title: Minutes}}\n"),
      .init("purposes.yaml", "purposes: {writing: {title: Writing}}\n")))

  package static let nameTaken = DiagnosticKind(
    code: "name-taken", severity: .error,
    explanation: "Where one id could mean two things, a reason or a demand that names it would be read wrongly.",
    bad: """
      roles: {board: {title: Member of the board}}
      committees: {1️⃣board: {title: The board, members: [board], quorum: 1, threshold: 1}}
      """,
    good: """
      roles: {board-member: {title: Member of the board}}
      committees: {board: {title: The board, members: [board-member], quorum: 1, threshold: 1}}
      """)
}

extension Message {
  /// - Parameter isCopy: whether two files declare so much alike that one seems to be a copy of the other.
  package static func declaredTwice(_ id: String, section: String, isCopy: Bool = false) -> Message {
    Message(
      .declaredTwice, "\(name: id) is declared twice under \(name: section)", label: "the second declaration",
      help: isCopy
        ? "where one file is a copy of the other, take it out of the folder; else keep one of the two, or rename one"
        : "keep one of the two, or rename one")
  }

  package static func nameTaken(_ id: String, by owner: StaticString) -> Message {
    Message(.nameTaken, "\(name: id) is the name of \(owner)", label: "taken", help: "choose another id")
  }

  /// A reference to something that another section declares.
  package static func declaredElsewhere(_ id: String, section: String, other: String) -> Message {
    Message(
      .unknownReference, "no file declares \(name: id) under \(name: section)", label: "declared elsewhere",
      help: "\(name: id) is declared under \(name: other); name one of \(name: section) here")
  }
}
