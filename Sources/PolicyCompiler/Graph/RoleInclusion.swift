import Description
import PolicyBasics
import PolicyChecker
import PolicyLanguage
import ProposalCoding
import SourceText

/// Each role with the roles that it includes, on and on (S26).
struct RoleInclusion: Sendable {
  private(set) var included: Table<RoleID, IDSet<RoleID>>
  /// Whether all of them were worked out: else there are more than the limit, which is an error.
  private(set) var isComplete = true

  /// `included-roles`: words of 64 roles that all sets together may have.
  static let mostWords = 8_000_000

  /// Children first, without recursion. In a cycle, which is an error, some of it is left out.
  ///
  /// - Parameter mostWords: another limit, for tests.
  init(_ names: Names, mostWords: Int = RoleInclusion.mostWords) {
    let roles = names.roles.table
    let children = Table<RoleID, [RoleID]>(
      roles.elements.map { ($0.value.includes ?? []).compactMap { names.resolve($0) } })
    included = Table(roles.ids.map { IDSet([$0]) })
    var words = 0
    var isSeen = Table<RoleID, Bool>(repeating: false, count: roles.count)
    for root in roles.ids where !isSeen[root] {
      isSeen[root] = true
      var calls: [(role: RoleID, next: Int)] = [(root, 0)]
      while let call = calls.last {
        let own = children[call.role]
        if call.next < own.count {
          calls[calls.count - 1].next += 1
          let child = own[call.next]
          if !isSeen[child] {
            isSeen[child] = true
            calls.append((child, 0))
          }
          continue
        }
        calls.removeLast()
        guard !own.isEmpty, isComplete else { continue }
        for child in own { included[call.role].formUnion(included[child]) }
        words += included[call.role].words.count
        if words > mostWords { isComplete = false }
      }
    }
  }
}
