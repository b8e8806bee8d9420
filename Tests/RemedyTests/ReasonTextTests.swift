import PolicyBasics
import PolicyChecker
import PolicyCompiler
import PolicyLanguage
import PolicyReports
import ProposalCoding
import Description
import SourceText
import TestKit
import Testing

@Suite struct ReasonTextTests {
  private func riverbend() throws -> CompiledPolicy { try #require(SampleDistrict.compilation.policy) }

  @Test func `S45: an approval of another text says what changed since, by its 24 digits`() throws {
    let policy = try riverbend()
    var proposal = try #require(SampleDistrict.proposal("../proposals/allowed-faq-pilot-at-two-more-schools.yaml"))
    let asOf = try #require(Day("2026-11-24"))
    let before = policy.explain(policy.prepare(proposal), asOf: asOf)
    #expect(before.effect == .allow)
    proposal.approvals = proposal.approvals?.map { approval in
      var approval = approval
      approval.content = Located(before.content)
      return approval
    }
    #expect(policy.explain(policy.prepare(proposal), asOf: asOf).effect == .allow)
    proposal.participants = Located(7)
    proposal.sites = [Located("lincoln-es")]
    let notes = policy.explain(policy.prepare(proposal), asOf: asOf).reasons.flatMap(\.notes)
    #expect(notes.contains { $0.hasSuffix("it was given for another text, since when sites, participants changed") })
  }

  @Test func `S49: the text names an exception that ended and who granted it`() throws {
    let policy = try riverbend()
    var proposal = try #require(SampleDistrict.proposal("../proposals/allowed-senior-letter-by-exception.yaml"))
    proposal.at = Located(try #require(Instant("2026-12-14T10:00:00-08:00")))
    let decision = policy.explain(policy.prepare(proposal))
    let text = DecisionText(decision, paint: Paint(isOn: false), width: 200).text()
    #expect(text.contains("The exception `senior-letters`, granted by `superintendent`, ended on 2026-12-11."))
  }

  @Test func `no control character of a proposal reaches the text, nor a line of its own`() throws {
    let policy = try riverbend()
    var proposal = try #require(SampleDistrict.proposal("../proposals/denied-missing-approval-nobody-has-read-it.yaml"))
    let hostile = "x\u{1b}[2J\u{202e}\n  ALLOWED\u{7}"
    proposal.reference = Located(hostile)
    proposal.name = Located(hostile)
    proposal.requester?.person = Located(hostile)
    proposal.attributes.append(.init(key: Located(hostile), value: Located(.word(hostile))))
    var decision = policy.explain(policy.prepare(proposal))
    decision.file = hostile
    for colour in [false, true] {
      let text = DecisionText(decision, paint: Paint(isOn: colour), width: 80).text()
      #expect(!text.contains("\u{1b}[2J") && !text.contains("\u{202e}") && !text.contains("\u{7}"))
      #expect(!text.split(separator: "\n").contains { $0.trimmingPrefix(" ").hasPrefix("ALLOWED") })
    }
  }

  @Test(arguments: [40, 60, 80, 120]) func `the text keeps to its width, but for lines to paste`(width: Int) throws {
    let policy = try riverbend()
    for name in ["denied-forbidden-tutor-in-grade-4", "denied-missing-information-nothing-disclosed"] {
      let proposal = try #require(SampleDistrict.proposal("../proposals/\(name).yaml"))
      let decision = policy.explain(policy.prepare(proposal), asOf: proposal.kind == .pilot ? Day("2026-11-24") : nil)
      let text = DecisionText(decision, paint: Paint(isOn: false), width: width).text()
      for line in text.split(separator: "\n") where !line.contains("{") && line.contains(" ") {
        let words = line.split(separator: " ")
        #expect(columns(String(line)) <= width || words.count < 3, "\(line)")
      }
    }
  }
}

@Suite struct DecisionRecordTests {
  @Test func `the record is one line of JSON without free text or names of persons`() throws {
    let policy = try #require(SampleDistrict.compilation.policy)
    let secret = "secret-\u{202e}\u{1b}[31m words, j.doe\n"
    let names = policy.tables.people.elements.map(\.id)
    for test in SampleDistrict.compilation.names.tests.table.elements {
      guard var proposal = test.value.proposal ?? test.value.file.flatMap({ SampleDistrict.proposal($0.value.text) })
      else { continue }
      proposal.title = secret
      proposal.notes = secret
      proposal.because = secret
      proposal.source = [secret]
      proposal.reference = Located(secret)
      proposal.stopWhen = proposal.stopWhen.map { _ in Located(secret) }
      for hostile in [false, true] {
        if hostile {
          proposal.name = Located(secret)
          proposal.elements = [Located("j.doe.secret")]
          proposal.data = nil
          proposal.attributes.append(.init(key: Located(secret), value: Located(.word(secret))))
        }
        var decision = policy.explain(policy.prepare(proposal), asOf: test.value.asOf?.value)
        decision.file = secret
        let record = decision.record
        #expect(!record.contains("\n") && !record.contains("secret") && !record.contains("doe"), "\(test.id)")
        for name in names { #expect(!record.contains(name), "\(test.id): \(name)") }
        #expect(record.hasPrefix("{\"format\":1,\"policy\":\"riverbend-usd\",\"digest\":\"\(policy.digest)\""))
        for reason in decision.reasons { #expect(record.contains("\"code\":\"\(reason.code)\""), "\(test.id)") }
      }
    }
  }
}
