import DocumentTree
import SourceText

/// Says in the committee's words what libyaml says in its own, at the place where it is to be mended.
///
/// libyaml names the place where it could not go on; what is to be mended often stands before it: the bracket that
/// nothing closes, the quote that closes too late, the line that is indented too deep.
struct YAMLSyntaxError {
  /// What is reported, and one more place that belongs to it.
  struct Finding {
    var message: Message
    var range: Range<Int>
    var note: (text: DiagnosticText, range: Range<Int>)?
    /// Where what its author meant ends to be certain, if that is before the range.
    var certainEnd: Int?
  }

  private let problem: YAMLProblem
  let bytes: [UInt8]
  private let openStarts: [Int]
  let lastScalar: (form: DocumentTree.Form, range: Range<Int>)?
  private let limits: InputLimits
  /// Where libyaml could not go on.
  let place: Int

  /// libyaml takes no longer key on one line, its quotes counted.
  private static let longestKey = 1024

  init(
    _ problem: YAMLProblem, in bytes: [UInt8], openStarts: [Int],
    lastScalar: (form: DocumentTree.Form, range: Range<Int>)?, limits: InputLimits
  ) {
    self.problem = problem
    self.bytes = bytes
    self.openStarts = openStarts
    self.lastScalar = lastScalar
    self.limits = limits
    place = min(max(problem.offset, 0), bytes.count)
  }

  private var context: Int { min(max(problem.contextOffset ?? place, 0), bytes.count) }

  var finding: Finding {
    if isAboutDirective { return directive(at: problem.contextOffset ?? place) }
    return switch problem.problem {
    case "found unexpected end of stream", "found unexpected document indicator": unclosedQuote(at: context)
    case "found unknown escape character": unknownEscape(at: place)
    case "did not find expected hexdecimal number", "found invalid Unicode character escape code":
      unknownEscape(at: place - 2)
    case "found a tab character that violates indentation",
      "found a tab character where an indentation space is expected":
      Finding(message: .tabIndentation(), range: character(at: place))
    case "found an indentation indicator equal to 0", "did not find expected comment or line break": blockHeader()
    case "found character that cannot start any token": characterThatStartsNothing()
    case "found unexpected ':'": missingSpace()
    case "mapping values are not allowed in this context": misplacedColon()
    case "could not find expected ':'": missingColon()
    case "block sequence entries are not allowed in this context": misplacedDash()
    case "mapping keys are not allowed in this context":
      Finding(message: .reservedStart("?"), range: character(at: place))
    case "did not find expected key", "did not find expected '-' indicator", "did not find expected <document start>":
      somethingElse()
    case "did not find expected ',' or ']'", "did not find expected ',' or '}'": missingComma()
    case "did not find expected node content": missingContent()
    case "did not find expected alphabetic or numeric character":
      Finding(message: .reservedStart(text(character(at: context))), range: word(at: context))
    case "found undefined tag handle": tag(at: place)
    default: problem.context.contains("tag") ? tag(at: context) : unforeseen()
    }
  }

  // MARK: Of lines

  private func unforeseen() -> Finding { Finding(message: .yamlSyntax(), range: word(at: place)) }

  private var isAboutDirective: Bool {
    problem.context.contains("directive") || problem.problem.contains("directive")
      || problem.problem == "found incompatible YAML document"
  }

  private func directive(at offset: Int) -> Finding {
    let line = lineStart(offset)..<lineEnd(offset)
    return Finding(message: .directive(text(line)), range: line)
  }

  private func tag(at offset: Int) -> Finding {
    let word = word(at: offset)
    return Finding(message: .tag(text(word)), range: word)
  }

  /// A colon where no key can end.
  private func misplacedColon() -> Finding {
    if let tab = tabInIndentation { return tab }
    if isMarker(lineStart(place)) {
      return Finding(message: .keyOnMarkerLine(), range: textStart(lineStart(place) + 3)..<place)
    }
    let start = textStart(lineStart(place))
    if let key = keyThatIsTooLong(from: start) { return key }
    let before = min(start, place)..<place
    if hasKey(in: before) { return colonInText() }
    guard let last = lastBefore(place), !endsValue(last) else {
      return Finding(message: .colonApart(), range: character(at: place))
    }
    // A text goes on over lines. What stands before the colon, and above it, tells keys from text.
    let isText = bytes[before].contains(where: isBlank)
    guard !isText, let above = lineAboveAlike(before.lowerBound) else {
      return isText ? colonInText() : Finding(message: .tooDeep(), range: before)
    }
    if let finding = missingSpace(in: word(at: above.lowerBound)) { return finding }
    return bytes[above].contains(where: isBlank)
      ? colonInText() : Finding(message: .missingColon(), range: above)
  }

