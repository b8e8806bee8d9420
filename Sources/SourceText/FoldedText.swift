/// Words in lines of at most `width` columns, each line with its end; later lines stand under the first one's text.
///
/// A word that is wider stays whole.
package func folded(_ words: String, width: Int, indent: Int = 0, hanging: Int = 0) -> String {
  let rest = String(repeating: " ", count: indent + hanging)
  var text = ""
  var line = String(repeating: " ", count: indent)
  var isEmpty = true
  for word in words.split(separator: " ", omittingEmptySubsequences: true) {
    if !isEmpty, columns(line) + 1 + columns(String(word)) > width {
      text += line + "\n"
      line = rest
      isEmpty = true
    }
    line += isEmpty ? word : " " + word
    isEmpty = false
  }
  return text + line + "\n"
}
