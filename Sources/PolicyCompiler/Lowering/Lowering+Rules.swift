import Description
import PolicyBasics
import PolicyChecker
import PolicyLanguage
import ProposalCoding
import SourceText

// Rules, exceptions and invariants, as guards with conditions (S17, S20, S21, S46, S49, S51).

extension Lowering {
  mutating func lowerExceptionsAndRules() {
    var exceptionsOf: [RuleID: [ExceptionID]] = [:]
    var exceptions: [ExceptionEntry] = []
    for id in names.exceptions.table.ids {
      let declaration = names.exceptions.table[id]
      let exception = declaration.value
      note(exception.effective.period)
      // S50: what is not waivable no exception lifts, whatever was found about it.
      guard let rule = names.resolve(exception.rule), names.rules.table[rule].value.waivable?.value == true else {
        continue
      }
      exceptionsOf[rule, default: []].append(ExceptionID(rawValue: UInt32(exceptions.count)))
      exceptions.append(
        ExceptionEntry(
          named: named(declaration), rule: rule, sites: IDSet(exception.sites.compactMap { names.resolve($0) }),
          effective: exception.effective.period,
          formulas: [exception.when, exception.instead].compactMap { $0 }.compactMap { conditions.formula(when: $0) },
          grantedBy: exception.grantedBy.id))
    }
    tables.exceptions = Table(exceptions)

    for id in names.rules.table.ids {
      let declaration = names.rules.table[id]
      var entry = RuleEntry(
        named: named(declaration), because: declaration.value.remarks.because?.text ?? "",
        sources: (declaration.value.remarks.source ?? []).map(\.text))
      entry.allowsAbsent = declaration.value.whenAbsent != nil
      entry.calendar = layer(declaration.span)
      entry.trialUntil = declaration.value.trial?.until.value
      entry.exceptions = exceptionsOf[id] ?? []
      entry.duty = duty(of: declaration.value)
      tables.rules.append(entry)
      note(lastDay: entry.trialUntil)
      addGuards(of: declaration.value, id)
    }
    for invariant in names.invariants.table.elements { add(invariant) }
  }

  private mutating func addGuards(of rule: Rule, _ id: RuleID) {
    let effective = rule.effective?.period ?? .always
    note(effective)
    let kinds = kinds(rule.deny ?? rule.require ?? rule.oblige)
    let formula = conditions.formula(when: rule.when, unless: rule.unless, that: rule.that)
    func add(_ test: GuardTest, kinds: KindSet) {
      self.add(Guard(.rule(id), kinds: kinds, effective: effective, test: test), to: \.general)
    }
    if rule.oblige != nil {
      add(.duty(formula), kinds: kinds)
    } else if let review = rule.review {
      for step in review {
        if let (demand, stage) = demand(step) {
          add(.demand(formula, demand, before: stage), kinds: kinds.intersection(.action))
        }
      }
    } else if let approvals = rule.approvals {
      for approval in approvals {
        if let demand = demand(approval, kind: .approval) { add(.demand(formula, demand, before: nil), kinds: kinds) }
      }
    } else {
      add(formula.map { .formula($0, .forbidden) } ?? .always(.forbidden), kinds: kinds)
    }
  }

  private func kinds(_ stated: Located<[Located<ProposalKind>]>?) -> KindSet {
    (stated?.value ?? []).reduce(into: []) { $0.insert(KindSet($1.value)) }
  }

  private func duty(of rule: Rule) -> Duty? {
    guard rule.oblige != nil, let text = rule.duty?.text else { return nil }
    let deadline: Duty.Deadline
    switch rule.due?.value ?? .before(.release) {
    case .before(let stage): deadline = .before(stage)
    case .span(let span, let before, let word):
      // What names no day is a finding, and nothing is compiled.
      guard let anchor = anchor(word) else { return nil }
      deadline = .span(span, before: before, anchor: anchor)
    }
    return Duty(text: text, by: rule.by.flatMap { names.resolve($0) }, deadline: deadline, lasts: rule.lasts?.value)
  }

  private func anchor(_ word: String) -> Duty.Anchor? {
    switch word {
    case "use": .use
    case "release": .release
    case "start": .start
    case "end": .end
    case "agreement-end": .agreementEnd
    default: names.attributes[word].map { .attribute($0) }
    }
  }

  /// S51: a deny rule that nothing lifts; with `without`, a demand.
  private mutating func add(_ declaration: Declaration<Invariant>) {
    let invariant = declaration.value
    var entry = RuleEntry(
      named: named(declaration), because: invariant.remarks.because?.text ?? "",
      sources: (invariant.remarks.source ?? []).map(\.text))
    entry.isInvariant = true
    let id = tables.rules.append(entry)
    let kinds: KindSet = invariant.never.reduce(into: []) { $0.insert(KindSet($1.value)) }
    let formula = conditions.formula(when: invariant.when)
    guard let without = invariant.without else {
      add(
        Guard(.rule(id), kinds: kinds, test: formula.map { .formula($0, .forbidden) } ?? .always(.forbidden)),
        to: \.general)
      return
    }
    let demands: [(PolicyChecker.Demand.Kind, [Reference<Roles>], KindSet)] = [
      (.review, without.review ?? [], kinds.intersection(.action)), (.approval, without.approvals ?? [], kinds),
    ]
    for (kind, roles, kinds) in demands {
      for role in roles.compactMap({ names.resolve($0) }) {
        let demand = demand(PolicyChecker.Demand(kind: kind, signers: [.role(role)], atLeast: 1))
        add(Guard(.rule(id), kinds: kinds, test: .demand(formula, demand, before: nil)), to: \.general)
      }
    }
  }
}
