import PolicyBasics

extension Decision {
  /// One line of JSON for logs: ids, codes, digests and days, no free text and no person's name.
  ///
  /// What a proposal may say in its own words is left out, also where it looks like an id: its reference, the words of its
  /// title and notes, elements that the policy does not know. The line ends without a line feed.
  public var record: String {
    var fields: [(String, JSONValue)] = [
      ("format", .int(Decision.format)), ("policy", .string(policy.id)), ("digest", .string(policy.digest)),
      ("decision-id", .string(id)), ("kind", name.isEmpty ? .null : .string(kind.rawValue)),
      // Forty digits say which text it was; what does not decode has none.
      ("content", .string(content)), ("as-of", .string(asOf.description)), ("effect", .string(effect.rawValue)),
      ("class", reasonClass.map { .string($0.rawValue) } ?? .null),
      ("reasons", .array(reasons.map(\.logged))),
    ]
    if let holds {
      fields.append(
        (
          "holds",
          .object([
            ("from", .string(holds.from.description)), ("until", holds.until.map { .string($0.description) } ?? .null),
            ("ends", .strings(holds.ends)),
          ])
        ))
    }
    fields.append(
      (
        "obligations",
        .array(
          obligations.map { duty in
            .object([
              ("rule", .string(duty.rule)), ("due", duty.due.map { .string($0.description) } ?? .null),
              ("state", .string(duty.state.rawValue)),
            ])
          })
      ))
    fields.append(("exceptions", .strings(exceptions.map(\.id))))
    return JSONValue.object(fields).text()
  }
}

extension Decision.Reason {
  /// Of a reason: its code, what of the policy it is about, its class and its days.
  fileprivate var logged: JSONValue {
    // An element is a word of the proposal: the policy knows none like it.
    let subject = code == Gate.element.rawValue ? nil : subject
    return .object([
      ("code", .string(code)), ("subject", subject.map { .string($0) } ?? .null),
      ("class", .string(reasonClass.rawValue)),
      ("from", .string(from.description)), ("until", .string(until.description)),
    ])
  }
}
