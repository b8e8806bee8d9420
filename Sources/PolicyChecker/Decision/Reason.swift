import PolicyBasics

/// What makes two reasons the same (S4): code and subject.
package struct ReasonKey: Hashable, Sendable {
  package var code: ReasonCode
  package var subject: Subject

  package init(_ code: ReasonCode, _ subject: Subject = .none) {
    self.code = code
    self.subject = subject
  }
}

/// The stable code of a reason: a gate's, a rule's own id, or `missing.` and a field.
package enum ReasonCode: Hashable, Sendable {
  case gate(Gate)
  case rule(RuleID)
  case missing(Fact)
}

/// What a reason is about, where a gate can have several.
package enum Subject: Hashable, Sendable {
  case none
  case item(ItemField, UInt32)
  case element(String)
  case role(RoleID)
  case demand(DemandID)
  case rule(RuleID)
  case tier(TierID)
}

/// The reasons of one judged day, each once, with its class.
package struct DayReasons: Sendable {
  package var reasons: [ReasonKey: ReasonClass] = [:]
  /// Exceptions that lifted a rule which would have had its effect (S49).
  package var exceptions: Set<ExceptionID> = []
  /// What rules on trial would have done (S20).
  package var trials: Set<RuleID> = []
  /// Duties that the day brings (S48).
  package var duties: Set<RuleID> = []

  package init() {}

  package var isAllowed: Bool { reasons.isEmpty }

  /// The hardest class of a reason counts, should two ways lead to it.
  package mutating func add(_ key: ReasonKey, _ reasonClass: ReasonClass) {
    if let known = reasons[key], known < reasonClass { return }
    reasons[key] = reasonClass
  }

  package mutating func addMissing(_ fact: Fact) {
    add(ReasonKey(.missing(fact)), fact.isOfPolicy ? .notCovered : .missingInformation)
  }
}
