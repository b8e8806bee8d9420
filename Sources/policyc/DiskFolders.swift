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

  /// All `*.yaml` below a folder, hidden files and folders left out.
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
      guard let names = try? FileSystem.names(in: folder.path) else {
        listing.unread.append((folder.name.isEmpty ? root.text : folder.name, .unreadable("the folder cannot be read")))
        continue
      }
      for bytes in names where bytes.first != UInt8(ascii: ".") {
        let path = folder.path.appending(bytes)
        let name = folder.name + String(decoding: bytes, as: UTF8.self)
        switch FileSystem.kind(path, following: false) {
        case .folder: open.append((path, name + "/"))
        case .link: listing.unread.append((name, .link()))
        case .file:
          if PolicySetReading.isMisnamed(name) { listing.unread.append((name, .renameToYAML())) }
          guard PolicySetReading.isNamed(name) else { continue }
          count += 1
          guard count <= limits.files else { continue }
          do throws(FileSystem.ReadError) {
            listing.files.append(SourceFile(name: name, bytes: try FileSystem.read(path, limit: limits.fileBytes)))
          } catch {
            listing.unread.append((name, .unreadable("\(text: error.words)")))
          }
        case .other, .absent:
          if PolicySetReading.isNamed(name) || PolicySetReading.isMisnamed(name) {
            listing.unread.append((name, .notARegularFile()))
          }
        }
      }
    }
    listing.finish(count: count, limits: limits)
    return listing
  }
}
