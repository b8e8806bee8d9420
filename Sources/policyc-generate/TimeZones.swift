import ArgumentParser
import FoundationEssentials
import TimeZones

extension Generator {
  /// The time zones that are compiled in, from the file of the time-zone database in the repository.
  static let timeZones = Generator(folder: "Sources/TimeZones", mark: "// Written by `make generate`") { root in
    let data = try Data(contentsOf: URL(filePath: root + "/Sources/TimeZones/Data/tzdata.zi"))
    return [
      GeneratedFile(
        path: "Sources/TimeZones/TimeZoneData.generated.swift",
        text: try timeZoneDataSource(from: String(decoding: data, as: UTF8.self)))
    ]
  }
}

/// `policyc-generate check-zones`, which `.ci/zones` runs on what `Tests/Independent/zones.py` says.
struct CheckZones: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract:
      "Compares the time zones with lines `zone seconds offset` on standard input; exits with 1 where one differs.")

  @Option(help: "The fewest lines: with fewer nothing is shown.")
  var atLeast: Int

  func run() throws {
    var comparison = ZoneComparison()
    while let line = readLine() { comparison.compare(line: line) }
    for line in comparison.remarks + comparison.examples { print(line) }
    print(
      "\(comparison.comparisons) offsets in \(comparison.zones) zones compared with \(TimeZoneDatabase.version): "
        + "\(comparison.disagreements) differ")
    guard comparison.disagreements == 0, comparison.comparisons >= atLeast else { throw ExitCode.failure }
  }
}
