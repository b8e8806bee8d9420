import DocumentTree
import PolicyCompiler
import SourceText

/// The folders of policy sets in the file system; nothing is followed but the name that the user gives.
struct DiskFolders: PolicySetFolders {
  /// The folder of the set that is checked.
  private let root: FileSystem.Path

  init(_ root: FileSystem.Path) { self.root = root }

  private func path(of name: [String]) -> FileSystem.Path {
    name.reduce(root) { $0.appending(Array($1.utf8)) }
  }

  func kind(of name: [String]) -> PolicySetFolderKind {
    switch FileSystem.kind(path(of: name), following: false) {
    case .folder: .folder
    case .link: .link
    case .file, .other, .absent: .absent
    }
  }

  func identity(of name: [String]) -> FileSystem.Identity? { FileSystem.identity(path(of: name)) }

  func holdsPolicy(_ name: [String]) -> Bool {
    FileSystem.kind(path(of: name + ["policy.yaml"]), following: false) != .absent
  }

  /// All `*.yaml` below a folder, hidden folders left out.
  func listing(of name: [String], limits: InputLimits) -> PolicySetListing {
    var listing = PolicySetListing()
    let root = path(of: name)
    guard FileSystem.kind(root, following: true) == .folder else {
      listing.unread.append(("", .noFolder(root.text)))
      return listing
    }
    var open: [(path: FileSystem.Path, name: String)] = [(root, "")]
    var count = 0
    while let folder = open.popLast() {
      let names: [[UInt8]]
      do throws(FileSystem.ReadError) {
        names = try FileSystem.names(in: folder.path)
      } catch {
        listing.unread.append((folder.name, .folderNotRead(folder.path.text, error)))
        // Of a set whose folder is not read nothing more can be said.
        if folder.name.isEmpty { return listing }
        continue
      }
      for bytes in names {
        let path = folder.path.appending(bytes)
        let name = folder.name + String(decoding: bytes, as: UTF8.self)
        switch FileSystem.kind(path, following: false) {
        case .folder: if bytes.first != UInt8(ascii: ".") { open.append((path, name + "/")) }
        case .link: listing.unread.append((name, .link()))
        case .file:
          if let refusal = PolicySetReading.refusal(ofName: name) { listing.unread.append((name, refusal)) }
          guard PolicySetReading.isNamed(name) else { continue }
          count += 1
          guard count <= limits.files else { continue }
          do throws(FileSystem.ReadError) {
            listing.files.append(SourceFile(name: name, bytes: try FileSystem.read(path, limit: limits.fileBytes)))
          } catch {
            listing.unread.append((name, .unreadable("\(text: error.words)")))
          }
        // Whatever its name: what it would give is no file that somebody voted on.
        case .other: listing.unread.append((name, .notARegularFile()))
        // Gone since the folder was read.
        case .absent: if PolicySetReading.isNamed(name) { listing.unread.append((name, .gone())) }
        }
      }
    }
    listing.finish(count: count, limits: limits)
    return listing
  }

  /// What stands in a file that a test names, seen from the set that is checked: no link on the way is followed.
  func testFile(_ name: String, limits: InputLimits) -> TestFile {
    var path = root
    let parts = name.split(separator: "/", omittingEmptySubsequences: true)
    for (index, part) in parts.enumerated() {
      path = path.appending(Array(part.utf8))
      switch FileSystem.kind(path, following: false) {
      case .folder:
        if index == parts.count - 1 { return .refused(.testFileNotRead(name, "a folder stands there")) }
      case .link: return .refused(.testFileNotRead(name, "a symbolic link stands there, and links are not followed"))
      case .other: return .refused(.testFileNotRead(name, "a pipe, socket or device stands there"))
      case .absent: return .refused(.noTestFile(name))
      case .file: break
      }
    }
    do throws(FileSystem.ReadError) {
      let bytes = try FileSystem.read(path, limit: limits.fileBytes)
      return TestFile(SourceFile(name: name, bytes: bytes), limits: limits)
    } catch {
      return .refused(.testFileNotRead(name, "\(text: error.words)"))
    }
  }

  /// Whether a file stands, or would stand, within one of some folders, whatever name leads there.
  func holds(_ file: FileSystem.Path, inAnyOf folders: [[String]]) -> Bool {
    let identities = folders.compactMap { identity(of: $0) }
    var folder = file.folder
    var last: FileSystem.Identity?
    while let identity = FileSystem.identity(folder), identity != last {
      if identities.contains(identity) { return true }
      last = identity
      folder = folder.appending(Array("..".utf8))
    }
    return false
  }
}
