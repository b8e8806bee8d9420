"""Mistakes that a newcomer makes: each folder of Tests/Golden/mistakes has one in its set, or in a proposal to the set
`none`, and the answer to it."""
import unittest

import golden
import program

FOLDER = program.ROOT / "Tests/Golden/mistakes"
# What is no mistake.
FINE = ["none", "saved-by-notepad"]


class Mistakes(unittest.TestCase):
    def test_each_message_says_what_to_do(self):
        cases = sorted(path.name for path in FOLDER.iterdir())
        self.assertGreaterEqual(len(cases), 90)
        for name in cases:
            with self.subTest(name):
                proposals = sorted(path.name for path in (FOLDER / name).glob("proposal.*"))
                policy = ["--policy", "../none", *proposals] if proposals else ["--policy", ".", "--at", "2026-10-01"]
                result = program.run("check", *policy, cwd=FOLDER / name)
                self.assertEqual(result.status, 0 if name in FINE else 2, result.text)
                # What would be read as a list of mistakes is one: two where there are two.
                self.assertLessEqual(result.text.count("\nerror["), 3, result.text)
                problem = golden.difference(result.out, f"mistakes/{name}/answer.txt")
                self.assertIsNone(problem, problem)


if __name__ == "__main__":
    unittest.main()
