import Description
import PolicyBasics

extension Condition {
  /// The JSON Schema of a condition; it nests itself.
  static var schema: JSONValue {
    let combinations = CombinationWord.allCases.map { word -> (String, JSONValue) in
      switch word {
      case .anyOf, .allOf:
        (word.rawValue, ["description": .string(word.doc), "type": "array", "items": itself, "minItems": 1])
      case .not:
        (word.rawValue, ["description": .string(word.doc), "$ref": "#/$defs/condition"])
      }
    }
    return [
      // Expressions are refused by this version.
      "type": "object",
      "minProperties": 1,
      "propertyNames": ["pattern": "^[a-z0-9]+([-.][a-z0-9]+)*$"],
      "properties": .object(combinations),
      "additionalProperties": matcher,
    ]
  }

  private static var itself: JSONValue { ["$ref": "#/$defs/condition"] }

  /// What a matcher asks of its field.
  private static var matcher: JSONValue {
    let sets = SetWord.allCases.map { word -> (String, JSONValue) in
      (
        word.rawValue,
        [
          "description": .string(word.doc), "type": "array", "items": ["type": scalar], "minItems": 1,
          "uniqueItems": true,
        ]
      )
    }
    let comparisons = ComparisonWord.allCases.map { word -> (String, JSONValue) in
      (word.rawValue, ["description": .string(word.doc), "type": scalar])
    }
    return [
      "description": "What is asked of the field: a word, one of several words, or one of the words of matchers.",
      "type": ["string", "number", "boolean", "array", "object"],
      "items": ["type": scalar],
      "minItems": 1,
      "properties": .object(sets + comparisons),
      "additionalProperties": false,
      "minProperties": 1,
      "maxProperties": 1,
    ]
  }

  private static var scalar: JSONValue { ["string", "number", "boolean"] }
}
