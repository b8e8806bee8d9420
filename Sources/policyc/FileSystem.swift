import Glibc
import SourceText

/// Reads files and folders: the one place of the program that touches them.
enum FileSystem {
  /// A name in a folder, as its bytes: names need not be UTF-8.
  struct Path: Sendable {
    /// Without a NUL at the end.
    let bytes: [UInt8]

    init(_ text: String) { bytes = Array(text.utf8) }
    init(bytes: [UInt8]) { self.bytes = bytes }

    func appending(_ name: [UInt8]) -> Path {
      Path(bytes: bytes.last == UInt8(ascii: "/") ? bytes + name : bytes + [UInt8(ascii: "/")] + name)
    }

    /// The folder that it stands in.
    var folder: Path {
      let end = bytes.lastIndex(of: UInt8(ascii: "/"))
      return Path(bytes: end.map { Array($0 == 0 ? bytes[...0] : bytes[..<$0]) } ?? [UInt8(ascii: ".")])
    }

    /// For messages, which escape it once more.
    var text: String { String(decoding: bytes, as: UTF8.self) }

    func withCString<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
      let characters = bytes.map { CChar(bitPattern: $0) } + [0]
      return unsafe characters.withUnsafeBufferPointer { buffer in
        // Never empty: it ends with a NUL.
        guard let base = buffer.baseAddress else { return unsafe body([0]) }
        return unsafe body(base)
      }
    }
  }

  enum Kind { case file, folder, link, other, absent }

  enum ReadError: Error {
    case absent
    case notAFile
    case tooLarge
    /// The system's own number.
    case failed(Int32)

    var words: String {
      switch self {
      case .absent: "there is no such file"
      case .notAFile: "it is no regular file"
      case .tooLarge: "it is larger than the limit `file-bytes`"
      case .failed(EACCES), .failed(EPERM): "reading it is not permitted"
      case .failed(ENAMETOOLONG): "its name is too long for the system"
      case .failed(EMFILE), .failed(ENFILE): "too many files are open"
      case .failed: "the system could not read it"
      }
    }
  }

  /// - Parameter following: whether a symbolic link counts as what it points to.
  static func kind(_ path: Path, following: Bool) -> Kind {
    var status = stat()
    let result = unsafe path.withCString { unsafe following ? stat($0, &status) : lstat($0, &status) }
    guard result == 0 else { return .absent }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR: return .folder
    case S_IFLNK: return .link
    default: return .other
    }
  }

  /// What a folder is, whatever it is called: its device and its number there.
  struct Identity: Equatable {
    let device: UInt64
    let number: UInt64
  }

  static func identity(_ path: Path) -> Identity? {
    var status = stat()
    guard unsafe path.withCString({ unsafe stat($0, &status) }) == 0 else { return nil }
    return Identity(device: UInt64(status.st_dev), number: UInt64(status.st_ino))
  }

  /// The names in a folder but `.` and `..`, sorted by their bytes.
  static func names(in folder: Path) throws(ReadError) -> [[UInt8]] {
    guard let stream = unsafe folder.withCString({ unsafe opendir($0) }) else { throw .failed(errno) }
    defer { unsafe closedir(stream) }
    var names: [[UInt8]] = []
    while let entry = unsafe readdir(stream) {
      let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { buffer in
        unsafe Array(buffer.prefix { $0 != 0 })
      }
      if name != Array(".".utf8), name != Array("..".utf8) { names.append(name) }
    }
    return names.sorted { $0.lexicographicallyPrecedes($1) }
  }

  static let standardInput = STDIN_FILENO

  /// Where input or output was closed by whoever started the program, nothing that is opened later gets its place: what
  /// is meant for people would be written into a file.
  static func takeStandardDescriptors() {
    var status = stat()
    for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] {
      if unsafe fstat(descriptor, &status) != 0 { _ = unsafe open("/dev/null", O_RDONLY) }
    }
  }

  /// The bytes of a regular file of at most `limit` bytes; a pipe or device is not waited for.
  static func read(_ path: Path, limit: Int) throws(ReadError) -> [UInt8] {
    var stream = try stream(path)
    return try stream.rest(limit: limit)
  }

  /// The bytes of a regular file, as they are asked for; a pipe or device is not waited for.
  static func stream(_ path: Path) throws(ReadError) -> ByteStream {
    let descriptor = unsafe path.withCString { unsafe open($0, O_RDONLY | O_NONBLOCK | O_CLOEXEC) }
    guard descriptor >= 0 else { throw errno == ENOENT ? .absent : .failed(errno) }
    let stream = ByteStream(descriptor: descriptor)
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw .failed(errno) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile }
    return stream
  }
}

/// Writes an answer to standard output; where it cannot be written, says so on standard error: it helps nobody.
func writeAnswer(_ text: String) -> Bool {
  if write(text) { return true }
  write("policyc: the answer cannot be written\n", to: STDERR_FILENO)
  return false
}

/// Writes text to standard output or standard error, whole; false where it cannot be written.
@discardableResult
func write(_ text: String, to descriptor: Int32 = STDOUT_FILENO) -> Bool {
  var rest = ArraySlice(Array(text.utf8))
  while !rest.isEmpty {
    let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
    guard count > 0 else {
      if errno == EINTR { continue }
      return false
    }
    rest = rest.dropFirst(count)
  }
  return true
}
