import Glibc
import PolicyCompiler

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

  /// The first bytes, at most so many.
  mutating func beginning(count: Int) throws(FileSystem.ReadError) -> [UInt8] {
    while bytes.count - start < count { guard try fill() else { break } }
    return Array(bytes[start...].prefix(count))
  }

  /// How a stream begins.
  struct Beginning {
    /// The first line that is not blank, without a byte order mark and the blanks around it; empty where there is none.
    var line: [UInt8] = []
    /// The first byte of the next line.
    var next: UInt8?
  }

  /// Looks ahead, and takes nothing out of the stream.
  mutating func beginning(limit: Int) throws(FileSystem.ReadError) -> Beginning {
    var result = Beginning()
    // A mark stands at the very beginning or not at all.
    while bytes.count - start < 3, try fill() {}
    var offset = start
    if bytes[offset...].starts(with: ProposalReading.Format.byteOrderMark) { offset += 3 }
    while true {
      while offset < bytes.count, ByteStream.isBlank(bytes[offset]) { offset += 1 }
      if offset < bytes.count || offset > limit { break }
      guard try fill() else { return result }
    }
    guard offset < bytes.count else { return result }
    var searched = offset
    var end: Int?
    while end == nil || end == bytes.count - 1 {
      end = bytes[searched...].firstIndex(of: 0x0A)
      searched = end ?? bytes.count
      guard end == nil || end == bytes.count - 1, bytes.count - start <= limit, try fill() else { break }
    }
    result.line = Array(bytes[offset..<(end ?? bytes.count)].reversed().drop(while: ByteStream.isBlank).reversed())
    result.next = end.flatMap { $0 + 1 < bytes.count ? bytes[$0 + 1] : nil }
    return result
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }

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
