import ArgumentParser
import DocumentTree
import PolicyChecker
import PolicyCompiler
import SourceText

/// `policyc compile`: writes a policy set as the bytes that services load.
struct CompileCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compile",
    abstract: "Compiles a policy set to a file that services load without YAML and without a compiler.",
    discussion: """
      The same set gives the same bytes. They hold everything that a decision and its reasons need, the names of persons \
      and the lines of the set among it, but no tests. The file is written whole or not at all.

      Exit status: 0 it is written; 2 the set has errors, or the file cannot be written.
      """)

  @Option(name: .long, help: "The folder of the policy set.")
  var policy: String

  @Option(name: .shortAndLong, help: "The file to write, such as district.policy.")
  var output: String

  @Option(
    name: .long, help: "The commit of the sources, for the record: each decision names it.",
    transform: { text throws in
      guard (7...64).contains(text.utf8.count), text.utf8.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit })
      else {
        throw ValidationError("expected 7 to 64 hexadecimal digits.")
      }
      return text
    })
  var commit: String?

  @OptionGroup
  var findings: FindingOptions

  func run() throws { throw ExitCode(perform()) }

  private func perform() -> Int32 {
    let source = PolicySource(policy, limits: .standard, commit: commit)
    var (sources, diagnostics) = (source.sources, source.diagnostics)
    var summary = "The policy set does not compile: nothing was written."
    func report(_ message: Message, about name: String) {
      let file = sources.add(SourceFile(name: name, bytes: []))
      diagnostics.report(message, at: SourceSpan(source: file, start: 0, end: 0))
    }
    if source.isCompiled {
      report(.compiledAlready(), about: policy)
      summary = "Nothing was written."
    } else if let policy = source.policy {
      if let refusal = refusal(of: source) {
        report(refusal, about: output)
        return finish(source: sources, diagnostics, summary: "Nothing was written.")
      }
      do throws(CompiledPolicyError) {
        let bytes = try policy.bytes()
        // What is written is what services will read.
        _ = try CompiledPolicy(bytes)
        do throws(FileSystem.WriteError) {
          try FileSystem.write(bytes, to: FileSystem.Path(output))
          summary =
            "\(visible(policy.title)) \(visible(policy.version)): \(source.size.words), digest \(policy.digest), "
            + "\(bytes.count) bytes in \(visible(output))."
        } catch {
          report(.notWritten("\(text: error.words)"), about: output)
          summary = "Nothing was written."
        }
      } catch {
        report(.notACompiledPolicy(error), about: output)
        summary = "Nothing was written."
      }
    }
    return finish(source: sources, diagnostics, summary: summary)
  }

  private func finish(source sources: SourceMap, _ diagnostics: Diagnostics, summary: String) -> Int32 {
    let terminal = Terminal.standardOutput
    let renderer = DiagnosticRenderer(
      sources, style: terminal.hasColour ? .colour : .plain, width: terminal.ownWidth)
    let text = renderer.render(diagnostics, in: sources, limit: findings.maxDiagnostics)
    let end = terminal.ownWidth.map { folded(summary, width: $0, hanging: 2) } ?? summary + "\n"
    let isWritten = writeAnswer((text.isEmpty ? "" : text + "\n") + end)
    return diagnostics.hasErrors || !isWritten ? 2 : 0
  }

  /// Why the output is not written where it was asked for; what a set says is never overwritten.
  private func refusal(of source: PolicySource) -> Message? {
    if output == "-" { return .outputIsNoName() }
    let path = FileSystem.Path(output)
    let folders = DiskFolders(FileSystem.Path(policy))
    if folders.holds(path, inAnyOf: source.folders) { return .outputInSet() }
    // What else may stand there is refused where it is written.
    guard FileSystem.kind(path, following: false) == .file else { return nil }
    do throws(FileSystem.ReadError) {
      var stream = try FileSystem.stream(path)
      let beginning = try stream.beginning(count: CompiledForm.magic.count)
      // An empty file is what `mktemp` makes.
      return beginning.isEmpty || beginning == CompiledForm.magic ? nil : .outputIsAnotherFile()
    } catch {
      return .notWritten("whether it is a compiled policy cannot be seen: \(text: error.words)")
    }
  }
}

extension Message {
  static func compiledAlready() -> Message {
    Message(
      .wrongFile, "a file stands where a folder is expected", label: "no folder", help: "name the folder of the set")
  }

  static func outputIsNoName() -> Message {
    Message(
      .wrongFile, "`-` names no file, and a compiled policy is not printed", label: "no file",
      help: "name the file to write, such as `district.policy`")
  }

  static func outputInSet() -> Message {
    Message(
      .wrongFile, "the file would stand within the policy set", label: "in the set",
      help: "name a file outside the folder of the set and of those that it extends")
  }

  static func outputIsAnotherFile() -> Message {
    Message(
      .wrongFile, "the file is there and is no compiled policy, so it is not overwritten", label: "another file",
      help: "name a new file, or one that `policyc compile` wrote")
  }

  static func notWritten(_ why: DiagnosticText) -> Message {
    Message(.wrongFile, why, label: "not written", help: "check its name and whether it may be written")
  }
}
