// swift-tools-version: 6.2
import PackageDescription

// A service that links the checker, as docs/library.md shows it. It stands outside the main package, so that nothing but
// the product is there for it.
let package = Package(
  name: "LinkedService",
  dependencies: [.package(name: "policyc", path: "../..")],
  targets: [
    .executableTarget(
      name: "LinkedService", dependencies: [.product(name: "PolicyChecker", package: "policyc")])
  ],
  swiftLanguageModes: [.v6]
)
