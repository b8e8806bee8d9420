"""What `make` installs on a fresh machine, and what it says where it may not."""
import subprocess
import tempfile
import unittest
from pathlib import Path

import program

SETUP = program.ROOT / ".ci/setup"


class Setup(unittest.TestCase):
    def run_setup(self, **commands):
        """The script with these programs alone, each a line of shell, beside bash's own."""
        with tempfile.TemporaryDirectory() as folder:
            for name, line in commands.items():
                path = Path(folder) / name.replace("_", "-")
                path.write_text(f"#!/bin/bash\n{line}\n")
                path.chmod(0o755)
            return subprocess.run(["/bin/bash", str(SETUP)], env={"PATH": folder}, capture_output=True, text=True)

    def test_nothing_is_missing(self):
        result = self.run_setup(dpkg="exit 0", swift="exit 0")
        self.assertEqual((result.returncode, result.stdout, result.stderr), (0, "", ""))

    def test_without_swift(self):
        result = self.run_setup(dpkg="exit 0")
        self.assertEqual(result.returncode, 1)
        self.assertIn("Swift 6.3 is not on the PATH", result.stderr)

    def test_neither_root_nor_sudo(self):
        result = self.run_setup(dpkg='test "$2" != libyaml-dev', swift="exit 0", id="echo 1000")
        self.assertEqual(result.returncode, 1)
        self.assertEqual(
            result.stderr,
            "These Debian packages are missing: libyaml-dev. Install them as root: apt-get install libyaml-dev\n")

    def test_with_sudo(self):
        result = self.run_setup(
            dpkg='test "$2" != libyaml-dev', swift="exit 0", id="echo 1000", sudo='"$@"', apt_get='echo "apt-get $*" >&2')
        self.assertEqual(result.returncode, 0)
        self.assertIn("apt-get install -y -qq libyaml-dev", result.stderr)


if __name__ == "__main__":
    unittest.main()
