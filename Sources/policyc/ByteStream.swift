import Glibc

/// What a file or standard input gives, read as it is asked for: a stream of a million lines is never held whole.
struct ByteStream: ~Copyable {
  private let descriptor: Int32
  private var bytes: [UInt8] = []
  /// Where the bytes begin that were not given out.
  private var start = 0
  private var isAtEnd = false
  private static let chunk = 1 << 16

  /// Takes over the descriptor, and closes it in the end.
  init(descriptor: Int32) { self.descriptor = descriptor }

  deinit { if descriptor != STDIN_FILENO { close(descriptor) } }

  /// A line without its end; of one that is longer than the limit only that it is.
  enum Line {
    case whole([UInt8])
    case tooLong
  }

  /// The next line, which ends with LF or CRLF; `nil` behind the last one.
  mutating func nextLine(limit: Int) throws(FileSystem.ReadError) -> Line? {
    var isTooLong = false
    var searched = start
    while true {
      if let end = bytes[searched...].firstIndex(of: 0x0A) {
        defer { start = end + 1 }
        return isTooLong || end - start > limit ? .tooLong : .whole(withoutReturn(bytes[start..<end]))
      }
      if bytes.count - start > limit {
        isTooLong = true
        start = bytes.count
      }
      searched = bytes.count
      let before = start
      guard try fill() else { break }
      // Filling drops what was given out.
      searched -= before - start
    }
    defer { start = bytes.count }
    if isTooLong { return .tooLong }
    return start < bytes.count ? .whole(withoutReturn(bytes[start...])) : nil
  }

  private func withoutReturn(_ line: ArraySlice<UInt8>) -> [UInt8] {
    Array(line.last == 0x0D ? line.dropLast() : line)
  }

  /// All that is left.
  mutating func rest(limit: Int) throws(FileSystem.ReadError) -> [UInt8] {
    while bytes.count - start <= limit { guard try fill() else { break } }
    guard bytes.count - start <= limit else { throw .tooLarge }
    defer { start = bytes.count }
    return Array(bytes[start...])
  }

  /// Whether what comes is JSON, a value a line. Values that go on over several lines are read as a whole: their first
  /// line opens something and the next one, which is theirs, does not begin a proposal.
  mutating func looksLikeJSON(limit: Int) throws(FileSystem.ReadError) -> JSONForm? {
    var offset = start
    while true {
      while offset < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[offset]) { offset += 1 }
      if offset < bytes.count || offset > limit { break }
      guard try fill() else { return nil }
    }
    guard offset < bytes.count, [UInt8(ascii: "{"), UInt8(ascii: "[")].contains(bytes[offset]) else { return nil }
    var end = bytes[offset...].firstIndex(of: 0x0A)
    while end == nil || end == bytes.count - 1, bytes.count - start <= limit, try fill() {
      end = bytes[offset...].firstIndex(of: 0x0A)
    }
    let line = bytes[offset..<(end ?? bytes.count)].reversed().drop { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
    let next = end.flatMap { $0 + 1 < bytes.count ? bytes[$0 + 1] : nil }
    let isOpen =
      bytes[offset] == UInt8(ascii: "[")
      ? line.first != UInt8(ascii: "]")
      : (line.first == UInt8(ascii: "{") || line.first == UInt8(ascii: ",")) && next != UInt8(ascii: "{")
    return isOpen ? .values : .lines
  }

  enum JSONForm {
    case lines, values
  }

  /// Reads some more; false at the end.
  private mutating func fill() throws(FileSystem.ReadError) -> Bool {
    if isAtEnd { return false }
    if start > ByteStream.chunk {
      bytes.removeFirst(start)
      start = 0
    }
    while true {
      var count = 0
      // Not filled with zeros first: most files are much smaller than a chunk.
      let chunk = unsafe [UInt8](unsafeUninitializedCapacity: ByteStream.chunk) { buffer, initialized in
        count = unsafe read(descriptor, buffer.baseAddress, buffer.count)
        initialized = max(0, count)
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .failed(errno) }
      isAtEnd = count == 0
      bytes += chunk
      return count > 0
    }
  }
}
