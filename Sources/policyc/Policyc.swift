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

  /// Without a command nothing was asked for: in a script a variable is empty.
  func run() throws {
    write(visible(Policyc.helpMessage(), keepingLines: true) + "\n", to: STDERR_FILENO)
    throw ExitCode(2)
  }

  /// The first argument that is not UTF-8, as its bytes. What was made of it would name another file.
  private static var unreadableArgument: [UInt8]? {
    for index in 0..<Int(CommandLine.argc) {
      guard let argument = unsafe CommandLine.unsafeArgv[index] else { continue }
      if unsafe String(validatingCString: argument) == nil {
        return unsafe Array(UnsafeBufferPointer(start: argument, count: strlen(argument)).map { UInt8(bitPattern: $0) })
      }
    }
    return nil
  }

  static func main() {
    FileSystem.takeStandardDescriptors()
    // Whoever reads the output may stop: that is found out by writing, and is no crash.
    _ = signal(SIGPIPE, SIG_IGN)
    if let argument = unreadableArgument {
      write(
        """
        policyc: the argument `\(visible(bytes: argument[...]))` is not UTF-8, and names of files are given as UTF-8
          help: rename the file, or name the folder that it stands in

        """, to: STDERR_FILENO)
      Glibc.exit(2)
    }
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
