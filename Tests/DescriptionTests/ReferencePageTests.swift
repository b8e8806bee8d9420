import Description
import PolicyBasics
import Testing

@Suite struct ReferencePageTests {
  @Test func `a page has doc, example, keys, words and the records within`() {
    let step = RecordShape(
      "review step", doc: "What is reviewed.", besides: "`by` is no committee.",
      fields: [.required("by", .reference(to: "roles or committees", words: ["nobody"]), doc: "Who.")])
    let tool = RecordShape(
      "tool", doc: "An AI tool.", others: "The district's own fields.",
      fields: [
        .required(
          "status", .choice([Shape.Word("in-review", "Looked at."), Shape.Word("approved", "Approved.")]),
          doc: "How far."),
        .optional(
          "training", .choice([Shape.Word("none", "Nothing."), Shape.Word("all", "All.")], isOrdered: true),
          doc: "What | on."),
        .optional("until", .day, doc: "The last day."),
        .optional("review", .list(.record(step)), doc: "The steps."),
        .optional("again", .record(step), doc: "One step."),
        .optional("uses", .mapping(keys: .reference(to: "data"), values: .text(lines: true)), doc: "What for."),
        .optional(
          "list", .either([.list(.reference(to: "tools")), .choice([Shape.Word("open", "Later.")])]), doc: "Which."),
        .optional("when", .described(name: "condition", doc: "", schema: [:]), doc: "Where."),
        .optional("pilot", .record(RecordShape("pilot", doc: "", fields: [])), doc: "A pilot."),
      ])
    let page = ReferencePage(
      title: "`tools`", doc: "AI tools.", examples: ["tools: {x: {status: approved}}"],
      shape: .mapping(keys: .identifier(dots: false), values: .record(tool)),
      links: ReferencePage.Links(
        sections: ["roles": "roles.md", "tools": "tools.md"],
        records: ["condition": "conditions.md", "pilot": "proposals.md#pilot"], values: "README.md#values"))
    #expect(
      page.markdown == """
        <!-- Made by `make generate`. -->

        # `tools`

        AI tools.

        ```yaml
        tools: {x: {status: approved}}
        ```

        Each stands under its id and is a mapping: [tool](#tool).

        ## Tool

        An AI tool.

        | key | value | required | meaning |
        |---|---|---|---|
        | `status` | `in-review` or `approved` | yes | How far. |
        | `training` | `none` or `all` | | What \\| on. |
        | `until` | a [date](README.md#values) | | The last day. |
        | `review` | a list of mappings: [review step](#review-step) | | The steps. |
        | `again` | a mapping: [review step](#review-step) | | One step. |
        | `uses` | a mapping from ids of `data` to [texts](README.md#values) | | What for. |
        | `list` | a list of ids of [`tools`](tools.md), or `open` | | Which. |
        | `when` | a [condition](conditions.md) | | Where. |
        | `pilot` | a mapping: [pilot](proposals.md#pilot) | | A pilot. |
        | any other | | | The district's own fields. |

        Words of `status`:

        - `in-review`: Looked at.
        - `approved`: Approved.

        Words of `training`, in their order:

        - `none`: Nothing.
        - `all`: All.

        Words of `list`:

        - `open`: Later.

        ## Review step

        What is reviewed.

        `by` is no committee.

        | key | value | required | meaning |
        |---|---|---|---|
        | `by` | an id of [`roles`](roles.md) or `committees`, or `nobody` | yes | Who. |

        """)
  }
}
