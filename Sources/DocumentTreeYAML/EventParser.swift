import CYAML
import DocumentTree

/// libyaml's events over one text, with positions in bytes.
///
/// Safe: libyaml's parser and event live on the heap, never move and are freed once, here; it reads its own copy of the
/// text; what its event holds is compared or copied and never given out; each range is checked against the text.
@safe
struct EventParser: ~Copyable {
  enum Event {
    case streamStart, streamEnd
    case documentStart(hasDirectives: Bool)
    case documentEnd
    /// A mapping or list.
    case begin(DocumentTree.Form)
    case end
    case scalar(DocumentTree.Form)
    case alias
  }

  /// libyaml keeps this address inside the parser itself.
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let event: UnsafeMutablePointer<yaml_event_t>
  private let text: UnsafeMutableRawBufferPointer
  /// Where the text begins in its file.
  private let start: Int
  /// Where every character has one byte, libyaml's marks are offsets.
  private let isASCII: Bool
  /// A character, counted as libyaml does, and where it begins in the text.
  private var cursor = (character: 0, offset: 0)

  /// Where the event stands in the file. Of a mapping or list in a block it is empty.
  private(set) var range = 0..<0
  /// Whether an anchor or tag stands before what the event is about, at the start of its range.
  private(set) var hasProperties = false
  /// Whether the event is to be freed: most lists and mappings hold nothing, and asking costs as much as reading them.
  private var ownsMemory = true

  /// Over what `TextCheck` gives: UTF-8 without NUL, from behind a byte order mark on.
  init(_ bytes: [UInt8], from start: Int, isASCII: Bool) throws(YAMLProblem) {
    unsafe parser = .allocate(capacity: 1)
    unsafe parser.initialize(to: yaml_parser_t())
    unsafe event = .allocate(capacity: 1)
    unsafe event.initialize(to: yaml_event_t())
    self.start = min(max(start, 0), bytes.count)
    self.isASCII = isASCII
    unsafe text = .allocate(byteCount: bytes.count - self.start, alignment: 8)
    unsafe bytes[self.start...].withUnsafeBytes { unsafe text.copyMemory(from: $0) }
    // On this throw `deinit` runs too; libyaml has then left a parser that may be deleted.
    guard unsafe yaml_parser_initialize(parser) == 1 else { throw YAMLProblem(problem: "", context: "", offset: start) }
    unsafe yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    unsafe yaml_parser_set_input_string(parser, text.baseAddress, text.count)
  }

  deinit {
    unsafe yaml_event_delete(event)
    unsafe event.deallocate()
    unsafe yaml_parser_delete(parser)
    unsafe parser.deallocate()
    unsafe text.deallocate()
  }

  /// The next event; its range and properties are this type's until the one after it.
  mutating func next() throws(YAMLProblem) -> Event {
    if ownsMemory { unsafe yaml_event_delete(event) }
    // Asked again after an error, libyaml reports success and no event: not the end of a file.
    guard unsafe yaml_parser_parse(parser, event) == 1, unsafe event.pointee.type != YAML_NO_EVENT else {
      throw problem()
    }
    let first = unsafe offset(of: event.pointee.start_mark.index)
    range = unsafe first..<max(first, offset(of: event.pointee.end_mark.index))
    hasProperties = false
    ownsMemory = true
    switch unsafe event.pointee.type {
    case YAML_SCALAR_EVENT:
      let scalar = unsafe event.pointee.data.scalar
      hasProperties = unsafe scalar.anchor != nil || scalar.tag != nil
      switch unsafe scalar.style {
      case YAML_SINGLE_QUOTED_SCALAR_STYLE, YAML_DOUBLE_QUOTED_SCALAR_STYLE: return .scalar(.quoted)
      case YAML_LITERAL_SCALAR_STYLE, YAML_FOLDED_SCALAR_STYLE: return .scalar(.block)
      default: return .scalar(.plain)
      }
    case YAML_MAPPING_START_EVENT:
      let mapping = unsafe event.pointee.data.mapping_start
      hasProperties = unsafe mapping.anchor != nil || mapping.tag != nil
      ownsMemory = hasProperties
      return .begin(.mapping)
    case YAML_SEQUENCE_START_EVENT:
      let sequence = unsafe event.pointee.data.sequence_start
      hasProperties = unsafe sequence.anchor != nil || sequence.tag != nil
      ownsMemory = hasProperties
      return .begin(.list)
    case YAML_MAPPING_END_EVENT, YAML_SEQUENCE_END_EVENT:
      ownsMemory = false
      return .end
    case YAML_ALIAS_EVENT: return .alias
    case YAML_DOCUMENT_START_EVENT:
      let document = unsafe event.pointee.data.document_start
      let hasTags = unsafe document.tag_directives.start != document.tag_directives.end
      return unsafe .documentStart(hasDirectives: document.version_directive != nil || hasTags)
    case YAML_DOCUMENT_END_EVENT: return .documentEnd
    case YAML_STREAM_START_EVENT: return .streamStart
    case YAML_STREAM_END_EVENT: return .streamEnd
    // libyaml has no other event: whatever this is, it is not read.
    default: throw problem()
    }
  }

