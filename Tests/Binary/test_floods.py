"""Proposals and policy sets that hold far too much of something: answered in time, and in few words."""
import json
import tempfile
import unittest
from pathlib import Path

import program

SET = program.ROOT / "policies/riverbend"
ACTION = json.loads((program.ROOT / "policies/proposals/allowed-lunch-menu-translated.json").read_text())
PILOT = {"pilot": "p", "workflow": "faq-response-drafting", "tool": "district-assistant",
         "starts": "2027-01-01", "ends": "2027-12-31"}
MOST_OUTPUT = 256 * 1024


SITES = ["riverbend", "district-office", "elementary-schools", "lincoln-es", "cedar-es", "secondary-schools",
         "riverbend-ms", "harbor-ms", "riverbend-hs", "riverbend-hs-cte"]
# Everything that the set declares, and somebody who asks: legal, and denied for dozens of reasons.
WHOLE = {
    **PILOT, "autonomy": "human-approves-each", "impact": "informs", "participants": 10, "starts": "2026-12-01",
    "requested-by": {"person": "e.vasquez", "roles": ["superintendent"]}, "owner": "superintendent",
    "data": ["published-content"], "materials": ["family-handbook"], "audiences": ["families"], "sites": SITES,
}
ALL = {
    "data": [
        "published-content", "internal-guidance", "district-aggregates", "redacted-questions",
        "directory-information", "family-contact", "student-pii", "student-attendance", "student-work",
        "survey-answers", "student-conduct", "student-iep", "iep-recording", "student-health",
        "student-counseling", "biometric", "privileged-advice"],
    "materials": [
        "family-handbook", "school-calendar", "enrolment-pages", "topic-list", "event-notes", "board-policies",
        "staff-procedures", "enrolment-counts", "lunch-menus", "notice-templates"],
    "audiences": ["staff", "board", "community", "families", "public", "students", "students-under-13"],
}
ROLES = ["superintendent", "board-chair", "cabinet", "privacy-officer", "technology-director",
         "technology-specialist", "counsel", "communications-director"]


def several(persons, content=None):
    """As many persons in as many roles as a proposal may name (S37)."""
    return [{"role": ROLES[i + k], "by": person, "on": "2026-10-01", **({"content": content} if content else {})}
            for i, person in enumerate(persons) for k in range(4)]


PERSONS = ["t.nguyen", "p.hall", "r.ortiz", "m.diaz", "k.ng"]


def signed(count, **fields):
    return [{"role": "privacy-officer", "on": "2026-10-01", "by": f"p.{i}", **fields} for i in range(count)]


FLOODS = {
    "classes": {**ACTION, "data": [f"x-{i}" for i in range(100_000)]},
    "one class": {**ACTION, "data": ["published-content"] * 100_000},
    "elements": {**{k: v for k, v in ACTION.items() if k != "data"}, "elements": [f"x.y{i}" for i in range(50_000)]},
    "roles": {**ACTION, "actor": {"person": "j.lee", "roles": [f"r-{i}" for i in range(100_000)]}},
    "reviews": {**ACTION, "reviewed-by": [{"role": "communications-director", "by": f"p.{i}"} for i in range(30_000)]},
    "approvals": {**PILOT, "approvals": signed(20_000)},
    "approvals of one": {**PILOT, "approvals": signed(20_000, by="r.ortiz")},
    "votes": {**ACTION, "approvals": [
        {"committee": "ai-governance", "on": "2026-10-01", "yes": signed(1), "no": [], "abstain": [], "recused": []}
        for _ in range(8_000)]},
    "attestations": {**ACTION, "attested": [
        {"duty": "ai-use-is-disclosed", "by": f"p.{i}", "on": "2026-10-01"} for i in range(25_000)]},
    "fields": {**ACTION, **{f"k-{i}": "x" for i in range(50_000)}},
    "measures": {**PILOT, "measures": [{"metric": f"m {i}", "baseline": 1, "target": 2} for i in range(15_000)]},
    "days": {**PILOT, "starts": "0001-01-01", "ends": "9999-12-31"},
    # Remedies are looked for in these.
    "roles at sites": {**WHOLE, "approvals": several(PERSONS, "0" * 40)},
    "roles for a year": {**WHOLE, "sites": SITES[3:4], "approvals": several(PERSONS, "0" * 40)},
    "everything, unsigned": {**WHOLE, **ALL},
    "everything at one site": {**WHOLE, **ALL, "sites": SITES[3:4]},
    "all data": {**WHOLE, "data": ALL["data"]},
    "everything, signed": {**WHOLE, **ALL, "approvals": several(PERSONS)},
    "200 reviews": {**ACTION, "reviewed-by": [{"role": "communications-director", "by": f"p.{i}"} for i in range(200)]},
    "200 approvals": {**WHOLE, "approvals": signed(200)},
}


