import PolicyBasics

// A dense id for each section: what a policy declares under the id at that place of its table.

package struct DataClassID: DenseID {
  package let rawValue: UInt32; package init(rawValue: UInt32) { self.rawValue = rawValue }
}
package struct AudienceID: DenseID {
  package let rawValue: UInt32; package init(rawValue: UInt32) { self.rawValue = rawValue }
}
package struct SiteID: DenseID {
  package let rawValue: UInt32; package init(rawValue: UInt32) { self.rawValue = rawValue }
}
package struct MaterialID: DenseID {
  package let rawValue: UInt32; package init(rawValue: UInt32) { self.rawValue = rawValue }
}
package struct RoleID: DenseID {
  package let rawValue: UInt32; package init(rawValue: UInt32) { self.rawValue = rawValue }
}
package struct CommitteeID: DenseID {
  package let rawValue: UInt32; package init(rawValue: UInt32) { self.rawValue = rawValue }
}
package struct PersonID: DenseID {
  package let rawValue: UInt32; package init(rawValue: UInt32) { self.rawValue = rawValue }
}
package struct PurposeID: DenseID {
  package let rawValue: UInt32; package init(rawValue: UInt32) { self.rawValue = rawValue }
}
package struct ToolID: DenseID {
  package let rawValue: UInt32; package init(rawValue: UInt32) { self.rawValue = rawValue }
}
package struct WorkflowID: DenseID {
  package let rawValue: UInt32; package init(rawValue: UInt32) { self.rawValue = rawValue }
}
package struct TierID: DenseID {
  package let rawValue: UInt32; package init(rawValue: UInt32) { self.rawValue = rawValue }
}
package struct PilotID: DenseID {
  package let rawValue: UInt32; package init(rawValue: UInt32) { self.rawValue = rawValue }
}
/// A rule or an invariant: what gives reasons under its own id.
package struct RuleID: DenseID {
  package let rawValue: UInt32; package init(rawValue: UInt32) { self.rawValue = rawValue }
}
package struct ExceptionID: DenseID {
  package let rawValue: UInt32; package init(rawValue: UInt32) { self.rawValue = rawValue }
}
package struct AttributeID: DenseID {
  package let rawValue: UInt32; package init(rawValue: UInt32) { self.rawValue = rawValue }
}
/// A word that some workflow's `actions` names, or `use`, `draft`, `release`.
package struct ActionID: DenseID {
  package let rawValue: UInt32; package init(rawValue: UInt32) { self.rawValue = rawValue }
}
package struct DemandID: DenseID {
  package let rawValue: UInt32; package init(rawValue: UInt32) { self.rawValue = rawValue }
}
package struct FormulaID: DenseID {
  package let rawValue: UInt32; package init(rawValue: UInt32) { self.rawValue = rawValue }
}
package struct TestID: DenseID {
  package let rawValue: UInt32; package init(rawValue: UInt32) { self.rawValue = rawValue }
}
package struct PathID: DenseID {
  package let rawValue: UInt32; package init(rawValue: UInt32) { self.rawValue = rawValue }
}
package struct GuardID: DenseID {
  package let rawValue: UInt32; package init(rawValue: UInt32) { self.rawValue = rawValue }
}
