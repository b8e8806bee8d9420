import DocumentTree
import SourceText

/// The folders of policy sets in memory: files by their names, seen from the set that is checked.
struct MemoryFolders: PolicySetFolders {
  private let files: [SourceFile]

  init(_ files: [SourceFile]) { self.files = files }

  /// By bytes: what people see as one character may end one name and begin the next.
  private func files(below name: [String]) -> [SourceFile] {
    let root = name.map { $0 + "/" }.joined()
    return files.filter {
      root.isEmpty ? !$0.name.utf8.starts(with: "../".utf8) : $0.name.utf8.starts(with: root.utf8)
    }
  }

  func kind(of name: [String]) -> PolicySetFolderKind { files(below: name).isEmpty ? .absent : .folder }

  func identity(of name: [String]) -> [String]? { name }

  func holdsPolicy(_ name: [String]) -> Bool {
    files.contains { $0.name == (name + ["policy.yaml"]).joined(separator: "/") }
  }

  func listing(of name: [String], limits: InputLimits) -> PolicySetListing {
    let root = name.reduce(0) { $0 + $1.utf8.count + 1 }
    var listing = PolicySetListing()
    var count = 0
    var names: Set<String> = []
    for file in files(below: name) {
      let name = String(decoding: file.name.utf8.dropFirst(root), as: UTF8.self)
      let parts = name.split(separator: "/", omittingEmptySubsequences: false)
      if parts.contains(where: { $0.isEmpty || $0 == "." || $0 == ".." }) {
        listing.unread.append((name, .oddName()))
        continue
      }
      // As in a file system: hidden folders are left out, hidden files are not.
      if parts.dropLast().contains(where: { $0.hasPrefix(".") }) { continue }
      let file = SourceFile(name: name, bytes: file.bytes)
      if let refusal = PolicySetReading.refusal(ofName: file.name) { listing.unread.append((file.name, refusal)) }
      guard PolicySetReading.isNamed(file.name) else { continue }
      count += 1
      guard count <= limits.files else { continue }
      if names.insert(file.name).inserted {
        listing.files.append(file)
      } else {
        listing.unread.append((file.name, .sameName()))
      }
    }
    listing.finish(count: count, limits: limits)
    return listing
  }
}
