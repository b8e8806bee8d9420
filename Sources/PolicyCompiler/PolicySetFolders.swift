package import DocumentTree
package import SourceText

/// Where a policy set and the sets that it extends stand: folders of a file system, or files in memory.
///
/// A folder is named by its parts, seen from the set that is checked: none for that one, `..` and `state` for a base.
package protocol PolicySetFolders {
  /// What tells a folder from any other: many names can lead to one.
  associatedtype Identity: Equatable

  /// What stands under a name. Links are not followed.
  func kind(of name: [String]) -> PolicySetFolderKind
  /// `nil` where there is no such folder.
  func identity(of name: [String]) -> Identity?
  /// Whether the folder holds a `policy.yaml`.
  func holdsPolicy(_ name: [String]) -> Bool
  /// The files of the set in a folder, their names relative to it.
  func listing(of name: [String], limits: InputLimits) -> PolicySetListing
}

package enum PolicySetFolderKind: Sendable {
  case folder, link, absent
}

/// The files of a policy set, before they are read as YAML.
package struct PolicySetListing: Sendable {
  package var files: [SourceFile] = []
  /// Files that are named in a finding and not read; with an empty name, the folder itself.
  package var unread: [(name: String, message: Message)] = []

  package init() {}

  /// Finds what is missing from the whole.
  package mutating func finish(count: Int, limits: InputLimits) {
    if count > limits.files { unread.append(("", .limit("files", "files", limits.files))) }
    if files.contains(where: { $0.name == "policy.yaml" }) || lacksPolicyFile { return }
    unread.append(("", .noPolicyFile(alike: files.first { $0.name.lowercased() == "policy.yaml" }?.name)))
  }

  /// Whether it was said that there is no `policy.yaml`, or that a file which is nearly called so is not read.
  var lacksPolicyFile: Bool {
    unread.contains { file in
      file.message.kind == .wrongFile
        && ["", "policy.yaml", "policy.yml", "policy.yaml.txt", "policy.yml.txt"].contains(file.name.lowercased())
    }
  }
}
