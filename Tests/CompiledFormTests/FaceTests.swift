import Foundation
import PolicyBasics
import PolicyChecker
import ProposalCoding
import TestKit
import Testing

/// What services call: proposals from JSON and from Swift, decisions to JSON.
@Suite struct FaceTests {
  private func json(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: Golden.root.appending(path: "policies/proposals/\(name)")))
  }

  // MARK: JSON

  @Test func `a proposal in JSON is decided as its file is`() throws {
    let policy = try Samples.district()
    let files = Samples.proposals.filter { $0.name.hasSuffix(".json") }
    #expect(files.count >= 3)
    for (name, proposal) in files {
      let bytes = try json(name)
      for read in [Proposal(json: bytes), Proposal(json: bytes.span)] {
        let (one, other) = (policy.prepare(proposal), policy.prepare(read))
        #expect(one.content == other.content && one.isValid == other.isValid, "\(name)")
        #expect(policy.decide(one, asOf: Day("2026-10-05")) == policy.decide(other, asOf: Day("2026-10-05")), "\(name)")
      }
    }
  }

  static let unreadable: [String] = [
    "", "   \n", "null", "[]", "{}", "7", "\"action\"", "{\"action\": 1}", "{\"action\": \"use\"",
    "{\"action\": \"use\"} {}",
    "{\"action\": \"use\", \"action\": \"use\"}", "{\"action\": \"use\", \"at\": NaN}", "{\"pilot\": null}",
    "{\"action\": \"use\", \"data\": \"published-content\"}", "{\"action\": \"use\", \"notes\": \"\\ud800\"}",
    String(repeating: "[", count: 5_000), String(repeating: " ", count: Proposal.mostBytes + 1),
    "{\"action\": \"use\", \"name-of-the-student\": \"Kim\"}",
  ]

  @Test(arguments: unreadable) func `what cannot be read is denied as invalid, not thrown`(text: String) throws {
    let policy = try Samples.district()
    let prepared = policy.prepare(Proposal(json: Array(text.utf8)))
    #expect(!prepared.isValid)
    let ruling = policy.decide(prepared, asOf: Day("2026-10-05"))
    #expect(ruling.effect == .deny && ruling.reasonClass == .invalid && ruling.reasons == ["invalid"])
    let decision = policy.explain(prepared, asOf: Day("2026-10-05"))
    #expect(decision.effect == .deny && decision.reasons.count == 1 && decision.content.isEmpty)
    #expect(decision.reasons.first?.message.isEmpty == false)
  }

  @Test(arguments: ["approvals", "attested", "reviewed-by"])
  func `S37: as many signatures as the limit are judged, one more is invalid`(field: String) throws {
    let policy = try Samples.district()
    let entry =
      field == "attested"
      ? #"{"duty": "ai-use-is-disclosed", "by": "j.lee", "on": "2026-10-01"}"#
      : #"{"role": "communications-director", "by": "a.kim"}"#
    for (count, isValid) in [(200, true), (201, false)] {
      let entries = Array(repeating: entry, count: count).joined(separator: ",")
      let json = #"{"action": "use", "workflow": "unlisted", "tool": "unlisted", "\#(field)": [\#(entries)]}"#
      let prepared = policy.prepare(Proposal(json: Array(json.utf8)))
      #expect(prepared.isValid == isValid, "\(count)")
      #expect((policy.decide(prepared, asOf: Day("2026-10-05")).reasonClass == .invalid) == !isValid, "\(count)")
    }
  }

  @Test func `bytes that are not UTF-8 are denied as invalid`() throws {
    let policy = try Samples.district()
    let prepared = policy.prepare(Proposal(json: Array("{\"action\": \"use".utf8) + [0xFF] + Array("\"}".utf8)))
    #expect(policy.decide(prepared, asOf: Day("2026-10-05")).reasonClass == .invalid)
  }

  @Test func `S6: proposals that do not decode have ids of their own, the same bytes the same`() throws {
    let policy = try Samples.district()
    func id(_ json: String) -> String {
      let decision = policy.explain(policy.prepare(Proposal(json: Array(json.utf8))), asOf: Day("2026-10-05"))
      #expect(decision.reasonClass == .invalid)
      return decision.id
    }
    let texts = [
      #"{"action": "send", "workflow": "zzz"}"#, #"{"action": "other", "day": "2026-13-01"}"#,
      #"{"action": "send", "zzz": 1}"#, #"{"action": "send", "zzz": 2}"#, #"{"pilot": "send", "zzz": 1}"#, "{", "",
    ]
    #expect(Set(texts.map(id)).count == texts.count)
    #expect(texts.map(id) == texts.map(id))
  }

  @Test func `a proposal of as many bytes as the limit is read, of one more is not`() throws {
    let bytes = try json("allowed-lunch-menu-translated.json")
    let policy = try Samples.district()
    for read in [Proposal(json: bytes, mostBytes: bytes.count), Proposal(json: bytes.span, mostBytes: bytes.count)] {
      #expect(policy.prepare(read).isValid)
    }
    for limit in [bytes.count - 1, 0, -1] {
      #expect(!policy.prepare(Proposal(json: bytes, mostBytes: limit)).isValid)
      #expect(!policy.prepare(Proposal(json: bytes.span, mostBytes: limit)).isValid)
    }
  }

  @Test func `an encoder writes the shape that json gives`() throws {
    let policy = try Samples.district()
    for (name, proposal) in Samples.proposals {
      let decision = policy.explain(policy.prepare(proposal), asOf: Day("2026-10-05"))
      let encoded = try JSONSerialization.jsonObject(with: JSONEncoder().encode(decision)) as? NSDictionary
      for text in [decision.json(), decision.json(indented: true)] {
        let own = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? NSDictionary
        #expect(own != nil && own == encoded, "\(name)")
      }
      #expect(!decision.json().contains("\n"))
    }
  }

  // MARK: Threads

  @Test func `one policy answers many threads as it answers one`() async throws {
    let policy = try CompiledPolicy(try Samples.district().bytes())
    let prepared = Samples.proposals.map { policy.prepare($0.proposal) }
    let asOf = Day("2026-11-24")
    let expected = prepared.map { policy.explain($0, asOf: asOf).json() }
    let answers = await withTaskGroup(of: [String].self) { group in
      for _ in 0..<8 { group.addTask { prepared.map { policy.explain($0, asOf: asOf).json() } } }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(answers.count == 8 && answers.allSatisfy { $0 == expected })
  }

  // MARK: Swift

  @Test func `S44: an action built in Swift is the one of its JSON`() throws {
    var builder = ProposalBuilder(action: "send-translation")
    builder.title = "Allowed as of 2026-10-05: next week's lunch menu in Spanish, a routine notice"
    builder.reference = "menu-2026-41"
    builder.at = Instant("2026-10-05T08:15:00-07:00")
    builder.requester = .init(person: "j.lee", roles: ["communications-specialist"])
    builder.workflow = "notice-translation"
    builder.tool = "language-bridge"
    builder.autonomy = .humanApprovesEach
    builder.impact = .informs
    builder.data = ["published-content"]
    builder.materials = ["lunch-menus"]
    builder.audiences = ["families"]
    builder.sites = ["elementary-schools"]
    builder.attributes = ["document": .word("routine"), "emergency": .yesNo(false)]
    builder.reviewedBy = [
      .init(role: "communications-director", by: "a.kim", step: "notice"),
      .init(role: "communications-director", by: "a.kim", step: "external-text"),
    ]
    let day = try #require(Day("2026-10-05"))
    builder.attested = [.init(duty: "ai-use-is-disclosed", by: "j.lee", on: day)]
    let policy = try Samples.district()
    let built = policy.explain(policy.prepare(try builder.proposal()))
    let read = policy.explain(policy.prepare(Proposal(json: try json("allowed-lunch-menu-translated.json"))))
    #expect(built.json() == read.json())
    #expect(built.effect == .allow)
  }

  @Test func `S44: a pilot built in Swift is the one of its file`() throws {
    func day(_ text: String) throws -> Day { try #require(Day(text)) }
    var builder = ProposalBuilder(pilot: "faq-spring-2027")
    builder.title = "Draft replies at Cedar and Harbor, spring 2027"
    builder.submitted = try day("2026-11-09")
    builder.workflow = "faq-response-drafting"
    builder.follows = "faq-spring-2026"
    builder.requester = .init(person: "j.lee", roles: ["communications-specialist"])
    builder.owner = "communications-director"
    builder.tool = "district-assistant"
    builder.autonomy = .humanApprovesEach
    builder.impact = .informs
    builder.data = ["published-content"]
    builder.materials = ["school-calendar", "family-handbook"]
    builder.audiences = ["families"]
    builder.sites = ["harbor-ms", "cedar-es"]
    builder.participants = 12
    builder.starts = try day("2027-01-11")
    builder.ends = try day("2027-04-02")
    builder.attributes = ["trained": .date(try day("2026-08-19")), "board-meeting": .date(try day("2027-01-06"))]
    let measured = try day("2026-11-02")...day("2026-11-13")
    builder.measures = [
      .init(metric: "hours-to-reply", baseline: 24, measured: measured, target: 10),
      .init(metric: "corrections", baseline: 4, measured: measured, target: 4),
    ]
    builder.stopWhen = "Two corrected replies in one week."
    let policy = try Samples.district()
    let fingerprint = String(policy.prepare(try builder.proposal()).content.prefix(40))
    builder.approvals = [
      .role("privacy-officer", by: "r.ortiz", on: try day("2026-11-16"), content: fingerprint),
      .role("superintendent", by: "e.vasquez", on: try day("2026-11-17"), content: fingerprint),
      .role("technology-director", by: "m.diaz", on: try day("2026-11-17"), content: fingerprint),
    ]
    let file = try #require(Samples.proposals.first { $0.name == "allowed-faq-pilot-at-two-more-schools.yaml" })
    let asOf = Day("2026-11-24")
    let (built, read) = (policy.prepare(try builder.proposal()), policy.prepare(file.proposal))
    #expect(built.content == read.content)
    #expect(policy.decide(built, asOf: asOf) == policy.decide(read, asOf: asOf))
    #expect(policy.decide(built, asOf: asOf).effect == .allow)
  }

  private func error(_ edit: (inout ProposalBuilder) -> Void, pilot: Bool = false) -> ProposalError? {
    var builder = pilot ? ProposalBuilder(pilot: "faq") : ProposalBuilder(action: "use")
    edit(&builder)
    do throws(ProposalError) {
      _ = try builder.proposal()
      return nil
    } catch {
      return error
    }
  }

  @Test func `what has not the shape of its field is refused at the door`() throws {
    let day = try #require(Day("2026-10-05"))
    #expect(error { _ in } == nil)
    #expect(error { $0.workflow = "unlisted" } == nil)
    #expect(error { $0.sites = ["unlisted"] } == .notAnID(field: "sites", found: "unlisted"))
    #expect(error { $0.data = ["Published Content"] } == .notAnID(field: "data", found: "Published Content"))
    #expect(error { $0.data = ["a.b"] } == .notAnID(field: "data", found: "a.b"))
    #expect(error { $0.elements = ["a.b"] } == nil)
    #expect(error { $0.requester = .init(person: "j lee") } == .notAnID(field: "actor.person", found: "j lee"))
    #expect(
      error({ $0.requester = .init(person: "") }, pilot: true) == .notAnID(field: "requested-by.person", found: ""))
    #expect(error { $0.title = "two\nlines" } == .notAText(field: "title"))
    #expect(error { $0.notes = "two\nlines" } == nil)
    #expect(error { $0.notes = " " } == .notAText(field: "notes"))
    #expect(error { $0.reference = "\u{202E}" } == .notAText(field: "reference"))
    #expect(error { $0.starts = day } == .notOfThisKind(field: "starts"))
    #expect(error({ $0.at = Instant("2026-10-05T08:15:00Z") }, pilot: true) == .notOfThisKind(field: "at"))
    #expect(error({ $0.participants = -1 }, pilot: true) == .notANumber(field: "participants"))
    #expect(
      error({ $0.measures = [.init(metric: "m", baseline: .nan)] }, pilot: true)
        == .notANumber(field: "measures.baseline"))
    #expect(
      error({ $0.measures = [.init(metric: "m", target: 1e16)] }, pilot: true) == .notANumber(field: "measures.target"))
    #expect(error { $0.attributes = ["No": .yesNo(true)] } == .notAnID(field: "No", found: "No"))
    #expect(error { $0.attributes = ["wait": .minutes(-1)] } == .notANumber(field: "wait"))
    // 65 bytes, and not 65 characters.
    let content = String(repeating: "é", count: 32) + "a"
    #expect(
      error({ $0.approvals = [.role("counsel", by: "l.brooks", on: day, content: content)] }, pilot: true)
        == .notAFingerprint(field: "approvals.content", found: content))
    for error in [ProposalError.notAText(field: "title"), .notAnID(field: "data", found: "\u{1B}[2J")] {
      #expect(!error.description.contains("\u{1B}") && !error.description.hasSuffix("."))
    }
  }

  @Test func `S1: an instant has its day in the policy's zone, whatever it is`() throws {
    let policy = try Samples.district()
    let instants = [("2026-10-02T06:59:59Z", "2026-10-01"), ("2026-10-02T07:00:00Z", "2026-10-02")]
    for (instant, day) in instants { #expect(policy.day(of: try #require(Instant(instant))) == Day(day)) }
    #expect(policy.day(of: Instant(secondsSince1970: 1_790_924_400)) == Day("2026-10-02"))
    #expect(policy.day(of: Instant(secondsSince1970: .min)) < policy.day(of: Instant(secondsSince1970: .max)))
  }

  @Test func `a proposal that another policy prepared is denied as invalid`() throws {
    let (district, small) = (try Samples.district(), try Samples.compile(Samples.small))
    let proposal = try #require(Samples.proposals.first { $0.name == "allowed-faq-reply-sent.yaml" }).proposal
    #expect(district.decide(district.prepare(proposal)).effect == .allow)
    #expect(district.decide(small.prepare(proposal)).reasonClass == .invalid)
    let read = try CompiledPolicy(try district.bytes())
    #expect(read.decide(district.prepare(proposal)).effect == .allow)
  }
}
