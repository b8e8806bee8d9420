package import SourceText

extension DiagnosticKind {
  package static let indentation = DiagnosticKind(
    code: "indentation", severity: .error,
    explanation: """
      How far a line is indented says what it belongs to. This line fits neither the one above it nor any further \
      up.
      """,
    bad: .document(
      """
      data:
        student-pii:
          title: Student records
            1️⃣sensitivity: restricted
      """),
    good: .document(
      """
      data:
        student-pii:
          title: Student records
          sensitivity: restricted
      """))

  package static let misplacedItem = DiagnosticKind(
    code: "misplaced-item", severity: .error,
    explanation: """
      A list has items alone, each behind a dash on a line of its own; a mapping has keys alone. Whatever is mixed \
      could be read in two ways.
      """,
    bad: .document(
      """
      workflows:
        replies:
          data: 1️⃣- published-content
      """),
    good: .document(
      """
      workflows:
        replies:
          data: [published-content]
      """))
}

extension Message {
  package static func tooDeep() -> Message {
    Message(
      .indentation, "this line is indented deeper than the text above it allows", label: "too deep",
      help: "indent it like the key that it belongs beside; a text with a colon stands in quotes")
  }

  package static func unaligned() -> Message {
    Message(
      .indentation, "the indentation of this line fits no line above it", label: "fits nowhere",
      help: "indent it like the line that it belongs beside")
  }

  /// A line behind a block of text, further left than it and without a colon.
  package static func outdentedText() -> Message {
    Message(
      .indentation, "this line is neither indented like the text above it nor a key", label: "too far left",
      help: "indent it like the text above it; a key has a colon and a space behind it")
  }

  /// A line behind `|` or `>` that is not indented deeper than the key of the text.
  package static func textBesideKey() -> Message {
    Message(
      .indentation, "the text below is not indented deeper than its key", label: "too far left",
      help: "indent each line of the text deeper than its key")
  }

  package static func bullet(_ sign: String) -> Message {
    Message(
      .misplacedItem, "\(name: sign) begins no item of a list", label: "no dash", help: "write `- ` in its place")
  }

  package static func lineAmongItems() -> Message {
    Message(
      .misplacedItem, "a line without a dash stands among list items", label: "no item",
      help: "begin it with a dash like the lines above it, indented alike; a key has a colon and a space behind it")
  }

  package static func itemOnKeyLine() -> Message {
    Message(
      .misplacedItem, "a list item stands on the line of its key", label: "an item",
      help: "write the list in brackets, or each item on a line of its own below the key")
  }

  package static func itemAmongKeys() -> Message {
    Message(
      .misplacedItem, "a list item stands among keys", label: "an item",
      help: "indent it below the key that it belongs to, or remove the dash")
  }

  package static func keyAmongItems() -> Message {
    Message(
      .misplacedItem, "a line without a dash stands among list items", label: "no item",
      help: "indent it like the key that it belongs beside, or write a dash before it")
  }

  package static func keyOnMarkerLine() -> Message {
    Message(
      .misplacedItem, "a key stands on the line of \(name: "---")", label: "a key",
      help: "write it on a line of its own")
  }

  package static func dashInBrackets() -> Message {
    Message(
      .misplacedItem, "a dash stands within brackets, where commas divide a list", label: "a dash",
      help: "remove the dash")
  }
}
