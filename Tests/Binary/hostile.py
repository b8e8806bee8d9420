#!/usr/bin/env python3
"""Runs Tests/Suites/hostile through the built binary, and checks what its README asks for (points 1 to 8).

    hostile.py [CASE ...]   the named cases (default: all, those of generate.py included)

Prints what fails and a count; status 1 where something does.
"""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import program

SUITE = program.ROOT / "Tests/Suites/hostile"
MOST_DIAGNOSTICS = 100
MOST_OUTPUT = 256 * 1024
# Of one line of output, in characters: long lines of source are shown in part.
LONGEST_LINE = 400
# Formats of output that are there; `must_not_print` names others that come later.
FORMATS = ("text", "json")
HEADING = re.compile(r"^(?:error|warning|note)\[([a-z0-9-]+)\]: (.*)$", re.MULTILINE)
PLACE = re.compile(r"^  --> (.*):(\d+):(\d+)$", re.MULTILINE)
# Proposals to sets that declare no workflow: what is equal in meaning decides them alike.
PROBES = [
    {"pilot": "probe", "workflow": "unlisted", "tool": "unlisted", "data": ["student-health"], "audiences": []},
    {"action": "probe", "workflow": "unlisted", "tool": "unlisted", "data": ["published-content"], "audiences": []},
]


class Failure(Exception):
    """What does not hold of a case, in a sentence."""


def expect(holds, sentence):
    if not holds:
        raise Failure(sentence)


class Places:
    """The folders of one case: the policy set, and the proposal beside it."""

    def __init__(self, case, generated, folder):
        self.folder = Path(folder)
        self.policy = self.folder / "set"
        self.proposal = None
        path = (generated if case.get("generate") else SUITE) / case["file"]
        if case["kind"] == "policy":
            self.put_policy(path)
        else:
            self.put_policy(SUITE / case["against"])
            name = Path(case["file"]).name
            shutil.copy(path, self.folder / name)
            self.proposal = name

    def put_policy(self, path):
        if path.is_dir():
            # Links and pipes are part of the case.
            subprocess.run(["cp", "-a", str(path), str(self.policy)], check=True)
        else:
            self.policy.mkdir()
            shutil.copy(path, self.policy / "policy.yaml")


def check_arguments(case, format):
    arguments = ["check", "--policy", "set", "--format", format]
    if case.get("day"):
        arguments += ["--at", case["day"]]
    return arguments


def run_case(case, places, format):
    arguments = check_arguments(case, format) + (["--", places.proposal] if places.proposal else [])
    try:
        return program.run(*arguments, cwd=places.folder)
    except AssertionError as problem:
        raise Failure(f"{format}: {problem}") from None


def check_output(case, format, run):
    """Points 5 and 6: size, and characters that must not be printed."""
    for name, data in (("output", run.out), ("standard error", run.err)):
        expect(len(data) <= MOST_OUTPUT, f"{format}: {len(data)} bytes of {name}")
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as problem:
            raise Failure(f"{format}: {name} is not UTF-8: {problem}") from None
        bad = next((c for c in text if program.is_forbidden(c)), None)
        expect(bad is None, f"{format}: {name} has U+{ord(bad or ' '):04X}")
        if format == "text":
            longest = max(map(len, text.split("\n")))
            expect(longest <= LONGEST_LINE, f"text: a line of {longest} characters")
        for forbidden in case.get("must_not_print", {}).get(format, []):
            expect(forbidden not in "\n" + text, f"{format}: prints {forbidden!r}")


def places_of(value):
    """All places that a decision or a list of findings names."""
    if isinstance(value, dict):
        if {"file", "line", "column"} <= value.keys():
            yield value["file"], value["line"], value["column"]
        for part in value.values():
            yield from places_of(part)
    elif isinstance(value, list):
        for part in value:
            yield from places_of(part)


