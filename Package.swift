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

/// The commit that is built, for `policyc --version`, as the environment says; the Makefile asks git. Not
/// `Context.gitInformation`: SwiftPM keeps what it read of a manifest, and names a commit of long ago. A define of a C
/// target, since a define of Swift has no value.
let commit = (Context.environment["POLICYC_COMMIT"] ?? "").filter { $0.isASCII && ($0.isLetter || $0.isNumber) }

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
    // What services link: the checker, the JSON half of the coding, and the days and times that both speak of. No YAML, no
    // compiler, no C library.
    .library(name: "PolicyChecker", targets: ["PolicyChecker", "ProposalCoding", "PolicyBasics"]),
    // What tools link that compile policy sets themselves.
    .library(
      name: "PolicyCompiler",
      targets: ["PolicyCompiler", "PolicyChecker", "ProposalCoding", "PolicyBasics", "SourceText", "DocumentTree"]),
    .executable(name: "policyc", targets: ["policyc"]),
  ],
  dependencies: [
    // The command line: flags, help and usage errors. No later minor version: golden files hold its words.
    .package(url: "https://github.com/apple/swift-argument-parser", .upToNextMinor(from: "1.8.2")),
    // SHA-256 for fingerprints and digests.
    .package(url: "https://github.com/apple/swift-crypto", from: "4.0.0"),
  ],
  targets: [
    // libyaml, the one reader of YAML (Debian: libyaml-dev).
    .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),

    // The commit, by a define.
    .target(name: "CVersion", cSettings: [.define("POLICYC_COMMIT", to: commit.isEmpty ? "unknown" : commit)]),

    room("PolicyBasics"),
    room("TimeZones", ["PolicyBasics"], exclude: ["Data"]),
    room("SourceText", ["PolicyBasics"]),
    room("DocumentTree", ["SourceText"]),
    room("DocumentTreeYAML", ["DocumentTree", "SourceText", "CYAML"]),
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
        "PolicyBasics", "TimeZones", "SourceText", "DocumentTree", "PolicyLanguage", "PolicyChecker", "ProposalCoding",
        "PolicyCompiler", "PolicyReports", "CVersion",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    // Writes what follows from the declarations: `make generate`.
    program(
      "policyc-generate",
      [
        "PolicyBasics", "TimeZones", "SourceText", "Description", "ProposalCoding", "PolicyLanguage", "PolicyCompiler",
        "PolicyReports",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    .target(
      name: "TestKit",
      dependencies: [
        "PolicyBasics", "SourceText", "DocumentTree", "DocumentTreeYAML", "Description", "ProposalCoding",
        "PolicyLanguage", "PolicyCompiler", "PolicyChecker",
      ], path: "Tests/TestKit", swiftSettings: settings),
    // The sentences of docs/language.md a second time, slowly: what the engine is compared with.
    .target(
      name: "ReferenceEvaluator",
      dependencies: [
        "PolicyBasics", "SourceText", "DocumentTree", "Description", "PolicyLanguage", "PolicyChecker",
        .product(name: "Crypto", package: "swift-crypto"),
      ], path: "Tests/ReferenceEvaluator", swiftSettings: settings),
    // Random policy sets and proposals as YAML, and how a failing pair is made small.
    .target(
      name: "RandomPolicies",
      dependencies: [
        "PolicyBasics", "SourceText", "DocumentTree", "DocumentTreeYAML", "Description", "ProposalCoding",
        "PolicyLanguage", "PolicyCompiler", "PolicyChecker", "ReferenceEvaluator", "TestKit",
      ], path: "Tests/RandomPolicies", swiftSettings: settings),
    tests("ArchitectureTests"),
    // Both evaluators on the same random pairs, planted faults, and the laws S57 and S58.
    tests(
      "PropertyTests",
      [
        "PolicyBasics", "SourceText", "DocumentTree", "PolicyChecker", "PolicyLanguage", "PolicyCompiler",
        "ReferenceEvaluator", "RandomPolicies",
      ]),
    tests("PolicyBasicsTests", ["PolicyBasics"]),
    tests("TimeZonesTests", ["TimeZones", "PolicyBasics"]),
    tests("DocumentTreeTests", ["SourceText", "DocumentTree", "DocumentTreeYAML"]),
    tests(
      "CompiledFormTests",
      [
        "PolicyBasics", "SourceText", "DocumentTree", "PolicyChecker", "ProposalCoding", "PolicyCompiler",
      ]),
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
      "MutantTests",
      ["PolicyBasics", "SourceText", "PolicyChecker", "ProposalCoding", "PolicyCompiler", "PolicyReports"]),
    tests(
      "RuleGraphTests",
      [
        "PolicyBasics", "SourceText", "DocumentTree", "Description", "PolicyChecker", "ProposalCoding",
        "PolicyLanguage", "PolicyCompiler", "PolicyReports",
      ]),
    tests(
      "RemedyTests",
      [
        "PolicyBasics", "SourceText", "DocumentTree", "DocumentTreeYAML", "Description", "PolicyChecker",
        "ProposalCoding", "PolicyLanguage", "PolicyCompiler", "PolicyReports",
      ]),
    tests(
      "PolicyCompilerTests",
      [
        "PolicyBasics", "SourceText", "DocumentTree", "DocumentTreeYAML", "Description", "PolicyChecker",
        "ProposalCoding", "PolicyLanguage", "PolicyCompiler", "policyc",
      ]),
    tests("GenerateTests", ["Description", "PolicyLanguage", "TimeZones", "policyc-generate"]),
    // What the sentences of docs/language.md say, as data in Tests/Sentences.
    tests(
      "SentenceTests",
      [
        "PolicyBasics", "SourceText", "DocumentTree", "DocumentTreeYAML", "Description", "PolicyChecker",
        "ProposalCoding", "PolicyLanguage", "PolicyCompiler", "policyc",
      ]),
  ],
  swiftLanguageModes: [.v6]
)
