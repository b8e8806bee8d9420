package import DocumentTree
package import SourceText

/// Reads YAML, over libyaml, as far as the language has it: what would make a page say something else than it shows
/// (anchors, aliases, tags, directives, merge keys) is refused, one by one, and reading goes on.
package struct YAMLReader {
  private let file: SourceFile
  private let source: SourceID
  private let limits: InputLimits
  private let text: TextCheck
  private let expected: DocumentCount
  private var builder: DocumentTreeBuilder
  /// Of each open list or mapping, whether it stands in brackets.
  private var brackets: [Bool] = []
  /// Where the last scalar, bracket or alias ends.
  private var lastEnd = 0
  /// The last sign that was refused before a key.
  private var lastBullet: Range<Int>?
  private var result: Reading

  /// All documents of a file, and what is wrong with it; the budget is spent for each key, scalar, list and mapping.
  package static func read(
    _ file: SourceFile, as source: SourceID, limits: InputLimits = .standard, budget: inout NodeBudget,
    documents expected: DocumentCount = .one
  ) -> Reading {
    var reader = YAMLReader(file, as: source, limits: limits, budget: budget, documents: expected)
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
    result = Reading(documents: [], diagnostics: text.diagnostics)
    builder = DocumentTreeBuilder(
      source: source, bytes: text.bytes, limits: limits, budget: budget, isWholeFile: documents == .one)
  }

  private mutating func read() {
    guard text.isReadable else { return finish(isComplete: false) }
    do throws(YAMLProblem) {
      var parser = try EventParser(text.bytes, from: text.start, isASCII: text.isASCII)
      while true {
        let event = try parser.next()
        if case .streamEnd = event { return }
        do throws(DocumentTreeBuilder.ReadingEnded) {
          try take(event, from: parser)
        } catch {
          return finish(isComplete: false)
        }
      }
    } catch {
      finish(isComplete: false, certainEnd: report(error))
    }
  }

  @inline(__always)
  private mutating func take(
    _ event: EventParser.Event, from parser: borrowing EventParser
  ) throws(DocumentTreeBuilder.ReadingEnded) {
    switch event {
    case .streamStart, .streamEnd: break
    case .documentStart(let hasDirectives):
      if hasDirectives { reportDirectives(in: parser.range) }
      if expected == .one, !result.documents.isEmpty { reportSecondDocument(parser.range) }
    case .documentEnd: finish(isComplete: true)
    case .scalar(let form):
      try take(form, from: parser)
    case .begin(let form):
      let range = parser.hasProperties ? refuseProperties(parser.range) : parser.range
      // An opening bracket is the event's own; in a block, or in a pair within brackets, the event has none.
      let last = range.isEmpty ? 0 : text.bytes[range.upperBound - 1]
      brackets.append(last == UInt8(ascii: "[") || last == UInt8(ascii: "{"))
      lastEnd = range.upperBound
      try builder.begin(form, at: range)
    case .end:
      if brackets.popLast() == true {
        lastEnd = parser.range.upperBound
        builder.end(at: lastEnd)
      } else {
        builder.end()
      }
    case .alias:
      let name = text(in: parser.range)
      if !builder.repeats(.alias, cause: name) { builder.report(.alias(name), cause: name, at: parser.range) }
      lastEnd = parser.range.upperBound
      try builder.unread(at: parser.range)
    }
  }

  private mutating func take(
    _ form: DocumentTree.Form, from parser: borrowing EventParser
  ) throws(DocumentTreeBuilder.ReadingEnded) {
    var range = parser.hasProperties ? refuseProperties(parser.range) : parser.range
    switch form {
    case .plain:
      if range.isEmpty { range = beforeBlanks(range.lowerBound) }
      if !range.isEmpty, text.bytes[range.lowerBound] >= 0xE2, builder.expectsKey, let sign = bullet(at: range) {
        let place = range.lowerBound..<(range.lowerBound + sign.utf8.count)
        builder.report(.bullet(sign), cause: "", at: place)
        lastBullet = place
        try builder.unread(at: range)
        lastEnd = range.upperBound
        return
      }
      if range.count == 2, text.bytes[range.lowerBound] == UInt8(ascii: "<"), builder.expectsKey, isMergeKey(range) {
        builder.report(.mergeKey(), cause: "", at: range)
        try builder.unread(at: range)
      } else if parser.textStands(in: range) {
        try builder.scalar(form, at: range, text: range)
      } else {
        try builder.scalar(form, at: range, unfolded: parser.copyOfText())
      }
    case .quoted:
      let inner = (range.lowerBound + 1)..<max(range.lowerBound + 1, range.upperBound - 1)
      if parser.textStands(in: inner) {
        try builder.scalar(form, at: range, text: inner)
      } else {
        checkEscapes(in: range)
        try builder.scalar(form, at: range, unfolded: parser.copyOfText())
      }
    default:
      // libyaml ends a block where the next line of something else begins.
      while range.upperBound > range.lowerBound + 1, isBlank(text.bytes[range.upperBound - 1]) {
        range = range.lowerBound..<(range.upperBound - 1)
      }
      try builder.scalar(form, at: range, unfolded: parser.copyOfText())
    }
    lastEnd = range.upperBound
  }

  /// The sign of a word processor's before a key: an item of a list was meant, and no key begins so.
  private func bullet(at range: Range<Int>) -> String? {
    SourceText.bullet(beginning: text(in: range.lowerBound..<min(range.upperBound, range.lowerBound + 16)))
  }

  private func isMergeKey(_ range: Range<Int>) -> Bool { text(in: range) == "<<" }

  /// Where nothing stands, libyaml names the place of what comes next; it is behind what came before.
  private func beforeBlanks(_ offset: Int) -> Range<Int> {
    var offset = offset
    while offset > lastEnd, isBlank(text.bytes[offset - 1]) { offset -= 1 }
    return offset..<offset
  }

  /// The document that was read, or its part, and room for the next one.
  private mutating func finish(isComplete: Bool, certainEnd: Int = .max) {
    result.diagnostics.append(builder.diagnostics)
    let next = DocumentTreeBuilder(source: source, bytes: text.bytes, limits: limits, budget: builder.budget)
    // An error between two documents belongs to neither.
    let isRead = isComplete || builder.isBegun || result.documents.isEmpty
    if isRead { result.documents.append(builder.finish(isComplete: isComplete, certainEnd: certainEnd)) }
    builder = next
    brackets = []
  }

  // MARK: What is refused

  private mutating func reportDirectives(in range: Range<Int>) {
    // From the first directive to the `---` behind the last one.
    var offset = range.lowerBound
    while offset < range.upperBound {
      var end = offset
      while end < range.upperBound, text.bytes[end] != 0x0A, text.bytes[end] != 0x0D { end += 1 }
      if text.bytes[offset] == UInt8(ascii: "%") {
        let line = offset..<trimmed(offset..<end)
        builder.report(.directive(text(in: line)), cause: text(in: line), at: line)
      }
      offset = end + 1
    }
  }

  private mutating func reportSecondDocument(_ range: Range<Int>) {
    let marker = max(range.lowerBound, range.upperBound - 3)..<range.upperBound
    result.diagnostics.report(.secondDocument(), at: builder.span(marker), cause: "")
  }

  /// Reports the anchor and the tag at the start of a range and gives the rest of it.
  private mutating func refuseProperties(_ range: Range<Int>) -> Range<Int> {
    var offset = range.lowerBound
    for _ in 0..<2 {
      guard offset < range.upperBound else { break }
      let property = offset..<propertyEnd(offset, before: range.upperBound)
      let name = text(in: property)
      switch text.bytes[offset] {
      case UInt8(ascii: "&"):
        if !builder.repeats(.anchor, cause: name) { builder.report(.anchor(name), cause: name, at: property) }
      case UInt8(ascii: "!"):
        if !builder.repeats(.tag, cause: name) { builder.report(.tag(name), cause: name, at: property) }
      default: return offset..<range.upperBound
      }
      offset = contentStart(property.upperBound, before: range.upperBound)
    }
    return offset..<max(offset, range.upperBound)
  }

  private func propertyEnd(_ start: Int, before end: Int) -> Int {
    let isVerbatim = start + 1 < end && text.bytes[start + 1] == UInt8(ascii: "<")
    var offset = start + 1
    while offset < end, !isBlank(text.bytes[offset]) {
      switch text.bytes[offset] {
      case UInt8(ascii: ">") where isVerbatim: return offset + 1
      case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"):
        if !isVerbatim { return offset }
      default: break
      }
      offset += 1
    }
    return offset
  }

  /// Behind white space and comments.
  private func contentStart(_ start: Int, before end: Int) -> Int {
    var offset = start
    while offset < end {
      if isBlank(text.bytes[offset]) {
        offset += 1
      } else if text.bytes[offset] == UInt8(ascii: "#"), offset > start {
        while offset < end, text.bytes[offset] != 0x0A, text.bytes[offset] != 0x0D { offset += 1 }
      } else {
        break
      }
    }
    return offset
  }

  /// Escapes that stand for characters which may not stand in a file as they are.
  private mutating func checkEscapes(in range: Range<Int>) {
    guard range.count >= 2, text.bytes[range.lowerBound] == UInt8(ascii: "\"") else { return }
    var offset = range.lowerBound + 1
    while offset < range.upperBound - 1 {
      guard text.bytes[offset] == UInt8(ascii: "\\") else {
        offset += 1
        continue
      }
      let (value, length) = YAMLEscape.read(text.bytes, at: offset, before: range.upperBound - 1)
      if let value, TextCheck.refuses(value) {
        builder.report(
          .hazardousCharacter(value, isWrittenOut: true), cause: name(of: value), at: offset..<(offset + length))
      }
      offset += length
    }
  }

  /// Exactly one finding for a syntax error, unless it comes of a character that was refused already. Gives the place
  /// from which on nothing is certain.
  private mutating func report(_ problem: YAMLProblem) -> Int {
    let finding = YAMLSyntaxError(
      problem, in: text.bytes, openStarts: builder.openStarts, lastScalar: builder.lastScalar, limits: limits
    ).finding
    let certainEnd = min(problem.offset, finding.range.lowerBound, finding.certainEnd ?? .max)
    // What cannot be read behind a sign follows from it.
    if finding.range == lastBullet { return certainEnd }
    if text.isReplaced(problem.offset, in: file) || text.isReplaced(finding.range.lowerBound, in: file) {
      return certainEnd
    }
    let notes = finding.note.map { [Note($0.text, at: builder.span($0.range))] } ?? []
    builder.diagnostics.report(finding.message, at: builder.span(finding.range), notes: notes)
    return certainEnd
  }

  private func text(in range: Range<Int>) -> String { String(decoding: text.bytes[range], as: UTF8.self) }

  private func trimmed(_ range: Range<Int>) -> Int {
    var end = range.upperBound
    while end > range.lowerBound, isBlank(text.bytes[end - 1]) { end -= 1 }
    return end
  }
}

