#!/usr/bin/env python3
"""Lists for each sentence of docs/language.md the tests that cite it, and fails where one has none.

    sentences.py            all tests of each number
    sentences.py --brief    how many, and the first of them

A test cites a sentence by its name: a Swift test as `S9, S10: …`, a test of a policy set by its id, `s9-…`. Besides,
each matcher of S15 must be tested with each word that fits it, and each limit on input by its name:

- A matcher counts as tested where a rule of Tests/Sentences has it, and of the tests there one says that the rule is a
  reason and another that it is none.
- A limit of the readers counts as tested where a Swift test is named after it, or expects its name in a message; any
  other (`static let most…`) where a test names it with its type: `Preparation.mostDays`.

Needs PyYAML.
"""

import pathlib
import re
import sys

import yaml

ROOT = pathlib.Path(__file__).resolve().parent.parent

# Numbers that nothing can test yet, and why.
EXEMPT = {
    16: "speaks of expressions, which this version refuses",
    18: "speaks of what only expressions can ask",
    52: "speaks of proofs, which this version does not run",
    53: "speaks of proofs, which this version does not run",
}

# Limits that nothing can test at n + 1, and why.
EXEMPT_LIMITS = {"InputLimits.mostFileBytes": "it would take a file of a gibibyte"}

SET = ["bare", "any", "all", "none", "only"]
ONE = ["bare", "list", "none"]
BOUNDS = ["at-least", "at-most", "before", "after"]
PATHS = [word + " a path" for word in BOUNDS]

# What each field may be asked (S15, R2). `stage` has no path of its type; attributes stand here by their types.
MATCHERS = {
    "data": SET, "audiences": SET, "sites": SET, "materials": SET, "roles": SET, "choices": SET,
    "sensitivity": SET + BOUNDS,
    "tool": ONE, "workflow": ONE, "purpose": ONE, "person": ONE, "action": ONE, "in-pilot": ONE, "choice": ONE,
    "yes-no": ONE,
    "tier": ONE + BOUNDS + PATHS, "autonomy": ONE + BOUNDS + PATHS, "impact": ONE + BOUNDS + PATHS,
    "duration": ONE + BOUNDS + PATHS, "starts": ONE + BOUNDS + PATHS, "ends": ONE + BOUNDS + PATHS,
    "participants": ONE + BOUNDS + PATHS, "site-count": ONE + BOUNDS + PATHS, "stage": ONE + BOUNDS,
    "count": ONE + BOUNDS + PATHS, "number": ONE + BOUNDS + PATHS, "date": ONE + BOUNDS + PATHS,
    "span": ONE + BOUNDS + PATHS, "level": ONE + BOUNDS + PATHS,
    "any-of": ["conditions"], "all-of": ["conditions"], "not": ["conditions"],
}
# The type of an attribute, as the table above names it: `duration` is a field already.
ATTRIBUTE_TYPES = {"duration": "span"}
PATH_KINDS = {"set": SET, "one": ONE, "choice": ONE} | dict.fromkeys(["count", "day", "level", "span"], ONE + BOUNDS)


def read_yaml(path):
    """No scalar's type is guessed: everything is text."""
    return yaml.load(path.read_text(), Loader=yaml.BaseLoader) or {}


def sets():
    """The policy sets of Tests/Sentences: {name: sections merged over its files}."""
    folder = ROOT / "Tests/Sentences"
    result = {}
    for path in sorted(folder.iterdir()):
        if path.is_dir():
            files = sorted(path.glob("*.yaml"))
        elif path.suffix == ".yaml" and path.name != "policy.yaml":
            files = [folder / "policy.yaml", path]
        else:
            continue
        merged = {}
        for file in files:
            for section, declarations in read_yaml(file).items():
                merged.setdefault(section, {}).update(declarations)
        result[path.name] = merged
    return result


# Numbers


def numbers():
    """The numbers that docs/language.md gives to its sentences."""
    text = (ROOT / "docs/language.md").read_text()
    found = [int(number) for number in re.findall(r"\*\*S(\d+)\*\*", text)]
    if sorted(set(found)) != list(range(1, max(found) + 1)) or len(set(found)) != len(found):
        sys.exit("docs/language.md does not number its sentences from S1 on, each once")
    return sorted(found)


def cited(prefix):
    """The numbers of `S9, S10` and `S29 to S33`."""
    result = set()
    for first, last in re.findall(r"S(\d+)(?: to S(\d+))?", prefix):
        result.update(range(int(first), int(last or first) + 1))
    return result


def tests_by_number(policy_sets):
    tests = {}
    for path in sorted((ROOT / "Tests").rglob("*.swift")):
        for name in re.findall(r"func `(S\d[^`]*)`", path.read_text()):
            for number in cited(name.split(":")[0]):
                tests.setdefault(number, []).append(f"{path.relative_to(ROOT)}: {name}")
    # Not the tests of sample districts: what those number are scenarios.
    for name, merged in policy_sets.items():
        for test in merged.get("tests", {}):
            match = re.match(r"s(\d+)-", test)
            if not match:
                sys.exit(f"Tests/Sentences/{name}: the id of `{test}` begins with no sentence")
            tests.setdefault(int(match[1]), []).append(f"Tests/Sentences/{name}: {test}")
    return tests


# Matchers


