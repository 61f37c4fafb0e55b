"""Installs Debian's Chromium for the tests of the phone's page, where that is possible.

Standard library only. Without it those tests are skipped and say why, so nothing here fails.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys


def main() -> int:
    """Install it when it is missing and we may; never in anybody's way."""
    apt = shutil.which("apt-get")
    if shutil.which("chromium") or apt is None or os.geteuid() != 0:
        return 0
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = [apt, "-qq", "install", "-y", "--no-install-recommends", "chromium"]
    for command in ([apt, "-qq", "update"], install):
        subprocess.run(
            command,
            check=False,
            env=quiet,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    if not shutil.which("chromium"):
        sys.stderr.write("chromium could not be installed: the tests of the page are skipped\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
