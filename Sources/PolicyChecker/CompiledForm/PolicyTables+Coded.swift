import PolicyBasics

// A policy as bytes, a line a table.

extension PolicyTables: ByteCoded {
  static var blank: PolicyTables { PolicyTables() }

  mutating func code(_ coder: inout ByteCoder) throws(CompiledPolicyError) {
    try coder.code("policy", &identity)
    try coder.codeSizes()
    try codeFiles(&coder)
    try coder.code("policy", &switches)
    try coder.code("time zone", &zone)
    try coder.code("holidays", &calendars)
    try coder.code("data", &data)
    try coder.code("data", &dataTree)
    try coder.code("sensitivities", &sensitivities)
    try coder.code("elements", &elements)
    try coder.code("audiences", &audiences)
    try coder.code("audiences", &audienceTree)
    try coder.code("sites", &sites)
    try coder.code("sites", &siteTree)
    try coder.code("materials", &materials)
    try coder.code("purposes", &purposes)
    try coder.code("roles", &roles)
    try coder.code("committees", &committees)
    try coder.code("people", &people)
    try coder.code("tiers", &tiers)
    try coder.code("tools", &tools)
    try coder.code("workflows", &workflows)
    try coder.code("actions", &actions)
    try coder.code("attributes", &attributes)
    try coder.code("pilots", &pilots)
    try coder.code("rules", &rules)
    try coder.code("exceptions", &exceptions)
    try coder.code("demands", &demands)
    try coder.code("steps", &stepIDs)
    try coder.code("formulas", &formulas)
    try coder.code("tests", &tests)
    try coder.code("paths", &paths)
    try coder.code("guards", &guards)
    try coder.code("index", &index)
    var days = AscendingDays(days: changes)
    try coder.code("changes", &days)
    changes = days.days
  }

  /// A file's name may hold any character: whoever shows it escapes it.
  private mutating func codeFiles(_ coder: inout ByteCoder) throws(CompiledPolicyError) {
    coder.table = "files"
    var read: [String] = []
    for index in 0..<coder.sizes[.files] {
      var file = coder.isWriting ? files[index] : ""
      try coder.code(name: &file)
      read.append(file)
    }
    files = read
  }
}

extension TableSizes {
  init(_ tables: PolicyTables) {
    self[.data] = tables.data.count
    self[.audiences] = tables.audiences.count
    self[.sites] = tables.sites.count
    self[.materials] = tables.materials.count
    self[.purposes] = tables.purposes.count
    self[.roles] = tables.roles.count
    self[.committees] = tables.committees.count
    self[.people] = tables.people.count
    self[.tiers] = tables.tiers.count
    self[.tools] = tables.tools.count
    self[.workflows] = tables.workflows.count
    self[.actions] = tables.actions.count
    self[.attributes] = tables.attributes.count
    self[.pilots] = tables.pilots.count
    self[.rules] = tables.rules.count
    self[.exceptions] = tables.exceptions.count
    self[.demands] = tables.demands.count
    self[.formulas] = tables.formulas.count
    self[.tests] = tables.tests.count
    self[.paths] = tables.paths.count
    self[.guards] = tables.guards.count
    self[.files] = tables.files.count
  }
}

extension ByteCoder {
  /// A part of the tables, with its name for errors.
  mutating func code(_ table: String, _ value: inout some ByteCoded) throws(CompiledPolicyError) {
    self.table = table
    try value.code(&self)
  }

  mutating func codeSizes() throws(CompiledPolicyError) {
    table = "sizes"
    var sizes = sizes
    try sizes.code(&self)
    self.sizes = sizes
  }
}
