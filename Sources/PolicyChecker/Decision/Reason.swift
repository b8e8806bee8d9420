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
  /// What rules on trial would have done (S20): the codes of the reasons that each would give; none: a duty that is not
  /// due yet.
  package var trials: [RuleID: Set<ReasonCode>] = [:]
  /// Duties that the day brings (S48).
  package var duties: Set<RuleID> = []
  /// What must be signed on the day, and which guards ask for it (S35).
  package var asking: [Asking] = []
  /// What rules on trial would ask for.
  package var askingOnTrial: [RuleID: [Asking]] = [:]
  /// The absent facts among the reasons, each with a guard that reads it.
  package var absent: [(fact: Fact, asker: GuardID)] = []

  package init() {}

  package var isAllowed: Bool { reasons.isEmpty }

  /// The hardest class of a reason counts, should two ways lead to it.
  package mutating func add(_ key: ReasonKey, _ reasonClass: ReasonClass) {
    if let known = reasons[key], known < reasonClass { return }
    reasons[key] = reasonClass
  }

  package mutating func addMissing(_ fact: Fact, askedBy asker: GuardID) {
    absent.append((fact, asker))
    add(ReasonKey(.missing(fact)), fact.isOfPolicy ? .notCovered : .missingInformation)
  }
}

/// A guard that asks for a signature.
package struct Asking: Hashable, Sendable {
  package var asker: GuardID
  package var demand: DemandID
  /// A step of review is filled by a review for it (S35); what is no step, by any of its kind.
  package var isStep: Bool
}

extension [Asking] {
  /// What must be signed, each once, and whether it is a step of review.
  package var demands: [DemandID: Bool] {
    reduce(into: [:]) { demands, asking in demands[asking.demand] = asking.isStep || demands[asking.demand] == true }
  }
}
