package import Description
package import DocumentTree
package import ProposalCoding
package import SourceText

/// What must be signed (S34): a role, a committee, or so many of several.
package enum Demand: FieldValue {
  case one(Reference<RolesAndCommittees>)
  case atLeast(Located<Int>, of: [Reference<RolesAndCommittees>], SourceSpan)

  package static var shape: Shape {
    .either([.reference(to: RolesAndCommittees.section), .record(SeveralRoles.record.shape)])
  }

  package var named: String? {
    switch self {
    case .one(let reference): reference.id
    case .atLeast(let count, let of, _): "\(count.value) of \(of.map(\.id).sorted().joined(separator: ", "))"
    }
  }

  package static func read(_ node: Node, with decoder: inout NodeDecoder) -> Demand? {
    guard node.form == .mapping else {
      return Reference<RolesAndCommittees>.read(node, with: &decoder).map { .one($0) }
    }
    // As signatures are written in proposals.
    if let signer = node.value(for: "role") ?? node.value(for: "committee"), node.count == 1, signer.form.isScalar {
      decoder.report(.demandOfSigner(signer.text), at: node.span)
      return nil
    }
    return SeveralRoles.read(node, with: &decoder).map { .atLeast($0.atLeast, of: $0.of, node.span) }
  }
}

/// `{at-least: 2, of: [superintendent, board-chair, ai-governance]}`.
private struct SeveralRoles: Record {
  var atLeast = Located(0)
  var of: [Reference<RolesAndCommittees>] = []

  static let record = RecordDescription<SeveralRoles>(
    "demand", doc: "So many of several roles and committees.",
    besides: "`at-least` is from 1 to their number; none is named twice.",
    fields: [
      .required("at-least", { $0.atLeast = $1 }, doc: "How many of them must sign."),
      .required("of", { $0.of = $1 }, doc: "The roles and committees."),
    ])

  func check(at span: SourceSpan, with decoder: inout NodeDecoder) {
    guard !of.isEmpty, let place = atLeast.span else { return }
    if atLeast.value == 0 { decoder.report(.demandsNothing(), at: place) }
    if atLeast.value > of.count { decoder.report(.demandsTooMany(atLeast.value, of: of.count), at: place) }
  }
}

/// A step of review: what is reviewed, by whom, before which stage.
package struct ReviewStep: Record {
  package var id: Located<Identifier<PlainKey>>?
  package var what = Prose()
  package var by = Reference<Roles>()
  package var before: Located<StepStage>?
  package var effort: Located<FixedSpan>?
  package var against: Prose?
  package var span = SourceSpan.nowhere
  package init() {}

  package mutating func place(at span: SourceSpan) { self.span = span }

  package static let record = RecordDescription<ReviewStep>(
    "review step", doc: "What is reviewed, by whom, before which stage.",
    besides: "Its `effort` is in minutes or hours.",
    fields: [
      .optional("id", { $0.id = $1 }, doc: "A name for the step, so that a review can say which one it is for."),
      .required("what", { $0.what = $1 }, doc: "What the reviewer looks at."),
      .required("by", { $0.by = $1 }, doc: "The role that reviews."),
      .optional("before", { $0.before = $1 }, doc: "The stage that it comes before; left out, `release`."),
      .optional("effort", { $0.effort = $1 }, doc: "How long one review takes."),
      .optional("against", { $0.against = $1 }, doc: "What the reviewer compares it with."),
    ])

  package func check(at span: SourceSpan, with decoder: inout NodeDecoder) { decoder.checkIsOfHours(effort) }
}

/// A step comes before one of these; a review after the fact is none.
package enum StepStage: String, Choice {
  case use, draft, release

  package var doc: String {
    switch self {
    case .use: "Before the tool is used at all."
    case .draft: "Before a draft is made."
    case .release: "Before anything leaves the staff."
    }
  }
}
