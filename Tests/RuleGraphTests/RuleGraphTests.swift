import Description
import DocumentTree
import Foundation
import PolicyBasics
import PolicyChecker
import PolicyCompiler
import SourceText
import TestKit
import Testing

@Suite struct RuleGraphTests {
  static let graph = SampleDistrict.compilation.graph

  /// An edge as a sentence.
  static func sentence(_ edge: RuleGraph.Edge, in graph: RuleGraph) -> String {
    let (from, to) = (graph.nodes[edge.from], graph.nodes[edge.to])
    return "\(from.kind.rawValue) \(from.id) \(edge.kind.rawValue) \(to.kind.rawValue) \(to.id)"
  }

  @Test func `the sample district has nodes and edges of every kind`() {
    let graph = RuleGraphTests.graph
    for kind in NodeKind.allCases { #expect(!graph.nodes(kind).isEmpty, "\(kind)") }
    for kind in EdgeKind.allCases {
      #expect(graph.edges.elements.contains { $0.kind == kind }, "\(kind)")
      #expect(!kind.doc.isEmpty)
    }
  }

  @Test(arguments: [
    "data class iep-recording within data class student-iep", "data class iep-recording also data class biometric",
    "role superintendent includes role cabinet", "committee ai-governance includes role counsel",
    "person k.ng holds role technology-director", "person s.lane holds role principal",
    "material event-notes holds data class directory-information",
    "role communications-director owns workflow newsletter-drafting",
    "role records-officer owns material board-policies",
    "role communications-director owns pilot faq-spring-2026",
    "workflow faq-response-drafting allows data class published-content",
    "workflow faq-response-drafting allows tier external", "workflow knowledge-retrieval uses tool meeting-scribe",
    "role front-office uses workflow faq-response-drafting", "workflow notice-translation uses purpose translation",
    "role communications-director reviews review step faq-response-drafting/reply",
    "workflow faq-response-drafting requires review step faq-response-drafting/reply",
    "role board-chair approves approval faq-response-drafting/2",
    "committee ai-governance approves workflow faq-response-drafting",
    "committee ai-governance approves exception library-takes-longer",
    "rule no-voiceprints-or-faceprints denies data class biometric",
    "rule student-tools-begin-in-secondary requires site elementary-schools",
    "rule emergencies-are-ratified obliges role superintendent",
    "exception senior-letters waives rule families-read-it-easily",
    "exception senior-letters covers person c.romero", "tier high-stakes covers data class student-iep",
    "tool district-assistant covers data class student-attendance",
    "workflow faq-response-drafting extends pilot faq-spring-2026",
    "invariant families-hear-from-people requires review step families-hear-from-people/communications-director",
  ])
  func `declarations of the sample district are edges`(sentence: String) {
    let graph = RuleGraphTests.graph
    #expect(graph.edges.elements.contains { RuleGraphTests.sentence($0, in: graph) == sentence })
  }

  @Test func `each edge is found at both of its ends, and stands where it is said`() {
    let graph = RuleGraphTests.graph
    let sources = SampleDistrict.compilation.sources
    for id in graph.edges.ids {
      let edge = graph.edges[id]
      #expect(graph.edges(from: edge.from).contains(id))
      #expect(graph.edges(to: edge.to).contains(id))
      #expect(sources.files.contains(edge.span.source) && edge.span.start < edge.span.end)
    }
    #expect(graph.nodes.ids.map { graph.edges(from: $0).count }.reduce(0, +) == graph.edges.count)
    #expect(graph.nodes.ids.map { graph.edges(to: $0).count }.reduce(0, +) == graph.edges.count)
  }

  @Test func `the nodes of a kind stand together under the ids of their section`() {
    let names = SampleDistrict.compilation.names
    let graph = RuleGraphTests.graph
    for id in names.workflows.table.ids {
      let node = graph.nodes[graph.node(id)]
      #expect(node.kind == .workflow && node.id == names.workflows.table[id].id)
      #expect(node.span == names.workflows.table[id].span)
    }
    for id in names.tests.table.ids { #expect(graph.nodes[graph.node(id)].id == names.tests.table[id].id) }
    for kind in NodeKind.allCases { for node in graph.nodes(kind) { #expect(graph.nodes[node].kind == kind) } }
  }

  @Test func `S58: the order of files and keys changes no edge`() {
    func sentences(_ text: String) -> [String] {
      let graph = PolicyCompilation([SourceFile(name: "policy.yaml", bytes: Array(text.utf8))]).graph
      return graph.edges.elements.map { RuleGraphTests.sentence($0, in: graph) }
    }
    let sections = ReasonExample.policy.split(separator: /\n(?=[a-z])/).map(String.init)
    #expect(sections.count > 10)
    #expect(sentences(ReasonExample.policy) == sentences(sections.reversed().joined(separator: "\n") + "\n"))
  }
}
