import Description
import Foundation
import PolicyBasics
import PolicyChecker
import PolicyCompiler
import PolicyLanguage
import ProposalCoding
import SourceText
import TestKit
import Testing

/// A proposal beside the sample district, or a perturbation of one, with its day.
struct RemedyCase: Sendable, CustomTestStringConvertible {
  var name: String
  var proposal: Proposal
  var asOf: Day?
  var testDescription: String { name }

  static let isRelease: Bool = {
    #if DEBUG
      false
    #else
      true
    #endif
  }()

  /// `POLICYC_SEED`, as for the other properties: other perturbations.
  private static let firstSeed: UInt64 =
    (ProcessInfo.processInfo.environment["POLICYC_SEED"].flatMap { UInt64($0) } ?? 1) &- 1

  /// Decided once for all tests.
  static let decided: [(RemedyCase, Decision)] = {
    guard let policy = SampleDistrict.compilation.policy else { return [] }
    return all(rounds: isRelease ? 12 : 1).map { ($0, policy.explain(policy.prepare($0.proposal), asOf: $0.asOf)) }
  }()

  /// - Parameter rounds: how many perturbations of each proposal.
  private static func all(rounds: UInt64) -> [RemedyCase] {
    guard let policy = SampleDistrict.compilation.policy else { return [] }
    return SampleDistrict.compilation.names.tests.table.elements.flatMap { test -> [RemedyCase] in
      guard let proposal = test.value.proposal ?? test.value.file.flatMap({ SampleDistrict.proposal($0.value.text) })
      else { return [] }
      let asOf = test.value.asOf?.value
      var cases = [RemedyCase(name: test.id, proposal: proposal, asOf: asOf)]
      for round in 0..<rounds {
        let seed = firstSeed &* 1_000 &+ round
        let own = test.id.utf8.reduce(seed) { $0 &* 31 &+ UInt64($1) }
        var perturbation = Perturbation(seed: own, policy)
        cases.append(RemedyCase(name: "\(test.id), seed \(seed)", proposal: perturbation.perturb(proposal), asOf: asOf))
      }
      return cases
    }
  }
}

/// A reason's identity (S4).
struct ReasonID: Hashable {
  var code: String
  var subject: String?
  init(_ reason: Decision.Reason) { (code, subject) = (reason.code, reason.subject) }

  /// Whether somebody's signature or attestation is missing.
  var isAboutSignature: Bool { ["approval", "review", "dual-role", "duty"].contains(code) }
}

extension CompiledPolicy {
  func reasons(of proposal: Proposal, _ asOf: Day?) -> Set<ReasonID> {
    Set(explain(prepare(proposal), asOf: asOf, remedies: false).reasons.map { ReasonID($0) })
  }
}

extension Remedy {
  /// Whether it can be applied to the proposal as it is shown.
  var isEdit: Bool {
    switch self {
    case .addApproval, .addVote, .addReview, .attest, .removeValue, .setField: true
    case .stateField, .waitUntil, .askCommittee, .changePolicy, .none: false
    }
  }

  /// The field that somebody is asked to state.
  var stated: String? {
    if case .stateField(let field) = self { field } else { nil }
  }
}
