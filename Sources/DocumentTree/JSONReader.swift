package import SourceText

/// Reads JSON as RFC 8259 has it and nothing else. Not recursive: its depth is the builder's.
package struct JSONReader {
  private let file: SourceFile
  private let source: SourceID
  private let limits: InputLimits
  private let text: TextCheck
  private let bytes: [UInt8]
  private let expected: DocumentCount
  private var offset: Int
  private var builder: DocumentTreeBuilder
  /// What closes the lists and mappings that are open.
  private var closings: [UInt8] = []
  private var result: Reading

  /// The value of a file, or its many values with white space between them, as lines of JSON have it, and what is wrong
  /// with it; the budget is spent for each key, scalar, list and mapping.
  package static func read(
    _ file: SourceFile, as source: SourceID, limits: InputLimits = .standard, budget: inout NodeBudget,
    documents expected: DocumentCount = .one
  ) -> Reading {
    var reader = JSONReader(file, as: source, limits: limits, budget: budget, documents: expected)
    reader.read()
    budget = reader.builder.budget
    return reader.result
  }

  private init(
    _ file: SourceFile, as source: SourceID, limits: InputLimits, budget: NodeBudget, documents: DocumentCount
  ) {
    self.file = file
    self.source = source
    self.limits = limits
    expected = documents
    text = TextCheck(file, as: source, limits: limits)
    bytes = text.bytes
    offset = text.start
    result = Reading(documents: [], diagnostics: text.diagnostics)
    builder = DocumentTreeBuilder(
      source: source, bytes: bytes, limits: limits, budget: budget, isWholeFile: documents == .one)
  }

  private typealias ReadingEnded = DocumentTreeBuilder.ReadingEnded

  private mutating func read() {
    guard text.isReadable else { return finish(isComplete: false) }
    do throws(ReadingEnded) {
      skipBlanks()
      if expected == .one, offset == bytes.count { throw fail(.jsonEnds(before: "a value"), at: offset..<offset) }
      while offset < bytes.count {
        try readValue()
        finish(isComplete: true)
        let end = offset
        skipBlanks()
        guard offset < bytes.count else { return }
        if expected == .one { throw failBehindValue() }
        if offset == end { throw fail(.jsonNoSpace(), at: word(at: offset)) }
      }
    } catch {
      finish(isComplete: false)
    }
  }

  private mutating func finish(isComplete: Bool) {
    result.diagnostics.append(builder.diagnostics)
    let next = DocumentTreeBuilder(source: source, bytes: bytes, limits: limits, budget: builder.budget)
    let isRead = isComplete || builder.isBegun || result.documents.isEmpty
    if isRead { result.documents.append(builder.finish(isComplete: isComplete)) }
    builder = next
    closings = []
  }

  // MARK: Values

  /// What may stand next.
  private enum Expectation {
    case value, firstItem, item, firstKey, key, commaOrEnd
  }

  private mutating func readValue() throws(ReadingEnded) {
    var next = Expectation.value
    var comma = offset
    repeat {
      skipBlanks()
      guard offset < bytes.count else { throw failAtEnd() }
      let byte = bytes[offset]
      switch next {
      case .value, .item, .firstItem:
        if next != .value, byte == UInt8(ascii: "]") {
          if next == .item { throw fail(.jsonTrailingComma(before: "]"), at: comma..<(comma + 1)) }
          next = close()
        } else {
          next = try value(byte)
        }
      case .key, .firstKey:
        if byte == UInt8(ascii: "}") {
          if next == .key { throw fail(.jsonTrailingComma(before: "}"), at: comma..<(comma + 1)) }
          next = close()
        } else {
          try key(byte)
          next = .value
        }
      case .commaOrEnd:
        if byte == closings.last {
          next = close()
        } else if byte == UInt8(ascii: ",") {
          comma = offset
          offset += 1
          next = closings.last == UInt8(ascii: "}") ? .key : .item
        } else {
          throw failBetween(byte)
        }
      }
    } while !closings.isEmpty
  }

  private mutating func value(_ byte: UInt8) throws(ReadingEnded) -> Expectation {
    switch byte {
    case UInt8(ascii: "{"):
      try builder.begin(.mapping, at: offset..<(offset + 1))
      return open(UInt8(ascii: "}"), .firstKey)
    case UInt8(ascii: "["):
      try builder.begin(.list, at: offset..<(offset + 1))
      return open(UInt8(ascii: "]"), .firstItem)
    case UInt8(ascii: "\""): try string()
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try number()
    default: try constant()
    }
    return .commaOrEnd
  }

  private mutating func open(_ closing: UInt8, _ next: Expectation) -> Expectation {
    closings.append(closing)
    offset += 1
    return next
  }

  private mutating func close() -> Expectation {
    closings.removeLast()
    offset += 1
    builder.end(at: offset)
    return .commaOrEnd
  }

  private mutating func key(_ byte: UInt8) throws(ReadingEnded) {
    guard byte == UInt8(ascii: "\"") else { throw failKey() }
    try string()
    skipBlanks()
    guard offset < bytes.count else { throw failAtEnd() }
    guard bytes[offset] == UInt8(ascii: ":") else { throw failExpecting("a colon behind the key") }
    offset += 1
  }

  private mutating func constant() throws(ReadingEnded) {
    let range = word(at: offset)
    let form: DocumentTree.Form
    if isText("true", in: range) {
      form = .jsonTrue
    } else if isText("false", in: range) {
      form = .jsonFalse
    } else if isText("null", in: range) {
      form = .jsonNull
    } else {
      throw failValue(range)
    }
    try builder.scalar(form, at: range, text: range)
    offset = range.upperBound
  }

  private mutating func number() throws(ReadingEnded) {
    let range = word(at: offset)
    var index = range.lowerBound
    let first = index + (bytes[index] == UInt8(ascii: "-") ? 1 : 0)
    index = digitsEnd(first)
    guard index > first else { throw failNumber(range, "digits are missing behind the minus sign") }
    if bytes[first] == UInt8(ascii: "0"), index > first + 1 {
      throw failNumber(range, "a needless zero stands before its digits")
    }
    if index < range.upperBound, bytes[index] == UInt8(ascii: ".") {
      let end = digitsEnd(index + 1)
      guard end > index + 1 else { throw failNumber(range, "digits are missing behind the point") }
      index = end
    }
    if index < range.upperBound, bytes[index] | 0x20 == UInt8(ascii: "e") {
      var digits = index + 1
      if digits < range.upperBound, bytes[digits] == UInt8(ascii: "-") || bytes[digits] == UInt8(ascii: "+") {
        digits += 1
      }
      index = digitsEnd(digits)
      guard index > digits else { throw failNumber(range, "digits are missing in the exponent") }
    }
    guard index == range.upperBound else { throw failNumber(range, "something else follows its digits") }
    try builder.scalar(.jsonNumber, at: range, text: range)
    offset = range.upperBound
  }

  // MARK: Strings

  private mutating func string() throws(ReadingEnded) {
    let start = offset
    let end = plainEnd(start + 1)
    guard end < bytes.count else { throw fail(.jsonUnclosedText(), at: start..<(start + 1)) }
    if bytes[end] == UInt8(ascii: "\"") {
      offset = end + 1
      try builder.scalar(.quoted, at: start..<offset, text: (start + 1)..<end)
      return
    }
    offset = start + 1
    var unfolded: [UInt8] = []
    while true {
      let end = plainEnd(offset)
      unfolded.append(contentsOf: bytes[offset..<end])
      offset = end
      guard offset < bytes.count else { throw fail(.jsonUnclosedText(), at: start..<(start + 1)) }
      switch bytes[offset] {
      case UInt8(ascii: "\""):
        offset += 1
        try builder.scalar(.quoted, at: start..<offset, unfolded: unfolded)
        return
      case UInt8(ascii: "\\"): try escape(into: &unfolded)
      case 0x09: throw fail(.jsonControl("\t", write: "\\t"), at: offset..<(offset + 1))
      // All other control characters were replaced by the text check.
      default: throw fail(.jsonUnclosedText(), at: start..<(start + 1))
      }
    }
  }

  /// The first quote, backslash or control character from here on.
  private func plainEnd(_ start: Int) -> Int {
    var offset = start
    while offset < bytes.count, bytes[offset] != UInt8(ascii: "\""), bytes[offset] != UInt8(ascii: "\\"),
      bytes[offset] >= 0x20
    { offset += 1 }
    return offset
  }

  private mutating func escape(into unfolded: inout [UInt8]) throws(ReadingEnded) {
    let start = offset
    guard start + 1 < bytes.count else { throw fail(.jsonEscape("\\"), at: start..<bytes.count) }
    offset += 2
    let scalar: Unicode.Scalar
    switch bytes[start + 1] {
    case UInt8(ascii: "\""): scalar = "\""
    case UInt8(ascii: "\\"): scalar = "\\"
    case UInt8(ascii: "/"): scalar = "/"
    case UInt8(ascii: "b"): scalar = "\u{8}"
    case UInt8(ascii: "f"): scalar = "\u{C}"
    case UInt8(ascii: "n"): scalar = "\n"
    case UInt8(ascii: "r"): scalar = "\r"
    case UInt8(ascii: "t"): scalar = "\t"
    case UInt8(ascii: "u"): scalar = try unicodeEscape(start)
    default: throw failEscape(start..<character(at: start + 1).upperBound)
    }
    if TextCheck.refuses(scalar) {
      let name = name(of: scalar)
      builder.report(.hazardousCharacter(scalar, isWrittenOut: true), cause: name, at: start..<offset)
    }
    unfolded.append(contentsOf: UTF8.encode(scalar).map { Array($0) } ?? [])
  }

  private mutating func unicodeEscape(_ start: Int) throws(ReadingEnded) -> Unicode.Scalar {
    guard let unit = hexadecimal(start + 2) else { throw failEscape(start..<min(start + 6, textEnd(start))) }
    offset = start + 6
    if let scalar = Unicode.Scalar(UInt32(unit)) { return scalar }
    // A half of a character above U+FFFF: a high one, then a low one.
    if UTF16.isLeadSurrogate(unit), offset + 1 < bytes.count, bytes[offset] == UInt8(ascii: "\\"),
      bytes[offset + 1] == UInt8(ascii: "u"), let low = hexadecimal(offset + 2), UTF16.isTrailSurrogate(low),
      let scalar = Unicode.Scalar(0x10000 + (UInt32(unit) & 0x3FF) << 10 + UInt32(low) & 0x3FF)
    {
      offset += 6
      return scalar
    }
    let digits = String(unit, radix: 16, uppercase: true)
    throw fail(.jsonHalfCharacter(digits), at: start..<(start + 6))
  }

  private func hexadecimal(_ start: Int) -> UInt16? {
    guard start + 4 <= bytes.count else { return nil }
    var value: UInt16 = 0
    for byte in bytes[start..<(start + 4)] {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value << 4 | UInt16(byte - UInt8(ascii: "0"))
      case UInt8(ascii: "a")...UInt8(ascii: "f"): value = value << 4 | UInt16(byte - UInt8(ascii: "a") + 10)
      case UInt8(ascii: "A")...UInt8(ascii: "F"): value = value << 4 | UInt16(byte - UInt8(ascii: "A") + 10)
      default: return nil
      }
    }
    return value
  }

  // MARK: What is no JSON

  /// One error ends the document. None is added where a character was refused already.
  private mutating func fail(_ message: Message, at range: Range<Int>, note: (DiagnosticText, Int)? = nil)
    -> ReadingEnded
  {
    if !text.isReplaced(range.lowerBound, in: file) {
      let notes = note.map { [Note($0.0, at: builder.span($0.1..<($0.1 + 1)))] } ?? []
      builder.diagnostics.report(message, at: builder.span(range), notes: notes)
    }
    return ReadingEnded()
  }

  private mutating func failExpecting(_ expected: DiagnosticText) -> ReadingEnded {
    if let comment = failComment() { return comment }
    let range = character(at: offset)
    return fail(.jsonExpected(expected, found: .name(text(range))), at: range)
  }

  private mutating func failAtEnd() -> ReadingEnded {
    guard let closing = closings.last, let start = builder.openStarts.last else {
      return fail(.jsonEnds(before: "a value"), at: offset..<offset)
    }
    let opening = start..<(start + 1)
    return fail(.jsonUnclosed(text(opening), by: String(Unicode.Scalar(closing))), at: opening)
  }

  private mutating func failComment() -> ReadingEnded? {
    let second = offset + 1 < bytes.count ? bytes[offset + 1] : 0
    switch bytes[offset] {
    case UInt8(ascii: "#"): return fail(.jsonComment(), at: offset..<textEnd(offset))
    case UInt8(ascii: "/") where second == UInt8(ascii: "/") || second == UInt8(ascii: "*"):
      return fail(.jsonComment(), at: offset..<textEnd(offset))
    default: return nil
    }
  }

  /// Neither a comma nor the end of what is open.
  private mutating func failBetween(_ byte: UInt8) -> ReadingEnded {
    let closing = closings.last.map { String(Unicode.Scalar($0)) } ?? ""
    if byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}"), let start = builder.openStarts.last {
      return fail(
        .jsonMismatch(text(start..<(start + 1)), closedBy: String(Unicode.Scalar(byte)), not: closing),
        at: offset..<(offset + 1), note: ("it opens here", start))
    }
    return failExpecting("a comma or \(name: closing)")
  }

  private mutating func failKey() -> ReadingEnded {
    if bytes[offset] == UInt8(ascii: "'") { return fail(.jsonSingleQuotes(), at: offset..<(offset + 1)) }
    let range = word(at: offset)
    guard isWord(range) else { return failExpecting("a key in double quotes") }
    return fail(.jsonUnquotedKey(text(range)), at: range)
  }

  private mutating func failValue(_ range: Range<Int>) -> ReadingEnded {
    if bytes[offset] == UInt8(ascii: "'") { return fail(.jsonSingleQuotes(), at: offset..<(offset + 1)) }
    guard isWord(range) else { return failExpecting("a value") }
    let found = text(range)
    switch found.lowercased() {
    case "nan", "infinity", "inf", "+infinity", "+inf": return fail(.jsonNotANumber(found), at: range)
    case "true": return fail(.jsonConstant(found, meant: "true"), at: range)
    case "false": return fail(.jsonConstant(found, meant: "false"), at: range)
    case "null", "none", "nil", "undefined": return fail(.jsonConstant(found, meant: "null"), at: range)
    default: break
    }
    switch found.utf8.first {
    case UInt8(ascii: "+"): return failNumber(range, "it begins with a plus sign")
    case UInt8(ascii: "."): return failNumber(range, "digits are missing before the point")
    default: return fail(.jsonUnquotedText(found), at: range)
    }
  }

  private mutating func failNumber(_ range: Range<Int>, _ reason: DiagnosticText) -> ReadingEnded {
    let found = text(range)
    switch found.lowercased() {
    case "-nan", "-infinity", "-inf": return fail(.jsonNotANumber(found), at: range)
    default: return fail(.jsonNumber(found, reason), at: range)
    }
  }

  private mutating func failEscape(_ range: Range<Int>) -> ReadingEnded { fail(.jsonEscape(text(range)), at: range) }

  private mutating func failBehindValue() -> ReadingEnded {
    switch bytes[offset] {
    case UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: ","), UInt8(ascii: ":"): failExpecting("nothing more")
    default: failComment() ?? fail(.jsonSecondValue(), at: word(at: offset))
    }
  }

  // MARK: Places

  private mutating func skipBlanks() {
    while offset < bytes.count {
      switch bytes[offset] {
      case 0x20, 0x09, 0x0A, 0x0D: offset += 1
      default: return
      }
    }
  }

  private func digitsEnd(_ start: Int) -> Int {
    var offset = start
    while offset < bytes.count, bytes[offset] >= UInt8(ascii: "0"), bytes[offset] <= UInt8(ascii: "9") { offset += 1 }
    return offset
  }

  /// Letters, digits and what stands in numbers; at least one character, so that a place is never empty.
  private func word(at start: Int) -> Range<Int> {
    var offset = start
    while offset < bytes.count, isWordByte(bytes[offset]) { offset += 1 }
    return offset > start ? start..<offset : character(at: start)
  }

  private func isWord(_ range: Range<Int>) -> Bool {
    range.lowerBound < bytes.count && isWordByte(bytes[range.lowerBound])
  }

  private func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"), UInt8(ascii: "$"), UInt8(ascii: "."),
      UInt8(ascii: "+"), UInt8(ascii: "-"), 0x80...0xFF:
      true
    default: false
    }
  }

  /// The whole character, so that no span ends within one.
  private func character(at start: Int) -> Range<Int> {
    var end = min(start + 1, bytes.count)
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    return min(start, end)..<end
  }

  /// The end of the line, or of the text of a string.
  private func textEnd(_ start: Int) -> Int {
    var offset = start
    while offset < bytes.count, bytes[offset] != 0x0A, bytes[offset] != 0x0D, bytes[offset] != UInt8(ascii: "\"") {
      offset += 1
    }
    return offset
  }

  private func isText(_ text: StaticString, in range: Range<Int>) -> Bool {
    range.count == text.utf8CodeUnitCount && bytes[range].elementsEqual(text.description.utf8)
  }

  private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
}
