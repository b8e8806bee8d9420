import PolicyBasics

/// Makes a failing pair small: leaves out sections, declarations, fields and items while it still fails.
package struct Shrinking {
  package private(set) var policy: Tree
  package private(set) var draft: Draft
  private var attempts: Int
  private let fails: (Tree, Draft) -> Bool

  /// - Parameters:
  ///   - attempts: how many smaller pairs are tried at most.
  ///   - fails: whether a pair still fails; a set that does not compile does not.
  package init(_ policy: Tree, _ draft: Draft, attempts: Int = 4_000, fails: @escaping (Tree, Draft) -> Bool) {
    self.policy = policy
    self.draft = draft
    self.attempts = attempts
    self.fails = fails
    var isSmaller = true
    while isSmaller {
      isSmaller = shrinkPolicy()
      isSmaller = shrinkProposal() || isSmaller
    }
  }

  private mutating func shrinkPolicy() -> Bool {
    var found = false
    var index = 0
    while attempts > 0 {
      let smaller = policy.smaller
      guard index < smaller.count else { break }
      attempts -= 1
      if fails(smaller[index], draft) {
        policy = smaller[index]
        found = true
      } else {
        index += 1
      }
    }
    return found
  }

  private mutating func shrinkProposal() -> Bool {
    var found = false
    var index = 0
    while attempts > 0 {
      let smaller = draft.tree.smaller
      guard index < smaller.count else { break }
      attempts -= 1
      let next = draft.with(smaller[index])
      if fails(policy, next) {
        draft = next
        found = true
      } else {
        index += 1
      }
    }
    return found
  }
}
