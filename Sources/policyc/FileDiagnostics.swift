import PolicyCompiler
import SourceText

extension Message {
  static func link() -> Message {
    Message(
      .wrongFile, "a symbolic link stands here, and links are not followed", label: "a link",
      help: "put the file itself there, or take the link out")
  }

  static func noFolder(_ path: String) -> Message {
    Message(.wrongFile, "there is no folder \(name: path)", help: "name the folder of a policy set")
  }

  static func notARegularFile() -> Message {
    Message(
      .wrongFile, "a pipe, socket or device stands where a file is expected", label: "no regular file",
      help: "take it out")
  }

  static func folderNotRead(_ path: String, _ error: FileSystem.ReadError) -> Message {
    Message(
      .wrongFile, "the folder \(name: path) is not read: \(text: error.words)", label: "not read",
      help: "check whether it may be read")
  }

  static func gone() -> Message {
    Message(
      .wrongFile, "the file went away while the set was read", label: "not read", help: "check the set again")
  }

  static func proposalMisnamed() -> Message {
    Message(
      .wrongFile, "the files of a folder end in `.yaml`, `.yml`, `.json`, `.ndjson` or `.jsonl`", label: "not read",
      help: "rename it, so that it ends in one of these")
  }

  static func unreadable(_ why: DiagnosticText) -> Message {
    Message(.wrongFile, why, label: "not read", help: "check its name and whether it may be read")
  }

  static func noProposal() -> Message {
    Message(
      .wrongFile, "no proposal stands here", label: "no proposal",
      help: "name a file with a pilot or an action, or a folder that holds such files")
  }
}
