import PolicyLanguage

extension Generator {
  /// JSON Schemas, for editors and for checks without policyc.
  static let schemas = Generator(folder: "schemas", mark: #""$comment": "Made by `make generate`.""#) { _ in
    LanguageSchema.allCases.map { schema in
      GeneratedFile(path: "schemas/\(schema.rawValue).schema.json", text: schema.text)
    }
  }
}
