import ArgumentParser
import Glibc

@main
struct Policyc: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policyc",
    abstract:
      "Policy as code for school districts: compiles what a committee decided, and checks proposals against it.",
    version: Version.text, subcommands: [CheckCommand.self, ExplainCommand.self])

  static func main() {
    do {
      var command = try parseAsRoot()
      try command.run()
      Glibc.exit(0)
    } catch let code as ExitCode {
      Glibc.exit(code.rawValue)
    } catch {
      // Help and version are no errors; wrong usage is status 2, as any other bad input.
      let isUsage = exitCode(for: error) != .success
      write(fullMessage(for: error) + "\n", to: isUsage ? STDERR_FILENO : STDOUT_FILENO)
      Glibc.exit(isUsage ? 2 : 0)
    }
  }
}
