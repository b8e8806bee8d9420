import PolicyBasics
import TestKit

// Proposals that do not decode, or just do: misspelt keys, wrong shapes, units and words, nothing, too much.

extension RandomPolicy {
  /// With something in it that perhaps no field reads.
  package mutating func unreadable(_ draft: Draft) -> Draft {
    var draft = draft
    switch random.number(0...11) {
    case 0: changeMapping(&draft.tree) { misspell(&$0, &$1) }
    case 1: changeMapping(&draft.tree) { repeatEntry(&$0, &$1) }
    case 2: changeMapping(&draft.tree) { addEntry(&$0, &$1) }
    case 3: changeValue(&draft.tree) { tree, _, random in otherShape(tree, &random) }
    case 4: changeValue(&draft.tree) { _, _, random in .text(random.pick(["", "~", "null", "NULL"])) }
    case 5...8: changeScalar(&draft.tree)
    case 9: repeatItem(&draft.tree)
    case 10: break
    default: spoilWhole(&draft.tree)
    }
    return draft
  }

  // MARK: Keys

  private mutating func changeMapping(
    _ tree: inout Tree, _ change: (inout [Tree.Entry], inout SeededGenerator) -> Void
  ) {
    let indices = (0..<tree.count).filter { index in
      var isMapping = false
      _ = tree.replacing(index) { part, _ in
        isMapping = !part.entries.isEmpty
        return part
      }
      return isMapping
    }
    guard !indices.isEmpty else { return }
    // The proposal's own keys half of the time.
    let index = random.chance(50) ? indices[0] : random.pick(indices)
    var random = random
    tree = tree.replacing(index) { part, _ in
      var entries = part.entries
      change(&entries, &random)
      return .map(entries)
    }
    self.random = random
  }

  private mutating func changeValue(_ tree: inout Tree, _ change: (Tree, String, inout SeededGenerator) -> Tree) {
    guard tree.count > 1 else { return }
    let index = random.number(1...(tree.count - 1))
    var random = random
    tree = tree.replacing(index) { part, key in change(part, key, &random) }
    self.random = random
  }
}

private func misspell(_ entries: inout [Tree.Entry], _ random: inout SeededGenerator) {
  let index = random.number(0...(entries.count - 1))
  let key = entries[index].key
  entries[index].key = random.pick([
    String(key.dropLast()) + (key.count == 1 ? "x" : ""), key + "s", key.replacing("-", with: "_"), key.uppercased(),
    key + " ", "x-" + key,
  ])
}

private func repeatEntry(_ entries: inout [Tree.Entry], _ random: inout SeededGenerator) {
  var entry = random.pick(entries)
  if random.chance(30) { entry.value = random.pick(entries).value }
  entries.insert(entry, at: random.number(0...entries.count))
}

private func addEntry(_ entries: inout [Tree.Entry], _ random: inout SeededGenerator) {
  let added: [(String, Tree)] = [
    ("unknown-field", "x"), ("at", "2026-09-01T12:00:00Z"), ("starts", "2026-09-01"), ("reviewed-by", []),
    ("actor", ["person": "x.y"]), ("requested-by", ["person": "x.y"]), ("verdict", "scale"), ("stopped", "2026-09-01"),
    ("results", [["metric": "h1", "value": "2"]]), ("title", "Some title"), ("notes", "One\nand two"),
    ("reference", "17"), ("because", "It helps."), ("source", ["Minutes"]), ("source", "Minutes"), ("role", "r1"),
    ("committee", "c1"), ("step", "w1-1"), ("recused", []), ("content", "this"), ("participants", "20"),
    ("submitted", "2026-08-31"), ("elements", ["el.none"]), ("data", []), ("sites", []), ("materials", []),
    ("pilot", "g1"), ("follows", "g1"), ("topics", ["t1"]), ("ready", "yes"), ("unlisted", "x"), ("null", "x"),
  ]
  let (key, value) = random.pick(added)
  guard !entries.contains(where: { $0.key == key }) else { return }
  entries.append(Tree.Entry(key, value))
}

// MARK: Values

/// A list where one value is meant, a value where a list is, a mapping where neither is.
private func otherShape(_ tree: Tree, _ random: inout SeededGenerator) -> Tree {
  switch tree {
  case .text: random.pick([[tree], ["x": tree], [:], []])
  case .list(let items): random.pick([items.first ?? "x", ["x": tree], [tree], [:], .list(items + [[]])])
  case .map(let entries): random.pick([[tree], entries.first?.value ?? "x", [:], "x"])
  }
}

extension RandomPolicy {
  private static let long = String(repeating: "a", count: 64)
  private static let hexadecimal = "0123456789abcdef0123456789abcdef01234567"

