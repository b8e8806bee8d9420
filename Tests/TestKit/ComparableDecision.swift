import Foundation
package import PolicyChecker
import ProposalCoding

extension Decision {
  /// All that it says, byte for byte, but for what names the very bytes of the policy: lines, its digest, and the
  /// decision's own id, which covers the digest (S58).
  package var comparable: String {
    let value = try? JSONSerialization.jsonObject(with: Data(json().utf8))
    let data = try? JSONSerialization.data(
      withJSONObject: Decision.withoutPlaces(value as Any), options: [.sortedKeys, .prettyPrinted])
    return String(decoding: data ?? Data(), as: UTF8.self)
  }

  private static func withoutPlaces(_ value: Any) -> Any {
    if let object = value as? [String: Any] {
      return object.filter { !["where", "line", "column", "digest", "decision-id"].contains($0.key) }
        .mapValues(withoutPlaces)
    }
    if let list = value as? [Any] { return list.map(withoutPlaces) }
    return value
  }
}
