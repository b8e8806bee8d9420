import CVersion
import PolicyChecker
import TimeZones

/// What this program is.
enum Version {
  static let number = "0.1.0"
  /// By a define at build time, else unknown.
  static var commit: String { unsafe String(cString: policyc_commit()) }

  static var text: String {
    "policyc \(number) (language \(CompiledPolicy.newestLanguage), time zones \(TimeZoneDatabase.version), commit \(commit))"
  }
}
