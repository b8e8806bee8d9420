package import SourceText

/// What a reader made of a file.
package struct Reading: Sendable {
  /// In the order of the file. None where the file says nothing, as one of comments does; where an error kept all of it
  /// from being read, an incomplete tree without a root.
  package var documents: [DocumentTree]
  package var diagnostics: Diagnostics

  package init(documents: [DocumentTree], diagnostics: Diagnostics) {
    self.documents = documents
    self.diagnostics = diagnostics
  }
}

/// How many documents a file is meant to hold.
package enum DocumentCount: Sendable {
  /// A second one is an error; a YAML reader gives its tree all the same, so that what it declares is known.
  case one
  case many
}