def check_diagnostics(text, answer):
    """Points 5 and 8: at most 100, the others counted, and the same in text as in JSON."""
    shown = answer["diagnostics"]
    expect(len(shown) <= MOST_DIAGNOSTICS, f"{len(shown)} diagnostics")
    total = sum(answer["summary"]["findings"].values())
    left = sum(int(n) for n in re.findall(r"(\d+) more (?:error|warning|note)s?(?=, | not shown$)", text, re.MULTILINE))
    expect(len(shown) + left == total, f"{len(shown)} diagnostics shown and {left} counted of {total}")
    headings = HEADING.findall(text)
    expect(headings == [(d["code"], d["message"]) for d in shown], "text and JSON list other diagnostics")
    places = [place for d in shown for place in [d["where"], *(n["where"] for n in d["notes"])] if place]
    places = [(program.visible(p["file"]), str(p["line"]), str(p["column"])) for p in places]
    expect(PLACE.findall(text) == places, "text and JSON name other places")


def stands_at(case, place):
    file = case.get("where", "policy.yaml" if case["kind"] == "policy" else Path(case["file"]).name)
    return (
        place is not None and place["file"] == file and case.get("line") in (None, place["line"])
        and case.get("column") in (None, place["column"]))


def decision_places(case, answer):
    return [p for p in places_of(answer["results"]) if p[0] == Path(case["file"]).name]


