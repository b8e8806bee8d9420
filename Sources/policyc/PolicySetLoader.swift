import DocumentTree
import PolicyCompiler
import SourceText

/// Finds the files of a policy set: all `*.yaml` below its root, hidden folders left out; nothing is followed.
struct PolicySetLoader {
  private(set) var files: [SourceFile] = []
  private(set) var diagnostics = Diagnostics()
  /// Files that are named in a finding and not read.
  private(set) var unread: [(name: String, message: Message)] = []
  private let limits: InputLimits

  init(limits: InputLimits) { self.limits = limits }

  mutating func load(_ root: FileSystem.Path) {
    guard FileSystem.kind(root, following: true) == .folder else {
      unread.append(("", .noFolder(root.text)))
      return
    }
    var open: [(path: FileSystem.Path, name: String)] = [(root, "")]
    var count = 0
    while let folder = open.popLast() {
      guard let names = try? FileSystem.names(in: folder.path) else {
        unread.append((folder.name.isEmpty ? root.text : folder.name, .unreadable("the folder cannot be read")))
        continue
      }
      for bytes in names where bytes.first != UInt8(ascii: ".") {
        let path = folder.path.appending(bytes)
        let name =
          folder.name.isEmpty
          ? String(decoding: bytes, as: UTF8.self) : folder.name + "/" + String(decoding: bytes, as: UTF8.self)
        switch FileSystem.kind(path, following: false) {
        case .folder: open.append((path, name))
        case .link: unread.append((name, .link()))
        case .file:
          if PolicySetReading.isMisnamed(name) { unread.append((name, .renameToYAML())) }
          guard name.hasSuffix(".yaml") else { continue }
          count += 1
          guard count <= limits.files else { continue }
          do throws(FileSystem.ReadError) {
            files.append(SourceFile(name: name, bytes: try FileSystem.read(path, limit: limits.fileBytes)))
          } catch {
            unread.append((name, .unreadable("\(text: error.words)")))
          }
        case .other, .absent:
          if name.hasSuffix(".yaml") || name.hasSuffix(".yml") { unread.append((name, .notARegularFile())) }
        }
      }
    }
    if count > limits.files { unread.append(("", .limit("files", "files", limits.files))) }
    if !files.contains(where: { $0.name == "policy.yaml" }) { unread.append(("", .noPolicyFile())) }
  }
}
