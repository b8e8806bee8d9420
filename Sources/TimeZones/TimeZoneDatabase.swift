/// The time zones of the world as they were when policyc was built; nothing is read from the machine that it runs on.
///
/// The text is compiled in and read for each question; nothing is kept and nothing runs at start-up.
package enum TimeZoneDatabase {
  /// The zone with this name, or with this link; `nil` for a name that the database does not have.
  ///
  /// Names are exact, upper and lower case included. Takes a fraction of a millisecond: two passes over the text (114 KB).
  package static func zone(named name: String) -> TimeZone? {
    // The generator refuses a database with a zone that cannot be read, and a test reads them all: what is left is the name.
    do { return try text.zone(named: name) } catch { return nil }
  }

  /// Whether there is a zone or a link with this name.
  package static func contains(_ name: String) -> Bool {
    text.definition(of: name) != nil
  }

  /// All names of zones and links, sorted.
  package static var names: [String] {
    text.names.map(\.name).sorted()
  }

  static var text: TimeZoneText { TimeZoneText(source) }
}
