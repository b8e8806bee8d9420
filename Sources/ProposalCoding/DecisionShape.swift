package import Description
import PolicyChecker

/// How decisions are written, described once: JSON Schema and reference follow from it.
///
/// Every key is always there; what is absent is `null`.
package enum DecisionShape {
  /// A decision alone, as the library writes it, or the report of `policyc check`.
  package static let document: Shape = .either([.record(result), .record(report)])

  // MARK: The report

  package static let report = record(
    "report", doc: "What `policyc check --format json` writes: a decision for each proposal, and how much was checked.",
    [
      ("format", .count, "The version of this shape; it grows when the shape changes."),
      ("policyc", .nullable(.anyText), "The version of the program."),
      ("language", .count, "The language number of the policy set."),
      ("policy", .nullable(.record(policy)), "The policy that decided; `null` where the set does not compile."),
      ("as-of", .nullable(.day), "The day of the check that was given."),
      ("results", .list(.record(result)), "A decision for each proposal, in the order given."),
      ("tests", .nullable(.list(.record(test))), "The set's own tests, where no proposal was given."),
      ("diagnostics", .list(.record(diagnostic)), "Findings in policies and proposals, as many as were asked for."),
      ("summary", .record(summary), "How much was checked, and with what outcome."),
    ])

  private static let policy = record(
    "policy", doc: "What a decision is repeated with.",
    [
      ("id", .reference(to: "policy"), "The set's id."),
      ("version", .anyText, "The version that was voted on."),
      ("digest", .anyText, "SHA-256 over the files of the set, in hexadecimal digits."),
      ("commit", .nullable(.anyText), "The commit of the files, where the compiler was told."),
    ])

  private static let test = record(
    "test", doc: "A test that the set states, and what came of it.",
    [
      ("id", .reference(to: "tests"), "The test's id."),
      ("where", .record(place), "Where the test stands."),
      ("passes", .flag, "Whether the decision is as expected."),
      ("differences", .list(.anyText), "What differs, in words."),
      ("effect", effect, "What was decided."),
      ("reasons", .list(.anyText), "The codes of the reasons."),
    ])

  private static let diagnostic = record(
    "diagnostic", doc: "A finding in a file.",
    [
      ("code", .anyText, "Stable; `policyc explain CODE` says what it means."),
      (
        "severity",
        .choice([
          Shape.Word("error", "The file cannot be used as it is."), Shape.Word("warning", "Something looks wrong."),
          Shape.Word("information", "Something worth knowing."),
        ]), "How grave it is."
      ),
      ("message", .anyText, "What is wrong."), ("help", .nullable(.anyText), "What to do."),
      ("where", .nullable(.record(place)), "Where it stands."),
      ("notes", .list(.record(note)), "More facts, each at its own place."),
      ("more-places", .count, "In how many more places it was found and is not repeated."),
    ])

  private static let note = record(
    "note", doc: "A fact beside a finding.",
    [("message", .anyText, "What stands there."), ("where", .nullable(.record(place)), "Where.")])

  private static let summary = record(
    "summary", doc: "How much was checked.",
    [
      ("rules", .count, "Rules of the set."), ("red-lines", .count, "Red lines of the set."),
      ("tests", .count, "Tests that were run."),
      ("failed", .count, "Tests that failed."), ("proposals", .count, "Proposals that were decided on."),
      ("allowed", .count, "Proposals that are allowed."), ("denied", .count, "Proposals that are denied."),
      ("findings", .record(findings), "How many findings there are, shown or not."),
      ("proofs", .anyText, "Whether proofs over all possible proposals were run."),
    ])

  private static let findings = record(
    "findings", doc: "Findings by severity.",
    [("errors", .count, "Errors."), ("warnings", .count, "Warnings."), ("notes", .count, "Informations.")])

  // MARK: A decision

  package static let result = record(
    "decision", doc: "The answer to a proposal on a day: allow or deny, always with reasons.",
    [
      (
        "decision-id", .anyText,
        "A digest of policy, content and day: the same question has the same id, whoever has signed meanwhile. Of what does not decode: of policy, bytes and day."
      ),
      ("reference", .nullable(.anyText), "The service's own number, echoed."),
      (
        "kind",
        .nullable(
          .choice([
            Shape.Word("pilot", "A trial of a workflow over some time."), Shape.Word("action", "One use of a tool."),
          ])),
        "What was proposed; `null` where it names neither a pilot nor an action that can be read."
      ),
      ("id", .nullable(.anyText), "The word after `pilot` or `action`; `null` where there is none."),
      ("content", .anyText, "The fingerprint of what was proposed; empty where it does not decode."),
      ("file", .nullable(.anyText), "The file that it was read from."),
      ("as-of", .day, "The day that it was decided as of."),
      ("effect", effect, "Allow or deny; there is nothing else."),
      ("class", .nullable(reasonClass), "Of a denial: the hardest class among its reasons."),
      ("holds", .nullable(.record(holds)), "From when to when the answer holds."),
      ("reasons", .list(.record(reason)), "Everything that stands in the way, hardest first."),
      ("together", .nullable(.record(together)), "Of a denial: all remedies at once, decided again."),
      ("missing", .record(missing), "Whose approval and which fields are missing."),
      ("obligations", .list(.record(obligation)), "Of an allow: the duties that come with it."),
      ("exceptions", .list(.record(exception)), "The exceptions that it rests on."),
      ("trials", .list(.record(trial)), "Rules on trial that would have had an effect, and do not count yet."),
      ("timeline", .list(.record(run)), "Of a pilot: the longest runs of days with the same reasons."),
    ])

  private static let effect: Shape = .choice([
    Shape.Word("allow", "Nothing stands in the way on any judged day."), Shape.Word("deny", "Something does."),
  ])

  private static let reasonClass: Shape = .choice(
    ReasonClass.allCases.map { Shape.Word($0.rawValue, $0.meaning) }, isOrdered: true)

  private static let holds = record(
    "holds", doc: "How long an answer holds.",
    [
      ("from", .day, "The first day."),
      ("until", .nullable(.day), "The last day; `null`: as far as one can see."),
      ("ends", .list(.anyText), "The codes of the reasons that end an allow."),
    ])

  private static let reason = record(
    "reason", doc: "One thing that stands in the way.",
    [
      ("code", .anyText, "Stable: the code of a built-in gate, a rule's id, or `missing.` and a field."),
      ("class", reasonClass, "How hard it is."),
      (
        "subject", .nullable(.anyText),
        "What it is about, where a gate can speak of several: a class, a role, a demand."
      ),
      ("rule", .nullable(.reference(to: "rules or invariants")), "The rule that speaks, or asks for the signature."),
      ("title", .nullable(.anyText), "What people call the rule."),
      ("because", .nullable(.anyText), "Why it is so, as it was voted on."),
      ("message", .anyText, "What is so, with the proposal's own values."),
      (
        "notes", .list(.anyText),
        "What else one should know: exceptions that ended or begin, why a signature does not count, who asks for it."
      ),
      ("where", .nullable(.record(place)), "Where it stands in the policy."),
      ("source", .list(.anyText), "The law, board policy or minutes behind it."),
      ("days", .record(days), "The first and the last judged day on which it holds."),
      ("facts", .list(.record(fact)), "The fields that mattered."),
      (
        "remedies", .list(.either(remedies.map { .record($0) })),
        "What would remove it: all of these edits together, the fewest that do; or what else would help."
      ),
    ])

  private static let place = record(
    "place", doc: "A line of a file.",
    [
      ("file", .anyText, "The file's name; of a policy relative to the set's root."), ("line", .count, "From 1."),
      ("column", .count, "In Unicode scalars, from 1."),
    ])

  private static let days = record(
    "days", doc: "Days, both included.", [("from", .day, "The first day."), ("until", .day, "The last day.")])

  private static let fact = record(
    "fact", doc: "A field that was read.",
    [
      ("field", .anyText, "As it is written in a proposal, or its path in the policy."),
      ("value", .anyText, "Its value, for people."),
      ("where", .nullable(.record(place)), "Where the proposal says so."),
      (
        "standing",
        .choice([
          Shape.Word("attested", "Somebody's word: the proposal says so."),
          Shape.Word("verified", "The policy says so."),
        ]), "Whose word it is."
      ),
    ])

  private static let together = record(
    "together", doc: "All remedies applied at once and decided again, at most three rounds.",
    [
      ("remedies", .list(.either(remedies.map { .record($0) })), "The edits, in the order of the fields."),
      ("then", effect, "What it would be then; allow also where only facts are missing that the remedies name."),
      ("checked", .flag, "Whether that was decided; false where it depends on facts that are still to be stated."),
    ])

  private static let missing = record(
    "missing", doc: "What an answer lacks.",
    [
      ("approvals", .list(.record(approval)), "Roles and committees whose signature is missing."),
      (
        "fields", .list(.anyText),
        "Fields, as they are written in a proposal; also those for want of which a signature or a duty is asked for."
      ),
    ])

  private static let approval = record(
    "missing approval", doc: "A role or committee whose signature is missing: an approval, a vote or a review.",
    [
      ("role", .reference(to: "roles or committees"), "The role or committee."),
      ("holders", holders, "Who holds it today, and could sign."),
      ("acting", holders, actingDoc),
      ("vacant", .flag, "Whether nobody could give the signature today."),
    ])

  private static let holders: Shape = .list(.reference(to: "people"))
  private static let actingDoc = "Those of the holders who are acting: until somebody is appointed."

  private static let obligation = record(
    "obligation", doc: "A duty that an allow brings.",
    [
      ("rule", .reference(to: "rules"), "The rule that asks for it."), ("do", .anyText, "What is to be done."),
      ("by", .nullable(.reference(to: "roles")), "The role that does it."),
      ("deadline", .anyText, "By when, in words: `5 business-days after use`."),
      ("due", .nullable(.day), "The last day on which it is in time, where there is one."),
      (
        "state",
        .choice([
          Shape.Word("done", "It is attested."), Shape.Word("open", "It is not done, and not too late."),
          Shape.Word("overdue", "Its day is over."),
        ]), "How it stands as of the day of the check."
      ),
    ])

  private static let exception = record(
    "exception used", doc: "An exception that lifted a rule.",
    [
      ("id", .reference(to: "exceptions"), "Its id."), ("rule", .reference(to: "rules"), "The rule that it lifted."),
      ("granted-by", .reference(to: "roles or committees"), "Who granted it."),
      ("until", .nullable(.day), "Its last day."),
    ])

  private static let trial = record(
    "trial", doc: "A rule on trial, and what it would have done.",
    [
      ("rule", .reference(to: "rules"), "The rule."), ("until", .day, "The last day of the trial."),
      (
        "reasons", .list(.anyText),
        "The codes of the reasons that it would have given; none: it would have brought a duty that is not due yet."
      ),
    ])

  private static let run = record(
    "run", doc: "Judged days with the same reasons.",
    [
      ("from", .day, "The first day."), ("until", .day, "The last day."),
      ("effect", effect, "The answer on these days."),
      ("reasons", .list(.anyText), "The codes of the reasons."),
    ])

  // MARK: Remedies

  /// The kinds, told apart by their keys; the first has the fewest.
  private static let remedies: [RecordShape] = [
    remedy(
      "no remedy", "none", "Nothing was found that helps.",
      [("because", .nullable(.anyText), "Why, where that is known: the fact that it hangs on, or that it is too late.")]
    ),
    remedy("field to state", "state-field", "State what is missing.", [("field", .anyText, "The field.")]),
    record(
      "value to change", doc: "Leave out an id, or move an ordered value to the nearest that is allowed.",
      [
        (
          "do",
          .choice([
            Shape.Word("remove-value", "Leave the value out of the field."),
            Shape.Word("set-field", "Set the field to the value."),
          ]), "The verb."
        ),
        ("field", .anyText, "The field."), ("value", .anyText, "The id that is left out, or the new value."),
      ]),
    remedy("day to wait for", "wait-until", "Do it, or propose it, on a later day.", [("day", .day, "That day.")]),
    remedy(
      "question to ask", "ask-committee", "Nobody has approved or refused it: ask the committee.",
      [
        (
          "field", .anyText,
          "About which field: as it is written in a proposal, or the path of what the policy leaves open."
        ),
        (
          "value", .nullable(.anyText),
          "The id that nobody has decided on; `null` where the policy leaves the field open."
        ),
        (
          "workflow", .nullable(.reference(to: "workflows")),
          "The workflow that does not cover it; `null` where it is not about one workflow alone."
        ),
      ]),
    remedy(
      "change of the policy", "change-policy", "No edit of the proposal helps.",
      [("by", .nullable(.reference(to: "roles or committees")), "Who can decide that.")]),
    remedy(
      "duty to attest", "attest", "Do what a duty asks for, and attest it.",
      [
        ("duty", .reference(to: "rules"), "The duty."),
        ("role", .nullable(.reference(to: "roles")), "Whose duty it is."),
        ("holders", holders, "Who holds the role, and could attest."), ("acting", holders, actingDoc),
        ("on", .day, "The day of the attestation."),
      ]),
    remedy(
      "review to add", "add-review", "Add a review.",
      [
        ("role", .reference(to: "roles"), "The role that reviews."),
        ("holders", holders, "Who could; the first of each list fit together."), ("acting", holders, actingDoc),
        ("step", .nullable(.reference(to: "review")), "The step; without one it counts for every step by the role."),
      ]),
    remedy(
      "approval to add", "add-approval", "Add the approval of a role.",
      [
        ("role", .reference(to: "roles"), "The role that approves."),
        ("holders", holders, "Who could; the first of each list fit together."), ("acting", holders, actingDoc),
        ("on", .day, "The day of signing."),
        (
          "content", .nullable(.fingerprint),
          "The content with which it counts; `null` where facts are to be stated first."
        ),
      ]),
    remedy(
      "vote to add", "add-approval", "Add the vote of a committee.",
      [
        ("committee", .reference(to: "committees"), "The committee."),
        ("yes", .list(.record(seat)), "Members who say yes: so many are enough."),
        ("recused", .list(.record(recusal)), "Who stepped aside from the earlier vote, and stays aside."),
        ("on", .day, "The day of the vote."),
        (
          "content", .nullable(.fingerprint),
          "The content with which it counts; `null` where facts are to be stated first."
        ),
        ("replaces", .flag, "Whether it stands in place of an earlier vote: a committee votes once."),
      ]),
  ]

  private static let seat = record(
    "seat to fill", doc: "A member of a committee.",
    [
      ("role", .reference(to: "roles"), "The seat."), ("holders", holders, "Who could sit on it."),
      ("acting", holders, actingDoc),
    ])

  private static let recusal = record(
    "member aside", doc: "A member of a committee who stepped aside.",
    [("role", .reference(to: "roles"), "The seat."), ("by", .anyText, "The person.")])

  // MARK: Parts

  private typealias Key = (String, Shape, String)

  private static func record(_ name: String, doc: String, _ keys: [Key]) -> RecordShape {
    RecordShape(name, doc: doc, allowsEmpty: true, fields: keys.map { .required($0.0, $0.1, doc: $0.2) })
  }

  private static func remedy(_ name: String, _ verb: String, _ doc: String, _ keys: [Key]) -> RecordShape {
    record(name, doc: doc, [("do", .choice([Shape.Word(verb, doc)]), "The verb.")] + keys)
  }
}

extension ReasonClass {
  fileprivate var meaning: String {
    switch self {
    case .invalid: "The proposal does not decode."
    case .forbidden: "A rule or a gate forbids it."
    case .notCovered: "Nobody has approved or refused it: the committee can be asked."
    case .missingInformation: "A fact is missing."
    case .missingApproval: "Nothing else stands in the way of those who can approve."
    }
  }
}
