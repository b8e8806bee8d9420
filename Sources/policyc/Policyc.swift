import ArgumentParser

@main
struct Policyc: ParsableCommand {
  func run() {}
}
