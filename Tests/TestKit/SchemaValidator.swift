package import Foundation

/// Holds JSON against a JSON Schema: as much of draft 2020-12 as our schemas use. Another validator, by others, is run in
/// CI besides (`.ci/schemas`).
package struct SchemaValidator {
  private let root: [String: Any]

  /// `nil` where the text is no object of JSON.
  package init?(_ schema: Data) {
    guard let root = try? JSONSerialization.jsonObject(with: schema) as? [String: Any] else { return nil }
    self.root = root
  }

  /// What does not fit, each with its place; empty where everything does.
  package func problems(in document: Data) -> [String] {
    guard let value = try? JSONSerialization.jsonObject(with: document, options: .fragmentsAllowed) else {
      return ["the document is no JSON"]
    }
    return problems(value, root, at: "$")
  }

  /// The keywords that are understood; a schema that uses another one would be checked less than it says.
  private static let keywords: Set = [
    "$schema", "$comment", "$defs", "$ref", "title", "description", "type", "properties", "required",
    "additionalProperties", "minProperties", "items", "minItems", "enum", "pattern", "format", "minimum", "maximum",
    "maxLength", "anyOf", "if", "then", "else", "not", "propertyNames", "const",
  ]

  private func problems(_ value: Any, _ schema: Any, at place: String) -> [String] {
    if let accepts = schema as? Bool { return accepts ? [] : ["\(place) may not stand there"] }
    guard let schema = schema as? [String: Any] else { return ["\(place): the schema is no object"] }
    var found = schema.keys.filter { !Self.keywords.contains($0) }.map { "the keyword \($0) is not understood" }

    if let reference = schema["$ref"] as? String {
      let name = reference.replacingOccurrences(of: "#/$defs/", with: "")
      let definition = (root["$defs"] as? [String: Any])?[name]
      found += definition.map { problems(value, $0, at: place) } ?? ["\(reference) is not defined"]
    }
    if let type = schema["type"] {
      let types = type as? [String] ?? [type as? String ?? ""]
      if !types.contains(where: { Self.isOf($0, value) }) { found.append("\(place) is not of type \(types)") }
    }
    if let words = schema["enum"] as? [String], !words.contains(value as? String ?? "\u{0}") {
      found.append("\(place) is none of \(words)")
    }
    if let constant = schema["const"] as? String, constant != value as? String {
      found.append("\(place) is not \(constant)")
    }
    if let text = value as? String { found += problems(of: text, schema, at: place) }
    if let number = value as? NSNumber, !Self.isOf("boolean", value) {
      if let minimum = schema["minimum"] as? NSNumber, number.doubleValue < minimum.doubleValue {
        found.append("\(place) is less than \(minimum)")
      }
      if let maximum = schema["maximum"] as? NSNumber, number.doubleValue > maximum.doubleValue {
        found.append("\(place) is more than \(maximum)")
      }
    }
    if let list = value as? [Any] {
      if let minimum = schema["minItems"] as? Int, list.count < minimum { found.append("\(place) has too few items") }
      if let items = schema["items"] {
        for (index, item) in list.enumerated() { found += problems(item, items, at: "\(place)[\(index)]") }
      }
    }
    if let mapping = value as? [String: Any] { found += problems(of: mapping, schema, at: place) }
    found += problemsOfChoices(value, schema, at: place)
    return found
  }

  private func problemsOfChoices(_ value: Any, _ schema: [String: Any], at place: String) -> [String] {
    var found: [String] = []
    if let several = schema["anyOf"] as? [Any], !several.contains(where: { problems(value, $0, at: place).isEmpty }) {
      found += several.flatMap { problems(value, $0, at: place) }
    }
    if let refused = schema["not"], problems(value, refused, at: place).isEmpty {
      found.append("\(place) fits what it must not")
    }
    if let condition = schema["if"] {
      let branch = problems(value, condition, at: place).isEmpty ? schema["then"] : schema["else"]
      if let branch { found += problems(value, branch, at: place) }
    }
    return found
  }

  private func problems(of text: String, _ schema: [String: Any], at place: String) -> [String] {
    var found: [String] = []
    if let pattern = schema["pattern"] as? String, let regex = try? Regex(pattern), !text.contains(regex) {
      found.append("\(place): \(text) does not match \(pattern)")
    }
    if let most = schema["maxLength"] as? Int, text.unicodeScalars.count > most { found.append("\(place) is too long") }
    return found
  }

  private func problems(of mapping: [String: Any], _ schema: [String: Any], at place: String) -> [String] {
    var found: [String] = []
    let properties = schema["properties"] as? [String: Any] ?? [:]
    for key in schema["required"] as? [String] ?? [] where mapping[key] == nil { found.append("\(place) lacks \(key)") }
    if let minimum = schema["minProperties"] as? Int, mapping.count < minimum {
      found.append("\(place) has too few keys")
    }
    for (key, value) in mapping.sorted(by: { $0.key < $1.key }) {
      if let names = schema["propertyNames"] { found += problems(key, names, at: "\(place), the key \(key)") }
      if let property = properties[key] {
        found += problems(value, property, at: "\(place).\(key)")
      } else if let others = schema["additionalProperties"] {
        found += problems(value, others, at: "\(place).\(key)")
      }
    }
    return found
  }

  private static func isOf(_ type: String, _ value: Any) -> Bool {
    // On Linux a boolean of JSON is an NSNumber of the type of a C character.
    let isBoolean = (value as? NSNumber).map { unsafe String(cString: $0.objCType) == "c" } ?? (value is Bool)
    switch type {
    case "null": return value is NSNull
    case "boolean": return isBoolean
    case "integer":
      return !isBoolean && (value as? NSNumber).map { $0.doubleValue.rounded() == $0.doubleValue } ?? false
    case "number": return !isBoolean && value is NSNumber
    case "string": return value is String
    case "array": return value is [Any]
    case "object": return value is [String: Any]
    default: return false
    }
  }
}