HEAD = "policy: {id: flood, title: A flood, version: 1.0.0, language: 1, time-zone: America/Los_Angeles}\n"
MANY = 6_000


def section(name, line, count=MANY):
    return f"{name}:\n" + "".join(f"  {line.format(i=f'{i:06}')}\n" for i in range(count))


def words(word, count=MANY):
    return "[" + ", ".join(f"{word}-{i:06}" for i in range(count)) + "]"


def rule(condition, kind="action"):
    return f"rules: {{r: {{deny: [{kind}], when: {condition}, because: B., source: [S]}}}}\n"


CLASSES = section("data", "declared-class-{i}: {{title: T, sensitivity: public}}")
ATTRIBUTES = section("attributes", "declared-attribute-{i}: {{title: T, on: [tool], type: count}}")
# Each names thousands of ids that nothing declares, near to thousands that something does.
SETS = {
    "ids in a condition": CLASSES + rule("{data: {any: " + words("unknown-class") + "}}"),
    "ids of another section": CLASSES + rule("{audiences: {any: " + words("declared-class") + "}}"),
    "fields in a condition": ATTRIBUTES + rule(
        "{any-of: [" + ", ".join(f"{{tool.declared-attrebute-{i:06}: 1}}" for i in range(MANY)) + "]}"),
    "bounds in a condition": ATTRIBUTES + rule(
        "{any-of: [" + ", ".join(
            f"{{participants: {{at-least: tool.declared-attrebute-{i:06}}}}}" for i in range(MANY)) + "]}", "pilot"),
    "keys of a tool": ATTRIBUTES + "tools: {t: {title: T, status: requested"
        + "".join(f", unknown-attrebute-{i:06}: 1" for i in range(MANY)) + "}}\n",
    "reasons of tests": section("rules", "declared-rule-{i}: {{deny: [action], always: true, because: B., source: [S]}}")
        + section("tests", "test-{i}: {{as-of: 2026-10-01, proposal: {{action: a}}, expect: deny, "
                           "reasons: [unknown-rull-{i}]}}"),
    "days of deadlines": section("attributes", "declared-date-{i}: {{title: T, on: [pilot], type: date}}")
        + section("rules", "r-{i}: {{oblige: [pilot], do: D., due: 3 days before declared-dete-{i}, because: B., "
                           "source: [S]}}"),
    "members of a list": CLASSES + "materials: {m: {title: M, data: " + words("unknown-class") + "}}\n",
    "words of an attribute": "attributes: {a: {title: A, on: [action], type: level, values: "
        + words("declared-word", 900) + "}}\n" + rule("{a: " + words("declared-wort") + "}"),
}


class Floods(unittest.TestCase):
    def test_signatures_that_count_in_several_roles_are_decided_in_time(self):
        # Signed for the very text, by whoever they are: the choices of roles are then really tried (S36).
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "flood.json"

            def check(approvals):
                path.write_text(json.dumps({**WHOLE, "approvals": approvals}))
                result = program.run(
                    "check", "--policy", str(SET), "--at", "2026-11-24", "--format", "json", str(path), cwd=folder)
                return json.loads(result.out)["results"][0]

            content = check([])["content"]
            codes = {reason["code"] for reason in check(several(PERSONS, content))["reasons"]}
            self.assertIn("approval", codes)

    def test_each_is_answered_in_time_and_in_few_words(self):
        with tempfile.TemporaryDirectory() as folder:
            for name, proposal in FLOODS.items():
                with self.subTest(name):
                    (Path(folder) / "flood.json").write_text(json.dumps(proposal))
                    for format in ("text", "json"):
                        result = program.run(
                            "check", "--policy", str(SET), "--format", format, "flood.json", cwd=folder)
                        self.assertIn(result.status, (0, 1, 2, 3))
                        # JSON has all reasons, whatever they are.
                        if format == "text":
                            self.assertLess(len(result.out), MOST_OUTPUT)

    def test_each_set_is_answered_in_time_and_in_few_words(self):
        for name, text in SETS.items():
            with self.subTest(name), tempfile.TemporaryDirectory() as folder:
                (Path(folder) / "policy.yaml").write_text(HEAD + text)
                result = program.run("check", "--policy", folder)
                self.assertEqual(result.status, 2)
                self.assertLess(len(result.out) + len(result.err), MOST_OUTPUT)


if __name__ == "__main__":
    unittest.main()
