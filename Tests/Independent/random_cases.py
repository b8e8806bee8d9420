"""Random policy sets and proposals for the known answers of fingerprint.py: small, valid, full of odd spellings.

`case(seed, index)` gives one as text: ({file name: YAML}, the proposal in YAML, the same in JSON). Everything is
composed once, of mappings, lists and *leaves*; a leaf knows all spellings of its one value and each writer picks its
own, so the YAML and the JSON of a proposal differ in everything that must not count (order, line ends, `3.50` and
`3.5`, `12 weeks` and `84d`, the offset of a time). Lists are shuffled, tuples are not.
"""

import json
import random
from datetime import date, datetime, timedelta
from decimal import Decimal

# Leaves. A spelling is a function from the source of randomness to what stands in the file.


class Leaf:
    def __init__(self, in_yaml, in_json):
        self.in_yaml, self.in_json = in_yaml, in_json


def one_of(yaml_spellings, json_spellings):
    return Leaf(lambda r: r.choice(yaml_spellings), lambda r: r.choice(json_spellings))


def words(*spellings):
    """Ids, choices, days, durations, times: plain in YAML (`no` and `3` too, since the field types them)."""
    return one_of([plain for word in spellings for plain in (word, word, word, f'"{word}"')],
                  [f'"{word}"' for word in spellings])


def truth(value, yaml_spelling):
    return one_of([yaml_spelling], [json.dumps(value)])


def text(value):
    """A free text. Its line ends, LF here, may be written as CR LF or CR; all escapes are fair."""
    def with_line_ends(r):
        return value.replace("\n", r.choice(["\n", "\n", "\r\n", "\r"]))

    def in_yaml(r):
        escapes = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}

        def escaped(character):
            code = ord(character)
            if code > 126 and r.random() < 0.3:
                return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
            return escapes.get(character, character)
        return '"' + "".join(map(escaped, with_line_ends(r))) + '"'

    def in_json(r):
        return json.dumps(with_line_ends(r), ensure_ascii=r.random() < 0.5).replace("/", r.choice(["/", "\\/"]))
    return Leaf(in_yaml, in_json)


def number(value):
    """At most 15 digits, however it is written."""
    plain = format(value, "f")
    padded = [plain + more for more in ([".0", ".00"] if "." not in plain else ["0", "00"])]
    spellings = [plain] + [one for one in padded if sum(map(str.isdigit, one)) <= 15]
    if value == 0:
        spellings += ["-0", "-0.0"]
    sign, whole, exponent = value.as_tuple()
    scientific = ("-" if sign else "") + "".join(map(str, whole)) + f"e{exponent}"
    return one_of(spellings, spellings * 3 + [scientific, scientific.replace("e", "E")])


def days_long(count):
    weeks = [f"{count // 7} week" + "s" * (count != 7), f"{count // 7}w"] if count % 7 == 0 else []
    return words(f"{count} day" + "s" * (count != 1), f"{count}d", *weeks)


def minutes_long(count):
    hours = [f"{count // 60} hour" + "s" * (count != 60), f"{count // 60}h"] if count % 60 == 0 else []
    return words(f"{count} minute" + "s" * (count != 1), f"{count}min", *hours)


def months_long(count):
    return words(f"{count} month" + "s" * (count != 1), f"{count}mo")


def time(seconds, fraction):
    """That many seconds after the start of 2026 in UTC."""
    spellings = []
    for east in (0, -420, -480, 330, 825, -690):
        local = (datetime(2026, 1, 1) + timedelta(seconds=seconds, minutes=east)).isoformat()
        offset = f"{'-' if east < 0 else '+'}{abs(east) // 60:02}:{abs(east) % 60:02}"
        for end in [fraction, fraction + "0"] if fraction else ["", ".0", ".000"]:
            spellings += [local + end + one for one in ([offset, "Z"] if east == 0 else [offset])]
    return words(*spellings)


# Writers

def flow(value, r):
    """YAML on one line."""
    if isinstance(value, Leaf):
        return value.in_yaml(r)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {flow(one, r)}" for key, one in shuffled(value.items(), r)) + "}"
    return "[" + ", ".join(flow(one, r) for one in shuffled(value, r)) + "]"


