package import PolicyBasics
import Synchronization

/// A file that was read whole, or a line of a stream, and where its lines begin.
public struct SourceFile: Sendable {
  /// Relative to the set's root, or as it was given. Not to be trusted: messages show it with what is invisible in it made
  /// visible.
  public let name: String
  /// Its text, in UTF-8.
  public let bytes: [UInt8]
  /// The number of the first line: above 1 where this is a part of a stream.
  package let firstLine: Int
  private let lines = CountedLines()

  /// A file that is a whole.
  public init(name: String, bytes: [UInt8]) { self.init(name: name, bytes: bytes, firstLine: 1) }

  /// A part of a stream.
  package init(name: String, bytes: [UInt8], firstLine: Int) {
    self.name = name
    self.bytes = bytes
    self.firstLine = firstLine
  }

  /// Where the lines begin; they end with LF, CRLF or CR. Counted once, however many places are asked for.
  package var lineTable: LineTable { lines.table(of: bytes) }
}

/// The lines of a file, counted when a place in it is first asked for.
private final class CountedLines: Sendable {
  private let counted = Mutex<LineTable?>(nil)

  func table(of bytes: [UInt8]) -> LineTable {
    counted.withLock { table in
      if let table { return table }
      let new = LineTable(bytes)
      table = new
      return new
    }
  }
}

/// The offsets at which the lines of a file begin.
package struct LineTable: Sendable {
  package let starts: [Int]

  package init(_ bytes: [UInt8]) {
    var starts = [0]
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if byte == 0x0A || (byte == 0x0D && (index >= bytes.count || bytes[index] != 0x0A)) { starts.append(index) }
    }
    self.starts = starts
  }

  /// The line, from 0, that holds the byte at `offset`.
  package func line(at offset: Int) -> Int {
    var low = 0
    var high = starts.count
    while low + 1 < high {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// The bytes of a line without its end.
  package func range(ofLine line: Int, in bytes: [UInt8]) -> Range<Int> {
    guard starts.indices.contains(line) else { return bytes.count..<bytes.count }
    let start = starts[line]
    var end = line + 1 < starts.count ? starts[line + 1] : bytes.count
    while end > start, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
    return start..<end
  }
}

/// A file among those of one run.
package struct SourceID: DenseID {
  package let rawValue: UInt32
  package init(rawValue: UInt32) { self.rawValue = rawValue }
}

/// A range of bytes in a file. A position is always a byte; lines and columns are made where somebody reads them.
package struct SourceSpan: Hashable, Sendable {
  package var source: SourceID
  package var start: UInt32
  package var end: UInt32

  package init(source: SourceID, start: Int, end: Int) {
    self.source = source
    self.start = UInt32(clamping: start)
    self.end = UInt32(clamping: max(start, end))
  }

  /// Of what was never read: in values that stand in for something missing.
  package static let nowhere = SourceSpan(source: SourceID(rawValue: .max), start: 0, end: 0)

  package var range: Range<Int> { Int(start)..<Int(end) }

  /// Before another: by file, then by place.
  package func precedes(_ other: SourceSpan) -> Bool {
    (source.rawValue, start, end) < (other.source.rawValue, other.start, other.end)
  }
}

/// A place as people name it: line and column from 1, columns in Unicode scalars.
public struct Location: Hashable, Sendable {
  /// The file's name as it was given: what is invisible in it is not made visible.
  public var file: String
  /// From 1.
  public var line: Int
  /// From 1, in Unicode scalars.
  public var column: Int

  package init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }
}

/// The files of one run.
package struct SourceMap: Sendable {
  package private(set) var files: Table<SourceID, SourceFile>

  package init(_ files: [SourceFile] = []) { self.files = Table(files) }

  package mutating func add(_ file: SourceFile) -> SourceID { files.append(file) }

  package func location(of span: SourceSpan) -> Location { Locator(self).location(of: span) }
}

/// Finds lines and columns.
package struct Locator {
  private let sources: SourceMap

  package init(_ sources: SourceMap) { self.sources = sources }

  package func file(_ source: SourceID) -> SourceFile {
    sources.files.contains(source) ? sources.files[source] : SourceFile(name: "", bytes: [])
  }

  package func location(of span: SourceSpan) -> Location {
    let file = file(span.source)
    let table = file.lineTable
    let offset = min(Int(span.start), file.bytes.count)
    let line = table.line(at: offset)
    var start = table.starts[line]
    // A byte order mark is no column.
    if start == 0, file.bytes.starts(with: [0xEF, 0xBB, 0xBF]) { start = min(3, offset) }
    let column = file.bytes[start..<max(start, offset)].reduce(1) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
    return Location(file: file.name, line: file.firstLine + line, column: column)
  }
}
