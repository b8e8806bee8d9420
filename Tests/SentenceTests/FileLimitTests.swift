import DocumentTree
import PolicyCompiler
import Foundation
import SourceText
import Testing

@testable import policyc

/// The limits that the program itself asks about, at n and at n + 1; those of the readers are tested beside them.
@Suite struct FileLimitTests {
  @Test func files() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "files-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder.appending(path: "below"), withIntermediateDirectories: true)
    var limits = InputLimits()
    limits.files = 3
    func words(adding name: String) throws -> [String] {
      try Data().write(to: folder.appending(path: name))
      let listing = DiskFolders(FileSystem.Path(folder.path)).listing(of: [], limits: limits)
      #expect(listing.files.count <= limits.files)
      return listing.unread.map(\.message.text.description)
    }
    #expect(try words(adding: "policy.yaml") == [])
    #expect(try words(adding: "a.yaml") == [])
    #expect(try words(adding: "below/b.yaml") == [])
    // Other files do not count.
    #expect(try words(adding: "notes.md") == [])
    let over = try words(adding: "below/c.yaml")
    #expect(over.count == 1)
    #expect(over[0].contains("`files` of 3 files"))
  }

  @Test func `file-bytes, before a file is read`() throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "bytes-\(UUID().uuidString).yaml")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(repeating: 0x20, count: 100).write(to: file)
    #expect(try FileSystem.read(FileSystem.Path(file.path), limit: 100).count == 100)
    #expect(throws: FileSystem.ReadError.self) { try FileSystem.read(FileSystem.Path(file.path), limit: 99) }
  }
}