  /// A colon within a text. It may stand behind what was meant as a key, or within quotes that are none.
  private func colonInText() -> Finding {
    let colon = character(at: place)
    if let key = keyOfBrackets() { return Finding(message: .keyInValue(key), range: colon) }
    let start = valueStart(before: place)
    let first = String(decoding: bytes[start..<place].prefix(4), as: UTF8.self).unicodeScalars.first
    let isQuoted = first.map { isTypographicQuote($0) } ?? false
    return Finding(message: .colonInText(isInTypographicQuotes: isQuoted), range: colon)
  }

  /// The word before a colon behind which a bracket or brace opens.
  private func keyOfBrackets() -> String? {
    var next = place + 1
    while next < bytes.count, bytes[next] == 0x20 { next += 1 }
    guard isOpening(next) else { return nil }
    var start = place
    while start > 0, !isBlank(bytes[start - 1]), !isOpening(start - 1), bytes[start - 1] != UInt8(ascii: ",") {
      start -= 1
    }
    return start < place ? text(start..<place) : nil
  }

  /// A line that goes on with the text of the block above it and is indented less than that.
  private func outdentedText(_ line: Int) -> Finding? {
    guard let last = lastScalar, last.form == .block, last.range.upperBound <= line,
      bytes[last.range.upperBound..<line].allSatisfy(isBlank)
    else { return nil }
    var start = line
    while start < bytes.count, bytes[start] == 0x20 { start += 1 }
    let isEmpty = !bytes[last.range].contains(where: isLineEnd)
    return Finding(
      message: isEmpty ? .textBesideKey() : .outdentedText(), range: toLineEnd(start),
      certainEnd: isEmpty ? last.range.lowerBound : nil)
  }

  /// A sign of a word processor's in place of the dash of an item.
  private func bullet(onLineOf offset: Int) -> Finding? {
    var start = lineStart(offset)
    while start < bytes.count, bytes[start] == 0x20 { start += 1 }
    let line = text(start..<min(lineEnd(start), start + 16))
    guard let bullet = SourceText.bullet(beginning: line) else { return nil }
    return Finding(message: .bullet(bullet), range: start..<min(start + bullet.utf8.count, bytes.count))
  }

  /// The line above, where it is indented like this one.
  private func lineAboveAlike(_ start: Int) -> Range<Int>? {
    var line = lineStart(start)
    guard line > 0 else { return nil }
    repeat { line = lineStart(line - 1) } while line > 0 && bytes[line..<lineEnd(line)].allSatisfy(isBlank)
    let first = bytes[line..<lineEnd(line)].firstIndex { !isBlank($0) } ?? line
    return first - line == column(start) && !isDash(first) ? toLineEnd(first) : nil
  }

  /// A colon within a word, where it is no part of an address.
  private func missingSpace(in word: Range<Int>) -> Finding? {
    for offset in word.dropFirst() where bytes[offset] == UInt8(ascii: ":") && !startsWith("://", at: offset) {
      if offset + 1 < word.upperBound, !isBlank(bytes[offset + 1]) {
        return Finding(message: .missingSpace(behind: ":"), range: character(at: offset))
      }
    }
    return nil
  }

