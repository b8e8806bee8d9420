/// A source whose places are marked: `1️⃣`, `2️⃣` and so on stand directly before them and are no part of it.
package struct MarkedSource: Sendable {
  package struct Mark: Hashable, Sendable {
    package var number: Int
    /// In bytes of `text`, UTF-8.
    package var offset: Int
  }

  /// Without the marks.
  package let text: String
  /// In the order of the source.
  package let marks: [Mark]

  package init(_ marked: String) {
    var text = ""
    var marks: [Mark] = []
    // A mark is a digit, U+FE0F and U+20E3, and may join what stands around it into one Character.
    let scalars = Array(marked.unicodeScalars)
    var index = 0
    while index < scalars.count {
      if index + 2 < scalars.count, let number = Int(String(scalars[index])), scalars[index + 1] == "\u{FE0F}",
        scalars[index + 2] == "\u{20E3}"
      {
        marks.append(Mark(number: number, offset: text.utf8.count))
        index += 3
      } else {
        text.unicodeScalars.append(scalars[index])
        index += 1
      }
    }
    self.text = text
    self.marks = marks
  }

  /// Where a mark stands; the first one with its number.
  package subscript(number: Int) -> Int? { marks.first { $0.number == number }?.offset }
}