def block(value, r, indent=""):
    """YAML line by line."""
    if not isinstance(value, dict):
        return "".join(f"{indent}- {flow(one, r)}\n" for one in shuffled(value, r))
    lines = ""
    for key, one in shuffled(value.items(), r):
        nested = not isinstance(one, Leaf) and one and (len(indent) < 4 or r.random() < 0.5) and r.random() < 0.8
        lines += f"{indent}{key}:" + ("\n" + block(one, r, indent + "  ") if nested else f" {flow(one, r)}\n")
    return lines


def yaml_file(value, r):
    return block(value, r).replace("\n", r.choice(["\n", "\n", "\n", "\r\n"]))


def json_file(value, r):
    blank = r.choice(["", " ", "\n  "])

    def written(one):
        if isinstance(one, Leaf):
            return one.in_json(r)
        if isinstance(one, dict):
            items, ends = [f'"{key}":{blank}{written(value)}' for key, value in shuffled(one.items(), r)], "{}"
        else:
            items, ends = [written(item) for item in shuffled(one, r)], "[]"
        return ends[0] + blank + f",{blank}".join(items) + blank + ends[1]
    return written(value)


def shuffled(values, r):
    return values if isinstance(values, tuple) else r.sample(list(values), len(values))


# What the cases are made of

CLASSES = ["student-pii", "student-contact", "staff-hr", "no", "3", "on", "1e3", "0x1f", "true", "a", "a-b", "ab", "10", "9"]
ROLES = ["director", "privacy-officer", "counsel", "writer", "principal", "secretary", "it-lead", "7"]
AUDIENCES = ["families", "staff", "public", "students", "off", "board"]
SITES = ["lincoln-es", "lincoln-ms", "lincoln", "riverbend-ms", "10", "2"]
MATERIALS = ["family-handbook", "calendar", "enrolment-pages", "letter-templates", "2026-08-01"]
PURPOSES = ["family-communication", "scheduling", "translation"]
TOOLS = ["assistant", "chat-free", "notes", "yes", "2fa"]
WORKFLOWS = ["replies", "letters", "minutes", "n", "42"]
METRICS = ["hours-to-reply", "corrections", "cost-2"]
ATTRIBUTES = ["youngest", "ratio", "first-day", "span", "consent", "kinds", "grade", "paid", "no", "3", "x-1"]
PERSONS = ["j.lee", "r.ortiz", "m.diaz", "k.ng", "a.kim", "s.lane", "p.o.lee", "x", "b2.c3", "q.q", "t.u", "v"]
AUTONOMY = ["assist-draft", "human-approves-each", "human-samples", "autonomous"]
IMPACT = ["none", "informs", "materially-influences", "determines"]
PHRASES = [
    "Two corrected replies", "in one week", 'he said "stop"', '"', "C:\\temp", "\\n is no line end", "\\u0041", "a\tb",
    "it's", "# no comment", "key: value", "{a, b}", "[x]", "50 %", "and/or", "<b>&amp;</b>", "null", "~", "no", "3.10",
    "Caf\u00e9", "Cafe\u0301", "se\u00f1or", "sen\u0303or", "\u212bngstr\u00f6m", "\ufb03", "\ud55c", "\u1112\u1161\u11ab",
    "\u65e5\u672c\u8a9e", "\u00df", "\u20ac", "\U0001f600", "\U0001d4b3", "\u0130", "\u2019", "\uff5e", "-", "!", "*", "|",
]


