import Description
import PolicyBasics
import PolicyChecker
import PolicyLanguage
import ProposalCoding
import SourceText

extension Names {
  /// S11: of each class its own, else its parent's; `nil` where none is stated on the way up.
  func sensitivities() -> Table<DataClassID, Sensitivity?> {
    let classes = data.table
    var result = Table<DataClassID, Sensitivity?>(repeating: nil, count: classes.count)
    var isKnown = Table<DataClassID, Bool>(repeating: false, count: classes.count)
    for id in classes.ids {
      var way: [DataClassID] = []
      var current: DataClassID? = id
      var found: Sensitivity?
      while let here = current {
        if isKnown[here] {
          found = result[here]
          break
        }
        // A cycle is an error of its own: who comes back to a class stops there.
        isKnown[here] = true
        way.append(here)
        found = classes[here].value.sensitivity?.value
        if found != nil { break }
        current = classes[here].value.within.flatMap { resolve($0) }
      }
      for here in way { result[here] = found }
    }
    return result
  }
}
