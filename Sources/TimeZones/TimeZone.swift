package import PolicyBasics

/// A time zone of the database, its rules worked out.
package struct TimeZone: Hashable, Sendable {
  /// As it was asked for: `US/Pacific`.
  package let name: String
  /// The name that stands behind a link, the same name for others: `America/Los_Angeles`.
  package let canonicalName: String
  package let transitions: ZoneTransitions
}
