import SourceText

/// Lines of text for people, folded to a width.
package struct Paragraphs {
  package private(set) var text = ""
  private let width: Int

  package init(width: Int) { self.width = max(40, width) }

  /// A line of words, folded; later lines stand under the first one's text.
  package mutating func add(_ words: String, indent: Int = 0, hanging: Int = 0) {
    text += folded(words, width: width, indent: indent, hanging: hanging)
  }

  /// A line as it stands: what somebody pastes into a file is not folded.
  package mutating func addVerbatim(_ line: String, indent: Int = 0) {
    text += String(repeating: " ", count: indent) + line + "\n"
  }

  package mutating func addBlank() { text += "\n" }
}

/// Codes of a terminal, where colours are on.
package struct Paint: Sendable {
  package let isOn: Bool
  package init(isOn: Bool) { self.isOn = isOn }

  package func bold(_ text: String) -> String { paint(text, "1") }
  package func dim(_ text: String) -> String { paint(text, "2") }
  package func good(_ text: String) -> String { paint(text, "1;32") }
  package func bad(_ text: String) -> String { paint(text, "1;31") }
  package func soft(_ text: String) -> String { paint(text, "1;33") }

  private func paint(_ text: String, _ code: String) -> String { isOn ? "\u{1b}[\(code)m\(text)\u{1b}[0m" : text }
}
