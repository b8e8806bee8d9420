import DocumentTree
import PolicyBasics
import PolicyChecker
import PolicyCompiler
import ProposalCoding
import SourceText

/// Reads proposals from files, folders and standard input, YAML and JSON, one or several in a stream, and gives out each
/// as it is read.
struct ProposalLoader {
  /// What stands where a proposal was named.
  enum Found {
    /// A proposal, and the file, or the line of a stream, that its places are in.
    case proposal(Proposal, SourceFile)
    /// No proposal, and why.
    case nothing(Message, about: String)
  }

  let limits: InputLimits

  /// What an argument names: a file, a folder, or `-` for standard input.
  func load(_ argument: String, _ take: (Found) -> Void) {
    if argument == "-" { return loadStandardInput(take) }
    let path = FileSystem.Path(argument)
    switch FileSystem.kind(path, following: true) {
    case .folder: load(folder: path, name: argument, take)
    case .file: load(file: path, name: argument, take)
    case .absent: take(.nothing(.unreadable("there is no such file"), about: argument))
    case .link, .other: take(.nothing(.notARegularFile(), about: argument))
    }
  }

  private func loadStandardInput(_ take: (Found) -> Void) {
    do throws(FileSystem.ReadError) {
      var stream = ByteStream(descriptor: FileSystem.standardInput)
      switch StreamForm(try stream.beginning(limit: limits.fileBytes), limits: limits) {
      case .lines: try loadLines(&stream, name: "-", take)
      case .values:
        read(SourceFile(name: "-", bytes: try stream.rest(limit: limits.fileBytes)), as: .json(.many), take)
      case .yaml: read(SourceFile(name: "-", bytes: try stream.rest(limit: limits.fileBytes)), as: .yaml, take)
      }
    } catch {
      take(.nothing(.unreadable("\(text: error.words)"), about: "-"))
    }
  }

  // MARK: Folders

  private func load(folder: FileSystem.Path, name: String, _ take: (Found) -> Void) {
    var open: [(path: FileSystem.Path, name: String)] = [(folder, name)]
    var found: [(path: FileSystem.Path, name: String, refusal: Message?)] = []
    while let folder = open.popLast() {
      do throws(FileSystem.ReadError) {
        for bytes in try FileSystem.names(in: folder.path) {
          let path = folder.path.appending(bytes)
          let separator = folder.name.hasSuffix("/") ? "" : "/"
          let name = folder.name + separator + String(decoding: bytes, as: UTF8.self)
          switch FileSystem.kind(path, following: false) {
          case .folder: if bytes.first != UInt8(ascii: ".") { open.append((path, name)) }
          case .file where Format(name) != nil: found.append((path, name, nil))
          case .file where ProposalReading.Format.isMisnamed(name): found.append((path, name, .proposalMisnamed()))
          case .file: break
          case .link: found.append((path, name, .link()))
          case .other: found.append((path, name, .notARegularFile()))
          case .absent: if Format(name) != nil { found.append((path, name, .unreadable("there is no such file"))) }
          }
        }
      } catch {
        found.append((folder.path, folder.name, .folderNotRead(folder.name, error)))
      }
    }
    if found.isEmpty { take(.nothing(.noProposal(), about: name)) }
    for file in found.sorted(by: { $0.name.precedes($1.name) }) {
      if let refusal = file.refusal {
        take(.nothing(refusal, about: file.name))
      } else {
        load(file: file.path, name: file.name, take)
      }
    }
  }

  // MARK: Files

  private func load(file: FileSystem.Path, name: String, _ take: (Found) -> Void) {
    do throws(FileSystem.ReadError) {
      switch Format(name) {
      case .lines?:
        var stream = try FileSystem.stream(file)
        try loadLines(&stream, name: name, take)
      case .whole(let format)?: try read(file, name: name, as: format, take)
      case nil: try read(file, name: name, as: nil, take)
      }
    } catch {
      take(.nothing(.unreadable("\(text: error.words)"), about: name))
    }
  }

  /// - Parameter format: left out, as its first byte says.
  private func read(
    _ file: FileSystem.Path, name: String, as format: ProposalReading.Format?, _ take: (Found) -> Void
  ) throws(FileSystem.ReadError) {
    let bytes = try FileSystem.read(file, limit: limits.fileBytes)
    read(SourceFile(name: name, bytes: bytes), as: format ?? ProposalReading.Format(beginning: bytes), take)
  }

  /// How a file is written, by its name.
  private enum Format {
    case whole(ProposalReading.Format)
    /// A value of JSON on each line.
    case lines

    init?(_ name: String) {
      if ProposalReading.Format.isOfLines(name: name) {
        self = .lines
      } else if let format = ProposalReading.Format(name: name) {
        self = .whole(format)
      } else {
        return nil
      }
    }
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }

  /// A proposal a line. A broken line is a proposal that is invalid, and the lines after it are read.
  private func loadLines(
    _ stream: inout ByteStream, name: String, _ take: (Found) -> Void
  ) throws(FileSystem.ReadError) {
    var number = 0
    var isEmpty = true
    while let line = try stream.nextLine(limit: limits.fileBytes) {
      number += 1
      switch line {
      case .whole(let bytes):
        if bytes.allSatisfy(ProposalLoader.isBlank) { continue }
        read(SourceFile(name: name, bytes: bytes, firstLine: number), as: .json(.one), take)
      case .tooLong:
        let file = SourceFile(name: name, bytes: [], firstLine: number)
        take(.proposal(.unread(.limit("file-bytes", "bytes", limits.fileBytes)), file))
      }
      isEmpty = false
    }
    if isEmpty { take(.nothing(.noProposal(), about: name)) }
  }

  private func read(_ file: SourceFile, as format: ProposalReading.Format, _ take: (Found) -> Void) {
    let proposals = ProposalReading(file, as: format, limits: limits).proposals
    for proposal in proposals { take(.proposal(proposal, file)) }
    if proposals.isEmpty { take(.nothing(.noProposal(), about: file.name)) }
  }
}
