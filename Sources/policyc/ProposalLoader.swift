import Description
import DocumentTree
import DocumentTreeYAML
import PolicyBasics
import PolicyChecker
import ProposalCoding
import SourceText

/// Reads proposals from files, folders and standard input, YAML and JSON, one or several in a stream.
struct ProposalLoader {
  /// A proposal, and the file that it was read from.
  struct Loaded {
    var proposal: Proposal
    var file: String
  }

  private(set) var proposals: [Loaded] = []
  private(set) var sources: SourceMap
  private(set) var diagnostics = Diagnostics()
  private let limits: InputLimits

  init(into sources: SourceMap, limits: InputLimits) {
    self.sources = sources
    self.limits = limits
  }

  mutating func load(_ argument: String) {
    if argument == "-" {
      do throws(FileSystem.ReadError) {
        let bytes = try FileSystem.readStandardInput(limit: limits.fileBytes)
        read(SourceFile(name: "-", bytes: bytes), as: ProposalLoader.looksLikeJSON(bytes) ? .json(.many) : .yaml)
      } catch {
        report(.unreadable("\(text: error.words)"), about: argument)
      }
      return
    }
    let path = FileSystem.Path(argument)
    switch FileSystem.kind(path, following: true) {
    case .folder:
      let before = proposals.count + diagnostics.all.count
      load(folder: path, name: argument)
      if proposals.count + diagnostics.all.count == before { report(.noProposal(), about: argument) }
    case .file: load(file: path, name: argument)
    case .absent: report(.unreadable("there is no such file"), about: argument)
    case .link, .other: report(.notARegularFile(), about: argument)
    }
  }

  private mutating func load(folder: FileSystem.Path, name: String) {
    var open: [(path: FileSystem.Path, name: String)] = [(folder, name)]
    var found: [(path: FileSystem.Path, name: String)] = []
    while let folder = open.popLast() {
      for bytes in (try? FileSystem.names(in: folder.path)) ?? [] where bytes.first != UInt8(ascii: ".") {
        let path = folder.path.appending(bytes)
        let separator = folder.name.hasSuffix("/") ? "" : "/"
        let name = folder.name + separator + String(decoding: bytes, as: UTF8.self)
        switch FileSystem.kind(path, following: false) {
        case .folder: open.append((path, name))
        case .file where Format(name) != nil: found.append((path, name))
        case .file, .link, .other, .absent: break
        }
      }
    }
    for file in found.sorted(by: { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }) {
      load(file: file.path, name: file.name)
    }
  }

  private mutating func load(file: FileSystem.Path, name: String) {
    do throws(FileSystem.ReadError) {
      let bytes = try FileSystem.read(file, limit: limits.fileBytes)
      read(
        SourceFile(name: name, bytes: bytes),
        as: Format(name) ?? (ProposalLoader.looksLikeJSON(bytes) ? .json(.one) : .yaml))
    } catch {
      report(.unreadable("\(text: error.words)"), about: name)
    }
  }

  /// How a file is written, by its name.
  private enum Format {
    case yaml
    case json(DocumentCount)

    init?(_ name: String) {
      if name.hasSuffix(".yaml") || name.hasSuffix(".yml") {
        self = .yaml
      } else if name.hasSuffix(".json") {
        self = .json(.one)
      } else if name.hasSuffix(".ndjson") || name.hasSuffix(".jsonl") {
        self = .json(.many)
      } else {
        return nil
      }
    }
  }

  private static func looksLikeJSON(_ bytes: [UInt8]) -> Bool {
    bytes.first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }.map {
      $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "[")
    }
      ?? false
  }

  private mutating func read(_ file: SourceFile, as format: Format) {
    let source = sources.add(file)
    var budget = NodeBudget(limits)
    let reading: Reading
    var isJSON = false
    switch format {
    case .yaml: reading = YAMLReader.read(file, as: source, limits: limits, budget: &budget, documents: .many)
    case .json(let count):
      isJSON = true
      reading = JSONReader.read(file, as: source, limits: limits, budget: &budget, documents: count)
    }
    var pending = reading.diagnostics
    var found = 0
    for document in reading.documents {
      guard let root = document.root else { continue }
      var decoder = NodeDecoder()
      decoder.isJSON = isJSON
      var proposal = Proposal.read(root, with: &decoder) ?? Proposal()
      proposal.span = proposal.span ?? root.span
      proposal.origin = file
      proposal.diagnostics.append(pending)
      proposal.diagnostics.append(decoder.diagnostics)
      pending = Diagnostics()
      proposals.append(Loaded(proposal: proposal, file: file.name))
      found += 1
    }
    guard found == 0 else { return }
    // What could not be read at all is a proposal too: one that is denied as invalid.
    if pending.hasErrors {
      var proposal = Proposal()
      proposal.span = SourceSpan(source: source, start: 0, end: 0)
      proposal.diagnostics = pending
      proposals.append(Loaded(proposal: proposal, file: file.name))
    } else {
      diagnostics.report(.noProposal(), at: SourceSpan(source: source, start: 0, end: 0))
    }
  }

  private mutating func report(_ message: Message, about name: String) {
    let source = sources.add(SourceFile(name: name, bytes: []))
    diagnostics.report(message, at: SourceSpan(source: source, start: 0, end: 0))
  }
}
