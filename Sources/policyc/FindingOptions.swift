import ArgumentParser

/// How findings are shown, by whatever command.
struct FindingOptions: ParsableArguments {
  @Option(name: .long, help: "How many findings are shown.")
  var maxDiagnostics: Int = 100

  func validate() throws {
    guard (1...10_000).contains(maxDiagnostics) else {
      throw ValidationError("--max-diagnostics takes a number from 1 to 10000.")
    }
  }
}
