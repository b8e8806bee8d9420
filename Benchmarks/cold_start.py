#!/usr/bin/env python3
"""A cold `policyc check` of the sample district with one proposal, beside `git --version`, in one run.

Needs hyperfine (Debian: hyperfine) and the release binary (`make build`). Prints medians, their ratio and the target; a row
that misses its target says so and by how much. Absolute times of a machine mean nothing.
"""
import json
import pathlib
import resource
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
POLICYC = ROOT / ".build/release/policyc"
CHECK = [str(POLICYC), "check", "--policy", "policies/riverbend", "policies/proposals/allowed-faq-reply-sent.yaml"]
MOST_TIMES = 5
MOST_MEBIBYTES = 25


def medians(commands):
    with tempfile.NamedTemporaryFile(suffix=".json") as file:
        subprocess.run(
            ["hyperfine", "-N", "--warmup", "10", "--runs", "100", "--export-json", file.name,
             *(" ".join(command) for command in commands)],
            cwd=ROOT, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return [result["median"] * 1000 for result in json.load(file)["results"]]


def mebibytes(command):
    """The most memory of a process of its own: the largest of all children, so this one has only these."""
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def row(what, figure, target, unit):
    verdict = "reached" if figure <= target else f"missed: {figure / target:.1f} times the target"
    print(f"| {what} | {figure:.1f} {unit} | at most {target} {unit} | {verdict} |")


def main():
    if not POLICYC.exists():
        sys.exit("there is no release binary: run `make build`")
    memory = mebibytes(CHECK)
    git, version, check = medians([["git", "--version"], [str(POLICYC), "--version"], CHECK])
    print(f"git --version {git:.2f} ms, policyc --version {version:.2f} ms, policyc check {check:.2f} ms (medians of 100)\n")
    print("| what | figure | target | |\n|---|---|---|---|")
    row("cold check, in `git --version`", check / git, MOST_TIMES, "times")
    row("its memory", memory, MOST_MEBIBYTES, "MiB")


if __name__ == "__main__":
    main()
