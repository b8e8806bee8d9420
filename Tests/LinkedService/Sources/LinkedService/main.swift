import Foundation
import PolicyBasics
import PolicyChecker
import ProposalCoding

/// Asks a district's policy before anything is done with AI. Loaded once, shared by any number of threads.
struct PolicyService: Sendable {
  let policy: CompiledPolicy

  /// Throws `CompiledPolicyError` for a file that is cut, altered, newer or no policy: then nothing is answered.
  init(file: String) throws {
    policy = try CompiledPolicy(Array(Data(contentsOf: URL(filePath: file))))
  }

  /// A question that came as JSON. What cannot be read is denied as invalid; there is no error to catch.
  func answer(_ json: Data, now: Instant) -> Decision {
    let prepared = policy.prepare(Proposal(json: Array(json)))
    // An action is decided as of its own day, a pilot as of today: the library reads no clock.
    return policy.explain(prepared, asOf: prepared.actionDay ?? policy.day(of: now))
  }

  /// A question from facts that the service has, by the ids that the policy declares.
  func maySendReply(with materials: [String], to audience: String, by person: String, at: Instant) throws -> Ruling {
    var builder = ProposalBuilder(action: "send-reply")
    builder.at = at
    builder.requester = .init(person: person, roles: ["communications-specialist"])
    builder.workflow = "faq-response-drafting"
    builder.tool = "district-assistant"
    builder.autonomy = .humanApprovesEach
    builder.impact = .informs
    builder.data = ["published-content"]
    builder.materials = materials
    builder.audiences = [audience]
    builder.sites = ["lincoln-es"]
    builder.attributes = ["reading-level": .word("grade-8")]
    // Throws `ProposalError` for what is no id at all; an id that the policy does not know is denied as invalid.
    return policy.decide(policy.prepare(try builder.proposal()))
  }
}

guard CommandLine.arguments.count == 3, let now = Instant("2026-10-01T14:03:00-07:00") else {
  print("usage: LinkedService POLICY PROPOSAL")
  exit(2)
}
let service: PolicyService
do {
  service = try PolicyService(file: CommandLine.arguments[1])
} catch {
  print("nothing is answered: \(error)")
  exit(2)
}
print(service.policy.title)

let decision = service.answer(try Data(contentsOf: URL(filePath: CommandLine.arguments[2])), now: now)
print(
  "\(decision.name): \(decision.effect.rawValue), holds until \(decision.holds?.until.map { "\($0)" } ?? "further notice")"
)
for duty in decision.obligations { print("  \(duty.state.rawValue): \(duty.task)") }
// The log gets ids, codes, digests and days, no free text and no person's name; `decision.json()` is for who asked.
FileHandle.standardError.write(Data((decision.record + "\n").utf8))

let ruling = try service.maySendReply(with: ["family-handbook"], to: "families", by: "j.lee", at: now)
print("send-reply: \(ruling.effect.rawValue), \(ruling.reasonClass?.rawValue ?? "no class")")
for reason in ruling.reasons { print("  \(reason)") }

let unread = service.answer(Data("{\"action\": \"send-reply\", ".utf8), now: now)
print("unreadable: \(unread.effect.rawValue), \(unread.reasonClass?.rawValue ?? "no class")")