  /// On both sides of what a field reads.
  private static let days = [
    "2026-02-29", "2028-02-29", "2026-09-31", "2026-13-01", "2026-00-10", "2026-09-00", "2026-9-1", "26-09-01",
    "2026/09/01", "2026-09-01 ", "2026-09-1", "0000-01-01", "9999-12-31", "2026-09-01T00:00:00Z", "today",
  ]
  private static let times = [
    "2026-09-01T24:00:00Z", "2026-09-01T23:59:59Z", "2026-09-01T10:00Z", "2026-09-01T10:00:60Z",
    "2026-09-01T10:00:00", "2026-09-01T10:00:00+1:00", "2026-09-01T10:00:00+24:00", "2026-09-01T10:00:00-23:59",
    "2026-09-01T10:00:00.123456789Z", "2026-09-01T10:00:00.1234567890Z", "2026-09-01T10:00:00.Z",
    "2026-09-01 10:00:00Z", "2026-09-01t10:00:00z", "2026-02-29T10:00:00Z", "2026-09-01T10:00:00.50+02:00",
  ]
  private static let numbers = [
    "0", "00", "024", "+5", "-5", "-0", "5.0", "2.50", "1.", ".5", "1e1", "1E2", "1.5e1", "25e-1", "1e16", "0e99",
    "999999999999999", "1000000000000000", "0.00000000000001", "0.000000000000001", "1_000", "1,5", "0x10", "x",
    "1.000000000000000000",
  ]
  private static let spans = [
    "30 day", "30d", "4 weeks", "4w", "30  days", "30 Days", "0 days", "012 days", "30 fortnights", "4m", "12 months",
    "1 month", "12mo", "100000000 days", "100000001 days", "40h", "2400 minutes", "5min", "-3 days", "days", "30",
  ]
  private static let ids = [
    "P.1", "p..1", "p.1.", ".p", "p-", "-p", "p--1", "p_1", "p 1", "unlisted", "no", "3", "p.1-a", "p-.1", "é",
    long, long + "a", "p.é",
  ]
  private static let contents = [
    hexadecimal, String(hexadecimal.dropLast()), hexadecimal + "a", hexadecimal.uppercased(),
    hexadecimal + "-" + hexadecimal.prefix(24), hexadecimal + "-" + hexadecimal.prefix(23), hexadecimal + "-",
    hexadecimal + " ",
  ]
  private static let texts = [" ", "\n", "\t ", "Two\nlines", "One line\n", "1", "It's, so: it is #1", "[x]"]

  private mutating func changeScalar(_ tree: inout Tree) {
    changeValue(&tree) { part, key, random in
      guard part.text != nil else { return part }
      let fit: [String] =
        switch key {
        case "starts", "ends", "submitted", "on", "from", "until", "due-on": Self.days
        case "at": Self.times
        case "participants", "baseline", "target", "youngest", "score": Self.numbers
        case "length": Self.spans
        case "person", "by", "pilot", "action", "duty", "elements": Self.ids
        case "content": Self.contents
        case "title", "stop-when", "metric": Self.texts
        case "autonomy": ["assist_draft", "Autonomous", "none", "human-samples"]
        case "impact": ["None", "determine", "autonomous", "informs"]
        case "ready": ["true", "false", "on", "Yes", "yes", "no"]
        default: ["d99", "a99", "unlisted", "no", "d1", "r1", "R1", "x.y"]
        }
      let all = [Self.days, Self.times, Self.numbers, Self.spans, Self.ids, Self.contents, Self.texts]
      return .text(random.pick(random.chance(85) ? fit : random.pick(all)))
    }
  }

  /// An item of a list twice: an id, a vote, a review.
  private mutating func repeatItem(_ tree: inout Tree) {
    let keys = tree.entries.filter { !$0.value.items.isEmpty }.map(\.key)
    guard !keys.isEmpty else { return }
    let key = random.pick(keys)
    let items = tree[key]?.items ?? []
    tree[key] = .list(items + [random.pick(items)])
  }

  private mutating func spoilWhole(_ tree: inout Tree) {
    switch random.number(0...8) {
    case 0: tree = .map(tree.entries.filter { $0.key != "action" && $0.key != "pilot" })
    case 1: tree["action"] = tree["action"] ?? "use"
    case 2: tree["ends"] = tree["starts"]?.text.flatMap { Day($0) }.map { .text($0.adding(days: -1).description) }
    case 3:
      // One day more than a pilot may last, or just so many.
      guard let starts = tree["starts"]?.text.flatMap({ Day($0) }) else { return }
      tree["ends"] = .text(starts.adding(days: random.number(398...400)).description)
    case 4:
      let items = (0..<random.number(199...201)).map { Tree.text("el.n\($0)") }
      tree["elements"] = .list(items)
      tree["data"] = nil
    case 5:
      let count = (tree["approvals"]?.items ?? []).map { approval in
        approval["committee"] == nil
          ? 1 : ["yes", "no", "abstain", "recused"].reduce(0) { $0 + (approval[$1]?.items.count ?? 0) }
      }.reduce(0, +)
      let more = random.number(199...201) - count - (tree["reviewed-by"]?.items.count ?? 0)
      let own = tree["approvals"]?.items ?? []
      tree["approvals"] = .list(own + Array(repeating: ["role": "r1", "by": "x.y"], count: max(0, more)))
    case 6:
      tree["reviewed-by"] = .list(
        (0..<random.number(3...6)).map { ["role": .text(roles[$0 % roles.count]), "by": "x.y"] })
    case 7: tree["data"] = .texts((tree["data"]?.texts ?? []) + ["d99"])
    default: tree = random.pick([[tree], "pilot", [:], []])
    }
  }
}
