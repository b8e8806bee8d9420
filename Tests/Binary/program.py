"""The built binary, run as people run it: one process a run, and what it left behind.

`POLICYC` names the binary; left out, it is the release build.
"""
import os
import resource
import signal
import subprocess
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
POLICYC = os.environ.get("POLICYC", str(ROOT / ".build/release/policyc"))

# What must hold of every run, whatever is read.
MOST_SECONDS = 2.0
MOST_MEGABYTES = 256
# After so long on the clock it hangs; the bound above is on the processor, so that a busy machine fails no test.
HANGS_AFTER = 30


@dataclass
class Run:
    """One finished process."""

    status: int
    out: bytes
    err: bytes
    #: On the processor.
    seconds: float
    #: At its largest.
    megabytes: float

    @property
    def text(self):
        return self.out.decode("utf-8")

    @property
    def trapped(self):
        """The name of the signal that ended it, or none."""
        return signal.Signals(-self.status).name if self.status < 0 else None


def run(*arguments, stdin=b"", cwd=None, environment=None, stdout=None, limits=True):
    """Runs the program to its end. `arguments` are texts or bytes; `stdout` a file to write to in place of memory."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err, tempfile.TemporaryFile() as source:
        source.write(stdin)
        source.seek(0)
        process = subprocess.Popen(
            [POLICYC, *arguments], stdin=source, stdout=out if stdout is None else stdout, stderr=err, cwd=cwd,
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC", **(environment or {})})
        timer = threading.Timer(HANGS_AFTER, process.kill)
        timer.start()
        try:
            _, code, usage = os.wait4(process.pid, 0)
        finally:
            timer.cancel()
        process.returncode = os.waitstatus_to_exitcode(code)
        out.seek(0)
        err.seek(0)
        result = Run(
            process.returncode, out.read(), err.read(), usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)
    if limits:
        assert result.trapped is None, f"{result.trapped}: {result.err[-2000:]!r}"
        assert result.seconds <= MOST_SECONDS, f"{result.seconds:.1f} s on the processor"
        assert result.megabytes <= MOST_MEGABYTES, f"{result.megabytes:.0f} MB"
    return result


def is_forbidden(scalar):
    """Characters that no output has: they move a cursor, hide or reorder what is read."""
    code = ord(scalar)
    return (
        (code < 0x20 and scalar not in "\n\t") or 0x7F <= code <= 0x9F or code in (0x2028, 0x2029, 0x061C, 0x200E, 0x200F)
        or 0x202A <= code <= 0x202E or 0x2066 <= code <= 0x2069)


def visible(name):
    """A file name as text shows it."""
    return "".join(f"\\u{{{ord(c):x}}}" if is_forbidden(c) or c == "\n" else c for c in name)
