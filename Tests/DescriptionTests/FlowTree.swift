import Description
import DocumentTree
import SourceText

/// A document in braces and brackets, as these tests write them: `{title: Board, law: [FERPA, "IDEA"]}`.
///
/// A reader of its own, so that a mistake in the real ones fails their tests and not these.
struct FlowTree {
  /// In JSON words without quotes are numbers, `true`, `false` or `null`.
  var isJSON: Bool
  private let bytes: [UInt8]
  private var offset = 0
  private var builder: DocumentTreeBuilder

  /// The root of the document.
  static func root(of text: String, isJSON: Bool = false) throws -> Node? {
    var reader = FlowTree(text, isJSON: isJSON)
    try reader.value()
    return reader.builder.finish(isComplete: true).root
  }

  private init(_ text: String, isJSON: Bool) {
    self.isJSON = isJSON
    bytes = Array(text.utf8)
    builder = DocumentTreeBuilder(
      source: SourceID(rawValue: 0), bytes: bytes, limits: .standard, budget: NodeBudget(.standard))
  }

  private mutating func value() throws {
    skipBlanks()
    switch peek {
    case UInt8(ascii: "{"): try nest(.mapping, until: UInt8(ascii: "}"))
    case UInt8(ascii: "["): try nest(.list, until: UInt8(ascii: "]"))
    case UInt8(ascii: "\""): try quoted()
    default: try plain()
    }
  }

  private mutating func nest(_ form: DocumentTree.Form, until end: UInt8) throws {
    try builder.begin(form, at: offset..<(offset + 1))
    offset += 1
    skipBlanks()
    while let next = peek, next != end {
      try value()
      skipBlanks()
      if peek == UInt8(ascii: ":") {
        offset += 1
        try value()
        skipBlanks()
      }
      if peek == UInt8(ascii: ",") { offset += 1 }
      skipBlanks()
    }
    offset += 1
    builder.end(at: offset)
  }

  private mutating func quoted() throws {
    let start = offset
    offset += 1
    var text: [UInt8] = []
    while let byte = peek, byte != UInt8(ascii: "\"") {
      // The one escape that these tests need.
      if byte == UInt8(ascii: "\\") {
        offset += 1
        text.append(0x0A)
      } else {
        text.append(byte)
      }
      offset += 1
    }
    offset += 1
    try builder.scalar(.quoted, at: start..<offset, unfolded: text)
  }

  private mutating func plain() throws {
    let start = offset
    while let byte = peek, !Array(",:{}[]\n#".utf8).contains(byte) { offset += 1 }
    var end = offset
    while end > start, bytes[end - 1] == 0x20 { end -= 1 }
    let form: DocumentTree.Form =
      switch String(decoding: bytes[start..<end], as: UTF8.self) {
      case _ where !isJSON || builder.expectsKey: .plain
      case "true": .jsonTrue
      case "false": .jsonFalse
      case "null": .jsonNull
      default: .jsonNumber
      }
    try builder.scalar(form, at: start..<end, text: start..<end)
  }

  private var peek: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  /// Blanks, line ends and comments.
  private mutating func skipBlanks() {
    while let byte = peek {
      if byte == UInt8(ascii: "#") {
        while let next = peek, next != 0x0A { offset += 1 }
      } else if byte == 0x20 || byte == 0x0A {
        offset += 1
      } else {
        return
      }
    }
  }
}
