/// Findings as a person reads them: message, place, the line with a caret, what to do.
package struct DiagnosticRenderer {
  /// Where colours are switched on, codes for a terminal; otherwise nothing.
  package enum Style: Sendable { case plain, colour }

  private let locator: Locator
  private let style: Style
  /// To which words are folded; `nil`: a message stands on one line. The line of the file stays as wide as it is.
  private let width: Int?
  /// How many characters of a source line are shown; more are cut around the caret.
  private static let lineWidth = 100

  package init(_ sources: SourceMap, style: Style = .plain, width: Int? = nil) {
    locator = Locator(sources)
    self.style = style
    self.width = width
  }

  /// At most `limit` findings, then one line that counts the others.
  package func render(_ diagnostics: Diagnostics, in sources: SourceMap, limit: Int = 100) -> String {
    let sorted = diagnostics.sorted(in: sources)
    var result = sorted.prefix(limit).map { render($0) }.joined(separator: "\n")
    let left = Severity.allCases.compactMap { severity -> String? in
      let shown = sorted.prefix(limit).count { $0.severity == severity }
      let count = diagnostics.counts[severity, default: 0] - shown
      return count > 0 ? "\(count) more \(severity.word(count))" : nil
    }
    if !left.isEmpty { result += "\n" + fold("\(left.joined(separator: ", ")) not shown", hanging: 0) }
    return result
  }

  package func render(_ diagnostic: Diagnostic) -> String {
    let title =
      "\(diagnostic.severity == .information ? "note" : diagnostic.severity.rawValue)[\(diagnostic.kind.code)]"
    // Colours take no room, so they come last.
    let message = fold("\(title): \(diagnostic.message.text.description)", hanging: 2)
    var text = paint(title, as: diagnostic.severity) + message.dropFirst(title.count)
    text += snippet(diagnostic.span, label: diagnostic.message.label)
    for note in diagnostic.notes {
      text += fold("note: \(note.text.description)", indent: 2, hanging: 6) + snippet(note.span, label: nil)
    }
    if diagnostic.repetitions > 0 {
      text += "  and in \(diagnostic.repetitions) more \(diagnostic.repetitions == 1 ? "place" : "places")\n"
    }
    if let help = diagnostic.message.help { text += fold("help: \(help.description)", indent: 2, hanging: 6) }
    return text
  }

  private func fold(_ words: String, indent: Int = 0, hanging: Int) -> String {
    guard let width else { return String(repeating: " ", count: indent) + words + "\n" }
    return folded(words, width: width, indent: indent, hanging: hanging)
  }

  private func paint(_ text: String, as severity: Severity) -> String {
    switch (style, severity) {
    case (.plain, _): text
    case (.colour, .error): "\u{1b}[1;31m\(text)\u{1b}[0m"
    case (.colour, .warning): "\u{1b}[1;33m\(text)\u{1b}[0m"
    case (.colour, .information): "\u{1b}[1;36m\(text)\u{1b}[0m"
    }
  }

  /// The place, and the line under it with a caret; a span of several lines shows its first.
  private func snippet(_ span: SourceSpan, label: DiagnosticText?) -> String {
    guard span != .nowhere else { return "" }
    let file = locator.file(span.source)
    let place = locator.location(of: span)
    var text = "  --> \(visible(file.name)):\(place.line):\(place.column)\n"
    let line = file.lineTable.range(ofLine: place.line - file.firstLine, in: file.bytes)
    guard !line.isEmpty else { return text }

    let start = min(max(Int(span.start), line.lowerBound), line.upperBound)
    let end = min(max(Int(span.end), start), line.upperBound)
    // Enough bytes on either side for the characters shown; a line of megabytes is never decoded whole.
    let reach = DiagnosticRenderer.lineWidth * 4
    var before = visible(bytes: file.bytes[wholeScalar(max(line.lowerBound, start - reach), in: file.bytes)..<start])
    var marked = visible(bytes: file.bytes[start..<min(end, wholeScalar(start + reach, in: file.bytes))])
    var after = visible(
      bytes: file.bytes[end..<max(end, wholeScalar(min(line.upperBound, end + reach), in: file.bytes))])
    let width = DiagnosticRenderer.lineWidth
    if before.count + marked.count > width {
      let keep = max(20, width - min(marked.count, width - 20))
      if before.count > keep { before = "…" + before.suffix(keep - 1) }
    }
    if marked.count > width {
      marked = marked.prefix(width - 1) + "…"
      after = ""
    }
    let room = max(0, width - before.count - marked.count)
    if after.count > room { after = after.prefix(max(0, room - 1)) + "…" }

    let number = String(place.line)
    let margin = String(repeating: " ", count: number.count)
    let carets = String(repeating: "^", count: max(1, columns(marked)))
    text += " \(margin) |\n \(number) | \(before)\(marked)\(after)\n"
    text += " \(margin) | \(String(repeating: " ", count: columns(before)))\(carets)"
    if let label { text += " \(label.description)" }
    return text + "\n"
  }

  /// The nearest offset at or before this one that no scalar is cut at. A scalar has at most three bytes after its first:
  /// more in a row are no text, and are cut anywhere.
  private func wholeScalar(_ offset: Int, in bytes: [UInt8]) -> Int {
    let offset = min(offset, bytes.count)
    for start in (max(0, offset - 3)...offset).reversed() {
      guard start < bytes.count, bytes[start] & 0xC0 == 0x80 else { return start }
    }
    return offset
  }
}

/// How many columns of a terminal a text takes: wide characters of East Asia and emoji two, combining marks none.
package func columns(_ text: String) -> Int {
  if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.utf8.count }
  return text.reduce(0) { sum, character in
    guard let scalar = character.unicodeScalars.first else { return sum }
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      return sum + 2
    default:
      switch scalar.properties.generalCategory {
      case .nonspacingMark, .enclosingMark, .format: return sum
      default: return sum + 1
      }
    }
  }
}
