/// The text of `TimeZoneData.generated.swift` for a database in the compact form of zic's input (`tzdata.zi`).
///
/// Throws where the database has anything that this room would read wrongly; each of its zones is worked out for that.
package func timeZoneDataSource(from tzdata: String) throws(TimeZoneDataError) -> String {
  let text = TimeZoneText(tzdata)
  try text.check()
  guard let version = text.version, version.utf8.allSatisfy(isLetterOrDigit) else { throw .noVersion }

  // More signs than the text has in a row, so that nothing in it ends the literal or escapes from it.
  var quote = "#"
  while tzdata.contains(quote) { quote += "#" }
  var source = """
    // Written by `make generate` from Sources/TimeZones/Data/tzdata.zi; changes are lost when it runs again.

    extension TimeZoneDatabase {
      /// The release of the time-zone database that is compiled in.
      package static var version: String { "\(version)" }

      /// Its text, from which nothing is read before somebody asks.
      static var source: String {
        \(quote)\"""

    """
  for line in tzdata.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).dropLast() {
    source += line.isEmpty ? "\n" : "    \(Substring(line))\n"
  }
  // The literal has no line feed at its end but for an empty line.
  source += "\n    \"\"\"\(quote)\n  }\n}\n"
  return source
}

private func isLetterOrDigit(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"): true
  default: false
  }
}
