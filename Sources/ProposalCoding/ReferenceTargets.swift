import Description
import PolicyChecker

// The sections whose ids proposals and policies refer to.

package enum DataClasses: ReferenceTarget { package static var section: String { "data" } }
package enum Roles: ReferenceTarget { package static var section: String { "roles" } }
package enum RolesAndCommittees: ReferenceTarget { package static var section: String { "roles or committees" } }
package enum Committees: ReferenceTarget { package static var section: String { "committees" } }
package enum People: ReferenceTarget { package static var section: String { "people" } }
package enum Sites: ReferenceTarget { package static var section: String { "sites" } }
package enum Audiences: ReferenceTarget { package static var section: String { "audiences" } }
package enum Tiers: ReferenceTarget { package static var section: String { "tiers" } }
package enum Materials: ReferenceTarget { package static var section: String { "materials" } }
package enum Purposes: ReferenceTarget { package static var section: String { "purposes" } }
package enum Tools: ReferenceTarget { package static var section: String { "tools" } }
package enum Workflows: ReferenceTarget { package static var section: String { "workflows" } }
package enum Pilots: ReferenceTarget { package static var section: String { "pilots" } }
package enum Rules: ReferenceTarget { package static var section: String { "rules" } }
package enum Steps: ReferenceTarget { package static var section: String { "review" } }
package enum Metrics: ReferenceTarget { package static var section: String { "metrics" } }
package enum Actions: ReferenceTarget { package static var section: String { "actions" } }

/// A tool of the set, or the word that it knows none.
package enum ToolsOrUnlisted: ReferenceTarget {
  package static var section: String { "tools" }
  package static var words: [String] { ["unlisted"] }
}

/// A workflow of the set, or the word that it knows none.
package enum WorkflowsOrUnlisted: ReferenceTarget {
  package static var section: String { "workflows" }
  package static var words: [String] { ["unlisted"] }
}

extension Autonomy: Choice {
  package var doc: String {
    switch self {
    case .assistDraft: "It drafts; a person does the work with it."
    case .humanApprovesEach: "It drafts; a person approves each output."
    case .humanSamples: "A person looks at samples."
    case .autonomous: "Nobody looks before it acts."
    }
  }
}

extension Impact: Choice {
  package var doc: String {
    switch self {
    case .none: "Nobody's case is touched."
    case .informs: "Somebody who decides reads it."
    case .materiallyInfluences: "It weighs in the decision."
    case .determines: "It is the decision."
    }
  }
}

extension Verdict: Choice {
  package var doc: String {
    switch self {
    case .scale: "It goes on, for more schools or people."
    case .narrow: "It goes on, smaller."
    case .revise: "It is changed and tried again."
    case .stop: "It ends."
    }
  }
}
