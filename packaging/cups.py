"""Installs Debian's CUPS for the tests of printing, where that is possible.

Standard library only. The tests start a server of their own, with its own folder and socket;
Debian's is neither started here nor asked. Without it those tests are skipped and say why, so
nothing here fails.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

PACKAGES = ("cups", "cups-client", "printer-driver-cups-pdf")


def is_installed() -> bool:
    """Whether a server, its commands and the PDF printer are there."""
    programs = all(shutil.which(name, path="/usr/sbin:/usr/bin") for name in ("cupsd", "lp"))
    return programs and Path("/usr/lib/cups/backend/cups-pdf").exists()


def main() -> int:
    """Install it when it is missing and we may; never in anybody's way."""
    apt = shutil.which("apt-get")
    if is_installed() or apt is None or os.geteuid() != 0:
        return 0
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = [apt, "-qq", "install", "-y", "--no-install-recommends", *PACKAGES]
    for command in ([apt, "-qq", "update"], install):
        subprocess.run(
            command,
            check=False,
            env=quiet,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    if not is_installed():
        sys.stderr.write("cups could not be installed: the tests of printing are skipped\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
