"""Compares what people see with what is committed; only `make golden` rewrites it."""
import difflib
import os

import program

FOLDER = program.ROOT / "Tests/Golden"


def difference(data, name):
    """None where the bytes are what the file says; else what to do."""
    path = FOLDER / name
    if os.environ.get("POLICYC_GOLDEN") == "write":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return None
    if not path.exists():
        return f"Tests/Golden/{name} is missing: run `make golden`"
    expected = path.read_bytes()
    if expected == data:
        return None
    lines = difflib.unified_diff(
        expected.decode(errors="replace").splitlines(), data.decode(errors="replace").splitlines(), "committed", "now",
        lineterm="")
    return f"Tests/Golden/{name} differs: run `make golden` and read the difference.\n" + "\n".join(lines)
