"""The release binary is one file: it needs no library, no time-zone files, no locale, no folder of its own."""
import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

import program

SET = program.ROOT / "policies/riverbend"
PROPOSALS = program.ROOT / "policies/proposals"


class OneFile(unittest.TestCase):
    def test_it_is_no_dynamic_executable(self):
        answer = subprocess.run(["ldd", program.POLICYC], capture_output=True, text=True)
        self.assertIn("not a dynamic executable", answer.stdout + answer.stderr)

    def test_it_checks_a_policy_in_an_empty_root(self):
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            (root / "proc").mkdir()
            shutil.copy(program.POLICYC, root / "policyc")
            shutil.copytree(SET, root / "riverbend")
            shutil.copytree(PROPOSALS, root / "proposals")
            # Root may do this; others need user namespaces. Where neither is there, this fails and says so.
            user = [] if os.geteuid() == 0 else ["--map-root-user"]
            script = 'mount --rbind /proc "$0/proc" && exec chroot "$0" "$@"'

            def inside(*arguments):
                return subprocess.run(
                    ["unshare", *user, "--mount", "sh", "-c", script, folder, "/policyc", *arguments],
                    capture_output=True, env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin"})

            result = inside("check", "--policy", "riverbend", "--at", "2026-10-01")
            self.assertEqual((result.returncode, result.stderr), (0, b""))
            self.assertIn(b" tests, 0 failed", result.stdout)
            name = "proposals/allowed-faq-reply-sent.yaml"
            result = inside("check", "--policy", "riverbend", name)
            self.assertEqual((result.returncode, result.stderr), (0, b""))
            # The same bytes as outside, where there are time zones and locales.
            outside = program.run("check", "--policy", "riverbend", name, cwd=SET.parent)
            self.assertEqual(result.stdout, outside.out)
            self.assertEqual(inside("--version").stdout, program.run("--version").out)


if __name__ == "__main__":
    unittest.main()
