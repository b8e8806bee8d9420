import ArgumentParser
import FoundationEssentials

/// Writes the files that follow from the declarations, for those who develop policyc.
@main
struct Generate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policyc-generate", abstract: "Writes the files that follow from the declarations.",
    subcommands: [All.self, CheckZones.self])
}

/// `policyc-generate all ROOT`, which `make generate` runs; with `--check` nothing is written.
struct All: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Writes all of them.")

  @Argument(help: "The root of the repository.")
  var root: String

  @Flag(help: "Write nothing; name the files that differ, and exit with 1 where there are some.")
  var check = false

  func run() throws {
    var differing: [String] = []
    for generator in generators {
      let files = try generator.files(root)
      for file in files where try contents(of: file.path) != file.text {
        differing.append(file.path)
        if !check { try write(file) }
      }
      // What an earlier run made and this one does not: a section that has been renamed.
      for path in try madeEarlier(by: generator) where !files.contains(where: { $0.path == path }) {
        differing.append(path)
        if !check { try FileManager.default.removeItem(atPath: full(path)) }
      }
    }
    if check, !differing.isEmpty {
      for path in differing { print("\(path) is not what the declarations say") }
      print("run `make generate`")
      throw ExitCode.failure
    }
  }

  private func full(_ path: String) -> String { root + "/" + path }

  /// `nil` where there is no such file.
  private func contents(of path: String) throws -> String? {
    guard FileManager.default.fileExists(atPath: full(path)) else { return nil }
    return String(decoding: try Data(contentsOf: URL(filePath: full(path))), as: UTF8.self)
  }

  private func write(_ file: GeneratedFile) throws {
    let url = URL(filePath: full(file.path))
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(file.text.utf8).write(to: url, options: .atomic)
    print("wrote \(file.path)")
  }

  /// The files in the generator's folder that bear its mark, in order.
  private func madeEarlier(by generator: Generator) throws -> [String] {
    let folder = full(generator.folder)
    guard FileManager.default.fileExists(atPath: folder) else { return [] }
    return try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
      .map { generator.folder + "/" + $0 }
      .filter { path in
        var isFolder = false
        guard FileManager.default.fileExists(atPath: full(path), isDirectory: &isFolder), !isFolder else {
          return false
        }
        return try contents(of: path)?.prefix(400).contains(generator.mark) ?? false
      }
  }
}
