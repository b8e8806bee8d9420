package import Foundation

/// Compares what people see with what is committed; only `make golden` rewrites it.
package enum Golden {
  /// The root of the package.
  package static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// `nil` where the text is what the file says; else what to do.
  package static func difference(_ text: String, from name: String) -> String? {
    let file = root.appending(path: "Tests/Golden/\(name)")
    if ProcessInfo.processInfo.environment["POLICYC_GOLDEN"] == "write" {
      try? FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try? Data(text.utf8).write(to: file)
      return nil
    }
    guard let expected = try? Data(contentsOf: file) else {
      return "Tests/Golden/\(name) is missing: run `make golden`"
    }
    guard expected != Data(text.utf8) else { return nil }
    return "Tests/Golden/\(name) differs: run `make golden` and read the difference.\n\(text)"
  }
}
