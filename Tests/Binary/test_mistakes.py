"""Mistakes that a newcomer makes: each folder of Tests/Golden/mistakes is a set with one, and the answer to it."""
import unittest

import golden
import program

FOLDER = program.ROOT / "Tests/Golden/mistakes"


class Mistakes(unittest.TestCase):
    def test_each_message_says_what_to_do(self):
        cases = sorted(path.name for path in FOLDER.iterdir())
        self.assertGreaterEqual(len(cases), 25)
        for name in cases:
            with self.subTest(name):
                result = program.run("check", "--policy", ".", "--at", "2026-10-01", cwd=FOLDER / name)
                self.assertEqual(result.status, 0 if name == "none" else 2, result.text)
                problem = golden.difference(result.out, f"mistakes/{name}/answer.txt")
                self.assertIsNone(problem, problem)


if __name__ == "__main__":
    unittest.main()