/// A space, a tab or part of a line end.
func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }

/// What a backslash in double quotes stands for.
enum YAMLEscape {
  /// The character, where the escape stands for one alone, and how many bytes it has.
  static func read(_ bytes: [UInt8], at offset: Int, before end: Int) -> (Unicode.Scalar?, length: Int) {
    guard offset + 1 < end else { return (nil, 1) }
    switch bytes[offset + 1] {
    case UInt8(ascii: "0"): return ("\u{0}", 2)
    case UInt8(ascii: "a"): return ("\u{7}", 2)
    case UInt8(ascii: "b"): return ("\u{8}", 2)
    case UInt8(ascii: "v"): return ("\u{B}", 2)
    case UInt8(ascii: "f"): return ("\u{C}", 2)
    case UInt8(ascii: "e"): return ("\u{1B}", 2)
    case UInt8(ascii: "N"): return ("\u{85}", 2)
    case UInt8(ascii: "L"): return ("\u{2028}", 2)
    case UInt8(ascii: "P"): return ("\u{2029}", 2)
    case UInt8(ascii: "x"): return hexadecimal(bytes, at: offset + 2, digits: 2, before: end)
    case UInt8(ascii: "u"): return hexadecimal(bytes, at: offset + 2, digits: 4, before: end)
    case UInt8(ascii: "U"): return hexadecimal(bytes, at: offset + 2, digits: 8, before: end)
    default: return (nil, 2)
    }
  }

  private static func hexadecimal(
    _ bytes: [UInt8], at offset: Int, digits: Int, before end: Int
  ) -> (Unicode.Scalar?, length: Int) {
    guard offset + digits <= end else { return (nil, 2) }
    let value = UInt32(String(decoding: bytes[offset..<(offset + digits)], as: UTF8.self), radix: 16)
    return (value.flatMap { Unicode.Scalar($0) }, 2 + digits)
  }
}
