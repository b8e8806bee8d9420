import Foundation
import TestKit
import Testing

/// The page for services shows code that CI builds and runs.
@Suite struct LibraryPageTests {
  private func text(_ path: String) throws -> String {
    try String(contentsOf: Golden.root.appending(path: path), encoding: .utf8)
  }

  @Test func `the example of the page is the service that is built, and prints what is printed`() throws {
    let page = try text("docs/library.md")
    for (fence, path) in [
      ("swift", "Tests/LinkedService/Package.swift"), ("swift", "Tests/LinkedService/Sources/LinkedService/main.swift"),
      ("", "Tests/LinkedService/printed.txt"),
    ] {
      #expect(page.contains("```\(fence)\n" + (try text(path)) + "```\n"), "docs/library.md shows another \(path)")
    }
  }
}
