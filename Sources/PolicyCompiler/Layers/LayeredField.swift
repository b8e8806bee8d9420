import Description
import DocumentTree
import PolicyLanguage
import ProposalCoding
import SourceText

/// How a lower set may restate one field of what its base declares. A field that no table names stays the same, word for
/// word.
struct LayeredField<Owner> {
  let key: String
  /// Puts what the lower set states into what is merged so far, which begins as the base's value, or refuses it.
  let restate: (_ merged: inout Owner, _ stated: Owner, inout Restatement) -> Void
}

/// What it means that the base leaves a list out (S23).
enum LeftOut {
  case allowsNothing
  case bindsNothing
}

extension LayeredField {
  /// As the lower set likes: texts, owners, facts that no decision reads.
  static func free<Value>(_ key: String, _ path: WritableKeyPath<Owner, Value>) -> LayeredField {
    LayeredField(key: key) { merged, stated, _ in merged[keyPath: path] = stated[keyPath: path] }
  }

  /// One value that may move one way only.
  ///
  /// - Parameters:
  ///   - may: how it may, in words: it may only "become earlier".
  ///   - holds: whether the first, of the lower set, is as tight as the second, of the base.
  static func only<Value>(
    _ key: String, _ path: WritableKeyPath<Owner, Located<Value>?>, _ may: DiagnosticText,
    _ holds: @escaping (_ new: Value, _ old: Value, LayerContext) -> Bool
  ) -> LayeredField {
    LayeredField(key: key) { merged, stated, restatement in
      guard let new = stated[keyPath: path] else { return }
      if let old = merged[keyPath: path], !holds(new.value, old.value, restatement.context) {
        return restatement.refuse(.loosened(restatement.field, of: restatement.id, may), at: new.span)
      }
      merged[keyPath: path] = new
    }
  }

  static func only<Value>(
    _ key: String, _ path: WritableKeyPath<Owner, Located<Value>>, _ may: DiagnosticText,
    _ holds: @escaping (_ new: Value, _ old: Value, LayerContext) -> Bool
  ) -> LayeredField {
    LayeredField(key: key) { merged, stated, restatement in
      let new = stated[keyPath: path]
      // Without a place it could not be read, which was reported.
      guard new.span != nil else { return }
      guard holds(new.value, merged[keyPath: path].value, restatement.context) else {
        return restatement.refuse(.loosened(restatement.field, of: restatement.id, may), at: new.span)
      }
      merged[keyPath: path] = new
    }
  }

  static func atMost<Value: Comparable>(_ key: String, _ path: WritableKeyPath<Owner, Located<Value>?>) -> LayeredField
  {
    only(key, path, "become lower") { new, old, _ in new <= old }
  }

  static func atLeast<Value: Comparable>(_ key: String, _ path: WritableKeyPath<Owner, Located<Value>>) -> LayeredField
  {
    only(key, path, "become higher") { new, old, _ in new >= old }
  }

  static func earlier<Value: Comparable>(_ key: String, _ path: WritableKeyPath<Owner, Located<Value>?>)
    -> LayeredField
  {
    only(key, path, "become earlier") { new, old, _ in new <= old }
  }

  static func earlier<Value: Comparable>(_ key: String, _ path: WritableKeyPath<Owner, Located<Value>>) -> LayeredField
  {
    only(key, path, "become earlier") { new, old, _ in new <= old }
  }

  static func later<Value: Comparable>(_ key: String, _ path: WritableKeyPath<Owner, Located<Value>?>) -> LayeredField {
    only(key, path, "become later") { new, old, _ in new >= old }
  }

  // MARK: Lists

  /// A list each of whose items the base's list covers.
  static func covered<Target>(
    _ key: String, _ path: WritableKeyPath<Owner, [Reference<Target>]?>, leftOut: LeftOut,
    by covers: @escaping (LayerContext) -> (String, Set<String>) -> Bool
  ) -> LayeredField {
    LayeredField(key: key) { merged, stated, restatement in
      guard let new = stated[keyPath: path] else { return }
      let old = merged[keyPath: path]
      if restatement.accepts(new, within: old, leftOut: leftOut, by: covers) { merged[keyPath: path] = new }
    }
  }

  /// A list that names all that the base's names, and perhaps more.
  static func more<Target>(_ key: String, _ path: WritableKeyPath<Owner, [Reference<Target>]?>) -> LayeredField {
    LayeredField(key: key) { merged, stated, restatement in
      guard let new = stated[keyPath: path] else { return }
      if restatement.keeps(merged[keyPath: path] ?? [], in: new) { merged[keyPath: path] = new }
    }
  }

  static func more<Target>(_ key: String, _ path: WritableKeyPath<Owner, [Reference<Target>]>) -> LayeredField {
    LayeredField(key: key) { merged, stated, restatement in
      let new = stated[keyPath: path]
      if restatement.keeps(merged[keyPath: path], in: new) { merged[keyPath: path] = new }
    }
  }

  // MARK: Mappings

  /// A mapping whose fields are restated one by one; what it leaves out keeps the base's value.
  static func fields<Part: Record>(
    _ key: String, _ path: WritableKeyPath<Owner, Part?>, leftOut: LeftOut = .bindsNothing,
    empty: @escaping () -> Part = { Part() }, _ fields: [LayeredField<Part>]
  ) -> LayeredField {
    LayeredField(key: key) { merged, stated, restatement in
      guard let new = stated[keyPath: path] else { return }
      let old = merged[keyPath: path]
      if old == nil, leftOut == .allowsNothing {
        return restatement.refuse(
          .allowsNothing(restatement.field, of: restatement.id), at: restatement.key.span)
      }
      merged[keyPath: path] = restatement.restated(old ?? empty(), by: new, fields, isNew: old == nil)
    }
  }

  static func fields<Part: Record>(
    _ key: String, _ path: WritableKeyPath<Owner, Part>, _ fields: [LayeredField<Part>]
  ) -> LayeredField {
    LayeredField(key: key) { merged, stated, restatement in
      merged[keyPath: path] = restatement.restated(
        merged[keyPath: path], by: stated[keyPath: path], fields, isNew: false)
    }
  }
}

extension Restatement {
  /// Whether each item of a list is covered by the base's list; what is not, is reported.
  mutating func accepts<Target>(
    _ new: [Reference<Target>], within old: [Reference<Target>]?, leftOut: LeftOut,
    by covers: (LayerContext) -> (String, Set<String>) -> Bool
  ) -> Bool {
    guard let old else {
      switch leftOut {
      case .bindsNothing: return true
      case .allowsNothing:
        refuse(.allowsNothing(field, of: id), at: key.span)
        return false
      }
    }
    let list = Set(old.map(\.id))
    let outside = new.filter { !covers(context)($0.id, list) }
    for item in outside { refuse(.notCovered(item.id, field, of: id), at: item.span) }
    return outside.isEmpty
  }

  fileprivate mutating func keeps<Target>(_ old: [Reference<Target>], in new: [Reference<Target>]) -> Bool {
    let list = Set(new.map(\.id))
    let missing = old.filter { !list.contains($0.id) }
    for item in missing { refuse(.leavesOut(item.id, field, of: id), at: key.span) }
    return missing.isEmpty
  }

  fileprivate mutating func restated<Part: Record>(
    _ old: Part, by new: Part, _ fields: [LayeredField<Part>], isNew: Bool
  ) -> Part {
    var merged = old
    let place = value.span
    inside { restatement in
      restatement.restate(&merged, by: new, fields, known: Set(Part.record.fields.map(\.key)))
    }
    merged.place(at: place)
    if !isNew { recheck(merged, stated: new) }
    return merged
  }
}