def check_meaning(case, status, text, answer):
    """Points 2, 3 and 4."""
    errors = [d for d in answer["diagnostics"] if d["severity"] == "error"]
    effects = [result["effect"] for result in answer["results"]]
    if case["expect"] == "error" and not (case.get("either") and status == 1):
        expect(status == 2, f"exit status {status}, expected 2")
        expect(errors, "no diagnostic of severity error")
        expect(all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", d["code"]) for d in errors), "a code is no word")
        if case.get("line"):
            found = sorted((d["where"] or {}).items() for d in errors)
            expect(any(stands_at(case, d["where"]) for d in errors), f"not at {case['line']}:{case['column']}: {found}")
        expect("allow" not in effects and not re.search(r"^ALLOWED  ", text, re.MULTILINE), "an allow is left behind")
        if case["kind"] == "policy":
            expect(not effects and answer["policy"] is None, "a policy or decision is left behind")
    elif case["expect"] == "error":
        classes = {reason["class"] for result in answer["results"] for reason in result["reasons"]}
        expect("missing-information" in classes, "no reason says that information is missing")
    else:
        expect(status != 2, "exit status 2")
        expect(not errors, f"error: {[d['message'] for d in errors]}")
        if case["kind"] == "policy":
            expect(status == 0 and answer["policy"] is not None, f"exit status {status}")
        elif case.get("line"):
            # What counts for nothing is named where it stands.
            lines = [line for _, line, _ in decision_places(case, answer)]
            expect(case["line"] in lines, f"line {case['line']} is not named, but {sorted(set(lines))}")
    if case.get("decision"):
        expect(effects and set(effects) == {case["decision"]}, f"decided {effects}")
    said = (text + json.dumps(answer, ensure_ascii=False)).lower()
    for word in case["must_mention"]:
        expect(word.lower() in said, f"{word!r} is not mentioned")


# Whether the binary writes compiled policies.
HAS_COMPILE = b"\n  compile " in program.run("--help").out


def check_compiled(case, places):
    """Point 4: an error leaves no compiled policy behind."""
    run = program.run("compile", "--policy", "set", "-o", "compiled", cwd=places.folder)
    is_there = (places.folder / "compiled").exists()
    expect(run.status == (2 if case["expect"] == "error" else 0), f"compile: exit status {run.status}")
    expect(is_there == (case["expect"] == "accept"), "compile: a compiled policy " + ("is left" if is_there else "lacks"))


def meaning(case, places):
    """What a case comes to, but for what follows from its file alone: to compare it with the one that it equals."""
    if case["kind"] == "policy":
        probes = "".join(json.dumps(probe) + "\n" for probe in PROBES).encode()
        arguments, stdin = check_arguments(case, "json") + ["--at", "2026-10-01", "-"], probes
    else:
        arguments, stdin = check_arguments(case, "json") + ["--", places.proposal], b""
    answer = json.loads(program.run(*arguments, cwd=places.folder, stdin=stdin).out)

    def strip(value):
        if isinstance(value, dict):
            return {k: strip(v) for k, v in value.items() if k not in ("where", "file", "digest", "decision-id")}
        return [strip(item) for item in value] if isinstance(value, list) else value

    return strip({key: answer[key] for key in ("policy", "results", "summary")})


class Suite:
    def __init__(self, generated, folder):
        lines = (SUITE / "index.jsonl").read_text(encoding="utf-8").splitlines()
        self.cases = {case["file"]: case for case in map(json.loads, lines)}
        self.generated = Path(generated)
        self.folder = Path(folder)
        self.results = {}
        self.slowest = []

    def check(self, case):
        """Checks a case; gives what fails, or none. A case does not count while its control fails."""
        if case["file"] not in self.results:
            try:
                if case.get("control"):
                    problem = self.check(self.cases[case["control"]])
                    expect(problem is None, f"its control {case['control']} fails")
                self.check_case(case)
                self.results[case["file"]] = None
            except Failure as problem:
                self.results[case["file"]] = str(problem)
        return self.results[case["file"]]

    def check_case(self, case):
        with tempfile.TemporaryDirectory(dir=self.folder) as one, tempfile.TemporaryDirectory(dir=self.folder) as two:
            places, copy = Places(case, self.generated, one), Places(case, self.generated, two)
            runs = {}
            for format in FORMATS:
                first, second = run_case(case, places, format), run_case(case, places, format)
                elsewhere = run_case(case, copy, format)
                self.slowest.append((first.seconds, first.megabytes, case["file"], format))
                # Point 7.
                expect((first.status, first.out, first.err) == (second.status, second.out, second.err),
                       f"{format}: a second run prints something else")
                expect((first.status, first.out, first.err) == (elsewhere.status, elsewhere.out, elsewhere.err),
                       f"{format}: a copy in another folder prints something else")
                check_output(case, format, first)
                runs[format] = first
            expect(runs["text"].status == runs["json"].status, "text and JSON have another exit status")
            expect(runs["text"].err == b"" and runs["json"].err == b"", "something is on standard error")
            try:
                answer = json.loads(runs["json"].out)
            except ValueError as problem:
                raise Failure(f"json: {problem}") from None
            check_diagnostics(runs["text"].text, answer)
            check_meaning(case, runs["text"].status, runs["text"].text, answer)
            if case["kind"] == "policy" and HAS_COMPILE:
                check_compiled(case, places)
            if case.get("same_as"):
                other = self.cases[case["same_as"]]
                with tempfile.TemporaryDirectory(dir=self.folder) as folder:
                    expected = meaning(other, Places(other, self.generated, folder))
                expect(meaning(case, places) == expected, f"means something else than {case['same_as']}")


def main(names):
    with tempfile.TemporaryDirectory() as generated, tempfile.TemporaryDirectory() as folder:
        suite = Suite(generated, folder)
        unknown = [name for name in names if name not in suite.cases]
        if unknown:
            sys.exit(f"no such case: {', '.join(unknown)}")
        chosen = [case for case in suite.cases.values() if not names or case["file"] in names]
        skipped = [case for case in chosen if case.get("needs")]
        chosen = [case for case in chosen if not case.get("needs")]
        make = [case["file"].split("/")[0] for case in chosen if case.get("generate")]
        if make:
            subprocess.run([sys.executable, SUITE / "generate.py", generated, *make], check=True)
        failures = 0
        for case in chosen:
            problem = suite.check(case)
            if problem is not None:
                failures += 1
                print(f"FAILED {case['file']}: {problem}\n       {case['about']}")
        print(f"hostile suite: {len(chosen)} cases run, {failures} failed, "
              f"{len(skipped)} skipped since they need expressions")
        seconds, megabytes, name, format = max(suite.slowest)
        print(f"slowest: {name} as {format}, {seconds:.2f} s; largest: {max(m for _, m, _, _ in suite.slowest):.0f} MB")
        return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
