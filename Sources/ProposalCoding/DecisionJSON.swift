package import PolicyBasics
package import PolicyChecker

// The one JSON shape of decisions: the same from the command line and from the library.

extension Decision {
  /// A result as `policyc check --format json` lists it.
  package var json: JSONValue {
    .object([
      ("decision-id", .string(id)), ("reference", text(reference)),
      // What names nothing is neither a pilot nor an action.
      ("kind", name.isEmpty ? .null : .string(kind.rawValue)), ("id", name.isEmpty ? .null : .string(name)),
      ("content", .string(content)), ("file", text(file)), ("as-of", .string(asOf.description)),
      ("effect", .string(effect.rawValue)), ("class", text(reasonClass?.rawValue)),
      ("holds", holds.map(\.json) ?? .null), ("reasons", .array(reasons.map(\.json))),
      ("together", together.map(\.json) ?? .null), ("missing", missing.json),
      ("obligations", .array(obligations.map(\.json))), ("exceptions", .array(exceptions.map(\.json))),
      (
        "trials",
        .array(
          trials.map { trial in
            .object([
              ("rule", .string(trial.rule)), ("until", day(trial.until)), ("reasons", .strings(trial.reasons)),
            ])
          })
      ),
      ("timeline", .array(timeline.map(\.json))),
    ])
  }
}

private func text(_ value: String?) -> JSONValue { value.map { .string($0) } ?? .null }
private func day(_ value: Day?) -> JSONValue { value.map { .string($0.description) } ?? .null }

extension Decision.Holds {
  fileprivate var json: JSONValue {
    .object([("from", day(from)), ("until", day(until)), ("ends", .strings(ends))])
  }
}

extension Decision.PolicyPlace {
  fileprivate var json: JSONValue {
    .object([("file", .string(file)), ("line", .int(line)), ("column", .int(column))])
  }
}

extension Decision.Reason {
  fileprivate var json: JSONValue {
    .object([
      ("code", .string(code)), ("class", .string(reasonClass.rawValue)), ("subject", text(subject)),
      ("rule", text(rule)),
      ("title", text(title)), ("because", text(because)), ("message", .string(message)),
      ("notes", .strings(notes)),
      ("where", place.map(\.json) ?? .null),
      ("source", .strings(source)), ("days", .object([("from", day(from)), ("until", day(until))])),
      (
        "facts",
        .array(
          facts.map { fact in
            .object([
              ("field", .string(fact.field)), ("value", .string(fact.value)),
              ("where", fact.place.map(\.json) ?? .null),
              ("standing", .string(fact.standing.rawValue)),
            ])
          })
      ), ("remedies", .array(remedies.map(\.json))),
    ])
  }
}

extension Decision.Together {
  fileprivate var json: JSONValue {
    .object([("remedies", .array(remedies.map(\.json))), ("then", .string(then.rawValue)), ("checked", .bool(checked))])
  }
}

extension Decision.Missing {
  fileprivate var json: JSONValue {
    .object([
      (
        "approvals",
        .array(
          approvals.map {
            .object([
              ("role", .string($0.role)), ("holders", .strings($0.holders)), ("acting", .strings($0.acting)),
              ("vacant", .bool($0.isVacant)),
            ])
          })
      ), ("fields", .strings(fields)),
    ])
  }
}

extension Decision.Obligation {
  fileprivate var json: JSONValue {
    .object([
      ("rule", .string(rule)), ("do", .string(task)), ("by", text(by)), ("deadline", .string(deadline)),
      ("due", day(due)),
      ("state", .string(state.rawValue)),
    ])
  }
}

extension Decision.UsedException {
  fileprivate var json: JSONValue {
    .object([("id", .string(id)), ("rule", .string(rule)), ("granted-by", .string(grantedBy)), ("until", day(until))])
  }
}

extension Decision.Run {
  fileprivate var json: JSONValue {
    .object([
      ("from", day(from)), ("until", day(until)), ("effect", .string(effect.rawValue)), ("reasons", .strings(reasons)),
    ])
  }
}

extension Remedy {
  package var json: JSONValue {
    var fields: [(String, JSONValue)] = [("do", .string(verb))]
    switch self {
    case .addApproval(let role, let holders, let acting, let on, let content):
      fields += [
        ("role", .string(role)), ("holders", .strings(holders)), ("acting", .strings(acting)), ("on", day(on)),
        ("content", text(content)),
      ]
    case .addVote(let committee, let yes, let recused, let on, let content, let replaces):
      let seats = yes.map { seat -> JSONValue in
        .object([
          ("role", .string(seat.role)), ("holders", .strings(seat.holders)), ("acting", .strings(seat.acting)),
        ])
      }
      let aside = recused.map { JSONValue.object([("role", .string($0.role)), ("by", .string($0.by))]) }
      fields += [
        ("committee", .string(committee)), ("yes", .array(seats)), ("recused", .array(aside)), ("on", day(on)),
        ("content", text(content)), ("replaces", .bool(replaces)),
      ]
    case .addReview(let role, let holders, let acting, let step):
      fields += [
        ("role", .string(role)), ("holders", .strings(holders)), ("acting", .strings(acting)), ("step", text(step)),
      ]
    case .attest(let duty, let role, let holders, let acting, let on):
      fields += [
        ("duty", .string(duty)), ("role", text(role)), ("holders", .strings(holders)), ("acting", .strings(acting)),
        ("on", day(on)),
      ]
    case .stateField(let field): fields.append(("field", .string(field)))
    case .removeValue(let field, let value), .setField(let field, let value):
      fields += [("field", .string(field)), ("value", .string(value))]
    case .waitUntil(let until): fields.append(("day", day(until)))
    case .askCommittee(let field, let value, let workflow):
      fields += [("field", .string(field)), ("value", text(value)), ("workflow", text(workflow))]
    case .changePolicy(let by): fields.append(("by", text(by)))
    case .none(let because): fields.append(("because", text(because)))
    }
    return .object(fields)
  }
}
