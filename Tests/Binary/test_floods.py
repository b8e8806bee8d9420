"""Proposals that hold far too much of something legal: answered in time, and in few words."""
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
}


class Floods(unittest.TestCase):
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


if __name__ == "__main__":
    unittest.main()
