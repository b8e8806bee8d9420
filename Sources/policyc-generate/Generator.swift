import Description

/// A file that follows from the declarations.
struct GeneratedFile {
  /// Relative to the root of the repository.
  var path: String
  var text: String
}

/// Makes the files of a folder.
struct Generator {
  var folder: String
  /// What its files say near the top. A file in the folder that says so and is not made any more is left over.
  var mark: String
  /// Takes the root of the repository, for what is made of a file there.
  var files: @Sendable (_ root: String) throws -> [GeneratedFile]
}

/// All of them; a new one takes a file of its own and its line here.
let generators = [
  Generator.schemas, Generator.reference, Generator.diagnostics, Generator.reasons, Generator.timeZones,
]
