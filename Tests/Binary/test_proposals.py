"""How proposals are named and read: files, folders, streams, standard input."""
import json
import os
import re
import tempfile
import unittest
from pathlib import Path

import program
from program import run

SET = program.ROOT / "policies/riverbend"
PROPOSALS = program.ROOT / "policies/proposals"
ALLOWED = PROPOSALS / "allowed-lunch-menu-translated.json"
MISSING = "no proposal stands here"


class Proposals(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.allowed = json.dumps(json.loads(ALLOWED.read_text()))

    def check(self, *arguments, stdin=b"", **options):
        return run("check", "--policy", str(SET), *arguments, stdin=stdin, cwd=self.folder, **options)

    def answer(self, *arguments, stdin=b""):
        return json.loads(self.check("--format", "json", *arguments, stdin=stdin).out)

    def effects(self, *arguments, stdin=b""):
        return [result["effect"] for result in self.answer(*arguments, stdin=stdin)["results"]]

    def refused(self, message, *arguments, stdin=b""):
        result = self.check(*arguments, stdin=stdin)
        self.assertEqual(result.status, 2, result.text)
        self.assertIn(message, result.text)

    # What holds no proposal is an error: nothing is green because nothing was checked.

    def test_a_path_without_proposal(self):
        self.refused("there is no such file", "absent.yaml")
        (self.folder / "empty.yaml").write_text("# nothing\n")
        self.refused(MISSING, "empty.yaml")
        (self.folder / "empty.json").write_text("")
        self.refused("a value", "empty.json")
        (self.folder / "empty.ndjson").write_text("\n\n")
        self.refused(MISSING, "empty.ndjson")

    def test_a_folder_without_proposal(self):
        (self.folder / "none").mkdir()
        self.refused(MISSING, "none")
        (self.folder / "none/README.md").write_text("none\n")
        (self.folder / "none/.hidden").mkdir()
        (self.folder / "none/.hidden/one.yaml").write_text(self.allowed)
        self.refused(MISSING, "none")

    def test_standard_input_without_proposal(self):
        for stdin in (b"", b"\n\n", b"# nothing\n"):
            self.refused(MISSING, "-", stdin=stdin)
        self.refused("nothing stands where a value is expected", "-", stdin=b"---\n...\n")
        # It is read once: the second time nothing is left.
        self.refused(MISSING, "-", "-", stdin=self.allowed.encode())

    def test_one_without_proposal_among_others(self):
        (self.folder / "none").mkdir()
        result = self.check(str(ALLOWED), "none")
        self.assertEqual(result.status, 2)
        self.assertIn("1 proposal, 1 allowed, 0 denied; 1 error", result.text)

    def test_links_pipes_and_devices(self):
        (self.folder / "all").mkdir()
        (self.folder / "all/one.json").write_text(self.allowed)
        (self.folder / "all/link.yaml").symlink_to(ALLOWED)
        self.refused("a symbolic link", "all")
        (self.folder / "all/link.yaml").unlink()
        os.mkfifo(self.folder / "all/pipe.json")
        self.refused("a pipe, socket or device", "all")
        self.refused("a pipe, socket or device", "all/pipe.json")
        (self.folder / "all/pipe.json").unlink()
        self.assertEqual(self.check("all").status, 0)
        # Whatever it is called, and wherever it leads.
        for name, target in (("link", ALLOWED), ("folder", PROPOSALS), ("notes.md", "absent"), (".one", ALLOWED)):
            (self.folder / "all" / name).symlink_to(target)
            self.refused("a symbolic link stands here", "all")
            (self.folder / "all" / name).unlink()
        os.mkfifo(self.folder / "all/pipe")
        self.refused("a pipe, socket or device", "all")
        self.refused("a pipe, socket or device", "/dev/null")

    # Folders and names.

    def test_a_folder(self):
        (self.folder / "all/deeper").mkdir(parents=True)
        (self.folder / "all/b.json").write_text(self.allowed)
        (self.folder / "all/deeper/a.yaml").write_text("action: use\nworkflow: unlisted\n")
        (self.folder / "all/c.ndjson").write_text(self.allowed + "\n" + self.allowed + "\n")
        results = self.answer("all")["results"]
        self.assertEqual([(r["file"], r["effect"]) for r in results], [
            ("all/b.json", "allow"), ("all/c.ndjson", "allow"), ("all/c.ndjson", "allow"), ("all/deeper/a.yaml", "deny")])

    def test_names_that_are_nearly_right(self):
        denied = '{"action": "use", "workflow": "unlisted"}\n'
        (self.folder / "all").mkdir()
        (self.folder / "all/one.json").write_text(self.allowed)
        for name in ("B.YAML", "b.Yml", "C.JSON", "d.NDJSON", "e.JsonL", ".f.yaml", ".json"):
            (self.folder / "all" / name).write_text(denied)
            self.assertEqual(sorted(self.effects("all")), ["allow", "deny"], name)
            (self.folder / "all" / name).unlink()
        for name in ("a.yaml.txt", "a.YML.TXT", "a.json.txt", "a.ndjson.txt"):
            (self.folder / "all" / name).write_text(denied)
            self.refused("the files of a folder end in", "all")
            (self.folder / "all" / name).unlink()
        for name in ("README.txt", "a.yaml.bak", "yaml", "json"):
            (self.folder / "all" / name).write_text(denied)
        self.assertEqual(self.effects("all"), ["allow"])

    def test_a_name_that_begins_with_a_hyphen(self):
        (self.folder / "--at.json").write_text(self.allowed)
        self.assertEqual(self.check("--", "--at.json").status, 0)
        self.assertEqual(self.check("--at.json").status, 2)

    def test_names_of_any_bytes(self):
        name = b"\xff\x1b[2J\n::error ::\xe2\x80\xae.json"
        (self.folder / "all").mkdir()
        Path(os.fsdecode(bytes(self.folder) + b"/all/" + name)).write_text("{}")
        for format in ("text", "json"):
            result = self.check("--format", format, "all")
            self.assertEqual(result.status, 2)
            self.assertFalse([c for c in result.text if program.is_forbidden(c)])
            self.assertNotIn("\n::error", result.text)

    def test_a_proposal_named_twice_is_decided_twice(self):
        self.assertEqual(self.effects(str(ALLOWED), str(ALLOWED)), ["allow", "allow"])

    # Streams.

    def test_several_documents_of_yaml(self):
        allowed = (PROPOSALS / "allowed-faq-reply-sent.yaml").read_text()
        documents = f"{allowed}\n---\naction: use\nworkflow: unlisted\n"
        self.assertEqual(self.effects("-", stdin=documents.encode()), ["allow", "deny"])
        (self.folder / "all.yaml").write_text(documents)
        self.assertEqual(self.effects("all.yaml"), ["allow", "deny"])
        # An empty document is no proposal, and says so.
        self.assertEqual(self.effects("-", stdin=documents.encode() + b"---\n"), ["allow", "deny", "deny"])

    def test_an_error_in_one_document_leaves_none_allowed(self):
        allowed = (PROPOSALS / "allowed-faq-reply-sent.yaml").read_text()
        for documents in (f"{allowed}\n---\naction: [\n", f"{allowed}\n--- !tag\n{allowed}\n",
                          f"--- [\n---\n{allowed}\n", f"{allowed}\n---\n{allowed}\n...\n}}\n"):
            result = self.answer("-", stdin=documents.encode())
            self.assertEqual({r["effect"] for r in result["results"]}, {"deny"}, documents)
            self.assertEqual({r["class"] for r in result["results"]}, {"invalid"}, documents)

    def test_lines_of_json(self):
        lines = [self.allowed, "", '{"action": "use", "workflow": "unlisted"}', self.allowed]
        for end in ("\n", "\r\n"):
            self.assertEqual(self.effects("-", stdin=end.join(lines).encode()), ["allow", "deny", "allow"])

    def test_a_broken_line_is_invalid_and_the_lines_after_it_are_read(self):
        for broken in ('{"action": "use"', '{"action": "use",', "{", "nonsense", '{"action": "use"} {}', "[]", "3", '"\\ud800"',
                       '{"action": "use", "action": "use"}', "\ufeff{}", "}", '{"x": "' + "y" * 2_000_000 + '"}'):
            for lines in ([self.allowed, broken, self.allowed], [broken, self.allowed, self.allowed]):
                answer = self.answer("-", stdin="\n".join(lines).encode())
                effects = [(r["effect"], r["class"]) for r in answer["results"]]
                expected = [("deny", "invalid") if line == broken else ("allow", None) for line in lines]
                self.assertEqual(effects, expected, broken[:80])
                line = lines.index(broken) + 1
                self.assertEqual({d["where"]["line"] for d in answer["diagnostics"]}, {line}, broken[:80])
                self.assertEqual(answer["summary"]["denied"], 1)
                self.assertEqual(self.check("-", stdin="\n".join(lines).encode()).status, 2)

    def test_what_json_says_first(self):
        denied = '{"action": "use", "workflow": "unlisted"}'
        for first in ("null", "3", "-1.5e3", "true", '"x"', "[]", "nonsense", "}", "{} {}", "\n\nnull"):
            answer = self.answer("-", stdin=f"{first}\n{self.allowed}\n{denied}\n".encode())
            self.assertEqual([r["class"] for r in answer["results"]], ["invalid", None, "not-covered"], first)
        for mark in (b"", b"\xef\xbb\xbf"):
            lines = mark + f"{self.allowed}\n{denied}\n".encode()
            self.assertEqual(self.effects("-", stdin=lines), ["allow", "deny"])
            self.assertEqual(self.effects("-", stdin=mark + json.dumps(json.loads(self.allowed), indent=1).encode()), ["allow"])
            for name in ("one.json", "one"):
                (self.folder / name).write_bytes(mark + self.allowed.encode())
                self.assertEqual(self.effects(name), ["allow"])
            # YAML stays YAML, also where a mapping in braces stands in its second line.
            for head in ("# a comment\n", "---\n", "--- # a comment\n"):
                mapping = "{action: use, workflow: unlisted}\n"
                answer = self.answer("-", stdin=mark + f"{head}{mapping}---\n{mapping}".encode())
                self.assertEqual([r["class"] for r in answer["results"]], ["not-covered", "not-covered"], head)

    def test_what_names_no_kind(self):
        for text in ("foo: 1\n", "[]", "nonsense", "action: [\n", "{}"):
            answer = self.answer("-", stdin=text.encode())
            self.assertEqual([(r["kind"], r["id"], r["class"]) for r in answer["results"]], [(None, None, "invalid")])
            self.assertIn("DENIED  proposal · -\n", self.check("-", stdin=text.encode()).text)

    def test_what_cannot_be_read_is_said_once(self):
        (self.folder / "p.yaml").write_text("# One.\naction: use\nworkflow: unlisted\ncolour: red\n")
        text = self.check("p.yaml").text
        self.assertEqual(text.count("has no field `colour`"), 1)
        self.assertIn("See the finding above\n  (p.yaml:4).", text)
        # Where the finding is not shown, the decision says it.
        (self.folder / "q.yaml").write_text("action: use\nworkflow: unlisted\nflavour: sour\n")
        text = self.check("p.yaml", "q.yaml", "--max-diagnostics", "1").text
        self.assertEqual((text.count("has no field `colour`"), text.count("has no field `flavour`")), (1, 1))

    def test_the_limit_is_on_a_line_and_not_on_the_stream(self):
        line = b'{"action": "use", "notes": "' + b"x" * (17 * 1024 * 1024) + b'"}'
        stdin = b"\n".join([self.allowed.encode(), line, self.allowed.encode()])
        answer = json.loads(self.check("--format", "json", "-", stdin=stdin).out)
        self.assertEqual([r["effect"] for r in answer["results"]], ["allow", "deny", "allow"])
        self.assertIn("`file-bytes`", answer["diagnostics"][0]["message"])
        self.assertEqual(answer["diagnostics"][0]["where"], {"file": "-", "line": 2, "column": 1})
        small = b"".join(b'{"action": "use", "notes": "' + b"x" * (1024 * 1000) + b'"}\n' for _ in range(20))
        self.assertEqual(len(self.effects("-", stdin=small)), 20)

    def test_memory_does_not_grow_with_a_stream(self):
        def megabytes(count, line, format):
            result = self.check("--format", format, "-", stdin=(line + "\n").encode() * count, limits=False)
            self.assertIsNone(result.trapped)
            self.assertEqual(len(re.findall(rb'"decision-id"|^(?:ALLOWED|DENIED)  ', result.out, re.MULTILINE)), count)
            return result.megabytes

        for format in ("text", "json"):
            for line in (self.allowed, '{"action": "use", "colour": "red"}'):
                few, many = megabytes(500, line, format), megabytes(5_000, line, format)
                self.assertLess(many, few + 8, f"{format}: {line[:40]}")

    def test_json_over_several_lines(self):
        pretty = json.dumps(json.loads(self.allowed), indent=2)
        self.assertEqual(self.effects("-", stdin=pretty.encode()), ["allow"])
        self.assertEqual(self.effects("-", stdin=f"{pretty}\n{pretty}\n".encode()), ["allow", "allow"])

    def test_a_list_is_no_proposal(self):
        for stdin in (f"[{self.allowed}]", f"[\n{self.allowed},\n{self.allowed}\n]\n"):
            answer = self.answer("-", stdin=stdin.encode())
            self.assertEqual([(r["effect"], r["class"]) for r in answer["results"]], [("deny", "invalid")])
            self.assertIn("NDJSON", answer["diagnostics"][0]["help"])
        (self.folder / "list.json").write_text(f"[{self.allowed}]")
        self.refused("NDJSON", "list.json")


if __name__ == "__main__":
    unittest.main()
