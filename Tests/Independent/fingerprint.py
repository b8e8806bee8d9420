#!/usr/bin/env python3
"""The content fingerprints of policyc, computed a second time.

Written from the sentences S43 to S45 alone, in another language and by other hands than the Swift code, so that the
two can witness for each other. It takes what it reads for valid: it judges no policy and no proposal.

    fingerprint.py POLICY-FOLDER PROPOSAL          a proposal (.json is JSON, anything else YAML)
    fingerprint.py POLICY-FOLDER --pilot ID        a pilot of the register
    fingerprint.py POLICY-FOLDER --workflow ID     what `approved.content` of a workflow states; --tool ID likewise
    fingerprint.py --check FILE.jsonl ...          every known answer again; exit code 1 if one is wrong
    fingerprint.py --known-answers OUT.jsonl --seed N --count N        writes random ones (random_cases.py)

The first three print the canonical text, the fingerprint and, of a proposal, the content string, a line each.

A known answer is a line of JSON: `policy` ({file name: text}), `proposal_yaml` and `proposal_json` (which mean the
same), `canonical`, `content` and `approved` ({"workflow": {id: fingerprint}, "tool": {...}}). Those that were made by
hand have `name`, `why` and `groups` besides: the twelve texts behind the 24 digits.

Needs PyYAML. Layers (`extends`) are not read.
"""

import argparse
import hashlib
import json
import pathlib
import re
import sys
from datetime import datetime, timedelta
from decimal import Decimal

import yaml


class Unreadable(ValueError):
    """A value that is none of its field's type."""


# Reading. No scalar's type is guessed: YAML gives strings alone (BaseLoader), JSON strings, numbers as Decimal and bool.
# The field says what a string is.

def read_yaml(source):
    return yaml.load(source, Loader=yaml.BaseLoader)


def read_json(source):
    return json.loads(source, parse_int=Decimal, parse_float=Decimal)


def read_policy(sources):
    """The sections of a policy set, merged over its files: {section: {id: declaration}}."""
    policy = {}
    for source in sources:
        for section, declarations in (read_yaml(source) or {}).items():
            merged = policy.setdefault(section, {})
            for key, declaration in declarations.items():
                if key in merged:
                    raise Unreadable(f"{section}: {key} is declared twice")
                merged[key] = declaration
    return policy


def policy_texts(folder):
    """The texts of all *.yaml below a folder, hidden folders left out."""
    folder = pathlib.Path(folder)
    files = sorted(file for file in folder.rglob("*.yaml")
                   if not any(part.startswith(".") for part in file.relative_to(folder).parts[:-1]))
    return [file.read_bytes().decode("utf-8-sig") for file in files]


# S43: the canonical text of a value. A *kind* is a function from a value as it was read to its canonical text. Rates have
# none: `volume` is in neither W nor D.

def in_bytes(text):
    return text.encode("utf-8")


def list_of(texts):
    """The items of every list stand in the order of the bytes of their canonical texts."""
    return "[" + ",".join(sorted(texts, key=in_bytes)) + "]"


def object_of(fields):
    """{field: canonical text}, the keys sorted by their bytes."""
    return "{" + ",".join(f"{text(key)}:{fields[key]}" for key in sorted(fields, key=in_bytes)) + "}"


def text(value):
    """Ids, texts, choices, days: four escapes, line ends as LF, nothing else is touched."""
    if not isinstance(value, str):
        raise Unreadable(f"{value!r} is no text")
    value = value.replace("\r\n", "\n").replace("\r", "\n")
    for character, escape in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\t", "\\t")):
        value = value.replace(character, escape)
    return f'"{value}"'


