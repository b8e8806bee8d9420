import DocumentTree
import SourceText

/// How proposals stand on standard input, which has no name that says so.
enum StreamForm {
  /// A value of JSON on each line.
  case lines
  /// JSON whose values go on over several lines.
  case values
  case yaml

  /// One broken line must not swallow what stands behind it, so whatever can be lines is read as lines: its first line is a
  /// value of JSON, or the second one begins one.
  init(_ beginning: ByteStream.Beginning, limits: InputLimits) {
    let (line, brace, bracket) = (beginning.line, UInt8(ascii: "{"), UInt8(ascii: "["))
    switch line.first {
    case brace?:
      let isOpen = line.last == brace || line.last == UInt8(ascii: ",")
      self = isOpen && beginning.next != brace ? .values : .lines
    case bracket?: self = line.last == UInt8(ascii: "]") ? .lines : .values
    // A comment, a mark between documents or a directive: a mapping of YAML may stand in the next line.
    case nil, UInt8(ascii: "#")?, UInt8(ascii: "-")?, UInt8(ascii: "%")?:
      self = StreamForm.isValue(line, limits) ? .lines : .yaml
    case .some: self = beginning.next == brace || StreamForm.isValue(line, limits) ? .lines : .yaml
    }
  }

  private static func isValue(_ line: [UInt8], _ limits: InputLimits) -> Bool {
    guard !line.isEmpty else { return false }
    var budget = NodeBudget(limits)
    let reading = JSONReader.read(
      SourceFile(name: "", bytes: line), as: SourceID(rawValue: 0), limits: limits, budget: &budget)
    return !reading.diagnostics.hasErrors
  }
}
