import Description
import FoundationEssentials
import PolicyLanguage
import TestKit
import Testing

@testable import policyc_generate

@Suite struct GeneratedFilesTests {
  @Test func `every file bears its mark, stands in its folder and ends with a line end`() throws {
    for generator in generators {
      for file in try generator.files(Golden.root.path) {
        #expect(file.path.hasPrefix(generator.folder + "/"))
        #expect(file.text.prefix(400).contains(generator.mark), "\(file.path)")
        #expect(file.text.hasSuffix("\n") && !file.text.hasSuffix("\n\n"), "\(file.path)")
      }
    }
  }

  @Test func `every link of the reference leads somewhere`() throws {
    let files = try Generator.reference.files(Golden.root.path)
    let pages = Dictionary(
      uniqueKeysWithValues: files.map { (String($0.path.dropFirst(Generator.reference.folder.count + 1)), $0.text) })
    for (name, text) in pages {
      for match in text.matches(of: /\]\(([^)#]*)(?:#([^)]*))?\)/) {
        let target = try #require(pages[match.1.isEmpty ? name : String(match.1)], "\(match.0) on \(name)")
        guard let anchor = match.2 else { continue }
        let anchors = target.split(separator: "\n").filter { $0.hasPrefix("## ") }
          .map { $0.dropFirst(3).lowercased().split(separator: " ").joined(separator: "-") }
        #expect(anchors.contains(String(anchor)), "\(match.0) on \(name)")
      }
    }
  }

  @Test func `every heading of a page is there once`() throws {
    for file in try Generator.reference.files(Golden.root.path) {
      let headings = file.text.split(separator: "\n").filter { $0.hasPrefix("## ") }
      #expect(Set(headings).count == headings.count, "\(file.path)")
    }
  }

  @Test(arguments: PolicySet.sections.map(\.key)) func `every section has an example that begins with it`(key: String)
    throws
  {
    let section = try #require(PolicySet.sections.first { $0.key == key })
    #expect(section.example.hasPrefix("\(key):\n"))
    // The test that compiles it adds a head, which stands once.
    #expect(key == "policy" || !section.example.contains("\npolicy:"))
  }
}
