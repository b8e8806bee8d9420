package import SourceText

// What is no JSON. The examples are parts of proposals: policies are YAML.

extension DiagnosticKind {
  package static let jsonSyntax = DiagnosticKind(
    code: "json-syntax", severity: .error,
    explanation: "The file is no JSON as RFC 8259 defines it: something stands where something else is expected.",
    bad: .document(
      #"""
      {"pilot": "faq-autumn", 1️⃣, "sites": ["lincoln-es"]}
      """#, named: "proposal.json"),
    good: .document(
      #"""
      {"pilot": "faq-autumn", "sites": ["lincoln-es"]}
      """#, named: "proposal.json"))

  package static let jsonUnclosed = DiagnosticKind(
    code: "json-unclosed", severity: .error,
    explanation: "A quote, bracket or brace opens and nothing closes it, so nobody knows what belongs into it.",
    bad: .document(
      #"""
      1️⃣{"pilot": "faq-autumn", "sites": ["lincoln-es"]
      """#, named: "proposal.json"),
    good: .document(
      #"""
      {"pilot": "faq-autumn", "sites": ["lincoln-es"]}
      """#, named: "proposal.json"))

  package static let jsonTrailingComma = DiagnosticKind(
    code: "json-trailing-comma", severity: .error,
    explanation: "JSON has commas between values alone. Behind the last one a value may have been lost.",
    bad: .document(
      #"""
      {"pilot": "faq-autumn", "sites": ["lincoln-es"1️⃣,]}
      """#, named: "proposal.json"),
    good: .document(
      #"""
      {"pilot": "faq-autumn", "sites": ["lincoln-es"]}
      """#, named: "proposal.json"))

  package static let jsonComment = DiagnosticKind(
    code: "json-comment", severity: .error,
    explanation: "JSON has no comments: what one reader skips another one reads.",
    bad: .document(
      #"""
      {"pilot": "faq-autumn" 1️⃣// in two schools
      }
      """#, named: "proposal.json"),
    good: .document(
      #"""
      {"pilot": "faq-autumn"}
      """#, named: "proposal.json"))

  package static let jsonQuotes = DiagnosticKind(
    code: "json-quotes", severity: .error,
    explanation: "In JSON each text and each key stands in double quotes.",
    bad: .document(
      #"""
      {"pilot": 1️⃣'faq-autumn'}
      """#, named: "proposal.json"),
    good: .document(
      #"""
      {"pilot": "faq-autumn"}
      """#, named: "proposal.json"))

  package static let jsonNumber = DiagnosticKind(
    code: "json-number", severity: .error,
    explanation: """
      A number in JSON is a minus sign or none, digits without a needless zero before them, and a fraction or exponent \
      with digits of its own. `NaN` and `Infinity` are none: no comparison with them means what it says.
      """,
    bad: .document(
      #"""
      {"participants": 1️⃣NaN}
      """#, named: "proposal.json"),
    good: .document(
      #"""
      {"participants": 24}
      """#, named: "proposal.json"))

  package static let jsonEscape = DiagnosticKind(
    code: "json-escape", severity: .error,
    explanation: """
      A backslash begins one of `\\" \\\\ \\/ \\b \\f \\n \\r \\t` or `\\u` and four hexadecimal digits. A character above \
      U+FFFF takes two of those; one half alone is no character.
      """,
    bad: .document(
      #"""
      {"title": "1️⃣\q"}
      """#, named: "proposal.json"),
    good: .document(
      #"""
      {"title": "Questions"}
      """#, named: "proposal.json"))

  package static let jsonSecondValue = DiagnosticKind(
    code: "json-second-value", severity: .error,
    explanation: "A file holds one JSON value. Of two, a service that reads one may check the wrong one.",
    bad: .document(
      #"""
      {"pilot": "faq-autumn"}
      1️⃣{"pilot": "faq-spring"}
      """#, named: "proposal.json"),
    good: .document(
      #"""
      {"pilot": "faq-autumn"}
      """#, named: "proposal.json"))
}

extension Message {
  package static func jsonExpected(_ expected: DiagnosticText, found: DiagnosticText) -> Message {
    Message(.jsonSyntax, "JSON has \(expected) here, not \(found)", label: "not expected here")
  }

  package static func jsonEnds(before expected: DiagnosticText) -> Message {
    Message(.jsonSyntax, "the JSON text ends before \(expected)", label: "it ends here")
  }

  package static func jsonUnclosed(_ opening: String, by closing: String) -> Message {
    Message(
      .jsonUnclosed, "\(name: opening) is not closed: the JSON text ends before a \(name: closing)",
      label: "opens here",
      help: "add \(name: closing) where it ends")
  }

  package static func jsonMismatch(_ opening: String, closedBy found: String, not closing: String) -> Message {
    Message(
      .jsonUnclosed, "\(name: opening) is closed by \(name: found), in JSON it ends with \(name: closing)",
      label: "not what opened", help: "add \(name: closing) before it, or replace it")
  }

  package static func jsonUnclosedText() -> Message {
    Message(
      .jsonUnclosed, "a text is not closed on its line: JSON has no line ends in texts", label: "opens here",
      help: "close it with a quote, or write \(name: "\\n") for a line end")
  }

  package static func jsonTrailingComma(before closing: String) -> Message {
    Message(
      .jsonTrailingComma, "JSON has no comma before \(name: closing)", label: "nothing follows",
      help: "remove the comma")
  }

  package static func jsonComment() -> Message {
    Message(.jsonComment, "JSON has no comments", label: "a comment", help: "remove it, or write the proposal in YAML")
  }

  package static func jsonSingleQuotes() -> Message {
    Message(
      .jsonQuotes, "texts in JSON stand in double quotes, not in single ones", label: "a single quote",
      help: "write \(name: "\"") in its place")
  }

  package static func jsonUnquotedKey(_ key: String) -> Message {
    Message(
      .jsonQuotes, "keys in JSON stand in double quotes: \(name: key) does not", label: "no quotes",
      help: "write \(name: "\"\(key)\"")")
  }

  package static func jsonUnquotedText(_ text: String) -> Message {
    Message(
      .jsonQuotes, "\(name: text) is no value in JSON: a text stands in double quotes", label: "no quotes",
      help: "write \(name: "\"\(text)\"")")
  }

  package static func jsonConstant(_ found: String, meant: StaticString) -> Message {
    Message(
      .jsonSyntax, "\(name: found) is no value in JSON", label: "no value", help: "write \(name: meant.description)")
  }

  package static func jsonNotANumber(_ found: String) -> Message {
    Message(
      .jsonNumber, "JSON has no \(name: found): a number is written in digits", label: "no number",
      help: "leave the key out where there is no number")
  }

  package static func jsonNumber(_ found: String, _ reason: DiagnosticText) -> Message {
    Message(.jsonNumber, "\(name: found) is no number in JSON: \(reason)", label: "no number")
  }

  package static func jsonControl(_ scalar: Unicode.Scalar, write: StaticString) -> Message {
    Message(
      .jsonEscape, "\(scalar) does not stand in a JSON text as it is", label: "stands here",
      help: "write \(name: write.description)")
  }

  package static func jsonEscape(_ escape: String) -> Message {
    Message(
      .jsonEscape, "\(name: escape) is no escape in JSON", label: "no escape",
      help: "write \(name: "\\\\") for a backslash")
  }

  package static func jsonHalfCharacter(_ digits: String) -> Message {
    Message(
      .jsonEscape, "\(name: digits) is half a character: JSON writes its other half beside it",
      label: "half a character",
      help: "write the character itself")
  }

  package static func jsonSecondValue() -> Message {
    Message(
      .jsonSecondValue, "a second value stands behind the JSON value of this file", label: "begins here",
      help: "write it into a file of its own")
  }

  package static func jsonNoSpace() -> Message {
    Message(
      .jsonSecondValue, "white space stands between the JSON values of a stream", label: "begins here",
      help: "write each value on a line of its own")
  }
}
