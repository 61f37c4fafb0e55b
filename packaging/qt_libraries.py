"""Installs the system libraries Qt lacks on a bare Linux, or prints the one line to type.

Standard library only: it runs before anything else can be relied upon. On Windows
and macOS Qt brings all it needs.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys

PACKAGES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libcups.so.2": "libcups2",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libpulse.so.0": "libpulse0",
}


def missing() -> list[str]:
    """Debian packages whose library cannot be loaded."""
    found = []
    for library, package in PACKAGES.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            found.append(package)
    return found


def main() -> int:
    """Install what is missing when we may; otherwise say what to type."""
    if not sys.platform.startswith("linux"):
        return 0
    packages = missing()
    if not packages:
        return 0
    apt = shutil.which("apt-get")
    if apt and os.geteuid() == 0:
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run([apt, "-qq", "update"], check=False, env=quiet)
        subprocess.run(
            [apt, "-qq", "install", "-y", "--no-install-recommends", *packages],
            check=False,
            env=quiet,
            stdout=subprocess.DEVNULL,
        )
        packages = missing()
    if packages:
        sys.stderr.write(
            "Qt memerlukan pustaka sistem. Ketik sekali:\n"
            f"  sudo apt-get install -y {' '.join(packages)}\n"
        )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
