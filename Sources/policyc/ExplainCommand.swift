import ArgumentParser
import PolicyReports
import SourceText

/// `policyc explain`: what a code means, with an example that has it and one that has not.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Explains the code of a diagnostic or of a reason, with examples.",
    discussion:
      "A code stands in brackets before a finding, such as error[unknown-key], and before a reason of a decision.")

  @Argument(help: "The code, such as unknown-key, workflow-status or missing.impact.")
  var code: String?

  @Flag(name: .long, help: "Lists all codes.")
  var list = false

  func validate() throws {
    guard (code == nil) == list else { throw ValidationError("name a code, or --list.") }
  }

  func run() throws {
    let terminal = Terminal.standardOutput
    let paint = Paint(isOn: terminal.hasColour)
    guard let code else {
      throw ExitCode(writeAnswer(CodePage.list(paint: paint, width: terminal.width)) ? 0 : 2)
    }
    guard let page = CodePage.find(code) else {
      let nearest: DiagnosticText =
        CodePage.nearest(to: code).map { "the nearest code is \(name: $0)" }
        ?? "`policyc explain --list` lists the codes; a rule's or red line's own id stands in the policy with its because"
      let message: DiagnosticText = "there is no code \(name: code)\n  help: \(nearest)\n"
      write(message.description, to: 2)
      throw ExitCode(2)
    }
    throw ExitCode(writeAnswer(page.text(paint: paint, width: terminal.width)) ? 0 : 2)
  }
}
