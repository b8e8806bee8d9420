import Description
package import DocumentTree
package import PolicyChecker
package import SourceText

/// What stands in a file that a test names.
package enum TestFile: Sendable {
  /// All that it states; a test is of one.
  case proposals([Proposal])
  /// Why it is not read.
  case refused(Message)

  /// Reads a file as YAML or JSON, as its name says or else its beginning.
  package init(_ file: SourceFile, limits: InputLimits = .standard) {
    let format = ProposalReading.Format(name: file.name) ?? ProposalReading.Format(beginning: file.bytes)
    self = .proposals(ProposalReading(file, as: format, limits: limits).proposals)
  }

  /// The one proposal of a test's file, or why there is none.
  static func proposal(of file: TestFile?, named name: String) -> Result<Proposal, Refusal> {
    switch file {
    case .proposals(let proposals)?:
      guard proposals.count == 1 else { return .failure(Refusal(.notOneProposal(name, count: proposals.count))) }
      return .success(proposals[0])
    case .refused(let message)?: return .failure(Refusal(message))
    case nil: return .failure(Refusal(.noTestFile(name)))
    }
  }

  struct Refusal: Error {
    let message: Message
    init(_ message: Message) { self.message = message }
  }
}

extension Message {
  package static func noTestFile(_ name: String) -> Message {
    Message(
      .wrongFile, "there is no file \(name: name)", label: "not there",
      help: "name a file with one proposal, relative to the set's folder")
  }

  package static func testFileNotRead(_ name: String, _ why: DiagnosticText) -> Message {
    Message(
      .wrongFile, "the file \(name: name) is not read: \(why)", label: "not read",
      help: "name a file with one proposal, relative to the set's folder")
  }

  fileprivate static func notOneProposal(_ name: String, count: Int) -> Message {
    let found: DiagnosticText = count == 0 ? "no proposal" : "\(count) proposals"
    return Message(
      .wrongFile, "the file \(name: name) holds \(found), and a test is of one", label: "not one",
      help: "put each proposal in a file of its own, and write a test for each")
  }
}