  /// Whether a value in quotes or brackets ends with this character.
  private func endsValue(_ offset: Int) -> Bool {
    switch bytes[offset] {
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "]"), UInt8(ascii: "}"): true
    default: false
    }
  }

  /// A line on which a key is meant, without a colon.
  private func missingColon() -> Finding {
    if let key = keyThatIsTooLong(from: context) { return key }
    if let finding = outdentedText(lineStart(context)) ?? bullet(onLineOf: context) { return finding }
    let line = context..<max(context, trimmedLineEnd(context))
    if bytes[line].first == UInt8(ascii: "-") {
      return Finding(message: .missingSpace(behind: "-"), range: character(at: context))
    }
    if bytes[line].first.map(isQuote) == true, closingQuote(context) >= line.upperBound {
      return unclosedQuote(at: context)
    }
    if let finding = missingSpace(in: line) { return finding }
    return Finding(message: isBelowItem(context) ? .lineAmongItems() : .missingColon(), range: line)
  }

  /// Whether the line above begins with a dash in the same column.
  private func isBelowItem(_ start: Int) -> Bool {
    var line = lineStart(start)
    guard line > 0 else { return false }
    repeat { line = lineStart(line - 1) } while line > 0 && bytes[line..<lineEnd(line)].allSatisfy(isBlank)
    let first = bytes[line..<lineEnd(line)].firstIndex { !isBlank($0) } ?? line
    return first - line == column(start) && isDash(first)
  }

  private func isQuote(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") }

  private func keyThatIsTooLong(from start: Int) -> Finding? {
    guard start < place, place < bytes.count, bytes[place] == UInt8(ascii: ":"), lineStart(start) == lineStart(place),
      isQuote(bytes[start]) || !hasKey(in: start..<place)
    else { return nil }
    let characters = bytes[start..<place].count { $0 & 0xC0 != 0x80 }
    guard characters > YAMLSyntaxError.longestKey else { return nil }
    let most = min(limits.keyBytes, YAMLSyntaxError.longestKey)
    return Finding(message: .limit("key-bytes", "bytes", most), range: start..<place)
  }

  private func misplacedDash() -> Finding {
    guard let before = lastBefore(place) else { return unforeseen() }
    if bytes[before] == UInt8(ascii: ":") {
      return Finding(message: .itemOnKeyLine(), range: character(at: place))
    }
    return behindValue(before) ?? unforeseen()
  }

  /// libyaml met something else than the next key, item or document.
  private func somethingElse() -> Finding {
    if problem.problem == "did not find expected <document start>", let directive = directiveAbove() {
      return directive
    }
    if let bullet = bullet(onLineOf: place) { return bullet }
    if let stray = strayBracket() { return stray }
    if let tab = tabInIndentation { return tab }
    if let before = lastBefore(place) { return behindValue(before) ?? unforeseen() }
    if isColon(place) { return unforeseen() }
    if !hasKey(in: place..<lineEnd(place)), let outdented = outdentedText(lineStart(place)) { return outdented }
    let isSameColumn = problem.contextOffset.map { column($0) == column(place) } ?? false
    let isDeeper = problem.contextOffset.map { column($0) < column(place) } ?? false
    switch problem.problem {
    case "did not find expected key" where isSameColumn && isDash(place):
      return Finding(message: .itemAmongKeys(), range: character(at: place))
    case "did not find expected '-' indicator" where isDeeper:
      return Finding(message: .lineAmongItems(), range: word(at: place))
    case "did not find expected '-' indicator" where isSameColumn:
      return Finding(message: .keyAmongItems(), range: word(at: place))
    case "did not find expected <document start>": return unforeseen()
    default: return Finding(message: .unaligned(), range: word(at: place))
    }
  }

  private func directiveAbove() -> Finding? {
    var line = lineStart(place)
    while line > 0 {
      line = lineStart(line - 1)
      guard let first = bytes[line...].first else { return nil }
      if first == UInt8(ascii: "%") { return directive(at: line) }
      guard isBlank(first) || first == UInt8(ascii: "#") else { return nil }
    }
    return nil
  }

  /// Something that stands on a line behind a value that was complete.
  private func behindValue(_ before: Int) -> Finding? {
    switch bytes[before] {
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      if let last = lastScalar, last.form == .quoted, last.range.upperBound == before + 1,
        lineStart(last.range.lowerBound) != lineStart(before)
      {
        // A quote that closes lines further down was meant to open another text there.
        var finding = unclosedQuote(at: last.range.lowerBound)
        finding.note = ("the next quote stands here", before..<(before + 1))
        return finding
      }
      return Finding(message: .behindQuote(), range: toLineEnd(place))
    case UInt8(ascii: "]"), UInt8(ascii: "}"):
      return Finding(message: .behindBracket(text(character(at: before))), range: toLineEnd(place))
    default: return nil
    }
  }

  private func characterThatStartsNothing() -> Finding {
    if place < bytes.count, bytes[place] == 0x09 {
      return Finding(message: .tabIndentation(), range: character(at: place))
    }
    return innermostUnclosed()
      ?? Finding(message: .reservedStart(text(character(at: place))), range: character(at: place))
  }

  private func blockHeader() -> Finding {
    Finding(message: .blockHeader(text(character(at: context))), range: word(at: context))
  }

  // MARK: Of quotes and brackets

  private func unclosedQuote(at start: Int) -> Finding {
    let quote = character(at: start)
    return Finding(message: .unclosedQuote(text(quote)), range: quote)
  }

  private func unknownEscape(at start: Int) -> Finding {
    let start = max(0, start)
    let length = YAMLEscape.read(bytes, at: start, before: bytes.count).length
    var range = start..<min(bytes.count, start + length)
    if length == 2 { range = start..<max(range.upperBound, character(at: min(start + 1, bytes.count)).upperBound) }
    return Finding(message: .unknownEscape(text(range)), range: range)
  }

  private func missingSpace() -> Finding {
    innermostUnclosed() ?? Finding(message: .missingSpace(behind: ":"), range: character(at: place))
  }

  private func strayBracket() -> Finding? {
    guard place < bytes.count, bytes[place] == UInt8(ascii: "]") || bytes[place] == UInt8(ascii: "}") else {
      return nil
    }
    let bracket = character(at: place)
    return Finding(message: .strayBracket(text(bracket)), range: bracket)
  }

  private func missingComma() -> Finding {
    if let unclosed = unclosed(at: context) { return unclosed }
    guard place < bytes.count else { return unforeseen() }
    switch bytes[place] {
    case UInt8(ascii: ":"): return colonInBrackets()
    case UInt8(ascii: "["), UInt8(ascii: "{"):
      if let last = lastScalar, last.form == .plain, !bytes[last.range].contains(where: isBlank),
        last.range.upperBound <= place, bytes[last.range.upperBound..<place].allSatisfy({ $0 == 0x20 })
      {
        return Finding(message: .missingComma(behind: text(last.range)), range: word(at: place))
      }
    case UInt8(ascii: "\""), UInt8(ascii: "'"): break
    default:
      if let before = lastBefore(place), let finding = behindValue(before) { return finding }
    }
    return Finding(message: .missingComma(), range: word(at: place))
  }

  /// A colon within brackets, where a comma or their end is expected.
  private func colonInBrackets() -> Finding {
    let colon = character(at: place)
    guard let before = lastBefore(place) else { return Finding(message: .colonApart(), range: colon) }
    if let last = lastScalar, last.range.upperBound == before + 1,
      let key = keyThatIsTooLong(from: last.range.lowerBound)
    {
      return key
    }
    if let last = lastScalar, last.range.upperBound == before + 1, lineStart(last.range.lowerBound) < lineStart(place) {
      // A text that began on a line above: this line was meant to begin with a key.
      if last.form == .quoted { return Finding(message: .colonApart(), range: colon) }
      return Finding(message: .missingComma(), range: min(textStart(lineStart(place)), before)..<(before + 1))
    }
    return colonInText()
  }

  private func missingContent() -> Finding {
    if let unclosed = innermostUnclosed() { return unclosed }
    guard place < bytes.count else { return unforeseen() }
    let isInBrackets = openStarts.last.map { isOpening($0) } ?? false
    switch bytes[place] {
    case UInt8(ascii: ","):
      return Finding(message: isInBrackets ? .emptyItem() : .reservedStart(","), range: character(at: place))
    case UInt8(ascii: "-") where isInBrackets:
      return Finding(message: .dashInBrackets(), range: character(at: place))
    case UInt8(ascii: ":"): return Finding(message: .reservedStart(":"), range: word(at: place))
    case UInt8(ascii: "*") where context < place:
      let word = word(at: place)
      return Finding(message: .alias(text(word)), range: word)
    default: return strayBracket() ?? unforeseen()
    }
  }

  /// The innermost bracket that is open here, where nothing closes it.
  private func innermostUnclosed() -> Finding? { openStarts.last { isOpening($0) }.flatMap { unclosed(at: $0) } }

  func isOpening(_ offset: Int) -> Bool {
    offset < bytes.count && (bytes[offset] == UInt8(ascii: "[") || bytes[offset] == UInt8(ascii: "{"))
  }

  /// Follows brackets from one that opens. Quotes count where a value may begin, comments do not count.
  private func unclosed(at start: Int) -> Finding? {
    guard isOpening(start) else { return nil }
    var awaited: [UInt8] = []
    var mayBegin = true
    var offset = start
    while offset < bytes.count {
      let byte = bytes[offset]
      if isMarker(offset) { return unclosedBracket(at: start, endsAt: nil) }
      switch byte {
      case UInt8(ascii: "["):
        awaited.append(UInt8(ascii: "]"))
        mayBegin = true
      case UInt8(ascii: "{"):
        awaited.append(UInt8(ascii: "}"))
        mayBegin = true
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        let meant = awaited.removeLast()
        if awaited.isEmpty || byte != meant {
          return byte == meant ? nil : unclosedBracket(at: start, endsAt: offset)
        }
        mayBegin = false
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        if mayBegin { offset = closingQuote(offset) }
        mayBegin = false
      case UInt8(ascii: "#"):
        if offset == 0 || isBlank(bytes[offset - 1]) { offset = lineEnd(offset) }
      case UInt8(ascii: ","), UInt8(ascii: ":"): mayBegin = true
      default: if !isBlank(byte) { mayBegin = false }
      }
      offset += 1
    }
    return unclosedBracket(at: start, endsAt: nil)
  }

  private func unclosedBracket(at start: Int, endsAt end: Int?) -> Finding {
    let opening = character(at: start)
    let closing = bytes[start] == UInt8(ascii: "[") ? "]" : "}"
    return Finding(
      message: .unclosedBracket(text(opening), closing: closing), range: opening,
      note: end.map { ("another bracket ends what is open", $0..<($0 + 1)) })
  }

  private func closingQuote(_ start: Int) -> Int {
    var offset = start + 1
    while offset < bytes.count, bytes[offset] != bytes[start] {
      offset += bytes[offset] == UInt8(ascii: "\\") && bytes[start] == UInt8(ascii: "\"") ? 2 : 1
    }
    return offset
  }
}
