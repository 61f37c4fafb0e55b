"""Installs what tests of signed PDFs look with: poppler's pdfsig, and a token in software.

Standard library only. Without them those tests are skipped and say why, so nothing here fails.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

_PACKAGES = {"pdfsig": "poppler-utils", "softhsm2-util": "softhsm2"}
"""Debian's packages by the tool that shows them to be there."""


def main() -> int:
    """Install what is missing and we may; never in anybody's way."""
    missing = [package for tool, package in _PACKAGES.items() if not shutil.which(tool)]
    apt = shutil.which("apt-get")
    if not missing or apt is None or os.geteuid() != 0:
        return 0
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = [apt, "-qq", "install", "-y", "--no-install-recommends", *missing]
    for command in ([apt, "-qq", "update"], install):
        subprocess.run(
            command,
            check=False,
            env=quiet,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    for tool, package in _PACKAGES.items():
        if not shutil.which(tool):
            sys.stderr.write(f"{package} could not be installed: its tests are skipped\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
