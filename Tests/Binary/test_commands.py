"""The command line, through the built binary: exit status, outputs, help, usage errors, terminals."""
import json
import os
import pty
import re
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

import golden
import program
from program import run

SET = program.ROOT / "policies/riverbend"
PROPOSALS = program.ROOT / "policies/proposals"
DAY = "2026-10-01"


class Case(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def check(self, *arguments, **options):
        return run("check", "--policy", str(SET), "--at", DAY, *arguments, **options)

    def golden(self, data, name):
        problem = golden.difference(data, f"binary/{name}")
        self.assertIsNone(problem, problem)


class ExitStatus(Case):
    def proposal(self, name):
        # Its own day counts: the sample proposals are dated.
        return run("check", "--policy", str(SET), str(PROPOSALS / name)).status

    def test_0_everything_is_allowed_and_valid(self):
        self.assertEqual(self.proposal("allowed-faq-reply-sent.yaml"), 0)
        self.assertEqual(run("check", "--policy", str(SET), "--at", DAY).status, 0)

    def test_1_a_denial_or_a_failing_test(self):
        self.assertEqual(self.proposal("denied-forbidden-iep-in-the-free-chatbot.yaml"), 1)
        shutil.copytree(SET, self.folder / "set")
        shutil.copytree(PROPOSALS, self.folder / "proposals")
        test = "tests:\n  fails: {proposal: {action: use, workflow: unlisted}, as-of: 2026-10-01, expect: allow}\n"
        (self.folder / "set/fails.yaml").write_text(test)
        result = run("check", "--policy", str(self.folder / "set"), "--at", DAY)
        self.assertEqual(result.status, 1)
        # Where it stands, what was expected, and why it is otherwise.
        self.assertIn(
            "FAILED  test fails · fails.yaml:2\n  expected allow, found deny\n\n  1. The policy knows no workflow for this.\n",
            result.text)
        self.assertIn("[workflow-status]", result.text)
        answer = json.loads(
            run("check", "--policy", str(self.folder / "set"), "--at", DAY, "--format", "json").out)
        failed = [test for test in answer["tests"] if not test["passes"]]
        self.assertEqual([test["where"] for test in failed], [{"file": "fails.yaml", "line": 2, "column": 3}])

    def test_2_bad_input_or_usage(self):
        self.assertEqual(self.proposal("denied-invalid-misspelt-data-class.yaml"), 2)
        self.assertEqual(run("check", "--policy", str(self.folder)).status, 2)
        absent = run("check", "--policy", str(self.folder / "absent"))
        self.assertEqual(absent.status, 2)
        self.assertIn("/absent`\n  help: name the folder of a policy set\n\nThe policy set does not", absent.text)
        for usage in ([], ["check"], ["chekc"], ["check", "--policy", str(SET), "--at", "1/2/26"],
                      ["check", "--policy", str(SET), "--max-diagnostics", "0"], ["schema", "nothing"],
                      ["check", "--policy", str(SET), "--format", "xml"]):
            result = run(*usage)
            self.assertEqual((result.status, result.out), (2, b""), usage)
            self.assertNotEqual(result.err, b"", usage)

    def test_2_a_usage_error_is_no_report(self):
        # A script that reads JSON finds nothing to read, the status says why, and a person reads the rest.
        check = ["check", "--policy", str(SET)]
        for usage in (check + ["--fromat", "json"], check + ["--format", "json", "--strict"],
                      check + ["--format", "json", "--at"], check + ["--format", "json", "--at", "2026-13-01"],
                      check + ["--format", "json", "--max-diagnostics", "many"], ["check", "--format", "json"],
                      ["check", "--format", "json", "--policy"], ["verify", "--format", "json"]):
            with self.subTest(usage):
                result = run(*usage)
                self.assertEqual((result.status, result.out), (2, b""))
                self.assertRegex(result.err.decode(), r"\AError: .+\n(.+\n)*Usage: ")
        # What is no usage error is a report, also where nothing could be read.
        for report in (["check", "--format", "json", "--policy", "absent"], check + ["--format", "json", "absent.yaml"]):
            with self.subTest(report):
                result = run(*report, cwd=self.folder)
                self.assertEqual((result.status, result.err), (2, b""))
                self.assertGreaterEqual(json.loads(result.out)["summary"]["findings"]["errors"], 1)

    def test_2_a_test_whose_proposal_cannot_be_read(self):
        (self.folder / "set").mkdir()
        (self.folder / "broken.yaml").write_text("action: use\nfoo: [\n")
        (self.folder / "two.yaml").write_text("action: use\n---\naction: use\n")
        (self.folder / "link.yaml").symlink_to(PROPOSALS / "allowed-faq-reply-sent.yaml")
        (self.folder / "linked").symlink_to(PROPOSALS)
        head = "policy: {id: one, title: One, version: 1.0.0, language: 1, time-zone: America/Los_Angeles}\n"
        for stated, place, message in (
                ("proposal: {action: release, wrkflow: x}", "policy.yaml:2", "has no field `wrkflow`"),
                ("proposal: {action: release, tool: none-such}", "policy.yaml:2", "no file declares `none-such`"),
                ("file: .", "policy.yaml:2", "a folder stands there"), ("file: ..", "policy.yaml:2", "a folder stands"),
                ("file: ../broken.yaml", "../broken.yaml:2", "opens here and no"),
                ("file: ../two.yaml", "policy.yaml:2", "holds 2 proposals, and a test is of one"),
                ("file: ../absent.yaml", "policy.yaml:2", "there is no file `../absent.yaml`"),
                ("file: ../link.yaml", "policy.yaml:2", "links are not followed"),
                ("file: ../linked/allowed-faq-reply-sent.yaml", "policy.yaml:2", "links are not followed")):
            for expected in ("", ", reasons: [workflow-status]", ", reasons-include: [missing.tool]", ", class: forbidden"):
                test = f"tests: {{one: {{as-of: 2026-10-01, {stated}, expect: deny{expected}}}}}\n"
                (self.folder / "set/policy.yaml").write_text(head + test)
                result = run("check", "--policy", "set", cwd=self.folder)
                self.assertEqual(result.status, 2, result.text)
                self.assertIn(message, result.text)
                self.assertIn("FAILED  test one · policy.yaml:2\n", result.text)
                self.assertIn(f"See the finding above ({place})", result.text)
        # Where that is what the test is about, it passes.
        for expected in ("class: invalid", "reasons: [invalid]", "reasons-include: [invalid]"):
            test = f"tests: {{one: {{as-of: 2026-10-01, file: ../broken.yaml, expect: deny, {expected}}}}}\n"
            (self.folder / "set/policy.yaml").write_text(head + test)
            self.assertEqual(run("check", "--policy", "set", cwd=self.folder).status, 0, expected)

    def test_3_nothing_worse_than_missing_approvals(self):
        self.assertEqual(self.proposal("denied-missing-approval-nobody-has-read-it.yaml"), 3)
        self.assertEqual(
            run("check", "--policy", str(SET), str(PROPOSALS / "denied-missing-approval-nobody-has-read-it.yaml"),
                str(PROPOSALS / "denied-missing-information-nothing-disclosed.yaml")).status, 1)

    def test_what_cannot_be_written_is_no_success(self):
        with open("/dev/full", "wb") as full:
            result = self.check(stdout=full)
        self.assertEqual((result.status, result.err), (2, b"policyc: the answer cannot be written\n"))
        for arguments in (["--help"], ["explain", "data"], ["explain", "--list"], ["schema"],
                          ["compile", "--policy", str(SET), "-o", str(self.folder / "district.policy")]):
            with open("/dev/full", "wb") as full:
                self.assertEqual(run(*arguments, stdout=full).status, 2, arguments)
        closed = subprocess.run(
            ["sh", "-c", 'exec "$0" "$@" >&-', program.POLICYC, "check", "--policy", str(SET)], stderr=subprocess.PIPE)
        self.assertEqual((closed.returncode, closed.stderr), (2, b"policyc: the answer cannot be written\n"))
        reading, writing = os.pipe()
        os.close(reading)
        # Nobody reads: SIGPIPE is no crash.
        self.assertEqual(self.check(stdout=writing).status, 2)
        os.close(writing)


class Output(Case):
    def test_help(self):
        listed = run("--help", environment={"COLUMNS": "80"}).text.split("SUBCOMMANDS:\n")[1]
        commands = re.findall(r"^  ([a-z]+) ", listed, re.MULTILINE)
        self.assertIn("check", commands)
        for name, arguments in [("help", [])] + [(f"help-{command}", [command]) for command in commands]:
            with self.subTest(name):
                result = run(*arguments, "--help", environment={"COLUMNS": "80"})
                self.assertEqual((result.status, result.err), (0, b""))
                self.golden(result.out, f"{name}.txt")

    def test_version(self):
        self.assertRegex(
            run("--version").text,
            r"\Apolicyc \d+\.\d+\.\d+ \(language 1, time zones 20\d\d[a-z], commit ([0-9a-f]{40}|unknown)\)\n\Z")

    def test_arguments_that_are_not_utf_8(self):
        name = b"a\xff\xfe.yaml"
        (self.folder / os.fsdecode(name)).write_bytes((PROPOSALS / "allowed-faq-reply-sent.yaml").read_bytes())
        for arguments in ([b"check", b"--policy", bytes(SET), name], [b"check", b"--policy", name],
                          [b"compile", b"--policy", bytes(SET), b"-o", b"a\xff.policy"]):
            result = run(*arguments, cwd=self.folder)
            self.assertEqual((result.status, result.out), (2, b""), arguments)
            self.assertIn(b"\\xff", result.err)
            self.assertIn(b"is not UTF-8", result.err)
        self.assertEqual(len(list(self.folder.iterdir())), 1)
        # The folder that it stands in can be named.
        self.assertEqual(run("check", "--policy", str(SET), ".", cwd=self.folder).status, 0)

    def test_usage_errors(self):
        for name, arguments in [
            ("usage-no-policy", ["check"]), ("usage-day", ["check", "--policy", "p", "--at", "10/1/2026"]),
            ("usage-format", ["check", "--policy", "p", "--format", "xml"]), ("usage-unknown", ["verify"]),
        ]:
            with self.subTest(name):
                result = run(*arguments, environment={"COLUMNS": "80"})
                self.assertEqual((result.status, result.out), (2, b""))
                self.golden(result.err, f"{name}.txt")

    def test_what_was_typed_is_not_printed_raw(self):
        for arguments in (["\x1b[2J"], ["check", "--policy", "x", "--at", "\x1b[31m\u202e"],
                          ["check", "--policy", "\x1b[2J\nnone"], ["check", "--policy", str(SET), "--", "\x1b[2J\n"]):
            result = run(*arguments)
            self.assertEqual(result.status, 2)
            for text in (result.out.decode(), result.err.decode()):
                self.assertFalse([c for c in text if program.is_forbidden(c)], arguments)
                self.assertNotIn("\nnone", text)

    def test_check(self):
        for name, arguments in [
            ("check-set", []), ("check-set-json", ["--format", "json"]),
            ("check-proposals", ["allowed-faq-reply-sent.yaml", "denied-invalid-misspelt-data-class.yaml"]),
            ("check-proposals-json", ["--format", "json", "allowed-faq-reply-sent.yaml",
                                      "denied-invalid-misspelt-data-class.yaml"]),
        ]:
            with self.subTest(name):
                # Actions are decided as of their own day.
                day = [] if any("." in argument for argument in arguments) else ["--at", DAY]
                result = run("check", "--policy", "../riverbend", *day, *arguments, cwd=PROPOSALS)
                self.assertEqual(result.err, b"")
                self.golden(result.out, f"{name}.{'json' if name.endswith('json') else 'txt'}")

    def test_broken_set(self):
        (self.folder / "policy.yaml").write_text("policy: {id: one}\nruels: {}\n")
        result = run("check", "--policy", ".", "--at", DAY, "nothing.yaml", cwd=self.folder)
        self.assertEqual(result.status, 2)
        self.golden(result.out, "check-broken-set.txt")
        answer = json.loads(run("check", "--policy", ".", "--format", "json", cwd=self.folder).out)
        self.assertEqual((answer["policy"], answer["results"]), (None, []))

    def test_no_language_is_none_in_which_errors_are_warnings(self):
        set = (program.ROOT / "Tests/Golden/mistakes/none/policy.yaml").read_text()
        for line in ("", "  language: 0\n", "  language: 2\n", "  language: one\n", "  langauge: 1\n"):
            text = set.replace("  language: 1\n", line).replace("    deny: [pilot, action]\n", "    deny: [pilot, acton]\n")
            (self.folder / "policy.yaml").write_text(text)
            result = run("check", "--policy", ".", "--at", DAY, cwd=self.folder)
            self.assertEqual(result.status, 2, line)
            self.assertIn("error[unknown-word]", result.text, line)

    def test_schemas_are_those_that_are_committed(self):
        for name in ("policy-set", "proposal"):
            expected = (program.ROOT / f"schemas/{name}.schema.json").read_bytes()
            self.assertEqual(run("schema", name).out, expected)
        self.assertEqual(run("schema").out, run("schema", "policy-set").out)

    def test_a_set_whose_files_cannot_all_be_read(self):
        shutil.copytree(SET, self.folder / "set")
        # Its tests name them.
        shutil.copytree(PROPOSALS, self.folder / "proposals")
        extra = "rules: {stop: {deny: [pilot, action], always: true, because: No., source: [Act 1]}}\n"

        def check():
            return run("check", "--policy", "set", "--at", DAY, cwd=self.folder)

        self.assertEqual(check().status, 0)
        for name in ("A.YAML", "b.Yaml", "c.yml", "d.YML", "g.yaml.txt", "rules/h.YAML.TXT", ".i.yml"):
            path = self.folder / "set" / name
            path.write_text(extra)
            result = check()
            self.assertEqual(result.status, 2, name)
            self.assertIn(f"only `*.yaml` is read, and this file ends in `{re.search('([.](yaml|yml)([.]txt)?)$', name, re.I)[1]}`", result.text)
            path.unlink()
        # Hidden files are read, hidden folders are not.
        (self.folder / "set/.e.yaml").write_text(extra)
        self.assertEqual(check().status, 1)
        (self.folder / "set/.e.yaml").unlink()
        (self.folder / "set/.hidden").mkdir()
        (self.folder / "set/.hidden/e.yaml").write_text(extra)
        self.assertEqual(check().status, 0)
        for name in ("pipe", "rules/.pipe"):
            os.mkfifo(self.folder / "set" / name)
            self.assertIn("a pipe, socket or device", check().text)
            (self.folder / "set" / name).unlink()
        for name, target in (("link", PROPOSALS), ("notes.md", PROPOSALS / "none"), (".hidden/../.link", SET)):
            (self.folder / "set" / name).symlink_to(target)
            result = check()
            self.assertEqual(result.status, 2, name)
            self.assertIn("a symbolic link stands here", result.text)
            (self.folder / "set" / name).unlink()
        self.assertEqual(check().status, 0)

    def test_few_findings_are_shown_and_all_are_counted(self):
        rules = "".join(f"  r-{i}: {{}}\n" for i in range(150))
        (self.folder / "policy.yaml").write_text("rules:\n" + rules)
        for limit, shown in ((None, 100), (7, 7)):
            arguments = ["--max-diagnostics", str(limit)] if limit else []
            text = run("check", "--policy", ".", *arguments, cwd=self.folder).text
            self.assertEqual(len(re.findall(r"^error\[", text, re.MULTILINE)), shown)
            self.assertIn(f"\n{151 - shown} more errors not shown\n", text)
            self.assertIn("151 errors.", text)


class Terminal(Case):
    def on_terminal(self, environment, columns, *arguments):
        """What is written to a terminal of so many columns."""
        arguments = arguments or ("--at", DAY, str(PROPOSALS / "denied-not-covered-unlisted-tool.yaml"))
        main, other = pty.openpty()
        subprocess.run(["stty", "cols", str(columns), "-opost"], stdin=other, check=True)
        process = subprocess.Popen(
            [program.POLICYC, "check", "--policy", str(SET), *arguments],
            stdin=subprocess.DEVNULL, stdout=other, stderr=other, env={"TERM": "xterm", **environment})
        os.close(other)
        written = b""
        while True:
            try:
                part = os.read(main, 65536)
            except OSError:
                break
            if not part:
                break
            written += part
        process.wait()
        os.close(main)
        return written.decode()

    def test_colour_on_a_terminal_alone(self):
        self.assertIn("\x1b[1;31mDENIED\x1b[0m", self.on_terminal({}, 100))
        self.assertNotIn("\x1b", self.on_terminal({"NO_COLOR": "1"}, 100))
        self.assertNotIn(b"\x1b", self.check(str(PROPOSALS / "denied-not-covered-unlisted-tool.yaml")).out)

    def test_width(self):
        narrow = self.on_terminal({"NO_COLOR": "1"}, 60).splitlines()
        wide = self.on_terminal({"NO_COLOR": "1"}, 110).splitlines()
        self.assertGreater(len(narrow), len(wide))
        # What is pasted is not folded, nor is the verdict.
        folded = [line for line in narrow if not line.startswith("DENIED") and "- {" not in line]
        self.assertLessEqual(max(map(len, folded)), 60)

    def test_width_of_findings(self):
        arguments = ["--at", DAY, str(PROPOSALS / "denied-invalid-misspelt-data-class.yaml"), "absent.yaml"]
        narrow = self.on_terminal({"NO_COLOR": "1"}, 40, *arguments).splitlines()
        # Places are pasted, and the line of a file stays as it stands.
        folded = [line for line in narrow if not line.startswith(("DENIED", "  --> ")) and str(PROPOSALS) not in line]
        self.assertLessEqual(max(map(len, folded)), 40)
        self.assertIn("error[unknown-reference]: no file\n  declares `published` under `data`\n", "\n".join(narrow))
        # A log has a finding on one line.
        log = self.check(*arguments[2:]).text
        self.assertIn("error[unknown-reference]: no file declares `published` under `data`\n", log)
        coloured = self.on_terminal({}, 40, *arguments)
        self.assertEqual(re.sub("\x1b\\[[0-9;]*m", "", coloured).splitlines()[0], narrow[0])


if __name__ == "__main__":
    unittest.main()
