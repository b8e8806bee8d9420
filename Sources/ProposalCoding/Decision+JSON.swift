import PolicyBasics
public import PolicyChecker

// The decision's JSON for whoever links the library: the one shape of docs/decisions.md.

extension Decision {
  /// The decision as JSON, as docs/decisions.md describes it: the same bytes for the same question.
  ///
  /// - Parameter indented: with a line for each member, for people; else on one line.
  public func json(indented: Bool = false) -> String { json.text(indented ? .indented : .compact) }
}

/// The same shape through any `Encoder`.
extension Decision: Encodable {
  /// Encodes the decision as docs/decisions.md describes it; the order of keys is the encoder's.
  public func encode(to encoder: any Encoder) throws { try EncodedJSON(json).encode(to: encoder) }
}

/// A JSON value on its way into an encoder.
private struct EncodedJSON: Encodable {
  private let value: JSONValue

  init(_ value: JSONValue) { self.value = value }

  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(_ name: String) { stringValue = name }
    init?(stringValue: String) { self.init(stringValue) }
    init?(intValue: Int) { nil }
  }

  func encode(to encoder: any Encoder) throws {
    switch value {
    case .null:
      var container = encoder.singleValueContainer()
      try container.encodeNil()
    case .bool(let flag): try flag.encode(to: encoder)
    case .number(let number):
      // A decision has whole numbers alone.
      guard let whole = number.whole else {
        throw EncodingError.invalidValue(
          number, EncodingError.Context(codingPath: encoder.codingPath, debugDescription: "no whole number"))
      }
      try whole.encode(to: encoder)
    case .string(let text): try text.encode(to: encoder)
    case .array(let items):
      var container = encoder.unkeyedContainer()
      for item in items { try container.encode(EncodedJSON(item)) }
    case .object(let members):
      var container = encoder.container(keyedBy: Key.self)
      for (name, member) in members { try container.encode(EncodedJSON(member), forKey: Key(name)) }
    }
  }
}