def matchers(condition):
    """Each field, word and bound of a condition, nested ones too."""
    if isinstance(condition, str):
        return
    for field, asked in condition.items():
        if field in ("any-of", "all-of"):
            yield field, "conditions"
            for part in asked:
                yield from matchers(part)
        elif field == "not":
            yield field, "conditions"
            yield from matchers(asked)
        elif isinstance(asked, str):
            yield field, "bare"
        elif isinstance(asked, list):
            yield field, "list"
        else:
            for word, operand in asked.items():
                is_path = isinstance(operand, str) and re.match(r"(tool|workflow)\.", operand)
                yield field, word + (" a path" if is_path else "")


def matchers_tested(policy_sets):
    """{(field, word): {whether a rule that has it is a reason in a test}}, attributes by their types."""
    seen = {}
    for merged in policy_sets.values():
        types = {name: entry["type"] for name, entry in merged.get("attributes", {}).items()}
        names = {name: ATTRIBUTE_TYPES.get(kind, kind) for name, kind in types.items()}
        for rule, body in (merged.get("rules", {}) | merged.get("invariants", {})).items():
            kinds = body.get("deny") or body.get("require") or body.get("oblige") or body.get("never")
            asked = [m for key in ("when", "unless", "that") if key in body for m in matchers(body[key])]
            for test in merged.get("tests", {}).values():
                proposal = test.get("proposal", {})
                if ("action" if "action" in proposal else "pilot") not in kinds:
                    continue
                if test["expect"] == "allow":
                    fires = False
                elif "reasons" in test:
                    fires = rule in test["reasons"]
                else:
                    continue
                for field, word in asked:
                    seen.setdefault((names.get(field, field), word), set()).add(fires)
    return seen


def untested_matchers(policy_sets):
    text = (ROOT / "docs/language.md").read_text()
    sentence = text[text.index("**S15**"):]
    fields = re.findall(r"`([a-z-]+)`", sentence[:sentence.index("On a field with a single value")])
    unknown = [field for field in fields if field not in MATCHERS]
    if unknown:
        sys.exit(f"S15 names fields that {pathlib.Path(__file__).name} does not know: {', '.join(unknown)}")

    wanted = dict(MATCHERS)
    source = (ROOT / "Sources/PolicyCompiler/Lowering/ConditionFields.swift").read_text()
    for root, start, end in [("tool", "toolPaths:", "workflowPaths:"), ("workflow", "workflowPaths:", "extension ")]:
        part = source[source.index("static let " + start):]
        part = part[:part.index(end, len(start) + 20)]
        for path, kind in re.findall(r'"([a-z.-]+)": PathField\(type: \{ (?:_ in )?\.(\w+)', part):
            wanted[f"{root}.{path}"] = PATH_KINDS[kind]

    seen = matchers_tested(policy_sets)
    count = sum(len(words) for words in wanted.values())
    return count, [
        f"{field}: {word}" + ("" if (field, word) in seen else ", by no rule")
        for field, words in wanted.items() for word in words
        if seen.get((field, word)) != {True, False}
    ]


# Limits


def untested_limits():
    source = (ROOT / "Sources/DocumentTree/InputLimits.swift").read_text()
    names = re.findall(r"/// `([a-z-]+)`:", source)
    tests = "".join(path.read_text() for path in (ROOT / "Tests").rglob("*.swift"))
    untested = [
        name for name in names
        if not re.search(rf"func `?{name}\b", tests) and not re.search(rf'"[^"\n]*`{name}`', tests)
    ]
    return names, untested


def untested_constants():
    """Limits that stand beside what they limit; private ones are no limits on what is asked."""
    names = []
    for path in sorted((ROOT / "Sources").rglob("*.swift")):
        kind = None
        for line in path.read_text().splitlines():
            opened = re.match(r"(?:(?:public|package|final|indirect) )*(?:struct|enum|class|extension|actor) (\w+)", line)
            kind = opened[1] if opened else kind
            limit = re.match(r"\s+(?:(?:public|package) )?static let (most[A-Z]\w*)\b", line)
            if limit:
                names.append(f"{kind}.{limit[1]}")
    tests = "".join(path.read_text() for path in (ROOT / "Tests").rglob("*.swift"))
    return names, [
        name for name in names if name not in EXEMPT_LIMITS and not re.search(rf"\b{re.escape(name)}\b", tests)
    ]


def main():
    brief = sys.argv[1:] == ["--brief"]
    if sys.argv[1:] and not brief:
        sys.exit(__doc__)
    policy_sets = sets()
    tests = tests_by_number(policy_sets)
    failures = []
    for number in numbers():
        names = tests.pop(number, [])
        if names:
            print(f"S{number}: {len(names)}" + (f", such as {names[0]}" if brief else ""))
            if not brief:
                print("\n".join(f"  {name}" for name in names))
            if number in EXEMPT:
                failures.append(f"S{number} has tests: take it off the list of exemptions")
        elif number in EXEMPT:
            print(f"S{number}: none; it {EXEMPT[number]}")
        else:
            print(f"S{number}: none")
            failures.append(f"no test cites S{number}")
    failures += [f"docs/language.md has no S{number}, cited by {names[0]}" for number, names in sorted(tests.items())]
    count, untested = untested_matchers(policy_sets)
    print(f"{count} matchers with the words that fit them, {count - len(untested)} tested on both sides")
    failures += [f"not tested on both sides: {matcher}" for matcher in untested]
    limits, untested = untested_limits()
    print(f"limits by name: {', '.join(limits)}")
    failures += [f"no test names the limit `{name}`" for name in untested]
    limits, untested = untested_constants()
    print(f"limits beside what they limit: {', '.join(limits)}")
    failures += [f"no test names the limit `{name}`" for name in untested]
    for failure in failures:
        print(failure, file=sys.stderr)
    sys.exit(1 if failures else 0)


main()
