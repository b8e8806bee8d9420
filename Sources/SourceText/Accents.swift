/// The plain letters of a letter with an accent or of two letters in one, as they are written without them.
package func baseLetter(_ scalar: Unicode.Scalar) -> String? {
  for (plain, accented) in accentedLetters where accented.contains(scalar) { return plain }
  return nil
}

/// A text in small letters, without the accents of the languages of Europe; other letters stay as they are.
package func withoutAccents(_ text: String) -> String {
  guard text.utf8.count <= 400 else { return text }
  var result = ""
  for scalar in text.lowercased().unicodeScalars {
    // An accent that is a character of its own, behind its letter.
    if (0x300...0x36F).contains(scalar.value) { continue }
    if let plain = baseLetter(scalar) { result += plain } else { result.unicodeScalars.append(scalar) }
  }
  return result
}

private let accentedLetters: [(plain: String, accented: String.UnicodeScalarView)] = [
  ("a", "àáâãäåāăą".unicodeScalars), ("ae", "æ".unicodeScalars), ("c", "çćĉċč".unicodeScalars),
  ("d", "ďđð".unicodeScalars), ("e", "èéêëēĕėęě".unicodeScalars), ("g", "ĝğġģ".unicodeScalars),
  ("h", "ĥħ".unicodeScalars), ("i", "ìíîïĩīĭįı".unicodeScalars), ("j", "ĵ".unicodeScalars),
  ("k", "ķ".unicodeScalars), ("l", "ĺļľŀł".unicodeScalars), ("n", "ñńņňŋ".unicodeScalars),
  ("o", "òóôõöøōŏő".unicodeScalars), ("oe", "œ".unicodeScalars), ("r", "ŕŗř".unicodeScalars),
  ("s", "śŝşšș".unicodeScalars), ("ss", "ß".unicodeScalars), ("t", "ţťŧț".unicodeScalars),
  ("th", "þ".unicodeScalars), ("u", "ùúûüũūŭůűų".unicodeScalars), ("w", "ŵ".unicodeScalars),
  ("y", "ýÿŷ".unicodeScalars), ("z", "źżž".unicodeScalars),
]
