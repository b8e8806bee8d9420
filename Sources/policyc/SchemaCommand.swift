import ArgumentParser
import PolicyLanguage

/// `policyc schema`: prints the JSON Schema of what is written and read, as it follows from the description of the language.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Prints the JSON Schema (2020-12) of a policy set's files, of proposals or of decisions.")

  @Argument(help: "Of what: \(LanguageSchema.allCases.map(\.rawValue).joined(separator: ", ")).")
  var of: LanguageSchema = .policySet

  func run() throws {
    throw ExitCode(writeAnswer(of.text) ? 0 : 2)
  }
}

extension LanguageSchema: ExpressibleByArgument {}
