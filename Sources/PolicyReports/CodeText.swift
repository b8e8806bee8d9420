import PolicyChecker
import PolicyCompiler
import SourceText

extension CodePage {
  /// As `policyc explain CODE` prints it.
  package func text(paint: Paint, width: Int) -> String {
    var paragraphs = Paragraphs(width: width)
    paragraphs.addVerbatim("\(paint.bold(code))  (\(kind))")
    paragraphs.addBlank()
    paragraphs.add(meaning)
    switch self {
    case .diagnostic(let kind):
      let reading = ExampleReading(kind.bad)
      paragraphs.addBlank()
      paragraphs.add("This has it:")
      paragraphs.addBlank()
      paragraphs.addVerbatim(kind.bad.shown(comment: "#"), linesAt: 2)
      paragraphs.addBlank()
      paragraphs.addVerbatim(reading.rendered(kind), linesAt: 2)
      paragraphs.addBlank()
      paragraphs.add("This has not:")
      paragraphs.addBlank()
      paragraphs.addVerbatim(kind.good.shown(comment: "#"), linesAt: 2)
    case .reason(let kind):
      paragraphs.addBlank()
      paragraphs.add("What helps: \(kind.help)")
      paragraphs.addBlank()
      paragraphs.add(kind.example.introduction)
      paragraphs.addBlank()
      let changes = kind.example.changesShown
      if !changes.isEmpty {
        paragraphs.addVerbatim(changes, linesAt: 2)
        paragraphs.addBlank()
      }
      paragraphs.addVerbatim(kind.example.decisionText(width: max(40, width - 2)), linesAt: 2)
      paragraphs.addBlank()
      paragraphs.add("Without the change it is allowed:")
      paragraphs.addBlank()
      paragraphs.addVerbatim(kind.example.unchanged.decisionText(width: max(40, width - 2)), linesAt: 2)
    }
    return paragraphs.text
  }

  /// As `policyc explain --list` prints all of them.
  package static func list(paint: Paint, width: Int) -> String {
    let pages = all
    let column = (pages.map(\.code.utf8.count).max() ?? 0) + 2
    var paragraphs = Paragraphs(width: width)
    for page in pages {
      let gap = String(repeating: "\u{a0}", count: column - page.code.utf8.count)
      paragraphs.add("\(page.code)\(gap)\(page.kind): \(page.meaning)", hanging: column)
    }
    return String(paragraphs.text.map { $0 == "\u{a0}" ? " " : $0 })
  }
}

extension Paragraphs {
  /// Lines as they stand, further in.
  mutating func addVerbatim(_ text: String, linesAt indent: Int) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    for line in lines.last == "" ? lines.dropLast() : lines[...] {
      if line.isEmpty { addBlank() } else { addVerbatim(String(line), indent: indent) }
    }
  }
}

extension ReasonExample {
  /// What stands before the changes.
  var introduction: String {
    let what = subject == .pilot ? "pilot" : "action"
    let day = asOf.map { ", checked as of \($0)," } ?? ""
    return changes.isEmpty
      ? "The \(what) of the examples\(day) has it:" : "The \(what) of the examples\(day) has it with these changes:"
  }

  /// The changes as lines that go and come.
  var changesShown: String {
    changes.map { change in
      func lines(_ text: String, _ mark: String) -> [String] {
        text.split(separator: "\n").map { "\(mark) \(visible($0))" }
      }
      let place = change.isOfPolicy ? "# policy.yaml" : "# proposal.yaml"
      return ([place] + lines(change.from, "-") + lines(change.to, "+")).joined(separator: "\n")
    }.joined(separator: "\n")
  }

  /// The decision as a person reads it.
  func decisionText(width: Int) -> String {
    guard let decision = decide().decision else { return "" }
    return DecisionText(decision, paint: Paint(isOn: false), width: width).text()
  }
}

extension ReasonClass {
  /// For people.
  var words: String {
    switch self {
    case .invalid: "invalid"
    case .forbidden: "forbidden"
    case .notCovered: "not covered"
    case .missingInformation: "missing information"
    case .missingApproval: "missing approval"
    }
  }
}