  /// Whether the scalar's text stands in the file, as it is, in this range.
  func textStands(in range: Range<Int>) -> Bool {
    let scalar = unsafe event.pointee.data.scalar
    guard unsafe event.pointee.type == YAML_SCALAR_EVENT, unsafe scalar.length == range.count,
      range.lowerBound >= start,
      unsafe range.upperBound - start <= text.count
    else { return false }
    guard let value = unsafe UnsafeRawPointer(scalar.value) else { return range.isEmpty }
    guard let here = unsafe UnsafeRawPointer(text.baseAddress)?.advanced(by: range.lowerBound - start) else {
      return range.isEmpty
    }
    let count = range.count
    guard count >= 8 else {
      for offset in 0..<count
      where unsafe here.load(fromByteOffset: offset, as: UInt8.self)
        != value.load(fromByteOffset: offset, as: UInt8.self)
      {
        return false
      }
      return true
    }
    // Eight bytes at a time; the last eight may hold some that were compared before.
    var offset = 0
    while offset < count {
      let from = min(offset, count - 8)
      guard
        unsafe here.loadUnaligned(fromByteOffset: from, as: UInt64.self)
          == value.loadUnaligned(fromByteOffset: from, as: UInt64.self)
      else { return false }
      offset += 8
    }
    return true
  }

  /// The scalar's text.
  func copyOfText() -> [UInt8] {
    let scalar = unsafe event.pointee.data.scalar
    guard unsafe event.pointee.type == YAML_SCALAR_EVENT, let value = unsafe scalar.value else { return [] }
    return unsafe Array(UnsafeBufferPointer(start: value, count: scalar.length))
  }

  /// libyaml counts Unicode scalars, the byte order mark left out.
  @inline(__always)
  private mutating func offset(of mark: Int) -> Int {
    isASCII ? unsafe start + min(mark, text.count) : offset(ofCharacter: mark)
  }

  private mutating func offset(ofCharacter character: Int) -> Int {
    // The marks of events rise; those of problems may point back.
    while cursor.character < character, unsafe cursor.offset < text.count {
      cursor.offset += unsafe width(text[cursor.offset])
      cursor.character += 1
    }
    while cursor.character > character, cursor.offset > 0 {
      repeat { cursor.offset -= 1 } while unsafe cursor.offset > 0 && text[cursor.offset] & 0xC0 == 0x80
      cursor.character -= 1
    }
    return unsafe start + min(cursor.offset, text.count)
  }

  /// Of the character that begins with this byte.
  private func width(_ first: UInt8) -> Int {
    switch first {
    case 0xC0...0xDF: 2
    case 0xE0...0xEF: 3
    case 0xF0...0xFF: 4
    default: 1
    }
  }

  private mutating func problem() -> YAMLProblem {
    let problem = unsafe parser.pointee.problem.map { unsafe String(cString: $0) } ?? ""
    let context = unsafe parser.pointee.context.map { unsafe String(cString: $0) } ?? ""
    // The reader of bytes gives an offset where the others give a mark.
    let offset =
      if unsafe parser.pointee.error == YAML_READER_ERROR {
        unsafe start + min(Int(clamping: parser.pointee.problem_offset), text.count)
      } else {
        unsafe offset(of: parser.pointee.problem_mark.index)
      }
    let contextOffset = unsafe context.isEmpty ? nil : self.offset(of: parser.pointee.context_mark.index)
    return YAMLProblem(problem: problem, context: context, offset: offset, contextOffset: contextOffset)
  }
}

/// What libyaml says of a syntax error: for `YAMLSyntaxError`, never for a person.
struct YAMLProblem: Error {
  var problem: String
  var context: String
  var offset: Int
  var contextOffset: Int?
}
