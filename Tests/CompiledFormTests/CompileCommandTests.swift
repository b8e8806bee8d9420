import Foundation
import PolicyBasics
import PolicyChecker
import TestKit
import Testing

/// `policyc compile`, and `policyc check` of what it wrote: the program itself, as it was built beside these tests.
@Suite struct CompileCommandTests {
  /// Beside the tests' own program.
  private static let program = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    .appending(path: "policyc")

  private struct Run {
    var status: Int32
    var output: String
  }

  private func policyc(_ arguments: String...) throws -> Run {
    let process = Process()
    process.executableURL = Self.program
    process.arguments = arguments
    process.currentDirectoryURL = Golden.root
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    #expect(process.terminationReason == .exit)
    return Run(status: process.terminationStatus, output: String(decoding: output, as: UTF8.self))
  }

  private func inFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "compiled-form-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
  }

  private func names(in folder: URL) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }

  @Test func `a policy set is compiled to the bytes of the library, and nothing else is left`() throws {
    try inFolder { folder in
      let file = folder.appending(path: "district.policy")
      // Twice: what stands there is replaced.
      for _ in 0..<2 {
        let run = try policyc("compile", "--policy", "policies/riverbend", "-o", file.path)
        #expect(run.status == 0, "\(run.output)")
        let bytes = Array(try Data(contentsOf: file))
        let policy = try Samples.district()
        #expect(try policy.bytes() == bytes)
        #expect(run.output.hasSuffix("\(bytes.count) bytes in \(file.path).\n"))
        #expect(run.output.contains(": 31 rules and 4 red lines, digest \(policy.digest)"))
        #expect(try names(in: folder) == ["district.policy"])
      }
    }
  }

  @Test func `the commit is kept, and what is no commit is refused`() throws {
    try inFolder { folder in
      let file = folder.appending(path: "district.policy")
      let run = try policyc("compile", "--policy", "policies/riverbend", "-o", file.path, "--commit", "0bac049fea56")
      #expect(run.status == 0)
      #expect(try CompiledPolicy(Array(Data(contentsOf: file))).commit == "0bac049fea56")
      for word in ["main", "", "0bac04", "0bac049fea5\u{1B}"] {
        #expect(try policyc("compile", "--policy", "policies/riverbend", "-o", file.path, "--commit", word).status == 2)
      }
    }
  }

  @Test func `a set with errors writes nothing and leaves what was there`() throws {
    try inFolder { folder in
      let set = folder.appending(path: "set")
      try FileManager.default.createDirectory(at: set, withIntermediateDirectories: true)
      try Data(
        "policy: {id: x, title: X, version: 1, language: 1, time-zone: UTC}\nrules: {a: {deny: [action]}}\n".utf8
      )
      .write(to: set.appending(path: "policy.yaml"))
      let file = folder.appending(path: "district.policy")
      for before in [nil, "what was there"] {
        if let before { try Data(before.utf8).write(to: file) }
        let run = try policyc("compile", "--policy", set.path, "-o", file.path)
        #expect(run.status == 2)
        #expect(run.output.contains("error[") && run.output.hasSuffix("nothing was written.\n"))
        #expect(try names(in: folder) == (before == nil ? ["set"] : ["district.policy", "set"]))
        if let before { #expect(try String(contentsOf: file, encoding: .utf8) == before) }
      }
    }
  }

  @Test func `a place where no file can be written is said`() throws {
    try inFolder { folder in
      let link = folder.appending(path: "link")
      try FileManager.default.createSymbolicLink(at: link, withDestinationURL: folder.appending(path: "elsewhere"))
      for name in ["", "/missing/district.policy", "/link"] {
        let run = try policyc("compile", "--policy", "policies/riverbend", "-o", folder.path + name)
        #expect(run.status == 2, "\(name)")
        #expect(run.output.contains("error[wrong-file]") && run.output.hasSuffix("Nothing was written.\n"), "\(name)")
      }
      #expect(try names(in: folder) == ["link"])
    }
  }

  @Test func `what a set says is never overwritten, nor any file that is no compiled policy`() throws {
    try inFolder { folder in
      let set = folder.appending(path: "set")
      try FileManager.default.copyItem(at: Golden.root.appending(path: "policies/riverbend"), to: set)
      let before = try FileManager.default.subpathsOfDirectory(atPath: set.path).sorted()
      let data = try Data(contentsOf: set.appending(path: "data.yaml"))
      let other = folder.appending(path: "minutes.txt")
      try Data("policy of the committee".utf8).write(to: other)
      for (name, message) in [
        ("set/data.yaml", "within the policy set"), ("set/new.policy", "within the policy set"),
        ("set/../set/rules/new.policy", "within the policy set"), ("minutes.txt", "is no compiled policy"),
      ] {
        let run = try policyc("compile", "--policy", set.path, "-o", folder.path + "/" + name)
        #expect(run.status == 2, "\(name)")
        #expect(run.output.contains(message) && run.output.hasSuffix("Nothing was written.\n"), "\(run.output)")
      }
      #expect(try policyc("compile", "--policy", set.path, "-o", "-").status == 2)
      #expect(!FileManager.default.fileExists(atPath: Golden.root.appending(path: "-").path))
      #expect(try FileManager.default.subpathsOfDirectory(atPath: set.path).sorted() == before)
      #expect(try Data(contentsOf: set.appending(path: "data.yaml")) == data)
      #expect(try String(contentsOf: other, encoding: .utf8) == "policy of the committee")
      // An empty file holds nothing to lose.
      let empty = folder.appending(path: "empty")
      try Data().write(to: empty)
      #expect(try policyc("compile", "--policy", set.path, "-o", empty.path).status == 0)
    }
  }

  @Test func `nothing is written into a set that is extended`() throws {
    try inFolder { folder in
      for name in ["state-example", "state-example-district"] {
        let copy = folder.appending(path: name)
        try FileManager.default.copyItem(at: Golden.root.appending(path: "policies/\(name)"), to: copy)
      }
      let set = folder.appending(path: "state-example-district").path
      let run = try policyc("compile", "--policy", set, "-o", folder.appending(path: "state-example/x.policy").path)
      #expect(run.status == 2 && run.output.contains("within the policy set"), "\(run.output)")
      #expect(try policyc("compile", "--policy", set, "-o", folder.appending(path: "x.policy").path).status == 0)
    }
  }

  @Test func `check reads a compiled policy, says that no tests were run, and answers as from the folder`() throws {
    try inFolder { folder in
      let file = folder.appending(path: "district.policy").path
      #expect(try policyc("compile", "--policy", "policies/riverbend", "-o", file).status == 0)
      let alone = try policyc("check", "--policy", file)
      #expect(alone.status == 0)
      #expect(alone.output.contains(": 31 rules and 4 red lines; no tests were run: a compiled policy holds none;"))
      for format in ["text", "json"] {
        let one = try policyc("check", "--policy", file, "--at", "2026-11-24", "--format", format, "policies/proposals")
        let other = try policyc(
          "check", "--policy", "policies/riverbend", "--at", "2026-11-24", "--format", format, "policies/proposals")
        #expect(one.status == other.status && one.output == other.output)
      }
    }
  }

  @Test func `check says what is wrong with a file`() throws {
    try inFolder { folder in
      let file = folder.appending(path: "district.policy")
      #expect(try policyc("compile", "--policy", "policies/riverbend", "-o", file.path).status == 0)
      let bytes = try Data(contentsOf: file)
      var altered = bytes
      altered[1_000] ^= 1
      var newer = bytes
      newer[8] = 2
      let files: [(Data, String)] = [
        (bytes.prefix(999), "the compiled policy is cut short"), (altered, "the compiled policy was altered"),
        (newer, "the compiled policy has format 2, and this version reads format 1"),
        (Data("policy: {}\n".utf8), "the file is no compiled policy"), (Data(), "the file is no compiled policy"),
      ]
      for (data, message) in files {
        try data.write(to: file)
        let run = try policyc("check", "--policy", file.path, "policies/proposals")
        #expect(run.status == 2)
        #expect(run.output.contains("error[wrong-file]: \(message)"), "\(run.output)")
        #expect(run.output.contains("cannot be read: nothing was decided; no proposal was looked at; 1 error."))
      }
      #expect(try policyc("compile", "--policy", file.path, "-o", file.path + "2").status == 2)
      #expect(try names(in: folder) == ["district.policy"])
    }
  }
}
