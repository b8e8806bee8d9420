// swift-tools-version: 6.2
import PackageDescription

/// One list of settings for all rooms, tests included.
let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]

/// A room of the house: its name and the rooms that it may import (docs/ARCHITECTURE.md has the same table).
func room(_ name: String, _ imports: [Target.Dependency] = [], exclude: [String] = []) -> Target {
  .target(name: name, dependencies: imports, exclude: exclude, swiftSettings: settings)
}

/// A program: the command line, and the developers' generator.
func program(_ name: String, _ imports: [Target.Dependency]) -> Target {
  .executableTarget(name: name, dependencies: imports, swiftSettings: settings)
}

/// The tests of a room.
func tests(_ name: String, _ imports: [Target.Dependency] = []) -> Target {
  .testTarget(name: name, dependencies: ["TestKit"] + imports, swiftSettings: settings)
}

let package = Package(
  name: "policyc",
  products: [
    // What services link: the checker and the JSON half of the coding. No YAML, no compiler, no C library.
    .library(name: "PolicyChecker", targets: ["PolicyChecker", "ProposalCoding"]),
    // What tools link that compile policy sets themselves.
    .library(name: "PolicyCompiler", targets: ["PolicyCompiler"]),
    .executable(name: "policyc", targets: ["policyc"]),
  ],
  dependencies: [
    // The command line: flags, help and usage errors.
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    // SHA-256 for fingerprints and digests.
    .package(url: "https://github.com/apple/swift-crypto", from: "4.0.0"),
  ],
  targets: [
    // libyaml, the one reader of YAML (Debian: libyaml-dev).
    .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),

    room("PolicyBasics"),
    room("TimeZones", ["PolicyBasics"], exclude: ["Data"]),
    room("SourceText", ["PolicyBasics"]),
    room("DocumentTree", ["PolicyBasics", "SourceText"]),
    room("DocumentTreeYAML", ["PolicyBasics", "DocumentTree", "SourceText", "CYAML"]),
    room("Description", ["PolicyBasics", "SourceText", "DocumentTree"]),
    room("PolicyChecker", ["PolicyBasics", "SourceText", .product(name: "Crypto", package: "swift-crypto")]),
    room("ProposalCoding", ["PolicyBasics", "SourceText", "DocumentTree", "Description", "PolicyChecker"]),
    room(
      "PolicyLanguage",
      ["PolicyBasics", "SourceText", "DocumentTree", "Description", "PolicyChecker", "ProposalCoding"]),
    room(
      "PolicyCompiler",
      [
        "PolicyBasics", "TimeZones", "SourceText", "DocumentTree", "DocumentTreeYAML", "PolicyLanguage",
        "PolicyChecker", "ProposalCoding", "Description",
      ]),
    room("PolicyReports", ["PolicyBasics", "SourceText", "PolicyChecker", "ProposalCoding", "PolicyCompiler"]),
    program(
      "policyc",
      [
        "PolicyBasics", "TimeZones", "SourceText", "DocumentTree", "DocumentTreeYAML", "PolicyLanguage",
        "PolicyChecker", "ProposalCoding", "PolicyCompiler", "PolicyReports", "Description",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    // Writes what follows from the declarations: `make generate`.
    program(
      "policyc-generate",
      [
        "PolicyBasics", "Description", "PolicyChecker", "ProposalCoding", "PolicyLanguage",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    .target(
      name: "TestKit",
      dependencies: [
        "PolicyBasics", "SourceText", "DocumentTree", "DocumentTreeYAML", "Description", "ProposalCoding",
        "PolicyLanguage", "PolicyCompiler", "PolicyChecker",
      ], path: "Tests/TestKit", swiftSettings: settings),
    tests("ArchitectureTests"),
    tests("PolicyBasicsTests", ["PolicyBasics"]),
    tests("TimeZonesTests", ["TimeZones", "PolicyBasics"]),
    tests("DocumentTreeTests", ["SourceText", "DocumentTree", "DocumentTreeYAML"]),
    tests(
      "PolicyReportsTests",
      [
        "PolicyBasics", "SourceText", "Description", "PolicyChecker", "ProposalCoding", "PolicyLanguage",
        "PolicyCompiler", "PolicyReports",
      ]),
    tests(
      "DescriptionTests",
      [
        "PolicyBasics", "SourceText", "DocumentTree", "Description", "PolicyChecker", "ProposalCoding",
        "PolicyLanguage",
      ]),
    tests(
      "PolicyCompilerTests",
      [
        "PolicyBasics", "SourceText", "DocumentTree", "DocumentTreeYAML", "Description", "PolicyChecker",
        "ProposalCoding", "PolicyLanguage", "PolicyCompiler", "policyc",
      ]),
    tests("GenerateTests", ["Description", "PolicyLanguage", "policyc-generate"]),
  ],
  swiftLanguageModes: [.v6]
)
