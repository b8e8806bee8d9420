"""Files of the sample district and proposals, changed at random, through the binary: no trap, no hang, status 0 to 3.

`POLICYC_BINARY_MUTANTS` says how many of each; the library is given far more (Tests/MutantTests).
"""
import json
import os
import random
import re
import shutil
import tempfile
import unittest
from pathlib import Path

import program

SET = program.ROOT / "policies/riverbend"
PROPOSALS = sorted((program.ROOT / "policies/proposals").iterdir())
FILES = sorted(SET.rglob("*.yaml"))
WORDS = [w for path in FILES + PROPOSALS for w in re.findall(rb"[A-Za-z0-9.-]+", path.read_bytes())]
COUNT = int(os.environ.get("POLICYC_BINARY_MUTANTS", "150"))


def mutant(data, dice):
    for _ in range(dice.randint(1, 4)):
        lines = data.split(b"\n")
        i, j = dice.randrange(len(lines)), dice.randrange(len(lines))
        at = dice.randrange(len(data) + 1)
        match dice.randrange(9):
            case 0: data = data[:at] + bytes([dice.randrange(256)]) + data[at + 1:]
            case 1: data = data[:at] + data[at + dice.randrange(20):]
            case 2: data = data[:at] + dice.choice([b"[", b"}", b'"', b": ", b"#", b"\t", b"\xff", b"*", b"- "]) + data[at:]
            case 3: data = b"\n".join(lines[:i] + lines[i + 1:])
            case 4: data = b"\n".join(lines[:i] + [lines[j]] + lines[i:])
            case 5: data = b"\n".join(lines[:i] + [b"  " + lines[i]] + lines[i + 1:])
            case 6: data = b"\n".join(lines[:i] + [re.sub(rb"^  ", b"", lines[i])] + lines[i + 1:])
            case 7:
                # One byte hundreds of times: what is shown in part is cut within it.
                byte = bytes([dice.choice([dice.randrange(0x80, 0xC0), dice.randrange(256)])])
                data = data[:at] + byte * dice.randrange(100, 600) + data[at:]
            case 8: data = re.sub(rb"[A-Za-z0-9.-]+", lambda m: dice.choice(WORDS) if dice.random() < 0.01 else m[0], data)
    return data


class Mutants(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        shutil.copytree(SET, self.folder / "riverbend")
        shutil.copytree(SET.parent / "proposals", self.folder / "proposals")

    def check(self, seed, *arguments):
        result = program.run("check", "--policy", "riverbend", "--format", "json", *arguments, cwd=self.folder)
        self.assertIn(result.status, (0, 1, 2, 3), f"seed {seed}")
        self.assertEqual(result.err, b"", f"seed {seed}")
        self.assertFalse([c for c in result.text if program.is_forbidden(c)], f"seed {seed}")
        answer = json.loads(result.text)
        for finding in answer["diagnostics"]:
            self.assertIsNotNone(finding["where"], f"seed {seed}")
        if any(finding["severity"] == "error" for finding in answer["diagnostics"]):
            self.assertEqual(result.status, 2, f"seed {seed}")
        return result.status

    def test_of_the_district(self):
        statuses = set()
        for seed in range(COUNT):
            dice = random.Random(seed)
            path = self.folder / "riverbend" / dice.choice(FILES).relative_to(SET)
            data = path.read_bytes()
            path.write_bytes(mutant(data, dice))
            statuses.add(self.check(seed, "--at", "2026-10-01"))
            path.write_bytes(data)
        self.assertTrue({0, 2} <= statuses, statuses)

    def test_of_proposals(self):
        statuses = set()
        for seed in range(COUNT):
            dice = random.Random(seed)
            path = dice.choice(PROPOSALS)
            (self.folder / path.name).write_bytes(mutant(path.read_bytes(), dice))
            statuses.add(self.check(seed, path.name))
        self.assertTrue({1, 2} <= statuses, statuses)


if __name__ == "__main__":
    unittest.main()