class Case:
    """One policy set and one proposal; every choice comes from `r`."""

    def __init__(self, r):
        self.r = r
        self.set = self.policy_set()
        self.proposal = self.pilot() if r.random() < 0.55 else self.action()

    # Choices

    def maybe(self, likely=0.5):
        return self.r.random() < likely

    def some(self, pool, least=1, most=4):
        return self.r.sample(pool, min(self.r.randint(least, most), len(pool)))

    def one(self, pool):
        return words(self.r.choice(pool))

    def ids(self, pool, least=1, most=4):
        return [words(one) for one in self.some(pool, least, most)]

    def title(self):
        return text(self.r.choice(PHRASES))

    def line(self):
        return text(" ".join(self.some(PHRASES, 1, 4)))

    def lines(self):
        ends = self.r.choice([" ", "\n", "\n", "\n\n"])
        return text(ends.join(" ".join(self.some(PHRASES, 1, 3)) for _ in range(self.r.randint(1, 3))))

    def day(self, first="2026-07-01", within=180):
        return words((date.fromisoformat(first) + timedelta(days=self.r.randrange(within))).isoformat())

    def count(self, most=400):
        return one_of(*[[str(self.r.choice([0, 1, 9, 10, 120, self.r.randint(1, most)]))]] * 2)

    def number(self):
        r = self.r
        return number(Decimal(r.choice([
            "0", "3", "120", "3.5", "0.1", "-2", "-0.25", "1000000", "0.001", "123456789012345", "0.00000000000001",
            "-99999999999999.9", str(r.randint(-999, 999)), f"{r.randint(1, 99)}.{r.randint(0, 99):02}{r.randint(1, 9)}"])))

    def days_or_hours(self):
        return self.r.choice([days_long(self.r.choice([1, 7, 84, 90, self.r.randint(2, 400)])),
                              minutes_long(self.r.choice([1, 4, 60, 90, 2160, 240, self.r.randint(2, 5000)]))])

    def keep(self, fields, likely=0.85):
        return {key: value for key, value in fields.items() if self.maybe(likely)}

    # The policy set

    def policy_set(self):
        sections = {"policy": {
            "id": words("set-1"), "title": self.title(), "version": words("1.0.0"), "language": one_of(["1"], ["1"]),
            "time-zone": words(self.r.choice(["America/Los_Angeles", "America/New_York", "Pacific/Auckland"])),
            "role-holders": words("attested"),
            **self.keep({"approvals-lapse": months_long(12), "holidays": self.ids(["2026-11-11", "2026-11-26"], 1, 2),
                         "unbound-approvals": words("allow"), "notes": self.lines()}, 0.3)}}

        self.classes = ["published"] + self.some(CLASSES, 1, 5)
        data = {}
        for index, key in enumerate(self.classes):
            data[key] = {"title": self.title()}
            if index and self.maybe(0.4):
                data[key] |= {"within": self.one(self.classes[:index])}
                data[key] |= self.keep({"named-only": truth(True, "true")}, 0.4)
            else:
                level = "public" if index == 0 else self.r.choice(["public", "internal", "confidential", "restricted"])
                data[key] |= {"sensitivity": words(level)}
            data[key] |= self.keep({"elements": [words(f"exhibit-b.{key}")]}, 0.3)
        sections["data"] = data

        self.roles = self.some(ROLES, 4, 6)
        sections["roles"] = {key: {"title": self.title()} for key in self.roles}
        self.committees = ["ai-group"] if self.maybe() else []
        if self.committees:
            members = self.members = self.some(self.roles, 3, 3)
            sections["committees"] = {"ai-group": {
                "members": [words(one) for one in members], "quorum": one_of(["2"], ["2"]),
                "threshold": one_of(["2"], ["2"]), "chair": words(members[0])}}

        self.audiences = self.some(AUDIENCES, 2, 4)
        sections["audiences"] = {key: {"title": self.title()} for key in self.audiences}
        if self.maybe(0.3):
            sections["audiences"][self.audiences[1]]["within"] = words(self.audiences[0])
        self.sites = ["riverbend"] + self.some(SITES, 1, 4) if self.maybe(0.7) else []
        if self.sites:
            sections["sites"] = {key: {"title": self.title(), **({"within": words("riverbend")} if index else {})}
                                 for index, key in enumerate(self.sites)}
        self.materials = self.some(MATERIALS, 1, 4) if self.maybe(0.7) else []
        if self.materials:
            sections["materials"] = {key: {
                "title": self.title(), "owner": self.one(self.roles), "data": [words("published")],
                "reviewed": self.day("2026-05-01", 60), "until": words("2027-06-30")} for key in self.materials}
        self.purposes = self.some(PURPOSES, 1, 3) if self.maybe(0.6) else []
        if self.purposes:
            sections["purposes"] = {key: {"title": self.title()} for key in self.purposes}
        self.tiers = ["routine", "external"] if self.maybe(0.4) else []
        if self.tiers:
            sections["tiers"] = {
                "routine": {"rank": one_of(["0"], ["0"])},
                "external": {"rank": one_of(["1"], ["1"]), "when": {"audiences": {"any": self.ids(self.audiences, 1, 2)}}}}

        self.attributes = {}
        for key in self.some(ATTRIBUTES, 0, 6):
            kind = self.r.choice(["yes-no", "count", "number", "date", "duration", "choice", "choices", "level"])
            on = self.some(["pilot", "action", "tool", "workflow"], 1, 4)
            values = self.some(["yes", "no", "placement", "discipline", "10", "9", "a", "a-b"], 2, 5)
            self.attributes[key] = {"on": on, "type": kind, "values": values}
            sections.setdefault("attributes", {})[key] = {
                "on": [words(one) for one in on], "type": words(kind), "title": self.title(),
                **({"values": tuple(map(words, values))} if kind in ("choice", "choices", "level") else {})}

        self.tools = self.some(TOOLS, 2, 4)
        sections["tools"] = {key: self.tool(first=index == 0) for index, key in enumerate(self.tools)}
        self.usable = [key for key in self.tools if sections["tools"][key].pop("usable")]
        self.workflows = {}
        sections["workflows"] = {key: self.workflow(key, index == 0)
                                 for index, key in enumerate(self.some(WORKFLOWS, 1, 3))}

        self.duties = ["say-ai-helped"] if self.maybe() else []
        if self.duties:
            sections["rules"] = {"say-ai-helped": {
                "oblige": [words("action")], "when": {"audiences": self.one(self.audiences)}, "do": self.lines(),
                "by": self.one(self.roles), "due": words("before release"), "because": self.line(),
                "source": [self.line()]}}
        if self.maybe(0.4):
            sections.setdefault("rules", {})["short-pilots"] = {
                "require": [words("pilot")], "that": {"duration": {"at-most": days_long(364)}}, "because": self.lines(),
                "source": [self.line()]}

        self.pilots = []
        if self.maybe(0.5):
            register = {key: self.registered_pilot() for key in self.some(["spring-2026", "p-2", "0"], 1, 2)}
            self.pilots = list(register)
            sections["pilots"] = register
        return sections

    def stated_attributes(self, place, likely=0.6):
        return self.keep({key: self.attribute(**one) for key, one in self.attributes.items() if place in one["on"]}, likely)

    def attribute(self, type, values, on):
        match type:
            case "yes-no":
                value = self.maybe()
                return truth(value, "yes" if value else "no")
            case "count": return self.count()
            case "number": return self.number()
            case "date": return self.day()
            case "duration": return self.days_or_hours()
            case "choices": return self.ids(values, 1, 3)
            case "choice" | "level": return self.one(values)

    def decided(self):
        return {"by": self.one(self.committees or self.roles), "on": self.day("2026-06-01", 30),
                **self.keep({"minutes": self.line()})}

    def tool(self, first):
        status = "approved" if first else self.r.choice(
            ["approved", "pilot-only", "requested", "in-review", "suspended", "refused", "retired"])
        declaration = {"title": self.title(), "status": words(status),
                       "usable": status in ("approved", "pilot-only", "requested", "in-review")}
        if status in ("approved", "pilot-only"):
            declaration["approved"] = self.decided()
        if status == "refused":
            return declaration | {"on": self.day("2026-06-01", 30), "because": self.lines(), "source": [self.line()]}
        if status == "suspended":
            declaration["lifted-by"] = self.one(self.roles)
        if status in ("approved", "pilot-only") or self.maybe():
            classes = ["published"] + self.some(self.classes[1:], 0, 3)
            declaration["agreement"] = {
                "from": words("2026-07-01"), "until": words("2027-06-30"), "data": [words(one) for one in classes],
                **({"purposes": [words(one) for one in self.purposes] if first else self.ids(self.purposes)}
                   if self.purposes else {}),
                **self.keep({
                    "training": self.one(["none", "deidentified", "identified"]),
                    # S5 lets months stand only where a day is counted from; what is retained is counted from a day.
                    "retention": self.r.choice([days_long(30), days_long(84), minutes_long(240), months_long(12),
                                                months_long(1)]),
                }, 0.7)}
        declaration |= self.keep({"minimum-age": one_of(["13"], ["13"])}, 0.3)
        return declaration | self.stated_attributes("tool")

    def workflow(self, key, first):
        status = self.r.choice(["approved", "pilot"] if first else [
            "approved", "approved", "pilot", "proposed", "suspended", "refused", "retired"])
        known = self.workflows[key] = {"status": status, "steps": [], "metrics": [], "actions": ["use", "draft", "release"]}
        if status == "refused":
            known["actions"] = ["use", "read", "no"]
            return {"title": self.title(), "status": words(status), "on": self.day("2026-06-01", 30),
                    "because": self.lines(), "source": [self.line()]}

        r = self.r
        known["metrics"] = self.some(METRICS, 1, 3)
        data = ["published"] + self.some(self.classes[1:], 0, 4)
        reach = {  # what a workflow that is merely proposed may leave out
            "data": {one: self.line() for one in data} if self.maybe(0.3) else [words(one) for one in data],
            "audiences": self.ids(self.audiences),
            "tools": words("open") if self.maybe(0.06) else [words(one) for one in
                                                            [self.tools[0], *self.some(self.usable[1:], 0, 2)]],
        }
        declaration = {
            "title": self.title(), "status": words(status), "owner": self.one(self.roles), "autonomy": self.one(AUTONOMY),
            "impact": self.one(IMPACT), **(self.keep(reach, 0.6) if status == "proposed" else reach),
            "metrics": {one: {"title": self.title(), "better": words("lower"), "kind": words("time")}
                        for one in known["metrics"]},
            **self.keep({
                "effective": {"from": self.day(within=60), "until": self.day("2027-05-01", 60)},
                "used-by": self.ids(self.roles),
                "review": self.review(known),
                "pilots-need": self.pilots_need(),
                "if-wrong": {"tell": self.one(self.roles), "due": words("2 business-days")},
                "volume": words("140 per week"),
                "effort": {"today": words("30 minutes"), "with-ai": words("4 minutes")},
                "notes": self.lines(),
            }, 0.6)}
        if status in ("approved", "pilot"):
            declaration["approved"] = self.decided()
        if status in ("approved", "pilot") or self.maybe():
            declaration["criteria"] = {one: self.line() for one in ["common", "measurable", "low-risk", "painful"]}
        if status == "suspended":
            declaration["lifted-by"] = self.one(self.committees or self.roles)
        if self.purposes:
            declaration["purpose"] = self.one(self.purposes)
        if self.tiers:
            declaration["tier"] = self.one(self.tiers)
        if self.sites and self.maybe(0.4):
            declaration["sites"] = self.ids(self.sites)
        if self.materials and self.maybe(0.8):
            declaration["materials"] = words("open") if self.maybe(0.1) else self.ids(self.materials)
        if self.maybe(0.6):
            stages = {"send-reply": "release", "draft-reply": "draft", "no": "use", "file-copy": "after"}
            known["actions"] = ["send-reply"] + self.some(["draft-reply", "no", "file-copy"], 0, 3)
            declaration["actions"] = {one: {"stage": words(stages[one]), **self.keep({"title": self.line()}, 0.5)}
                                      for one in known["actions"]}
        if "review" not in declaration:
            known["steps"] = []
        return declaration | self.stated_attributes("workflow")

    def review(self, known):
        known["steps"] = self.some(["reply", "1", "z-2", "facts"], 1, 3)
        return [{"id": words(one), "what": self.lines(), "by": self.one(self.roles), **self.keep({
            "before": self.one(["use", "draft", "release"]), "effort": minutes_long(2), "against": self.lines()}, 0.5)}
            for one in known["steps"]]

    def pilots_need(self):
        approvers = self.some(self.roles, 3, 4) + self.committees
        some_of = {"at-least": one_of(["2"], ["2"]), "of": [words(one) for one in approvers[1:]]}
        return {
            "approvals": self.r.sample([words(approvers[0]), some_of, *map(words, self.committees)], self.r.choice([1, 2])),
            **self.keep({
                "measures": {"required": truth(True, "true"),
                             **self.keep({"baseline": self.one(["required", "before-start"])}, 0.6)},
                "stop-when": words("required"),
                "limits": {"duration": days_long(self.r.choice([84, 90, 120])), **self.keep({
                    "participants": one_of(["30"], ["30"]), **({"sites": one_of(["3"], ["3"])} if self.sites else {})})},
            }, 0.6)}

    # The proposal

    def common(self, workflow):
        """What pilots and actions both state."""
        elements = [words(one) for one in self.some(["exhibit-b.medical", "exhibit-b.no", "ccpa.a", "x.1.2", "e"], 0, 4)]
        return {
            "title": self.line(), "workflow": words(workflow), "tool": self.one(self.tools + ["unlisted"]),
            "autonomy": self.one(AUTONOMY), "impact": self.one(IMPACT), "audiences": self.ids(self.audiences, 0, 4),
            **({"elements": elements} if self.maybe(0.2) else {"data": self.ids(self.classes, 0, 6)}),
            **({"materials": self.ids(self.materials, 0, 4)} if self.materials else {}),
            **({"sites": self.ids(self.sites)} if self.sites else {}),
        }

    def pilot_fields(self, workflow):
        known = self.workflows.get(workflow)
        metrics = known["metrics"] if known and known["metrics"] else METRICS
        starts = date(2026, 8, 1) + timedelta(days=self.r.randrange(120))
        return self.common(workflow) | {
            "submitted": self.day(within=30), "requested-by": self.person(), "owner": self.one(self.roles),
            "participants": self.count(), "stop-when": self.lines(), "starts": words(starts.isoformat()),
            "ends": words((starts + timedelta(days=self.r.randrange(300))).isoformat()),
            "measures": [self.measure(one) for one in self.some(metrics, 1, 3)],
        }

    def measure(self, metric):
        return {"metric": words(metric), **self.keep({
            "baseline": self.number(), "target": self.number(),
            "measured": {"from": self.day("2026-06-01", 20), "until": self.day("2026-06-21", 20)}}, 0.7)}

    def person(self):
        roles = self.ids(self.roles, 1, 3)
        return self.r.choice([{"person": self.one(PERSONS), "roles": roles}] * 3 + [{"roles": roles}])

    def registered_pilot(self):
        workflow = self.r.choice([key for key, one in self.workflows.items() if one["status"] != "refused"])
        return self.pilot_fields(workflow) | self.stated_attributes("pilot") | self.keep({
            "verdict": self.one(["scale", "revise", "narrow"]), "notes": self.lines()})

    def chosen_workflow(self):
        return self.r.choice([*self.workflows] * 4 + ["unlisted"])

    def pilot(self):
        fields = self.pilot_fields(self.chosen_workflow()) | self.stated_attributes("pilot", 0.8)
        if self.pilots and self.maybe():
            fields["follows"] = self.one(self.pilots)
        return {"pilot": self.one(["autumn-2026", "3", "no", "p"])} | self.keep(fields) | self.unbound([])

    def action(self):
        workflow = self.chosen_workflow()
        known = self.workflows.get(workflow, {"actions": ["use", "no", "4"], "steps": []})
        fields = self.common(workflow) | self.stated_attributes("action", 0.8) | {
            "actor": self.person(),
            "at": time(self.r.randrange(180 * 86400, 400 * 86400),
                       self.r.choice(["", "", ".5", ".25", ".000001", ".12345678"])),
        }
        if self.pilots and self.maybe():
            fields["pilot"] = self.one(self.pilots)
        stated = self.keep(fields)
        action = self.r.choice(known["actions"]) if "workflow" in stated else "use"
        steps = known["steps"] if "workflow" in stated else []
        return {"action": words(action)} | stated | self.unbound(steps, action=True)

    def unbound(self, steps, action=False):
        """What no fingerprint covers."""
        def approval(by):
            return {"by": words(by), "on": self.day(within=30), "role": self.one(self.roles),
                    **self.keep({"content": words("".join(self.r.choices("0123456789abcdef", k=40)))}, 0.7)}
        persons = self.r.sample(PERSONS, 6)
        fields = {
            "notes": self.lines(), "reference": self.line(), "because": self.lines(), "source": [self.line()],
            "approvals": [approval(one) for one in persons[:self.r.randint(0, 3)]],
        }
        if self.committees:
            seats = [{"role": words(role), "by": words(by)} for role, by in zip(self.members, persons)]
            fields["approvals"].append({"committee": words("ai-group"), "on": self.day(within=30), "yes": seats[:2],
                                        "no": [], "abstain": [], "recused": seats[2:]})
        if self.duties:
            fields["attested"] = [{"duty": words(self.duties[0]), "by": words(persons[3]), "on": self.day(within=60)}]
        if action:
            fields["reviewed-by"] = [{"role": self.one(self.roles), "by": words(persons[4]),
                                      **({"step": self.one(steps)} if steps else {})}]
        return self.keep(fields, 0.4)


def case(seed, index):
    r = random.Random(f"{seed}/{index}")
    made = Case(r)
    names = r.choice([["policy.yaml"], ["policy.yaml", "rules.yaml"], ["policy.yaml", "more/tools.yaml", "more/a/b.yaml"]])
    files = {name: {} for name in names}
    for section, declarations in made.set.items():
        for key, declaration in declarations.items():
            name = "policy.yaml" if section == "policy" else r.choice(names)
            files[name].setdefault(section, {})[key] = declaration
    texts = {name: yaml_file(sections, r) for name, sections in files.items() if sections}
    return texts, yaml_file(made.proposal, r), json_file(made.proposal, r)
