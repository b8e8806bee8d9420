import Glibc

extension FileSystem {
  /// Why a file was not written.
  enum WriteError: Error {
    case notAFile
    /// The system's own number.
    case failed(Int32)

    var words: String {
      switch self {
      case .notAFile: "something else than a file stands there"
      case .failed(EACCES), .failed(EPERM): "writing it is not permitted"
      case .failed(ENOENT), .failed(ENOTDIR): "the folder is not there"
      case .failed(ENOSPC): "there is no room for it"
      case .failed: "the system could not write it"
      }
    }
  }

  /// Writes a file whole or not at all: into a new file beside it, which takes its name at the end. Whoever reads the file
  /// meanwhile finds the old one or the new one; after an error nothing is left behind.
  static func write(_ bytes: [UInt8], to path: Path) throws(WriteError) {
    switch kind(path, following: false) {
    case .file, .absent: break
    case .folder, .link, .other: throw .notAFile
    }
    let temporary = Path(bytes: path.bytes + Array(".\(getpid()).new".utf8))
    let descriptor = unsafe temporary.withCString {
      unsafe open($0, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o644)
    }
    guard descriptor >= 0 else { throw .failed(errno) }
    do throws(WriteError) {
      try write(bytes, to: descriptor)
      let result = unsafe temporary.withCString { new in unsafe path.withCString { unsafe rename(new, $0) } }
      guard result == 0 else { throw .failed(errno) }
    } catch {
      _ = unsafe temporary.withCString { unsafe unlink($0) }
      throw error
    }
  }

  /// Writes and closes: on the disk before it takes the name.
  private static func write(_ bytes: [UInt8], to descriptor: Int32) throws(WriteError) {
    var problem: Int32?
    var rest = bytes[...]
    while !rest.isEmpty, problem == nil {
      let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count >= 0 { rest = rest.dropFirst(count) } else if errno != EINTR { problem = errno }
    }
    if problem == nil, fsync(descriptor) != 0 { problem = errno }
    if close(descriptor) != 0, problem == nil { problem = errno }
    if let problem { throw .failed(problem) }
  }
}
