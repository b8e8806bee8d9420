import ArgumentParser
import Glibc
import SourceText

@main
struct Policyc: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policyc",
    abstract:
      "Policy as code for school districts: compiles what a committee decided, and checks proposals against it.",
    version: Version.text,
    subcommands: [CheckCommand.self, CompileCommand.self, ExplainCommand.self, SchemaCommand.self])

  static func main() {
    FileSystem.takeStandardDescriptors()
    // Whoever reads the output may stop: that is found out by writing, and is no crash.
    _ = signal(SIGPIPE, SIG_IGN)
    do {
      var command = try parseAsRoot()
      try command.run()
      Glibc.exit(0)
    } catch let code as ExitCode {
      Glibc.exit(code.rawValue)
    } catch {
      // Help and version are no errors; wrong usage is status 2, as any other bad input.
      let isUsage = exitCode(for: error) != .success
      // A message of usage repeats what was typed.
      let message = visible(fullMessage(for: error), keepingLines: true) + "\n"
      let isWritten = write(message, to: isUsage ? STDERR_FILENO : STDOUT_FILENO)
      Glibc.exit(isUsage || !isWritten ? 2 : 0)
    }
  }
}
