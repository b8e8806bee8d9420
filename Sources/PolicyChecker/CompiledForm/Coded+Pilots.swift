import PolicyBasics
import SourceText

// The pilots of the register: what was voted on and what came of it, a line a field. Places and findings stay behind:
// a registered pilot that does not decode is refused.

extension Proposal: ByteCoded {
  static var blank: Proposal {
    var proposal = Proposal()
    proposal.kind = .pilot
    return proposal
  }

  mutating func code(_ coder: inout ByteCoder) throws(CompiledPolicyError) {
    guard kind == .pilot, at == nil, pilot == nil, reviewedBy == nil else {
      throw coder.malformed("the register holds pilots alone")
    }
    try name.code(&coder)
    try title.code(&coder)
    try notes.code(&coder)
    try because.code(&coder)
    try source.code(&coder)
    try reference.code(&coder)
    try workflow.code(&coder)
    try tool.code(&coder)
    try autonomy.code(&coder)
    try impact.code(&coder)
    try data.code(&coder)
    try elements.code(&coder)
    try materials.code(&coder)
    try audiences.code(&coder)
    try sites.code(&coder)
    try approvals.code(&coder)
    try attested.code(&coder)
    try attributes.code(&coder)
    try submitted.code(&coder)
    try follows.code(&coder)
    try owner.code(&coder)
    try participants.code(&coder)
    try starts.code(&coder)
    try ends.code(&coder)
    try measures.code(&coder)
    try stopWhen.code(&coder)
    try results.code(&coder)
    try verdict.code(&coder)
    try stopped.code(&coder)
    try requester.code(&coder)
  }
}

extension Proposal.Requester: ByteCoded {
  static var blank: Proposal.Requester { Proposal.Requester() }
  mutating func code(_ coder: inout ByteCoder) throws(CompiledPolicyError) {
    try person.code(&coder)
    try roles.code(&coder)
  }
}

extension Proposal.Measure: ByteCoded {
  static var blank: Proposal.Measure { Proposal.Measure() }
  mutating func code(_ coder: inout ByteCoder) throws(CompiledPolicyError) {
    try metric.code(&coder)
    try baseline.code(&coder)
    try measured.code(&coder)
    try target.code(&coder)
  }
}

extension Proposal.MeasuredDays: ByteCoded {
  static var blank: Proposal.MeasuredDays { Proposal.MeasuredDays() }
  mutating func code(_ coder: inout ByteCoder) throws(CompiledPolicyError) {
    try from.code(&coder)
    try until.code(&coder)
  }
}

extension Proposal.PilotResult: ByteCoded {
  static var blank: Proposal.PilotResult { Proposal.PilotResult() }
  mutating func code(_ coder: inout ByteCoder) throws(CompiledPolicyError) {
    try metric.code(&coder)
    try value.code(&coder)
    try from.code(&coder)
    try until.code(&coder)
    try by.code(&coder)
  }
}

extension Proposal.Approval: ByteCoded {
  static var blank: Proposal.Approval { Proposal.Approval() }
  mutating func code(_ coder: inout ByteCoder) throws(CompiledPolicyError) {
    try role.code(&coder)
    try by.code(&coder)
    try committee.code(&coder)
    try on.code(&coder)
    try content.code(&coder)
    try yes.code(&coder)
    try no.code(&coder)
    try abstain.code(&coder)
    try recused.code(&coder)
    if let content, content.value != "this", !isFingerprint(content.value) {
      throw coder.malformed("what an approval is bound to is no fingerprint")
    }
  }
}

extension Proposal.Seat: ByteCoded {
  static var blank: Proposal.Seat { Proposal.Seat() }
  mutating func code(_ coder: inout ByteCoder) throws(CompiledPolicyError) {
    try role.code(&coder)
    try by.code(&coder)
  }
}

extension Proposal.Attestation: ByteCoded {
  static var blank: Proposal.Attestation { Proposal.Attestation() }
  mutating func code(_ coder: inout ByteCoder) throws(CompiledPolicyError) {
    try duty.code(&coder)
    try by.code(&coder)
    try on.code(&coder)
  }
}

extension Proposal.StatedAttribute: ByteCoded {
  static var blank: Proposal.StatedAttribute { Proposal.StatedAttribute(key: .blank, value: .blank) }
  mutating func code(_ coder: inout ByteCoder) throws(CompiledPolicyError) {
    try key.code(&coder)
    try value.code(&coder)
  }
}

extension Proposal.StatedValue: CodedChoice {
  static var blank: Proposal.StatedValue { .other }

  func write(to coder: inout ByteCoder) throws(CompiledPolicyError) {
    switch self {
    case .word(let text): try coder.put(0, text)
    case .number(let number): try coder.put(1, number)
    case .flag(let flag): try coder.put(2, flag)
    case .list(let texts): try coder.put(3, texts)
    case .other: try coder.put(4)
    case .text(let text): try coder.put(5, text)
    }
  }

  static func read(_ tag: UInt8, from coder: inout ByteCoder) throws(CompiledPolicyError) -> Proposal.StatedValue? {
    switch tag {
    case 0: .word(try coder.take())
    case 1: .number(try coder.take())
    case 2: .flag(try coder.take())
    case 3: .list(try coder.take())
    case 4: .other
    case 5: .text(try coder.take())
    default: nil
    }
  }
}

extension Autonomy: CodedWord {
  static var blank: Autonomy { .autonomous }
}
extension Impact: CodedWord {
  static var blank: Impact { .determines }
}
extension Verdict: CodedWord {
  static var blank: Verdict { .stop }
}