def number(value):
    """A plain decimal without exponent, trailing zeros or -0."""
    if not (type(value) is Decimal or type(value) is str and re.fullmatch(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?", value)):
        raise Unreadable(f"{value!r} is no number")
    plain = format(Decimal(value), "f")
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return "0" if plain == "-0" else plain


def flag(value):
    """`true` and `false` in policies, `yes` and `no` in attributes, JSON's own."""
    if value is True or value in ("true", "yes"):
        return "true"
    if value is False or value in ("false", "no"):
        return "false"
    raise Unreadable(f"{value!r} is neither yes nor no")


def duration(value):
    """12 weeks: 84d (S5); 12 months: 12mo; 4 hours: 14400s."""
    match = re.fullmatch(r"([0-9]+)(?: (day|week|month|hour|minute)s?|(d|w|mo|h|min))", value)
    if not match:
        raise Unreadable(f"{value!r} is no duration")
    factor, unit = {"d": (1, "d"), "w": (7, "d"), "mo": (1, "mo"), "h": (3600, "s"), "min": (60, "s")}[
        match[3] or {"day": "d", "week": "w", "month": "mo", "hour": "h", "minute": "min"}[match[2]]]
    return text(f"{int(match[1]) * factor}{unit}")


def span(value):
    """The `due` of `if-wrong`. The sentences are silent: a duration in front as durations are, the rest as it stands."""
    match = re.fullmatch(r"([0-9]+) (business-day|day|week|month|hour)s?( .*)?", value)
    if not match:
        return text(value)
    count, unit, rest = match[1], match[2], match[3] or ""
    return text(f"{count} business-days{rest}" if unit == "business-day" else duration(f"{count} {unit}s")[1:-1] + rest)


def time(value):
    """In UTC, trailing zeros of a fraction dropped."""
    match = re.fullmatch(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d+))?(?:Z|([+-])(\d\d):(\d\d))", value, re.ASCII)
    if not match:
        raise Unreadable(f"{value!r} is no time with an offset")
    east = timedelta(hours=int(match[4] or 0), minutes=int(match[5] or 0)) * (-1 if match[3] == "-" else 1)
    fraction = (match[2] or "").rstrip("0")
    return text((datetime.fromisoformat(match[1]) - east).isoformat() + (f".{fraction}" if fraction else "") + "Z")


def each(kind):
    return lambda values: list_of([kind(value) for value in values])


def fields(value, kinds):
    """{field: canonical text} of those fields that are stated: absent ones stay absent, no default is filled in."""
    for key in value:
        if key not in kinds:
            raise Unreadable(f"unknown field {key!r}")
    return {key: kinds[key](value[key]) for key in value}


def record(**kinds):
    """An object with these fields (`used_by` is `used-by`, `from_` is `from`)."""
    kinds = {key.rstrip("_").replace("_", "-"): kind for key, kind in kinds.items()}
    return lambda value: object_of(fields(value, kinds))


def keyed(kind):
    """{id: value}"""
    return lambda value: object_of({key: kind(value[key]) for key in value})


def word_or(kind):
    """A word (`open`; the role or committee of a demand), or else what the kind says."""
    return lambda value: text(value) if isinstance(value, str) else kind(value)


# What the fields hold

ids = each(text)
days = record(from_=text, until=text)
demand = word_or(record(at_least=number, of=ids))
person = record(person=text, roles=ids)


def classes(value):
    """`[class]`, or `{class: what for}`, of which the classes alone count (S44)."""
    return ids(list(value))


def step(value):
    """A step of review, without its `effort` (S44)."""
    kinds = dict.fromkeys(["id", "what", "by", "before", "against"], text)
    return object_of(fields({key: value[key] for key in value if key != "effort"}, kinds))


PROPOSAL = {
    **dict.fromkeys(["title", "workflow", "tool", "autonomy", "impact", "pilot", "submitted", "follows", "owner", "starts",
                     "ends", "stop-when", "action"], text),
    **dict.fromkeys(["data", "elements", "materials", "audiences", "sites"], ids),
    "requested-by": person, "actor": person, "at": time, "participants": number,
    "measures": each(record(metric=text, baseline=number, measured=days, target=number)),
}
NOT_IN_P = {"approvals", "attested", "reviewed-by", "notes", "reference", "results", "verdict", "stopped", "because",
            "source"}

WORKFLOW = {
    **dict.fromkeys(["status", "owner", "autonomy", "impact", "tier", "purpose", "lifted-by", "on"], text),
    **dict.fromkeys(["used-by", "audiences", "sites"], ids),
    **dict.fromkeys(["materials", "tools"], word_or(ids)),
    "effective": days, "data": classes, "review": each(step),
    "actions": keyed(record(stage=text, title=text)),
    "if-wrong": record(tell=text, due=span),
    "pilots-need": record(
        approvals=each(demand), measures=record(required=flag, baseline=text), stop_when=text,
        limits=record(duration=duration, sites=number, participants=number)),
}
IN_W = ["purpose", "data", "materials", "audiences", "tools", "sites", "tier", "autonomy", "impact", "used-by", "actions",
        "effective", "pilots-need", "review"]

AGREEMENT = {"from": text, "until": text, "data": ids, "purposes": ids, "training": text, "retention": duration}
TOOL = {
    **dict.fromkeys(["status", "lifted-by", "on"], text),
    "agreement": lambda value: object_of(fields(value, AGREEMENT)), "minimum-age": number,
}
IN_T = ["data", "purposes", "training", "retention"]

NOT_IN_D = {"approved", "title", "because", "source", "notes", "volume", "effort", "criteria", "metrics"}

ATTRIBUTE_TYPES = {  # S8
    "yes-no": flag, "count": number, "number": number, "date": text, "duration": duration, "choice": text,
    "choices": ids, "level": text,
}


def attributes(policy, *places):
    """The kinds of the set's own fields on pilots and actions, tools or workflows."""
    return {key: ATTRIBUTE_TYPES[attribute["type"]] for key, attribute in policy.get("attributes", {}).items()
            if set(places) & set(attribute["on"])}


# S44: a proposal's content

def content_of(policy, proposal):
    """P, W and T as {field: canonical text}; W and T are None without a declared workflow or tool."""
    def declared(section, field):
        key = proposal.get(field, "unlisted")
        return None if key == "unlisted" else policy[section][key]

    def part(value, kinds, names):
        return {key: kinds[key](value[key]) for key in names if key in value}

    stated = {key: value for key, value in proposal.items() if key not in NOT_IN_P}
    p = fields(stated, {**attributes(policy, "pilot", "action"), **PROPOSAL})
    workflow, tool = declared("workflows", "workflow"), declared("tools", "tool")
    w = None if workflow is None else part(workflow, WORKFLOW, IN_W)
    t = None if tool is None else part(tool.get("agreement", {}), AGREEMENT, IN_T)
    return p, w, t


def canonical(policy, proposal):
    p, w, t = content_of(policy, proposal)
    whole = {"proposal": p, "workflow": w, "tool": t}
    return object_of({key: object_of(part) for key, part in whole.items() if part is not None})


# S45: fingerprints

def fingerprint(canonical_text):
    return hashlib.sha256(in_bytes("policyc content 1\n" + canonical_text)).hexdigest()[:40]


def groups(policy, proposal):
    """The twelve texts behind the 24 digits, in the order of S45."""
    p, w, t = content_of(policy, proposal)
    rest = dict(p)

    def take(*names):
        """The first of the fields that is stated; `null` if none is."""
        return next((rest.pop(name) for name in names if name in rest), "null")

    def part(content):
        return "null" if content is None else object_of(content)

    return [
        list_of([part(w), part(t)]), take("data", "elements"), take("materials"), take("audiences"), take("sites"),
        take("tool"), list_of([take("autonomy"), take("impact")]), list_of([take("starts"), take("ends")]),
        take("participants"), take("measures"), list_of([take("owner"), take("requested-by")]), object_of(rest),
    ]


def digits(texts):
    return "".join(hashlib.sha256(in_bytes(text)).hexdigest()[:2] for text in texts)


def content(policy, proposal):
    return fingerprint(canonical(policy, proposal)) + "-" + digits(groups(policy, proposal))


def approved_text(policy, kind, key):
    """The canonical text behind `approved.content` of a workflow or tool (`kind`)."""
    kinds = {**attributes(policy, kind), **(WORKFLOW if kind == "workflow" else TOOL)}
    declaration = {name: value for name, value in policy[kind + "s"][key].items() if name not in NOT_IN_D}
    return object_of({kind: object_of(fields(declaration, kinds))})


# Known answers

def answer(texts, proposal_yaml, proposal_json):
    """The known answer for these; an error if YAML and JSON do not mean the same."""
    policy = read_policy(texts.values())
    proposals = [read_yaml(proposal_yaml), read_json(proposal_json)]
    found = [{"canonical": canonical(policy, one), "groups": groups(policy, one), "content": content(policy, one)}
             for one in proposals]
    if found[0] != found[1]:
        raise Unreadable(f"YAML and JSON differ:\n{found[0]['canonical']}\n{found[1]['canonical']}")
    approved = {kind: {key: fingerprint(approved_text(policy, kind, key)) for key in policy.get(kind + "s", {})}
                for kind in ("workflow", "tool")}
    return {"policy": texts, "proposal_yaml": proposal_yaml, "proposal_json": proposal_json, **found[0],
            "approved": approved}


def check(files):
    """Whether every known answer in the files is what this program finds."""
    wrong = count = 0
    for file in files:
        for place, line in enumerate(pathlib.Path(file).read_text("utf-8").splitlines(), 1):
            known, count = json.loads(line), count + 1
            found = answer(known["policy"], known["proposal_yaml"], known["proposal_json"])
            for key in ("canonical", "groups", "content", "approved"):
                if key in known and known[key] != found[key]:
                    wrong += 1
                    print(f"{file}:{place}: {known.get('name', '')} {key}\n  known {known[key]}\n  found {found[key]}")
    print(f"{count} known answers, {wrong} differences")
    return wrong == 0


def write_known_answers(file, seed, count):
    import random_cases
    with open(file, "w", encoding="ascii", newline="\n") as out:
        for index in range(count):
            known = answer(*random_cases.case(seed, index))
            del known["groups"]
            out.write(json.dumps(known) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", help="the policy set's folder")
    parser.add_argument("proposal", nargs="?", help="a proposal")
    for kind in ("workflow", "tool", "pilot"):
        parser.add_argument(f"--{kind}", metavar="ID")
    parser.add_argument("--check", nargs="+", metavar="FILE")
    parser.add_argument("--known-answers", metavar="OUT")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=1000)
    given = parser.parse_args()
    sys.stdout.reconfigure(encoding="utf-8")

    if given.check:
        sys.exit(not check(given.check))
    if given.known_answers:
        return write_known_answers(given.known_answers, given.seed, given.count)
    if not given.folder:
        parser.error("a policy set's folder is missing")
    policy = read_policy(policy_texts(given.folder))
    for kind in ("workflow", "tool"):
        if key := getattr(given, kind):
            whole = approved_text(policy, kind, key)
            return print(whole, fingerprint(whole), sep="\n")
    if given.pilot:  # A registered pilot under id x is the proposal with `pilot: x`.
        proposal = {**policy["pilots"][given.pilot], "pilot": given.pilot}
    elif given.proposal:
        source = pathlib.Path(given.proposal).read_bytes().decode("utf-8-sig")
        proposal = (read_json if given.proposal.endswith(".json") else read_yaml)(source)
    else:
        parser.error("a proposal is missing")
    whole = canonical(policy, proposal)
    print(whole, fingerprint(whole), content(policy, proposal), sep="\n")


if __name__ == "__main__":
    main()
